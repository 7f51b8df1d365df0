/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The filter that hairs answer to: a second derivative across the local direction of the hair,
 * averaged along it with a Gaussian. */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "search.h"

#define NEAR_CELLS 5.0f
#define FILTER_MM  0.045
#define FILTER_PX  0.65

static gdouble
filter_sigma (const SmpMarkFinder *finder)
{
  return MAX (FILTER_MM * finder->px_per_mm, FILTER_PX);
}

/* The kernels of the three second derivatives: those along rows, and along columns. */
typedef struct
{
  SmpMarkSearch  *search;
  const SmpField *depth;
  gfloat          taps[3][2 * SMP_FIELD_MAX_RADIUS + 1];
  gint            radius;
} Derivatives;

static void
derive_tile (const SmpFieldTile *tile, gpointer data)
{
  static const gint  orders[3][2] = { { 2, 0 }, { 1, 1 }, { 0, 2 } };
  const Derivatives *derivatives  = data;
  gfloat            *filtered[3];
  gsize              n = (gsize) tile->width * (gsize) tile->height;

  for (gint c = 0; c < 3; c++)
    {
      filtered[c] = g_new (gfloat, n);
      smp_field_filter_tile (derivatives->depth, derivatives->taps[orders[c][0]],
                             derivatives->taps[orders[c][1]], derivatives->radius, tile,
                             filtered[c]);
    }
  for (gint y = 0; y < tile->height; y++)
    {
      const gsize from = (gsize) y * (gsize) tile->width;
      gfloat     *to   = derivatives->search->hessian +
                   SMP_N_HESSIAN *
                     ((gsize) (tile->y + y) * (gsize) derivatives->depth->width + (gsize) tile->x);

      for (gsize x = 0; x < (gsize) tile->width; x++)
        {
          to[SMP_N_HESSIAN * x]     = filtered[0][from + x];
          to[SMP_N_HESSIAN * x + 1] = filtered[1][from + x];
          to[SMP_N_HESSIAN * x + 2] = filtered[2][from + x];
          to[SMP_N_HESSIAN * x + 3] = 0.0f;
        }
    }
  for (gint c = 0; c < 3; c++)
    g_free (filtered[c]);
}

static void
find_derivatives (SmpMarkSearch *search, const SmpField *depth)
{
  Derivatives work = { .search = search, .depth = depth };

  work.radius = smp_gaussian_taps (search->filter_sigma, 2, work.taps[2]);
  for (gint order = 0; order < 2; order++)
    {
      gfloat own[2 * SMP_FIELD_MAX_RADIUS + 1];
      gint   r = smp_gaussian_taps (search->filter_sigma, order, own);

      memset (work.taps[order], 0, sizeof work.taps[order]);
      memcpy (work.taps[order] + (work.radius - r), own, sizeof (gfloat) * (gsize) (2 * r + 1));
    }
  search->hessian = g_new (gfloat, SMP_N_HESSIAN * (gsize) depth->width * (gsize) depth->height);
  smp_field_tiles_foreach (depth, derive_tile, &work);
}

static void
set_along_taps (SmpMarkSearch *search)
{
  gdouble sum = 1.0;

  search->along_taps[0] = 1.0f;
  for (gint k = 1; k <= SMP_ALONG_SAMPLES; k++)
    {
      gdouble u = 2.0 * k / SMP_ALONG_SAMPLES;

      search->along_taps[k] = (gfloat) exp (-0.5 * u * u);
      sum += 2.0 * (gdouble) search->along_taps[k];
    }
  for (gint k = 0; k <= SMP_ALONG_SAMPLES; k++)
    search->along_taps[k] /= (gfloat) sum;
}

void
smp_search_prepare_filter (SmpMarkSearch *search)
{
  search->filter_sigma = filter_sigma (search->finder);
  find_derivatives (search, &search->finder->depth);
  set_along_taps (search);
}

gfloat
smp_search_axis_at (const SmpMarkSearch *search, gfloat x, gfloat y, gfloat axis[2])
{
  const gfloat coherence = smp_marks_axis_at (search->finder, x, y, axis);
  const gfloat along     = axis[0];

  axis[0] = along * search->turn[0] - axis[1] * search->turn[1];
  axis[1] = axis[1] * search->turn[0] + along * search->turn[1];
  return coherence;
}

