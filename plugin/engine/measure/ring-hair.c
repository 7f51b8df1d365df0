/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The hair of the ring: found in rounds, each with a better direction and shape, while what is bare
 * is left out. */

#include "base/stop.h"
#include "hair-shape.h"
#include "measurement.h"

#define LEAST_HAIRS 25

/* Skin with less than such a share of the densest place's strokes, smoothed so far, lies beyond the
 * hairline; its texture is fainter than such a share of the typical stroke. */
#define BARE_MM    2.5
#define BARE_SHARE 0.15f
#define BARE_MASS  0.36f

/* In a ring so large, a part of it gives a first idea of the hair. */
#define LARGE_CM2 25.0

#define AXES_MM   1.5
#define REFINE_MM 2.0

/* Strokes a cell and cells that count, both smoothed; returns the density where it is highest, but
 * for a twentieth of the ring. */
static gfloat
smooth_strokes (const SmpMeasurement *m, SmpField *strokes, SmpField *area)
{
  const SmpField *usable = &m->ring.usable;
  gint            n      = usable->width * usable->height;
  gdouble         sigma  = BARE_MM * m->ring.px_per_mm / m->ring.cell;
  gfloat         *values = g_new (gfloat, n), densest;
  gsize           count  = 0;

  smp_field_init (strokes, usable->width, usable->height);
  smp_field_init (area, usable->width, usable->height);
  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (m->finder.marks, SmpFoundMark, i);

      if (smp_marks_mass (&m->finder, mark) > BARE_MASS)
        smp_field_row (strokes, (gint) mark->y / m->ring.cell)[(gint) mark->x / m->ring.cell] +=
          1.0f;
    }
  smp_field_blur (strokes, sigma, strokes);
  smp_field_blur (&m->ring.skin, sigma, area);
  for (gint i = 0; i < n; i++)
    if (usable->data[i] > 0.5f)
      values[count++] = strokes->data[i] / MAX (area->data[i], 1e-3f);
  densest = smp_quantile (values, count, 0.95);
  g_free (values);
  return densest;
}

/* Leaves out of the ring what has next to no hair: neck, forehead, face, other bare patches. */
static void
leave_out_bare (SmpMeasurement *m)
{
  SmpField strokes, area;
  gfloat   densest = smooth_strokes (m, &strokes, &area);
  gint     n       = strokes.width * strokes.height;

  for (gint i = 0; i < n; i++)
    if (strokes.data[i] < BARE_SHARE * densest * area.data[i])
      m->ring.usable.data[i] = 0.0f;
  m->finder.usable = m->ring.usable;
  smp_field_clear (&strokes);
  smp_field_clear (&area);
}

/* Finds the hair of the ring, each round with a better direction and shape. */
gboolean
smp_measurement_find_ring (SmpMeasurement *m)
{
  SmpMarkFinder *finder   = &m->finder;
  gboolean       is_large = m->result->ring_area_cm2 > LARGE_CM2;

  finder->usable             = m->ring.usable;
  finder->shape.sigma_across = MAX (0.06 * finder->px_per_mm, 0.7);
  finder->shape.length       = MAX (0.5 * finder->px_per_mm, 2.0);
  smp_marks_find_axes (finder, AXES_MM);
  for (gint round = 0; round < 3; round++)
    {
      if (round > 0)
        smp_marks_refine_axes (finder, REFINE_MM);
      finder->is_sparse   = is_large && round == 0;
      finder->with_strays = round > 0;
      smp_marks_find (finder);
      if (smp_is_stopped () || finder->marks->len < LEAST_HAIRS || !smp_mark_shape_measure (finder))
        return FALSE;
      if (round < 2)
        smp_local_lengths_measure (finder);
      if (round == 1)
        leave_out_bare (m);
    }
  return TRUE;
}
