/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of presets: their paths, and how they are written so that nothing is ever half there. */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/i18n.h"
#include "files.h"
#include "smp/error.h"

gchar *
smp_preset_path (const gchar *folder, const gchar *id, const gchar *suffix)
{
  g_autofree gchar *file = g_strconcat (id, suffix, NULL);

  return g_build_filename (folder, file, NULL);
}

gchar *
smp_preset_existing_path (const gchar *folder, const gchar *id, const gchar *suffix)
{
  g_autofree gchar *path = smp_preset_path (folder, id, suffix);

  if (strpbrk (id, "/\\") || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return g_steal_pointer (&path);
}

gchar *
smp_preset_store_base (const SmpPresetStore *store)
{
  return g_path_get_dirname (store->own);
}

gboolean
smp_preset_fail_to_write (const gchar *path, gint number, GError **error)
{
  g_autofree gchar *shown = g_filename_display_name (path);
  const gchar      *reason;

  if (number == ENOSPC)
    reason = _ ("the disk is full");
  else if (number == EACCES || number == EPERM || number == EROFS)
    reason = _ ("you may not write there");
  else
    reason = number ? g_strerror (number) : _ ("the system does not say why");
  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND, _ ("The file “%s” cannot be written: %s."),
               shown, reason);
  return FALSE;
}

/* Seconds.  GLib writes a file as FILE.XXXXXX first; one that is being written is younger than
 * this, an older one was left behind by a saver that was killed. */
#define LEFT_BEHIND_S 60

void
smp_preset_clear_leftovers (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gint64 oldest  = g_get_real_time () / G_USEC_PER_SEC - LEFT_BEHIND_S;
  const gchar *file;

  while (dir && (file = g_dir_read_name (dir)))
    {
      const gchar *end = g_strrstr (file, SMP_PRESET_SUFFIX ".");
      GStatBuf     status;

      if (end && strlen (end) == strlen (SMP_PRESET_SUFFIX ".XXXXXX"))
        {
          g_autofree gchar *path = g_build_filename (folder, file, NULL);

          if (g_stat (path, &status) == 0 && (gint64) status.st_mtime < oldest)
            g_unlink (path);
        }
    }
}

gboolean
smp_preset_write_file (const gchar *path, const gchar *text, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  g_autoptr (GError) cause = NULL;
  gint number              = 0;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    return smp_preset_fail_to_write (folder, errno, error);
  if (g_file_set_contents (path, text, (gssize) strlen (text), &cause))
    return TRUE;
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    number = ENOSPC;
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
           g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
           g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    number = EACCES;
  return smp_preset_fail_to_write (path, number, error);
}

gboolean
smp_preset_write_new (const gchar *path, const gchar *name, const gchar *text, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  const gsize       length = strlen (text);
  GStatBuf          status;
  FILE             *file;
  gint              number = 0;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    return smp_preset_fail_to_write (folder, errno, error);
  if (g_stat (path, &status) == 0 && status.st_size == 0 &&
      (gint64) status.st_mtime < g_get_real_time () / G_USEC_PER_SEC - LEFT_BEHIND_S)
    g_unlink (path);
  file = g_fopen (path, "wbx");
  if (!file && errno != EEXIST)
    return smp_preset_fail_to_write (path, errno, error);
  if (!file)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_EXISTS, _ ("There is a preset called “%s” already."),
                   name);
      return FALSE;
    }
  if (fwrite (text, 1, length, file) != length || fflush (file) != 0)
    number = errno;
  if (fclose (file) != 0 && number == 0)
    number = errno;
  if (number == 0)
    return TRUE;
  g_unlink (path);
  return smp_preset_fail_to_write (path, number, error);
}
