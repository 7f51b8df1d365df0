/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "treatment/preset-folders.h"
#include "list.h"
#include "picture.h"
#include "current.h"

#define BUTTON_PICTURE_WIDTH 36
#define RESPONSE_TAKE        1

G_DEFINE_FINAL_TYPE (SmpPresetRow, smp_preset_row, GTK_TYPE_BOX)

GtkWindow *
smp_preset_row_window (SmpPresetRow *self)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));

  return GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL;
}

void
smp_preset_row_say (SmpPresetRow  *self,
                    GtkMessageType type,
                    const gchar   *sentence,
                    const gchar   *offered_id)
{
  g_free (self->bar_id);
  self->bar_id = g_strdup (offered_id);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (self->bar), type);
  gtk_label_set_text (GTK_LABEL (self->bar_text), sentence);
  gtk_widget_set_visible (self->bar_button, offered_id != NULL);
  gtk_widget_show (self->bar);
}

void
smp_preset_row_fail (SmpPresetRow *self, GError *error)
{
  smp_preset_row_say (self, GTK_MESSAGE_ERROR, error->message, NULL);
  g_error_free (error);
}

static gboolean
is_modified (const SmpPresetRow *self)
{
  return self->current && !smp_recipe_is_met (self->params, self->current->recipe, self->scopes);
}

static void
show_current (SmpPresetRow *self)
{
  const SmpPreset *current = self->current;
  GtkWidget       *button  = gtk_widget_get_ancestor (self->name, GTK_TYPE_BUTTON);
  const gchar     *name    = current ? current->recipe->name : _ ("None");
  const gchar     *state   = is_modified (self) ? _ ("(modified)") : "";
  gchar           *spoken  = g_strdup_printf ("%s %s", name, state);

  smp_preset_picture_set (self->picture, current);
  gtk_widget_set_visible (self->picture, current != NULL);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->state), state);
  gtk_widget_set_tooltip_text (button, current && *current->recipe->description
                                         ? current->recipe->description
                                         : NULL);
  atk_object_set_description (gtk_widget_get_accessible (button), spoken);
  g_free (spoken);
  smp_preset_manage_update (self);
}

static SmpPreset *
find (GPtrArray *presets, const gchar *id)
{
  for (guint i = 0; id && i < presets->len; i++)
    {
      SmpPreset *preset = g_ptr_array_index (presets, i);

      if (strcmp (preset->id, id) == 0)
        return preset;
    }
  return NULL;
}

static void
set_current (SmpPresetRow *self, const SmpPreset *preset)
{
  SmpPreset *copy = preset ? smp_preset_copy (preset) : NULL;

  g_clear_pointer (&self->current, smp_preset_free);
  self->current = copy;
}

static GPtrArray *
list (SmpPresetRow *self)
{
  return smp_preset_store_list (self->store, self->filter);
}

static gchar *
mark (SmpPresetRow *self, SmpPresetMark which)
{
  return smp_preset_store_get_mark (self->store, which, self->filter);
}

static void
fill_list (SmpPresetRow *self, GPtrArray *presets)
{
  gchar *default_id = mark (self, SMP_PRESET_MARK_DEFAULT);

  smp_preset_list_fill (self->popover, presets, self->current ? self->current->id : NULL,
                        default_id);
  g_free (default_id);
}

void
smp_preset_row_reload (SmpPresetRow *self, const gchar *id)
{
  GPtrArray *presets = list (self);

  self->settled = TRUE;
  set_current (self, find (presets, id));
  fill_list (self, presets);
  show_current (self);
}

/* Which preset the values come from with which the dialog opens. */
static void
settle (SmpPresetRow *self)
{
  GPtrArray *presets    = list (self);
  gchar     *default_id = mark (self, SMP_PRESET_MARK_DEFAULT);
  gchar     *last_id    = mark (self, SMP_PRESET_MARK_LAST);

  set_current (self, find (presets, default_id));
  if (!self->current || is_modified (self))
    set_current (self, find (presets, last_id));
  if (self->forget_last && is_modified (self))
    set_current (self, NULL);
  self->settled = TRUE;
  fill_list (self, presets);
  g_free (default_id);
  g_free (last_id);
}

void
smp_preset_row_update (GtkWidget *row)
{
  SmpPresetRow *self = SMP_PRESET_ROW (row);

  if (!self->settled)
    settle (self);
  show_current (self);
}

void
smp_preset_row_forget_last (GtkWidget *row)
{
  SMP_PRESET_ROW (row)->forget_last = TRUE;
}

void
smp_preset_row_take (SmpPresetRow *self, const SmpPreset *preset)
{
  gtk_widget_hide (self->bar);
  smp_preset_row_reload (self, preset->id);
  if (self->current)
    self->taken (self->current->recipe, self->data);
  show_current (self);
}

SmpRecipe *
smp_preset_row_default (const gchar *filter)
{
  const SmpPresetStore *store = smp_preset_files_store ();
  gchar                *id    = smp_preset_store_get_mark (store, SMP_PRESET_MARK_DEFAULT, filter);
  GPtrArray            *presets = smp_preset_store_list (store, filter);
  SmpPreset            *preset  = find (presets, id);
  SmpRecipe            *recipe  = preset ? g_steal_pointer (&preset->recipe) : NULL;

  g_ptr_array_unref (presets);
  g_free (id);
  return recipe;
}

static void
on_picked (const SmpPreset *preset, gpointer data)
{
  smp_preset_row_take (data, preset);
}

static void
on_bar (SmpPresetRow *self, gint response)
{
  GPtrArray *presets = list (self);
  SmpPreset *preset  = find (presets, self->bar_id);

  gtk_widget_hide (self->bar);
  if (response == RESPONSE_TAKE && preset)
    smp_preset_row_take (self, preset);
  g_ptr_array_unref (presets);
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

static void
add_bar (SmpPresetRow *self)
{
  GtkWidget *area;

  self->bar      = gtk_info_bar_new ();
  self->bar_text = gtk_label_new (NULL);
  self->bar_button =
    gtk_info_bar_add_button (GTK_INFO_BAR (self->bar), _ ("Use It"), RESPONSE_TAKE);
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (self->bar), TRUE);
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
smp_preset_row_finalize (GObject *object)
{
  SmpPresetRow *self = SMP_PRESET_ROW (object);

  g_clear_pointer (&self->current, smp_preset_free);
  g_clear_object (&self->actions);
  g_free (self->bar_id);
  g_free (self->filter);
  G_OBJECT_CLASS (smp_preset_row_parent_class)->finalize (object);
}

static void
smp_preset_row_class_init (SmpPresetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = smp_preset_row_finalize;
}

static void
smp_preset_row_init (SmpPresetRow *self)
{
  GtkWidget *line  = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Preset:"));
  GtkWidget *chooser;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
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
smp_preset_row_new (const gchar     *filter,
                    guint            scopes,
                    const SmpParams *params,
                    SmpPresetTaken   taken,
                    gpointer         data)
{
  SmpPresetRow *self = g_object_new (SMP_TYPE_PRESET_ROW, NULL);

  self->store  = smp_preset_files_store ();
  self->filter = g_strdup (filter);
  self->scopes = scopes;
  self->params = params;
  self->taken  = taken;
  self->data   = data;
  return GTK_WIDGET (self);
}
