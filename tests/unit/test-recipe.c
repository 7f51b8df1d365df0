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
  text  = smp_recipe_to_text (recipe, 0);
  read  = parse (text);
  again = smp_recipe_to_text (read, 0);
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
  gchar     *text   = smp_recipe_to_text (recipe, 0);

  g_assert_nonnull (strstr (text, "author=Ann"));
  g_assert_nonnull (strstr (text, "name[de]=Krone"));
  g_assert_nonnull (strstr (text, "glitter=7"));
  g_assert_nonnull (strstr (text, "[later]\nkey=1"));
  smp_recipe_free (recipe);
  g_free (text);
}

/* What may never leave a photo, spelled out, so that no change of a scope lets it out. */
static const gchar *const of_one_photo[] = {
  "px-per-mm",       "direction",    "seed",           "origin-x",
  "origin-y",        "photo-blur",   "line-from",      "pattern-shift-x",
  "pattern-shift-y", "pattern-turn", "pattern-mirror", "front",
  "years",           "touch-up-1",   "touch-up-2",     "touch-up-3",
  "touch-up-4",
};
static const gchar *const of_one_person[] = { "sun", "skin", "age", "smoker" };

static gboolean
has_value (const gchar *text, const gchar *id)
{
  gchar   *line = g_strdup_printf ("\n%s=", id);
  gboolean has  = strstr (text, line) != NULL;

  g_free (line);
  return has;
}

static void
check_preset_of (const gchar *filter, guint scopes)
{
  gboolean   profile = strcmp (filter, "fade") == 0;
  SmpRecipe *recipe  = smp_recipe_new ("Any", filter);
  gchar     *text;

  g_key_file_set_integer (recipe->file, "layer", "photo", 7);
  g_key_file_set_string (recipe->file, "values", "seed", "77");
  text = smp_recipe_to_text (recipe, scopes);
  for (guint i = 0; i < G_N_ELEMENTS (of_one_photo); i++)
    g_assert_false (has_value (text, of_one_photo[i]));
  for (guint i = 0; i < G_N_ELEMENTS (of_one_person); i++)
    g_assert_true (has_value (text, of_one_person[i]) == profile);
  g_assert_null (strstr (text, "[layer]"));
  g_assert_true (has_value (text, "density") == (scopes != SMP_SCOPE_AGEING && !profile));
  smp_recipe_free (recipe);
  g_free (text);
}

static void
test_presets_leave_out_what_belongs_to_a_photo (void)
{
  check_preset_of ("", ~0u);
  check_preset_of ("fill", ~0u);
  check_preset_of ("hairline", ~0u);
  check_preset_of ("scar", SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN);
  check_preset_of ("fade", ~0u);
  check_preset_of ("fade", SMP_SCOPE_AGEING);
}

static void
test_presets_hold_what_their_dialog_shows (void)
{
  SmpRecipe *recipe = smp_recipe_new ("Any", "");
  gchar     *text   = smp_recipe_to_text (recipe, SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN);

  g_assert_true (has_value (text, "density"));
  g_assert_true (has_value (text, "pigment"));
  g_assert_false (has_value (text, "feather"));
  g_assert_false (has_value (text, "scar"));
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
test_what_is_about_a_person_is_taken_from_client_profiles_alone (void)
{
  SmpRecipe *density = parse ("[preset]\nversion=2\n[values]\nsun=high\ndensity=99\n");
  SmpRecipe *profile =
    parse ("[preset]\nversion=2\nfilter=fade\n[values]\nsun=high\nyears=9\ndensity=77\n");
  SmpParams params;

  smp_params_init (&params);
  smp_recipe_apply (&params, density);
  g_assert_cmpint (params.sun, ==, SMP_SUN_NORMAL);
  smp_recipe_apply (&params, profile);
  g_assert_cmpint (params.sun, ==, SMP_SUN_HIGH);
  g_assert_cmpfloat (params.years, ==, 0.0);
  g_assert_cmpfloat (params.density_per_cm2, ==, 99.0);
  smp_recipe_free (density);
  smp_recipe_free (profile);
}

static void
test_a_preset_is_met_by_its_own_values (void)
{
  SmpRecipe *preset = parse ("[preset]\nversion=2\n[values]\ndensity=99\nseed=5\n");
  SmpParams  params;

  smp_params_init (&params);
  g_assert_false (smp_recipe_is_met (&params, preset, ~0u));
  smp_recipe_apply (&params, preset);
  g_assert_true (smp_recipe_is_met (&params, preset, ~0u));
  params.dilution = 9.0;
  params.seed     = 3;
  g_assert_true (smp_recipe_is_met (&params, preset, ~0u));
  params.density_per_cm2 = 99.5;
  g_assert_false (smp_recipe_is_met (&params, preset, ~0u));
  g_assert_true (smp_recipe_is_met (&params, preset, SMP_SCOPE_SKIN));
  smp_recipe_free (preset);
}

static void
test_all_words_of_a_preset_are_read_and_written (void)
{
  SmpRecipe *recipe = parse ("[preset]\nversion=2\nname=A\ndescription=B\ncategory=C\n"
                             "source=D\nfilter=fill\n");
  SmpRecipe *again;
  gchar     *text;

  g_free (recipe->source);
  recipe->source = g_strdup ("E");
  text           = smp_recipe_to_text (recipe, ~0u);
  again          = parse (text);
  g_assert_cmpstr (again->name, ==, "A");
  g_assert_cmpstr (again->description, ==, "B");
  g_assert_cmpstr (again->category, ==, "C");
  g_assert_cmpstr (again->source, ==, "E");
  g_assert_cmpstr (again->filter, ==, "fill");
  smp_recipe_free (recipe);
  smp_recipe_free (again);
  g_free (text);
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
  const gchar *text  = "[preset]\nversion=3\n";

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
  g_test_add_func ("/recipe/presets-hold-what-their-dialog-shows",
                   test_presets_hold_what_their_dialog_shows);
  g_test_add_func ("/recipe/what-is-about-a-person-is-taken-from-client-profiles-alone",
                   test_what_is_about_a_person_is_taken_from_client_profiles_alone);
  g_test_add_func ("/recipe/a-preset-is-met-by-its-own-values",
                   test_a_preset_is_met_by_its_own_values);
  g_test_add_func ("/recipe/all-words-of-a-preset-are-read-and-written",
                   test_all_words_of_a_preset_are_read_and_written);
  return g_test_run ();
}
