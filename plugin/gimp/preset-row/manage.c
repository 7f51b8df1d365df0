/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with presets besides taking them: the menu beside the chooser. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "import.h"
#include "manage.h"
#include "smp/error.h"

#define GROUP "preset"

/* Whether a preset of that name is one's own, which may be replaced. */
static gboolean
ask_replace (GtkWindow *dialog, const GError *taken)
{
  return smp_preset_ask (dialog, _ ("Replace Preset"), taken->message,
                         _ ("Replacing it takes its values away."), _ ("_Replace"));
}

static gchar *
present_text (const SmpPresetRow *self, const gchar *description)
{
  /* A preset of a filter with parameters of its own is for that filter alone. */
  gboolean dots =
    strcmp (self->filter, SMP_FILTER_FILL) == 0 || strcmp (self->filter, SMP_FILTER_SCAR) == 0;
  SmpRecipe *recipe = smp_recipe_new ("", dots ? "" : self->filter);
  gchar     *text;

  g_free (recipe->description);
  recipe->description = g_strstrip (g_strdup (description));
  recipe->params      = *self->params;
  text                = smp_recipe_to_text (recipe, self->scopes);
  smp_recipe_free (recipe);
  return text;
}

static gboolean
try_save (GtkWindow   *dialog,
          const gchar *name,
          const gchar *description,
          gpointer     data,
          GError     **error)
{
  SmpPresetRow *self   = data;
  gchar        *text   = present_text (self, description);
  GError       *reason = NULL;
  gchar        *id     = smp_preset_store_save (self->store, text, name, FALSE, &reason);

  if (g_error_matches (reason, SMP_ERROR, SMP_ERROR_EXISTS))
    {
      gboolean replace = ask_replace (dialog, reason);

      g_clear_error (&reason);
      if (replace)
        id = smp_preset_store_save (self->store, text, name, TRUE, &reason);
    }
  if (reason)
    g_propagate_error (error, reason);
  if (id)
    smp_preset_row_reload (self, id);
  g_free (text);
  if (!id)
    return FALSE;
  g_free (id);
  return TRUE;
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SmpPresetRow    *self = data;
  const SmpPreset *own  = self->current && self->current->own ? self->current : NULL;

  smp_preset_ask_name (smp_preset_row_window (self), _ ("Save Preset"), NULL,
                       own ? own->recipe->name : "", own ? own->recipe->description : "",
                       _ ("_Save"), try_save, self);
}

static gboolean
try_rename (GtkWindow   *dialog,
            const gchar *name,
            const gchar *description,
            gpointer     data,
            GError     **error)
{
  SmpPresetRow *self = data;
  gchar        *id   = smp_preset_store_rename (self->store, self->current->id, name, error);

  if (!id)
    return FALSE;
  smp_preset_row_reload (self, id);
  g_free (id);
  return TRUE;
}

static void
rename_current (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SmpPresetRow *self = data;

  smp_preset_ask_name (smp_preset_row_window (self), _ ("Rename Preset"), NULL,
                       self->current->recipe->name, NULL, _ ("_Rename"), try_rename, self);
}

static void
delete_current (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SmpPresetRow *self  = data;
  GError       *error = NULL;
  gchar *question = g_strdup_printf (_ ("Delete the preset “%s”?"), self->current->recipe->name);

  if (smp_preset_ask (smp_preset_row_window (self), _ ("Delete Preset"), question,
                      _ ("It cannot be brought back; the values of the dialog stay as they are."),
                      _ ("_Delete")))
    {
      if (smp_preset_store_delete (self->store, self->current->id, &error))
        smp_preset_row_reload (self, NULL);
      else
        smp_preset_row_fail (self, error);
    }
  g_free (question);
}

static void
set_default (SmpPresetRow *self, const gchar *id)
{
  GError *error = NULL;

  if (!smp_preset_store_set_mark (self->store, SMP_PRESET_MARK_DEFAULT, self->filter, id, &error))
    smp_preset_row_fail (self, error);
  smp_preset_row_reload (self, self->current ? self->current->id : NULL);
}

static void
make_default (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SmpPresetRow *self = data;
  gchar        *id   = g_strdup (self->current->id);

  set_default (self, id);
  g_free (id);
}

static void
clear_default (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_default (data, NULL);
}

static void
import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  smp_preset_import_choose (data);
}

static void export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SmpPresetRow *self  = data;
  GError       *error = NULL;
  gchar        *file  = g_strconcat (self->current->id, SMP_PRESET_SUFFIX, NULL);
  gchar        *path  = smp_preset_ask_target (smp_preset_row_window (self), file);

  if (path && !smp_preset_export (self->current->recipe, path, &error))
    smp_preset_row_fail (self, error);
  g_free (path);
  g_free (file);
}

static const GActionEntry entries[] = {
  { "save", save, NULL, NULL, NULL, { 0 } },
  { "rename", rename_current, NULL, NULL, NULL, { 0 } },
  { "delete", delete_current, NULL, NULL, NULL, { 0 } },
  { "make-default", make_default, NULL, NULL, NULL, { 0 } },
  { "clear-default", clear_default, NULL, NULL, NULL, { 0 } },
  { "import", import, NULL, NULL, NULL, { 0 } },
  { "export", export, NULL, NULL, NULL, { 0 } },
};

static void
enable (SmpPresetRow *self, const gchar *name, gboolean possible)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), possible);
}

static void
on_changed (SmpPresetRow *self)
{
  gboolean any = self->current != NULL;
  gboolean own = any && self->current->own;
  gchar   *id  = smp_preset_store_get_mark (self->store, SMP_PRESET_MARK_DEFAULT, self->filter);

  enable (self, "rename", own);
  enable (self, "delete", own);
  enable (self, "export", any);
  enable (self, "make-default", any && g_strcmp0 (self->current->id, id) != 0);
  enable (self, "clear-default", id != NULL);
  g_free (id);
}

static void
add_section (GMenu *menu, const gchar *const labels[][2])
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; labels[i][0]; i++)
    g_menu_append (section, _ (labels[i][0]), labels[i][1]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

GtkWidget *
smp_preset_manage_new (SmpPresetRow *self)
{
  const gchar *const own[][2]   = { { N_ ("Save _As..."), GROUP ".save" },
                                    { N_ ("_Rename..."), GROUP ".rename" },
                                    { N_ ("_Delete..."), GROUP ".delete" },
                                    { NULL, NULL } };
  const gchar *const start[][2] = { { N_ ("Set as De_fault for This Filter"),
                                      GROUP ".make-default" },
                                    { N_ ("_Clear Default"), GROUP ".clear-default" },
                                    { NULL, NULL } };
  const gchar *const files[][2] = { { N_ ("_Import..."), GROUP ".import" },
                                    { N_ ("_Export..."), GROUP ".export" },
                                    { NULL, NULL } };
  GtkWidget         *button     = gtk_menu_button_new ();
  GMenu             *menu       = g_menu_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), GROUP, G_ACTION_GROUP (self->actions));
  g_signal_connect (self, "changed", G_CALLBACK (on_changed), NULL);
  add_section (menu, own);
  add_section (menu, start);
  add_section (menu, files);
  gtk_menu_button_set_use_popover (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_button_set_image (GTK_BUTTON (button),
                        gtk_image_new_from_icon_name ("open-menu-symbolic", GTK_ICON_SIZE_BUTTON));
  gtk_widget_set_tooltip_text (button, _ ("Save, rename, delete, import and export presets"));
  atk_object_set_name (gtk_widget_get_accessible (button), _ ("Manage presets"));
  g_object_unref (menu);
  return button;
}
