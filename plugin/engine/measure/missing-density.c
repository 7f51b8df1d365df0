/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Density map of a fill: what is missing to the target. */

#include "base/exact-math.h"
#include "base/field.h"
#include "base/same-math.h"
#include "smp/measure.h"

/* The density of standing hair is smoothed over so many times the hairs' mean distance. */
#define SMOOTH_SPACINGS 1.0

/* Less than this share missing is chance, not a gap. */
#define CHANCE 0.15

/* Hair is as dense as around from the one share of the ring's density on, and surely less than it
 * up to the other: a patch with so few hairs of its own is bald whatever stands beside it. */
#define HAIRY       0.75
#define SPARSE      0.50
#define SURELY_BALD 0.35

/* So far from the region all hair was looked for. */
#define SEARCHED_MM 1.5f

/* Where less than this share of the area around a place was searched, nothing is known to be
 * missing. */
#define LEAST_AREA 0.02f

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
  gint                   x, y; /* of the first cell; cells lie as the ring's do, whatever the map */
} Deficit;

/* Whether hair was looked for in a cell outside the region: close to it, or in the ring. */
static gboolean
is_searched (const Deficit *deficit, gint column, gint row)
{
  const SmpSurroundings *s = deficit->surroundings;
  gint                   i = (deficit->x + column * deficit->cell + deficit->cell / 2 - s->ring.x);
  gint                   j = (deficit->y + row * deficit->cell + deficit->cell / 2 - s->ring.y);

  if (smp_field_row (&deficit->distance, row)[column] < SEARCHED_MM)
    return TRUE;
  i = i < 0 ? -1 : i / s->cell_px;
  j = j < 0 ? -1 : j / s->cell_px;
  return i >= 0 && j >= 0 && i < s->ring.width && j < s->ring.height &&
         s->ring.data[j * s->ring.width + i] > 0.5f;
}

/* Hairs over what the target has, smoothed over the searched cells that count. */
static void
smooth_present (const Deficit  *deficit,
                const SmpField *hairs,
                gboolean        inside,
                gboolean        outside,
                gdouble         sigma,
                SmpField       *present)
{
  static const gfloat all = 1.0f;

  gint     n = hairs->width * hairs->height;
  SmpField area;

  smp_field_init (present, hairs->width, hairs->height);
  smp_field_init (&area, hairs->width, hairs->height);
  for (gint i = 0; i < n; i++)
    if (deficit->inside.data[i] > 0.5f
          ? inside
          : outside && is_searched (deficit, i % hairs->width, i / hairs->width))
      {
        area.data[i]     = 1.0f;
        present->data[i] = hairs->data[i];
      }
  smp_field_means_near (present, 1, &area, sigma, LEAST_AREA, &all);
  smp_field_clear (&area);
}

/* What is missing of the target where so much of it is present; none where hair stands as it does
 * around: if the target is more, a hair stands for as many dots as one around. */
static gfloat
missing_share (gdouble present, gdouble target_per_cm2, gdouble around_per_cm2)
{
  gdouble like_around = present * target_per_cm2 / MAX (around_per_cm2, 1.0);
  gdouble gap         = (1.0 - MAX (present, like_around) - CHANCE) / (1.0 - 2.0 * CHANCE);
  gdouble bald        = (HAIRY - like_around) / (HAIRY - SPARSE);

  return (gfloat) (CLAMP (gap, 0.0, 1.0) * CLAMP (bald, 0.0, 1.0));
}

/* The ring's density near a cell, so that each side of a region is filled as its own surroundings
 * are. */
static gdouble
density_near (const Deficit *deficit, gint column, gint row)
{
  const SmpSurroundings *s = deficit->surroundings;
  gdouble                x = deficit->x + (column + 0.5) * deficit->cell;
  gdouble                y = deficit->y + (row + 0.5) * deficit->cell;
  gdouble                local;

  return smp_surroundings_local (s, SMP_LOCAL_DENSITY, x, y, &local) > 0.0
           ? local
           : s->density_per_cm2.value;
}

static void
find_missing (Deficit *deficit, gdouble target_per_cm2)
{
  const SmpSurroundings *s = deficit->surroundings;
  SmpField               hairs, present[3];
  gdouble                cell_mm  = deficit->cell / s->px_per_mm;
  gdouble                sigma_mm = SMOOTH_SPACINGS * 10.0 / sqrt (MAX (target_per_cm2, 1.0));
  gdouble                full     = target_per_cm2 / 100.0 * cell_mm * cell_mm;

  smp_field_init (&hairs, deficit->inside.width, deficit->inside.height);
  for (guint i = 0; i < s->marks->len; i++)
    {
      const SmpMark *mark = &g_array_index (s->marks, SmpMark, i);
      gint           x = (gint) floorf ((mark->x - (gfloat) deficit->x) / (gfloat) deficit->cell);
      gint           y = (gint) floorf ((mark->y - (gfloat) deficit->y) / (gfloat) deficit->cell);

      if (x >= 0 && y >= 0 && x < hairs.width && y < hairs.height)
        smp_field_row (&hairs, y)[x] += (gfloat) ((gdouble) mark->hairs / MAX (full, 1e-9));
    }
  smooth_present (deficit, &hairs, TRUE, FALSE, sigma_mm / cell_mm, &present[0]);
  smooth_present (deficit, &hairs, FALSE, TRUE, sigma_mm / cell_mm, &present[1]);
  smooth_present (deficit, &hairs, TRUE, TRUE, sigma_mm / cell_mm, &present[2]);
  for (gint i = 0; i < hairs.width * hairs.height; i++)
    {
      /* What stands outside fills no gap inside; but few hairs on one side say little. */
      gdouble here = (gdouble) present[deficit->inside.data[i] > 0.5f ? 0 : 1].data[i];
      gdouble both = (gdouble) present[2].data[i];
      gdouble near = density_near (deficit, i % hairs.width, i / hairs.width);

      if (here * target_per_cm2 > SURELY_BALD * near)
        here = MAX (here, both);
      deficit->missing.data[i] = missing_share (here, target_per_cm2, near);
    }
  for (gint k = 0; k < 3; k++)
    smp_field_clear (&present[k]);
  smp_field_clear (&hairs);
}

