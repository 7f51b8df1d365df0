/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "drawing.h"

#include <glib/gstdio.h>

/* ./smp names the folder of its run, and removes it with all that is in it. */
static const gchar *
run_folder (void)
{
  const gchar *folder = g_getenv ("SMP_RUN");

  return folder && g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder : NULL;
}

static void
draw (const gchar *program, const gchar *const *arguments, const gchar *folder)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv              = NULL;
  g_autoptr (GError) error         = NULL;
  gint status                      = -1;

  g_strv_builder_add (builder, program);
  g_strv_builder_addv (builder, (const gchar **) arguments);
  g_strv_builder_add (builder, folder);
  argv = g_strv_builder_end (builder);
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", program, error->message);
}

/* Where a drawing lies that another test has asked for. */
static gchar *
path_of (const gchar *program, const gchar *const *arguments)
{
  g_autofree gchar *text = g_strjoinv ("\n", (gchar **) arguments);
  g_autofree gchar *all  = g_strconcat (program, "\n", text, NULL);
  g_autofree gchar *sum  = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  return g_strdup_printf ("%s/drawn-%s", run_folder (), sum);
}

gchar *
test_drawing_new (const gchar *program, const gchar *const *arguments)
{
  g_autofree gchar *drawn = run_folder () ? path_of (program, arguments) : NULL;
  g_autofree gchar *own   = NULL;

  if (drawn && g_file_test (drawn, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&drawn);
  own = drawn ? g_mkdtemp (g_strconcat (drawn, "-XXXXXX", NULL))
              : g_dir_make_tmp ("smp-drawing-XXXXXX", NULL);
  if (!own)
    g_error ("no folder could be made for a drawing");
  draw (program, arguments, own);
  /* Another test may have been quicker. */
  if (drawn && g_rename (own, drawn) == 0)
    return g_steal_pointer (&drawn);
  return g_steal_pointer (&own);
}

void
test_drawing_done (gchar *folder)
{
  g_autoptr (GDir) files = run_folder () ? NULL : g_dir_open (folder, 0, NULL);
  const gchar *name;

  while (files && (name = g_dir_read_name (files)))
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (files)
    g_rmdir (folder);
  g_free (folder);
}
