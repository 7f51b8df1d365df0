/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The share of the dots that each place of a region gets. */

#include <string.h>

#include "base/same-math.h"
#include "trial.h"

/* Places are to be paler than the ring near by, by this optical depth, which is 0.3 L*: evenly
 * light is not seen where single dots too many are. */
#define BELOW 0.012

/* No place gets fewer dots than this share of the mean, or than the other where more would make it
 * too dark; and so much light, as an optical depth that is 0.7 L*, dots take where the region is as
 * dark as the ring near by without any, as red places of a scar are: a hole in the pattern is seen
 * at once, and this is not.  Where there is less hair than elsewhere around, they take so much
 * less. */
#define LEAST_FILL     0.030
#define LEAST_OF_LOCAL 0.5
#define LEAST_OF_MEAN  0.5
#define LEAST_THINNED  0.02

/* One step changes a place's share of dots by no more than these factors; no place gets more than
 * so many times the mean, and shares change over this distance: hair is even over uneven skin, and
 * clumps of dots are seen before a difference of tone is. */
#define LEAST_STEP  0.3
#define MOST_STEP   1.8
#define MOST_UNEVEN 1.5
#define SMOOTH_MM   0.6

/* Where less than this share of the area near by is the region's, it has no places. */
#define LEAST_AREA 1e-4f

/* So much optical depth makes skin darker by 1 L*. */
#define DEPTH_OF_L 0.041

/* Taking fewer dots away than this leaves is no change. */
#define LEAST_CHANGE 0.99f

/* Dots that take less light than this, as an optical depth, say nothing of what more would do. */
#define LEAST_DONE 0.01

/* Of the dots that a place may have more, so large a share is given back at once: a disc has few.
 */
#define GIVEN_BACK 0.5

#define MOST_REACH 5

/* Dots are taken from a place and those near by, as far as its disc reaches: most from its middle;
 * where that did not do, as many from farther ones; and then from as far as light spreads in skin.
 * Those beside its middle get no more back than it may have. */
static const struct
{
  gint    cells;
  gdouble sigma_cells;
} reaches[SMP_N_TAKES] = { { 2, 1.25 }, { 2, 2.5 }, { MOST_REACH, 5.0 } };

#define BESIDE_CELLS 1.2

/* Nothing is taken from a place that is to keep so much. */
#define NO_LESS 0.98f

/* Where the surface shines no number of dots helps. */
#define GLARY 0.08

gdouble
smp_trial_mean_fill (const SmpTrial *trial)
{
  return trial->fill.mean * trial->surroundings->mean_need;
}

void
smp_trial_save_fill (const SmpTrial *trial, SmpFill *fill)
{
  const SmpField *cells = &trial->fill.cells;

  smp_field_clear (&fill->cells);
  *fill = trial->fill;
  fill->cells.data =
    g_memdup2 (cells->data, sizeof (gfloat) * (gsize) cells->width * (gsize) cells->height);
}

void
smp_trial_take_fill (SmpTrial *trial, SmpFill *fill)
{
  smp_field_clear (&trial->fill.cells);
  trial->fill = *fill;
  memset (fill, 0, sizeof *fill);
}

typedef struct
{
  const SmpFill  *fill;
  const SmpPlane *density;
} Filling;

static void
fill_row (gint y, gpointer data)
{
  const Filling  *filling = data;
  const SmpFill  *fill    = filling->fill;
  const SmpPlane *density = filling->density;
  gfloat          scale   = 1.0f / (gfloat) fill->step_px;
  gfloat         *row     = smp_plane_at (density, density->x, density->y + y);
  gfloat          down    = ((gfloat) (density->y + y - fill->y) + 0.5f) * scale - 0.5f;

  for (gint x = 0; x < density->width; x++)
    if (row[x] > 0.0f)
      row[x] *= smp_field_at (&fill->cells,
                              ((gfloat) (density->x + x - fill->x) + 0.5f) * scale - 0.5f, down);
}

void
smp_trial_density (const SmpTrial *trial, const SmpParams *params, SmpPlane *density)
{
  Filling filling = { &trial->fill, density };

  smp_surroundings_deficit (trial->surroundings, trial->region, params->density_per_cm2,
                            params->margin_mm, density);
  if (trial->fill.cells.data)
    smp_rows_foreach (density->height, fill_row, &filling);
}

/* Each place's step becomes the mean of those near by, and where the region has no place 1, so that
 * no place's share is seen as an edge. */
static void
smooth_steps (const SmpPlaces *places, gdouble px_per_mm, SmpField *steps)
{
  static const gfloat none = 1.0f;

  gdouble  sigma = SMOOTH_MM * px_per_mm / places->step_px;
  SmpField area;

  smp_field_init (&area, steps->width, steps->height);
  for (gint i = 0; i < steps->width * steps->height; i++)
    {
      area.data[i] = (gfloat) places->spots[i].area;
      steps->data[i] *= area.data[i];
    }
  smp_field_means_near (steps, 1, &area, sigma, LEAST_AREA, &none);
  smp_field_clear (&area);
}

