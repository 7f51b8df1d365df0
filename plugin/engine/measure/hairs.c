/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds hairs as dark strokes: a second derivative across the local direction of the hair, averaged
 * along it, is a matched filter that even light does not see.  Its highest peaks are taken, the
 * average stroke's own response is subtracted (CLEAN: Hogbom 1974), and the next ones sought in
 * what is left, so that strokes which touch are counted one by one.
 * All steps of the one search share its state. */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "base/stop.h"
#include "hairs.h"

#define NEAR_CELLS     5.0f
#define MAX_PASSES     4
#define FILTER_MM      0.045
#define FILTER_PX      0.65
#define ALONG_SAMPLES  4     /* on each side */
#define LEAST_STRENGTH 0.3   /* of the typical mark's */
#define LEAST_MASS     0.355 /* of the typical mark's */
#define LEAST_DARKNESS 0.05  /* of its strength */
#define QUIETEST       0.4   /* a place's typical mark, of all places' */
#define NEARLY         0.99  /* of what is fainter than the faintest anywhere */
#define ALONG_SHARE    0.2   /* of the length, sigma of the filter along */
#define CORE_ALONG     0.55  /* of the length: closer peaks are the same mark */
#define CORE_ACROSS    1.1   /* of the filtered stroke's sigma */

/* Strands are followed in such steps, turning so far at each, while they stay so dark. */
#define STRAND_STEP_MM  0.12
#define STRAND_TURN_DEG 8.0
#define STRAND_SHARE    0.4
#define STRAND_MOST_MM  4.0
#define STRANDS         400

/* How far a single hair may turn from its surroundings, and how long it may be. */
#define TURN_STEP_DEG 9.0
#define TURN_STEPS    4
#define LONGEST       1.6 /* of the average */
#define SHORTEST      0.5
#define END_STRENGTH  0.4 /* of its middle */

/* One search's state.  The finder keeps it for the next, which has the same photo: its derivatives
 * stay, and fresh memory costs more than what is computed in it. */
struct _SmpMarkSearch
{
  const SmpMarkFinder *finder;
  SmpField             hessian[3]; /* xx, xy, yy */
  SmpField             across;     /* the finder's scratch */
  SmpField             response;   /* the same */
  gfloat               along_taps[ALONG_SAMPLES + 1];
  gfloat               turns[2 * TURN_STEPS + 1][2]; /* cosine and sine */
  gdouble              filter_sigma;
  SmpField             near_usable; /* by cell: distance from usable ones */
  guint8              *taken;       /* 1: in the core of a mark; 2: changed in this pass */
};

typedef struct _SmpMarkSearch Search;

/* Both passes go by runs of one cell's samples in a row, which share an axis. */
typedef struct
{
  gint   x, end;
  gfloat axis[2];
  gfloat along_step;
} Run;

/* The filter's sigma along a hair of that length. */
static gfloat
along_sigma (gfloat length)
{
  return (gfloat) ALONG_SHARE * length;
}

static gboolean
next_run (const Search *search, gint row, Run *run)
{
  const SmpMarkFinder *finder = search->finder;
  gint                 cell = finder->cell, width = finder->depth.width;

  for (run->x = run->end; run->x < width; run->x = run->end)
    {
      run->end = MIN ((run->x / cell + 1) * cell, width);
      if (smp_field_row (&search->near_usable, row / cell)[run->x / cell] < NEAR_CELLS)
        {
          gfloat middle = 0.5f * (gfloat) (cell - 1);
          gfloat x = (gfloat) run->x + middle, y = (gfloat) (row / cell * cell) + middle;

          smp_marks_axis_at (finder, x, y, run->axis);
          run->along_step = 2.0f * along_sigma (smp_marks_length_at (finder, x, y)) / ALONG_SAMPLES;
          return TRUE;
        }
    }
  return FALSE;
}

static void
across_row (gint row, gpointer data)
{
  Search       *search = data;
  gsize         start  = (gsize) row * (gsize) search->across.width;
  const gfloat *xx = search->hessian[0].data + start, *xy = search->hessian[1].data + start;
  const gfloat *yy    = search->hessian[2].data + start;
  gfloat       *to    = search->across.data + start;
  gfloat        scale = -(gfloat) (search->filter_sigma * search->filter_sigma);
  Run           run   = { 0, 0, { 0.0f, 0.0f }, 0.0f };

  memset (to, 0, sizeof (gfloat) * (gsize) search->across.width);
  while (next_run (search, row, &run))
    {
      gfloat a = scale * run.axis[1] * run.axis[1];
      gfloat b = -2.0f * scale * run.axis[0] * run.axis[1];
      gfloat c = scale * run.axis[0] * run.axis[0];

      for (gint x = run.x; x < run.end; x++)
        to[x] = a * xx[x] + b * xy[x] + c * yy[x];
    }
}

