/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is measured place by place. */

#include "base/same-math.h"
#include "directions.h"
#include "hair-shape.h"
#include "local.h"
#include "measurement.h"

/* The average hair near each place. */
static void
measure_local_shapes (SmpMeasurement *m, SmpLocalFigures *figures)
{
  SmpLocalShapes shapes;
  gdouble        px = m->finder.px_per_mm;

  smp_local_shapes_measure (&m->finder, &shapes);
  for (gint row = 0; row < shapes.rows; row++)
    for (gint column = 0; column < shapes.columns; column++)
      {
        const SmpLocalShape *local = &shapes.tiles[row * shapes.columns + column];
        gdouble              x = (column + 0.5) * shapes.tile_px, y = (row + 0.5) * shapes.tile_px;
        SmpHairBelow         hair;
        gdouble              single[3];

        if (local->n <= 0.0)
          continue;
        hair      = smp_measurement_hair_below (m, &local->shape, local->shape.skin_rgb);
        single[0] = local->shape.length / px;
        single[1] = hair.width / px;
        single[2] = -log (MAX (1.0 - local->shape.darkening, 0.02));
        smp_local_add (figures, SMP_LOCAL_LENGTH, x, y, local->n, &single[0]);
        smp_local_add (figures, SMP_LOCAL_WIDTH, x, y, local->n, &single[1]);
        smp_local_add (figures, SMP_LOCAL_DEPTH, x, y, local->n, &single[2]);
        smp_local_add (figures, SMP_LOCAL_HAIR, x, y, local->n, hair.rgb);
        smp_local_add (figures, SMP_LOCAL_SKIN, x, y, local->n, local->shape.skin_rgb);
      }
  smp_local_shapes_clear (&shapes);
}

/* All that is read place by place.  The marks are the ring's. */
void
smp_measurement_by_place (SmpMeasurement *m)
{
  SmpSurroundings *s          = m->result;
  gdouble          confidence = smp_measurement_confidence (m);
  SmpLocalFigures  figures;

  smp_local_init (&figures, &m->ring);
  measure_local_shapes (m, &figures);
  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *mark  = &g_array_index (m->finder.marks, SmpFoundMark, i);
      gdouble             hairs = (gdouble) mark->hairs, cosine;

      smp_local_add (&figures, SMP_LOCAL_DENSITY, (gdouble) mark->x, (gdouble) mark->y, 0.0,
                     &hairs);
      if (s->directions && smp_directions_turn (s->directions, &m->finder, mark, &m->ring, &cosine))
        smp_local_add (&figures, SMP_LOCAL_SPREAD, (gdouble) mark->x, (gdouble) mark->y, 1.0,
                       &cosine);
    }
  smp_local_continue (&figures);
  smp_local_density (&figures, smp_measurement_strokes_of_one, m);
  if (s->directions)
    smp_local_spread (&figures, smp_directions_error (&m->finder));
  for (gint k = 0; k < SMP_N_LOCALS; k++)
    smp_local_take (&figures, (SmpLocal) k, confidence, &s->local[k], &s->local_confidence[k]);
  smp_local_clear (&figures);
}
