/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "directions.h"

#define FIELD_STEP_MM 2.0

/* Each hair is known to nodes so far away, in steps; farther where there are none so near. */
#define NEAREST_STEPS  1.2
#define FARTHEST_STEPS 40.0

/* So much a stroke's own axis is off over its length, as found on drawn scalps. */
#define AXIS_ERROR_PX 1.2

/* Marks whose axis counts have at least such a share of their neighbours' typical strength. */
#define LEAST_STRENGTH 0.5f

/* Sums over the hairs near each node: their number, and their doubled angles' cosine and sine. */
static void
add_hairs (const SmpMarkFinder *finder, gdouble step_px, SmpField known[3])
{
  for (guint i = 0; i < finder->marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (finder->marks, SmpFoundMark, i);
      gint x = CLAMP ((gint) ((gdouble) mark->x / step_px + 0.5), 0, known[0].width - 1);
      gint y = CLAMP ((gint) ((gdouble) mark->y / step_px + 0.5), 0, known[0].height - 1);

      /* Rows count downwards, angles counter-clockwise. */
      smp_field_row (&known[0], y)[x] += 1.0f;
      smp_field_row (&known[1], y)[x] += mark->axis_x * mark->axis_x - mark->axis_y * mark->axis_y;
      smp_field_row (&known[2], y)[x] -= 2.0f * mark->axis_x * mark->axis_y;
    }
}

/* Nodes without a direction take that of the hairs within so many steps. */
static void
fill_nodes (SmpDirectionField *directions, const SmpField known[3], gdouble sigma)
{
  SmpField wide[3];

  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&wide[c], known[0].width, known[0].height);
      smp_field_blur (&known[c], sigma, &wide[c]);
    }
  for (gint i = 0; i < directions->columns * directions->rows; i++)
    if (directions->vectors[2 * i] == 0.0f && directions->vectors[2 * i + 1] == 0.0f &&
        (gdouble) wide[0].data[i] * sigma * sigma > 1.0)
      for (gint c = 0; c < 2; c++)
        directions->vectors[2 * i + c] = wide[c + 1].data[i] / wide[0].data[i];
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&wide[c]);
}

SmpDirectionField *
smp_directions_measure (const SmpMarkFinder *finder,
                        const SmpRing       *ring,
                        gdouble             *common_deg,
                        gdouble             *coherence)
{
  SmpDirectionField *directions;
  gdouble            px = ring->px_per_mm, step = FIELD_STEP_MM, sum[3] = { 0.0, 0.0, 0.0 };
  gint               columns, rows;
  SmpField           known[3];

  while ((ceil (ring->width / px / step) + 1) * (ceil (ring->height / px / step) + 1) >
         SMP_DIRECTION_MAX_NODES)
    step *= 1.25;
  columns    = (gint) ceil (ring->width / px / step) + 1;
  rows       = (gint) ceil (ring->height / px / step) + 1;
  directions = smp_direction_field_new (ring->x / px, ring->y / px, step, columns, rows);
  for (gint c = 0; c < 3; c++)
    smp_field_init (&known[c], columns, rows);
  add_hairs (finder, px * step, known);
  for (gdouble sigma = NEAREST_STEPS; sigma < FARTHEST_STEPS; sigma *= 2.0)
    fill_nodes (directions, known, sigma);
  for (gint c = 0; c < 3; c++)
    {
      for (gint i = 0; i < columns * rows; i++)
        sum[c] += (gdouble) known[c].data[i];
      smp_field_clear (&known[c]);
    }
  *common_deg = fmod (atan2 (sum[2], sum[1]) * 90.0 / G_PI + 180.0, 180.0);
  *coherence  = hypot (sum[1], sum[2]) / MAX (sum[0], 1.0);
  return directions;
}

gboolean
smp_directions_turn (const SmpDirectionField *directions,
                     const SmpMarkFinder     *finder,
                     const SmpFoundMark      *mark,
                     const SmpRing           *ring,
                     gdouble                 *cosine)
{
  gdouble along[2], turn;

  /* A faint mark's axis is hardly known. */
  if (mark->strength < LEAST_STRENGTH * smp_marks_typical_at (finder, mark->x, mark->y))
    return FALSE;
  if (!smp_direction_field_axis (directions, ((gdouble) mark->x + ring->x) / ring->px_per_mm,
                                 ((gdouble) mark->y + ring->y) / ring->px_per_mm, along))
    return FALSE;
  turn    = along[0] * (gdouble) mark->axis_x - along[1] * (gdouble) mark->axis_y;
  *cosine = 2.0 * turn * turn - 1.0;
  return TRUE;
}

gdouble
smp_directions_error (const SmpMarkFinder *finder)
{
  return AXIS_ERROR_PX / MAX (finder->shape.length, 1.0);
}

gdouble
smp_directions_variation_deg (const SmpDirectionField *directions,
                              const SmpMarkFinder     *finder,
                              const SmpRing           *ring)
{
  gdouble sum = 0.0, n = 0.0, error = smp_directions_error (finder), variance;

  for (guint i = 0; i < finder->marks->len; i++)
    {
      gdouble cosine;

      if (!smp_directions_turn (directions, finder, &g_array_index (finder->marks, SmpFoundMark, i),
                                ring, &cosine))
        continue;
      sum += cosine;
      n += 1.0;
    }
  variance = n > 0.0 ? -0.5 * log (CLAMP (sum / n, 1e-3, 1.0)) - error * error : 0.0;
  return sqrt (MAX (variance, 0.0)) * 180.0 / G_PI;
}
