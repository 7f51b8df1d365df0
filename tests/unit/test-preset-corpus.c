/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of tests/preset: good ones, bad ones, and frozen ones of every older version. */

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#include "smp/error.h"
#include "smp/recipe.h"

static void
check_file (const gchar *path, gboolean good)
{
  GError    *error  = NULL;
  SmpRecipe *recipe = smp_recipe_load (path, &error);

  if (good)
    {
      g_assert_no_error (error);
      smp_recipe_free (recipe);
      return;
    }
  if (recipe)
    g_error ("%s was read", path);
  g_assert_true (error->domain == SMP_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (strlen (error->message), <, 400);
  g_clear_error (&error);
}

static gchar *
test_file (const gchar *folder, const gchar *name)
{
  return g_build_filename (g_getenv ("SMP_TEST_PRESETS"), folder, name, NULL);
}

/* 100 MB of a preset that would be good; most of it takes no room on the disk. */
static void
test_a_file_of_100_mb_is_refused_at_once (void)
{
  gchar  *path = NULL;
  gint    file = g_file_open_tmp ("smp-XXXXXX.smp-preset", &path, NULL);
  FILE   *out  = g_fopen (path, "wb");
  clock_t start;

  g_assert_nonnull (out);
  fputs ("[preset]\nversion=2\n[values]\ndensity=100\n", out);
  g_assert_cmpint (fseek (out, 100 << 20, SEEK_SET), ==, 0);
  fputs ("\n", out);
  fclose (out);
  start = clock ();
  check_file (path, FALSE);
  g_assert_cmpint (clock () - start, <, CLOCKS_PER_SEC / 2);
  g_remove (path);
  g_close (file, NULL);
  g_free (path);
}

static void
test_a_folder_is_no_preset (void)
{
  check_file (g_get_tmp_dir (), FALSE);
}

static SmpRecipe *
load_old (const gchar *name)
{
  gchar     *path   = test_file ("old", name);
  GError    *error  = NULL;
  SmpRecipe *recipe = smp_recipe_load (path, &error);

  g_assert_no_error (error);
  g_free (path);
  return recipe;
}

static void
test_version_1_is_read_as_it_was (void)
{
  SmpRecipe *natural = load_old ("1-natural.smp-preset");
  SmpRecipe *by_hand = load_old ("1-client-keys.smp-preset");
  SmpRecipe *layer   = load_old ("1-layer.smp-preset");
  SmpParams  params;
  gchar     *text;

  smp_params_init (&params);
  params.density_per_cm2 = 10.0;
  smp_recipe_apply (&params, natural);
  g_assert_cmpfloat (params.density_per_cm2, ==, 150.0);

  /* It ignored these in presets, and still does. */
  smp_recipe_apply (&params, by_hand);
  g_assert_cmpint (params.sun, ==, SMP_SUN_NORMAL);
  g_assert_cmpint (params.skin, ==, SMP_SKIN_NORMAL);
  g_assert_cmpint (params.age, ==, SMP_AGE_FROM_30);
  g_assert_cmpint (params.smoker, ==, SMP_NO);
  g_assert_cmpint (params.scar, ==, SMP_YES);

  /* A layer's recipe always had them. */
  g_assert_cmpint (layer->params.sun, ==, SMP_SUN_HIGH);
  g_assert_cmpfloat (layer->params.years, ==, 3.0);
  g_assert_cmpint (layer->params.origin_x, ==, -408);

  text = smp_recipe_to_text (layer, 0);
  g_assert_nonnull (strstr (text, "\nversion=2\n"));
  g_assert_nonnull (strstr (text, "\nregion=7\n"));
  g_free (text);
  smp_recipe_free (natural);
  smp_recipe_free (by_hand);
  smp_recipe_free (layer);
}

/* Every file of tests/preset/good is read, every one of tests/preset/bad refused. */
static void
check_corpus (const gchar *name, gboolean good, guint at_least)
{
  gchar       *folder = g_build_filename (g_getenv ("SMP_TEST_PRESETS"), name, NULL);
  GDir        *dir    = g_dir_open (folder, 0, NULL);
  const gchar *entry;
  guint        n = 0;

  g_assert_nonnull (dir);
  while ((entry = g_dir_read_name (dir)))
    {
      gchar *path = g_build_filename (folder, entry, NULL);

      check_file (path, good);
      g_free (path);
      n++;
    }
  g_assert_cmpuint (n, >=, at_least);
  g_dir_close (dir);
  g_free (folder);
}

static void
test_good_files_are_read (void)
{
  check_corpus ("good", TRUE, 12);
  check_corpus ("old", TRUE, 4);
}

static void
test_bad_files_are_refused_in_one_sentence (void)
{
  check_corpus ("bad", FALSE, 50);
  check_file ("/no/such/file.smp-preset", FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preset-corpus/a-file-of-100-mb-is-refused-at-once",
                   test_a_file_of_100_mb_is_refused_at_once);
  g_test_add_func ("/preset-corpus/a-folder-is-no-preset", test_a_folder_is_no_preset);
  g_test_add_func ("/preset-corpus/version-1-is-read-as-it-was", test_version_1_is_read_as_it_was);
  g_test_add_func ("/preset-corpus/good-files-are-read", test_good_files_are_read);
  g_test_add_func ("/preset-corpus/bad-files-are-refused-in-one-sentence",
                   test_bad_files_are_refused_in_one_sentence);
  return g_test_run ();
}
