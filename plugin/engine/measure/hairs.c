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
#include "strips.h"

#define NEAR_CELLS     5.0f
#define MAX_PASSES     3
#define STRAY_DEG      60.0 /* axes on each side of the hair's, where it lies in many ways */
#define STRAY_ORDER    0.75 /* coherence, where it does */
#define STRAY_STRENGTH 0.4  /* at least, of all places' typical mark: skin is in no order either */
#define FILTER_MM      0.045
#define FILTER_PX      0.65
#define ALONG_SAMPLES  4    /* on each side */
#define LEAST_STRENGTH 0.25 /* of the typical mark's */
#define LEAST_MASS     0.25 /* of the typical mark's */
#define LEAST_DARKNESS 0.05 /* of its strength */
#define QUIETEST       0.4  /* a place's typical mark, of all places' */
#define ALONG_SHARE    0.2  /* of the length, sigma of the filter along */
#define CORE_ALONG     0.55 /* of the length: closer peaks are the same mark */
#define CORE_ACROSS    1.1  /* of the filtered stroke's sigma */
#define ACROSS_SIGMAS  3.5  /* of the same, where its response ends */

/* No stroke is quite like the average one, so that fainter ones are left beside it when that is
 * subtracted; what is as faint and stands alone is a hair.  The logarithm of the odds that a mark
 * is a hair of its own grows with that of its mass, of the typical strength of all places, and of
 * its length, and falls with how near a stronger mark is: 1 on that, and less by a Gaussian of such
 * widths (logistic regression on the counts of drawn scalps with known hairs). */
#define ODDS_ALONE  4.2
#define ODDS_MASS   1.0
#define ODDS_LENGTH 1.1
#define ODDS_BESIDE 7.1
#define NEAR_ALONG  0.82 /* sigma, of the length */
#define NEAR_ACROSS 1.80 /* sigma, of the filtered stroke's */

/* Strands are followed in such steps, turning so far at each, while they stay so dark. */
#define STRAND_STEP_MM    0.12
#define STRAND_TURN_DEG   8.0
#define STRAND_TURN_STEPS 2
#define STRAND_SHARE      0.4
#define STRAND_MOST_MM    4.0
#define STRANDS           400

/* How far a single hair may turn from its surroundings, and how long it may be. */
#define TURN_STEP_DEG 9.0
#define TURN_STEPS    4
#define LONGEST       1.6 /* of the average */
#define SHORTEST      0.5
#define END_STRENGTH  0.4 /* of its middle */

/* The error function is read between nodes so far apart, up to where a float tells it from 1 no
 * more. */
#define ERROR_STEPS 32
#define ERROR_END   4
#define ERROR_NODES (ERROR_STEPS * ERROR_END + 1)

/* A Gaussian of height 1 is read at so many steps a sigma, up to where it is next to nothing. */
#define GAUSSIAN_STEPS 64
#define GAUSSIAN_NODES (GAUSSIAN_STEPS * 4)

/* Of a sample that was taken: the core of a mark, above which the pass is counted. */
#define IN_CORE   1
#define PASS_BITS 1

/* Numbers a sample's second derivatives take, which are read together. */
#define N_HESSIAN 4

/* How the hair of a cell lies, and how far apart the filter's taps are along it. */
typedef struct
{
  gfloat   axis[2];
  gfloat   along_step;
  gboolean is_near; /* near enough to what is usable to count */
} CellAxis;

/* One search's state.  The finder keeps it for the next, which has the same photo: its derivatives
 * stay, and fresh memory costs more than what is computed in it. */
struct _SmpMarkSearch
{
  const SmpMarkFinder *finder;
  gfloat              *hessian;  /* xx, xy, yy and 0 of each sample, side by side */
  SmpField             across;   /* the finder's scratch */
  SmpField             response; /* the same */
  gfloat               along_taps[ALONG_SAMPLES + 1];
  gfloat               turns[2 * TURN_STEPS + 1][2];               /* cosine and sine */
  gfloat               strand_turns[2 * STRAND_TURN_STEPS + 1][2]; /* the same */
  gdouble              filter_sigma;
  gfloat               error[ERROR_NODES][2]; /* the error function and its slope */
  gfloat               gaussian[GAUSSIAN_NODES];
  gfloat              *profile;     /* of a stroke's response across */
  gfloat              *near_across; /* of how near a stroke is, as long */
  gfloat               profile_end; /* in samples */
  SmpField             near_usable; /* by cell: distance from usable ones */
  gfloat               turn[2];     /* cosine and sine: of the filter from the hair */
  gfloat               most_order;  /* coherence of the cells that are filtered */
  CellAxis            *axes;        /* by cell */
  guint8              *taken; /* IN_CORE of a mark, and the number of the pass that changed it */
  guint8              *near_mark; /* how near the nearest mark is, 255: on it */
};

typedef struct _SmpMarkSearch Search;

/* The filter's sigma along a hair of that length. */
static gfloat
along_sigma (gfloat length)
{
  return (gfloat) ALONG_SHARE * length;
}

