/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pick-list.h"

#define PICK_LIST "smp-pick-list"

typedef struct
{
  SmpPickOffer offer;
  SmpPickTaken taken;
  gpointer     data;
  gint         id; /* what is picked */
  gboolean     is_filling;
} PickList;

/* A list that is filled may pick by itself. */
static void
on_changed (GtkWidget *list, PickList *self)
{
  gint id;

  if (self->is_filling || !gimp_int_combo_box_get_active (GIMP_INT_COMBO_BOX (list), &id) ||
      id == self->id)
    return;
  self->id = id;
  self->taken (id, self->data);
}

static void
refresh (GtkWidget *list)
{
  PickList *self                 = g_object_get_data (G_OBJECT (list), PICK_LIST);
  g_autoptr (GtkTreeModel) empty = g_object_new (GIMP_TYPE_INT_STORE, NULL);

  self->is_filling = TRUE;
  gtk_combo_box_set_model (GTK_COMBO_BOX (list), empty);
  self->offer (list, self->data);
  if (!gimp_int_combo_box_set_active (GIMP_INT_COMBO_BOX (list), self->id))
    gtk_combo_box_set_active (GTK_COMBO_BOX (list), 0);
  self->is_filling = FALSE;
  on_changed (list, self);
}

GtkWidget *
smp_pick_list_new (GtkWidget *dialog, SmpPickOffer offer, SmpPickTaken taken, gpointer data)
{
  GtkWidget *list = g_object_new (GIMP_TYPE_INT_COMBO_BOX, NULL);
  PickList  *self = g_new (PickList, 1);

  *self = (PickList) { offer, taken, data, -1, FALSE };
  g_object_set_data_full (G_OBJECT (list), PICK_LIST, self, g_free);
  g_signal_connect (list, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_object (dialog, "notify::is-active", G_CALLBACK (refresh), list,
                           G_CONNECT_SWAPPED);
  refresh (list);
  return list;
}

void
smp_pick_list_add (GtkWidget *list, gint id, const gchar *name)
{
  gimp_int_combo_box_append (GIMP_INT_COMBO_BOX (list), GIMP_INT_STORE_VALUE, id,
                             GIMP_INT_STORE_LABEL, name, -1);
}

void
smp_pick_list_pick (GtkWidget *list, gint id)
{
  refresh (list);
  gimp_int_combo_box_set_active (GIMP_INT_COMBO_BOX (list), id);
}
