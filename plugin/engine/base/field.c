/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "exact-math.h"
#include "field.h"

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

static void
bands_foreach (gint n_rows, gint at_a_time, BandFunc func, gpointer data)
{
  BandWork work = { n_rows, at_a_time, 0, func, data };
  GThread *threads[MAX_THREADS];
  gint     n_threads = MIN ((gint) g_get_num_processors (), MAX_THREADS);

  n_threads = g_private_get (&alone) ? 0 : MIN (n_threads, n_rows / at_a_time) - 1;
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

typedef struct
{
  const SmpField *from;
  const gfloat   *row_taps, *column_taps;
  gint            radius;
  SmpField       *half; /* filtered along rows */
  SmpField       *to;
} Filter;

static SMP_VECTORISED void
add_scaled (const gfloat *from, gint n, gfloat scale, gfloat *to)
{
  for (gint i = 0; i < n; i++)
    to[i] += scale * from[i];
}

static void
filter_along_rows (gint first, gint end, const Filter *filter, gfloat *to)
{
  gint    n    = filter->from->width;
  gint    r    = filter->radius;
  gfloat *line = g_new (gfloat, n + 2 * r);

  for (gint row = first; row < end; row++, to += n)
    {
      const gfloat *from = smp_field_row (filter->from, row);

      memcpy (line + r, from, sizeof (gfloat) * (gsize) n);
      for (gint i = 0; i < r; i++)
        {
          line[i]         = from[0];
          line[n + r + i] = from[n - 1];
        }
      memset (to, 0, sizeof (gfloat) * (gsize) n);
      for (gint k = 0; k <= 2 * r; k++)
        add_scaled (line + k, n, filter->row_taps[k], to);
    }
  g_free (line);
}

/* half begins with the row half_first. */
static void
filter_along_columns (gint          first,
                      gint          end,
                      const Filter *filter,
                      const gfloat *half,
                      gint          half_first)
{
  gint n = filter->from->width, r = filter->radius;

  for (gint row = first; row < end; row++)
    {
      gfloat *to = smp_field_row (filter->to, row);

      memset (to, 0, sizeof (gfloat) * (gsize) n);
      for (gint k = -r; k <= r; k++)
        {
          gint from = CLAMP (row + k, 0, filter->from->height - 1) - half_first;

          add_scaled (half + (gsize) from * (gsize) n, n, filter->column_taps[k + r], to);
        }
    }
}

static void
filter_rows (gint first, gint end, gpointer data)
{
  const Filter *filter = data;

  filter_along_rows (first, end, filter, smp_field_row (filter->half, first));
}

static void
filter_columns (gint first, gint end, gpointer data)
{
  const Filter *filter = data;

  filter_along_columns (first, end, filter, filter->half->data, 0);
}

/* A kernel of little reach is applied in bands of so many rows: what lies between its two passes
 * stays in the cache, and takes no plane of fresh memory. */
#define BAND_ROWS        64
#define MOST_BAND_RADIUS 16

static void
filter_band (gint first, gint end, gpointer data)
{
  const Filter *filter = data;
  gint          above  = MAX (first - filter->radius, 0);
  gint          below  = MIN (end + filter->radius, filter->from->height);
  gfloat       *half   = g_new (gfloat, (gsize) (below - above) * (gsize) filter->from->width);

  filter_along_rows (above, below, filter, half);
  filter_along_columns (first, end, filter, half, above);
  g_free (half);
}

void
smp_field_filter (const SmpField *field,
                  const gfloat   *row_taps,
                  const gfloat   *column_taps,
                  gint            radius,
                  SmpField       *result)
{
  SmpField half;
  Filter   filter = { field, row_taps, column_taps, radius, &half, result };

  if (result->data != field->data && radius <= MOST_BAND_RADIUS)
    {
      bands_foreach (field->height, BAND_ROWS, filter_band, &filter);
      return;
    }
  smp_field_init_unset (&half, field->width, field->height);
  bands_foreach (field->height, ROWS_AT_A_TIME, filter_rows, &filter);
  bands_foreach (field->height, ROWS_AT_A_TIME, filter_columns, &filter);
  smp_field_clear (&half);
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
    for (gint x = 0; x < work->from->width; x++)
      to[x / work->step] += smp_field_row (work->from, y)[x];
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

static gint
compare_floats (gconstpointer a, gconstpointer b)
{
  gfloat x = *(const gfloat *) a, y = *(const gfloat *) b;

  return (x > y) - (x < y);
}

gfloat
smp_quantile (gfloat *values, gsize n, gdouble q)
{
  if (n == 0)
    return 0.0f;
  qsort (values, n, sizeof (gfloat), compare_floats);
  return values[(gsize) (CLAMP (q, 0.0, 1.0) * (gdouble) (n - 1) + 0.5)];
}

void
smp_field_distance (const SmpField *field, gfloat scale, SmpField *distance)
{
  static const gint steps[][3] = { { -1, 0, 5 },   { 0, -1, 5 },   { -1, -1, 7 }, { 1, -1, 7 },
                                   { -2, -1, 11 }, { -1, -2, 11 }, { 1, -2, 11 }, { 2, -1, 11 } };
  gint              n          = field->width * field->height;

  smp_field_init (distance, field->width, field->height);
  for (gint i = 0; i < n; i++)
    distance->data[i] = field->data[i] > 0.5f ? 0.0f : 1e6f;
  for (gint sweep = 0; sweep < 2; sweep++)
    for (gint k = 0; k < n; k++)
      {
        gint    i = sweep ? n - 1 - k : k, x = i % field->width, y = i / field->width;
        gfloat *d = &distance->data[i];

        for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
          {
            gint u = x + (sweep ? -steps[s][0] : steps[s][0]);
            gint v = y + (sweep ? -steps[s][1] : steps[s][1]);

            if (u >= 0 && v >= 0 && u < field->width && v < field->height)
              *d = MIN (*d, smp_field_row (distance, v)[u] + (gfloat) steps[s][2] * scale / 5.0f);
          }
      }
}
