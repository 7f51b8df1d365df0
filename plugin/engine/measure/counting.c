/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many hairs there are for those that are found, how sure that is, and why some cannot be
 * counted. */

#include "base/same-math.h"
#include "hair-shape.h"
#include "measurement.h"
#include "skin-colour.h"

/* Limits of counting, found on drawn scalps with known hairs. */
#define WIDEST_COARSE_MM     0.20 /* sigma of edges, where units stand apart and count as one */
#define SOFT_PX              1.4  /* what hardly stands out is as wide in a soft photo */
#define HIDDEN_A_MM          1.2  /* share of the hairs that lie under others, by their width */
#define HIDDEN_A_MM3         50.0 /* and what more do where pictures are wide */
#define HIDDEN_MM            1.2  /* and more where hair is dense: of the hairs found a mm2 */
#define LEAST_SPACING        5.0  /* in sigmas across */
#define LEAST_SPACING_COARSE 7.0
#define LEAST_SNR            8.0
#define LEAST_SNR_SHARP      3.0
#define NOISE_SHARE          0.8  /* of pure noise it is 1.3 */
#define LEAST_NOISE          0.02 /* in the filtered photo, where a sharp hair has some 0.3 */

/* Strands as long as this lie across each other, and no dots look like them. */
#define LONG_MM 4.3

/* Strands that lie over each other are followed less far; where they cannot be told apart, and are
 * as black as hair, these are long. */
#define LONG_AND_MERGED_MM 3.0

/* Bare skin has such a contrast at the hairs' scale, hair twice as much and more. */
#define BARE_CONTRAST 0.09

/* A count of less confidence than this is of what only just stands out of the residue. */
#define LEAST_SURE 0.1

/* Confidence falls to 0 at the limits of counting; where only units are told apart it is near it.
 */
#define MOST_WIDTH 0.95

/* How many strokes there are for one that is found, where so many are found a cm2: the wider a
 * hair's picture, and the denser hair stands, the more of them lie under others. */
gdouble
smp_measurement_strokes_of_one (gdouble found_per_cm2, gpointer data)
{
  const SmpMeasurement *m = data;
  const gdouble width = MIN (m->finder.shape.sigma_across / m->finder.px_per_mm, WIDEST_COARSE_MM);

  return 1.0 +
         width * (HIDDEN_A_MM + HIDDEN_MM * 0.01 * found_per_cm2 + HIDDEN_A_MM3 * width * width);
}

gdouble
smp_measurement_density_of (const SmpMeasurement *m, gdouble found, gdouble area_cm2)
{
  const gdouble found_per_cm2 = found / MAX (area_cm2, 1e-6);

  return found_per_cm2 * smp_measurement_strokes_of_one (found_per_cm2, (gpointer) m);
}

/* Hairs that are found in the ring. */
gdouble
smp_measurement_found_in_ring (const SmpMeasurement *m)
{
  gdouble hairs = 0.0;

  for (guint i = 0; i < m->finder.marks->len; i++)
    hairs += (gdouble) g_array_index (m->finder.marks, SmpFoundMark, i).hairs;
  return hairs;
}

gdouble
smp_measurement_ring_density (const SmpMeasurement *m)
{
  return smp_measurement_density_of (m, smp_measurement_found_in_ring (m),
                                     m->result->ring_area_cm2);
}

/* Whether it is the photo's noise that the filter's residue is made of. */
static gboolean
is_noisy (const SmpMeasurement *m)
{
  gdouble response = smp_marks_noise_response (&m->finder, smp_skin_noise (&m->finder, &m->ring));

  return response > LEAST_NOISE && response > NOISE_SHARE * m->finder.residue;
}

/* The standard deviation of the optical density at the hairs' scale. */
gdouble
smp_measurement_contrast (const SmpMeasurement *m)
{
  gdouble squares = 0.0, area = 0.0;
  gint    width = m->ring.usable.width;

  for (gint i = 0; i < width * m->ring.usable.height; i++)
    if (m->ring.usable.data[i] > 0.5f)
      {
        gdouble cell = smp_ring_cell_area (&m->ring, i % width, i / width);

        squares += cell * (gdouble) m->finder.contrast.data[i];
        area += cell;
      }
  return sqrt (squares / MAX (area, 1e-9));
}

/* Hairs that seem to stand too close: the photo may be so soft that sharp ones would be apart, or
 * they may be the texture of bare skin. */
static SmpLimit
merged_limit (const SmpMeasurement *m, gdouble edge_px)
{
  if (edge_px > SMP_OUT_OF_FOCUS_PX)
    return SMP_LIMIT_BLUR;
  return smp_measurement_contrast (m) < BARE_CONTRAST ? SMP_LIMIT_NO_HAIR : SMP_LIMIT_MERGED;
}

