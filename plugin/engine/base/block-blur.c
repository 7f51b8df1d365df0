/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "block-blur.h"
#include "exact-math.h"

/* A Gaussian must be so many blocks wide for the grid not to be seen. */
#define LEAST_SIGMA_IN_BLOCKS 0.85

/* Below this variance a Gaussian sampled at whole numbers is narrower than it should be. */
#define LEAST_SAMPLED_VARIANCE 0.35

/* On a head one kernel serves so many blocks in a row and column, whose skin is nearly the same;
 * and none is sampled that is narrower than this anywhere. */
#define BLOCKS_A_KERNEL 8
#define LEAST_NARROW    0.1

/* So many of their rows are summed side by side, as each sum waits for the one before. */
#define ROWS_AT_ONCE 4

#define KERNEL_SIDE (2 * SMP_SPREAD_MAX_TAPS - 1)

/* Behind it a kernel ends: what it lacks there is a twenty-fifth of its variance. */
#define MOST_EXPONENT 5.0f

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
  variance                  = sigma_px * sigma_px / (block * block);
  gaussian->variance        = variance;
  gaussian->blocks_variance = 0.0;
  if (gaussian->shift > 0)
    gaussian->blocks_variance = (1.0 - 1.0 / (block * block)) / 12.0 + 1.0 / 6.0;

  gaussian_sample (gaussian, variance - gaussian->blocks_variance);
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

/* What a place's skin makes of a Gaussian in the picture: its variances xx, xy and yy in blocks,
 * without what the blocks themselves do. */
static void
variances_on_skin (const SmpGaussian *gaussian, const SmpHeadPlace *place, gdouble v[3])
{
  const gdouble *m     = place->metric;
  const gdouble  scale = gaussian->variance / (m[0] * m[2] - m[1] * m[1]);
  const gdouble  mean = 0.5 * scale * (m[0] + m[2]), half = 0.5 * scale * (m[2] - m[0]);
  const gdouble  across = -scale * m[1], apart = sqrt (half * half + across * across);
  const gdouble  wide   = MAX (mean + apart - gaussian->blocks_variance, 0.0);
  const gdouble  narrow = MAX (mean - apart - gaussian->blocks_variance,
                              wide < LEAST_SAMPLED_VARIANCE ? 0.0 : LEAST_NARROW);
  const gdouble  turned = apart > 0.0 ? 0.5 * (wide - narrow) / apart : 0.0;

  v[0] = 0.5 * (wide + narrow) + turned * half;
  v[1] = turned * across;
  v[2] = 0.5 * (wide + narrow) - turned * half;
}

/* Of a kernel as narrow as a block. */
static gfloat
narrow_weight (const gdouble v[3], gint dx, gint dy)
{
  const gdouble most   = v[0] * v[2];
  const gdouble across = CLAMP (v[1], -most, most);

  return (gfloat) ((dx ? 0.5 * v[0] : 1.0 - v[0]) * (dy ? 0.5 * v[2] : 1.0 - v[2]) +
                   0.25 * across * dx * dy);
}

/* Half of a kernel, which is its own mirror image: the weight of its middle, and those of the
 * blocks behind it in the order of reading, of which each row has those from first on until before
 * end. */
typedef struct
{
  gint   n_rows;
  gint   first[SMP_SPREAD_MAX_TAPS];
  gint   end[SMP_SPREAD_MAX_TAPS];
  gfloat weights[(KERNEL_SIDE * KERNEL_SIDE + 1) / 2];
} Kernel;

/* What a Gaussian's weights are before they add up to 1, and their exponents, so many blocks below
 * its middle, from radius blocks left of it on. */
static inline __attribute__ ((always_inline)) void
fall_on_row (const gfloat form[3], gint radius, gint dy, gfloat *exponents, gfloat *weights)
{
  /* In whole vectors: what lies behind the row is not looked at. */
  for (gint first = 0; first <= 2 * radius; first += BLOCKS_A_KERNEL)
    {
      SMP_ONE_VECTOR
      for (gint i = first; i < first + BLOCKS_A_KERNEL; i++)
        {
          const gint dx = i - radius;

          exponents[i] = form[0] * (gfloat) (dx * dx) + form[1] * (gfloat) (dx * dy) +
                         form[2] * (gfloat) (dy * dy);
          weights[i] = smp_exp (-exponents[i]);
        }
    }
}

