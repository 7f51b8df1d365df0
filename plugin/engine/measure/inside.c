/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks that are left to who measures: the ring's, and those of hair that stands in the region
 * and in the gap around it. */

#include "base/same-math.h"
#include "measurement.h"

/* So many of the ring's hairs are faint; where many times that share of the region's strokes are as
 * faint, by more than so many standard deviations of chance, these are no hairs. */
#define FAINT_SHARE 0.20
#define MANY_TIMES  1.6
#define SURE        3.0

void
smp_measurement_add_marks (SmpMeasurement *m)
{
  SmpSurroundings *s = m->result;

  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *found = &g_array_index (m->finder.marks, SmpFoundMark, i);
      SmpMark             mark  = { found->x + 0.5f + (gfloat) m->ring.x,
                                    found->y + 0.5f + (gfloat) m->ring.y,
                                    found->axis_x,
                                    found->axis_y,
                                    found->length / (gfloat) m->finder.px_per_mm,
                                    (gfloat) ((gdouble) found->hairs * m->strokes),
                                    FALSE };
      gint                cell  = m->ring.cell;

      mark.in_ring =
        smp_field_row (&m->ring.usable, (gint) found->y / cell)[(gint) found->x / cell] > 0.5f;
      g_array_append_val (s->marks, mark);
    }
}

static gboolean
is_inside (const SmpMeasurement *m, const SmpFoundMark *mark)
{
  gint cell = m->ring.cell;

  return smp_field_row (&m->ring.region, (gint) mark->y / cell)[(gint) mark->x / cell] > 0.5f;
}

static gfloat
mark_mass (const SmpFoundMark *mark)
{
  return mark->length * mark->own_strength;
}

/* What but few of the ring's hairs fall short of. */
static gfloat
least_mass (const GArray *marks)
{
  gfloat *masses = g_new (gfloat, MAX (marks->len, 1)), least;

  for (guint i = 0; i < marks->len; i++)
    masses[i] = mark_mass (&g_array_index (marks, SmpFoundMark, i));
  least = smp_quantile (masses, marks->len, FAINT_SHARE);
  g_free (masses);
  return least;
}

/* A scar's wrinkles and shine leave faint strokes where no hair is. */
static void
drop_faint (const SmpMeasurement *m, gfloat least)
{
  GArray *marks   = m->finder.marks;
  guint   n_faint = 0, n_inside = 0, n = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      if (!is_inside (m, mark))
        continue;
      n_inside++;
      n_faint += mark_mass (mark) < least;
    }
  if (n_faint <= MANY_TIMES * FAINT_SHARE * n_inside ||
      n_faint <=
        FAINT_SHARE * n_inside + SURE * sqrt (FAINT_SHARE * (1.0 - FAINT_SHARE) * n_inside))
    return;
  for (guint i = 0; i < marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      if (!is_inside (m, mark) || mark_mass (mark) >= least)
        g_array_index (marks, SmpFoundMark, n++) = *mark;
    }
  g_array_set_size (marks, n);
}

/* Hairs of the gap that are in the ring as well have been counted there. */
static void
drop_counted (const SmpMeasurement *m)
{
  GArray *marks = m->finder.marks;
  gint    cell  = m->ring.cell;
  guint   n     = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      if (smp_field_row (&m->ring.usable, (gint) mark->y / cell)[(gint) mark->x / cell] <= 0.5f)
        g_array_index (marks, SmpFoundMark, n++) = *mark;
    }
  g_array_set_size (marks, n);
}

/* The same search in the region and the gap around it, by the ring's typical hair. */
void
smp_measurement_inside (SmpMeasurement *m)
{
  SmpSurroundings *s    = m->result;
  gdouble          area = 0.0, hairs = 0.0;
  gint             width = m->ring.usable.width, n = width * m->ring.usable.height;
  gfloat           least;

  smp_field_init (&m->finder.usable, width, m->ring.usable.height);
  for (gint i = 0; i < n; i++)
    {
      m->finder.usable.data[i] = m->ring.distance.data[i] < 1.5f && m->ring.grain.data[i] <= 0.0f;
      if (m->ring.region.data[i] > 0.5f)
        area += smp_ring_cell_area (&m->ring, i % width, i / width);
    }
  m->finder.keep_typical = TRUE;
  least                  = least_mass (m->finder.marks);
  smp_marks_find (&m->finder);
  drop_faint (m, least);
  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (m->finder.marks, SmpFoundMark, i);

      hairs += is_inside (m, mark) ? (gdouble) mark->hairs : 0.0;
    }
  s->inside_density_per_cm2 =
    smp_figure (smp_measurement_density_of (m, hairs, area), smp_measurement_confidence (m));

  drop_counted (m);
  smp_measurement_add_marks (m);
  smp_field_clear (&m->finder.usable);
  m->finder.usable = m->ring.usable;
}
