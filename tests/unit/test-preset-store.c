/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A store of presets, in folders that are thrown away. */

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "rounds.h"
#include "smp/error.h"
#include "smp/preset-store.h"

typedef struct
{
  gchar          *folder;
  gchar          *own;
  gchar          *shipped;
  SmpPresetStore *store;
} Fixture;

static void
put (const gchar *folder, const gchar *name, const gchar *text)
{
  gchar *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0777);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_free (path);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder  = g_dir_make_tmp ("smp-store-XXXXXX", NULL);
  f->own     = g_build_filename (f->folder, "3.2", "smp", "presets", NULL);
  f->shipped = g_build_filename (f->folder, "shipped", NULL);
  f->store   = smp_preset_store_new (f->own, f->shipped);
  put (f->shipped, "natural.smp-preset",
       "[preset]\nversion=2\nname=Natural\nname[de]=Natürlich\ncategory=Density\n"
       "[values]\ndensity=150\n");
  put (f->shipped, "natural.jpg", "picture");
  put (f->shipped, "beach.smp-preset",
       "[preset]\nversion=2\nname=Beach\nfilter=fade\n[values]\nsun=high\n");
  put (f->shipped, "front.smp-preset",
       "[preset]\nversion=2\nname=Front\nfilter=hairline\n[values]\nfeather=4\n");
}

static void
delete_all (const gchar *path)
{
  GDir        *dir = g_dir_open (path, 0, NULL);
  const gchar *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      gchar *inner = g_build_filename (path, name, NULL);

      delete_all (inner);
      g_free (inner);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  delete_all (f->folder);
  smp_preset_store_free (f->store);
  g_free (f->folder);
  g_free (f->own);
  g_free (f->shipped);
}

static gchar *
ids (const Fixture *f, const gchar *filter)
{
  GPtrArray *presets = smp_preset_store_list (f->store, filter);
  GString   *text    = g_string_new (NULL);

  for (guint i = 0; i < presets->len; i++)
    {
      SmpPreset *preset = g_ptr_array_index (presets, i);

      g_string_append_printf (text, "%s%s%s", i ? " " : "", preset->own ? "*" : "", preset->id);
    }
  g_ptr_array_unref (presets);
  return g_string_free (text, FALSE);
}

static void
assert_ids (const Fixture *f, const gchar *filter, const gchar *wanted)
{
  gchar *found = ids (f, filter);

  g_assert_cmpstr (found, ==, wanted);
  g_free (found);
}

static gchar *
text_of (gdouble density)
{
  SmpRecipe *recipe = smp_recipe_new ("", "");
  gchar     *text;

  recipe->params.density_per_cm2 = density;
  recipe->params.seed            = 42;
  text                           = smp_recipe_to_text (recipe, SMP_SCOPE_STIPPLE);
  smp_recipe_free (recipe);
  return text;
}

