/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the row looks: the chooser, the bar for sentences, the menu. */

#include <glib/gi18n-lib.h>

#include "current.h"
#include "import.h"
#include "list.h"
#include "manage.h"
#include "picture.h"

#define BUTTON_PICTURE_WIDTH 36
#define RESPONSE_TAKE        1

static void
on_picked (const SmpPreset *preset, gpointer data)
{
  smp_preset_row_take (data, preset->id);
}

static void
on_bar (SmpPresetRow *self, gint response)
{
  gtk_widget_hide (self->bar);
  if (response == RESPONSE_TAKE)
    smp_preset_row_take (self, self->bar_id);
}

static void
on_answer (SmpPresetRow *self, gint response)
{
  if (response == GTK_RESPONSE_OK && self->current)
    smp_preset_store_set_mark (self->store, SMP_PRESET_MARK_LAST, self->filter, self->current->id,
                               NULL);
}

static void
on_new_window (SmpPresetRow *self, GtkWidget *previous)
{
  GtkWindow *window = smp_preset_row_window (self);

  if (previous)
    g_signal_handlers_disconnect_by_data (previous, self);
  if (GTK_IS_DIALOG (window))
    g_signal_connect_object (window, "response", G_CALLBACK (on_answer), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
chooser_new (SmpPresetRow *self)
{
  GtkWidget *button  = gtk_menu_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow   = gtk_image_new_from_icon_name ("pan-down-symbolic", GTK_ICON_SIZE_BUTTON);

  self->picture = smp_preset_picture_new (BUTTON_PICTURE_WIDTH);
  self->name    = gtk_label_new (NULL);
  self->state   = gtk_label_new (NULL);
  self->popover = smp_preset_list_new (on_picked, self);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->state), "dim-label");
  gtk_box_pack_start (GTK_BOX (content), self->picture, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (content), self->name, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (content), self->state, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (content), arrow, FALSE, FALSE, 0);
  gtk_container_remove (GTK_CONTAINER (button), gtk_bin_get_child (GTK_BIN (button)));
  gtk_container_add (GTK_CONTAINER (button), content);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  return button;
}

/* GTK's own button that closes a bar has a sign alone; a screen reader says GTK's word for it. */
static void
name_close_button (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_BUTTON (widget) && !gtk_button_get_label (GTK_BUTTON (widget)))
    atk_object_set_name (gtk_widget_get_accessible (widget), g_dgettext ("gtk30", "Close"));
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), name_close_button, NULL);
}

static void
add_bar (SmpPresetRow *self)
{
  GtkWidget *area;

  self->bar      = gtk_info_bar_new ();
  self->bar_text = gtk_label_new (NULL);
  self->bar_button =
    gtk_info_bar_add_button (GTK_INFO_BAR (self->bar), _ ("Use It"), RESPONSE_TAKE);
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (self->bar), TRUE);
  name_close_button (self->bar, NULL);
  gtk_label_set_line_wrap (GTK_LABEL (self->bar_text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->bar_text), 0.0);
  area = gtk_info_bar_get_content_area (GTK_INFO_BAR (self->bar));
  gtk_container_add (GTK_CONTAINER (area), self->bar_text);
  gtk_widget_show_all (self->bar);
  gtk_widget_hide (self->bar);
  gtk_widget_set_no_show_all (self->bar, TRUE);
  g_signal_connect_swapped (self->bar, "response", G_CALLBACK (on_bar), self);
  gtk_box_pack_start (GTK_BOX (self), self->bar, FALSE, FALSE, 0);
}

static void
build (SmpPresetRow *self)
{
  GtkWidget *line  = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Preset:"));
  GtkWidget *chooser;

  chooser = chooser_new (self);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), chooser);
  gtk_box_pack_start (GTK_BOX (line), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (line), chooser, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), smp_preset_manage_new (self), FALSE, FALSE, 0);
  gtk_widget_show_all (line);
  gtk_box_pack_start (GTK_BOX (self), line, FALSE, FALSE, 0);
  add_bar (self);
  smp_preset_import_accept_drops (self);
  g_signal_connect (self, "hierarchy-changed", G_CALLBACK (on_new_window), NULL);
  g_signal_connect (self, "map", G_CALLBACK (smp_preset_row_update), NULL);
}

GtkWidget *
smp_preset_row_new (const SmpPresetStore *store,
                    const gchar          *filter,
                    guint                 scopes,
                    const SmpParams      *params,
                    SmpPresetTaken        taken,
                    gpointer              data)
{
  SmpPresetRow *self = g_object_new (SMP_TYPE_PRESET_ROW, NULL);

  self->store  = store;
  self->filter = g_strdup (filter);
  self->scopes = scopes;
  self->params = params;
  self->taken  = taken;
  self->data   = data;
  build (self);
  return GTK_WIDGET (self);
}