/* Adds the run's samples at an offset, interpolated. */
static void
add_shifted (const SmpField *field,
             const Run      *run,
             gint            row,
             gfloat          dx,
             gfloat          dy,
             gfloat          weight,
             gfloat         *to)
{
  gint   i = (gint) floorf (dx), j = (gint) floorf (dy);
  gfloat u = dx - (gfloat) i, v = dy - (gfloat) j;

  if (row + j >= 0 && row + j + 1 < field->height && run->x + i >= 0 && run->end + i < field->width)
    {
      const gfloat *p = smp_field_row (field, row + j) + i, *q = p + field->width;
      gfloat        w[4] = { weight * (1.0f - u) * (1.0f - v), weight * u * (1.0f - v),
                             weight * (1.0f - u) * v, weight * u * v };

      for (gint x = run->x; x < run->end; x++)
        to[x] += w[0] * p[x] + w[1] * p[x + 1] + w[2] * q[x] + w[3] * q[x + 1];
      return;
    }
  for (gint x = run->x; x < run->end; x++)
    to[x] += weight * smp_field_at (field, (gfloat) x + dx, (gfloat) row + dy);
}

static void
along_row (gint row, gpointer data)
{
  Search *search = data;
  gfloat *to     = smp_field_row (&search->response, row);
  Run     run    = { 0, 0, { 0.0f, 0.0f }, 0.0f };

  memset (to, 0, sizeof (gfloat) * (gsize) search->response.width);
  while (next_run (search, row, &run))
    for (gint k = -ALONG_SAMPLES; k <= ALONG_SAMPLES; k++)
      add_shifted (&search->across, &run, row, run.axis[0] * run.along_step * (gfloat) k,
                   run.axis[1] * run.along_step * (gfloat) k, search->along_taps[ABS (k)], to);
}

static void
find_derivatives (Search *search, const SmpField *depth)
{
  gfloat taps[3][2 * SMP_FIELD_MAX_RADIUS + 1];
  gint   radius = smp_gaussian_taps (search->filter_sigma, 2, taps[2]);

  for (gint order = 0; order < 2; order++)
    {
      gfloat own[2 * SMP_FIELD_MAX_RADIUS + 1];
      gint   r = smp_gaussian_taps (search->filter_sigma, order, own);

      memset (taps[order], 0, sizeof taps[order]);
      memcpy (taps[order] + (radius - r), own, sizeof (gfloat) * (gsize) (2 * r + 1));
    }
  for (gint c = 0; c < 3; c++)
    smp_field_init_unset (&search->hessian[c], depth->width, depth->height);
  smp_field_filter (depth, taps[2], taps[0], radius, &search->hessian[0]);
  smp_field_filter (depth, taps[1], taps[1], radius, &search->hessian[1]);
  smp_field_filter (depth, taps[0], taps[2], radius, &search->hessian[2]);
}

static void
set_turns (Search *search)
{
  for (gint k = -TURN_STEPS; k <= TURN_STEPS; k++)
    {
      gfloat turn = (gfloat) (k * TURN_STEP_DEG * G_PI / 180.0);

      search->turns[k + TURN_STEPS][0] = cosf (turn);
      search->turns[k + TURN_STEPS][1] = sinf (turn);
    }
}

static void
set_along_taps (Search *search)
{
  gdouble sum = 1.0;

  search->along_taps[0] = 1.0f;
  for (gint k = 1; k <= ALONG_SAMPLES; k++)
    {
      gdouble u = 2.0 * k / ALONG_SAMPLES;

      search->along_taps[k] = (gfloat) exp (-0.5 * u * u);
      sum += 2.0 * (gdouble) search->along_taps[k];
    }
  for (gint k = 0; k <= ALONG_SAMPLES; k++)
    search->along_taps[k] /= (gfloat) sum;
}

/* One of the response's peaks: its height and its sample. */
typedef struct
{
  gfloat strength;
  gint   at;
} Peak;

