/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "split-row.h"

#define SPACING     12
#define WIDTH       80
#define STEP        0.01
#define PAGE        0.1
#define FIRST_PLACE 0.5

typedef struct
{
  SmpSplitMoved moved;
  gpointer      data;
  GtkWidget    *tick;
  GtkWidget    *place;
} SplitRow;

/* What follows its tick is the line. */
static void
on_ticked (SplitRow *self)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->tick)))
    gtk_widget_grab_focus (self->place);
}

static void
on_changed (SplitRow *self)
{
  const gboolean is_split = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->tick));

  gtk_widget_set_sensitive (self->place, is_split);
  self->moved (is_split ? gtk_range_get_value (GTK_RANGE (self->place)) : -1.0, self->data);
}

GtkWidget *
smp_split_row_new (SmpSplitMoved moved, gpointer data)
{
  SplitRow  *self = g_new0 (SplitRow, 1);
  GtkWidget *row  = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  self->moved = moved;
  self->data  = data;
  self->tick  = gtk_check_button_new_with_mnemonic (_ ("Split the canvas (_-)"));
  self->place = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0.0, 1.0, STEP);
  gtk_widget_set_tooltip_text (self->tick, _ ("Left of a line the photo as it is, right of it "
                                              "the simulation.  The line moves with the slider, "
                                              "with the arrow keys too."));
  gtk_widget_set_tooltip_text (self->place, _ ("Where the line between before and simulation is"));
  atk_object_set_name (gtk_widget_get_accessible (self->place),
                       _ ("Where the line between before and simulation is"));
  gtk_scale_set_draw_value (GTK_SCALE (self->place), FALSE);
  gtk_range_set_increments (GTK_RANGE (self->place), STEP, PAGE);
  gtk_range_set_value (GTK_RANGE (self->place), FIRST_PLACE);
  gtk_widget_set_size_request (self->place, WIDTH, -1);
  gtk_widget_set_sensitive (self->place, FALSE);
  gtk_box_pack_start (GTK_BOX (row), self->tick, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->place, TRUE, TRUE, 0);
  g_object_set_data_full (G_OBJECT (row), "smp-split-row", self, g_free);
  g_signal_connect_swapped (self->tick, "toggled", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->tick, "toggled", G_CALLBACK (on_ticked), self);
  g_signal_connect_swapped (self->place, "value-changed", G_CALLBACK (on_changed), self);
  return row;
}
