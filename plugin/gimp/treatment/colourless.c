/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "colourless.h"

/* Side of the small picture; by so many steps of 255 its colours may stray by rounding from the one
 * tint that a photo of one hue gives each lightness, and so large a share of it, such as a mark of
 * a studio, may have a colour. */
#define SIDE_PX    128
#define MOST_STEPS 3
#define MOST_SHARE 0.01

/* A tint is read from so many steps of lightness at a time, of a photo whose darkest and lightest
 * tenths are so far apart: what is flat, as a wall is, has one hue in any photo. */
#define BAND_STEPS  8
#define LEAST_RANGE 64

/* Of the pixels of one band: a sum of each number and its products with their lightness. */
typedef struct
{
  gdouble n, light, light2, tint[2], product[2];
} Band;

static gdouble
lightness_of (const guint8 *pixel)
{
  return 0.25 * (pixel[0] + 2 * pixel[1] + pixel[2]);
}

/* How much redder, and how much bluer, than green. */
static gdouble
tint_of (const guint8 *pixel, gint k)
{
  return pixel[2 * k] - pixel[1];
}

static void
read_bands (const guint8 *pixels, gsize n, Band bands[256 / BAND_STEPS])
{
  for (gsize i = 0; i < n; i++)
    {
      const gdouble light = lightness_of (pixels + 3 * i);
      Band         *band  = &bands[(gint) light / BAND_STEPS];

      band->n += 1.0;
      band->light += light;
      band->light2 += light * light;
      for (gint k = 0; k < 2; k++)
        {
          band->tint[k] += tint_of (pixels + 3 * i, k);
          band->product[k] += tint_of (pixels + 3 * i, k) * light;
        }
    }
}

/* The band's tint at that lightness: the straight line through its pixels. */
static gdouble
expected_tint (const Band *band, gint k, gdouble light)
{
  const gdouble mean   = band->light / band->n;
  const gdouble spread = band->light2 / band->n - mean * mean;
  const gdouble slope =
    spread > 1e-6 ? (band->product[k] / band->n - mean * band->tint[k] / band->n) / spread : 0.0;

  return band->tint[k] / band->n + slope * (light - mean);
}

/* How far the lightest tenth is from the darkest. */
static gint
range_of (const Band bands[256 / BAND_STEPS], gsize n)
{
  gdouble below = 0.0;
  gint    low = -1, high = 0;

  for (gint i = 0; i < 256 / BAND_STEPS; i++)
    {
      below += bands[i].n;
      low  = low < 0 && below > 0.1 * (gdouble) n ? i : low;
      high = below < 0.9 * (gdouble) n ? i + 1 : high;
    }
  return (high - low) * BAND_STEPS;
}

/* Whether each lightness has one tint, which in a black and white photo is none. */
static gboolean
is_of_one_tint (const guint8 *pixels, gsize n)
{
  Band  bands[256 / BAND_STEPS] = { 0 };
  gsize n_tinted = 0, n_coloured = 0;

  read_bands (pixels, n, bands);
  for (gsize i = 0; i < n; i++)
    {
      const gdouble light = lightness_of (pixels + 3 * i);
      gdouble       away = 0.0, tint = 0.0;

      for (gint k = 0; k < 2; k++)
        {
          const gdouble own = tint_of (pixels + 3 * i, k);

          tint = MAX (tint, fabs (own));
          away =
            MAX (away, fabs (own - expected_tint (&bands[(gint) light / BAND_STEPS], k, light)));
        }
      n_tinted += tint > MOST_STEPS;
      n_coloured += away > MOST_STEPS;
    }
  return (gdouble) n_tinted <= MOST_SHARE * (gdouble) n ||
         ((gdouble) n_coloured <= MOST_SHARE * (gdouble) n && range_of (bands, n) >= LEAST_RANGE);
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
  gsize       n;
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
  return is_of_one_tint (pixels, n);
}