/* The highest first. */
static gint
compare_peaks (gconstpointer a, gconstpointer b)
{
  const Peak *m = a, *n = b;

  if (m->strength != n->strength)
    return m->strength < n->strength ? 1 : -1;
  return (m->at > n->at) - (m->at < n->at);
}

typedef struct
{
  const Search *search;
  gfloat        limit;
  GArray      **rows; /* of Peak, or NULL */
} PeakWork;

static void
find_peaks_of_row (gint number, gpointer data)
{
  PeakWork            *work   = data;
  const SmpMarkFinder *finder = work->search->finder;
  const SmpField      *r      = &work->search->response;
  const gint           y = number + 1, w = r->width;
  const gfloat        *row    = smp_field_row (r, y);
  const gfloat        *usable = smp_field_row (&finder->usable, y / finder->cell);

  for (gint x = 1; x < w - 1; x++)
    {
      const gfloat *p = row + x;
      Peak          peak;

      if (usable[x / finder->cell] < 0.5f)
        {
          x = (x / finder->cell + 1) * finder->cell - 1;
          continue;
        }
      if (p[0] <= work->limit || p[0] < p[-1] || p[0] <= p[1] || p[0] < p[-w] || p[0] <= p[w] ||
          p[0] < p[-w - 1] || p[0] < p[-w + 1] || p[0] <= p[w - 1] || p[0] <= p[w + 1])
        continue;
      peak = (Peak) { p[0], y * w + x };
      if (!work->rows[number])
        work->rows[number] = g_array_new (FALSE, FALSE, sizeof (Peak));
      g_array_append_val (work->rows[number], peak);
    }
}

/* The peaks of the response above a limit where there is hair, highest first. */
static GArray *
find_peaks (const Search *search, gfloat limit)
{
  const gint n_rows = search->response.height - 2;
  GArray    *peaks  = g_array_new (FALSE, FALSE, sizeof (Peak));
  PeakWork   work   = { search, limit, g_new0 (GArray *, MAX (n_rows, 1)) };

  smp_rows_foreach (n_rows, find_peaks_of_row, &work);
  for (gint row = 0; row < n_rows; row++)
    if (work.rows[row])
      {
        g_array_append_vals (peaks, work.rows[row]->data, work.rows[row]->len);
        g_array_unref (work.rows[row]);
      }
  g_free (work.rows);
  g_array_sort (peaks, compare_peaks);
  return peaks;
}

static SmpFoundMark
mark_at_peak (const Search *search, const Peak *peak)
{
  return (SmpFoundMark) { .x        = (gfloat) (peak->at % search->response.width),
                          .y        = (gfloat) (peak->at / search->response.width),
                          .strength = peak->strength };
}

static void
set_axis (const Search *search, SmpFoundMark *mark)
{
  gfloat axis[2];

  smp_marks_axis_at (search->finder, mark->x, mark->y, axis);
  mark->axis_x = axis[0];
  mark->axis_y = axis[1];
}

/* The second derivative across an axis, at a place between samples. */
static gfloat
across_at (const Search *search, const gfloat axis[2], gfloat x, gfloat y)
{
  gfloat   scale = -(gfloat) (search->filter_sigma * search->filter_sigma);
  SmpPlace place = smp_field_place (&search->hessian[0], x, y);

  return scale * (smp_field_value (&search->hessian[0], &place) * axis[1] * axis[1] -
                  2.0f * smp_field_value (&search->hessian[1], &place) * axis[0] * axis[1] +
                  smp_field_value (&search->hessian[2], &place) * axis[0] * axis[0]);
}

/* Turns a mark's axis to the hair's own. */
static void
turn_mark (const Search *search, SmpFoundMark *mark)
{
  gfloat x_axis = mark->axis_x, y_axis = mark->axis_y, best = -G_MAXFLOAT, straight = 0.0f;
  gfloat step = smp_marks_length_at (search->finder, mark->x, mark->y) / 8.0f;

  for (gint k = -TURN_STEPS; k <= TURN_STEPS; k++)
    {
      gfloat cosine = search->turns[k + TURN_STEPS][0], sine = search->turns[k + TURN_STEPS][1];
      gfloat axis[2] = { x_axis * cosine - y_axis * sine, y_axis * cosine + x_axis * sine };
      gfloat sum     = 0.0f;

      for (gint i = -4; i <= 4; i++)
        sum += across_at (search, axis, mark->x + axis[0] * step * (gfloat) i,
                          mark->y + axis[1] * step * (gfloat) i);
      if (k == 0)
        straight = sum;
      if (sum > best)
        {
          best         = sum;
          mark->axis_x = axis[0];
          mark->axis_y = axis[1];
        }
    }
  mark->own_strength = mark->strength * CLAMP (best / MAX (straight, 1e-6f), 1.0f, 1.8f);
}

