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

/* GIMP's buttons to load and save settings stand in a box of their own beside the content. */
static void
drop_settings (GtkWidget *child, gpointer data)
{
  if (!GTK_IS_BUTTON_BOX (child))
    return;
  gtk_widget_set_no_show_all (child, TRUE);
  gtk_widget_hide (child);
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
