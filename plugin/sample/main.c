/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* smp-sample: draws a photo of a clipped scalp with a strip scar, and writes
 * beside it everything that is true about it.
 */

#include <locale.h>

#include <glib/gstdio.h>

#include "options.h"
#include "produce.h"

/* Writes all files, or none; a folder that stays empty goes, too.
 */
static gboolean
write_all (const gchar *folder, GBytes *files[SAMPLE_N_FILES], GError **error)
{
  for (gint i = 0; i < SAMPLE_N_FILES; i++)
    {
      gchar       *path = g_build_filename (folder, sample_file_names[i], NULL);
      gsize        size;
      const gchar *data = g_bytes_get_data (files[i], &size);
      gboolean     done = g_file_set_contents (path, data, (gssize) size, error);

      g_free (path);
      if (done)
        continue;

      while (--i >= 0)
        {
          path = g_build_filename (folder, sample_file_names[i], NULL);
          g_remove (path);
          g_free (path);
        }
      g_rmdir (folder);
      return FALSE;
    }

  return TRUE;
}

static gint
fail (const gchar *message)
{
  g_printerr ("smp-sample: %s\n", message);

  return 2;
}

gint
main (gint argc, gchar **argv)
{
  SampleOptions options;
  GBytes       *files[SAMPLE_N_FILES];
  gchar        *folder = NULL;
  GError       *error  = NULL;
  gint          status = 0;

  /* Names of files in complaints; numbers stay as in C. */
  setlocale (LC_CTYPE, "");

  if (!sample_options_parse (argc, argv, &options, &folder, &error))
    {
      status = fail (error->message);
      g_clear_error (&error);
      return status;
    }

  if (!folder)
    return 0;

  if (g_mkdir_with_parents (folder, 0777) != 0 || g_access (folder, 7) != 0)
    {
      gchar *message = g_strdup_printf ("cannot write into the folder “%s”.", folder);

      status = fail (message);
      g_free (message);
      g_free (folder);
      return status;
    }

  sample_produce (&options, files);
  if (!write_all (folder, files, &error))
    {
      status = fail (error->message);
      g_clear_error (&error);
    }

  for (gint i = 0; i < SAMPLE_N_FILES; i++)
    g_bytes_unref (files[i]);
  g_free (folder);

  return status;
}