/* As narrow as a block: by the three variances of the next blocks alone. */
static inline __attribute__ ((always_inline)) void
sample_narrow (Kernel *kernel, const gdouble v[3])
{
  gfloat *weights = kernel->weights, total;

  kernel->n_rows = 2;
  *weights++     = narrow_weight (v, 0, 0);
  total          = kernel->weights[0];
  for (gint dy = 0; dy < 2; dy++)
    {
      kernel->first[dy] = dy ? -1 : 1;
      kernel->end[dy]   = 2;
      for (gint dx = kernel->first[dy]; dx < 2; dx++)
        {
          *weights = narrow_weight (v, dx, dy);
          total += 2.0f * *weights++;
        }
    }
  for (gfloat *weight = kernel->weights; weight < weights; weight++)
    *weight /= total;
}

static inline __attribute__ ((always_inline)) void
sample_wide (Kernel *kernel, gint radius, const gdouble v[3])
{
  const gdouble determinant = v[0] * v[2] - v[1] * v[1];
  const gfloat  form[3]     = { (gfloat) (0.5 * v[2] / determinant), (gfloat) (-v[1] / determinant),
                                (gfloat) (0.5 * v[0] / determinant) };
  gfloat        exponents[KERNEL_SIDE + BLOCKS_A_KERNEL], fall[KERNEL_SIDE + BLOCKS_A_KERNEL];
  gfloat       *weights = kernel->weights, total = 1.0f;

  kernel->n_rows = radius + 1;
  *weights++     = 1.0f;
  for (gint dy = 0; dy <= radius; dy++)
    {
      gint first = dy ? 0 : radius + 1, end = 2 * radius + 1;

      fall_on_row (form, radius, dy, exponents, fall);
      while (first < end && exponents[first] > MOST_EXPONENT)
        first++;
      while (end > first && exponents[end - 1] > MOST_EXPONENT)
        end--;
      kernel->first[dy] = first - radius;
      kernel->end[dy]   = end - radius;
      for (gint i = first; i < end; i++)
        {
          *weights++ = fall[i];
          total += 2.0f * fall[i];
        }
    }
  for (gfloat *weight = kernel->weights; weight < weights; weight++)
    *weight /= total;
}

static SMP_VECTORISED void
sample_on_skin (Kernel *kernel, const SmpGaussian *gaussian, const SmpHeadPlace *place)
{
  gdouble v[3];

  variances_on_skin (gaussian, place, v);
  if (MAX (v[0], v[2]) < LEAST_SAMPLED_VARIANCE)
    sample_narrow (kernel, v);
  else
    sample_wide (kernel, gaussian->radius, v);
}

/* Blurs n_rows times n blocks.  With both numbers constants their sums stay in vectors. */
static inline __attribute__ ((always_inline)) void
blur_with (const Kernel *kernel, gint stride, gint n, gint n_rows, const gfloat *in, gfloat *out)
{
  const gfloat *weights = kernel->weights;
  gfloat        sums[ROWS_AT_ONCE][BLOCKS_A_KERNEL];

  SMP_UNROLLED
  for (gint row = 0; row < n_rows; row++)
    {
      SMP_ONE_VECTOR
      for (gint i = 0; i < n; i++)
        sums[row][i] = *weights * in[row * stride + i];
    }
  weights++;
  for (gint dy = 0; dy < kernel->n_rows; dy++)
    for (gint dx = kernel->first[dy]; dx < kernel->end[dy]; dx++, weights++)
      {
        const gfloat *before = in - dy * stride - dx, *behind = in + dy * stride + dx;

        SMP_UNROLLED
        for (gint row = 0; row < n_rows; row++)
          {
            SMP_ONE_VECTOR
            for (gint i = 0; i < n; i++)
              sums[row][i] += *weights * (before[row * stride + i] + behind[row * stride + i]);
          }
      }
  for (gint row = 0; row < n_rows; row++)
    for (gint i = 0; i < n; i++)
      out[row * stride + i] = sums[row][i];
}