/* How far the mark goes on in one direction (1 or -1) along its axis. */
static gfloat
reach_of_mark (const Search *search, const SmpFoundMark *mark, gfloat average, gfloat direction)
{
  gfloat axis[2] = { mark->axis_x, mark->axis_y };
  gfloat limit   = (gfloat) END_STRENGTH * mark->strength;
  gfloat end = (gfloat) (0.5 * LONGEST) * average, reach = 0.5f;

  while (reach < end && smp_field_at (&search->response, mark->x + direction * reach * axis[0],
                                      mark->y + direction * reach * axis[1]) > limit)
    reach += 0.5f;
  return reach;
}

static void
fit_mark (const Search *search, SmpFoundMark *mark)
{
  gfloat average = smp_marks_length_at (search->finder, mark->x, mark->y), ahead, behind;

  turn_mark (search, mark);
  ahead  = reach_of_mark (search, mark, average, 1.0f);
  behind = reach_of_mark (search, mark, average, -1.0f);
  mark->x += 0.5f * (ahead - behind) * mark->axis_x;
  mark->y += 0.5f * (ahead - behind) * mark->axis_y;
  mark->x      = CLAMP (mark->x, 0.0f, (gfloat) (search->response.width - 1));
  mark->y      = CLAMP (mark->y, 0.0f, (gfloat) (search->response.height - 1));
  mark->length = CLAMP (ahead + behind, (gfloat) SHORTEST * average, (gfloat) LONGEST * average);
}

/* How much darker a mark is than the lighter place on one side (1 or -1) of it. */
static gfloat
darker_than_side (const Search *search, const SmpFoundMark *mark, gfloat side)
{
  gfloat t    = (gfloat) hypot (search->finder->shape.sigma_across, search->filter_sigma);
  gfloat best = -G_MAXFLOAT;

  for (gint far = 0; far < 3; far++)
    {
      gfloat aside = side * t * (1.4f + 0.6f * (gfloat) far), sum = 0.0f;

      for (gint k = -1; k <= 1; k++)
        {
          gfloat x = mark->x + 0.25f * mark->length * (gfloat) k * mark->axis_x;
          gfloat y = mark->y + 0.25f * mark->length * (gfloat) k * mark->axis_y;

          sum += smp_field_at (&search->finder->depth, x, y) -
                 smp_field_at (&search->finder->depth, x - aside * mark->axis_y,
                               y + aside * mark->axis_x);
        }
      best = MAX (best, sum / 3.0f);
    }
  return best;
}

/* Skin beside a glint is darker than the glint alone; a hair is darker than both its sides. */
static gboolean
is_dark (const Search *search, const SmpFoundMark *mark)
{
  gfloat least = (gfloat) LEAST_DARKNESS * mark->strength;

  return darker_than_side (search, mark, 1.0f) > least &&
         darker_than_side (search, mark, -1.0f) > least;
}

/* The response of a stroke, in profiles along (flat, with soft ends) and across. */
#define PROFILE_STEPS 4 /* a sample */

static void
fill_profiles (const Search *search,
               gdouble       length,
               gdouble       sigma,
               gfloat       *along,
               gfloat       *across,
               gint          n)
{
  gdouble s2 = search->finder->shape.sigma_across * search->finder->shape.sigma_across;
  gdouble f2 = search->filter_sigma * search->filter_sigma, t2 = s2 + f2;
  gdouble end  = sqrt (2.0 * (f2 + sigma * sigma + s2));
  gdouble half = 0.5 * length, middle = 2.0 * erf (half / end);

  for (gint i = 0; i < n; i++)
    {
      gdouble x = (gdouble) i / PROFILE_STEPS;

      along[i]  = (gfloat) ((erf ((x + half) / end) - erf ((x - half) / end)) / middle);
      across[i] = (gfloat) ((1.0 - x * x / t2) * exp (-0.5 * x * x / t2));
    }
}

