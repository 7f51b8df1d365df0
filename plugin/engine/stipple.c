/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dots to pigment map.
 *
 * Each pixel is sampled at a grid of points, dense enough for the smallest dot; overlapping dots
 * add their depth there, and the pixel keeps the first two moments of it.  All positions are
 * counted from the dot's own pixel, so that the block and the rectangle being drawn cannot be seen
 * in the rounding. */

#include <math.h>
#include <string.h>

#include "dots.h"
#include "exact-math.h"
#include "smp/stipple.h"

#define BLOCK_PX 128

/* Beyond 2^-10 of its depth a dot ends: u^4 = 10. */
#define FALL_OFF_LIMIT 10.0f
#define REACH_IN_RADII 1.7783f

typedef struct
{
  gfloat *depth; /* samples_per_px squared values a pixel, row by row of samples */
  gint64  x, y;  /* from the pattern's origin, pixels */
  gint    width, height;
  gint    samples_per_px;
  gfloat  elongation_root;
} Block;

static gint
samples_per_px (const SmpParams *params)
{
  gdouble smaller_radius_px = 0.5 * smp_params_healed_diameter_mm (params) * params->edge_size *
                              params->px_per_mm / sqrt (params->elongation);

  return (gint) CLAMP (ceil (3.0 / smaller_radius_px), 1.0, 8.0);
}

gint
smp_stipple_margin_px (const SmpParams *params)
{
  gdouble longest_radius_px = 0.5 * smp_params_healed_diameter_mm (params) * params->px_per_mm *
                              sqrt (params->elongation) *
                              (gdouble) smp_dots_largest_factor (params);

  return (gint) ceil (longest_radius_px * (gdouble) REACH_IN_RADII) + 2;
}

/* Adds one dot's depth along a row of samples: depth * 2^-(u^4), with u^2 a quadratic form. */
static SMP_VECTORISED void
add_row (gfloat       *samples,
         gint          first,
         gint          end,
         gfloat        sample_px,
         gfloat        start_px,
         const gfloat *form,
         gfloat        depth)
{
  for (gint i = first; i < end; i++)
    {
      gfloat dx = (gfloat) i * sample_px + start_px;
      gfloat u2 = (form[0] * dx + form[1]) * dx + form[2];
      gfloat u4 = u2 * u2;

      samples[i] += u4 < FALL_OFF_LIMIT ? depth * smp_exp2 (-u4) : 0.0f;
    }
}

static void
add_dot (const SmpDot *dot, gpointer data)
{
  Block *block  = data;
  gint   n      = block->samples_per_px;
  gint64 column = (gint64) floor (dot->x), row = (gint64) floor (dot->y);
  gfloat sample_px = 1.0f / (gfloat) n;
  gfloat start_x   = 0.5f * sample_px - (gfloat) (dot->x - (gdouble) column);
  gfloat start_y   = 0.5f * sample_px - (gfloat) (dot->y - (gdouble) row);
  gfloat a         = 1.0f / (dot->radius_px * block->elongation_root);
  gfloat b         = block->elongation_root / dot->radius_px;
  gfloat axx = dot->axis_x * dot->axis_x, ayy = dot->axis_y * dot->axis_y;
  gfloat xx       = a * a * axx + b * b * ayy;
  gfloat yy       = a * a * ayy + b * b * axx;
  gfloat xy       = 2.0f * (a * a - b * b) * dot->axis_x * dot->axis_y;
  gfloat reach    = REACH_IN_RADII * dot->radius_px * block->elongation_root;
  gint   whole    = (gint) reach + 2;
  gint   left     = (gint) MAX (-whole, block->x - column) * n;
  gint   right    = (gint) MIN (whole + 1, block->x + block->width - column) * n;
  gint   top      = (gint) MAX (-whole, block->y - row) * n;
  gint   end      = (gint) MIN (whole + 1, block->y + block->height - row) * n;
  gint64 offset_x = (column - block->x) * n, offset_y = (row - block->y) * n;

  for (gint j = top; j < end; j++)
    {
      gfloat  dy      = (gfloat) j * sample_px + start_y;
      gfloat  form[3] = { xx, xy * dy, yy * dy * dy };
      gfloat *samples = block->depth + (offset_y + j) * ((gint64) block->width * n) + offset_x;

      if (dy > -reach && dy < reach)
        add_row (samples, left, right, sample_px, start_x, form, dot->optical_depth);
    }
}

