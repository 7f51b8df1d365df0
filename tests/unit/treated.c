/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib/gstdio.h>

#include "smp/skin.h"
#include "smp/stipple.h"
#include "treated.h"

static const gchar *sample_program;

TestJudged test_judged;

void
test_draw_sample (gint         number,
                  const gchar *pale,
                  SmpPlane    *photo,
                  SmpPlane    *clean,
                  SmpPlane    *region,
                  gdouble     *px_per_mm)
{
  static const gchar *names[] = { "sample.jpg", "clean.png", "scar.png", "glare.png",
                                  "scale.txt",  "dots.csv",  "truth.txt" };
  gchar              *folder  = g_dir_make_tmp ("smp-match-XXXXXX", NULL);
  gchar              *text = g_strdup_printf ("%d", number), *scale = NULL;
  const gchar        *argv[] = { sample_program, "--variant", text, folder, pale, NULL };
  GError             *error  = NULL;

  g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gchar *path = g_build_filename (folder, names[i], NULL);

      if (i == 0)
        test_photo_load (photo, path, 3);
      else if (i == 1)
        test_photo_load (clean, path, 3);
      else if (i == 2)
        test_photo_load (region, path, 1);
      else if (i == 4)
        g_file_get_contents (path, &scale, NULL, NULL);
      g_unlink (path);
      g_free (path);
    }
  *px_per_mm = g_ascii_strtod (scale, NULL);
  g_free (scale);
  g_rmdir (folder);
  g_free (folder);
  g_free (text);
}

/* The picture that a result is made of. */
static void
render (const SmpMatcher *matcher, const SmpParams *params, const SmpPlane *region, SmpPlane *light)
{
  SmpPlane density = *region, pigment = *region;
  gsize    n = (gsize) region->width * (gsize) region->height;

  density.data       = g_new0 (gfloat, n);
  pigment.data       = g_new0 (gfloat, 2 * n);
  pigment.components = 2;
  *light             = *region;
  light->data        = g_new0 (gfloat, 4 * n);
  light->components  = 4;
  smp_matcher_density (matcher, params, &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, light);
  g_free (density.data);
  g_free (pigment.data);
}

/* Draws and measures it. */
void
test_treated_prepare (TestTreated *treated, gint number, const gchar *pale)
{
  SmpParams *params = &treated->params;
  GError    *error  = NULL;
  gdouble    px_per_mm;

  test_draw_sample (number, pale, &treated->photo, &treated->clean, &treated->region, &px_per_mm);
  treated->s =
    smp_surroundings_measure (&treated->photo, &treated->region, px_per_mm, TEST_RING_MM, &error);
  g_assert_no_error (error);
  test_scar_params (params);
  params->scar     = SMP_YES;
  treated->matcher = smp_matcher_new (&treated->photo, &treated->region, treated->s, &error);
  g_assert_no_error (error);
}

void
test_treated_solve (TestTreated *treated)
{
  SmpParams *params = &treated->params;
  GError    *error  = NULL;

  smp_matcher_solve (treated->matcher, params, &treated->match);
  g_assert_true (smp_params_check (params, &error));
  render (treated->matcher, params, &treated->region, &treated->light);
  smp_match_verdict (&treated->clean, NULL, &treated->region, treated->s, &treated->natural);
  smp_match_verdict (&treated->photo, &treated->light, &treated->region, treated->s,
                     &treated->after);
}

void
test_treat (TestTreated *treated, gint number, const gchar *pale)
{
  test_treated_prepare (treated, number, pale);
  test_treated_solve (treated);
}

void
test_treated_clear (TestTreated *treated)
{
  smp_matcher_free (treated->matcher);
  g_free (treated->light.data);
  smp_surroundings_free (treated->s);
  test_photo_clear (&treated->photo);
  test_photo_clear (&treated->region);
  test_photo_clear (&treated->clean);
}

void
test_judged_init (void)
{
  GError *error = NULL;
  gdouble px_per_mm;
  gsize   n;

  if (test_judged.s)
    return;
  test_draw_sample (4, NULL, &test_judged.scarred, &test_judged.photo, &test_judged.region,
                    &px_per_mm);
  test_judged.s = smp_surroundings_measure (&test_judged.photo, &test_judged.region, px_per_mm,
                                            TEST_RING_MM, &error);
  g_assert_no_error (error);
  n                            = (gsize) test_judged.photo.width * (gsize) test_judged.photo.height;
  test_judged.light            = test_judged.photo;
  test_judged.light.components = 4;
  test_judged.light.data       = g_new (gfloat, 4 * n);
  for (gsize i = 0; i < 4 * n; i++)
    test_judged.light.data[i] = 1.0f;
}

void
test_judged_clear (void)
{
  g_clear_pointer (&test_judged.s, smp_surroundings_free);
  test_photo_clear (&test_judged.photo);
  test_photo_clear (&test_judged.scarred);
  test_photo_clear (&test_judged.region);
  g_clear_pointer (&test_judged.light.data, g_free);
}

/* The verdict where the region's skin, or what dots leave of its light, is painted. */
SmpVerdict
test_judge_painted (TestPaint skin, TestPaint dots)
{
  SmpPlane   photo = test_judged.photo, light = test_judged.light;
  gsize      n = (gsize) photo.width * (gsize) photo.height;
  SmpVerdict verdict;

  photo.data = g_memdup2 (photo.data, sizeof (gfloat) * n * (gsize) photo.components);
  light.data = g_memdup2 (light.data, sizeof (gfloat) * n * 4);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      for (gint c = 0; c < 3 && *smp_plane_at (&test_judged.region, x, y) > 0.5f; c++)
        {
          gfloat *of_skin = smp_plane_at (&photo, x, y) + c;
          gfloat *of_dots = smp_plane_at (&light, x, y) + c;

          *of_skin = skin ? skin (*of_skin, c, x, y) : *of_skin;
          *of_dots = dots ? dots (*of_dots, c, x, y) : *of_dots;
        }
  smp_match_verdict (&photo, &light, &test_judged.region, test_judged.s, &verdict);
  g_free (photo.data);
  g_free (light.data);
  return verdict;
}

gint
test_treated_run (gint argc, gchar **argv, void (*add_tests) (void))
{
  gint failed;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  if (argc > 1)
    {
      sample_program = argv[1];
      add_tests ();
    }
  failed = g_test_run ();
  test_judged_clear ();
  return failed;
}
