/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pigment map to faded pigment map.
 *
 * A map keeps, for each pixel, the first two moments of the depth within it.  The first spreads
 * like heat.  Of the second, for dots that do not touch and a Gaussian profile of variance s,
 * spread by v: depth^2 has the variance s / 2 before and (s + v) / 2 after, and the total falls by
 * s / (s + v); so it is blurred by v / 2 and multiplied by that, pixel by pixel, whether dots are
 * larger or smaller than pixels. */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "fade.h"

#define LARGEST_SHIFT 20

/* Of the blur, over the growth of the squared radius: (d ln sum depth^2 / d variance) of the
 * profile 2^-(u^4) is -2.6575 / r^2, and a dot of radius r has sum depth^2 in proportion to r^-2.
 */
#define VARIANCE_OVER_R2 0.3763

typedef struct
{
  gboolean    unchanged;
  SmpGaussian mean_spread;
  SmpGaussian square_spread;
  gfloat      gain;        /* of the mean depth */
  gfloat      square_gain; /* of the mean square, besides the gain's own square */
  gfloat      unevenness;  /* of the gain, for a noise of 1 */
} Fading;

/* What is left of sum depth^2 when the squared radius of dots grows: the mean over the sizes that
 * the size variation makes (three points stand for the normal distribution), each weighted by its
 * own sum. */
static gdouble
square_ratio (const SmpParams *params, gdouble growth_mm2)
{
  static const gdouble deviates[] = { -1.7320508, 0.0, 1.7320508 };
  static const gdouble chances[]  = { 1.0 / 6.0, 4.0 / 6.0, 1.0 / 6.0 };
  gdouble              before = 0.0, after = 0.0;
  gdouble              v = params->size_variation;

  for (gint i = 0; i < 3; i++)
    {
      gdouble factor = (gdouble) smp_exp ((gfloat) (2.0 * v * deviates[i] - 2.0 * v * v));
      gdouble r2     = 0.25 * smp_params_healed_diameter_mm (params) *
                   smp_params_healed_diameter_mm (params) * factor;
      gdouble along = r2 * params->elongation, across = r2 / params->elongation;

      before += chances[i] * r2;
      after += chances[i] * r2 * r2 / sqrt ((along + growth_mm2) * (across + growth_mm2));
    }
  return after / before;
}

static void
fading_init (Fading *fading, const SmpParams *params)
{
  gdouble r2 =
    0.25 * smp_params_healed_diameter_mm (params) * smp_params_healed_diameter_mm (params);
  gdouble      px2_per_mm2 = params->px_per_mm * params->px_per_mm;
  gdouble      widening    = smp_fade_fresh_widening (params);
  gdouble      growth_mm2, variance_px2;
  SmpFadeState state;

  smp_fade_state (params, &state);
  growth_mm2   = state.radius_mm * state.radius_mm - r2;
  variance_px2 = VARIANCE_OVER_R2 * MAX (growth_mm2, 0.0) * px2_per_mm2;

  fading->unchanged   = params->years <= 0.0 && params->fresh == SMP_NO;
  fading->gain        = (gfloat) (state.contrast * widening * widening);
  fading->square_gain = (gfloat) square_ratio (params, growth_mm2);
  fading->unevenness  = (gfloat) (params->uneven_loss * (1.0 - state.long_term));
  smp_gaussian_init (&fading->mean_spread, sqrt (variance_px2), LARGEST_SHIFT);
  smp_gaussian_init (&fading->square_spread, sqrt (0.5 * variance_px2), LARGEST_SHIFT);
}

gint
smp_fade_margin_px (const SmpParams *params)
{
  Fading fading;

  g_return_val_if_fail (params != NULL, 0);

  fading_init (&fading, params);
  if (fading.unchanged)
    return 0;

  return MAX (smp_gaussian_margin_px (&fading.mean_spread),
              smp_gaussian_margin_px (&fading.square_spread));
}

static SMP_VECTORISED void
mean_depth (const gfloat *pigment, gint n, gfloat *out)
{
  for (gint i = 0; i < n; i++)
    out[i] = pigment[2 * i];
}

static SMP_VECTORISED void
mean_square_depth (const gfloat *pigment, gint n, gfloat *out)
{
  for (gint i = 0; i < n; i++)
    out[i] = pigment[2 * i] * pigment[2 * i] / MAX (pigment[2 * i + 1], 1e-30f);
}

/* The quantity of pixels x0 to x1 of row y, 0 where the map has ended. */
static void
quantity_in_row (const SmpParams *params,
                 const SmpPlane  *map,
                 SmpFadeQuantity  quantity,
                 gint64           x0,
                 gint64           x1,
                 gint64           y,
                 gfloat          *out)
{
  gint64 map_x = (gint64) map->x - params->origin_x;
  gint64 map_y = (gint64) map->y - params->origin_y;
  gint64 from  = CLAMP (map_x, x0, x1);
  gint64 to    = CLAMP (map_x + map->width, from, x1);

  if (y < map_y || y >= map_y + map->height)
    to = from;
  memset (out, 0, sizeof (gfloat) * (gsize) (from - x0));
  memset (out + (to - x0), 0, sizeof (gfloat) * (gsize) (x1 - to));
  if (to > from)
    quantity (smp_plane_at (map, (gint) (from + params->origin_x), (gint) (y + params->origin_y)),
              (gint) (to - from), out + (from - x0));
}