/* Depth samples to moments: a share a, covered to a depth d, has mean a d and mean square a d^2.
 * With n a constant the loops over a pixel's samples become vectors. */
static inline __attribute__ ((always_inline)) void
write_moments (const gfloat *samples, gint n, gint width, gfloat *pigment)
{
  const gfloat n_share = 1.0f / (gfloat) (n * n);

  for (gint i = 0; i < width; i++)
    {
      gfloat sum = 0.0f, squares = 0.0f;

      for (gint k = 0; k < n; k++)
        for (gint l = 0; l < n; l++)
          {
            gfloat depth = samples[(k * width + i) * n + l];

            sum += depth;
            squares += depth * depth;
          }
      sum *= n_share;
      squares *= n_share;
      pigment[2 * i]     = sum;
      pigment[2 * i + 1] = squares > 0.0f ? MIN (sum * sum / squares, 1.0f) : 0.0f;
    }
}

static SMP_VECTORISED void
write_row (const Block *block, gint row, gfloat *pigment)
{
  gint          n       = block->samples_per_px;
  const gfloat *samples = block->depth + (gsize) row * (gsize) (n * n) * (gsize) block->width;

  switch (n)
    {
    case 1:
      write_moments (samples, 1, block->width, pigment);
      break;
    case 2:
      write_moments (samples, 2, block->width, pigment);
      break;
    case 3:
      write_moments (samples, 3, block->width, pigment);
      break;
    default:
      write_moments (samples, n, block->width, pigment);
      break;
    }
}

void
smp_stipple_render (const SmpParams *params, const SmpPlane *density, SmpPlane *pigment)
{
  Block block;
  gint  margin = smp_stipple_margin_px (params);
  gint  n      = samples_per_px (params);

  g_return_if_fail (density->components == 1 && pigment->components == 2);

  block.depth           = g_new (gfloat, (gsize) (BLOCK_PX * BLOCK_PX) * (gsize) (n * n));
  block.samples_per_px  = n;
  block.elongation_root = sqrtf ((gfloat) params->elongation);

  for (gint top = 0; top < pigment->height; top += BLOCK_PX)
    for (gint left = 0; left < pigment->width; left += BLOCK_PX)
      {
        gint x = pigment->x + left, y = pigment->y + top;

        block.x      = (gint64) x - params->origin_x;
        block.y      = (gint64) y - params->origin_y;
        block.width  = MIN (BLOCK_PX, pigment->width - left);
        block.height = MIN (BLOCK_PX, pigment->height - top);
        memset (block.depth, 0,
                sizeof (gfloat) * (gsize) (block.width * block.height) * (gsize) (n * n));
        smp_dots_foreach (params, density, x - margin, y - margin, block.width + 2 * margin,
                          block.height + 2 * margin, add_dot, &block);
        for (gint row = 0; row < block.height; row++)
          write_row (&block, row, smp_plane_at (pigment, x, y + row));
      }
  g_free (block.depth);
}

gdouble
smp_stipple_coverage (const SmpParams *params, guint n_dots, gdouble area_cm2)
{
  gdouble dot_area_cm2 = G_PI / 4.0 * smp_params_healed_diameter_mm (params) *
                         smp_params_healed_diameter_mm (params) / 100.0;

  return area_cm2 > 0.0 ? n_dots * dot_area_cm2 / area_cm2 : 0.0;
}
