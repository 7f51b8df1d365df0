/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "exact-math.h"
#include "field.h"
#include "stop.h"

/* Each wider Gaussian counts so much: amplitudes fall faster than the fourth power of the distance.
 */
#define WIDER    0.15
#define N_WIDTHS 5

/* Less weight than this, from however far, is none. */
#define LEAST_FROM_FAR 1e-9f

#define MAX_THREADS    8
#define ROWS_AT_A_TIME 16

/* Works on rows from first on until before end. */
typedef void (*BandFunc) (gint first, gint end, gpointer data);

typedef struct
{
  gint     n_rows;
  gint     at_a_time;
  gint     next;
  BandFunc func;
  gpointer data;
} BandWork;

static gpointer
band_worker (gpointer data)
{
  BandWork *work = data;
  gint      row;

  while ((row = g_atomic_int_add (&work->next, work->at_a_time)) < work->n_rows)
    work->func (row, MIN (row + work->at_a_time, work->n_rows), work->data);
  return NULL;
}

/* Set in a thread that shall not start others. */
static GPrivate alone = G_PRIVATE_INIT (NULL);

void
smp_rows_stay_in_thread (void)
{
  g_private_set (&alone, GINT_TO_POINTER (TRUE));
}

gint
smp_threads_at_once (void)
{
  return g_private_get (&alone) ? 1 : MIN ((gint) g_get_num_processors (), MAX_THREADS);
}

typedef struct
{
  gint        part;
  SmpRowFunc  func;
  gpointer    data;
  const gint *stop;
} PartWork;

static gpointer
part_worker (gpointer data)
{
  PartWork *work = data;

  smp_stop_when (work->stop);
  work->func (work->part, work->data);
  return NULL;
}

void
smp_parts_foreach (gint n, SmpRowFunc func, gpointer data)
{
  PartWork work[MAX_THREADS];
  GThread *threads[MAX_THREADS];

  g_return_if_fail (n <= MAX_THREADS);
  for (gint i = 1; i < n; i++)
    {
      work[i]    = (PartWork) { i, func, data, smp_stop_watched () };
      threads[i] = g_thread_new ("smp-measure", part_worker, &work[i]);
    }
  if (n > 0)
    func (0, data);
  for (gint i = 1; i < n; i++)
    g_thread_join (threads[i]);
}

