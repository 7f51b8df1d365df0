/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The own and the shipped presets: listed, found, saved, renamed, deleted, exported, imported. */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/i18n.h"
#include "files.h"
#include "recipe-file.h"
#include "smp/error.h"
#include "smp/preset-store.h"

SmpPresetStore *
smp_preset_store_new (const gchar *own_folder, const gchar *shipped_folder)
{
  SmpPresetStore *store = g_new0 (SmpPresetStore, 1);

  store->own     = g_strdup (own_folder);
  store->shipped = g_strdup (shipped_folder);
  return store;
}

void
smp_preset_store_free (SmpPresetStore *store)
{
  if (!store)
    return;

  g_free (store->own);
  g_free (store->shipped);
  g_free (store);
}

SmpPreset *
smp_preset_copy (const SmpPreset *preset)
{
  SmpPreset *copy = g_new0 (SmpPreset, 1);

  copy->id      = g_strdup (preset->id);
  copy->path    = g_strdup (preset->path);
  copy->picture = g_strdup (preset->picture);
  copy->own     = preset->own;
  copy->recipe  = smp_recipe_copy (preset->recipe);
  return copy;
}

void
smp_preset_free (SmpPreset *preset)
{
  g_free (preset->id);
  g_free (preset->path);
  g_free (preset->picture);
  smp_recipe_free (preset->recipe);
  g_free (preset);
}

static gboolean
suits (const SmpRecipe *recipe, const gchar *filter)
{
  if (!filter || strcmp (recipe->filter, filter) == 0)
    return TRUE;
  return *recipe->filter == '\0' && strcmp (filter, SMP_FILTER_FADE) != 0;
}

/* The texts of shipped presets are in the catalogues; a catalogue's text for "" is its header. */
static void
translate (gchar **text)
{
  const gchar *translated = **text ? _ (*text) : *text;

  if (translated != *text)
    {
      gchar *copy = g_strdup (translated);

      g_free (*text);
      *text = copy;
    }
}

static void
add_presets (GPtrArray *presets, const gchar *folder, gboolean own, const gchar *filter)
{
  GDir        *dir = g_dir_open (folder, 0, NULL);
  const gchar *file;

  while (dir && (file = g_dir_read_name (dir)))
    {
      gchar     *path   = g_build_filename (folder, file, NULL);
      SmpRecipe *recipe = NULL;

      if (g_str_has_suffix (file, SMP_PRESET_SUFFIX) && *file != '.')
        recipe = smp_recipe_load (path, NULL);
      if (recipe && !own)
        {
          translate (&recipe->name);
          translate (&recipe->description);
          translate (&recipe->source);
        }
      if (recipe && suits (recipe, filter))
        {
          SmpPreset *preset = g_new0 (SmpPreset, 1);

          preset->id   = g_strndup (file, strlen (file) - strlen (SMP_PRESET_SUFFIX));
          preset->path = g_steal_pointer (&path);
          preset->picture =
            smp_preset_existing_path (folder, preset->id, SMP_PRESET_PICTURE_SUFFIX);
          preset->own    = own;
          preset->recipe = g_steal_pointer (&recipe);
          g_ptr_array_add (presets, preset);
        }
      smp_recipe_free (recipe);
      g_free (path);
    }
  g_clear_pointer (&dir, g_dir_close);
}

static gint
category_rank (const SmpPreset *preset)
{
  const gchar *const order[] = { "Density", "Hairlines", "Scars", "Pigments" };

  /* Not in the person's language. */
  gchar *category =
    g_key_file_get_string (preset->recipe->file, SMP_GROUP_PRESET, "category", NULL);
  guint rank = 0;

  while (rank < G_N_ELEMENTS (order) && g_strcmp0 (category, order[rank]) != 0)
    rank++;
  g_free (category);
  return (gint) rank;
}

/* Whether it was made for this filter, and not for any that places dots. */
static gint
is_made_for (const SmpPreset *preset, const gchar *filter)
{
  return filter && strcmp (preset->recipe->filter, filter) == 0;
}