static SMP_VECTORISED void
blur_rows_with (const Kernel *kernel,
                gint          stride,
                gint          n,
                gint          n_rows,
                const gfloat *in,
                gfloat       *out)
{
  gint row = 0;

  if (n == BLOCKS_A_KERNEL)
    for (; row + ROWS_AT_ONCE <= n_rows; row += ROWS_AT_ONCE)
      blur_with (kernel, stride, BLOCKS_A_KERNEL, ROWS_AT_ONCE, in + row * stride,
                 out + row * stride);
  for (; row < n_rows; row++)
    blur_with (kernel, stride, n, 1, in + row * stride, out + row * stride);
}

/* The first block of those that share a kernel with it, wherever the grid begins. */
static gint64
first_sharing (gint64 block)
{
  return block - ((block % BLOCKS_A_KERNEL) + BLOCKS_A_KERNEL) % BLOCKS_A_KERNEL;
}

/* The blocks of one kernel, as far as the grid can be blurred there. */
static void
blur_sharing (SmpGrid *const        grids[2],
              const SmpGaussian    *gaussian,
              const SmpHeadSurface *surface,
              gdouble               px_per_mm,
              const gint64          first[2],
              gfloat *const         in[2])
{
  const SmpGrid *grid   = grids[0];
  const gint     radius = gaussian->radius;
  const gdouble  to_mm  = (gdouble) ((gint64) 1 << grid->shift) / px_per_mm;
  const gint     left   = (gint) MAX (first[0] - grid->column, radius);
  const gint     top    = (gint) MAX (first[1] - grid->row, radius);
  const gint     right =
    (gint) MIN (first[0] + BLOCKS_A_KERNEL - grid->column, (gint64) grid->width - radius);
  const gint bottom =
    (gint) MIN (first[1] + BLOCKS_A_KERNEL - grid->row, (gint64) grid->height - radius);
  Kernel       kernel;
  SmpHeadPlace place;

  if (right <= left || bottom <= top)
    return;
  smp_head_nearest_place (surface, ((gdouble) first[0] + 0.5 * BLOCKS_A_KERNEL) * to_mm,
                          ((gdouble) first[1] + 0.5 * BLOCKS_A_KERNEL) * to_mm, &place);
  sample_on_skin (&kernel, gaussian, &place);
  for (gint i = 0; i < 2 && grids[i]; i++)
    blur_rows_with (&kernel, grid->width, right - left, bottom - top,
                    in[i] + (gsize) top * (gsize) grid->width + (gsize) left,
                    grids[i]->data + (gsize) top * (gsize) grid->width + (gsize) left);
}

void
smp_grid_blur_on_head (SmpGrid           *grid,
                       SmpGrid           *other,
                       const SmpGaussian *gaussian,
                       const SmpHead     *head,
                       gdouble            px_per_mm)
{
  SmpGrid *const grids[2] = { grid, other };
  gfloat        *in[2]    = { NULL, NULL };

  if (!head || gaussian->radius == 0)
    {
      smp_grid_blur (grid, gaussian);
      if (other)
        smp_grid_blur (other, gaussian);
      return;
    }

  for (gint i = 0; i < 2 && grids[i]; i++)
    in[i] =
      g_memdup2 (grids[i]->data, sizeof (gfloat) * (gsize) grid->width * (gsize) grid->height);
  for (gint64 row = first_sharing (grid->row); row < grid->row + grid->height;
       row += BLOCKS_A_KERNEL)
    for (gint64 column = first_sharing (grid->column); column < grid->column + grid->width;
         column += BLOCKS_A_KERNEL)
      blur_sharing (grids, gaussian, smp_head_kept_surface (head), px_per_mm,
                    (gint64[]) { column, row }, in);
  g_free (in[0]);
  g_free (in[1]);
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

SMP_VECTORISED gboolean
smp_grid_is_zero (const SmpGrid *grid, gint64 x0, gint64 y0, gint64 x1, gint64 y1)
{
  const gint64 left = left_block (x0, grid->shift), top = left_block (y0, grid->shift);
  const gint64 right  = left_block (x1 - 1, grid->shift) + 1;
  const gint64 bottom = left_block (y1 - 1, grid->shift) + 1;

  for (gint64 row = top; row <= bottom; row++)
    {
      const gfloat *blocks = grid->data + (row - grid->row) * grid->width + (left - grid->column);
      gint          n      = 0;

      for (gint64 i = 0; i <= right - left; i++)
        n += blocks[i] != 0.0f;
      if (n > 0)
        return FALSE;
    }
  return TRUE;
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
