/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Conceals the scar of drawn scalps, and judges what is left of it against the same scalp drawn
 * without a scar.  The first argument is the path of the program that draws them. */

#include <glib/gstdio.h>

#include "smp/match.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "test-measure-photo.h"

#define N_VARIANTS 28
#define RING_MM    8.0
#define PATCH_MM   7.0

/* On these, whose glare is 0.4 and more, shine lies on the scar, and what shines stays bright. */
static const gint glary_variants[] = { 13, 15, 16, 27 };

/* Beyond what a scalp without a scar has.  It is not less because dots shall be no larger, denser
 * or warmer than the hair around by much. */
#define MOST_DELTA_E 2.2

/* Untouched patches of one scalp commonly differ by that much in texture: 0.07 to 0.58, 0.2 on
 * average over the variants. */
#define MOST_BAND_DISTANCE 0.26

/* Sanitizers slow it down so much that every seventh must do. */
#ifdef __SANITIZE_ADDRESS__
#  define STEP 7
#else
#  define STEP 1
#endif

static const gchar *sample_program;

static void
draw_sample (gint         number,
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
render (const SmpParams *params, const SmpSurroundings *s, const SmpPlane *region, SmpPlane *light)
{
  SmpPlane density = *region, pigment = *region;
  gsize    n = (gsize) region->width * (gsize) region->height;

  density.data       = g_new0 (gfloat, n);
  pigment.data       = g_new0 (gfloat, 2 * n);
  pigment.components = 2;
  *light             = *region;
  light->data        = g_new0 (gfloat, 4 * n);
  light->components  = 4;
  smp_surroundings_deficit (s, region, params->density_per_cm2, params->margin_mm, &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, light);
  g_free (density.data);
  g_free (pigment.data);
}

/* The largest texture difference of a patch of untouched scalp, as wide as the scar and so long,
 * from the ring: chance alone. */
static gdouble
natural_band_distance (const SmpPlane *clean, const SmpPlane *region, const SmpSurroundings *s)
{
  gint     size    = (gint) (PATCH_MM * s->px_per_mm);
  gdouble  largest = 0.0;
  SmpPlane patch   = *region;

  patch.data = g_new (gfloat, (gsize) region->width * (gsize) region->height);
  for (gint top = 0; top < region->height; top += size)
    for (gint left = 0; left < region->width; left += size)
      {
        SmpVerdict verdict;
        gdouble    area_mm2 = 0.0;

        for (gint y = 0; y < region->height; y++)
          for (gint x = 0; x < region->width; x++)
            {
              gboolean within = x >= left && x < left + size && y >= top && y < top + size;
              gfloat   share  = within ? *smp_plane_at (region, x, y) : 0.0f;

              *smp_plane_at (&patch, x, y) = share;
              area_mm2 += (gdouble) share / (s->px_per_mm * s->px_per_mm);
            }
        if (area_mm2 < 0.25 * PATCH_MM * PATCH_MM)
          continue;
        smp_match_verdict (clean, NULL, &patch, s, &verdict);
        largest = MAX (largest, verdict.band_distance);
      }
  g_free (patch.data);
  return largest;
}

static gboolean
is_glary (gint number)
{
  for (guint i = 0; i < G_N_ELEMENTS (glary_variants); i++)
    if (glary_variants[i] == number)
      return TRUE;
  return FALSE;
}

static void
test_variant (gconstpointer data)
{
  gint             number = GPOINTER_TO_INT (data);
  SmpPlane         photo, clean, region, light;
  SmpSurroundings *s;
  SmpParams        params;
  SmpMatcher      *matcher;
  SmpMatch         match;
  SmpVerdict       after, natural;
  GError          *error = NULL;
  gdouble          px_per_mm, patches;

  draw_sample (number, NULL, &photo, &clean, &region, &px_per_mm);
  s = smp_surroundings_measure (&photo, &region, px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  smp_params_init (&params);
  params.scar        = SMP_YES;
  params.missed_dots = 0.15;
  params.retention   = 0.74;
  params.dot_spread  = 1.3;
  matcher            = smp_matcher_new (&photo, &region, s, &error);
  g_assert_no_error (error);
  smp_matcher_solve (matcher, &params, &match);
  smp_matcher_free (matcher);
  g_assert_true (smp_params_check (&params, &error));
  render (&params, s, &region, &light);
  smp_match_verdict (&photo, &light, &region, s, &after);
  smp_match_verdict (&clean, NULL, &region, s, &natural);
  patches = natural_band_distance (&clean, &region, s);
  g_test_message ("variant %2d: mean dE00 %.1f to %.1f (no scar: %.1f), discs %.1f to %.1f (%.1f), "
                  "contrast %.2f to %.2f (%.2f), marks %.2f (%.2f) pigment %d, bands %.2f to %.2f "
                  "(patches up to %.2f); density "
                  "%.0f dot %.2f dilution %.1f (%.0f, %.2f around) blur %.2f coverage %.2f%s",
                  number, match.before.mean_delta_e_2000, after.mean_delta_e_2000,
                  natural.mean_delta_e_2000, match.before.delta_e_2000, after.delta_e_2000,
                  natural.delta_e_2000, match.before.contrast_ratio, after.contrast_ratio,
                  natural.contrast_ratio, after.mark_distance, natural.mark_distance,
                  params.pigment, match.before.band_distance, after.band_distance, patches,
                  params.density_per_cm2, params.dot_diameter_mm * params.dot_spread,
                  params.dilution, s->density_per_cm2.value, s->dot_diameter_mm.value,
                  params.photo_blur_px, match.coverage, match.out_of_reach ? ", out of reach" : "");
  if (is_glary (number))
    {
      g_assert_cmpfloat (after.mean_delta_e_2000, <, 0.75 * match.before.mean_delta_e_2000);
      g_assert_cmpfloat (after.contrast_ratio, <, 1.5);
    }
  else
    {
      g_assert_cmpfloat (after.mean_delta_e_2000, <, MOST_DELTA_E + natural.mean_delta_e_2000);
      g_assert_cmpfloat (after.contrast_ratio, >, 0.9);
      g_assert_cmpfloat (after.contrast_ratio, <, 1.15);
      g_assert_cmpfloat (after.mark_distance, <, 0.12);
      g_assert_cmpfloat (after.band_distance, <, MAX (patches, MOST_BAND_DISTANCE));
      g_assert_cmpint (after.match_class, ==, SMP_MATCH_PERFECT);
    }
  g_assert_cmpint (match.coverage_warning, ==, match.coverage > 0.2);
  g_free (light.data);
  smp_surroundings_free (s);
  test_photo_clear (&photo);
  test_photo_clear (&region);
  test_photo_clear (&clean);
}

/* No needle makes a white scar as dark as the hair around without merging its dots: the verdict has
 * to say what is left. */
static void
test_a_white_scar_is_out_of_reach (void)
{
  SmpPlane         photo, clean, region;
  SmpSurroundings *s;
  SmpParams        params;
  SmpMatcher      *matcher;
  SmpMatch         match;
  GError          *error = NULL;
  gdouble          px_per_mm;

  draw_sample (3, "--scar-pale=1.5", &photo, &clean, &region, &px_per_mm);
  s = smp_surroundings_measure (&photo, &region, px_per_mm, RING_MM, &error);
  smp_params_init (&params);
  params.scar        = SMP_YES;
  params.missed_dots = 0.15;
  params.retention   = 0.74;
  params.dot_spread  = 1.3;
  matcher            = smp_matcher_new (&photo, &region, s, &error);
  g_assert_no_error (error);
  smp_matcher_solve (matcher, &params, &match);
  smp_matcher_free (matcher);
  g_test_message ("white: mean dE00 %.1f to %.1f, contrast %.2f", match.before.mean_delta_e_2000,
                  match.predicted.mean_delta_e_2000, match.predicted.contrast_ratio);
  g_assert_true (match.out_of_reach);
  g_assert_cmpfloat (match.predicted.mean_delta_e_2000, <, 0.7 * match.before.mean_delta_e_2000);
  smp_surroundings_free (s);
  test_photo_clear (&photo);
  test_photo_clear (&region);
  test_photo_clear (&clean);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  if (argc > 1)
    {
      sample_program = argv[1];
      g_test_add_func ("/match/white-scar", test_a_white_scar_is_out_of_reach);
      for (gint i = 0; i < N_VARIANTS; i += STEP)
        {
          gchar *path = g_strdup_printf ("/match/variant/%d", i);

          g_test_add_data_func (path, GINT_TO_POINTER (i), test_variant);
          g_free (path);
        }
    }
  return g_test_run ();
}