/* The mean over the region. */
static gdouble
mean_of_fill (const SmpPlaces *places, const SmpField *fill)
{
  gdouble sum = 0.0, area = 0.0;

  for (gint i = 0; i < fill->width * fill->height; i++)
    {
      sum += places->spots[i].area * (gdouble) fill->data[i];
      area += places->spots[i].area;
    }
  return area > 0.0 ? sum / area : 1.0;
}

static void
start_fill (SmpTrial *trial, const SmpPlaces *places)
{
  if (trial->fill.cells.data)
    return;
  smp_field_init (&trial->fill.cells, places->columns, places->rows);
  for (gint i = 0; i < places->columns * places->rows; i++)
    trial->fill.cells.data[i] = 1.0f;
  trial->fill.x       = places->x;
  trial->fill.y       = places->y;
  trial->fill.step_px = places->step_px;
}

gboolean
smp_trial_has_pattern (const SmpTrial *trial)
{
  return trial->surroundings->density_per_cm2.limit != SMP_LIMIT_NO_HAIR;
}

/* The hair near a place over that of all surroundings, 1 at most. */
static gdouble
local_share (const SmpTrial *trial, gint i)
{
  const SmpSurroundings *s      = trial->surroundings;
  const SmpPlaces       *places = &trial->places[0];
  gdouble                x      = places->x + (i % places->columns + 0.5) * places->step_px;
  gdouble                y      = places->y + (i / places->columns + 0.5) * places->step_px;
  gdouble                local;

  if (s->density_per_cm2.limit != SMP_LIMIT_NONE ||
      smp_surroundings_local (s, SMP_LOCAL_DENSITY, x, y, &local) <= 0.0)
    return 1.0;
  return CLAMP (local / s->density_per_cm2.value, LEAST_OF_LOCAL, 1.0);
}

/* What the dots of a place take at least. */
static gdouble
least_of (const SmpTrial *trial, gint i)
{
  return smp_trial_has_pattern (trial) ? LEAST_FILL * local_share (trial, i) : 0.0;
}

/* No place is thinned out to less than this share. */
static gfloat
least_share (const SmpTrial *trial, gint i)
{
  return smp_trial_has_pattern (trial)
           ? (gfloat) (LEAST_THINNED * local_share (trial, i) * trial->fill.mean)
           : 0.0f;
}

/* How many times the dots of a place it needs. */
static gdouble
step_of (const SmpTrial *trial, gint i)
{
  const SmpSpot *spot = &trial->places[0].spots[i];
  gdouble        step;

  if (spot->done < LEAST_DONE)
    return 1.0;
  step = MAX (spot->need - BELOW, least_of (trial, i)) / spot->done;
  return CLAMP (step, LEAST_STEP, spot->glare > GLARY ? 1.0 : MOST_STEP);
}

/* The mean over the region of how much its places' dots changed, as a share of what they were. */
static gdouble
change_of_fill (const SmpPlaces *places, const SmpField *was, const SmpField *fill, gdouble raise)
{
  gdouble sum = 0.0, area = 0.0;

  for (gint i = 0; i < fill->width * fill->height; i++)
    {
      gdouble before = MAX ((gdouble) was->data[i], 1e-6);

      sum += places->spots[i].area * fabs (raise * (gdouble) fill->data[i] / before - 1.0);
      area += places->spots[i].area;
    }
  return sum / MAX (area, 1e-9);
}

gdouble
smp_trial_even_out (SmpTrial *trial, gdouble most_per_cm2, SmpParams *params)
{
  const SmpPlaces *places = &trial->places[0];
  SmpField        *fill   = &trial->fill.cells;
  gfloat           mean, most = 0.0f, raise;
  gint             n = places->columns * places->rows;
  gdouble          change;
  SmpField         steps, was;

  start_fill (trial, places);
  was      = *fill;
  was.data = g_memdup2 (fill->data, sizeof (gfloat) * (gsize) n);
  smp_field_init (&steps, places->columns, places->rows);
  for (gint i = 0; i < n; i++)
    if (places->spots[i].area > 0.0)
      steps.data[i] = (gfloat) step_of (trial, i);
  smooth_steps (places, trial->scene.px_per_mm, &steps);
  for (gint i = 0; i < n; i++)
    fill->data[i] *= steps.data[i];
  smp_field_clear (&steps);
  mean = (gfloat) mean_of_fill (places, fill);
  for (gint i = 0; i < n; i++)
    {
      if (smp_trial_has_pattern (trial))
        fill->data[i] =
          CLAMP (fill->data[i], (gfloat) (LEAST_OF_MEAN * local_share (trial, i)) * mean,
                 (gfloat) MOST_UNEVEN * mean);
      if (places->spots[i].area > 0.0)
        most = MAX (most, fill->data[i]);
    }
  if (most <= 0.0f)
    {
      smp_field_clear (&was);
      return 0.0;
    }
  raise = MIN (most, (gfloat) MAX (most_per_cm2 / MAX (params->density_per_cm2, 1.0), 1e-3));
  params->density_per_cm2 *= (gdouble) raise;
  for (gint i = 0; i < n; i++)
    fill->data[i] = MIN (fill->data[i] / raise, 1.0f);
  trial->fill.mean = mean_of_fill (places, fill);
  change           = change_of_fill (places, &was, fill, (gdouble) raise);
  smp_field_clear (&was);
  return change;
}

