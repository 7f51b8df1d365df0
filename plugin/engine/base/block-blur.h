/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Gaussian blurs of one channel, computed on a grid of blocks. */

#pragma once

#include "smp/head.h"

/* The most taps that half a kernel has, its middle counted. */
#define SMP_SPREAD_MAX_TAPS 16

/* A Gaussian: blocks of 2^shift pixels, and the taps of its kernel in blocks, from the middle on.
 * variance is what it has in all, in blocks, of which blocks_variance comes from the blocks
 * themselves. */
typedef struct
{
  gint    shift;
  gint    radius;
  gfloat  taps[SMP_SPREAD_MAX_TAPS];
  gdouble variance;
  gdouble blocks_variance;
} SmpGaussian;

/* Sums or means over blocks: block (column, row) covers the pixels from column << shift on, counted
 * from the pattern's origin. */
typedef struct
{
  gint    shift;
  gint64  column, row;
  gint    width, height;
  gfloat *data;
} SmpGrid;

/* A Gaussian of any width, on blocks of at most 2^largest_shift pixels; those too wide for their
 * taps are cut off. */
void smp_gaussian_init (SmpGaussian *gaussian, gdouble sigma_px, gint largest_shift);

/* How far from a pixel the blur of it reaches, in pixels. */
gint smp_gaussian_margin_px (const SmpGaussian *gaussian);

/* A grid, to be filled, that suffices to interpolate at the pixels of the rectangle after blurring.
 */
void smp_grid_init_around (SmpGrid           *grid,
                           const SmpGaussian *gaussian,
                           gint64             x0,
                           gint64             y0,
                           gint64             x1,
                           gint64             y1);

/* Frees the blocks; the grid itself is the caller's. */
void smp_grid_clear (SmpGrid *grid);

/* The blocks' means from those of a finer grid, which covers them. */
void smp_grid_reduce (SmpGrid *grid, const SmpGrid *finer);

/* Blurs the blocks in place. */
void smp_grid_blur (SmpGrid *grid, const SmpGaussian *gaussian);

/* The same of a Gaussian on the skin of a head, which is narrower in the picture, and differently
 * in each direction, where the skin is tilted or farther away.  Beside the head and where it is
 * tilted too far for dots it is as at the nearest place that is not.  NULL for skin that is flat.
 * Another grid of the same blocks, or NULL, is blurred with it for little more. */
void smp_grid_blur_on_head (SmpGrid           *grid,
                            SmpGrid           *other,
                            const SmpGaussian *gaussian,
                            const SmpHead     *head,
                            gdouble            px_per_mm);

/* Whether all blocks that are interpolated between in the rectangle are 0. */
gboolean smp_grid_is_zero (const SmpGrid *grid, gint64 x0, gint64 y0, gint64 x1, gint64 y1);

/* The pixels x0 to x0 + width of the picture's rows, linearly interpolated between the blocks'
 * middles: along the grid's rows above and below once, then between the two for each row. */
typedef struct
{
  const SmpGrid *grid;
  gint64         x0;
  gint           width;
  gint64         row; /* of the grid: that above */
  gfloat        *above, *below;
} SmpGridRows;

/* memory holds 2 * width numbers. */
void
smp_grid_rows_init (SmpGridRows *rows, const SmpGrid *grid, gint64 x0, gint width, gfloat *memory);

/* Goes to row y of the picture; quickly, from row to row.  Returns the share of below in it, where
 * it is above + share * (below - above). */
gfloat smp_grid_rows_go (SmpGridRows *rows, gint64 y);

/* Goes there, and reads it. */
void smp_grid_rows_read (SmpGridRows *rows, gint64 y, gfloat *out);
