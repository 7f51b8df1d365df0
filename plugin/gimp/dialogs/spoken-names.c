/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libgimp/gimpui.h>

#include "spoken-names.h"

/* GIMP draws the label into the slider, where GTK knows nothing of it. */
static void
on_label (GtkWidget *slider)
{
  atk_object_set_name (gtk_widget_get_accessible (slider),
                       gimp_spin_scale_get_label (GIMP_SPIN_SCALE (slider)));
}

static void
give (GtkWidget *widget, gpointer data)
{
  AtkObject        *spoken  = gtk_widget_get_accessible (widget);
  const gchar      *name    = atk_object_get_name (spoken);
  g_autofree gchar *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GIMP_IS_SPIN_SCALE (widget))
    {
      on_label (widget);
      g_signal_connect (widget, "notify::label", G_CALLBACK (on_label), NULL);
    }
  else if ((GTK_IS_BUTTON (widget) || GTK_IS_DRAWING_AREA (widget)) && !(name && *name) && tooltip)
    atk_object_set_name (spoken, tooltip);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), give, NULL);
}

void
smp_spoken_names_give (GtkWidget *controls)
{
  give (controls, NULL);
}