/* Narrows a row's offsets from a mark to those where |x * across + along| may be at most reach. */
static void
narrow (gfloat across, gfloat along, gfloat reach, gfloat *first, gfloat *last)
{
  gfloat from = (-reach - along) / across, to = (reach - along) / across;

  if (fabsf (across) < 1e-3f)
    return;
  *first = MAX (*first, MIN (from, to) - 1.0f);
  *last  = MIN (*last, MAX (from, to) + 1.0f);
}

static void
take_mark (Search *search, const SmpFoundMark *mark)
{
  gfloat    t     = (gfloat) hypot (search->finder->shape.sigma_across, search->filter_sigma);
  gfloat    sigma = along_sigma (smp_marks_length_at (search->finder, mark->x, mark->y));
  gfloat    soft  = 2.0f * (sigma + (gfloat) search->filter_sigma);
  gfloat    reach = 0.5f * mark->length + soft, side = 3.5f * t;
  gint      n     = (gint) ceilf (MAX (reach, side));
  gint      steps = n * PROFILE_STEPS + 2;
  gfloat   *along = g_new (gfloat, 2 * steps), *across = along + steps;
  SmpField *r = &search->response;

  fill_profiles (search, (gdouble) mark->length, (gdouble) sigma, along, across, steps);
  for (gint y = MAX ((gint) mark->y - n, 0); y <= MIN ((gint) mark->y + n, r->height - 1); y++)
    {
      gfloat dy = (gfloat) y - mark->y, first = (gfloat) (-n - 1), last = (gfloat) (n + 1);
      gint   left = (gint) mark->x - n, right = (gint) mark->x + n;

      narrow (mark->axis_x, dy * mark->axis_y, reach, &first, &last);
      narrow (-mark->axis_y, dy * mark->axis_x, side, &first, &last);
      left  = MAX (MAX (left, (gint) floorf (mark->x + first)), 0);
      right = MIN (MIN (right, (gint) ceilf (mark->x + last)), r->width - 1);
      for (gint x = left; x <= right; x++)
        {
          gfloat dx = (gfloat) x - mark->x;
          gfloat a  = fabsf (dx * mark->axis_x + dy * mark->axis_y);
          gfloat b  = fabsf (dy * mark->axis_x - dx * mark->axis_y);
          gsize  at = (gsize) y * (gsize) r->width + (gsize) x;

          if (a > reach || b > side)
            continue;
          r->data[at] -= mark->strength * along[(gint) (a * PROFILE_STEPS + 0.5f)] *
                         across[(gint) (b * PROFILE_STEPS + 0.5f)];
          search->taken[at] |= 2;
          if (a < (gfloat) CORE_ALONG * mark->length && b < (gfloat) CORE_ACROSS * t)
            search->taken[at] |= 1;
        }
    }
  g_free (along);
}

/* Strengths in classes of 5 %, so that those of many places are added fast. */
#define N_CLASSES   240
#define CLASS_RATIO 1.05
#define FAINTEST    1e-5

typedef struct
{
  gfloat squares[N_CLASSES];
} Strengths;

static void
add_strength (Strengths *strengths, gdouble strength)
{
  gint class = (gint) (log (MAX (strength, FAINTEST) / FAINTEST) / log (CLASS_RATIO));

  strengths->squares[MIN (class, N_CLASSES - 1)] += (gfloat) (strength * strength);
}

/* The strength of the typical mark: half of all strength lies in stronger ones, which leaves the
 * many faint peaks of the skin's own texture out. */
static gdouble
typical_strength (const Strengths *strengths)
{
  gdouble sum = 0.0, part = 0.0;

  for (gint i = 0; i < N_CLASSES; i++)
    sum += (gdouble) strengths->squares[i];
  for (gint i = N_CLASSES - 1; i >= 0 && sum > 0.0; i--)
    {
      gdouble own = (gdouble) strengths->squares[i];

      part += own;
      if (part >= 0.5 * sum)
        return FAINTEST * pow (CLASS_RATIO, i + (part - 0.5 * sum) / own);
    }
  return 0.0;
}

/* Sets the typical strength, of all and near each tile.  Where there is hardly any hair, what is
 * strongest is the skin's texture, so that no place's may be less than a share of all. */