/* Why hairs whose residue is so strong cannot be counted. */
static SmpLimit
unclear_limit (const SmpMeasurement *m, gdouble spacing, gdouble edge_px)
{
  const SmpMarkFinder *finder            = &m->finder;
  const gboolean       hardly_stands_out = finder->typical < LEAST_SNR_SHARP * finder->residue;

  if (finder->strand > LONG_AND_MERGED_MM * finder->px_per_mm &&
      smp_measurement_contrast (m) > 2.0 * BARE_CONTRAST)
    return SMP_LIMIT_LONG;
  if (is_noisy (m))
    return SMP_LIMIT_NOISE;
  if (finder->shape.sigma_across > SOFT_PX && hardly_stands_out)
    return SMP_LIMIT_BLUR;
  if (spacing < LEAST_SPACING_COARSE)
    return merged_limit (m, edge_px);
  /* A sharp photo of hair shows more than this, and one that is somewhat soft too. */
  if (edge_px <= SMP_OUT_OF_FOCUS_PX && smp_measurement_contrast (m) < 0.5 * BARE_CONTRAST)
    return SMP_LIMIT_NO_HAIR;
  return edge_px > SMP_OUT_OF_FOCUS_PX || hardly_stands_out ? SMP_LIMIT_BLUR : SMP_LIMIT_SCALE;
}

gdouble
smp_measurement_edge_px (const SmpMarkFinder *finder)
{
  return MIN (smp_marks_edge_sigma (finder), finder->shape.sigma_across);
}

/* How near the edges' width, and what is no hair, are to where nothing is counted, which is 1. */
static gdouble
width_to_limit (const SmpMarkFinder *finder)
{
  return smp_measurement_edge_px (finder) / finder->px_per_mm / SMP_WIDEST_EDGE_MM;
}

static gdouble
noise_to_limit (const SmpMarkFinder *finder)
{
  return LEAST_SNR * finder->residue / finder->typical;
}

gdouble
smp_measurement_confidence (const SmpMeasurement *m)
{
  const gdouble width = MIN (width_to_limit (&m->finder), MOST_WIDTH);
  const gdouble noise = noise_to_limit (&m->finder);
  const gdouble few   = 1.0 / sqrt (MAX (m->finder.marks->len, 1u) / 25.0);

  return (1.0 - width * width) * (1.0 - noise * noise) * (1.0 - 0.5 * few);
}

/* The lines and pores of bare skin are found too, but hardly, and stand out no more than such skin
 * does where the photo is sharp. */
static gboolean
is_skins_texture (const SmpMeasurement *m, gdouble edge_px)
{
  return edge_px <= SMP_OUT_OF_FOCUS_PX && smp_measurement_contrast (m) < BARE_CONTRAST &&
         smp_measurement_confidence (m) < LEAST_SURE;
}

/* Why hairs whose edges are wide for their distances are not told apart. */
static SmpLimit
wide_limit (gdouble edge)
{
  return edge > SMP_OUT_OF_FOCUS_PX ? SMP_LIMIT_BLUR : SMP_LIMIT_SCALE;
}

SmpLimit
smp_measurement_limit (const SmpMeasurement *m, gboolean found)
{
  const SmpMarkFinder *finder   = &m->finder;
  gdouble              width_mm = finder->shape.sigma_across / finder->px_per_mm;
  gdouble              edge     = smp_measurement_edge_px (finder);
  gdouble              edge_mm  = edge / finder->px_per_mm;
  gdouble              density  = smp_measurement_ring_density (m);
  gdouble              spacing  = 10.0 / sqrt (MAX (density, 1e-3)) / width_mm; /* in widths */

  if (m->result->ring_area_cm2 < SMP_LEAST_RING_CM2)
    return SMP_LIMIT_SKIN;
  if (finder->px_per_mm < SMP_LEAST_COUNTED_PX_PER_MM)
    return SMP_LIMIT_SCALE;
  if (!found)
    return SMP_LIMIT_NO_HAIR;
  /* A lens that is far out of focus draws hair and texture out into strands that hardly stand out.
   */
  if (finder->strand > LONG_MM * finder->px_per_mm)
    return smp_measurement_contrast (m) < BARE_CONTRAST ? SMP_LIMIT_BLUR : SMP_LIMIT_LONG;
  if (edge_mm > SMP_WIDEST_EDGE_MM &&
      (spacing < LEAST_SPACING_COARSE || edge_mm > WIDEST_COARSE_MM))
    return wide_limit (edge);
  if (finder->typical < LEAST_SNR * finder->residue)
    return unclear_limit (m, spacing, edge);
  if (spacing < LEAST_SPACING)
    return merged_limit (m, edge);
  if (is_skins_texture (m, edge))
    return SMP_LIMIT_NO_HAIR;
  if (smp_measurement_confidence (m) >= SMP_LEAST_CONFIDENCE)
    return SMP_LIMIT_NONE;
  return width_to_limit (finder) > noise_to_limit (finder) ? wide_limit (edge)
                                                           : unclear_limit (m, spacing, edge);
}
