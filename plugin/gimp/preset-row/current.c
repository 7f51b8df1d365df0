/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The row's state: which preset is the present one, and what the row says. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "current.h"
#include "list.h"
#include "picture.h"

G_DEFINE_FINAL_TYPE (SmpPresetRow, smp_preset_row, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
smp_preset_row_take (SmpPresetRow *self, const gchar *id)
{
  g_autofree gchar *wanted      = g_strdup (id);
  g_autoptr (GPtrArray) presets = list (self);

  gtk_widget_hide (self->bar);
  if (!find (presets, wanted))
    return;
  smp_preset_row_reload (self, wanted);
  if (self->current)
    self->taken (self->current->recipe, self->data);
  show_current (self);
}

SmpRecipe *
smp_preset_row_default (const SmpPresetStore *store, const gchar *filter)
{
  g_autofree gchar *id = smp_preset_store_get_mark (store, SMP_PRESET_MARK_DEFAULT, filter);
  g_autoptr (GPtrArray) presets = smp_preset_store_list (store, filter);
  SmpPreset *preset             = find (presets, id);

  return preset ? g_steal_pointer (&preset->recipe) : NULL;
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
  /* Which preset is the present one, or what may be done with it, is another. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SMP_TYPE_PRESET_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
smp_preset_row_init (SmpPresetRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}