/* How much of a change a place takes on that lies so many columns and rows away. */
typedef struct
{
  gdouble  weight;
  gboolean is_beside;
} Reach;

/* What each place's dots are to change by, as its own disc and those that reach it say. */
typedef struct
{
  SmpField less; /* 1 where no disc is too dark */
  SmpField more; /* how many times as many dots none of them would be too dark with */
  gint     cells;
  Reach    reach[MOST_REACH + 1][MOST_REACH + 1];
} Steps;

static void
steps_init (Steps *steps, const SmpPlaces *places, SmpTake take)
{
  const gdouble sigma = reaches[take].sigma_cells;

  steps->cells = reaches[take].cells;
  for (gint j = 0; j <= steps->cells; j++)
    for (gint i = 0; i <= steps->cells; i++)
      {
        const gdouble away = hypot (i, j);

        steps->reach[j][i] = (Reach) { exp (-away * away / (sigma * sigma)), away < BESIDE_CELLS };
      }
  smp_field_init (&steps->less, places->columns, places->rows);
  smp_field_init (&steps->more, places->columns, places->rows);
  for (gint i = 0; i < places->columns * places->rows; i++)
    {
      steps->less.data[i] = 1.0f;
      steps->more.data[i] = (gfloat) MOST_STEP;
    }
}

static void
steps_clear (Steps *steps)
{
  smp_field_clear (&steps->less);
  smp_field_clear (&steps->more);
}

/* A place that is to have so many times its dots: those that its disc reaches are changed by less
 * the farther they are where it has too many, and those beside it have no more than it may have
 * where it has too few. */
static void
reach_out (const SmpPlaces *places, gint place, gdouble times, Steps *steps)
{
  const gint column = place % places->columns, row = place / places->columns;
  const gint cells = steps->cells;

  for (gint j = MAX (row - cells, 0); j <= MIN (row + cells, places->rows - 1); j++)
    for (gint i = MAX (column - cells, 0); i <= MIN (column + cells, places->columns - 1); i++)
      {
        const Reach *reach = &steps->reach[ABS (j - row)][ABS (i - column)];
        gfloat      *less  = &smp_field_row (&steps->less, j)[i];
        gfloat      *more  = &smp_field_row (&steps->more, j)[i];

        *less = MIN (*less, (gfloat) (1.0 - MAX (1.0 - times, 0.0) * reach->weight));
        if (reach->is_beside)
          *more = MIN (*more, (gfloat) MAX (times, 1.0));
      }
}

/* How many times the dots of a place take it to the darkest that it may be, or, where it is too
 * dark, beyond that by the margin. */
static gdouble
times_to_darkest (const SmpSpot *spot, gdouble darkest, gdouble margin)
{
  gdouble by   = MIN (spot->before_l, 0.0) + darkest - spot->lab[0];
  gdouble done = MAX (spot->done, LEAST_DONE);

  if (by > 0.0)
    return spot->done > LEAST_FILL ? 1.0 - MIN (DEPTH_OF_L * (by + margin) / done, 1.0 - LEAST_STEP)
                                   : 1.0;
  return MIN (1.0 + GIVEN_BACK * DEPTH_OF_L * MAX (-by - margin, 0.0) / done, MOST_STEP);
}

gboolean
smp_trial_lighten (SmpTrial      *trial,
                   gdouble        darkest,
                   gdouble        margin,
                   SmpTake        take,
                   const SmpFill *most)
{
  const SmpPlaces *places  = &trial->places[0];
  gint             n       = places->columns * places->rows;
  gboolean         changed = FALSE;
  Steps            steps;

  start_fill (trial, places);
  steps_init (&steps, places, take);
  for (gint i = 0; i < n; i++)
    if (places->spots[i].area > 0.0)
      reach_out (places, i, times_to_darkest (&places->spots[i], darkest, margin), &steps);
  for (gint i = 0; i < n; i++)
    {
      gfloat *share = &trial->fill.cells.data[i], was = *share;

      if (steps.less.data[i] < NO_LESS)
        *share = MAX (was * steps.less.data[i], MIN (was, least_share (trial, i)));
      else if (most)
        *share = MAX (MIN (was * steps.more.data[i], most->cells.data[i]), was);
      changed = changed || *share < LEAST_CHANGE * was || was < LEAST_CHANGE * *share;
    }
  steps_clear (&steps);
  trial->fill.mean = mean_of_fill (places, &trial->fill.cells);
  return changed;
}

gboolean
smp_trial_is_too_dark (const SmpTrial *trial, gdouble darkest)
{
  const SmpPlaces *places = &trial->places[0];

  for (gint i = 0; i < places->columns * places->rows; i++)
    {
      const SmpSpot *spot = &places->spots[i];

      if (spot->area > 0.0 && spot->done > LEAST_FILL &&
          spot->lab[0] < MIN (spot->before_l, 0.0) + darkest)
        return TRUE;
    }
  return FALSE;
}