static void
find_typical (SmpMarkFinder *finder, const GArray *peaks)
{
  gint       columns = (gint) (finder->depth.width / finder->tile_px) + 1;
  gint       rows    = (gint) (finder->depth.height / finder->tile_px) + 1;
  Strengths *tiles = g_new0 (Strengths, columns * rows), *sum = g_new0 (Strengths, 1);

  for (guint i = 0; i < peaks->len; i++)
    {
      const Peak *peak   = &g_array_index (peaks, Peak, i);
      gint        column = (gint) (peak->at % finder->depth.width / finder->tile_px);
      gint        row    = (gint) (peak->at / finder->depth.width / finder->tile_px);

      add_strength (&tiles[row * columns + column], (gdouble) peak->strength);
      add_strength (sum, (gdouble) peak->strength);
    }
  finder->typical = typical_strength (sum);
  smp_field_clear (&finder->typical_near);
  smp_field_init (&finder->typical_near, columns, rows);
  for (gint row = 0; row < rows; row++)
    for (gint column = 0; column < columns; column++)
      {
        gdouble typical;

        memset (sum, 0, sizeof (Strengths));
        for (gint j = MAX (row - 1, 0); j <= MIN (row + 1, rows - 1); j++)
          for (gint i = MAX (column - 1, 0); i <= MIN (column + 1, columns - 1); i++)
            for (gint k = 0; k < N_CLASSES; k++)
              sum->squares[k] += tiles[j * columns + i].squares[k];
        typical = typical_strength (sum);
        smp_field_row (&finder->typical_near, row)[column] =
          (gfloat) (typical > 0.0 ? MAX (typical, QUIETEST * finder->typical) : finder->typical);
      }
  g_free (tiles);
  g_free (sum);
}

static gdouble
residue (const Search *search)
{
  const SmpField *r = &search->response;
  gsize           n = 0, size = (gsize) r->width * (gsize) r->height;
  gsize           stride = MAX (size / 40000, 1) | 1;
  gfloat         *values = g_new (gfloat, size / stride + 1);
  gdouble         result;

  for (gsize i = 0; i < size; i += stride)
    if (!(search->taken[i] & 1) &&
        smp_marks_usable_at (search->finder, (gfloat) (i % (gsize) r->width),
                             (gfloat) (i / (gsize) r->width)) >= 0.5f)
      values[n++] = fabsf (r->data[i]);
  result = 1.4826 * (gdouble) smp_quantile (values, n, 0.5);
  g_free (values);
  return result;
}

/* The darkness of a strand that goes through a place that way. */
static gfloat
strand_at (const Search *search, const gfloat axis[2], gfloat x, gfloat y)
{
  gfloat step = (gfloat) (STRAND_STEP_MM * search->finder->px_per_mm), sum = 0.0f;

  for (gint i = -1; i <= 1; i++)
    sum +=
      across_at (search, axis, x + (gfloat) i * step * axis[0], y + (gfloat) i * step * axis[1]);
  return sum / 3.0f;
}

/* Follows a strand from a mark one way (1 or -1), in samples. */
static gfloat
follow_strand (const Search *search, const SmpFoundMark *mark, gfloat way)
{
  gfloat step = (gfloat) (STRAND_STEP_MM * search->finder->px_per_mm), far = 0.0f;
  gfloat axis[2] = { way * mark->axis_x, way * mark->axis_y };
  gfloat x = mark->x, y = mark->y;
  gfloat least = (gfloat) STRAND_SHARE * strand_at (search, axis, x, y);

  while (far < (gfloat) (STRAND_MOST_MM * search->finder->px_per_mm))
    {
      gfloat best = -G_MAXFLOAT, to[2] = { axis[0], axis[1] };

      for (gint k = -2; k <= 2; k++)
        {
          gfloat turn      = (gfloat) (k * STRAND_TURN_DEG * G_PI / 180.0);
          gfloat turned[2] = { axis[0] * cosf (turn) - axis[1] * sinf (turn),
                               axis[1] * cosf (turn) + axis[0] * sinf (turn) };
          gfloat value     = strand_at (search, turned, x + step * turned[0], y + step * turned[1]);

          if (value > best)
            {
              best  = value;
              to[0] = turned[0];
              to[1] = turned[1];
            }
        }
      if (best < least)
        break;
      axis[0] = to[0];
      axis[1] = to[1];
      x += step * axis[0];
      y += step * axis[1];
      far += step;
    }
  return far;
}

