/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Density map of a fill: what is missing to the target. */

#include <math.h>

#include "measure-field.h"
#include "smp/measure.h"

/* The density of standing hair is smoothed over so many times the hairs' mean distance. */
#define SMOOTH_SPACINGS 1.0

/* Less than this share missing is chance, not a gap. */
#define CHANCE 0.15

typedef struct
{
  const SmpSurroundings *surroundings;
  const SmpPlane        *region;
  gdouble                margin_mm;
  SmpField               inside;   /* by cell, from here on */
  SmpField               distance; /* from the region, mm */
  SmpField               missing;
  SmpPlane              *density;
  gint                   cell;
} Deficit;

static void
find_missing (Deficit *deficit, gdouble target_per_cm2)
{
  const SmpSurroundings *s = deficit->surroundings;
  SmpField               present;
  gdouble                cell_mm  = deficit->cell / s->px_per_mm;
  gdouble                sigma_mm = SMOOTH_SPACINGS * 10.0 / sqrt (MAX (target_per_cm2, 1.0));
  gdouble                full     = target_per_cm2 / 100.0 * cell_mm * cell_mm;

  smp_field_init (&present, deficit->inside.width, deficit->inside.height);
  for (guint i = 0; i < s->marks->len; i++)
    {
      const SmpMark *mark = &g_array_index (s->marks, SmpMark, i);
      gint x = (gint) floorf ((mark->x - (gfloat) deficit->density->x) / (gfloat) deficit->cell);
      gint y = (gint) floorf ((mark->y - (gfloat) deficit->density->y) / (gfloat) deficit->cell);

      if (x >= 0 && y >= 0 && x < present.width && y < present.height)
        smp_field_row (&present, y)[x] += 1.0f;
    }
  smp_field_blur (&present, sigma_mm / cell_mm, &present);
  for (gint i = 0; i < present.width * present.height; i++)
    {
      gdouble gap = 1.0 - (gdouble) present.data[i] / MAX (full, 1e-9);

      deficit->missing.data[i] = (gfloat) CLAMP ((gap - CHANCE) / (1.0 - 2.0 * CHANCE), 0.0, 1.0);
    }
  smp_field_clear (&present);
}

static gfloat
region_at (const SmpPlane *region, gint x, gint y)
{
  if (x < region->x || y < region->y || x >= region->x + region->width ||
      y >= region->y + region->height)
    return 0.0f;
  return CLAMP (*smp_plane_at (region, x, y), 0.0f, 1.0f);
}

static void
fill_row (gint row, gpointer data)
{
  Deficit *deficit = data;
  gfloat  *to     = smp_plane_at (deficit->density, deficit->density->x, deficit->density->y + row);
  gfloat   scale  = 1.0f / (gfloat) deficit->cell;
  gfloat   margin = (gfloat) MAX (deficit->margin_mm, 1e-3);

  for (gint x = 0; x < deficit->density->width; x++)
    {
      gfloat cx = ((gfloat) x + 0.5f) * scale - 0.5f, cy = ((gfloat) row + 0.5f) * scale - 0.5f;
      gfloat share =
        region_at (deficit->region, deficit->density->x + x, deficit->density->y + row);
      gfloat fade = 1.0f - smp_field_at (&deficit->distance, cx, cy) / margin;

      fade  = CLAMP (fade, 0.0f, 1.0f);
      to[x] = MAX (share, fade * fade * (3.0f - 2.0f * fade) * (share < 1.0f)) *
              smp_field_at (&deficit->missing, cx, cy);
    }
}

void
smp_surroundings_deficit (const SmpSurroundings *surroundings,
                          const SmpPlane        *region,
                          gdouble                target_per_cm2,
                          gdouble                margin_mm,
                          SmpPlane              *density)
{
  Deficit deficit = { surroundings,   region,         margin_mm, { NULL, 0, 0 },
                      { NULL, 0, 0 }, { NULL, 0, 0 }, density,   MAX (surroundings->cell_px, 1) };
  gint    columns = (density->width + deficit.cell - 1) / deficit.cell;
  gint    rows    = (density->height + deficit.cell - 1) / deficit.cell;

  g_return_if_fail (region->components == 1 && density->components == 1);

  smp_field_init (&deficit.inside, columns, rows);
  smp_field_init (&deficit.missing, columns, rows);
  for (gint j = 0; j < rows; j++)
    for (gint i = 0; i < columns; i++)
      {
        smp_field_row (&deficit.inside, j)[i] =
          region_at (region, density->x + i * deficit.cell + deficit.cell / 2,
                     density->y + j * deficit.cell + deficit.cell / 2);
        smp_field_row (&deficit.missing, j)[i] = 1.0f;
      }
  smp_field_distance (&deficit.inside, (gfloat) (deficit.cell / surroundings->px_per_mm),
                      &deficit.distance);
  if (surroundings->density_per_cm2.limit == SMP_LIMIT_NONE)
    find_missing (&deficit, target_per_cm2);
  smp_rows_foreach (density->height, fill_row, &deficit);
  smp_field_clear (&deficit.inside);
  smp_field_clear (&deficit.distance);
  smp_field_clear (&deficit.missing);
}
