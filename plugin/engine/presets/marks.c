/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which preset a dialog starts with, and which was taken last. */

#include "files.h"

static gchar *
marks_path (const SmpPresetStore *store)
{
  gchar *folder = smp_preset_store_base (store);
  gchar *path   = g_build_filename (folder, SMP_PRESET_MARKS_FILE, NULL);

  g_free (folder);
  return path;
}

static const gchar *const mark_groups[] = { "default", "last" };

gchar *
smp_preset_store_get_mark (const SmpPresetStore *store, SmpPresetMark mark, const gchar *filter)
{
  GKeyFile *file = g_key_file_new ();
  gchar    *path = marks_path (store), *id = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    id = g_key_file_get_string (file, mark_groups[mark], filter, NULL);
  g_free (path);
  g_key_file_unref (file);
  return id;
}

gboolean
smp_preset_store_set_mark (const SmpPresetStore *store,
                           SmpPresetMark         mark,
                           const gchar          *filter,
                           const gchar          *id,
                           GError              **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree gchar *path    = marks_path (store);
  g_autofree gchar *text    = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  if (id)
    g_key_file_set_string (file, mark_groups[mark], filter, id);
  else
    g_key_file_remove_key (file, mark_groups[mark], filter, NULL);
  text = g_key_file_to_data (file, NULL, NULL);
  return smp_preset_write_file (path, text, error);
}

void
smp_preset_marks_move (const SmpPresetStore *store, const gchar *from, const gchar *to)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree gchar *path    = marks_path (store);
  g_autofree gchar *text    = NULL;
  gboolean          changed = FALSE;

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (mark_groups); i++)
    {
      g_auto (GStrv) filters = g_key_file_get_keys (file, mark_groups[i], NULL, NULL);

      for (gchar **filter = filters; filter && *filter; filter++)
        {
          g_autofree gchar *id = g_key_file_get_string (file, mark_groups[i], *filter, NULL);

          if (g_strcmp0 (id, from) == 0)
            {
              changed = TRUE;
              if (to)
                g_key_file_set_string (file, mark_groups[i], *filter, to);
              else
                g_key_file_remove_key (file, mark_groups[i], *filter, NULL);
            }
        }
    }
  text = changed ? g_key_file_to_data (file, NULL, NULL) : NULL;
  if (text)
    smp_preset_write_file (path, text, NULL);
}