/* How long the strands are that marks are parts of. */
static gdouble
strand_length (const Search *search)
{
  const GArray *marks   = search->finder->marks;
  guint         stride  = marks->len / STRANDS + 1;
  gfloat       *lengths = g_new (gfloat, marks->len / stride + 1);
  gsize         n       = 0;
  gdouble       length;

  for (guint i = 0; i < marks->len; i += stride)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      lengths[n++] = follow_strand (search, mark, 1.0f) + follow_strand (search, mark, -1.0f);
    }
  length = (gdouble) smp_quantile (lengths, n, 0.5);
  g_free (lengths);
  return length;
}

static void
collect (SmpMarkFinder *finder, Search *search)
{
  gsize size = (gsize) finder->depth.width * (gsize) finder->depth.height;

  g_array_set_size (finder->marks, 0);
  for (gint pass = 0; pass < MAX_PASSES && !smp_is_stopped (); pass++)
    {
      gfloat  limit = pass == 0 ? 0.0f : (gfloat) (LEAST_STRENGTH * QUIETEST * finder->typical);
      GArray *peaks = find_peaks (search, limit);
      gfloat  faintest;

      if (pass == 0 && !finder->keep_typical)
        find_typical (finder, peaks);
      faintest = (gfloat) (NEARLY * LEAST_STRENGTH * QUIETEST * finder->typical);
      for (guint i = 0; i < peaks->len && !smp_is_stopped (); i++)
        {
          const Peak  *peak = &g_array_index (peaks, Peak, i);
          SmpFoundMark mark = mark_at_peak (search, peak);
          gfloat       typical, average;

          if (peak->strength < faintest)
            break;
          typical = smp_marks_typical_at (finder, mark.x, mark.y);
          if (mark.strength < (gfloat) LEAST_STRENGTH * typical || (search->taken[peak->at] & 2))
            continue;
          average = smp_marks_length_at (finder, mark.x, mark.y);
          set_axis (search, &mark);
          fit_mark (search, &mark);
          if (!(search->taken[peak->at] & 1) &&
              mark.length * mark.own_strength > (gfloat) LEAST_MASS * typical * average &&
              is_dark (search, &mark))
            g_array_append_val (finder->marks, mark);
          take_mark (search, &mark);
        }
      g_array_unref (peaks);
      for (gsize i = 0; i < size; i++)
        search->taken[i] &= 1;
    }
  if (!finder->keep_typical)
    {
      finder->residue = residue (search);
      finder->strand  = strand_length (search);
    }
}

static gdouble
filter_sigma (const SmpMarkFinder *finder)
{
  return MAX (FILTER_MM * finder->px_per_mm, FILTER_PX);
}

gdouble
smp_marks_noise_response (const SmpMarkFinder *finder, gdouble noise)
{
  gdouble across = filter_sigma (finder), along;

  along = hypot (across, (gdouble) along_sigma ((gfloat) finder->shape.length));

  /* The integral of the filter's square: of a Gaussian along, of its second derivative across. */
  return noise * sqrt (3.0 / (16.0 * G_PI * across * along));
}

static Search *
search_new (const SmpMarkFinder *finder)
{
  gint    width = finder->depth.width, height = finder->depth.height;
  Search *search = g_new0 (Search, 1);

  search->finder       = finder;
  search->filter_sigma = filter_sigma (finder);
  find_derivatives (search, &finder->depth);
  set_along_taps (search);
  set_turns (search);
  search->across   = finder->scratch[0];
  search->response = finder->scratch[1];
  search->taken    = g_new (guint8, (gsize) width * (gsize) height);
  return search;
}

static void
search_free (Search *search)
{
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&search->hessian[c]);
  g_free (search->taken);
  g_free (search);
}

void
smp_marks_find (SmpMarkFinder *finder)
{
  gint    height = finder->depth.height;
  Search *search;

  if (!finder->search)
    finder->search = search_new (finder);
  search          = finder->search;
  finder->tile_px = SMP_TILE_MM * finder->px_per_mm;
  memset (search->taken, 0, (gsize) finder->depth.width * (gsize) height);
  smp_field_distance (&finder->usable, 1.0f, &search->near_usable);
  smp_rows_foreach (height, across_row, search);
  smp_rows_foreach (height, along_row, search);
  collect (finder, search);
  smp_field_clear (&search->near_usable);
}

void
smp_marks_forget (SmpMarkFinder *finder)
{
  g_clear_pointer (&finder->search, search_free);
}