static gchar *
save (const Fixture *f, const gchar *name, gboolean replace, gint code)
{
  GError *error = NULL;
  gchar  *text  = text_of (77.0);
  gchar  *id    = smp_preset_store_save (f->store, text, name, replace, &error);

  if (code >= 0)
    {
      g_assert_null (id);
      g_assert_error (error, SMP_ERROR, code);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  else
    g_assert_no_error (error);
  g_clear_error (&error);
  g_free (text);
  return id;
}

static void
save_well (const Fixture *f, const gchar *name, const gchar *wanted_id)
{
  gchar *id = save (f, name, FALSE, -1);

  g_assert_cmpstr (id, ==, wanted_id);
  g_free (id);
}

static void
test_each_filter_sees_its_own (Fixture *f, gconstpointer data)
{
  assert_ids (f, NULL, "natural beach front");
  assert_ids (f, "fill", "natural");
  assert_ids (f, "hairline", "front natural");
  assert_ids (f, "fade", "beach");
  put (f->own, "damaged.smp-preset", "[preset]\nversion=99\n");
  put (f->own, "notes.txt", "[preset]\nversion=2\n");
  assert_ids (f, NULL, "natural beach front");
}

static void
test_a_saved_preset_is_found (Fixture *f, gconstpointer data)
{
  SmpRecipe *recipe;
  gchar     *id;

  save_well (f, "  Müller’s Krone, 2. ", "müller-s-krone-2");
  assert_ids (f, "fill", "*müller-s-krone-2 natural");
  recipe = smp_preset_store_find (f->store, "müller-s-krone-2", NULL);
  g_assert_cmpstr (recipe->name, ==, "Müller’s Krone, 2.");
  g_assert_cmpfloat (recipe->params.density_per_cm2, ==, 77.0);
  g_assert_cmpint (recipe->params.seed, ==, 1);
  smp_recipe_free (recipe);

  save (f, "MÜLLER’S KRONE, 2.", FALSE, SMP_ERROR_EXISTS);
  id = save (f, "MÜLLER’S KRONE, 2.", TRUE, -1);
  g_assert_cmpstr (id, ==, "müller-s-krone-2");
  assert_ids (f, "fill", "*müller-s-krone-2 natural");
  g_free (id);
}

static void
test_names_are_no_way_out (Fixture *f, gconstpointer data)
{
  save (f, "", FALSE, SMP_ERROR_VALUE);
  save (f, "   ", FALSE, SMP_ERROR_VALUE);
  save (f, "../../gimprc", FALSE, SMP_ERROR_FORMAT);
  save (f, "a\\b", FALSE, SMP_ERROR_FORMAT);
  save (f, "a\nb", FALSE, SMP_ERROR_FORMAT);
  save (f, ".hidden", FALSE, SMP_ERROR_FORMAT);
  save_well (f, "CON", "con-preset");
  save_well (f, "com1", "com1-preset");
  save_well (f, "!!!", "preset");
  g_assert_null (smp_preset_store_find (f->store, "../shipped/natural", NULL));
}

static void
test_shipped_presets_are_never_written (Fixture *f, gconstpointer data)
{
  GError *error = NULL;

  save (f, "natural", FALSE, SMP_ERROR_VALUE);
  save (f, "Natural", TRUE, SMP_ERROR_VALUE);
  g_assert_false (smp_preset_store_delete (f->store, "natural", &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (smp_preset_store_rename (f->store, "natural", "Mine", &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_ids (f, "fill", "natural");
}

static void
test_renaming_and_deleting (Fixture *f, gconstpointer data)
{
  GError *error = NULL;
  gchar  *id;

  save_well (f, "One", "one");
  save_well (f, "Two", "two");
  g_assert_null (smp_preset_store_rename (f->store, "one", "two", &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_EXISTS);
  g_clear_error (&error);
  id = smp_preset_store_rename (f->store, "one", "ONE", &error);
  g_assert_cmpstr (id, ==, "one");
  g_free (id);
  id = smp_preset_store_rename (f->store, "one", "Three", &error);
  g_assert_cmpstr (id, ==, "three");
  g_free (id);
  assert_ids (f, "fill", "*three *two natural");
  g_assert_true (smp_preset_store_delete (f->store, "two", &error));
  g_assert_no_error (error);
  assert_ids (f, "fill", "*three natural");
}

static void
test_importing_brings_the_values_it_names_and_nothing_of_a_photo (Fixture *f, gconstpointer data)
{
  GError    *error = NULL;
  gchar     *path  = g_build_filename (f->folder, "sent by a friend.smp-preset", NULL);
  gchar     *id, *copy, *text;
  SmpRecipe *recipe;

  put (f->folder, "sent by a friend.smp-preset",
       "[preset]\nversion=1\nauthor=Ann\n[values]\ndilution=9\nseed=5\npx-per-mm=33\nglitter=1\n"
       "[layer]\nphoto=4\n");
  id = smp_preset_store_import (f->store, path, FALSE, &error);
  g_assert_cmpstr (id, ==, "sent-by-a-friend");
  copy = g_build_filename (f->own, "sent-by-a-friend.smp-preset", NULL);
  g_assert_true (g_file_get_contents (copy, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "author=Ann"));
  g_assert_nonnull (strstr (text, "glitter=1"));
  g_assert_nonnull (strstr (text, "dilution=9"));
  g_assert_null (strstr (text, "seed"));
  g_assert_null (strstr (text, "px-per-mm"));
  g_assert_null (strstr (text, "density"));
  g_assert_null (strstr (text, "[layer]"));
  recipe = smp_preset_store_find (f->store, id, NULL);
  g_assert_cmpstr (recipe->name, ==, "sent by a friend");
  smp_recipe_free (recipe);
  g_free (id);
  g_assert_null (smp_preset_store_import (f->store, path, FALSE, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_EXISTS);
  g_clear_error (&error);
  g_free (text);
  g_free (copy);
  g_free (path);
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  gchar *id;

  g_assert_null (smp_preset_store_get_mark (f->store, SMP_PRESET_MARK_DEFAULT, "fill"));
  g_assert_true (smp_preset_store_set_mark (f->store, SMP_PRESET_MARK_DEFAULT, "fill", "natural",
                                            NULL));
  g_assert_true (smp_preset_store_set_mark (f->store, SMP_PRESET_MARK_LAST, "fill", "full", NULL));
  id = smp_preset_store_get_mark (f->store, SMP_PRESET_MARK_DEFAULT, "fill");
  g_assert_cmpstr (id, ==, "natural");
  g_free (id);
  g_assert_null (smp_preset_store_get_mark (f->store, SMP_PRESET_MARK_DEFAULT, "fade"));
  g_assert_true (smp_preset_store_set_mark (f->store, SMP_PRESET_MARK_DEFAULT, "fill", NULL, NULL));
  g_assert_null (smp_preset_store_get_mark (f->store, SMP_PRESET_MARK_DEFAULT, "fill"));
  id = smp_preset_store_get_mark (f->store, SMP_PRESET_MARK_LAST, "fill");
  g_assert_cmpstr (id, ==, "full");
  g_free (id);
}

static void
assert_mark (const Fixture *f, SmpPresetMark mark, const gchar *filter, const gchar *wanted)
{
  gchar *id = smp_preset_store_get_mark (f->store, mark, filter);

  g_assert_cmpstr (id, ==, wanted);
  g_free (id);
}

static void
test_what_is_remembered_follows_a_preset (Fixture *f, gconstpointer data)
{
  const SmpPresetMark first = SMP_PRESET_MARK_DEFAULT, last = SMP_PRESET_MARK_LAST;

  save_well (f, "One", "one");
  g_assert_true (smp_preset_store_set_mark (f->store, first, "fill", "one", NULL));
  g_assert_true (smp_preset_store_set_mark (f->store, last, "scar", "one", NULL));
  g_assert_true (smp_preset_store_set_mark (f->store, last, "fill", "natural", NULL));
  g_free (smp_preset_store_rename (f->store, "one", "Two", NULL));
  assert_mark (f, first, "fill", "two");
  assert_mark (f, last, "scar", "two");
  assert_mark (f, last, "fill", "natural");
  g_assert_true (smp_preset_store_delete (f->store, "two", NULL));
  assert_mark (f, first, "fill", NULL);
  assert_mark (f, last, "scar", NULL);
  assert_mark (f, last, "fill", "natural");
}

static void
test_exporting_holds_nothing_of_a_photo (Fixture *f, gconstpointer data)
{
  const gchar *sent   = "[preset]\nversion=2\nname=Sent\nauthor=Ann\n[values]\ndilution=9\n"
                        "seed=5\npx-per-mm=33\nyears=4\n[layer]\nphoto=4\n";
  SmpRecipe   *recipe = smp_recipe_parse (sent, strlen (sent), NULL);
  gchar       *path   = g_build_filename (f->folder, "out.smp-preset", NULL);
  gchar       *below  = g_build_filename (path, "out.smp-preset", NULL);
  GError      *error  = NULL;
  gchar       *text;

  g_assert_true (smp_preset_export (recipe, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (g_strchomp (text), ==,
                   "[preset]\nversion=2\nname=Sent\nauthor=Ann\ndescription=\nfilter=\n\n"
                   "[values]\ndilution=9");
  g_assert_false (smp_preset_export (recipe, below, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_free (text);
  g_free (below);
  g_free (path);
  smp_recipe_free (recipe);
}

static void
put_old (const Fixture *f, const gchar *version, const gchar *name)
{
  gchar *folder = g_build_filename (f->folder, version, "smp", "presets", NULL);
  gchar *file   = g_strconcat (name, SMP_PRESET_SUFFIX, NULL);

  put (folder, file, "[preset]\nversion=2\n[values]\ndensity=1\n");
  g_free (file);
  g_free (folder);
}

static void
test_presets_follow_to_a_new_version (Fixture *f, gconstpointer data)
{
  gchar *profile = g_build_filename (f->folder, "3.2", NULL);

  put_old (f, "2.10", "older");
  put_old (f, "3.0", "newest-older");
  put_old (f, "3.4", "newer");
  put_old (f, "backup", "no-version");
  g_assert_cmpuint (smp_preset_store_carry_over (profile, "smp"), ==, 1);
  assert_ids (f, "fill", "*newest-older natural");

  /* What the person has deleted since does not come back. */
  g_assert_true (smp_preset_store_delete (f->store, "newest-older", NULL));
  g_assert_cmpuint (smp_preset_store_carry_over (profile, "smp"), ==, 0);
  assert_ids (f, "fill", "natural");
  g_free (profile);
}

typedef struct
{
  const SmpPresetStore *store;
  const gchar          *name;
  gint                  ready; /* how many savers have begun */
  gint                  won;
  gint                  told;
} Race;

#define SAVERS 6

static gpointer
save_in_a_race (gpointer data)
{
  Race *race               = data;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *id     = NULL;

  g_atomic_int_inc (&race->ready);
  while (g_atomic_int_get (&race->ready) < SAVERS)
    g_thread_yield ();
  id = smp_preset_store_save (race->store, "[preset]\nversion=2\n[values]\ndensity=90\n",
                              race->name, FALSE, &error);
  if (id)
    g_atomic_int_inc (&race->won);
  else if (g_error_matches (error, SMP_ERROR, SMP_ERROR_EXISTS))
    g_atomic_int_inc (&race->told);
  return NULL;
}

static void
test_one_of_several_savers_has_a_new_name (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < test_rounds (60); i++)
    {
      g_autofree gchar *name = g_strdup_printf ("Mine %u", i);
      Race              race = { f->store, name, 0, 0, 0 };
      GThread          *savers[SAVERS];

      for (guint j = 0; j < SAVERS; j++)
        savers[j] = g_thread_new ("saver", save_in_a_race, &race);
      for (guint j = 0; j < SAVERS; j++)
        g_thread_join (savers[j]);
      g_assert_cmpint (race.won, ==, 1);
      g_assert_cmpint (race.told, ==, SAVERS - 1);
    }
}

static void
test_what_killed_savers_left_is_cleared (Fixture *f, gconstpointer data)
{
  const gchar *const left[] = { "mine.smp-preset.AB12CD", "taken.smp-preset" };
  g_autofree gchar  *fresh  = g_build_filename (f->own, "other.smp-preset.EF34GH", NULL);
  g_autofree gchar  *id     = NULL;
  struct utimbuf     old    = { 1, 1 };

  put (f->own, "other.smp-preset.EF34GH", "being written");
  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree gchar *path = g_build_filename (f->own, left[i], NULL);

      put (f->own, left[i], i == 0 ? "half" : "");
      g_assert_cmpint (g_utime (path, &old), ==, 0);
    }
  id = smp_preset_store_save (f->store, "[preset]\nversion=2\n[values]\ndensity=90\n", "Taken",
                              FALSE, NULL);
  g_assert_cmpstr (id, ==, "taken");
  {
    g_autofree gchar *path = g_build_filename (f->own, left[0], NULL);

    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

#define ADD(path, func) g_test_add ("/preset-store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-filter-sees-its-own", test_each_filter_sees_its_own);
  ADD ("a-saved-preset-is-found", test_a_saved_preset_is_found);
  ADD ("names-are-no-way-out", test_names_are_no_way_out);
  ADD ("shipped-presets-are-never-written", test_shipped_presets_are_never_written);
  ADD ("renaming-and-deleting", test_renaming_and_deleting);
  ADD ("importing-brings-the-values-it-names-and-nothing-of-a-photo",
       test_importing_brings_the_values_it_names_and_nothing_of_a_photo);
  ADD ("marks", test_marks);
  ADD ("what-is-remembered-follows-a-preset", test_what_is_remembered_follows_a_preset);
  ADD ("exporting-holds-nothing-of-a-photo", test_exporting_holds_nothing_of_a_photo);
  ADD ("presets-follow-to-a-new-version", test_presets_follow_to_a_new_version);
  ADD ("one-of-several-savers-has-a-new-name", test_one_of_several_savers_has_a_new_name);
  ADD ("what-killed-savers-left-is-cleared", test_what_killed_savers_left_is_cleared);
  return g_test_run ();
}
