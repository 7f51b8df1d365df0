/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "stored-light.h"

#define BAND_ROWS 128

GeglRectangle
smp_drawable_place (GimpDrawable *drawable)
{
  GeglRectangle place = { 0, 0, gimp_drawable_get_width (drawable),
                          gimp_drawable_get_height (drawable) };

  gimp_drawable_get_offsets (drawable, &place.x, &place.y);
  return place;
}

static gsize
n_pixels (const GeglRectangle *part)
{
  return (gsize) part->width * (gsize) part->height;
}

SmpPlane
smp_plane_new (const GeglRectangle *part, gint components)
{
  return (SmpPlane) { g_new0 (gfloat, n_pixels (part) * (gsize) components),
                      part->x,
                      part->y,
                      part->width,
                      part->height,
                      components };
}

GeglRectangle
smp_plane_place (const SmpPlane *plane)
{
  return (GeglRectangle) { plane->x, plane->y, plane->width, plane->height };
}

SmpPlane
smp_plane_read_stored (GeglBuffer *buffer, const GeglRectangle *part)
{
  SmpPlane plane = smp_plane_new (part, 1);

  gegl_buffer_get (buffer, part, 1.0, gegl_buffer_get_format (buffer), plane.data,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return plane;
}

SmpPlane
smp_plane_read_drawable (GimpDrawable        *drawable,
                         const GeglRectangle *part,
                         gint                 components,
                         gboolean             clamp)
{
  g_autoptr (GeglBuffer) buffer    = gimp_drawable_get_buffer (drawable);
  const Babl *stored               = gegl_buffer_get_format (buffer);
  const Babl *doubles              = babl_format (components == 4   ? "RGBA double"
                                                  : components == 3 ? "RGB double"
                                                                    : "Y double");
  g_autoptr (SmpStoredLight) light = smp_stored_light_new (stored);
  const Babl        *format        = light ? stored : doubles;
  gsize              width         = (gsize) part->width;
  g_autofree guint8 *band =
    g_malloc0_n (width * BAND_ROWS + 1, (gsize) babl_format_get_bytes_per_pixel (format));
  SmpPlane      plane = smp_plane_new (part, components);
  GeglRectangle place = smp_drawable_place (drawable);

  for (gint top = 0; top < part->height; top += BAND_ROWS)
    {
      GeglRectangle rows   = { part->x - place.x, part->y - place.y + top, part->width,
                               MIN (BAND_ROWS, part->height - top) };
      gsize         n      = width * (gsize) rows.height;
      gfloat       *values = plane.data + (gsize) components * width * (gsize) top;

      gegl_buffer_get (buffer, &rows, 1.0, format, band, GEGL_AUTO_ROWSTRIDE,
                       clamp ? GEGL_ABYSS_CLAMP : GEGL_ABYSS_NONE);
      if (light)
        smp_stored_light_read (light, band, n, components, values);
      else
        for (gsize i = 0; i < n * (gsize) components; i++)
          values[i] = (gfloat) ((const gdouble *) (gconstpointer) band)[i];
    }
  return plane;
}

SmpPlane
smp_plane_read_cells (GimpLayer *photo, const GeglRectangle *cells, gdouble cell_px)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (photo));
  SmpPlane plane                = smp_plane_new (cells, 3);

  gegl_buffer_get (buffer, cells, 1.0 / cell_px,
                   babl_format_with_space ("RGB float", gegl_buffer_get_format (buffer)),
                   plane.data, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  return plane;
}

gdouble
smp_plane_between (const SmpPlane *cells, gdouble u, gdouble v)
{
  gdouble       column = CLAMP (u - 0.5 - cells->x, 0.0, cells->width - 1.001);
  gdouble       row    = CLAMP (v - 0.5 - cells->y, 0.0, cells->height - 1.001);
  gint          i = (gint) column, j = (gint) row;
  gdouble       a = column - i, b = row - j;
  const gfloat *cell = cells->data + (gsize) j * (gsize) cells->width + (gsize) i;

  return (1.0 - b) * ((1.0 - a) * (gdouble) cell[0] + a * (gdouble) cell[1]) +
         b * ((1.0 - a) * (gdouble) cell[cells->width] + a * (gdouble) cell[cells->width + 1]);
}

gfloat
smp_share_in_steps (gdouble share)
{
  return (gfloat) (floor (255.0 * share + 0.5) / 255.0);
}

gchar *
smp_drawable_fingerprint (GimpDrawable *drawable, const GeglRectangle *part)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (drawable);
  g_autoptr (GChecksum) sum     = g_checksum_new (G_CHECKSUM_MD5);
  const Babl        *format     = gegl_buffer_get_format (buffer);
  GeglRectangle      all        = part ? *part : *gegl_buffer_get_extent (buffer);
  gsize              row  = (gsize) all.width * (gsize) babl_format_get_bytes_per_pixel (format);
  g_autofree guchar *rows = g_malloc (BAND_ROWS * row + 1);

  for (gint y = 0; y < all.height; y += BAND_ROWS)
    {
      gint n = MIN (BAND_ROWS, all.height - y);

      gegl_buffer_get (buffer, GEGL_RECTANGLE (all.x, all.y + y, all.width, n), 1.0, format, rows,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      g_checksum_update (sum, rows, (gssize) ((gsize) n * row));
    }
  return g_strdup (g_checksum_get_string (sum));
}
