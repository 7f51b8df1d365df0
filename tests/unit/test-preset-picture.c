/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The small pictures of presets. */

#include <string.h>

#include "smp/preset-picture.h"

#define N_PIXELS (SMP_PRESET_PICTURE_WIDTH_PX * SMP_PRESET_PICTURE_HEIGHT_PX)

static guint8 *
draw (const gchar *filter, const gchar *values)
{
  gchar  *text = g_strdup_printf ("[preset]\nversion=2\nfilter=%s\n[values]\n%s\n", filter, values);
  GError *error     = NULL;
  SmpRecipe *preset = smp_recipe_parse (text, strlen (text), &error);
  guint8    *rgb;

  g_assert_no_error (error);
  rgb = smp_preset_picture_draw (preset);
  smp_recipe_free (preset);
  g_free (text);
  return rgb;
}

/* The mean green of some rows. */
static gdouble
mean (const guint8 *rgb, gint from_row, gint to_row)
{
  gdouble sum = 0.0;

  for (gint i = from_row * SMP_PRESET_PICTURE_WIDTH_PX; i < to_row * SMP_PRESET_PICTURE_WIDTH_PX;
       i++)
    sum += rgb[3 * i + 1];
  return sum / ((to_row - from_row) * SMP_PRESET_PICTURE_WIDTH_PX);
}

static gdouble
mean_of (const gchar *filter, const gchar *values)
{
  guint8 *rgb    = draw (filter, values);
  gdouble result = mean (rgb, 0, SMP_PRESET_PICTURE_HEIGHT_PX);

  g_free (rgb);
  return result;
}

static void
test_a_picture_shows_its_presets_values (void)
{
  gdouble bare = mean_of ("", "density=0");

  g_assert_cmpfloat (mean_of ("", "density=80"), <, bare - 3.0);
  g_assert_cmpfloat (mean_of ("", "density=250"), <, mean_of ("", "density=80") - 3.0);
  g_assert_cmpfloat (mean_of ("", "dilution=30"), >, mean_of ("", "dilution=12") + 3.0);
  g_assert_cmpfloat (mean_of ("", "dot-diameter=0.5"), <, mean_of ("", "dot-diameter=0.2") - 3.0);
}

static void
test_dark_dilutions_are_shown_on_dark_skin (void)
{
  g_assert_cmpfloat (mean_of ("", "density=0\ndilution=6"), <,
                     mean_of ("", "density=0\ndilution=15") - 40.0);
}

static void
test_client_profiles_are_shown_after_years (void)
{
  g_assert_cmpfloat (mean_of ("fade", "sun=high\nskin=oily"), >,
                     mean_of ("fade", "sun=protected") + 1.0);
  g_assert_cmpfloat (mean_of ("fade", "sun=normal"), >, mean_of ("", "sun=normal") + 1.0);
}

static void
test_a_hairline_has_bare_skin_before_it (void)
{
  guint8 *rgb  = draw ("hairline", "density=200");
  gdouble bare = mean_of ("", "density=0");
  gdouble face = mean (rgb, SMP_PRESET_PICTURE_HEIGHT_PX - 10, SMP_PRESET_PICTURE_HEIGHT_PX);

  g_assert_cmpfloat (face, >, bare - 2.0);
  g_assert_cmpfloat (mean (rgb, 0, 20), <, bare - 10.0);
  g_free (rgb);
}

static void
test_a_picture_is_the_same_every_time (void)
{
  guint8 *first = draw ("", "density=180"), *second = draw ("", "density=180");

  g_assert_cmpmem (first, 3 * N_PIXELS, second, 3 * N_PIXELS);
  g_free (first);
  g_free (second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preset-picture/a-picture-shows-its-presets-values",
                   test_a_picture_shows_its_presets_values);
  g_test_add_func ("/preset-picture/dark-dilutions-are-shown-on-dark-skin",
                   test_dark_dilutions_are_shown_on_dark_skin);
  g_test_add_func ("/preset-picture/client-profiles-are-shown-after-years",
                   test_client_profiles_are_shown_after_years);
  g_test_add_func ("/preset-picture/a-hairline-has-bare-skin-before-it",
                   test_a_hairline_has_bare_skin_before_it);
  g_test_add_func ("/preset-picture/a-picture-is-the-same-every-time",
                   test_a_picture_is_the_same_every_time);
  return g_test_run ();
}
