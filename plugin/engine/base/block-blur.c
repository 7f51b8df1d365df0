/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "exact-math.h"
#include "block-blur.h"

/* A Gaussian must be so many blocks wide for the grid not to be seen. */
#define LEAST_SIGMA_IN_BLOCKS 0.85

/* Below this variance a Gaussian sampled at whole numbers is narrower than it should be. */
#define LEAST_SAMPLED_VARIANCE 0.35

static void
gaussian_sample (SmpGaussian *gaussian, gdouble variance)
{
  gdouble total = 1.0;

  gaussian->radius  = 0;
  gaussian->taps[0] = 1.0f;
  if (variance <= 0.0)
    return;

  if (variance < LEAST_SAMPLED_VARIANCE)
    {
      gaussian->radius  = 1;
      gaussian->taps[0] = (gfloat) (1.0 - variance);
      gaussian->taps[1] = (gfloat) (0.5 * variance);
      return;
    }

  for (gint i = 1; i < SMP_SPREAD_MAX_TAPS && i * i < 12.0 * variance; i++)
    {
      gaussian->taps[i] = smp_exp ((gfloat) (-0.5 * i * i / variance));
      gaussian->radius  = i;
      total += 2.0 * (gdouble) gaussian->taps[i];
    }
  for (gint i = 0; i <= gaussian->radius; i++)
    gaussian->taps[i] = (gfloat) ((gdouble) gaussian->taps[i] / total);
}

void
smp_gaussian_init (SmpGaussian *gaussian, gdouble sigma_px, gint largest_shift)
{
  gdouble block = 1.0, variance;

  gaussian->shift = 0;
  while (gaussian->shift < largest_shift && sigma_px >= 2.0 * block * LEAST_SIGMA_IN_BLOCKS)
    {
      block *= 2.0;
      gaussian->shift++;
    }

  /* Averaging over a block and interpolating between blocks are blurs themselves. */
  variance = sigma_px * sigma_px / (block * block);
  if (gaussian->shift > 0)
    variance -= (1.0 - 1.0 / (block * block)) / 12.0 + 1.0 / 6.0;

  gaussian_sample (gaussian, variance);
}

/* With the radius a constant all taps are summed at once. */
static inline __attribute__ ((always_inline)) void
blur_row (const gfloat *taps, gint radius, const gfloat *in, gint step, gint n, gfloat *out)
{
  for (gint i = 0; i < n; i++)
    {
      gfloat sum = taps[0] * in[i];

      for (gint k = 1; k <= radius; k++)
        sum += taps[k] * (in[i - k * step] + in[i + k * step]);
      out[i] = sum;
    }
}

SMP_VECTORISED void
smp_blur_row (const SmpGaussian *gaussian,
              const gfloat *restrict in,
              gint step,
              gint n,
              gfloat *restrict out)
{
  const gfloat *taps = gaussian->taps;

  switch (gaussian->radius)
    {
    case 0:
      blur_row (taps, 0, in, step, n, out);
      break;
    case 1:
      blur_row (taps, 1, in, step, n, out);
      break;
    case 2:
      blur_row (taps, 2, in, step, n, out);
      break;
    case 3:
      blur_row (taps, 3, in, step, n, out);
      break;
    default:
      for (gint i = 0; i < n; i++)
        out[i] = taps[0] * in[i];
      for (gint k = 1; k <= gaussian->radius; k++)
        for (gint i = 0; i < n; i++)
          out[i] += taps[k] * (in[i - k * step] + in[i + k * step]);
      break;
    }
}

gint
smp_gaussian_margin_px (const SmpGaussian *gaussian)
{
  /* From the first or last pixel to the far edge of the last block that smp_grid_init_around()
   * takes in, at worst. */
  return ((gaussian->radius + 2) << gaussian->shift) - (1 << gaussian->shift) / 2 - 1;
}

