/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "glare-mask.h"
#include "smp/glare.h"

/* Glare is smooth, and averaging over a cell keeps noise and single hairs out of it. */
#define CELL_MM    0.4
#define AROUND_MM  10.0
#define MOST_CELLS 1024
#define BAND_ROWS  256

/* The glare share of the layer's rectangle and some skin around it, in cells counted from the photo
 * layer's corner. */
static SmpPlane
glare_cells (GimpLayer       *layer,
             GimpLayer       *photo,
             const SmpRegion *skin,
             gdouble          px_per_mm,
             gdouble         *cell_px)
{
  GeglRectangle place  = smp_drawable_place (GIMP_DRAWABLE (layer));
  GeglRectangle corner = smp_drawable_place (GIMP_DRAWABLE (photo));
  gint          around = (gint) ceil (AROUND_MM * px_per_mm);
  gint          width  = place.width + 2 * around;
  gint          height = place.height + 2 * around;
  GeglRectangle cells;
  SmpPlane      photo_plane, share, inside;

  *cell_px = MAX (MAX (CELL_MM * px_per_mm, 1.0), MAX (width, height) / (gdouble) MOST_CELLS);

  cells.x      = (gint) floor ((place.x - around - corner.x) / *cell_px);
  cells.y      = (gint) floor ((place.y - around - corner.y) / *cell_px);
  cells.width  = (gint) ceil (width / *cell_px) + 2;
  cells.height = (gint) ceil (height / *cell_px) + 2;

  photo_plane = smp_plane_read_cells (photo, &cells, *cell_px);
  share       = smp_plane_new (&cells, 1);
  if (skin)
    inside = smp_region_read_cells (skin, photo, &cells, *cell_px);
  smp_glare_estimate (&photo_plane, skin ? &inside : NULL, &share);
  if (skin)
    g_free (inside.data);
  g_free (photo_plane.data);
  return share;
}

void
smp_glare_mask_add (GimpLayer *layer, GimpLayer *photo, const SmpRegion *skin, gdouble px_per_mm)
{
  GimpLayerMask *mask   = gimp_layer_create_mask (layer, GIMP_ADD_MASK_WHITE);
  GeglBuffer    *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (mask));
  GeglRectangle  place  = smp_drawable_place (GIMP_DRAWABLE (layer));
  GeglRectangle  corner = smp_drawable_place (GIMP_DRAWABLE (photo));
  gint           width = place.width, height = place.height;
  gint           x = place.x - corner.x, y = place.y - corner.y;
  gfloat        *rows = g_new (gfloat, (gsize) width * BAND_ROWS);
  gdouble        cell_px;
  SmpPlane       cells = glare_cells (layer, photo, skin, px_per_mm, &cell_px);

  for (gint top = 0; top < height; top += BAND_ROWS)
    {
      GeglRectangle band = { 0, top, width, MIN (BAND_ROWS, height - top) };

      for (gint j = 0; j < band.height; j++)
        for (gint i = 0; i < width; i++)
          rows[(gsize) j * (gsize) width + (gsize) i] =
            1.0f - (gfloat) smp_plane_between (&cells, (x + i + 0.5) / cell_px,
                                               (y + top + j + 0.5) / cell_px);
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