/* Sets how the hair of each cell of a row lies. */
static void
set_axes_of_row (gint row, gpointer data)
{
  SmpMarkSearch       *search = data;
  const SmpMarkFinder *finder = search->finder;
  const gfloat        *near   = smp_field_row (&search->near_usable, row);
  SmpCellAxis         *axes   = search->axes + (gsize) row * (gsize) search->near_usable.width;
  gfloat               middle = 0.5f * (gfloat) (finder->cell - 1);

  for (gint i = 0; i < search->near_usable.width; i++)
    {
      gfloat x = (gfloat) (i * finder->cell) + middle, y = (gfloat) (row * finder->cell) + middle;

      axes[i].is_near = near[i] < NEAR_CELLS &&
                        smp_search_axis_at (search, x, y, axes[i].axis) <= search->most_order;
      if (axes[i].is_near)
        axes[i].along_step =
          2.0f * smp_search_along_sigma (smp_marks_length_at (finder, x, y)) / SMP_ALONG_SAMPLES;
    }
}

/* The samples of a cell: they share an axis. */
typedef struct
{
  gint x, end;
  gint y, below;
} Square;

static Square
square_of_cell (const SmpMarkSearch *search, gint column, gint row)
{
  gint cell = search->finder->cell;

  return (Square) { column * cell, MIN ((column + 1) * cell, search->across.width), row * cell,
                    MIN ((row + 1) * cell, search->across.height) };
}

/* Sets a field's samples of a row of cells to 0, and returns how these lie. */
static const SmpCellAxis *
begin_row (const SmpMarkSearch *search, gint row, const SmpField *field)
{
  Square square = square_of_cell (search, 0, row);

  memset (smp_field_row (field, square.y), 0,
          sizeof (gfloat) * (gsize) field->width * (gsize) (square.below - square.y));
  return search->axes + (gsize) row * (gsize) search->near_usable.width;
}

static void
across_cells (gint row, gpointer data)
{
  SmpMarkSearch     *search = data;
  gfloat             scale  = -(gfloat) (search->filter_sigma * search->filter_sigma);
  const SmpCellAxis *axes   = begin_row (search, row, &search->across);

  for (gint i = 0; i < search->near_usable.width; i++)
    {
      const gfloat *axis   = axes[i].axis;
      const Square  square = square_of_cell (search, i, row);
      gfloat        a, b, c;

      if (!axes[i].is_near)
        continue;
      a = scale * axis[1] * axis[1];
      b = -2.0f * scale * axis[0] * axis[1];
      c = scale * axis[0] * axis[0];
      for (gint y = square.y; y < square.below; y++)
        {
          gfloat       *to = smp_field_row (&search->across, y);
          const gfloat *from =
            search->hessian + SMP_N_HESSIAN * ((gsize) y * (gsize) search->across.width);

          for (gint x = square.x; x < square.end; x++)
            to[x] = a * from[SMP_N_HESSIAN * x] + b * from[SMP_N_HESSIAN * x + 1] +
                    c * from[SMP_N_HESSIAN * x + 2];
        }
    }
}

/* Adds a square's samples at an offset, interpolated. */
static void
add_shifted (const SmpField *field,
             const Square   *square,
             gfloat          dx,
             gfloat          dy,
             gfloat          weight,
             const SmpField *to)
{
  gint     i = (gint) floorf (dx), j = (gint) floorf (dy);
  gfloat   u = dx - (gfloat) i, v = dy - (gfloat) j;
  gfloat   w[4]      = { weight * (1.0f - u) * (1.0f - v), weight * u * (1.0f - v),
                         weight * (1.0f - u) * v, weight * u * v };
  gboolean is_within = square->x + i >= 0 && square->end + i < field->width;

  for (gint y = square->y; y < square->below; y++)
    {
      gfloat *sum = smp_field_row (to, y);

      if (is_within && y + j >= 0 && y + j + 1 < field->height)
        {
          const gfloat *p = smp_field_row (field, y + j) + i, *q = p + field->width;

          for (gint x = square->x; x < square->end; x++)
            sum[x] += w[0] * p[x] + w[1] * p[x + 1] + w[2] * q[x] + w[3] * q[x + 1];
        }
      else
        for (gint x = square->x; x < square->end; x++)
          sum[x] += weight * smp_field_at (field, (gfloat) x + dx, (gfloat) y + dy);
    }
}

/* Samples of a row that are summed at once. */
#define ALONG_LANES 8

typedef gfloat Lanes __attribute__ ((vector_size (ALONG_LANES * sizeof (gfloat))));

/* Where a tap of the filter along the hair reads, from a sample, and the weights of the four. */
typedef struct
{
  gint   i, j;
  gfloat w[4];
} Tap;

