/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "drawing.h"
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
  g_autofree gchar *text        = g_strdup_printf ("%d", number);
  const gchar      *arguments[] = { "--variant", text, pale, NULL };
  gchar            *folder      = test_drawing_new (sample_program, arguments);
  g_autofree gchar *photo_path  = g_build_filename (folder, "sample.jpg", NULL);
  g_autofree gchar *clean_path  = g_build_filename (folder, "clean.png", NULL);
  g_autofree gchar *region_path = g_build_filename (folder, "scar.png", NULL);
  g_autofree gchar *scale_path  = g_build_filename (folder, "scale.txt", NULL);
  g_autofree gchar *scale       = NULL;

  test_photo_load (photo, photo_path, 3);
  test_photo_load (clean, clean_path, 3);
  test_photo_load (region, region_path, 1);
  g_file_get_contents (scale_path, &scale, NULL, NULL);
  *px_per_mm = g_ascii_strtod (scale, NULL);
  test_drawing_done (folder);
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
