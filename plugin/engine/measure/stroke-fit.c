/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a single hair lies, how long and how dark it is: it may differ from those around it. */

#include "base/exact-math.h"
#include "search.h"

#define TURN_STEP_DEG  9.0  /* of its axis from those around */
#define SHORTEST       0.5  /* of the average */
#define END_STRENGTH   0.4  /* of its middle */
#define LEAST_DARKNESS 0.05 /* of its strength */

void
smp_search_prepare_fit (SmpMarkSearch *search)
{
  smp_search_set_turns (search->turns, SMP_TURN_STEPS, TURN_STEP_DEG);
}

/* The places on all turned axes are found together. */
#define N_TURNS       (2 * SMP_TURN_STEPS + 1)
#define N_TURN_PLACES (N_TURNS * 2 * SMP_N_BESIDE)

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
sum_turns (const SmpMarkSearch *search,
           const SmpFoundMark  *mark,
           gfloat               axes[N_TURNS][2],
           gfloat              *sums)
{
  const SmpField *field  = &search->across;
  const gfloat    step   = smp_marks_length_at (search->finder, mark->x, mark->y) / 8.0f;
  const SmpPlace  place  = smp_field_place (field, mark->x, mark->y);
  const SmpFour   middle = smp_search_hessian_at (search, &place);
  TurnPlaces      places;
  gint            n = 0;

  for (gint k = 0; k < N_TURNS; k++)
    for (gint i = -SMP_N_BESIDE; i <= SMP_N_BESIDE; i++)
      if (i != 0)
        {
          places.x[n]   = mark->x + axes[k][0] * step * (gfloat) i;
          places.y[n++] = mark->y + axes[k][1] * step * (gfloat) i;
        }
  place_turns (field->width, field->height, &places);
  for (gint k = 0; k < N_TURNS; k++)
    {
      SmpFour hessian = middle;

      for (gint i = k * 2 * SMP_N_BESIDE; i < (k + 1) * 2 * SMP_N_BESIDE; i++)
        hessian +=
          smp_search_hessian_at (search, &(SmpPlace) { (gsize) places.sample[i], place.right,
                                                       place.below, places.x[i], places.y[i] });
      sums[k] = smp_search_across_of (search, axes[k], hessian);
    }
}

/* Turns a mark's axis to the hair's own. */
static void
turn_mark (const SmpMarkSearch *search, SmpFoundMark *mark)
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
    mark->strength * CLAMP (sums[best] / MAX (sums[SMP_TURN_STEPS], 1e-6f), 1.0f, 1.8f);
}

/* How far the mark goes on in one direction (1 or -1) along its axis. */
static gfloat
reach_of_mark (const SmpMarkSearch *search,
               const SmpFoundMark  *mark,
               gfloat               average,
               gfloat               direction)
{
  gfloat axis[2] = { mark->axis_x, mark->axis_y };
  gfloat limit   = (gfloat) END_STRENGTH * mark->strength;
  gfloat end = (gfloat) (0.5 * SMP_LONGEST_MARK) * average, reach = 0.5f;

  while (reach < end && smp_field_at (&search->response, mark->x + direction * reach * axis[0],
                                      mark->y + direction * reach * axis[1]) > limit)
    reach += 0.5f;
  return reach;
}

void
smp_search_fit_mark (const SmpMarkSearch *search, SmpFoundMark *mark)
{
  gfloat average = smp_marks_length_at (search->finder, mark->x, mark->y), ahead, behind;

  turn_mark (search, mark);
  ahead  = reach_of_mark (search, mark, average, 1.0f);
  behind = reach_of_mark (search, mark, average, -1.0f);
  mark->x += 0.5f * (ahead - behind) * mark->axis_x;
  mark->y += 0.5f * (ahead - behind) * mark->axis_y;
  mark->x = CLAMP (mark->x, 0.0f, (gfloat) (search->response.width - 1));
  mark->y = CLAMP (mark->y, 0.0f, (gfloat) (search->response.height - 1));
  mark->length =
    CLAMP (ahead + behind, (gfloat) SHORTEST * average, (gfloat) SMP_LONGEST_MARK * average);
}

/* A mark's depth is compared at so many places along it. */
#define N_COMPARED 3

typedef struct
{
  gfloat x, y;
} MarkPoint;

/* How much darker a mark, of such depths, is than the lighter place on one side (1 or -1) of it. */
static gfloat
darker_than_side (const SmpMarkSearch *search,
                  const SmpFoundMark  *mark,
                  const MarkPoint      places[N_COMPARED],
                  const gfloat         depths[N_COMPARED],
                  gfloat               side)
{
  gfloat t    = (gfloat) smp_search_stroke_sigma (search);
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

gboolean
smp_search_is_dark (const SmpMarkSearch *search, const SmpFoundMark *mark)
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