/* The hair's direction at a sample, turned as the filter is; returns the coherence. */
static gfloat
turned_axis (const Search *search, gfloat x, gfloat y, gfloat axis[2])
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
  Search              *search = data;
  const SmpMarkFinder *finder = search->finder;
  const gfloat        *near   = smp_field_row (&search->near_usable, row);
  CellAxis            *axes   = search->axes + (gsize) row * (gsize) search->near_usable.width;
  gfloat               middle = 0.5f * (gfloat) (finder->cell - 1);

  for (gint i = 0; i < search->near_usable.width; i++)
    {
      gfloat x = (gfloat) (i * finder->cell) + middle, y = (gfloat) (row * finder->cell) + middle;

      axes[i].is_near =
        near[i] < NEAR_CELLS && turned_axis (search, x, y, axes[i].axis) <= search->most_order;
      if (axes[i].is_near)
        axes[i].along_step =
          2.0f * along_sigma (smp_marks_length_at (finder, x, y)) / ALONG_SAMPLES;
    }
}

/* The samples of a cell: they share an axis. */
typedef struct
{
  gint x, end;
  gint y, below;
} Square;

static Square
square_of_cell (const Search *search, gint column, gint row)
{
  gint cell = search->finder->cell;

  return (Square) { column * cell, MIN ((column + 1) * cell, search->across.width), row * cell,
                    MIN ((row + 1) * cell, search->across.height) };
}

/* Sets a field's samples of a row of cells to 0, and returns how these lie. */
static const CellAxis *
begin_row (const Search *search, gint row, const SmpField *field)
{
  Square square = square_of_cell (search, 0, row);

  memset (smp_field_row (field, square.y), 0,
          sizeof (gfloat) * (gsize) field->width * (gsize) (square.below - square.y));
  return search->axes + (gsize) row * (gsize) search->near_usable.width;
}

