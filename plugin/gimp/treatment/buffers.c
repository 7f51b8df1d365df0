/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

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

/* How a drawable's pixels come to light, a band of them at a time. */
typedef struct
{
  GeglBuffer     *buffer;
  SmpStoredLight *stored; /* NULL: babl makes doubles */
  const Babl     *format;
  gint            components;
  GeglAbyssPolicy beyond;
  guint8         *band;
  gsize           n_pixels; /* that the band can hold */
} LightReader;

static LightReader
light_reader_new (GimpDrawable *drawable, gint components, gboolean clamp)
{
  LightReader self = { .buffer = gimp_drawable_get_buffer (drawable) };

  self.format     = gegl_buffer_get_format (self.buffer);
  self.stored     = smp_stored_light_new (self.format);
  self.components = components;
  self.beyond     = clamp ? GEGL_ABYSS_CLAMP : GEGL_ABYSS_NONE;
  if (!self.stored)
    self.format = babl_format (components == 4   ? "RGBA double"
                               : components == 3 ? "RGB double"
                                                 : "Y double");
  return self;
}

static void
light_reader_clear (LightReader *self)
{
  g_object_unref (self->buffer);
  smp_stored_light_free (self->stored);
  g_free (self->band);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LightReader, light_reader_clear)

/* Reads part, counted from the drawable's corner. */
static void
light_reader_read (LightReader *self, const GeglRectangle *part, gfloat *values)
{
  const gsize n = n_pixels (part);

  if (n > self->n_pixels)
    {
      g_free (self->band);
      self->band     = g_malloc0_n (n, (gsize) babl_format_get_bytes_per_pixel (self->format));
      self->n_pixels = n;
    }
  gegl_buffer_get (self->buffer, part, 1.0, self->format, self->band, GEGL_AUTO_ROWSTRIDE,
                   self->beyond);
  if (self->stored)
    smp_stored_light_read (self->stored, self->band, n, self->components, values);
  else
    for (gsize i = 0; i < n * (gsize) self->components; i++)
      values[i] = (gfloat) ((const gdouble *) (gconstpointer) self->band)[i];
}

SmpPlane
smp_plane_read_drawable (GimpDrawable        *drawable,
                         const GeglRectangle *part,
                         gint                 components,
                         gboolean             clamp)
{
  g_auto (LightReader) reader = light_reader_new (drawable, components, clamp);
  GeglRectangle place         = smp_drawable_place (drawable);
  SmpPlane      plane         = smp_plane_new (part, components);

  for (gint top = 0; top < part->height; top += BAND_ROWS)
    light_reader_read (&reader,
                       GEGL_RECTANGLE (part->x - place.x, part->y - place.y + top, part->width,
                                       MIN (BAND_ROWS, part->height - top)),
                       plane.data + (gsize) components * (gsize) part->width * (gsize) top);
  return plane;
}

/* The whole pixels that one cell of a row or column of them touches. */
static void
touched (gint cell, gdouble cell_px, gint *first, gint *n)
{
  *first = (gint) floor (cell * cell_px);
  *n     = (gint) ceil ((cell + 1) * cell_px) - *first;
}

/* How much of a pixel lies in a cell. */
static gdouble
shared_px (gint pixel, gint cell, gdouble cell_px)
{
  return MAX (0.0, MIN (pixel + 1.0, (cell + 1) * cell_px) - MAX (pixel, cell * cell_px));
}

/* Adds a row of light, which begins at column left, with its weight to a row of cells. */
static void
add_row (const gfloat        *row,
         gint                 left,
         gdouble              weight,
         const GeglRectangle *cells,
         gdouble              cell_px,
         gdouble             *sums)
{
  for (gint i = 0; i < cells->width; i++)
    {
      gint first, n;

      touched (cells->x + i, cell_px, &first, &n);
      for (gint x = first; x < first + n; x++)
        {
          const gfloat *light = row + 3 * (x - left);
          const gdouble share = weight * shared_px (x, cells->x + i, cell_px);

          for (gint c = 0; c < 3; c++)
            sums[3 * i + c] += share * (gdouble) light[c];
        }
    }
}

SmpPlane
smp_plane_read_cells (GimpLayer *photo, const GeglRectangle *cells, gdouble cell_px)
{
  g_auto (LightReader) reader = light_reader_new (GIMP_DRAWABLE (photo), 3, TRUE);
  SmpPlane            plane   = smp_plane_new (cells, 3);
  const gsize         n       = 3 * (gsize) cells->width;
  g_autofree gdouble *sums    = g_new (gdouble, n);
  g_autofree gfloat  *light   = NULL;
  GeglRectangle       rows;
  gint                last_first, last_n;

  touched (cells->x, cell_px, &rows.x, &rows.width);
  touched (cells->x + cells->width - 1, cell_px, &last_first, &last_n);
  rows.width = last_first + last_n - rows.x;
  light      = g_new (gfloat, 3 * (gsize) rows.width * ((gsize) ceil (cell_px) + 2));
  for (gint j = 0; j < cells->height; j++)
    {
      touched (cells->y + j, cell_px, &rows.y, &rows.height);
      light_reader_read (&reader, &rows, light);
      memset (sums, 0, n * sizeof *sums);
      for (gint y = 0; y < rows.height; y++)
        add_row (light + 3 * (gsize) rows.width * (gsize) y, rows.x,
                 shared_px (rows.y + y, cells->y + j, cell_px), cells, cell_px, sums);
      for (gsize k = 0; k < n; k++)
        plane.data[(gsize) j * n + k] = (gfloat) (sums[k] / (cell_px * cell_px));
    }
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