/* The palest places need all that is missing, others less. */
static void
weigh_need (Deficit *deficit)
{
  const SmpPlane *need  = &deficit->surroundings->need;
  const SmpField  cells = { need->data, need->width, need->height };
  gint            left  = (deficit->x - need->x) / deficit->cell;
  gint            top   = (deficit->y - need->y) / deficit->cell;

  for (gint j = 0; j < deficit->missing.height; j++)
    for (gint i = 0; i < deficit->missing.width; i++)
      smp_field_row (&deficit->missing, j)[i] *=
        smp_field_at (&cells, (gfloat) (left + i), (gfloat) (top + j));
}

/* The share of what is missing that a pixel outside the region, or at its edge, gets. */
static gfloat
share_beside (const Deficit *deficit, gfloat share, gfloat cx, gfloat cy)
{
  gfloat margin = (gfloat) MAX (deficit->margin_mm, 1e-3);
  gfloat fade   = 1.0f - smp_field_at (&deficit->distance, cx, cy) / margin;

  fade = CLAMP (fade, 0.0f, 1.0f);
  return MAX (share, smp_ease (fade) * (share < 1.0f));
}

static void
fill_row (gint row, gpointer data)
{
  Deficit *deficit = data;
  gfloat  *to     = smp_plane_at (deficit->density, deficit->density->x, deficit->density->y + row);
  gfloat   scale  = 1.0f / (gfloat) deficit->cell;
  gfloat   margin = (gfloat) MAX (deficit->margin_mm, 1e-3);
  gint     left   = deficit->density->x - deficit->x;
  gint     below  = deficit->density->y - deficit->y + row;
  gfloat   far    = margin + 3.0f * (gfloat) (deficit->cell / deficit->surroundings->px_per_mm);
  gfloat   cy     = ((gfloat) below + 0.5f) * scale - 0.5f;
  const gfloat *distance = smp_field_row (&deficit->distance, below / deficit->cell);
  const gint    width    = deficit->density->width;

  for (gint x = 0, end, cell = left / deficit->cell; x < width; x = end, cell++)
    {
      /* Pixels of one cell. */
      end = MIN ((cell + 1) * deficit->cell - left, width);
      for (; x < end; x++)
        {
          gfloat cx = ((gfloat) (left + x) + 0.5f) * scale - 0.5f;
          gfloat share =
            smp_share_at (deficit->region, deficit->density->x + x, deficit->density->y + row);

          if (share >= 1.0f)
            to[x] = smp_field_at (&deficit->missing, cx, cy);
          else if (share <= 0.0f && distance[cell] > far)
            to[x] = 0.0f;
          else
            to[x] =
              share_beside (deficit, share, cx, cy) * smp_field_at (&deficit->missing, cx, cy);
        }
    }
}

/* The corner of the cell that a pixel lies in, where one has its corner at the origin. */
static gint
first_cell (gint pixel, gint origin, gint cell)
{
  return origin + (gint) floor ((gdouble) (pixel - origin) / cell) * cell;
}

void
smp_surroundings_deficit (const SmpSurroundings *surroundings,
                          const SmpPlane        *region,
                          gdouble                target_per_cm2,
                          gdouble                margin_mm,
                          SmpPlane              *density)
{
  gint    cell    = MAX (surroundings->cell_px, 1);
  gint    x       = first_cell (density->x, surroundings->ring.x, cell);
  gint    y       = first_cell (density->y, surroundings->ring.y, cell);
  gint    columns = (density->x + density->width - x + cell - 1) / cell;
  gint    rows    = (density->y + density->height - y + cell - 1) / cell;
  Deficit deficit = { .surroundings = surroundings,
                      .region       = region,
                      .margin_mm    = margin_mm,
                      .density      = density,
                      .cell         = cell,
                      .x            = x,
                      .y            = y };

  g_return_if_fail (region->components == 1 && density->components == 1);

  smp_field_init (&deficit.inside, columns, rows);
  smp_field_init (&deficit.missing, columns, rows);
  for (gint j = 0; j < rows; j++)
    for (gint i = 0; i < columns; i++)
      {
        smp_field_row (&deficit.inside, j)[i] =
          smp_share_at (region, x + i * cell + cell / 2, y + j * cell + cell / 2);
        smp_field_row (&deficit.missing, j)[i] = 1.0f;
      }
  smp_field_distance (&deficit.inside, (gfloat) (cell / surroundings->px_per_mm),
                      &deficit.distance);
  if (surroundings->density_per_cm2.limit == SMP_LIMIT_NONE)
    find_missing (&deficit, target_per_cm2);
  weigh_need (&deficit);
  smp_rows_foreach (density->height, fill_row, &deficit);
  smp_field_clear (&deficit.inside);
  smp_field_clear (&deficit.distance);
  smp_field_clear (&deficit.missing);
}
