/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is true place by place, for pictures whose hair is not the same all over. */

#include "truth.h"

#include <math.h>

/* What is true of one square of the picture.
 */
typedef struct
{
  gdouble area_cm2;
  guint   hairs, vellus, too_long;
  gdouble diameter_mm, length_mm, darkness;
  gdouble cosine, sine; /* of the doubled direction */
} Cell;

/* Which square a place of the picture lies in, or NULL where a scar or a patch is bare.
 */
static Cell *
cell_at (const SampleScene *scene, GArray *cells, gint columns, gdouble x_mm, gdouble y_mm)
{
  gdouble         side = SAMPLE_CELL_MM * scene->options.px_per_mm;
  gdouble         x_px, y_px;
  SampleSurface   surface;
  SampleScarPlace place;
  guint           number;

  sample_scene_to_px (scene, x_mm, y_mm, &x_px, &y_px);
  if (x_px < 0.0 || x_px >= columns * side || y_px < 0.0)
    return NULL;
  number = (guint) (y_px / side) * (guint) columns + (guint) (x_px / side);
  if (number >= cells->len)
    return NULL;
  sample_scene_surface (scene, x_mm, y_mm, &surface);
  sample_scar_place (scene, &surface, &place);

  return surface.outside_mm < 0.0 && place.inside_mm < 0.0 ? &g_array_index (cells, Cell, number)
                                                           : NULL;
}

static void
cells_measure (const SampleScene *scene, const GArray *hairs, GArray *cells, gint columns)
{
  const SampleOptions *options = &scene->options;
  gdouble              pixel   = 0.04 / (options->px_per_mm * options->px_per_mm);
  SampleSurface        surface;

  for (gint row = 1; row < options->height_px; row += 2)
    for (gint column = 1; column < options->width_px; column += 2)
      {
        gdouble x_mm, y_mm;
        Cell   *cell;

        sample_scene_to_mm (scene, column, row, &x_mm, &y_mm);
        cell = cell_at (scene, cells, columns, x_mm, y_mm);
        if (!cell)
          continue;
        sample_scene_surface (scene, x_mm, y_mm, &surface);
        cell->area_cm2 += pixel / surface.normal[2];
      }

  for (guint i = 0; i < hairs->len; i++)
    {
      const SampleHair *hair = &g_array_index (hairs, SampleHair, i);
      gdouble           x0, y0, x1, y1, angle;
      Cell             *cell;

      if (hair->in_scar && !hair->stray)
        continue;
      cell = cell_at (scene, cells, columns, hair->x_mm, hair->y_mm);
      if (!cell)
        continue;
      if (hair->vellus)
        {
          cell->vellus++;
          continue;
        }
      sample_scene_to_px (scene, hair->x_mm, hair->y_mm, &x0, &y0);
      sample_scene_to_px (scene, hair->x_mm + hair->run_x_mm, hair->y_mm + hair->run_y_mm, &x1,
                          &y1);
      angle = 2.0 * atan2 (y0 - y1, x1 - x0);
      cell->hairs++;
      cell->too_long += sample_strand_is_too_long (hair) ? 1u : 0u;
      cell->diameter_mm += hair->diameter_mm;
      cell->length_mm += sample_strand_length_mm (hair);
      cell->darkness += hair->darkness;
      cell->cosine += cos (angle);
      cell->sine += sin (angle);
    }
}

static void
set_cells (GKeyFile *file, const GArray *cells, const gchar *key, gdouble (*value) (const Cell *))
{
  gdouble *numbers = g_new (gdouble, cells->len);

  for (guint i = 0; i < cells->len; i++)
    numbers[i] = value (&g_array_index (cells, Cell, i));
  g_key_file_set_double_list (file, "cells", key, numbers, cells->len);
  g_free (numbers);
}

static gdouble
cell_area (const Cell *cell)
{
  return cell->area_cm2;
}

static gdouble
cell_density (const Cell *cell)
{
  return cell->hairs / MAX (cell->area_cm2, 1e-9);
}

static gdouble
cell_vellus (const Cell *cell)
{
  return cell->vellus / MAX (cell->area_cm2, 1e-9);
}

static gdouble
cell_too_long (const Cell *cell)
{
  return cell->too_long / (gdouble) MAX (cell->hairs, 1u);
}

static gdouble
cell_diameter (const Cell *cell)
{
  return cell->diameter_mm / MAX (cell->hairs, 1u);
}

static gdouble
cell_length (const Cell *cell)
{
  return cell->length_mm / MAX (cell->hairs, 1u);
}

static gdouble
cell_darkness (const Cell *cell)
{
  return cell->darkness / MAX (cell->hairs, 1u);
}

static gdouble
cell_direction (const Cell *cell)
{
  gdouble degrees = 0.5 * atan2 (cell->sine, cell->cosine) * 180.0 / G_PI;

  return degrees < 0.0 ? degrees + 180.0 : degrees;
}

/* 1 where all hairs lie one way, 0 where they lie in all.
 */
static gdouble
cell_order (const Cell *cell)
{
  return hypot (cell->cosine, cell->sine) / MAX (cell->hairs, 1u);
}

/* Squares of 10 mm from the picture's left upper corner, row by row; those at its right and lower
 * edge are cut.  Figures are those of the skin beside the scar, and hairs count where their root
 * is.
 */
void
sample_truth_add_cells (GKeyFile *file, const SampleScene *scene, const GArray *hairs)
{
  gdouble side    = SAMPLE_CELL_MM * scene->options.px_per_mm;
  gint    columns = (gint) ceil (scene->options.width_px / side);
  gint    rows    = (gint) ceil (scene->options.height_px / side);
  GArray *cells   = g_array_sized_new (FALSE, TRUE, sizeof (Cell), (guint) (columns * rows));

  g_array_set_size (cells, (guint) (columns * rows));
  cells_measure (scene, hairs, cells, columns);
  g_key_file_set_double (file, "cells", "side-mm", SAMPLE_CELL_MM);
  g_key_file_set_integer (file, "cells", "columns", columns);
  g_key_file_set_integer (file, "cells", "rows", rows);
  set_cells (file, cells, "area-cm2", cell_area);
  set_cells (file, cells, "hairs-per-cm2", cell_density);
  set_cells (file, cells, "vellus-per-cm2", cell_vellus);
  set_cells (file, cells, "too-long-share", cell_too_long);
  set_cells (file, cells, "mean-diameter-mm", cell_diameter);
  set_cells (file, cells, "mean-length-mm", cell_length);
  set_cells (file, cells, "mean-darkness", cell_darkness);
  set_cells (file, cells, "direction-deg", cell_direction);
  set_cells (file, cells, "order", cell_order);
  g_array_unref (cells);
}
