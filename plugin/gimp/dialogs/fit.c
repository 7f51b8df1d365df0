/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fit.h"
#include "keys.h"
#include "place.h"

#define SPACING 6
#define BORDER  12

/* Of a screen's height, what is left for the window's frame. */
#define FRAME_HEIGHT 50
#define LEAST_HEIGHT 120

#define SCROLLED "smp-scrolled"

/* A window manager answers within so many frames. */
#define REST_FRAMES 20

/* GIMP's buttons to load and save settings stand in a box of their own beside the content. */
static void
drop_settings (GtkWidget *child, gpointer data)
{
  if (!GTK_IS_BUTTON_BOX (child))
    return;
  gtk_widget_set_no_show_all (child, TRUE);
  gtk_widget_hide (child);
}

/* Scrolls what was opened into sight, or as much of it as there is room for; its top counts for
 * more than its end. */
static void
reveal (GtkWidget *expander, GtkScrolledWindow *scrolled, GtkWidget *content)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (scrolled);
  gint           top;

  if (!gtk_widget_translate_coordinates (expander, content, 0, 0, NULL, &top))
    return;
  gtk_adjustment_clamp_page (place, top, top + gtk_widget_get_allocated_height (expander));
  if (gtk_adjustment_get_value (place) > top)
    gtk_adjustment_set_value (place, top);
}

/* What is opened grows, and then the window with it, each in its own time: until both rest. */
typedef struct
{
  gint    height;
  gdouble page;
  gint    n_frames;
} Opening;

static gboolean
follow_opening (GtkWidget *expander, GdkFrameClock *clock, gpointer data)
{
  Opening       *opening  = data;
  GtkWidget     *scrolled = gtk_widget_get_ancestor (expander, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget     *viewport = gtk_widget_get_ancestor (expander, GTK_TYPE_VIEWPORT);
  const gint     height   = gtk_widget_get_allocated_height (expander);
  GtkAdjustment *place;
  gdouble        page;

  if (!scrolled || !viewport || !gtk_expander_get_expanded (GTK_EXPANDER (expander)))
    return G_SOURCE_REMOVE;
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  page  = gtk_adjustment_get_page_size (place);
  if (height != opening->height || page != opening->page)
    {
      *opening = (Opening) { height, page, 0 };
      reveal (expander, GTK_SCROLLED_WINDOW (scrolled), gtk_bin_get_child (GTK_BIN (viewport)));
    }
  return ++opening->n_frames < REST_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* GTK's keys would go on into what is closed. */
static void
on_expanded (GtkWidget *expander)
{
  const gboolean is_open = gtk_expander_get_expanded (GTK_EXPANDER (expander));

  gtk_widget_set_visible (gtk_bin_get_child (GTK_BIN (expander)), is_open);
  if (is_open)
    gtk_widget_add_tick_callback (expander, follow_opening, g_new0 (Opening, 1), g_free);
}

static void
watch (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_EXPANDER (widget))
    {
      gtk_widget_set_no_show_all (gtk_bin_get_child (GTK_BIN (widget)), TRUE);
      on_expanded (widget);
      g_signal_connect (widget, "notify::expanded", G_CALLBACK (on_expanded), NULL);
    }
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), watch, data);
}

void
smp_dialog_watch_expanders (GtkWidget *content)
{
  watch (content, NULL);
}

GtkWidget *
smp_dialog_fill_scrolled (GimpProcedureDialog *dialog, GList *names)
{
  GtkWidget *box = gimp_procedure_dialog_fill_box_list (dialog, "smp-all", names);
  GtkWidget *scrolled;

  gtk_box_set_spacing (GTK_BOX (box), SPACING);
  gtk_container_set_border_width (GTK_CONTAINER (box), BORDER);
  scrolled = gimp_procedure_dialog_fill_scrolled_window (dialog, SCROLLED, "smp-all");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (scrolled), GTK_SHADOW_NONE);
  gimp_procedure_dialog_fill (dialog, SCROLLED, NULL);
  smp_keys_hide (scrolled);
  smp_dialog_watch_expanders (scrolled);
  g_object_set_data (G_OBJECT (dialog), SCROLLED, scrolled);
  smp_dialog_place_aside (GTK_WIDGET (dialog));
  gtk_container_foreach (GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (dialog))),
                         drop_settings, NULL);
  return box;
}

void
smp_dialog_fit (GtkWidget *dialog)
{
  GtkScrolledWindow *scrolled = g_object_get_data (G_OBJECT (dialog), SCROLLED);
  GdkRectangle       screen;
  GdkWindow         *window  = gtk_widget_get_window (dialog);
  GdkDisplay        *display = gtk_widget_get_display (dialog);
  GdkMonitor        *monitor = window ? gdk_display_get_monitor_at_window (display, window)
                                      : gdk_display_get_monitor (display, 0);
  gint               width, height, content;

  gdk_monitor_get_workarea (monitor, &screen);
  gtk_scrolled_window_set_max_content_height (scrolled, -1);
  gtk_widget_get_preferred_height (dialog, NULL, &height);
  gtk_widget_get_preferred_height (GTK_WIDGET (scrolled), NULL, &content);
  gtk_scrolled_window_set_max_content_height (scrolled,
                                              MAX (LEAST_HEIGHT, screen.height - FRAME_HEIGHT -
                                                                   (height - content)));
  if (!window)
    return;
  gtk_widget_get_preferred_height (dialog, NULL, &height);
  gtk_window_get_size (GTK_WINDOW (dialog), &width, NULL);
  gtk_window_resize (GTK_WINDOW (dialog), width, height);
}
