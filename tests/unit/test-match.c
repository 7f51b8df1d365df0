/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Conceals the scar of drawn scalps, and judges what is left of it.  The first argument is the path
 * of the program that draws them. */

#include <glib/gstdio.h>
#include <stdlib.h>

#include "smp/match.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "test-measure-photo.h"

#define N_VARIANTS 28
#define RING_MM    8.0
#define BLEND_MM   1.5

static const gchar *sample_program;

static void
draw_sample (gint number, SmpPlane *photo, SmpPlane *clean, SmpPlane *region, gdouble *px_per_mm)
{
  static const gchar *names[] = { "sample.jpg", "clean.png", "scar.png", "glare.png",
                                  "scale.txt",  "dots.csv",  "truth.txt" };
  gchar              *folder  = g_dir_make_tmp ("smp-match-XXXXXX", NULL);
  gchar              *text = g_strdup_printf ("%d", number), *scale = NULL;
  const gchar        *argv[] = { sample_program, "--variant", text, folder, NULL };
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
  smp_surroundings_deficit (s, region, params->density_per_cm2, BLEND_MM, &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, light);
  g_free (density.data);
  g_free (pigment.data);
}

static void
test_variant (gconstpointer data)
{
  SmpPlane         photo, clean, region, light;
  SmpSurroundings *s;
  SmpParams        params;
  SmpMatch         match;
  SmpVerdict       after, natural;
  GError          *error = NULL;
  gdouble          px_per_mm;

  draw_sample (GPOINTER_TO_INT (data), &photo, &clean, &region, &px_per_mm);
  s = smp_surroundings_measure (&photo, &region, px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  smp_params_init (&params);
  if (g_getenv ("VAR")) { params.size_variation = 0.05; params.strength_variation = 0.05; }
  if (g_getenv ("PIG")) params.pigment = atoi (g_getenv ("PIG"));
  if (g_getenv ("DEP")) params.depth_mm = atof (g_getenv ("DEP"));
  if (g_getenv ("LS")) params.light_spread = atof (g_getenv ("LS"));
  g_assert_true (smp_match_solve (&photo, &region, s, &params, &match, &error));
  g_assert_no_error (error);
  g_assert_true (smp_params_check (&params, &error));
  render (&params, s, &region, &light);
  smp_match_verdict (&photo, &light, &region, s, &after);
  smp_match_verdict (&clean, NULL, &region, s, &natural);
  g_test_message ("natural: dE76 %.1f dE00 %.1f mean %.1f->%.1f blur %.2f contrast %.2f bands %.2f", natural.delta_e_76, natural.delta_e_2000, natural.mean_delta_e_2000, after.mean_delta_e_2000, params.photo_blur_px, natural.contrast_ratio, natural.band_distance);
  g_test_message ("variant %2d: dE76 %.1f to %.1f, dE00 %.1f to %.1f, contrast %.2f to %.2f, bands "
                  "%.2f to %.2f; density %.0f dot %.2f dilution %.1f coverage %.2f%s",
                  GPOINTER_TO_INT (data), match.before.delta_e_76, after.delta_e_76,
                  match.before.delta_e_2000, after.delta_e_2000, match.before.contrast_ratio,
                  after.contrast_ratio, match.before.band_distance, after.band_distance,
                  params.density_per_cm2, params.dot_diameter_mm, params.dilution, match.coverage,
                  match.out_of_reach ? ", out of reach" : "");
  g_assert_cmpfloat (after.delta_e_2000, <, match.before.delta_e_2000);
  g_assert_cmpint (after.match_class, <=, match.before.match_class);
  g_assert_cmpint (match.coverage_warning, ==, match.coverage > 0.2);
  g_free (light.data);
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
      for (gint i = 0; i < N_VARIANTS; i += 1)
        {
          gchar *path = g_strdup_printf ("/match/variant/%d", i);

          g_test_add_data_func (path, GINT_TO_POINTER (i), test_variant);
          g_free (path);
        }
    }
  return g_test_run ();
}
