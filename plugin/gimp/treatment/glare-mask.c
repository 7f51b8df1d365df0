/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "glare-mask.h"
#include "smp/glare.h"

/* Glare is smooth, and averaging over a cell keeps noise and single hairs out of it. */
#define CELL_MM    0.4
#define AROUND_MM  10.0
#define MOST_CELLS 1024
#define BAND_ROWS  256

/* The region's values at the middles of the cells. */
static SmpPlane
cells_of_region (const SmpRegion *region,
                 gint             photo_x,
                 gint             photo_y,
                 gdouble          cell_px,
                 const SmpPlane  *cells)
{
  const GeglRectangle *b      = &region->bounds;
  SmpPlane             inside = *cells;
  gfloat              *values = g_new (gfloat, (gsize) b->width * (gsize) b->height);

  inside.data = g_new0 (gfloat, (gsize) cells->width * (gsize) cells->height);
  gegl_buffer_get (region->density, b, 1.0, gegl_buffer_get_format (region->density), values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gint j = 0; j < cells->height; j++)
    for (gint i = 0; i < cells->width; i++)
      {
        gint x = photo_x + (gint) floor ((cells->x + i + 0.5) * cell_px) - b->x;
        gint y = photo_y + (gint) floor ((cells->y + j + 0.5) * cell_px) - b->y;

        if (x >= 0 && y >= 0 && x < b->width && y < b->height)
          inside.data[j * cells->width + i] = values[(gsize) y * (gsize) b->width + (gsize) x];
      }
  g_free (values);
  return inside;
}

/* The glare share of the layer's rectangle and some skin around it, in cells counted from the photo
 * layer's corner. */
static SmpPlane
glare_cells (GimpLayer       *layer,
             GimpLayer       *photo,
             const SmpRegion *skin,
             gdouble          px_per_mm,
             gdouble         *cell_px)
{
  GeglBuffer   *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (photo));
  gint          around = (gint) ceil (AROUND_MM * px_per_mm);
  gint          width  = gimp_drawable_get_width (GIMP_DRAWABLE (layer)) + 2 * around;
  gint          height = gimp_drawable_get_height (GIMP_DRAWABLE (layer)) + 2 * around;
  gint          x, y, photo_x, photo_y;
  GeglRectangle cells;
  SmpPlane      photo_plane, share, inside;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &x, &y);
  gimp_drawable_get_offsets (GIMP_DRAWABLE (photo), &photo_x, &photo_y);
  *cell_px = MAX (MAX (CELL_MM * px_per_mm, 1.0), MAX (width, height) / (gdouble) MOST_CELLS);

  cells.x      = (gint) floor ((x - around - photo_x) / *cell_px);
  cells.y      = (gint) floor ((y - around - photo_y) / *cell_px);
  cells.width  = (gint) ceil (width / *cell_px) + 2;
  cells.height = (gint) ceil (height / *cell_px) + 2;

  photo_plane      = (SmpPlane) { g_new (gfloat, 3 * (gsize) cells.width * (gsize) cells.height),
                                  cells.x,
                                  cells.y,
                                  cells.width,
                                  cells.height,
                                  3 };
  share            = photo_plane;
  share.components = 1;
  share.data       = g_new (gfloat, (gsize) cells.width * (gsize) cells.height);
  gegl_buffer_get (buffer, &cells, 1.0 / *cell_px,
                   babl_format_with_space ("RGB float", gegl_buffer_get_format (buffer)),
                   photo_plane.data, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  if (skin)
    inside = cells_of_region (skin, photo_x, photo_y, *cell_px, &share);
  smp_glare_estimate (&photo_plane, skin ? &inside : NULL, &share);
  if (skin)
    g_free (inside.data);
  g_free (photo_plane.data);
  g_object_unref (buffer);
  return share;
}

/* The value between the middles of four cells. */
static gfloat
interpolate (const SmpPlane *cells, gdouble u, gdouble v)
{
  gdouble       column = CLAMP (u - 0.5 - cells->x, 0.0, cells->width - 1.001);
  gdouble       row    = CLAMP (v - 0.5 - cells->y, 0.0, cells->height - 1.001);
  gint          i = (gint) column, j = (gint) row;
  gdouble       a = column - i, b = row - j;
  const gfloat *cell = cells->data + (gsize) j * (gsize) cells->width + (gsize) i;

  return (gfloat) ((1.0 - b) * ((1.0 - a) * (gdouble) cell[0] + a * (gdouble) cell[1]) +
                   b * ((1.0 - a) * (gdouble) cell[cells->width] +
                        a * (gdouble) cell[cells->width + 1]));
}

void
smp_glare_mask_add (GimpLayer *layer, GimpLayer *photo, const SmpRegion *skin, gdouble px_per_mm)
{
  GimpLayerMask *mask   = gimp_layer_create_mask (layer, GIMP_ADD_MASK_WHITE);
  GeglBuffer    *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (mask));
  gint           width  = gimp_drawable_get_width (GIMP_DRAWABLE (layer));
  gint           height = gimp_drawable_get_height (GIMP_DRAWABLE (layer));
  gfloat        *rows   = g_new (gfloat, (gsize) width * BAND_ROWS);
  gdouble        cell_px;
  SmpPlane       cells = glare_cells (layer, photo, skin, px_per_mm, &cell_px);
  gint           x, y, photo_x, photo_y;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &x, &y);
  gimp_drawable_get_offsets (GIMP_DRAWABLE (photo), &photo_x, &photo_y);
  x -= photo_x;
  y -= photo_y;
  for (gint top = 0; top < height; top += BAND_ROWS)
    {
      GeglRectangle band = { 0, top, width, MIN (BAND_ROWS, height - top) };

      for (gint j = 0; j < band.height; j++)
        for (gint i = 0; i < width; i++)
          rows[(gsize) j * (gsize) width + (gsize) i] =
            1.0f - interpolate (&cells, (x + i + 0.5) / cell_px, (y + top + j + 0.5) / cell_px);
      gegl_buffer_set (buffer, &band, 0, babl_format ("Y float"), rows, GEGL_AUTO_ROWSTRIDE);
    }
  gegl_buffer_flush (buffer);
  g_object_unref (buffer);
  g_free (rows);
  g_free (cells.data);
  gimp_layer_add_mask (layer, mask);
  /* The person goes on with the layer, not with its mask. */
  gimp_layer_set_edit_mask (layer, FALSE);
}