static void
bands_foreach (gint n_rows, gint at_a_time, BandFunc func, gpointer data)
{
  BandWork work = { n_rows, at_a_time, 0, func, data };
  GThread *threads[MAX_THREADS];
  gint     n_threads = MIN (smp_threads_at_once (), n_rows / at_a_time) - 1;

  for (gint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("smp-measure", band_worker, &work);
  band_worker (&work);
  for (gint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
}

typedef struct
{
  SmpRowFunc func;
  gpointer   data;
} RowWork;

static void
each_row (gint first, gint end, gpointer data)
{
  RowWork *work = data;

  for (gint row = first; row < end; row++)
    work->func (row, work->data);
}

void
smp_rows_foreach (gint n_rows, SmpRowFunc func, gpointer data)
{
  RowWork work = { func, data };

  bands_foreach (n_rows, ROWS_AT_A_TIME, each_row, &work);
}

void
smp_field_init (SmpField *field, gint width, gint height)
{
  field->width  = width;
  field->height = height;
  field->data   = g_new0 (gfloat, (gsize) width * (gsize) height);
}

void
smp_field_init_unset (SmpField *field, gint width, gint height)
{
  field->width  = width;
  field->height = height;
  field->data   = g_new (gfloat, (gsize) width * (gsize) height);
}

void
smp_field_clear (SmpField *field)
{
  g_clear_pointer (&field->data, g_free);
}

/* Tiles are filtered one at a time, in any thread: what lies between their two passes stays in the
 * cache, and takes no plane of fresh memory. */
#define TILE_WIDTH  256
#define TILE_HEIGHT 64

/* Floats of which a processor may sum several at once. */
typedef gfloat Eight __attribute__ ((vector_size (32)));

static inline __attribute__ ((always_inline)) void
add_eight (const gfloat *from, gfloat scale, Eight *sum)
{
  Eight eight;

  memcpy (&eight, from, sizeof eight);
  *sum += scale * eight;
}

#define SPAN 32

/* Sums of n rows times their taps.  Each sum is made in the order of the taps. */
static SMP_VECTORISED void
sum_rows (const gfloat *const *rows, const gfloat *taps, gint n_taps, gint n, gfloat *to)
{
  gint i = 0;

  for (; i + SPAN <= n; i += SPAN)
    {
      Eight a = { 0.0f }, b = a, c = a, d = a;

      for (gint k = 0; k < n_taps; k++)
        {
          add_eight (rows[k] + i, taps[k], &a);
          add_eight (rows[k] + i + 8, taps[k], &b);
          add_eight (rows[k] + i + 16, taps[k], &c);
          add_eight (rows[k] + i + 24, taps[k], &d);
        }
      memcpy (to + i, &a, sizeof a);
      memcpy (to + i + 8, &b, sizeof b);
      memcpy (to + i + 16, &c, sizeof c);
      memcpy (to + i + 24, &d, sizeof d);
    }
  for (; i < n; i++)
    {
      gfloat sum = 0.0f;

      for (gint k = 0; k < n_taps; k++)
        sum += taps[k] * rows[k][i];
      to[i] = sum;
    }
}

/* The samples of a row that begin before it and end beyond it, which repeat those at the edge. */
static void
read_wide (const SmpField *field, gint row, gint left, gint n, gfloat *to)
{
  const gfloat *from  = smp_field_row (field, row);
  const gint    first = CLAMP (-left, 0, n), end = CLAMP (field->width - left, 0, n);

  for (gint i = 0; i < first; i++)
    to[i] = from[0];
  if (end > first)
    memcpy (to + first, from + left + first, sizeof (gfloat) * (gsize) (end - first));
  for (gint i = MAX (end, first); i < n; i++)
    to[i] = from[field->width - 1];
}

void
smp_field_filter_tile (const SmpField     *field,
                       const gfloat       *row_taps,
                       const gfloat       *column_taps,
                       gint                radius,
                       const SmpFieldTile *tile,
                       gfloat             *to)
{
  const gint    n = tile->width, n_taps = 2 * radius + 1;
  const gint    above = MAX (tile->y - radius, 0);
  const gint    below = MIN (tile->y + tile->height + radius, field->height);
  gfloat       *half  = g_new (gfloat, (gsize) (below - above) * (gsize) n);
  gfloat       *line  = g_new (gfloat, n + 2 * radius);
  const gfloat *rows[2 * SMP_FIELD_MAX_RADIUS + 1];

  for (gint k = 0; k < n_taps; k++)
    rows[k] = line + k;
  for (gint row = above; row < below; row++)
    {
      read_wide (field, row, tile->x - radius, n + 2 * radius, line);
      sum_rows (rows, row_taps, n_taps, n, half + (gsize) (row - above) * (gsize) n);
    }
  for (gint row = tile->y; row < tile->y + tile->height; row++, to += n)
    {
      for (gint k = 0; k < n_taps; k++)
        rows[k] =
          half + (gsize) (CLAMP (row + k - radius, 0, field->height - 1) - above) * (gsize) n;
      sum_rows (rows, column_taps, n_taps, n, to);
    }
  g_free (half);
  g_free (line);
}

typedef struct
{
  const SmpField *field;
  SmpFieldFunc    func;
  gpointer        data;
  gint            columns;
} TileWork;

static void
each_tile (gint first, gint end, gpointer data)
{
  const TileWork *work = data;

  for (gint i = first; i < end; i++)
    {
      SmpFieldTile tile = { i % work->columns * TILE_WIDTH, i / work->columns * TILE_HEIGHT, 0, 0 };

      tile.width  = MIN (TILE_WIDTH, work->field->width - tile.x);
      tile.height = MIN (TILE_HEIGHT, work->field->height - tile.y);
      work->func (&tile, work->data);
    }
}

void
smp_field_tiles_foreach (const SmpField *field, SmpFieldFunc func, gpointer data)
{
  TileWork work = { field, func, data, (field->width + TILE_WIDTH - 1) / TILE_WIDTH };

  bands_foreach (work.columns * ((field->height + TILE_HEIGHT - 1) / TILE_HEIGHT), 1, each_tile,
                 &work);
}

typedef struct
{
  const SmpField *from;
  const gfloat   *row_taps, *column_taps;
  gint            radius;
  SmpField       *to;
} Filter;

static void
filter_tile (const SmpFieldTile *tile, gpointer data)
{
  const Filter *filter = data;
  const gsize   width  = (gsize) tile->width;
  gfloat       *result = g_new (gfloat, width * (gsize) tile->height);

  smp_field_filter_tile (filter->from, filter->row_taps, filter->column_taps, filter->radius, tile,
                         result);
  for (gint y = 0; y < tile->height; y++)
    memcpy (smp_field_row (filter->to, tile->y + y) + tile->x, result + (gsize) y * width,
            sizeof (gfloat) * width);
  g_free (result);
}

void
smp_field_filter (const SmpField *field,
                  const gfloat   *row_taps,
                  const gfloat   *column_taps,
                  gint            radius,
                  SmpField       *result)
{
  SmpField copy = *field;

  if (result->data == field->data)
    copy.data =
      g_memdup2 (field->data, sizeof (gfloat) * (gsize) field->width * (gsize) field->height);
  smp_field_tiles_foreach (field, filter_tile,
                           &(Filter) { &copy, row_taps, column_taps, radius, result });
  if (result->data == field->data)
    smp_field_clear (&copy);
}

gint
smp_gaussian_taps (gdouble sigma, gint order, gfloat *taps)
{
  gint    radius = CLAMP ((gint) ceil (3.0 * sigma + 0.3 * order), 1, SMP_FIELD_MAX_RADIUS);
  gdouble sum = 0.0, square = 0.0, moment = 0.0;
  gdouble weight[2 * SMP_FIELD_MAX_RADIUS + 1];

  for (gint i = -radius; i <= radius; i++)
    {
      weight[i + radius] = exp (-0.5 * i * i / MAX (sigma * sigma, 1e-6));
      sum += weight[i + radius];
      square += weight[i + radius] * i * i;
    }
  for (gint i = -radius; i <= radius; i++)
    {
      gdouble w = weight[i + radius] / sum;

      if (order == 1)
        w *= i * sum / square;
      else if (order == 2)
        w *= i * i - square / sum;
      taps[i + radius] = (gfloat) w;
      moment += 0.5 * w * i * i;
    }
  if (order == 2)
    for (gint i = 0; i <= 2 * radius; i++)
      taps[i] = (gfloat) ((gdouble) taps[i] / moment);
  return radius;
}

void
smp_field_blur (const SmpField *field, gdouble sigma, SmpField *result)
{
  gfloat taps[2 * SMP_FIELD_MAX_RADIUS + 1];
  gint   radius = smp_gaussian_taps (sigma, 0, taps);

  smp_field_filter (field, taps, taps, radius, result);
}

/* Replaces a field by the sum of Gaussians of it. */
static void
spread_far (SmpField *field, gdouble sigma)
{
  SmpField sum, wide;
  gdouble  share = 1.0;

  smp_field_init (&sum, field->width, field->height);
  smp_field_init (&wide, field->width, field->height);
  for (gint k = 0; k < N_WIDTHS; k++, sigma *= 2.0, share *= WIDER)
    {
      smp_field_blur (field, sigma, &wide);
      for (gint i = 0; i < field->width * field->height; i++)
        sum.data[i] += (gfloat) share * wide.data[i];
    }
  smp_field_clear (&wide);
  smp_field_clear (field);
  *field = sum;
}

static void
divide_sums (SmpField *sums, gint n, const SmpField *weight, gfloat least, const gfloat *unknown)
{
  for (gint k = 0; k < n; k++)
    for (gint i = 0; i < weight->width * weight->height; i++)
      sums[k].data[i] = weight->data[i] > least ? sums[k].data[i] / weight->data[i] : unknown[k];
}

void
smp_field_means_near (SmpField     *sums,
                      gint          n,
                      SmpField     *weight,
                      gdouble       sigma,
                      gfloat        least,
                      const gfloat *unknown)
{
  smp_field_blur (weight, sigma, weight);
  for (gint k = 0; k < n; k++)
    smp_field_blur (&sums[k], sigma, &sums[k]);
  divide_sums (sums, n, weight, least, unknown);
}

void
smp_field_means_from_far (SmpField     *sums,
                          gint          n,
                          SmpField     *weight,
                          gdouble       sigma,
                          const gfloat *unknown)
{
  spread_far (weight, sigma);
  for (gint k = 0; k < n; k++)
    spread_far (&sums[k], sigma);
  divide_sums (sums, n, weight, LEAST_FROM_FAR, unknown);
}

typedef struct
{
  const SmpField *from;
  gint            step;
  SmpField       *to;
} Reduction;

static void
reduce_row (gint row, gpointer data)
{
  const Reduction *work = data;
  gint             end  = MIN ((row + 1) * work->step, work->from->height);
  gfloat          *to   = smp_field_row (work->to, row);

  for (gint y = row * work->step; y < end; y++)
    {
      const gfloat *from = smp_field_row (work->from, y);

      for (gint i = 0; i < work->to->width; i++)
        {
          const gint right = MIN ((i + 1) * work->step, work->from->width);
          gfloat     sum   = to[i];

          for (gint x = i * work->step; x < right; x++)
            sum += from[x];
          to[i] = sum;
        }
    }
  for (gint i = 0; i < work->to->width; i++)
    to[i] /= (gfloat) ((end - row * work->step) *
                       (MIN ((i + 1) * work->step, work->from->width) - i * work->step));
}

SmpField
smp_field_reduce (const SmpField *field, gint step)
{
  SmpField  result;
  Reduction work = { field, step, &result };

  smp_field_init (&result, (field->width + step - 1) / step, (field->height + step - 1) / step);
  smp_rows_foreach (result.height, reduce_row, &work);
  return result;
}

/* Puts the value of that rank where it belongs, what is less before it and what is more behind it
 * (Hoare 1961); values are numbers. */
static void
select_value (gfloat *values, gsize n, gsize rank)
{
  gsize first = 0, last = n - 1;

  while (first < last)
    {
      const gfloat a = values[first], b = values[first + (last - first) / 2], c = values[last];
      const gfloat pivot = MAX (MIN (a, b), MIN (MAX (a, b), c));
      gsize        i = first, j = last;

      for (;;)
        {
          gfloat value;

          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i >= j)
            break;
          value       = values[i];
          values[i++] = values[j];
          values[j--] = value;
        }
      /* What is left of them both is the pivot's equal, and in its place. */
      if (i == j)
        {
          if (rank == j)
            return;
          i++;
          j--;
        }
      if (rank >= i)
        first = i;
      else
        last = j;
    }
}

gfloat
smp_quantile (gfloat *values, gsize n, gdouble q)
{
  gsize rank;

  if (n == 0)
    return 0.0f;
  rank = (gsize) (CLAMP (q, 0.0, 1.0) * (gdouble) (n - 1) + 0.5);
  select_value (values, n, rank);
  return values[rank];
}

/* Samples on each side of a field, so far away that nothing is nearer for them. */
#define BESIDE   2
#define FAR_AWAY 1e6f
#define BEYOND   1e9f

/* Steps of a chamfer: straight, aslant, and as a knight moves. */
typedef struct
{
  gfloat straight, aslant, knight;
} Chamfer;

/* Nears a row's samples by those of the next row and the one behind it. */
static SMP_VECTORISED void
near_by_rows (const gfloat *next, const gfloat *behind, const Chamfer *steps, gint n, gfloat *row)
{
  const gfloat straight = steps->straight, aslant = steps->aslant, knight = steps->knight;

  for (gint x = 0; x < n; x++)
    {
      const gfloat first  = MIN (next[x - 1], next[x + 1]) + aslant;
      const gfloat second = MIN (next[x - 2], next[x + 2]) + knight;
      const gfloat third  = MIN (behind[x - 1], behind[x + 1]) + knight;
      const gfloat least  = MIN (MIN (first, second), MIN (third, next[x] + straight));

      row[x] = MIN (row[x], least);
    }
}

void
smp_field_distance (const SmpField *field, gfloat scale, SmpField *distance)
{
  const Chamfer steps = { 5.0f * scale / 5.0f, 7.0f * scale / 5.0f, 11.0f * scale / 5.0f };
  const gint    width = field->width, height = field->height;
  const gsize   stride = (gsize) width + 2 * BESIDE;
  const gsize   n      = stride * ((gsize) height + 2 * BESIDE);
  gfloat       *wide = g_new (gfloat, n), *first = wide + BESIDE * stride + BESIDE;

  for (gsize i = 0; i < n; i++)
    wide[i] = BEYOND;
  for (gint y = 0; y < height; y++)
    {
      gfloat       *row  = first + (gsize) y * stride;
      const gfloat *from = smp_field_row (field, y);

      for (gint x = 0; x < width; x++)
        row[x] = from[x] > 0.5f ? 0.0f : FAR_AWAY;
      near_by_rows (row - stride, row - 2 * stride, &steps, width, row);
      for (gint x = 0; x < width; x++)
        row[x] = MIN (row[x], row[x - 1] + steps.straight);
    }
  smp_field_init_unset (distance, width, height);
  for (gint y = height - 1; y >= 0; y--)
    {
      gfloat *row = first + (gsize) y * stride;

      near_by_rows (row + stride, row + 2 * stride, &steps, width, row);
      for (gint x = width - 1; x >= 0; x--)
        row[x] = MIN (row[x], row[x + 1] + steps.straight);
      memcpy (smp_field_row (distance, y), row, sizeof (gfloat) * (gsize) width);
    }
  g_free (wide);
}