static inline __attribute__ ((always_inline)) void
add_lanes (const gfloat *from, gfloat weight, Lanes *sum)
{
  Lanes lanes;

  memcpy (&lanes, from, sizeof lanes);
  *sum += weight * lanes;
}

/* Sets the taps of a cell; whether a square's rows can be read at once through all of them. */
static inline __attribute__ ((always_inline)) gboolean
set_taps (const SmpMarkSearch *search, const SmpCellAxis *axis, const Square *square, Tap *taps)
{
  const SmpField *field     = &search->across;
  gboolean        is_within = TRUE;

  for (gint k = -SMP_ALONG_SAMPLES; k <= SMP_ALONG_SAMPLES; k++)
    {
      const gfloat dx = axis->axis[0] * axis->along_step * (gfloat) k;
      const gfloat dy = axis->axis[1] * axis->along_step * (gfloat) k;
      const gint   i = (gint) floorf (dx), j = (gint) floorf (dy);
      const gfloat u = dx - (gfloat) i, v = dy - (gfloat) j, weight = search->along_taps[ABS (k)];

      taps[k + SMP_ALONG_SAMPLES] =
        (Tap) { i,
                j,
                { weight * (1.0f - u) * (1.0f - v), weight * u * (1.0f - v),
                  weight * (1.0f - u) * v, weight * u * v } };
      is_within = is_within && square->x + i >= 0 && square->end + i + ALONG_LANES < field->width &&
                  square->y + j >= 0 && square->below + j < field->height;
    }
  return is_within;
}

/* Sums a square's samples through all taps. */
static inline __attribute__ ((always_inline)) void
sum_taps (const SmpField *field, const Square *square, const Tap *taps, const SmpField *to)
{
  for (gint y = square->y; y < square->below; y++)
    for (gint x = square->x; x < square->end; x += ALONG_LANES)
      {
        Lanes sum = { 0.0f };

        for (gint k = 0; k <= 2 * SMP_ALONG_SAMPLES; k++)
          {
            const Tap    *tap  = &taps[k];
            const gfloat *p    = smp_field_row (field, y + tap->j) + x + tap->i;
            const gfloat *q    = p + field->width;
            Lanes         four = { 0.0f };

            add_lanes (p, tap->w[0], &four);
            add_lanes (p + 1, tap->w[1], &four);
            add_lanes (q, tap->w[2], &four);
            add_lanes (q + 1, tap->w[3], &four);
            sum += four;
          }
        memcpy (smp_field_row (to, y) + x, &sum,
                sizeof (gfloat) * (gsize) MIN (square->end - x, ALONG_LANES));
      }
}

static SMP_VECTORISED void
along_cells (gint row, gpointer data)
{
  SmpMarkSearch     *search = data;
  const SmpCellAxis *axes   = begin_row (search, row, &search->response);

  for (gint i = 0; i < search->near_usable.width; i++)
    {
      const Square square = square_of_cell (search, i, row);
      Tap          taps[2 * SMP_ALONG_SAMPLES + 1];

      if (!axes[i].is_near)
        continue;
      if (set_taps (search, &axes[i], &square, taps))
        sum_taps (&search->across, &square, taps, &search->response);
      else
        for (gint k = -SMP_ALONG_SAMPLES; k <= SMP_ALONG_SAMPLES; k++)
          add_shifted (&search->across, &square, axes[i].axis[0] * axes[i].along_step * (gfloat) k,
                       axes[i].axis[1] * axes[i].along_step * (gfloat) k,
                       search->along_taps[ABS (k)], &search->response);
    }
}

void
smp_search_filter (SmpMarkSearch *search, gdouble turn_deg, gdouble most_order)
{
  const gint rows = search->finder->usable.height;

  search->most_order = (gfloat) most_order;
  search->turn[0]    = (gfloat) cos (turn_deg * G_PI / 180.0);
  search->turn[1]    = (gfloat) sin (turn_deg * G_PI / 180.0);
  smp_rows_foreach (rows, set_axes_of_row, search);
  smp_rows_foreach (rows, across_cells, search);
  smp_rows_foreach (rows, along_cells, search);
}

gdouble
smp_marks_noise_response (const SmpMarkFinder *finder, gdouble noise)
{
  gdouble across = filter_sigma (finder), along;

  along = hypot (across, (gdouble) smp_search_along_sigma ((gfloat) finder->shape.length));

  /* The integral of the filter's square: of a Gaussian along, of its second derivative across. */
  return noise * sqrt (3.0 / (16.0 * G_PI * across * along));
}
