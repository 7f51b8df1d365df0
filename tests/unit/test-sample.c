/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program: the same files each time, and what it refuses. */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "noise.h"
#include "options.h"
#include "produce.h"

static void
test_same_bytes (void)
{
  SampleOptions options;
  GBytes       *first[SAMPLE_N_FILES], *second[SAMPLE_N_FILES];

  sample_options_default (&options);
  options.width_px  = 280;
  options.height_px = 337;
  options.px_per_mm = 1.25;
  sample_produce (&options, first);
  sample_produce (&options, second);

  for (gint i = 0; i < SAMPLE_N_FILES; i++)
    {
      g_assert_true (g_bytes_equal (first[i], second[i]));
      g_bytes_unref (first[i]);
      g_bytes_unref (second[i]);
    }
}

static void
test_noise_is_normal (void)
{
  gdouble sum = 0.0, squares = 0.0;

  for (guint32 i = 0; i < 100000u; i++)
    {
      gdouble value = sample_normal (3u, i, 5u);

      sum += value;
      squares += value * value;
    }

  g_assert_cmpfloat (fabs (sum / 1e5), <, 0.02);
  g_assert_cmpfloat (fabs (squares / 1e5 - 1.0), <, 0.02);
}

static void
test_bad_arguments (void)
{
  static const gchar *const bad[][3] = { { "smp-sample", NULL, NULL },
                                         { "smp-sample", "--width=9", "x" },
                                         { "smp-sample", "--px-per-mm=nan", "x" },
                                         { "smp-sample", "--density=1e9", "x" },
                                         { "smp-sample", "--skin=green", "x" },
                                         { "smp-sample", "--quality=0", "x" },
                                         { "smp-sample", "--glare=-1", "x" },
                                         { "smp-sample", "--variant=99", "x" },
                                         { "smp-sample", "--seed=-1", "x" },
                                         { "smp-sample", "--width=-1", "x" },
                                         { "smp-sample", "--variant=-1", "x" },
                                         { "smp-sample", "--nonsense", "x" },
                                         { "smp-sample", "x", "y" } };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gchar *words[4] = {
        NULL,
      };
      gchar       **argv   = words;
      gchar        *folder = NULL;
      GError       *error  = NULL;
      SampleOptions options;

      for (gint k = 0; k < 3; k++)
        words[k] = (gchar *) bad[i][k];

      g_assert_false (sample_options_parse ((gint) g_strv_length (argv), argv, &options, &folder,
                                            &error));
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_clear_error (&error);
    }
}

/* A file where the folder should be: status 2, one line, nothing written.
 */
static void
test_unwritable_folder (void)
{
  const gchar *program = g_getenv ("SMP_SAMPLE");
  gchar       *complaint, *path;
  gint         status, file;
  GError      *error = NULL;
  const gchar *argv[4];

  if (!program)
    {
      g_test_skip ("SMP_SAMPLE does not name the program");
      return;
    }

  file = g_file_open_tmp ("smp-sample-XXXXXX", &path, &error);
  g_assert_no_error (error);
  g_close (file, NULL);

  argv[0] = program;
  argv[1] = "--width=64";
  argv[2] = path;
  argv[3] = NULL;
  g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                &complaint, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_error (error, G_SPAWN_EXIT_ERROR, 2);
  g_assert_true (strchr (complaint, '\n') == complaint + strlen (complaint) - 1);

  g_clear_error (&error);
  g_remove (path);
  g_free (path);
  g_free (complaint);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sample/noise", test_noise_is_normal);
  g_test_add_func ("/sample/same-bytes", test_same_bytes);
  g_test_add_func ("/sample/bad-arguments", test_bad_arguments);
  g_test_add_func ("/sample/unwritable-folder", test_unwritable_folder);

  return g_test_run ();
}
