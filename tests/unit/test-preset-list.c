/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How presets are found and ordered by a person's words. */

#include <glib/gstdio.h>
#include <string.h>

#include "smp/preset-store.h"

static SmpPreset *
preset_new (const gchar *text, gboolean own)
{
  SmpPreset *preset = g_new0 (SmpPreset, 1);
  GError    *error  = NULL;

  preset->id     = g_strdup ("id");
  preset->own    = own;
  preset->recipe = smp_recipe_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  return preset;
}

static void
assert_matches (const SmpPreset *preset, const gchar *typed, gboolean wanted)
{
  if (smp_preset_matches (preset, typed) != wanted)
    g_error ("“%s” %s “%s”", typed, wanted ? "does not find" : "finds", preset->recipe->name);
}

static void
test_search_takes_words_in_any_case_with_or_without_accents (void)
{
  SmpPreset *preset = preset_new ("[preset]\nversion=2\nname=Müller’s Krone\ncategory=Density\n"
                                  "description=Dots between the hair of a thinning CROWN\n",
                                  FALSE);

  assert_matches (preset, "", TRUE);
  assert_matches (preset, "  ", TRUE);
  assert_matches (preset, "MÜLLER", TRUE);
  assert_matches (preset, "muller", TRUE);
  assert_matches (preset, "mu\xcc\x88ller", TRUE);
  assert_matches (preset, "density", TRUE);
  assert_matches (preset, "crown thin", TRUE);
  assert_matches (preset, "rone", TRUE);
  assert_matches (preset, "crown scar", FALSE);
  assert_matches (preset, "your own", FALSE);
  assert_matches (preset, "%s.*", FALSE);
  smp_preset_free (preset);
}

static void
test_ones_own_stand_under_a_heading_of_their_own (void)
{
  const gchar *text  = "[preset]\nversion=2\nname=A\ncategory=Scars\n";
  SmpPreset   *own   = preset_new (text, TRUE);
  SmpPreset   *other = preset_new (text, FALSE);
  SmpPreset   *none  = preset_new ("[preset]\nversion=2\nname=A\n", FALSE);

  g_assert_cmpstr (smp_preset_heading (own), ==, "Your own");
  g_assert_cmpstr (smp_preset_heading (other), ==, "Scars");
  g_assert_cmpstr (smp_preset_heading (none), ==, "Others");
  assert_matches (own, "your own", TRUE);
  assert_matches (own, "scars", TRUE);
  smp_preset_free (own);
  smp_preset_free (other);
  smp_preset_free (none);
}

static void
put (const gchar *folder, const gchar *name, const gchar *category, const gchar *translated)
{
  gchar *path = g_strdup_printf ("%s/%s" SMP_PRESET_SUFFIX, folder, name);
  gchar *text = g_strdup_printf ("[preset]\nversion=2\nname=%s\ncategory=%s\ncategory[de]=%s\n"
                                 "description=Dots\ndescription[de]=Pünktchen\n",
                                 name, category, translated);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_free (text);
  g_free (path);
}

static void
test_categories_keep_their_order_in_every_language (void)
{
  gchar             *folder  = g_dir_make_tmp ("smp-list-XXXXXX", NULL);
  SmpPresetStore    *store   = smp_preset_store_new ("/no/such/folder", folder);
  const gchar *const names[] = { "dense", "front", "strip", "carbon" };
  GPtrArray         *presets;

  put (folder, "strip", "Scars", "Narben");
  put (folder, "carbon", "Pigments", "Farben");
  put (folder, "front", "Hairlines", "Haarlinien");
  put (folder, "dense", "Density", "Dichte");
  g_setenv ("LANGUAGE", "de", TRUE);
  presets = smp_preset_store_list (store, NULL);
  g_assert_cmpuint (presets->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < presets->len; i++)
    {
      SmpPreset *preset = g_ptr_array_index (presets, i);

      g_assert_cmpstr (preset->id, ==, names[i]);
      assert_matches (preset, "punktchen", TRUE);
      g_assert_cmpint (g_remove (preset->path), ==, 0);
    }
  g_assert_cmpstr (smp_preset_heading (g_ptr_array_index (presets, 2)), ==, "Narben");
  g_ptr_array_unref (presets);
  smp_preset_store_free (store);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

/* Of the ones that a hairline can take, those made for hairlines stand first. */
static void
test_a_filters_own_come_first (void)
{
  gchar             *folder  = g_dir_make_tmp ("smp-list-XXXXXX", NULL);
  SmpPresetStore    *store   = smp_preset_store_new ("/no/such/folder", folder);
  const gchar *const names[] = { "front", "dense" };
  gchar             *path    = g_build_filename (folder, "front" SMP_PRESET_SUFFIX, NULL);
  GPtrArray         *presets;

  put (folder, "dense", "Density", "Dichte");
  g_assert_true (g_file_set_contents (path,
                                      "[preset]\nversion=2\nname=front\nfilter=hairline\n"
                                      "category=Hairlines\n",
                                      -1, NULL));
  presets = smp_preset_store_list (store, SMP_FILTER_HAIRLINE);
  g_assert_cmpuint (presets->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < presets->len; i++)
    {
      SmpPreset *preset = g_ptr_array_index (presets, i);

      g_assert_cmpstr (preset->id, ==, names[i]);
      g_assert_cmpint (g_remove (preset->path), ==, 0);
    }
  g_ptr_array_unref (presets);
  smp_preset_store_free (store);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (path);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  /* What the language is asked of, in every environment. */
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preset-list/search-takes-words-in-any-case-with-or-without-accents",
                   test_search_takes_words_in_any_case_with_or_without_accents);
  g_test_add_func ("/preset-list/ones-own-stand-under-a-heading-of-their-own",
                   test_ones_own_stand_under_a_heading_of_their_own);
  g_test_add_func ("/preset-list/categories-keep-their-order-in-every-language",
                   test_categories_keep_their_order_in_every_language);
  g_test_add_func ("/preset-list/a-filters-own-come-first", test_a_filters_own_come_first);
  return g_test_run ();
}