SMP_VECTORISED void
smp_fade_fill_grid (SmpGrid         *grid,
                    const SmpParams *params,
                    const SmpPlane  *pigment,
                    SmpFadeQuantity  quantity)
{
  gint         block  = 1 << grid->shift;
  gint         width  = grid->width << grid->shift;
  gint64       x0     = grid->column * block;
  const gfloat share  = 1.0f / ((gfloat) block * (gfloat) block);
  gfloat      *pixels = g_new (gfloat, (gsize) width);
  gfloat      *column = g_new (gfloat, (gsize) width);

  for (gint row = 0; row < grid->height; row++)
    {
      gfloat *out = grid->data + (gsize) row * (gsize) grid->width;

      memset (column, 0, sizeof (gfloat) * (gsize) width);
      for (gint k = 0; k < block; k++)
        {
          quantity_in_row (params, pigment, quantity, x0, x0 + width, (grid->row + row) * block + k,
                           pixels);
          for (gint i = 0; i < width; i++)
            column[i] += pixels[i];
        }
      for (gint i = 0; i < grid->width; i++)
        {
          gfloat sum = 0.0f;

          for (gint k = 0; k < block; k++)
            sum += column[(i << grid->shift) + k];
          out[i] = sum * share;
        }
    }
  g_free (pixels);
  g_free (column);
}

static void
spread (SmpGrid           *grid,
        const SmpGaussian *gaussian,
        const SmpParams   *params,
        const SmpPlane    *pigment,
        const SmpPlane    *faded,
        SmpFadeQuantity    quantity)
{
  gint64 x = (gint64) faded->x - params->origin_x, y = (gint64) faded->y - params->origin_y;

  smp_grid_init_around (grid, gaussian, x, y, x + faded->width, y + faded->height);
  smp_fade_fill_grid (grid, params, pigment, quantity);
  smp_grid_blur_on_head (grid, NULL, gaussian, params->head, params->px_per_mm);
}

static SMP_VECTORISED void
write_row (const Fading *fading,
           const gfloat *mean,
           const gfloat *square,
           const gfloat *noise,
           gint          width,
           gfloat       *out)
{
  for (gint i = 0; i < width; i++)
    {
      gfloat depth    = MAX (mean[i], 0.0f);
      gfloat squared  = depth * depth;
      gfloat expected = MAX (fading->square_gain * square[i], squared);

      out[2 * i]     = depth * fading->gain * (1.0f - fading->unevenness * noise[i]);
      out[2 * i + 1] = squared > 0.0f ? squared / expected : 0.0f;
    }
}

static void
copy (const SmpPlane *pigment, SmpPlane *faded)
{
  gint64 from = CLAMP ((gint64) pigment->x, faded->x, (gint64) faded->x + faded->width);
  gint64 to = CLAMP ((gint64) pigment->x + pigment->width, from, (gint64) faded->x + faded->width);

  memset (faded->data, 0, sizeof (gfloat) * 2 * (gsize) faded->width * (gsize) faded->height);
  for (gint64 y = MAX (pigment->y, faded->y);
       to > from && y < (gint64) pigment->y + pigment->height &&
       y < (gint64) faded->y + faded->height;
       y++)
    memcpy (smp_plane_at (faded, (gint) from, (gint) y),
            smp_plane_at (pigment, (gint) from, (gint) y),
            sizeof (gfloat) * 2 * (gsize) (to - from));
}

void
smp_fade_render (const SmpParams *params, const SmpPlane *pigment, SmpPlane *faded)
{
  Fading      fading;
  SmpGrid     mean, square;
  SmpGridRows mean_rows, square_rows;
  gfloat     *memory, *depth, *squares, *noise;
  gint64      x, y;
  gint        width = faded->width;

  g_return_if_fail (pigment->components == 2 && faded->components == 2);

  fading_init (&fading, params);
  if (fading.unchanged)
    {
      copy (pigment, faded);
      return;
    }

  spread (&mean, &fading.mean_spread, params, pigment, faded, mean_depth);
  spread (&square, &fading.square_spread, params, pigment, faded, mean_square_depth);
  x      = (gint64) faded->x - params->origin_x;
  y      = (gint64) faded->y - params->origin_y;
  memory = g_new (gfloat, (gsize) width * 7);
  depth = memory, squares = memory + width, noise = memory + 2 * width;
  smp_grid_rows_init (&mean_rows, &mean, x, width, memory + 3 * width);
  smp_grid_rows_init (&square_rows, &square, x, width, memory + 5 * width);
  for (gint row = 0; row < faded->height; row++)
    {
      smp_grid_rows_read (&mean_rows, y + row, depth);
      smp_grid_rows_read (&square_rows, y + row, squares);
      smp_fade_noise_row (params, x, y + row, width, noise);
      write_row (&fading, depth, squares, noise, width,
                 smp_plane_at (faded, faded->x, faded->y + row));
    }
  g_free (memory);
  smp_grid_clear (&mean);
  smp_grid_clear (&square);
}
