/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A new version of the program has a new profile folder; what the person had follows. */

#include <stdlib.h>
#include <string.h>

#include "files.h"

/* "3.2" as a number to compare, or -1 where the name is no version. */
static gint
version_of (const gchar *name)
{
  gchar *end;
  gulong major, minor;

  if (!g_ascii_isdigit (*name))
    return -1;
  major = strtoul (name, &end, 10);
  if (*end != '.' || !g_ascii_isdigit (end[1]))
    return -1;
  minor = strtoul (end + 1, &end, 10);
  if (*end != '\0' || major > 9999 || minor > 9999)
    return -1;
  return (gint) (major * 10000 + minor);
}

/* The folder to copy from: of the newest older version that has one, or NULL. */
static gchar *
older_folder (const gchar *profile, const gchar *below)
{
  g_autofree gchar *parent = g_path_get_dirname (profile);
  g_autofree gchar *name   = g_path_get_basename (profile);
  gint              own = version_of (name), best = -1;
  g_autoptr (GDir) dir = own < 0 ? NULL : g_dir_open (parent, 0, NULL);
  gchar       *found   = NULL;
  const gchar *entry;

  while (dir && (entry = g_dir_read_name (dir)))
    {
      gint              version = version_of (entry);
      g_autofree gchar *folder  = g_build_filename (parent, entry, below, NULL);

      if (version < own && version > best && g_file_test (folder, G_FILE_TEST_IS_DIR))
        {
          best = version;
          g_free (found);
          found = g_steal_pointer (&folder);
        }
    }
  return found;
}

static gboolean
copy_file (const gchar *from, const gchar *to, const gchar *name)
{
  g_autofree gchar *source = g_build_filename (from, name, NULL);
  g_autofree gchar *target = g_build_filename (to, name, NULL);
  g_autofree gchar *data   = NULL;
  gsize             size;

  return g_file_test (source, G_FILE_TEST_IS_REGULAR) &&
         g_file_get_contents (source, &data, &size, NULL) &&
         g_file_set_contents (target, data, (gssize) size, NULL);
}

guint
smp_preset_store_carry_over (const gchar *profile, const gchar *below)
{
  g_autofree gchar *to = g_build_filename (profile, below, NULL);
  g_autofree gchar *from =
    g_file_test (to, G_FILE_TEST_EXISTS) ? NULL : older_folder (profile, below);
  g_autofree gchar *presets_from = NULL, *presets_to = NULL;
  g_autoptr (GDir) dir = NULL;
  const gchar *file;
  guint        n_copied = 0;

  if (!from)
    return 0;

  presets_from = g_build_filename (from, SMP_PRESET_OWN_FOLDER, NULL);
  presets_to   = g_build_filename (to, SMP_PRESET_OWN_FOLDER, NULL);
  g_mkdir_with_parents (presets_to, 0777);
  copy_file (from, to, SMP_PRESET_MARKS_FILE);
  dir = g_dir_open (presets_from, 0, NULL);
  while (dir && (file = g_dir_read_name (dir)))
    if (g_str_has_suffix (file, SMP_PRESET_SUFFIX))
      n_copied += copy_file (presets_from, presets_to, file);
  return n_copied;
}