/* The block left of (or at) a pixel, as seen by interpolation between middles. */
static gint64
left_block (gint64 x, gint shift)
{
  return shift > 0 ? (x - ((gint64) 1 << (shift - 1))) >> shift : x;
}

void
smp_grid_init_around (SmpGrid           *grid,
                      const SmpGaussian *gaussian,
                      gint64             x0,
                      gint64             y0,
                      gint64             x1,
                      gint64             y1)
{
  grid->shift  = gaussian->shift;
  grid->column = left_block (x0, grid->shift) - gaussian->radius;
  grid->row    = left_block (y0, grid->shift) - gaussian->radius;
  grid->width  = (gint) (left_block (x1 - 1, grid->shift) + 2 + gaussian->radius - grid->column);
  grid->height = (gint) (left_block (y1 - 1, grid->shift) + 2 + gaussian->radius - grid->row);
  grid->data   = g_new (gfloat, (gsize) grid->width * (gsize) grid->height);
}

void
smp_grid_clear (SmpGrid *grid)
{
  g_clear_pointer (&grid->data, g_free);
}

SMP_VECTORISED void
smp_grid_reduce (SmpGrid *grid, const SmpGrid *finer)
{
  gint         steps = grid->shift - finer->shift;
  gint         n     = 1 << steps;
  const gfloat share = 1.0f / (gfloat) (n * n);
  gint64       dx    = grid->column * n - finer->column;
  gint64       dy    = grid->row * n - finer->row;

  if (steps == 0)
    {
      for (gint row = 0; row < grid->height; row++)
        memcpy (grid->data + (gsize) row * (gsize) grid->width,
                finer->data + (dy + row) * finer->width + dx,
                sizeof (gfloat) * (gsize) grid->width);
      return;
    }

  for (gint row = 0; row < grid->height; row++)
    for (gint column = 0; column < grid->width; column++)
      {
        const gfloat *block = finer->data + (dy + ((gint64) row << steps)) * finer->width + dx +
                              ((gint64) column << steps);
        gfloat sum = 0.0f;

        for (gint k = 0; k < n; k++)
          for (gint l = 0; l < n; l++)
            sum += block[(gsize) k * (gsize) finer->width + (gsize) l];
        grid->data[(gsize) row * (gsize) grid->width + (gsize) column] = sum * share;
      }
}

static SMP_VECTORISED void
blur_rows (const SmpGrid *grid, const SmpGaussian *gaussian, gfloat *out)
{
  gint radius = gaussian->radius;

  for (gint row = 0; row < grid->height; row++)
    {
      const gfloat *in  = grid->data + (gsize) row * (gsize) grid->width;
      gfloat       *sum = out + (gsize) row * (gsize) grid->width;

      for (gint i = 0; i < grid->width; i++)
        sum[i] = gaussian->taps[0] * in[i];
      for (gint k = 1; k <= radius; k++)
        for (gint i = radius; i < grid->width - radius; i++)
          sum[i] += gaussian->taps[k] * (in[i - k] + in[i + k]);
    }
}

static SMP_VECTORISED void
blur_columns (SmpGrid *grid, const SmpGaussian *gaussian, const gfloat *in)
{
  gsize width  = (gsize) grid->width;
  gint  radius = gaussian->radius;

  for (gint row = radius; row < grid->height - radius; row++)
    {
      gfloat       *sum    = grid->data + (gsize) row * width;
      const gfloat *middle = in + (gsize) row * width;

      for (gsize i = 0; i < width; i++)
        sum[i] = gaussian->taps[0] * middle[i];
      for (gint k = 1; k <= radius; k++)
        {
          const gfloat *above = middle - (gsize) k * width, *below = middle + (gsize) k * width;

          for (gsize i = 0; i < width; i++)
            sum[i] += gaussian->taps[k] * (above[i] + below[i]);
        }
    }
}

