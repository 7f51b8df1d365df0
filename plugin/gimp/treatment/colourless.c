/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "colourless.h"

/* Side of the small picture; by so many steps of 255 its red, green and blue may differ by
 * rounding, and so large a share of it, such as a mark of a studio, may have a colour. */
#define SIDE_PX    128
#define MOST_STEPS 3
#define MOST_SHARE 0.01

static gint
difference_of (const guint8 *pixel)
{
  const gint most  = MAX (MAX (pixel[0], pixel[1]), pixel[2]);
  const gint least = MIN (MIN (pixel[0], pixel[1]), pixel[2]);

  return most - least;
}

/* What the numbers of a small picture are: GIMP 3.0 gives the layer's own kind, later ones 8 bits.
 * NULL is none that is known. */
static const Babl *
format_of (GimpLayer *photo, gint n_bytes)
{
  const Babl *own = gimp_drawable_get_format (GIMP_DRAWABLE (photo));

  if (n_bytes == babl_format_get_bytes_per_pixel (own))
    return own;
  return n_bytes == 3   ? babl_format ("R'G'B' u8")
         : n_bytes == 4 ? babl_format ("R'G'B'A u8")
                        : NULL;
}

gboolean
smp_photo_is_colourless (GimpLayer *photo)
{
  gint        width = 0, height = 0, n_bytes = 0;
  gsize       n_coloured = 0, n;
  const Babl *format;

  g_autoptr (GBytes) bytes  = gimp_drawable_get_thumbnail_data (GIMP_DRAWABLE (photo), SIDE_PX,
                                                                SIDE_PX, &width, &height, &n_bytes);
  g_autofree guint8 *pixels = NULL;

  n      = (gsize) width * (gsize) height;
  format = format_of (photo, n_bytes);
  if (!bytes || !format || n == 0 || g_bytes_get_size (bytes) < n * (gsize) n_bytes)
    return FALSE;
  pixels = g_new (guint8, 3 * n);
  babl_process (babl_fish (format, babl_format ("R'G'B' u8")), g_bytes_get_data (bytes, NULL),
                pixels, (glong) n);
  for (gsize i = 0; i < n; i++)
    n_coloured += difference_of (pixels + 3 * i) > MOST_STEPS;
  return (gdouble) n_coloured <= MOST_SHARE * (gdouble) n;
}
