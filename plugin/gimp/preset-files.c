/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "preset-files.h"
#include "smp/error.h"

static gchar *
shipped_folder (void)
{
  gchar *own    = g_path_get_dirname (gimp_get_progname ());
  gchar *folder = g_build_filename (own, "presets", NULL);

  g_free (own);
  return folder;
}

static gchar *
own_folder (void)
{
  return g_build_filename (gimp_directory (), "smp", "presets", NULL);
}

static void
add_names (GPtrArray *names, gchar *folder)
{
  GDir        *dir = g_dir_open (folder, 0, NULL);
  const gchar *file;
  GPtrArray   *found = g_ptr_array_new ();

  while (dir && (file = g_dir_read_name (dir)))
    if (g_str_has_suffix (file, SMP_PRESET_SUFFIX))
      g_ptr_array_add (found, g_strndup (file, strlen (file) - strlen (SMP_PRESET_SUFFIX)));
  g_ptr_array_sort_values (found, (GCompareFunc) g_strcmp0);
  g_ptr_array_extend_and_steal (names, found);
  g_clear_pointer (&dir, g_dir_close);
  g_free (folder);
}

gchar **
smp_preset_names (void)
{
  GPtrArray *names = g_ptr_array_new ();

  add_names (names, own_folder ());
  add_names (names, shipped_folder ());
  g_ptr_array_add (names, NULL);
  return (gchar **) g_ptr_array_free (names, FALSE);
}

/* The file of a short name in a folder, or NULL; a name is never a way out of the folder. */
static gchar *
file_in (gchar *folder, const gchar *name)
{
  gchar *file = g_strconcat (name, SMP_PRESET_SUFFIX, NULL);
  gchar *path = g_build_filename (folder, file, NULL);

  if (strpbrk (name, "/\\") || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_clear_pointer (&path, g_free);
  g_free (file);
  g_free (folder);
  return path;
}

SmpRecipe *
smp_preset_find (const gchar *name_or_path, GError **error)
{
  gchar     *path = file_in (own_folder (), name_or_path);
  SmpRecipe *preset;
  gchar    **names;
  gchar     *list, *shown;

  if (!path)
    path = file_in (shipped_folder (), name_or_path);
  if (!path && g_str_has_suffix (name_or_path, SMP_PRESET_SUFFIX))
    path = g_strdup (name_or_path);
  if (path)
    {
      preset = smp_recipe_load (path, error);
      g_free (path);
      return preset;
    }

  names = smp_preset_names ();
  list  = g_strjoinv (", ", names);
  shown = g_strdelimit (g_strdup (name_or_path), "\n\r\t", ' ');
  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
               _ ("There is no preset called “%s”; there are: %s."), shown, list);
  g_free (shown);
  g_free (list);
  g_strfreev (names);
  return NULL;
}