void
smp_grid_blur (SmpGrid *grid, const SmpGaussian *gaussian)
{
  gfloat *rows;

  if (gaussian->radius == 0)
    return;

  rows = g_new (gfloat, (gsize) grid->width * (gsize) grid->height);
  blur_rows (grid, gaussian, rows);
  blur_columns (grid, gaussian, rows);
  g_free (rows);
}

/* Interpolates n pixels from their phase in the first block on, the means being of the blocks'
 * middles. With the block's side a constant the loops become vectors. */
static inline __attribute__ ((always_inline)) void
interpolate (const gfloat *restrict means, gint block, gint phase, gint n, gfloat *restrict row)
{
  const gfloat share = 1.0f / (gfloat) block;
  gint         done = 0, first = 0, n_whole;

  if (phase > 0)
    {
      gfloat step = (means[1] - means[0]) * share;

      for (; done < MIN (block - phase, n); done++)
        row[done] = means[0] + step * ((gfloat) (phase + done) + 0.5f);
      first = 1;
    }
  n_whole = (n - done) / block;
  for (gint i = 0; i < n_whole; i++)
    for (gint k = 0; k < block; k++)
      {
        gfloat step = (means[first + i + 1] - means[first + i]) * share;

        row[done + i * block + k] = means[first + i] + step * ((gfloat) k + 0.5f);
      }
  first += n_whole;
  done += n_whole * block;
  for (gint k = 0; done + k < n; k++)
    row[done + k] = means[first] + (means[first + 1] - means[first]) * share * ((gfloat) k + 0.5f);
}

static SMP_VECTORISED void
read_along (const SmpGridRows *rows, gint64 row, gfloat *out)
{
  const SmpGrid *grid  = rows->grid;
  gint           block = 1 << grid->shift;
  gint64         left  = left_block (rows->x0, grid->shift);
  const gfloat  *means = grid->data + (row - grid->row) * grid->width + (left - grid->column);
  gint           phase = (gint) (rows->x0 - block / 2 - left * block);

  switch (block)
    {
    case 1:
      memcpy (out, means, sizeof (gfloat) * (gsize) rows->width);
      break;
    case 2:
      interpolate (means, 2, phase, rows->width, out);
      break;
    case 4:
      interpolate (means, 4, phase, rows->width, out);
      break;
    case 8:
      interpolate (means, 8, phase, rows->width, out);
      break;
    case 16:
      interpolate (means, 16, phase, rows->width, out);
      break;
    default:
      interpolate (means, block, phase, rows->width, out);
      break;
    }
}

void
smp_grid_rows_init (SmpGridRows *rows, const SmpGrid *grid, gint64 x0, gint width, gfloat *memory)
{
  rows->grid  = grid;
  rows->x0    = x0;
  rows->width = width;
  rows->row   = G_MININT64;
  rows->above = memory;
  rows->below = memory + width;
}

gfloat
smp_grid_rows_go (SmpGridRows *rows, gint64 y)
{
  gint   shift = rows->grid->shift;
  gint   block = 1 << shift;
  gint64 above = left_block (y, shift);

  if (above == rows->row + 1)
    {
      gfloat *free_row = rows->above;

      rows->above = rows->below;
      rows->below = free_row;
      read_along (rows, above + 1, rows->below);
    }
  else if (above != rows->row)
    {
      read_along (rows, above, rows->above);
      read_along (rows, above + 1, rows->below);
    }
  rows->row = above;
  return shift > 0 ? ((gfloat) (y - block / 2 - above * block) + 0.5f) / (gfloat) block : 0.0f;
}

SMP_VECTORISED void
smp_grid_rows_read (SmpGridRows *rows, gint64 y, gfloat *out)
{
  gfloat        share = smp_grid_rows_go (rows, y);
  const gfloat *above = rows->above, *below = rows->below;

  for (gint i = 0; i < rows->width; i++)
    out[i] = above[i] + share * (below[i] - above[i]);
}
