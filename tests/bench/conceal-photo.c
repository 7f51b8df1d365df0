/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* conceal-photo PHOTO REGION PX_PER_MM [RESULT.ppm]: conceals a region of any photo as the engine
 * alone does it, prints the verdict and how long each step took, and writes what comes of it. */

#include <math.h>

#include "matched-light.h"
#include "photo.h"
#include "smp/glare.h"
#include "smp/match.h"
#include "smp/self-check.h"

#define RING_MM 8.0
#define CELL_MM 0.4

static gdouble
seconds_since (gint64 *start)
{
  gint64  now     = g_get_monotonic_time ();
  gdouble seconds = (gdouble) (now - *start) / 1e6;

  *start = now;
  return seconds;
}

static void
print_verdict (const gchar *name, const SmpVerdict *v)
{
  g_print ("%-9s places %.2f, worst tenth %.2f, beyond %.1f: %.2f (ring %.2f, %.2f, %.2f), L* %.1f "
           "to %.1f (%.1f to %.1f), broad %.2f, mean %.1f %.1f %.1f, contrast %.2f, texture %.2f "
           "(%.2f), marks "
           "%.2f: %s. %s\n",
           name, v->place_delta_e, v->worst_delta_e, v->acceptable_delta_e, v->share_beyond,
           v->ring_delta_e, v->ring_worst_delta_e, v->ring_share_beyond, v->darkest, v->lightest,
           v->ring_darkest, v->ring_lightest, v->broad_delta_e, v->mean_lab[0], v->mean_lab[1],
           v->mean_lab[2], v->contrast_ratio, v->band_distance, v->patch_band_distance,
           v->mark_distance, smp_visibility_word (v->visibility), smp_reach_sentence (v->reach));
}

static void
print_values (const SmpParams *params, const SmpSurroundings *surroundings, const SmpMatch *match)
{
  g_print ("density %.0f (hair %.0f) healed dot %.2f (%.2f) elongation %.1f (%.1f) dilution %.1f "
           "irregularity %.2f blur %.2f pigment %d coverage %.3f\n",
           params->density_per_cm2, surroundings->density_per_cm2.value,
           params->dot_diameter_mm * params->dot_spread, surroundings->dot_diameter_mm.value,
           params->elongation, surroundings->elongation.value, params->dilution,
           params->irregularity, params->photo_blur_px, params->pigment, match->coverage);
}

/* The share of shine, in cells, as the plug-in's mask has it. */
static SmpPlane
glare_cells (const SmpPlane *photo, const SmpPlane *region, gint step)
{
  SmpPlane cells  = { NULL, 0, 0, photo->width / step, photo->height / step, 3 };
  SmpPlane inside = cells, share = cells;
  gsize    n = (gsize) cells.width * (gsize) cells.height;

  inside.components = share.components = 1;
  cells.data                           = g_new0 (gfloat, 3 * n);
  inside.data                          = g_new0 (gfloat, n);
  share.data                           = g_new0 (gfloat, n);
  for (gint y = 0; y < cells.height * step; y++)
    for (gint x = 0; x < cells.width * step; x++)
      {
        for (gint c = 0; c < 3; c++)
          smp_plane_at (&cells, x / step, y / step)[c] +=
            smp_plane_at (photo, x, y)[c] / (gfloat) (step * step);
        *smp_plane_at (&inside, x / step, y / step) +=
          *smp_plane_at (region, x, y) / (gfloat) (step * step);
      }
  smp_glare_estimate (&cells, &inside, &share);
  g_free (cells.data);
  g_free (inside.data);
  return share;
}

static void
write_result (const SmpPlane *photo,
              const SmpPlane *light,
              const SmpPlane *region,
              gdouble         px_per_mm,
              const gchar    *path)
{
  gint     step  = MAX (1, (gint) lround (CELL_MM * px_per_mm));
  SmpPlane cells = glare_cells (photo, region, step), result = *photo;

  result.data = g_new (gfloat, 3 * (gsize) photo->width * (gsize) photo->height);
  for (gint y = 0; y < photo->height; y++)
    for (gint x = 0; x < photo->width; x++)
      {
        const gfloat *share = smp_plane_at (light, x, y);
        gfloat        glare =
          *smp_plane_at (&cells, MIN (x / step, cells.width - 1), MIN (y / step, cells.height - 1));

        for (gint c = 0; c < 3; c++)
          smp_plane_at (&result, x, y)[c] =
            smp_plane_at (photo, x, y)[c] * (glare + (1.0f - glare) * share[c]);
      }
  test_photo_write (&result, path);
  g_free (result.data);
  g_free (cells.data);
}

gint
main (gint argc, gchar **argv)
{
  SmpPlane     photo, region, light;
  SmpParams    params;
  SmpMatch     match;
  SmpVerdict   after;
  SmpSelfCheck check;
  GError      *error = NULL;
  gint64       start;
  gdouble      px_per_mm, measured, prepared, solved;

  g_autoptr (SmpSurroundings) surroundings = NULL;
  g_autoptr (SmpMatcher) matcher           = NULL;
  g_autofree gchar *sentence               = NULL;

  if (argc < 4)
    {
      g_printerr ("conceal-photo PHOTO REGION PX_PER_MM [RESULT.ppm]\n");
      return 2;
    }
  test_photo_load (&photo, argv[1], 3);
  test_photo_load (&region, argv[2], 1);
  px_per_mm    = g_ascii_strtod (argv[3], NULL);
  start        = g_get_monotonic_time ();
  surroundings = smp_surroundings_measure (&photo, &region, px_per_mm, RING_MM, &error);
  measured     = seconds_since (&start);
  if (surroundings)
    matcher = smp_matcher_new (&photo, &region, surroundings, &error);
  prepared = seconds_since (&start);
  if (!matcher)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  test_scar_params (&params);
  smp_matcher_solve (matcher, &params, &match);
  solved = seconds_since (&start);
  light  = bench_matched_light (matcher, &params, &photo);
  smp_match_verdict (&photo, &light, &region, surroundings, &after);
  g_print ("measured in %.2f s, prepared in %.2f s, solved in %.2f s\n", measured, prepared,
           solved);
  print_verdict ("before", &match.before);
  print_verdict ("expected", &match.predicted);
  print_verdict ("drawn", &after);
  print_values (&params, surroundings, &match);
  seconds_since (&start);
  if (smp_self_check (&photo, &region, surroundings, &params, NULL, &check, &error))
    sentence = smp_self_check_sentence (&check);
  else
    sentence = g_strdup (error->message);
  g_print ("%s (%.2f s)\n", sentence, seconds_since (&start));
  if (argc > 4)
    write_result (&photo, &light, &region, px_per_mm, argv[4]);
  g_free (light.data);
  test_photo_clear (&photo);
  test_photo_clear (&region);
  return 0;
}
