/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Recipes and presets, as text and as files. */

#include <string.h>

#include "smp/error.h"
#include "smp/recipe.h"

static SmpRecipe *
parse (const gchar *text)
{
  GError    *error  = NULL;
  SmpRecipe *recipe = smp_recipe_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (recipe);
  return recipe;
}

static void
test_a_recipe_survives_as_text (void)
{
  guint               n;
  const SmpParamInfo *infos  = smp_param_infos (&n);
  SmpRecipe          *recipe = smp_recipe_new ("Crown; second “try”", "fill"), *read;
  gchar              *text, *again;

  for (guint i = 0; i < n; i++)
    smp_params_set (&recipe->params, &infos[i],
                    infos[i].type == SMP_TYPE_DOUBLE ? infos[i].maximum / 3.0 + infos[i].minimum / 2
                                                     : infos[i].maximum,
                    NULL);
  text  = smp_recipe_to_text (recipe, FALSE);
  read  = parse (text);
  again = smp_recipe_to_text (read, FALSE);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (read->name, ==, recipe->name);
  g_assert_cmpstr (read->filter, ==, "fill");
  for (guint i = 0; i < n; i++)
    g_assert_true (smp_params_get (&read->params, &infos[i]) ==
                   smp_params_get (&recipe->params, &infos[i]));
  smp_recipe_free (recipe);
  smp_recipe_free (read);
  g_free (text);
  g_free (again);
}

static void
test_unknown_keys_and_groups_are_kept (void)
{
  SmpRecipe *recipe = parse ("[preset]\nversion=1\nauthor=Ann\nname[de]=Krone\n"
                             "[values]\ndensity=120\nglitter=7\n[later]\nkey=1\n");
  gchar     *text   = smp_recipe_to_text (recipe, FALSE);

  g_assert_nonnull (strstr (text, "author=Ann"));
  g_assert_nonnull (strstr (text, "name[de]=Krone"));
  g_assert_nonnull (strstr (text, "glitter=7"));
  g_assert_nonnull (strstr (text, "[later]\nkey=1"));
  smp_recipe_free (recipe);
  g_free (text);
}

static void
test_presets_leave_out_what_belongs_to_a_photo (void)
{
  guint               n;
  const SmpParamInfo *infos  = smp_param_infos (&n);
  SmpRecipe          *recipe = smp_recipe_new ("Any", "");
  gchar              *text   = smp_recipe_to_text (recipe, TRUE);

  for (guint i = 0; i < n; i++)
    {
      gchar *line = g_strdup_printf ("\n%s=", infos[i].id);

      g_assert_true ((strstr (text, line) == NULL) == !!(infos[i].scope & SMP_SCOPE_PHOTO));
      g_free (line);
    }
  smp_recipe_free (recipe);
  g_free (text);
}

static void
test_applying_a_preset_takes_its_values_alone (void)
{
  SmpRecipe *preset = parse ("[preset]\nversion=1\n[values]\ndensity=99\npx-per-mm=33\nseed=5\n");
  SmpParams  params;

  smp_params_init (&params);
  params.dilution  = 7.0;
  params.px_per_mm = 12.5;
  smp_recipe_apply (&params, preset);
  g_assert_cmpfloat (params.density_per_cm2, ==, 99.0);
  g_assert_cmpfloat (params.dilution, ==, 7.0);
  g_assert_cmpfloat (params.px_per_mm, ==, 12.5);
  g_assert_cmpint (params.seed, ==, 1);
  smp_recipe_free (preset);
}

static void
test_missing_values_have_their_defaults (void)
{
  guint               n;
  const SmpParamInfo *infos  = smp_param_infos (&n);
  SmpRecipe          *recipe = parse ("[preset]\nversion=1\n");

  for (guint i = 0; i < n; i++)
    g_assert_true (smp_params_get (&recipe->params, &infos[i]) == infos[i].default_value);
  smp_recipe_free (recipe);
}

static void
test_a_copy_is_its_own (void)
{
  SmpRecipe *recipe = parse ("[preset]\nversion=1\nname=One\n[values]\ndensity=50\n");
  SmpRecipe *copy   = smp_recipe_copy (recipe);

  smp_recipe_free (recipe);
  g_assert_cmpstr (copy->name, ==, "One");
  g_assert_cmpfloat (copy->params.density_per_cm2, ==, 50.0);
  smp_recipe_free (copy);
}

static void
test_newer_versions_are_refused_and_say_so (void)
{
  GError      *error = NULL;
  const gchar *text  = "[preset]\nversion=2\n";

  g_assert_null (smp_recipe_parse (text, strlen (text), &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "newer"));
  g_clear_error (&error);
}

static void
test_a_huge_file_is_refused (void)
{
  GError *error = NULL;
  gsize   size  = 2 << 20;
  gchar  *text  = g_malloc (size);

  memset (text, '\n', size);
  memcpy (text, "[preset]\nversion=1\n", 19);
  g_assert_null (smp_recipe_parse (text, size, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_FORMAT);
  g_clear_error (&error);
  g_free (text);
}

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
  check_corpus ("good", TRUE, 5);
}

static void
test_bad_files_are_refused_in_one_sentence (void)
{
  check_corpus ("bad", FALSE, 15);
  check_file ("/no/such/file.smp-preset", FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipe/survives-as-text", test_a_recipe_survives_as_text);
  g_test_add_func ("/recipe/unknown-keys-and-groups-are-kept",
                   test_unknown_keys_and_groups_are_kept);
  g_test_add_func ("/recipe/presets-leave-out-what-belongs-to-a-photo",
                   test_presets_leave_out_what_belongs_to_a_photo);
  g_test_add_func ("/recipe/applying-a-preset-takes-its-values-alone",
                   test_applying_a_preset_takes_its_values_alone);
  g_test_add_func ("/recipe/missing-values-have-their-defaults",
                   test_missing_values_have_their_defaults);
  g_test_add_func ("/recipe/a-copy-is-its-own", test_a_copy_is_its_own);
  g_test_add_func ("/recipe/newer-versions-are-refused-and-say-so",
                   test_newer_versions_are_refused_and_say_so);
  g_test_add_func ("/recipe/a-huge-file-is-refused", test_a_huge_file_is_refused);
  g_test_add_func ("/recipe/good-files-are-read", test_good_files_are_read);
  g_test_add_func ("/recipe/bad-files-are-refused-in-one-sentence",
                   test_bad_files_are_refused_in_one_sentence);
  return g_test_run ();
}
