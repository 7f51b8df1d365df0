/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Layers of dots as PSD's Multiply wants them. */

#include "export.h"

#define STRIP_ROWS 64

/* Changes the upper layer's row of pixels, encoded or linear RGBA; mask is NULL for none. */
typedef void (*RowFunc) (gfloat       *upper,
                         const gfloat *lower,
                         const gfloat *mask,
                         gint          n_pixels,
                         gdouble       opacity);

typedef struct
{
  GeglBuffer *upper;
  GeglBuffer *lower;
  GeglBuffer *mask;
  gdouble     opacity;
} Pair;

static GeglBuffer *
mask_buffer (GimpLayer *layer)
{
  GimpLayerMask *mask = gimp_layer_get_mask (layer);

  return mask ? gimp_drawable_get_buffer (GIMP_DRAWABLE (mask)) : NULL;
}

static void
work (const Pair *pair, const gchar *format_name, RowFunc func)
{
  const gint  width  = gegl_buffer_get_width (pair->upper);
  const gint  height = gegl_buffer_get_height (pair->upper);
  const Babl *space  = babl_format_get_space (gegl_buffer_get_format (pair->upper));
  const Babl *format = babl_format_with_space (format_name, space);
  const gsize n      = (gsize) width * STRIP_ROWS;
  gfloat     *upper  = g_new (gfloat, 4 * n);
  gfloat     *lower  = g_new (gfloat, 4 * n);
  gfloat     *mask   = pair->mask ? g_new (gfloat, n) : NULL;

  for (gint y = 0; y < height; y += STRIP_ROWS)
    {
      const GeglRectangle rows = { 0, y, width, MIN (STRIP_ROWS, height - y) };

      gegl_buffer_get (pair->upper, &rows, 1.0, format, upper, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      gegl_buffer_get (pair->lower, &rows, 1.0, format, lower, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      if (mask)
        gegl_buffer_get (pair->mask, &rows, 1.0, babl_format ("Y float"), mask, GEGL_AUTO_ROWSTRIDE,
                         GEGL_ABYSS_NONE);
      func (upper, lower, mask, width * rows.height, pair->opacity);
      gegl_buffer_set (pair->upper, &rows, 0, format, upper, GEGL_AUTO_ROWSTRIDE);
    }
  g_free (mask);
  g_free (lower);
  g_free (upper);
}

/* Multiply in linear light, by the mask, alpha and opacity. */
static void
composite_rows (gfloat       *upper,
                const gfloat *lower,
                const gfloat *mask,
                gint          n_pixels,
                gdouble       opacity)
{
  for (gint i = 0; i < n_pixels; i++)
    {
      gfloat share = (gfloat) opacity * upper[4 * i + 3] * (mask ? mask[i] : 1.0f);

      for (gint c = 0; c < 3; c++)
        upper[4 * i + c] = lower[4 * i + c] * (1.0f - share + share * upper[4 * i + c]);
      upper[4 * i + 3] = 1.0f;
    }
}

/* What the lower pixels have to be multiplied with, as they are encoded. */
static void
divide_rows (gfloat *upper, const gfloat *lower, const gfloat *mask, gint n_pixels, gdouble opacity)
{
  (void) mask;
  (void) opacity;
  for (gint i = 0; i < n_pixels; i++)
    for (gint c = 0; c < 3; c++)
      {
        gfloat below = lower[4 * i + c];

        upper[4 * i + c] = below > 0.0f ? CLAMP (upper[4 * i + c] / below, 0.0f, 1.0f) : 1.0f;
      }
}

static void
work_on (GimpLayer *layer, GimpLayer *below, const gchar *format, RowFunc func)
{
  Pair pair = { gimp_drawable_get_buffer (GIMP_DRAWABLE (layer)),
                gimp_drawable_get_buffer (GIMP_DRAWABLE (below)), mask_buffer (layer),
                gimp_layer_get_opacity (layer) / 100.0 };

  work (&pair, format, func);
  gegl_buffer_flush (pair.upper);
  gimp_drawable_update (GIMP_DRAWABLE (layer), 0, 0, gegl_buffer_get_width (pair.upper),
                        gegl_buffer_get_height (pair.upper));
  g_clear_object (&pair.mask);
  g_object_unref (pair.lower);
  g_object_unref (pair.upper);
}

static gboolean
is_of_dots (GimpItem *item)
{
  GimpLayerMode mode;

  if (!GIMP_IS_LAYER (item))
    return FALSE;
  mode = gimp_layer_get_mode (GIMP_LAYER (item));
  return mode == GIMP_LAYER_MODE_MULTIPLY || mode == GIMP_LAYER_MODE_MULTIPLY_LEGACY;
}

static GimpItem **
children_of (GimpLayer *layer)
{
  return gimp_item_is_group (GIMP_ITEM (layer)) ? gimp_item_get_children (GIMP_ITEM (layer)) : NULL;
}

void
smp_psd_composite (GimpImage *image)
{
  GimpLayer **layers = gimp_image_get_layers (image);

  for (gint i = 0; layers[i]; i++)
    {
      GimpItem **children = children_of (layers[i]);
      gint       n        = 0;

      while (children && children[n])
        n++;
      /* From the lowest, whose ground is the photo. */
      for (gint k = n - 2; k >= 0; k--)
        if (is_of_dots (children[k]))
          work_on (GIMP_LAYER (children[k]), GIMP_LAYER (children[k + 1]), "RGBA float",
                   composite_rows);
      g_free (children);
    }
  g_free (layers);
}

void
smp_psd_divide (GimpImage *image)
{
  GimpLayer **layers = gimp_image_get_layers (image);

  for (gint i = 0; layers[i]; i++)
    {
      GimpItem **children = children_of (layers[i]);

      /* From the uppermost, while what lies below is still what is seen. */
      for (gint k = 0; children && children[k] && children[k + 1]; k++)
        if (is_of_dots (children[k]))
          {
            GimpLayer *layer = GIMP_LAYER (children[k]);

            work_on (layer, GIMP_LAYER (children[k + 1]), "R'G'B'A float", divide_rows);
            if (gimp_layer_get_mask (layer))
              gimp_layer_remove_mask (layer, GIMP_MASK_DISCARD);
            gimp_layer_set_opacity (layer, 100.0);
            gimp_layer_set_mode (layer, GIMP_LAYER_MODE_MULTIPLY_LEGACY);
          }
      g_free (children);
    }
  g_free (layers);
}