static gint
compare_presets (gconstpointer a, gconstpointer b, gpointer filter)
{
  const SmpPreset *first = a, *second = b;
  gint             rank = second->own - first->own;

  if (rank == 0)
    rank = is_made_for (second, filter) - is_made_for (first, filter);
  if (rank == 0 && !first->own)
    rank = category_rank (first) - category_rank (second);
  if (rank == 0 && !first->own)
    rank = strcmp (first->recipe->category, second->recipe->category);
  return rank ? rank : g_utf8_collate (first->recipe->name, second->recipe->name);
}

GPtrArray *
smp_preset_store_list (const SmpPresetStore *store, const gchar *filter)
{
  GPtrArray *presets = g_ptr_array_new_with_free_func ((GDestroyNotify) smp_preset_free);

  add_presets (presets, store->own, TRUE, filter);
  add_presets (presets, store->shipped, FALSE, filter);
  g_ptr_array_sort_values_with_data (presets, compare_presets, (gpointer) filter);
  return presets;
}

gboolean
smp_preset_store_is_shipped (const SmpPresetStore *store, const gchar *id)
{
  g_autofree gchar *own     = smp_preset_existing_path (store->own, id, SMP_PRESET_SUFFIX);
  g_autofree gchar *shipped = smp_preset_existing_path (store->shipped, id, SMP_PRESET_SUFFIX);

  return !own && shipped;
}

SmpRecipe *
smp_preset_store_find (const SmpPresetStore *store, const gchar *name_or_path, GError **error)
{
  g_autofree gchar *path  = smp_preset_existing_path (store->own, name_or_path, SMP_PRESET_SUFFIX);
  g_autofree gchar *shown = NULL;
  g_autoptr (GPtrArray) presets = NULL;
  g_autoptr (GString) list      = NULL;

  if (!path)
    path = smp_preset_existing_path (store->shipped, name_or_path, SMP_PRESET_SUFFIX);
  if (!path && g_str_has_suffix (name_or_path, SMP_PRESET_SUFFIX))
    path = g_strdup (name_or_path);
  if (path)
    return smp_recipe_load (path, error);

  presets = smp_preset_store_list (store, NULL);
  list    = g_string_new (NULL);
  for (guint i = 0; i < presets->len; i++)
    g_string_append_printf (list, "%s%s", i ? ", " : "",
                            ((SmpPreset *) g_ptr_array_index (presets, i))->id);
  shown = g_strdelimit (g_strdup (name_or_path), "\n\r\t", ' ');
  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
               _ ("There is no preset called “%s”; there are: %s."), shown, list->str);
  return NULL;
}

/* The same text under another name, also in other languages. */
static gchar *
with_name (const gchar *text, const gchar *name)
{
  GKeyFile *file = g_key_file_new ();
  gchar   **keys, *named;

  g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
  keys = g_key_file_get_keys (file, SMP_GROUP_PRESET, NULL, NULL);
  for (gchar **key = keys; key && *key; key++)
    if (g_str_has_prefix (*key, "name["))
      g_key_file_remove_key (file, SMP_GROUP_PRESET, *key, NULL);
  g_key_file_set_string (file, SMP_GROUP_PRESET, "name", name);
  named = g_key_file_to_data (file, NULL, NULL);
  g_strfreev (keys);
  g_key_file_unref (file);
  return named;
}

/* Whether the name may be taken; except is the short name of the preset that is to have it. */
static gboolean
check_free (const SmpPresetStore *store,
            const gchar          *name,
            const gchar          *except,
            gboolean              replace,
            GError              **error)
{
  GPtrArray *presets = smp_preset_store_list (store, NULL);
  gchar     *id      = smp_preset_id_of_name (name);
  gboolean   is_free = TRUE;

  for (guint i = 0; i < presets->len && is_free; i++)
    {
      const SmpPreset *other = g_ptr_array_index (presets, i);
      gboolean         same  = smp_preset_names_are_alike (other->recipe->name, name) ||
                      smp_preset_names_are_alike (other->id, id);

      if (!same || (other->own && (replace || g_strcmp0 (other->id, except) == 0)))
        continue;
      is_free = FALSE;
      if (other->own)
        g_set_error (error, SMP_ERROR, SMP_ERROR_EXISTS,
                     _ ("There is a preset called “%s” already."), other->recipe->name);
      else
        g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                     _ ("“%s” is a preset that comes with the program: choose another name."),
                     other->recipe->name);
    }
  g_free (id);
  g_ptr_array_unref (presets);
  return is_free;
}

