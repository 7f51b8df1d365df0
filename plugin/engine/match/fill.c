/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The share of the dots that each place of a region gets. */

#include <math.h>
#include <string.h>

#include "trial.h"

/* Places are to be paler than the ring near by, by this optical depth, which is 0.3 L*: evenly
 * light is not seen where single dots too many are. */
#define BELOW 0.012

/* One step changes a place's share of dots by no more than these factors; no place gets more than
 * so many times the mean, and shares change over this distance. */
#define LEAST_STEP  0.3
#define MOST_STEP   1.8
#define MOST_UNEVEN 2.0
#define SMOOTH_MM   0.7

/* Dots that take less light than this, as an optical depth, say nothing of what more would do. */
#define LEAST_DONE 0.01

/* A place's disc reaches so many places beyond it. */
#define DISC_CELLS 2

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

void
smp_trial_density (const SmpTrial *trial, const SmpParams *params, SmpPlane *density)
{
  gfloat scale = trial->fill.cells.data ? 1.0f / (gfloat) trial->fill.step_px : 0.0f;

  smp_surroundings_deficit (trial->surroundings, trial->region, params->density_per_cm2,
                            params->margin_mm, density);
  if (!trial->fill.cells.data)
    return;
  for (gint y = 0; y < density->height; y++)
    {
      gfloat *row  = smp_plane_at (density, density->x, density->y + y);
      gfloat  down = ((gfloat) (density->y + y - trial->fill.y) + 0.5f) * scale - 0.5f;

      for (gint x = 0; x < density->width; x++)
        if (row[x] > 0.0f)
          row[x] *=
            smp_field_at (&trial->fill.cells,
                          ((gfloat) (density->x + x - trial->fill.x) + 0.5f) * scale - 0.5f, down);
    }
}

/* Places without any of the region take their neighbours' value, and all become a little smoother,
 * so that no place's share is seen as an edge. */
static void
smooth_fill (const SmpPlaces *places, gdouble px_per_mm, SmpField *fill)
{
  gdouble  sigma = SMOOTH_MM * px_per_mm / places->step_px;
  gint     n     = fill->width * fill->height;
  SmpField area;

  smp_field_init (&area, fill->width, fill->height);
  for (gint i = 0; i < n; i++)
    {
      area.data[i] = (gfloat) places->spots[i].area;
      fill->data[i] *= area.data[i];
    }
  smp_field_blur (fill, sigma, fill);
  smp_field_blur (&area, sigma, &area);
  for (gint i = 0; i < n; i++)
    fill->data[i] = area.data[i] > 1e-4f ? fill->data[i] / area.data[i] : -1.0f;
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

/* How many times the dots of a place it needs. */
static gdouble
step_of (const SmpSpot *spot)
{
  gdouble step;

  if (spot->done < LEAST_DONE)
    return 1.0;
  step = MAX (spot->need - BELOW, 0.0) / spot->done;
  return CLAMP (step, LEAST_STEP, spot->glare > GLARY ? 1.0 : MOST_STEP);
}

void
smp_trial_even_out (SmpTrial *trial, gdouble most_per_cm2, SmpParams *params)
{
  const SmpPlaces *places = &trial->places[0];
  SmpField        *fill   = &trial->fill.cells;
  gfloat           mean, most = 0.0f, raise;
  gint             n = places->columns * places->rows;

  start_fill (trial, places);
  for (gint i = 0; i < n; i++)
    if (places->spots[i].area > 0.0)
      fill->data[i] *= (gfloat) step_of (&places->spots[i]);
  smooth_fill (places, trial->scene.px_per_mm, fill);
  mean = (gfloat) mean_of_fill (places, fill);
  for (gint i = 0; i < n; i++)
    {
      if (fill->data[i] < 0.0f)
        fill->data[i] = mean;
      fill->data[i] = MIN (fill->data[i], (gfloat) MOST_UNEVEN * mean);
      if (places->spots[i].area > 0.0)
        most = MAX (most, fill->data[i]);
    }
  if (most <= 0.0f)
    return;
  raise = MIN (most, (gfloat) MAX (most_per_cm2 / MAX (params->density_per_cm2, 1.0), 1e-3));
  params->density_per_cm2 *= (gdouble) raise;
  for (gint i = 0; i < n; i++)
    fill->data[i] = MIN (fill->data[i] / raise, 1.0f);
  trial->fill.mean = mean_of_fill (places, fill);
}

/* Takes so large a share of their dots from a place and, less, from those that its disc reaches. */
static void
thin_out (const SmpPlaces *places, gint column, gint row, gdouble share, SmpField *factors)
{
  for (gint j = MAX (row - DISC_CELLS, 0); j <= MIN (row + DISC_CELLS, places->rows - 1); j++)
    for (gint i = MAX (column - DISC_CELLS, 0); i <= MIN (column + DISC_CELLS, places->columns - 1);
         i++)
      {
        gdouble away   = hypot (i - column, j - row) / (DISC_CELLS + 1);
        gfloat *factor = &smp_field_row (factors, j)[i];

        *factor = MIN (*factor, (gfloat) (1.0 - share * MAX (1.0 - away * away, 0.0)));
      }
}

void
smp_trial_lighten (SmpTrial *trial, gdouble darkest)
{
  const SmpPlaces *places = &trial->places[0];
  gint             n      = places->columns * places->rows;
  SmpField         factors;

  start_fill (trial, places);
  smp_field_init (&factors, places->columns, places->rows);
  for (gint i = 0; i < n; i++)
    factors.data[i] = 1.0f;
  for (gint i = 0; i < n; i++)
    if (places->spots[i].area > 0.0 && places->spots[i].lab[0] < darkest)
      thin_out (places, i % places->columns, i / places->columns,
                1.0 - MIN (step_of (&places->spots[i]), 1.0), &factors);
  for (gint i = 0; i < n; i++)
    trial->fill.cells.data[i] *= factors.data[i];
  smp_field_clear (&factors);
  trial->fill.mean = mean_of_fill (places, &trial->fill.cells);
}
