/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations from GEGL's command line, found below XDG_DATA_HOME.  Its status says nothing: it
 * is 0 for unknown operations and properties too; so files and messages are looked at. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static gchar *folder;

/* Runs gegl with the arguments; returns all that it printed. */
static gchar *
run_gegl (gint *status, const gchar *first, ...)
{
  GSubprocessLauncher *launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  GPtrArray   *arguments = g_ptr_array_new ();
  GSubprocess *process;
  GError      *error  = NULL;
  GBytes      *output = NULL;
  gchar       *text;
  va_list      list;

  g_ptr_array_add (arguments, (gpointer) "gegl");
  va_start (list, first);
  for (const gchar *argument = first; argument; argument = va_arg (list, const gchar *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "GEGL_USE_OPENCL", "no", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "GEGL_PATH");
  process =
    g_subprocess_launcher_spawnv (launcher, (const gchar *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (process);
  /* It prints some bytes that are no text. */
  text = g_bytes_get_size (output) > 0
           ? g_utf8_make_valid (g_bytes_get_data (output, NULL), (gssize) g_bytes_get_size (output))
           : g_strdup ("");

  g_bytes_unref (output);
  g_object_unref (process);
  g_object_unref (launcher);
  g_ptr_array_unref (arguments);
  return text;
}

static void
test_operations_exist (void)
{
  gint   status;
  gchar *text = run_gegl (&status, "--exists", "smp:stipple", "smp:skin", NULL);

  g_assert_cmpint (status, ==, 0);
  g_free (text);
  text = run_gegl (&status, "--exists", "smp:no-such", NULL);
  g_assert_cmpint (status, !=, 0);
  g_free (text);
}

static void
test_info_explains_them (void)
{
  static const gchar *const expected[][5] = {
    { "smp:stipple", "px-per-mm", "dot-diameter", "square centimetre", "GPL3+" },
    { "smp:skin", "px-per-mm", "depth", "light-spread", "GPL3+" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gint   status;
      gchar *text = run_gegl (&status, "--info", expected[i][0], NULL);

      for (gsize k = 0; k < 5; k++)
        if (!strstr (text, expected[i][k]))
          g_error ("--info %s does not say “%s”:\n%s", expected[i][0], expected[i][k], text);
      g_free (text);
    }
}

static void
write_map (const gchar *path)
{
  FILE *file = g_fopen (path, "wb");

  fprintf (file, "P5\n200 150\n255\n");
  for (gint i = 0; i < 200 * 150; i++)
    fputc (i % 200 > 50 ? 255 : 0, file);
  fclose (file);
}

static void
test_a_file_is_treated (void)
{
  gchar   *map = g_build_filename (folder, "map.pgm", NULL);
  gchar   *out = g_build_filename (folder, "out.png", NULL);
  GStatBuf info;
  gint     status;
  gchar   *text;

  write_map (map);
  text = run_gegl (&status, map, "-o", out, "--", "smp:stipple", "px-per-mm=10", "density=200",
                   "smp:skin", "px-per-mm=10", NULL);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpint (g_stat (out, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 2000);
  g_unlink (map);
  g_unlink (out);
  g_free (map);
  g_free (out);
  g_free (text);
}

static void
test_every_wrong_value_is_named (void)
{
  static const gchar *const named[] = { "density", "px-per-mm", "sessions", "directions",
                                        "perhaps" };
  g_autofree gchar         *map     = g_build_filename (folder, "map.pgm", NULL);
  g_autofree gchar         *out     = g_build_filename (folder, "out.png", NULL);
  g_autofree gchar         *text    = NULL;
  gint                      status;

  write_map (map);
  text = run_gegl (&status, map, "-o", out, "--", "smp:stipple", "density=nan", "px-per-mm=1e999",
                   "sessions=7", "directions=rubbish", "follow-hair=perhaps", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (!strstr (text, named[i]))
      g_error ("%s is not reported: “%s”", named[i], text);
  g_unlink (map);
  g_unlink (out);
}

static void
install_module (void)
{
  const gchar *module  = g_getenv ("SMP_TEST_MODULE");
  gchar       *plug_in = g_build_filename (folder, "gegl-0.4", "plug-ins", NULL);
  gchar       *name    = g_path_get_basename (module);
  gchar       *target  = g_build_filename (plug_in, name, NULL);
  gchar       *data;
  gsize        size;
  GError      *error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (plug_in, 0700), ==, 0);
  g_file_get_contents (module, &data, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (target, data, (gssize) size, &error);
  g_assert_no_error (error);
  g_free (data);
  g_free (target);
  g_free (name);
  g_free (plug_in);
}

static void
remove_folder (const gchar *path)
{
  GDir        *dir = g_dir_open (path, 0, NULL);
  const gchar *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      gchar *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
      g_free (child);
    }
  if (dir)
    g_dir_close (dir);
  g_rmdir (path);
}

int
main (int argc, char **argv)
{
  gint status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("smp-ops-XXXXXX", NULL);
  g_assert_nonnull (folder);
  install_module ();
  g_test_add_func ("/command-line/operations-exist", test_operations_exist);
  g_test_add_func ("/command-line/info-explains-them", test_info_explains_them);
  g_test_add_func ("/command-line/a-file-is-treated", test_a_file_is_treated);
  g_test_add_func ("/command-line/every-wrong-value-is-named", test_every_wrong_value_is_named);
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}