static void
across_cells (gint row, gpointer data)
{
  Search         *search = data;
  gfloat          scale  = -(gfloat) (search->filter_sigma * search->filter_sigma);
  const CellAxis *axes   = begin_row (search, row, &search->across);

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
            search->hessian + N_HESSIAN * ((gsize) y * (gsize) search->across.width);

          for (gint x = square.x; x < square.end; x++)
            to[x] =
              a * from[N_HESSIAN * x] + b * from[N_HESSIAN * x + 1] + c * from[N_HESSIAN * x + 2];
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
set_taps (const Search *search, const CellAxis *axis, const Square *square, Tap *taps)
{
  const SmpField *field     = &search->across;
  gboolean        is_within = TRUE;

  for (gint k = -ALONG_SAMPLES; k <= ALONG_SAMPLES; k++)
    {
      const gfloat dx = axis->axis[0] * axis->along_step * (gfloat) k;
      const gfloat dy = axis->axis[1] * axis->along_step * (gfloat) k;
      const gint   i = (gint) floorf (dx), j = (gint) floorf (dy);
      const gfloat u = dx - (gfloat) i, v = dy - (gfloat) j, weight = search->along_taps[ABS (k)];

      taps[k + ALONG_SAMPLES] = (Tap) { i,
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

        for (gint k = 0; k <= 2 * ALONG_SAMPLES; k++)
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
  Search         *search = data;
  const CellAxis *axes   = begin_row (search, row, &search->response);

  for (gint i = 0; i < search->near_usable.width; i++)
    {
      const Square square = square_of_cell (search, i, row);
      Tap          taps[2 * ALONG_SAMPLES + 1];

      if (!axes[i].is_near)
        continue;
      if (set_taps (search, &axes[i], &square, taps))
        sum_taps (&search->across, &square, taps, &search->response);
      else
        for (gint k = -ALONG_SAMPLES; k <= ALONG_SAMPLES; k++)
          add_shifted (&search->across, &square, axes[i].axis[0] * axes[i].along_step * (gfloat) k,
                       axes[i].axis[1] * axes[i].along_step * (gfloat) k,
                       search->along_taps[ABS (k)], &search->response);
    }
}

/* The kernels of the three second derivatives: those along rows, and along columns. */
typedef struct
{
  Search         *search;
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
      gfloat     *to =
        derivatives->search->hessian +
        N_HESSIAN * ((gsize) (tile->y + y) * (gsize) derivatives->depth->width + (gsize) tile->x);

      for (gsize x = 0; x < (gsize) tile->width; x++)
        {
          to[N_HESSIAN * x]     = filtered[0][from + x];
          to[N_HESSIAN * x + 1] = filtered[1][from + x];
          to[N_HESSIAN * x + 2] = filtered[2][from + x];
          to[N_HESSIAN * x + 3] = 0.0f;
        }
    }
  for (gint c = 0; c < 3; c++)
    g_free (filtered[c]);
}

static void
find_derivatives (Search *search, const SmpField *depth)
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
  search->hessian = g_new (gfloat, N_HESSIAN * (gsize) depth->width * (gsize) depth->height);
  smp_field_tiles_foreach (depth, derive_tile, &work);
}

/* Sets the cosine and sine of so many steps of a turn each way. */
static void
set_turns (gfloat (*turns)[2], gint steps, gdouble step_deg)
{
  for (gint k = -steps; k <= steps; k++)
    {
      gfloat turn = (gfloat) (k * step_deg * G_PI / 180.0);

      turns[k + steps][0] = cosf (turn);
      turns[k + steps][1] = sinf (turn);
    }
}

static void
set_error_nodes (Search *search)
{
  for (gint k = 0; k < ERROR_NODES; k++)
    {
      gdouble x = (gdouble) k / ERROR_STEPS;

      search->error[k][0] = (gfloat) erf (x);
      search->error[k][1] = (gfloat) (2.0 / sqrt (G_PI) * exp (-x * x));
    }
}

static void
set_gaussian (Search *search)
{
  for (gint k = 0; k < GAUSSIAN_NODES; k++)
    {
      gdouble x = (k + 0.5) / GAUSSIAN_STEPS;

      search->gaussian[k] = (gfloat) exp (-0.5 * x * x);
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
  gboolean      is_strong; /* those alone that are strong beside the marks near by */
  GArray      **rows;      /* of Peak, or NULL */
} PeakWork;

/* Whether a peak is strong enough for a mark, of what is typical near it. */
static gboolean
is_strong_peak (const Search *search, const Peak *peak)
{
  const gint width = search->response.width;

  return peak->strength >= (gfloat) LEAST_STRENGTH *
                             smp_marks_typical_at (search->finder, (gfloat) (peak->at % width),
                                                   (gfloat) (peak->at / width));
}

/* Sets where a row's samples are higher than those around; of equal ones the last is. */
static SMP_VECTORISED void
flag_peaks (const gfloat *row, gint w, gfloat limit, guint8 *flags)
{
  const gfloat *above = row - w, *below = row + w;

  for (gint x = 1; x < w - 1; x++)
    {
      const gfloat p = row[x];

      flags[x] = (guint8) ((p > limit) & (p >= row[x - 1]) & (p > row[x + 1]) & (p >= above[x]) &
                           (p > below[x]) & (p >= above[x - 1]) & (p >= above[x + 1]) &
                           (p > below[x - 1]) & (p > below[x + 1]));
    }
}

/* Whether marks are sought at a sample. */
static gboolean
is_sought (const SmpMarkFinder *finder, gint x, gint y)
{
  return !finder->is_sparse || !(((gint) (x / finder->tile_px) | (gint) (y / finder->tile_px)) & 1);
}

static void
find_peaks_of_row (gint number, gpointer data)
{
  PeakWork            *work   = data;
  const SmpMarkFinder *finder = work->search->finder;
  const SmpField      *r      = &work->search->response;
  const gint           y = number + 1, w = r->width;
  const gfloat        *row    = smp_field_row (r, y);
  const gfloat        *usable = smp_field_row (&finder->usable, y / finder->cell);
  guint8              *flags = g_new0 (guint8, w), *flag = flags;

  flag_peaks (row, w, work->limit, flags);
  while ((flag = memchr (flag, TRUE, (gsize) (flags + w - flag))))
    {
      const gint x    = (gint) (flag++ - flags);
      Peak       peak = { row[x], y * w + x };

      if (usable[x / finder->cell] < 0.5f || !is_sought (finder, x, y) ||
          (work->is_strong && !is_strong_peak (work->search, &peak)))
        continue;
      if (!work->rows[number])
        work->rows[number] = g_array_new (FALSE, FALSE, sizeof (Peak));
      g_array_append_val (work->rows[number], peak);
    }
  g_free (flags);
}

/* The peaks of the response above a limit where there is hair, row by row; all, or those that are
 * strong enough for a mark. */
static GArray *
find_peaks (const Search *search, gfloat limit, gboolean is_strong)
{
  const gint n_rows = search->response.height - 2;
  GArray    *peaks  = g_array_new (FALSE, FALSE, sizeof (Peak));
  PeakWork   work   = { search, limit, is_strong, g_new0 (GArray *, MAX (n_rows, 1)) };

  smp_rows_foreach (n_rows, find_peaks_of_row, &work);
  for (gint row = 0; row < n_rows; row++)
    if (work.rows[row])
      {
        g_array_append_vals (peaks, work.rows[row]->data, work.rows[row]->len);
        g_array_unref (work.rows[row]);
      }
  g_free (work.rows);
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

  turned_axis (search, mark->x, mark->y, axis);
  mark->axis_x = axis[0];
  mark->axis_y = axis[1];
}

/* The second derivatives at a place between samples. */
static inline SmpFour
hessian_at (const Search *search, const SmpPlace *place)
{
  const gfloat *p     = search->hessian + N_HESSIAN * place->sample;
  const gfloat *right = p + N_HESSIAN * place->right, *q = p + N_HESSIAN * place->below;
  const gfloat  left = 1.0f - place->u, above = 1.0f - place->v;

  return (smp_four (p) * left + smp_four (right) * place->u) * above +
         (smp_four (q) * left + smp_four (right + N_HESSIAN * place->below) * place->u) * place->v;
}

/* The second derivative across an axis, of such second derivatives. */
static gfloat
across_of (const Search *search, const gfloat axis[2], SmpFour hessian)
{
  gfloat scale = -(gfloat) (search->filter_sigma * search->filter_sigma);

  return scale * (hessian[0] * axis[1] * axis[1] - 2.0f * hessian[1] * axis[0] * axis[1] +
                  hessian[2] * axis[0] * axis[0]);
}

/* A mark's axis is turned each way, and read at so many places on each side of its middle, which
 * are found together. */
#define N_TURNS       (2 * TURN_STEPS + 1)
#define N_BESIDE      4
#define N_TURN_PLACES (N_TURNS * 2 * N_BESIDE)

typedef struct
{
  gfloat x[N_TURN_PLACES], y[N_TURN_PLACES];
  gint   sample[N_TURN_PLACES]; /* left above */
} TurnPlaces;

/* Turns places into the samples left above and the shares of those right and below. */
static SMP_VECTORISED void
place_turns (gint width, gint height, TurnPlaces *places)
{
  const gfloat x_end = (gfloat) (width - 1), y_end = (gfloat) (height - 1);
  const gint   column = MAX (width - 2, 0), row = MAX (height - 2, 0);

  for (gint k = 0; k < N_TURN_PLACES; k++)
    {
      const gfloat cx = CLAMP (places->x[k], 0.0f, x_end), cy = CLAMP (places->y[k], 0.0f, y_end);
      const gint   i = MIN ((gint) cx, column), j = MIN ((gint) cy, row);

      places->sample[k] = j * width + i;
      places->x[k]      = cx - (gfloat) i;
      places->y[k]      = cy - (gfloat) j;
    }
}

/* The second derivative across each turned axis, summed along it. */
static void
sum_turns (const Search *search, const SmpFoundMark *mark, gfloat axes[N_TURNS][2], gfloat *sums)
{
  const SmpField *field  = &search->across;
  const gfloat    step   = smp_marks_length_at (search->finder, mark->x, mark->y) / 8.0f;
  const SmpPlace  place  = smp_field_place (field, mark->x, mark->y);
  const SmpFour   middle = hessian_at (search, &place);
  TurnPlaces      places;
  gint            n = 0;

  for (gint k = 0; k < N_TURNS; k++)
    for (gint i = -N_BESIDE; i <= N_BESIDE; i++)
      if (i != 0)
        {
          places.x[n]   = mark->x + axes[k][0] * step * (gfloat) i;
          places.y[n++] = mark->y + axes[k][1] * step * (gfloat) i;
        }
  place_turns (field->width, field->height, &places);
  for (gint k = 0; k < N_TURNS; k++)
    {
      SmpFour hessian = middle;

      for (gint i = k * 2 * N_BESIDE; i < (k + 1) * 2 * N_BESIDE; i++)
        hessian += hessian_at (search, &(SmpPlace) { (gsize) places.sample[i], place.right,
                                                     place.below, places.x[i], places.y[i] });
      sums[k] = across_of (search, axes[k], hessian);
    }
}

/* Turns a mark's axis to the hair's own. */
static void
turn_mark (const Search *search, SmpFoundMark *mark)
{
  gfloat axes[N_TURNS][2], sums[N_TURNS];
  gint   best = 0;

  for (gint k = 0; k < N_TURNS; k++)
    {
      const gfloat cosine = search->turns[k][0], sine = search->turns[k][1];

      axes[k][0] = mark->axis_x * cosine - mark->axis_y * sine;
      axes[k][1] = mark->axis_y * cosine + mark->axis_x * sine;
    }
  sum_turns (search, mark, axes, sums);
  for (gint k = 1; k < N_TURNS; k++)
    if (sums[k] > sums[best])
      best = k;
  mark->axis_x = axes[best][0];
  mark->axis_y = axes[best][1];
  mark->own_strength =
    mark->strength * CLAMP (sums[best] / MAX (sums[TURN_STEPS], 1e-6f), 1.0f, 1.8f);
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

/* A mark's depth is compared at so many places along it. */
#define N_COMPARED 3

typedef struct
{
  gfloat x, y;
} MarkPoint;

/* How much darker a mark, of such depths, is than the lighter place on one side (1 or -1) of it. */
static gfloat
darker_than_side (const Search       *search,
                  const SmpFoundMark *mark,
                  const MarkPoint     places[N_COMPARED],
                  const gfloat        depths[N_COMPARED],
                  gfloat              side)
{
  gfloat t    = (gfloat) hypot (search->finder->shape.sigma_across, search->filter_sigma);
  gfloat best = -G_MAXFLOAT;

  for (gint far = 0; far < 3; far++)
    {
      gfloat aside = side * t * (1.4f + 0.6f * (gfloat) far), sum = 0.0f;

      for (gint k = 0; k < N_COMPARED; k++)
        sum += depths[k] - smp_field_at (&search->finder->depth, places[k].x - aside * mark->axis_y,
                                         places[k].y + aside * mark->axis_x);
      best = MAX (best, sum / 3.0f);
    }
  return best;
}

/* Skin beside a glint is darker than the glint alone; a hair is darker than both its sides. */
static gboolean
is_dark (const Search *search, const SmpFoundMark *mark)
{
  gfloat    least = (gfloat) LEAST_DARKNESS * mark->strength;
  MarkPoint places[N_COMPARED];
  gfloat    depths[N_COMPARED];

  for (gint k = 0; k < N_COMPARED; k++)
    {
      const gfloat along = 0.25f * mark->length * (gfloat) (k - N_COMPARED / 2);

      places[k] = (MarkPoint) { mark->x + along * mark->axis_x, mark->y + along * mark->axis_y };
      depths[k] = smp_field_at (&search->finder->depth, places[k].x, places[k].y);
    }
  return darker_than_side (search, mark, places, depths, 1.0f) > least &&
         darker_than_side (search, mark, places, depths, -1.0f) > least;
}

/* The response of a stroke, in profiles along (flat, with soft ends) and across. */
#define PROFILE_STEPS 4 /* a sample */

/* The standard deviation across of a filtered stroke. */
static gdouble
stroke_sigma (const Search *search)
{
  return hypot (search->finder->shape.sigma_across, search->filter_sigma);
}

/* All strokes have the same profiles across. */
static void
set_profile (Search *search)
{
  gdouble t2 = stroke_sigma (search) * stroke_sigma (search);
  gint    n;

  search->profile_end = (gfloat) ACROSS_SIGMAS * (gfloat) stroke_sigma (search);
  n                   = (gint) ceilf (search->profile_end) * PROFILE_STEPS + 2;
  g_free (search->profile);
  search->profile     = g_new (gfloat, 2 * n);
  search->near_across = search->profile + n;
  for (gint i = 0; i < n; i++)
    {
      gdouble x = (gdouble) i / PROFILE_STEPS, y = x / NEAR_ACROSS;

      search->profile[i]     = (gfloat) ((1.0 - x * x / t2) * exp (-0.5 * x * x / t2));
      search->near_across[i] = (gfloat) exp (-0.5 * y * y / t2);
    }
}

/* The error function, by its series around the nearest node. */
static inline gfloat
error_function (const Search *search, gfloat x)
{
  const gfloat size = MIN (fabsf (x), (gfloat) ERROR_END);
  const gint   k    = (gint) (size * ERROR_STEPS + 0.5f);
  const gfloat node = (gfloat) k / ERROR_STEPS, d = size - node;
  const gfloat third = (2.0f * node * node - 1.0f) / 3.0f;
  const gfloat value =
    search->error[k][0] + search->error[k][1] * d * (1.0f + d * (d * third - node));

  return copysignf (value, x);
}

static SMP_VECTORISED void
fill_profile_along (const Search *search, gfloat length, gfloat sigma, gfloat *along, gint n)
{
  const gfloat s2 =
    (gfloat) (search->finder->shape.sigma_across * search->finder->shape.sigma_across);
  const gfloat f2    = (gfloat) (search->filter_sigma * search->filter_sigma);
  const gfloat scale = 1.0f / sqrtf (2.0f * (f2 + sigma * sigma + s2)), half = 0.5f * length;
  const gfloat share = 0.5f / error_function (search, half * scale);

  for (gint i = 0; i < n; i++)
    {
      const gfloat x = (gfloat) i / PROFILE_STEPS;

      along[i] = share * (error_function (search, (x + half) * scale) -
                          error_function (search, (x - half) * scale));
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

/* Samples that are worked on at a time; those beyond a span stay as they are. */
#define LANES 8

/* A mark that is taken out of the response. */
typedef struct
{
  const SmpFoundMark *mark;
  const gfloat       *along, *across;           /* its profiles */
  const gfloat       *near_along, *near_across; /* of how near it is */
  gfloat              reach, side;              /* how far these go */
  gfloat              core_along, core_across;
  gint                pass;
} Taking;

/* Takes a mark out of the first samples of a row, of which n, a constant, are worked on. */
static inline __attribute__ ((always_inline)) void
take_lanes (const Taking *taking,
            gint          first,
            gint          n,
            gint          n_of_span,
            gfloat        dy,
            gfloat       *response,
            guint8       *taken,
            guint8       *near_mark)
{
  const gfloat axis_x = taking->mark->axis_x, axis_y = taking->mark->axis_y;
  const gfloat dx0 = (gfloat) first - taking->mark->x, reach = taking->reach, side = taking->side;
  gint         change[LANES], near[LANES];
  gint         any = 0;

  SMP_ONE_VECTOR
  for (gint i = 0; i < n; i++)
    {
      const gfloat dx = dx0 + (gfloat) i;
      const gfloat a = fabsf (dx * axis_x + dy * axis_y), b = fabsf (dy * axis_x - dx * axis_y);
      const gint   u         = (gint) (MIN (a, reach) * PROFILE_STEPS + 0.5f);
      const gint   v         = (gint) (MIN (b, side) * PROFILE_STEPS + 0.5f);
      const gint   is_inside = (a <= reach) & (b <= side) & (i < n_of_span);
      const gfloat amount    = taking->mark->strength * taking->along[u] * taking->across[v];

      response[i] -= is_inside ? amount : 0.0f;
      change[i] =
        is_inside ? taking->pass | ((a < taking->core_along) & (b < taking->core_across)) : 0;
      near[i] = (gint) (taking->near_along[u] * taking->near_across[v]);
    }
  for (gint i = 0; i < n; i++)
    any |= change[i];
  if (any)
    for (gint i = 0; i < n; i++)
      {
        taken[i]     = (guint8) (change[i] ? (taken[i] & IN_CORE) | change[i] : taken[i]);
        near_mark[i] = (guint8) (change[i] ? MAX (near_mark[i], near[i]) : near_mark[i]);
      }
}

/* Of n samples of a row, and some more as far as there is room. */
static SMP_VECTORISED void
take_span (const Taking *taking,
           gint          first,
           gint          n,
           gint          room,
           gfloat        dy,
           gfloat       *response,
           guint8       *taken,
           guint8       *near_mark)
{
  gint i = 0;

  for (; i < n && i + LANES <= room; i += LANES)
    take_lanes (taking, first + i, LANES, n - i, dy, response + i, taken + i, near_mark + i);
  for (; i < n; i++)
    take_lanes (taking, first + i, 1, 1, dy, response + i, taken + i, near_mark + i);
}

/* The height of a Gaussian, in steps. */
static void
fill_gaussian (const Search *search, gfloat sigma, gfloat height, gfloat *to, gint n)
{
  const gfloat scale = (gfloat) GAUSSIAN_STEPS / (PROFILE_STEPS * sigma);

  for (gint i = 0; i < n; i++)
    to[i] = height * search->gaussian[MIN ((gint) ((gfloat) i * scale), GAUSSIAN_NODES - 1)];
}

static void
take_mark (Search *search, const SmpFoundMark *mark, guint8 pass)
{
  gfloat    t     = (gfloat) stroke_sigma (search);
  gfloat    sigma = along_sigma (smp_marks_length_at (search->finder, mark->x, mark->y));
  gfloat    soft  = 2.0f * (sigma + (gfloat) search->filter_sigma);
  gfloat    reach = 0.5f * mark->length + soft, side = search->profile_end;
  gint      n     = (gint) ceilf (MAX (reach, side));
  gint      steps = n * PROFILE_STEPS + 2;
  gfloat   *along = g_new (gfloat, 2 * steps), *near_along = along + steps;
  SmpField *r      = &search->response;
  Taking    taking = { mark,
                       along,
                       search->profile,
                       near_along,
                       search->near_across,
                       reach,
                       side,
                       (gfloat) CORE_ALONG * mark->length,
                       (gfloat) CORE_ACROSS * t,
                       pass };

  fill_profile_along (search, mark->length, sigma, along, steps);
  fill_gaussian (search, (gfloat) NEAR_ALONG * mark->length, 255.0f, near_along, steps);
  for (gint y = MAX ((gint) mark->y - n, 0); y <= MIN ((gint) mark->y + n, r->height - 1); y++)
    {
      gfloat dy = (gfloat) y - mark->y, first = (gfloat) (-n - 1), last = (gfloat) (n + 1);
      gint   left = (gint) mark->x - n, right = (gint) mark->x + n;
      gsize  at;

      narrow (mark->axis_x, dy * mark->axis_y, reach, &first, &last);
      narrow (-mark->axis_y, dy * mark->axis_x, side, &first, &last);
      left  = MAX (MAX (left, (gint) floorf (mark->x + first)), 0);
      right = MIN (MIN (right, (gint) ceilf (mark->x + last)), r->width - 1);
      at    = (gsize) y * (gsize) r->width + (gsize) left;
      if (left > right)
        continue;
      take_span (&taking, left, right - left + 1, r->width - left, dy, r->data + at,
                 search->taken + at, search->near_mark + at);
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

static gint
class_of_strength (gdouble strength, gdouble log_ratio)
{
  gint class = (gint) (log (MAX (strength, FAINTEST) / FAINTEST) / log_ratio);

  return MIN (class, N_CLASSES - 1);
}

static void
add_strength (Strengths *strengths, gint class, gdouble strength)
{
  strengths->squares[class] += (gfloat) (strength * strength);
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
  gdouble    log_ratio = log (CLASS_RATIO);

  for (guint i = 0; i < peaks->len; i++)
    {
      const Peak *peak   = &g_array_index (peaks, Peak, i);
      gint        column = (gint) (peak->at % finder->depth.width / finder->tile_px);
      gint        row    = (gint) (peak->at / finder->depth.width / finder->tile_px);
      gint class         = class_of_strength ((gdouble) peak->strength, log_ratio);

      add_strength (&tiles[row * columns + column], class, (gdouble) peak->strength);
      add_strength (sum, class, (gdouble) peak->strength);
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
    if (!(search->taken[i] & IN_CORE) &&
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
  gfloat  step = (gfloat) (STRAND_STEP_MM * search->finder->px_per_mm);
  SmpFour sum  = { 0.0f };

  for (gint i = -1; i <= 1; i++)
    {
      const SmpPlace place = smp_field_place (&search->across, x + (gfloat) i * step * axis[0],
                                              y + (gfloat) i * step * axis[1]);

      sum += hessian_at (search, &place);
    }
  return across_of (search, axis, sum) / 3.0f;
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

      for (gint k = 0; k <= 2 * STRAND_TURN_STEPS; k++)
        {
          const gfloat *turn      = search->strand_turns[k];
          gfloat        turned[2] = { axis[0] * turn[0] - axis[1] * turn[1],
                                      axis[1] * turn[0] + axis[0] * turn[1] };
          gfloat value = strand_at (search, turned, x + step * turned[0], y + step * turned[1]);

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

/* One pass over the response's peaks. */
typedef struct
{
  Search       *search;
  const GArray *peaks;
  guint8        number; /* as samples are noted with */
} Pass;

/* Most marks reach no farther along, in steps of the filter's taps. */
#define USUAL_REACH 9.0

/* No mark changes or reads samples so far from its peak. */
static gint
farthest_work (const Search *search)
{
  const SmpField *lengths = &search->finder->length_near;
  gfloat          average = (gfloat) search->finder->shape.length, soft, shift, reach;

  for (gint i = 0; lengths->data && i < lengths->width * lengths->height; i++)
    average = i > 0 ? MAX (average, lengths->data[i]) : lengths->data[i];
  soft  = 2.0f * (along_sigma (average) + (gfloat) search->filter_sigma);
  shift = 0.25f * (gfloat) LONGEST * average + 0.25f;
  reach = 0.5f * (gfloat) LONGEST * average + soft;
  return (gint) ceilf (shift + MAX (reach, search->profile_end)) + 4;
}

/* How likely a mark is a hair of its own. */
static gfloat
likely_hair (const Search *search, const SmpFoundMark *mark)
{
  const gint    width = search->response.width, height = search->response.height;
  const gint    x         = CLAMP ((gint) (mark->x + 0.5f), 0, width - 1);
  const gint    y         = CLAMP ((gint) (mark->y + 0.5f), 0, height - 1);
  const guint8  near_mark = search->near_mark[(gsize) y * (gsize) width + (gsize) x];
  const gdouble length =
    (gdouble) mark->length / (gdouble) smp_marks_length_at (search->finder, mark->x, mark->y);
  const gdouble mass = (gdouble) mark->own_strength / search->finder->typical * length;
  const gdouble odds = ODDS_ALONE + ODDS_MASS * log (mass) + ODDS_LENGTH * log (length) -
                       ODDS_BESIDE * near_mark / 255.0;

  return (gfloat) (1.0 / (1.0 + exp (-odds)));
}

/* Takes the mark at a peak out of the response; whether it is one. */
static gboolean
take_peak (guint number, SmpFoundMark *mark, gpointer data)
{
  const Pass *pass   = data;
  Search     *search = pass->search;
  const Peak *peak   = &g_array_index (pass->peaks, Peak, number);
  gboolean    is_mark;
  gfloat      mass;

  if ((search->taken[peak->at] & ~IN_CORE) == pass->number)
    return FALSE;
  *mark = mark_at_peak (search, peak);
  set_axis (search, mark);
  fit_mark (search, mark);
  mass = smp_marks_mass (search->finder, mark);
  is_mark =
    !(search->taken[peak->at] & IN_CORE) && mass > (gfloat) LEAST_MASS && is_dark (search, mark);
  if (is_mark)
    mark->hairs = likely_hair (search, mark);
  take_mark (search, mark, pass->number);
  return is_mark;
}

/* Has what a peak's mark will read and change fetched: from peak to peak it lies anywhere. */
static void
fetch_peak (guint number, gpointer data)
{
  const Pass     *pass   = data;
  const Search   *search = pass->search;
  const Peak     *peak   = &g_array_index (pass->peaks, Peak, number);
  const gint      width = search->response.width, height = search->response.height;
  const gint      x = peak->at % width, y = peak->at / width, cell = search->finder->cell;
  const CellAxis *hair  = &search->axes[y / cell * search->near_usable.width + x / cell];
  const gfloat    reach = (gfloat) USUAL_REACH * hair->along_step;
  const gint      wide =
    (gint) (fabsf (hair->axis[0]) * reach + fabsf (hair->axis[1]) * search->profile_end);
  const gint high =
    (gint) (fabsf (hair->axis[1]) * reach + fabsf (hair->axis[0]) * search->profile_end);
  const gint left = MAX (x - wide, 0), right = MIN (x + wide, width - 1);

  for (gint row = MAX (y - high, 0); row <= MIN (y + high, height - 1); row++)
    {
      const gsize at = (gsize) row * (gsize) width;

      smp_prefetch (search->response.data + at + left);
      smp_prefetch (search->response.data + at + right);
      smp_prefetch (search->taken + at + left);
    }
  for (gint k = -N_BESIDE; k <= N_BESIDE; k++)
    {
      const gint column =
        CLAMP (x + (gint) (1.25f * hair->axis[0] * hair->along_step * (gfloat) k), 0, width - 1);
      const gint row =
        CLAMP (y + (gint) (1.25f * hair->axis[1] * hair->along_step * (gfloat) k), 0, height - 2);
      const gfloat *p =
        search->hessian + N_HESSIAN * ((gsize) row * (gsize) width + (gsize) column);

      smp_prefetch (p);
      smp_prefetch (p + N_HESSIAN * (gsize) width);
    }
}

/* Takes the marks at the peaks, the highest first, out of the response, and adds those that are. */
static void
take_peaks (Search *search, const GArray *peaks, gint pass, GArray *marks)
{
  const gint width = search->response.width;
  Pass       work  = { search, peaks, (guint8) ((pass + 1) << PASS_BITS) };

  g_autofree gint *rows = g_new (gint, MAX (peaks->len, 1));

  for (guint i = 0; i < peaks->len; i++)
    rows[i] = g_array_index (peaks, Peak, i).at / width;
  smp_strips_work (&(SmpStripWork) { rows, peaks->len, search->response.height,
                                     2 * farthest_work (search), fetch_peak, take_peak, &work },
                   marks);
}

/* Leaves out the peaks that are too faint for a mark. */
static void
drop_faint (const Search *search, GArray *peaks)
{
  guint n = 0;

  for (guint i = 0; i < peaks->len; i++)
    if (is_strong_peak (search, &g_array_index (peaks, Peak, i)))
      g_array_index (peaks, Peak, n++) = g_array_index (peaks, Peak, i);
  g_array_set_size (peaks, n);
}

/* Filters the cells that are near enough and of no more order, along axes turned from the hair's.
 */
static void
filter (Search *search, gdouble turn_deg, gdouble most_order)
{
  const gint rows = search->finder->usable.height;

  search->most_order = (gfloat) most_order;
  search->turn[0]    = (gfloat) cos (turn_deg * G_PI / 180.0);
  search->turn[1]    = (gfloat) sin (turn_deg * G_PI / 180.0);
  smp_rows_foreach (rows, set_axes_of_row, search);
  smp_rows_foreach (rows, across_cells, search);
  smp_rows_foreach (rows, along_cells, search);
}

/* Leaves out the peaks that lie on marks. */
static void
drop_taken (const Search *search, GArray *peaks)
{
  guint n = 0;

  for (guint i = 0; i < peaks->len; i++)
    if (!(search->taken[g_array_index (peaks, Peak, i).at] & IN_CORE))
      g_array_index (peaks, Peak, n++) = g_array_index (peaks, Peak, i);
  g_array_set_size (peaks, n);
}

/* Finds the hairs that lie otherwise than those around. */
static void
collect_strays (SmpMarkFinder *finder, Search *search)
{
  for (gint k = -1; k <= 1 && !smp_is_stopped (); k += 2)
    {
      GArray *peaks;

      filter (search, k * STRAY_DEG, STRAY_ORDER);
      peaks = find_peaks (search, (gfloat) (STRAY_STRENGTH * finder->typical), TRUE);
      drop_taken (search, peaks);
      g_array_sort (peaks, compare_peaks);
      take_peaks (search, peaks, MAX_PASSES + (k > 0), finder->marks);
      g_array_unref (peaks);
    }
}

static void
collect (SmpMarkFinder *finder, Search *search)
{
  g_array_set_size (finder->marks, 0);
  set_profile (search);
  for (gint pass = 0; pass < MAX_PASSES && !smp_is_stopped (); pass++)
    {
      gfloat  limit = pass == 0 ? 0.0f : (gfloat) (LEAST_STRENGTH * QUIETEST * finder->typical);
      GArray *peaks = find_peaks (search, limit, pass > 0);

      if (pass == 0 && !finder->keep_typical)
        find_typical (finder, peaks);
      if (pass == 0)
        drop_faint (search, peaks);
      g_array_sort (peaks, compare_peaks);
      take_peaks (search, peaks, pass, finder->marks);
      g_array_unref (peaks);
    }
  if (!finder->keep_typical && !finder->is_sparse)
    {
      finder->residue = residue (search);
      finder->strand  = strand_length (search);
    }
  if (finder->with_strays)
    collect_strays (finder, search);
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
  set_turns (search->turns, TURN_STEPS, TURN_STEP_DEG);
  set_turns (search->strand_turns, STRAND_TURN_STEPS, STRAND_TURN_DEG);
  set_error_nodes (search);
  set_gaussian (search);
  search->across   = finder->scratch[0];
  search->response = finder->scratch[1];
  search->axes     = g_new (CellAxis, (gsize) finder->usable.width * (gsize) finder->usable.height);
  search->taken    = g_new (guint8, (gsize) width * (gsize) height);
  search->near_mark = g_new (guint8, (gsize) width * (gsize) height);
  return search;
}

static void
search_free (Search *search)
{
  g_free (search->hessian);
  g_free (search->profile);
  g_free (search->axes);
  g_free (search->taken);
  g_free (search->near_mark);
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
  memset (search->near_mark, 0, (gsize) finder->depth.width * (gsize) height);
  smp_field_distance (&finder->usable, 1.0f, &search->near_usable);
  filter (search, 0.0, 1.0);
  collect (finder, search);
  smp_field_clear (&search->near_usable);
}

void
smp_marks_forget (SmpMarkFinder *finder)
{
  g_clear_pointer (&finder->search, search_free);
}
