/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "guard.h"

/* Reads all of the text as one number. */
static gboolean
read_number (const gchar *text, gdouble *number)
{
  g_autofree gchar *stripped = g_strstrip (g_strdup (text));
  gchar            *comma    = strchr (stripped, ',');
  gchar            *end;

  if (comma && !strchr (stripped, '.'))
    *comma = '.';
  *number = g_ascii_strtod (stripped, &end);
  return end != stripped && !*end && isfinite (*number);
}

/* What stands in the field is rounded: where nothing else was typed, the value is what it was. */
static gboolean
is_unchanged (GtkSpinButton *field, gdouble number)
{
  gdouble rounding = 0.5 * pow (10.0, -(gdouble) gtk_spin_button_get_digits (field));

  return fabs (number - gtk_spin_button_get_value (field)) <= 1.001 * rounding;
}

static gchar *
refusal (GtkSpinButton *field, const gchar *typed)
{
  gdouble           least, most;
  g_autofree gchar *old = g_strdup_printf ("%.*f", (gint) gtk_spin_button_get_digits (field),
                                           gtk_spin_button_get_value (field));

  gtk_spin_button_get_range (field, &least, &most);
  if (!*typed)
    return g_strdup_printf (_ ("A number is missing there: %s stays."), old);
  return g_strdup_printf (_ ("“%s” is no number from %g to %g: %s stays."), typed, least, most,
                          old);
}

/* In the place of GTK's own reading, which takes what it cannot read for 0, leaves commas out and
 * moves what is out of range to the nearest bound. */
static gint
on_input (GtkSpinButton *field, gdouble *number, gpointer data)
{
  GtkLabel         *sentence = data;
  const gchar      *typed    = gtk_entry_get_text (GTK_ENTRY (field));
  g_autofree gchar *text     = NULL;
  gdouble           least, most;

  /* GIMP's fields would read it once more. */
  g_signal_stop_emission_by_name (field, "input");
  gtk_spin_button_get_range (field, &least, &most);
  if (!read_number (typed, number))
    text = refusal (field, typed);
  else if (is_unchanged (field, *number))
    *number = gtk_spin_button_get_value (field);
  else if (*number < least || *number > most)
    text = refusal (field, typed);
  if (text)
    {
      gtk_label_set_text (sentence, text);
      *number = gtk_spin_button_get_value (field);
      gtk_widget_error_bell (GTK_WIDGET (field));
    }
  return TRUE;
}

/* What was said is of the past. */
static void
on_value (GtkLabel *sentence)
{
  gtk_label_set_text (sentence, "");
}

/* Whether the focus is in a control or in a part of it. */
static gboolean
has_focus (GtkWidget *control)
{
  GtkWidget *window = gtk_widget_get_toplevel (control);
  GtkWidget *focus  = GTK_IS_WINDOW (window) ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;

  return focus && (focus == control || gtk_widget_is_ancestor (focus, control));
}

static gboolean
on_wheel (GtkWidget *control, GdkEvent *event)
{
  GtkWidget *scrolled;

  if (has_focus (control))
    return GDK_EVENT_PROPAGATE;
  scrolled = gtk_widget_get_ancestor (control, GTK_TYPE_SCROLLED_WINDOW);
  if (scrolled)
    gtk_widget_event (scrolled, event);
  return GDK_EVENT_STOP;
}

static void
guard (GtkWidget *widget, gpointer sentence)
{
  if (GTK_IS_SPIN_BUTTON (widget))
    {
      /* Or letters and commas would be swallowed as they are typed. */
      gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (widget), FALSE);
      g_signal_connect (widget, "input", G_CALLBACK (on_input), sentence);
      g_signal_connect_swapped (widget, "value-changed", G_CALLBACK (on_value), sentence);
    }
  if (GTK_IS_SPIN_BUTTON (widget) || GTK_IS_COMBO_BOX (widget) || GTK_IS_SCALE (widget))
    g_signal_connect (widget, "scroll-event", G_CALLBACK (on_wheel), NULL);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), guard, sentence);
}

void
smp_guard_controls (GtkWidget *controls, GtkWidget *sentence)
{
  guard (controls, sentence);
}
