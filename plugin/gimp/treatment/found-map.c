/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "buffers.h"
#include "found-map.h"
#include "preview-layer.h"
#include "surroundings.h"
#include "smp/text.h"

/* From which part of what is acceptable on it is hatched, and crossed. */
#define HATCHED 1.0f
#define CROSSED 2.0f

/* Lines are so far apart, and so wide with their light edge; at least so many pixels. */
#define APART_MM    1.2
#define LEAST_APART 8

/* On paper, of 300 pixels an inch. */
#define PRINTED_APART 24

static const guint8 line_colour[4] = { 0, 90, 200, 255 };
static const guint8 edge_colour[4] = { 255, 255, 255, 200 };

/* How far a pixel is from the middle of the next line of one direction, in parts of their distance.
 */
static gint
from_line (gint along, gint apart)
{
  const gint rest = ((along % apart) + apart) % apart;

  return MIN (rest, apart - rest);
}

gboolean
smp_found_map_marks (gfloat excess)
{
  return excess > HATCHED;
}

static const guint8 *
mark_of (gfloat excess, gint x, gint y, gint apart)
{
  gint nearest;

  if (!smp_found_map_marks (excess))
    return NULL;
  nearest = from_line (x + y, apart);
  if (excess > CROSSED)
    nearest = MIN (nearest, from_line (x - y, apart));
  return nearest <= apart / 8 ? line_colour : nearest <= apart / 8 + 1 ? edge_colour : NULL;
}

/* All marks as pixels.  Returns: (transfer full) (nullable): NULL where there are none */
static guint8 *
draw (const SmpPlane *map, gint apart)
{
  const gsize n        = (gsize) map->width * (gsize) map->height;
  guint8     *pixels   = g_new0 (guint8, 4 * n);
  gboolean    is_empty = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      const gint    x    = map->x + (gint) (i % (gsize) map->width);
      const gint    y    = map->y + (gint) (i / (gsize) map->width);
      const guint8 *mark = mark_of (map->data[i], x, y, apart);

      for (gint c = 0; mark && c < 4; c++)
        pixels[4 * i + (gsize) c] = mark[c];
      is_empty = is_empty && !mark;
    }
  if (is_empty)
    g_clear_pointer (&pixels, g_free);
  return pixels;
}

GimpLayer *
smp_found_map_show_plane (GimpImage      *image,
                          const SmpPlane *map,
                          gdouble         px_per_mm,
                          const gchar    *name)
{
  g_autofree guint8 *pixels = draw (map, MAX (LEAST_APART, (gint) (APART_MM * px_per_mm)));
  GimpLayer         *layer;
  GeglBuffer        *buffer;

  if (!pixels)
    return NULL;
  layer = gimp_layer_new (image, name, map->width, map->height, GIMP_RGBA_IMAGE, 100.0,
                          GIMP_LAYER_MODE_NORMAL);
  gimp_layer_set_offsets (layer, map->x, map->y);
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  gegl_buffer_set (buffer, GEGL_RECTANGLE (0, 0, map->width, map->height), 0,
                   babl_format ("R'G'B'A u8"), pixels, GEGL_AUTO_ROWSTRIDE);
  gegl_buffer_flush (buffer);
  g_object_unref (buffer);
  smp_preview_layer_add_above (image, layer);
  gimp_displays_flush ();
  return layer;
}

GimpLayer *
smp_found_map_show (SmpTreatment *treatment, GimpLayer *marked)
{
  const SmpNeighbourhood *n   = treatment->neighbourhood;
  SmpPlane                map = smp_neighbourhood_new_map (n);
  GimpLayer              *layer;

  smp_found_map_remove (marked);
  smp_matcher_map (n->matcher, &map);
  layer = smp_found_map_show_plane (treatment->image, &map, treatment->recipe->params.px_per_mm,
                                    _ ("SMP preview: found here"));
  g_free (map.data);
  return layer;
}

void
smp_found_map_remove (GimpLayer *marked)
{
  if (!marked || !gimp_item_is_valid (GIMP_ITEM (marked)))
    return;
  smp_preview_layer_remove (marked);
  gimp_displays_flush ();
}

/* 0 beyond the map. */
static gfloat
excess_at (const SmpPlane *map, gint x, gint y)
{
  const gint i = x - map->x, j = y - map->y;

  return i >= 0 && j >= 0 && i < map->width && j < map->height
           ? map->data[(gsize) j * (gsize) map->width + (gsize) i]
           : 0.0f;
}

/* A pixel as cairo keeps it, its colours times its alpha. */
static guint32
to_cairo (const guint8 *mark)
{
  const guint32 alpha = mark[3];

  return alpha << 24 | mark[0] * alpha / 255 << 16 | mark[1] * alpha / 255 << 8 |
         mark[2] * alpha / 255;
}

cairo_surface_t *
smp_found_map_draw (const SmpPlane *map, const GeglRectangle *part, gint width, gint height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8          *data    = cairo_image_surface_get_data (surface);
  const gint       stride  = cairo_image_surface_get_stride (surface);

  for (gint j = 0; data && j < height; j++)
    for (gint i = 0; i < width; i++)
      {
        const gint    x    = part->x + (gint) ((i + 0.5) * part->width / width);
        const gint    y    = part->y + (gint) ((j + 0.5) * part->height / height);
        const guint8 *mark = mark_of (excess_at (map, x, y), i, j, PRINTED_APART);

        if (mark)
          ((guint32 *) (gpointer) (data + (gsize) j * (gsize) stride))[i] = to_cairo (mark);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}
