/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Presets from files, chosen or dropped. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "import.h"
#include "smp/error.h"

/* So many files' troubles are told one by one. */
#define MAX_TROUBLES 3

/* What has come of a number of files. */
typedef struct
{
  SmpPresetRow *row;
  guint         n_done;
  gchar        *last_id;
  gchar        *path;     /* of the one that is being imported */
  gchar        *named_id; /* what a person's own name for it became */
  guint         n_troubles;
  GString      *troubles;
} Import;

static gboolean
try_name (GtkWindow   *dialog,
          const gchar *name,
          const gchar *description,
          gpointer     data,
          GError     **error)
{
  Import    *self   = data;
  SmpRecipe *recipe = smp_recipe_load (self->path, error);
  gchar     *text;

  if (!recipe)
    return FALSE;
  text           = smp_recipe_to_text_as_read (recipe);
  self->named_id = smp_preset_store_save (self->row->store, text, name, FALSE, error);
  g_free (text);
  smp_recipe_free (recipe);
  return self->named_id != NULL;
}

/* The name is that of a preset of one's own, which may be replaced, or none that can be had: then
 * it needs another.  Returns the preset's id, or NULL with or without a reason left. */
static gchar *
resolve (Import *self, GError **reason)
{
  GtkWindow *window = smp_preset_row_window (self->row);
  SmpRecipe *recipe = smp_recipe_load (self->path, NULL);
  gchar     *id     = NULL;

  if (g_error_matches (*reason, SMP_ERROR, SMP_ERROR_EXISTS))
    {
      gboolean replace = smp_preset_ask (window, _ ("Replace Preset"), (*reason)->message,
                                         _ ("Replace it by the file's?"), _ ("_Replace"));

      g_clear_error (reason);
      if (replace)
        id = smp_preset_store_import (self->row->store, self->path, TRUE, reason);
    }
  else if (recipe && !g_error_matches (*reason, SMP_ERROR, SMP_ERROR_NOT_FOUND))
    {
      self->named_id = NULL;
      smp_preset_ask_name (window, _ ("Import Preset"), (*reason)->message, recipe->name, NULL,
                           _ ("_Import"), try_name, self);
      id = g_steal_pointer (&self->named_id);
      g_clear_error (reason);
    }
  smp_recipe_free (recipe);
  return id;
}

static void
import_one (Import *self, const gchar *uri)
{
  GFile  *file   = g_file_new_for_uri (uri);
  GError *reason = NULL;
  gchar  *id;

  self->path = g_file_get_path (file);
  id = smp_preset_store_import (self->row->store, self->path ? self->path : uri, FALSE, &reason);
  if (reason && self->path)
    id = resolve (self, &reason);
  if (reason && self->n_troubles++ < MAX_TROUBLES)
    g_string_append_printf (self->troubles, "%s%s", self->troubles->len ? "\n" : "",
                            reason->message);
  g_clear_error (&reason);
  if (id)
    {
      self->n_done++;
      g_free (self->last_id);
      self->last_id = id;
    }
  g_clear_pointer (&self->path, g_free);
  g_object_unref (file);
}

static gboolean
suits (const Import *self)
{
  GPtrArray *presets = smp_preset_store_list (self->row->store, self->row->filter);
  gboolean   found   = FALSE;

  for (guint i = 0; i < presets->len; i++)
    found |= g_strcmp0 (((SmpPreset *) g_ptr_array_index (presets, i))->id, self->last_id) == 0;
  g_ptr_array_unref (presets);
  return found;
}

static gchar *
sentence_of (const Import *self, gboolean usable)
{
  SmpRecipe *recipe = NULL;
  gchar     *sentence;

  if (self->n_done == 1)
    recipe = smp_preset_store_find (self->row->store, self->last_id, NULL);
  if (recipe && usable)
    sentence = g_strdup_printf (_ ("“%s” was imported."), recipe->name);
  else if (recipe)
    sentence = g_strdup_printf (_ ("“%s” was imported; it is for another filter."), recipe->name);
  else
    sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u preset was imported.",
                                             "%u presets were imported.", self->n_done),
                                self->n_done);
  smp_recipe_free (recipe);
  return sentence;
}

/* What came, with a button that takes it where it is one, and what did not and why. */
static void
tell (const Import *self)
{
  gboolean usable   = self->n_done == 1 && suits (self);
  gchar   *sentence = sentence_of (self, usable);
  GString *troubles = self->troubles;

  if (self->n_troubles > MAX_TROUBLES)
    {
      guint n_more = self->n_troubles - MAX_TROUBLES;

      g_string_append_printf (troubles,
                              g_dngettext (GETTEXT_PACKAGE, "\n%u more file cannot be imported.",
                                           "\n%u more files cannot be imported.", n_more),
                              n_more);
    }
  if (self->n_troubles && self->n_done)
    g_string_append_printf (troubles, "\n%s", sentence);
  if (self->n_troubles)
    smp_preset_row_say (self->row, GTK_MESSAGE_ERROR, troubles->str, NULL);
  else if (self->n_done)
    smp_preset_row_say (self->row, GTK_MESSAGE_INFO, sentence, usable ? self->last_id : NULL);
  g_free (sentence);
}

void
smp_preset_import_uris (SmpPresetRow *row, gchar **uris)
{
  Import self = { row, 0, NULL, NULL, NULL, 0, g_string_new (NULL) };
  gchar *current;

  for (gchar **uri = uris; *uri; uri++)
    import_one (&self, *uri);
  current = row->current ? g_strdup (row->current->id) : NULL;
  smp_preset_row_reload (row, current);
  tell (&self);
  g_free (current);
  g_free (self.last_id);
  g_string_free (self.troubles, TRUE);
}

void
smp_preset_import_choose (SmpPresetRow *row)
{
  gchar **uris = smp_preset_ask_files (smp_preset_row_window (row));

  if (*uris)
    smp_preset_import_uris (row, uris);
  g_strfreev (uris);
}

typedef struct
{
  SmpPresetRow *row;
  gchar       **uris;
} Drop;

static void
drop_free (gpointer data)
{
  Drop *drop = data;

  g_object_unref (drop->row);
  g_strfreev (drop->uris);
  g_free (drop);
}

static gboolean
import_dropped (gpointer data)
{
  Drop *drop = data;

  /* The dialog may have been closed since. */
  if (gtk_widget_get_mapped (GTK_WIDGET (drop->row)))
    smp_preset_import_uris (drop->row, drop->uris);
  return G_SOURCE_REMOVE;
}

/* What drags waits for the end of the drop, so that no question may be asked in it. */
static void
on_drop (SmpPresetRow *row, GdkDragContext *context, gint x, gint y, GtkSelectionData *dropped)
{
  gchar **uris = gtk_selection_data_get_uris (dropped);
  Drop   *drop;

  if (!uris)
    return;
  drop       = g_new0 (Drop, 1);
  drop->row  = g_object_ref (row);
  drop->uris = uris;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, import_dropped, drop, drop_free);
}

void
smp_preset_import_accept_drops (SmpPresetRow *row)
{
  gtk_drag_dest_set (GTK_WIDGET (row), GTK_DEST_DEFAULT_ALL, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets (GTK_WIDGET (row));
  g_signal_connect (row, "drag-data-received", G_CALLBACK (on_drop), NULL);
}