static gchar *
save_as (const SmpPresetStore *store,
         const gchar          *text,
         const gchar          *wanted,
         const gchar          *except,
         gboolean              replace,
         GError              **error)
{
  gchar   *name = g_strstrip (g_strdup (wanted));
  gchar   *id   = NULL, *path, *named;
  gboolean is_new;

  if (*name == '\0')
    g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE, _ ("The preset needs a name."));
  else if (smp_recipe_file_check_name (name, error) &&
           check_free (store, name, except, replace, error))
    {
      id    = smp_preset_id_of_name (name);
      path  = smp_preset_path (store->own, id, SMP_PRESET_SUFFIX);
      named = with_name (text, name);
      /* Its own file, where that is renamed or replaced, is no other's. */
      is_new = !replace && g_strcmp0 (id, except) != 0;
      smp_preset_clear_leftovers (store->own);
      if (!(is_new ? smp_preset_write_new (path, name, named, error)
                   : smp_preset_write_file (path, named, error)))
        g_clear_pointer (&id, g_free);
      g_free (named);
      g_free (path);
    }
  g_free (name);
  return id;
}

gchar *
smp_preset_store_save (const SmpPresetStore *store,
                       const gchar          *text,
                       const gchar          *name,
                       gboolean              replace,
                       GError              **error)
{
  return save_as (store, text, name, NULL, replace, error);
}

/* An own preset's path, or NULL with the reason why it cannot be changed. */
static gchar *
own_path (const SmpPresetStore *store, const gchar *id, GError **error)
{
  gchar *path = smp_preset_existing_path (store->own, id, SMP_PRESET_SUFFIX);

  if (!path)
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 _ ("“%s” is no preset of your own: only those can be changed."), id);
  return path;
}

gchar *
smp_preset_store_rename (const SmpPresetStore *store,
                         const gchar          *id,
                         const gchar          *name,
                         GError              **error)
{
  gchar     *path   = own_path (store, id, error);
  SmpRecipe *recipe = path ? smp_recipe_load (path, error) : NULL;
  gchar     *text, *new_id = NULL;

  if (recipe)
    {
      text   = smp_recipe_to_text_as_read (recipe);
      new_id = save_as (store, text, name, id, FALSE, error);
      if (new_id && strcmp (new_id, id) != 0)
        {
          g_unlink (path);
          smp_preset_marks_move (store, id, new_id);
        }
      g_free (text);
      smp_recipe_free (recipe);
    }
  g_free (path);
  return new_id;
}

gboolean
smp_preset_store_delete (const SmpPresetStore *store, const gchar *id, GError **error)
{
  g_autofree gchar *path = own_path (store, id, error);
  gboolean done = path && (g_unlink (path) == 0 || smp_preset_fail_to_write (path, errno, error));

  if (done)
    smp_preset_marks_move (store, id, NULL);
  return done;
}

gboolean
smp_preset_export (const SmpRecipe *preset, const gchar *path, GError **error)
{
  g_autofree gchar *text = smp_recipe_to_text_as_read (preset);

  return smp_preset_write_file (path, text, error);
}

gchar *
smp_preset_store_import (const SmpPresetStore *store,
                         const gchar          *path,
                         gboolean              replace,
                         GError              **error)
{
  g_autoptr (SmpRecipe) recipe = smp_recipe_load (path, error);
  g_autofree gchar *text = NULL, *base = NULL;

  if (!recipe)
    return NULL;

  text = smp_recipe_to_text_as_read (recipe);
  base = g_filename_display_basename (path);
  if (g_str_has_suffix (base, SMP_PRESET_SUFFIX))
    base[strlen (base) - strlen (SMP_PRESET_SUFFIX)] = '\0';
  return smp_preset_store_save (store, text, *recipe->name ? recipe->name : base, replace, error);
}
