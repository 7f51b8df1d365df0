/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "base/exact-math.h"
#include "smp/craft.h"
#include "smp/glare.h"

#define LARGEST_SHARE   0.98f
#define BRIGHT_FROM     1.05f
#define BRIGHT_TO       1.60f
#define LEAST_RATIO_GAP 0.05f

/* Over the red light of a place: pale and pink scar tissue on light and tanned heads has up to 0.31
 * of white, glare 0.6 and more. */
#define WHITE_FROM 0.25f
#define WHITE_TO   0.45f

static gint
compare_floats (gconstpointer a, gconstpointer b)
{
  gfloat x = *(const gfloat *) a, y = *(const gfloat *) b;

  return (x > y) - (x < y);
}

static gfloat
median (gfloat *values, gsize n)
{
  if (n == 0)
    return 0.0f;

  qsort (values, n, sizeof values[0], compare_floats);
  return values[n / 2];
}

static gfloat
luminance (const gfloat *rgb)
{
  return (gfloat) SMP_LUMA_R * rgb[0] + (gfloat) SMP_LUMA_G * rgb[1] + (gfloat) SMP_LUMA_B * rgb[2];
}

static gboolean
counts (const SmpPlane *skin, gsize i)
{
  return !skin || skin->data[i] > 0.5f;
}

/* From 0 to 1 between two bounds, smoothly. */
static gfloat
smooth_step (gfloat value, gfloat from, gfloat to)
{
  return smp_ease (CLAMP ((value - from) / (to - from), 0.0f, 1.0f));
}

/* The median of blue over red where the picture is darker than its median, so free of glare. */
static gfloat
skin_ratio (const SmpPlane *photo,
            const SmpPlane *skin,
            gsize           n,
            gfloat          median_luminance,
            gfloat         *values)
{
  gsize n_dark = 0;

  for (gsize i = 0; i < n; i++)
    {
      const gfloat *rgb = photo->data + 3 * i;

      if (counts (skin, i) && rgb[0] > 0.0f && luminance (rgb) <= median_luminance)
        values[n_dark++] = rgb[2] / rgb[0];
    }
  return median (values, n_dark);
}

void
smp_glare_estimate (const SmpPlane *photo, const SmpPlane *skin, SmpPlane *share)
{
  gsize   n_skin = 0, n = (gsize) photo->width * (gsize) photo->height;
  gfloat *values;
  gfloat  median_luminance, ratio;

  g_return_if_fail (photo->components == 3 && share->components == 1 &&
                    share->width == photo->width && share->height == photo->height);

  values = g_new (gfloat, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    if (counts (skin, i))
      values[n_skin++] = luminance (photo->data + 3 * i);
  median_luminance = median (values, n_skin);
  ratio =
    CLAMP (skin_ratio (photo, skin, n, median_luminance, values), 0.0f, 1.0f - LEAST_RATIO_GAP);

  for (gsize i = 0; i < n; i++)
    {
      const gfloat *rgb   = photo->data + 3 * i;
      gfloat        light = luminance (rgb);
      gfloat        white = (rgb[2] - ratio * rgb[0]) / (1.0f - ratio);

      /* Not above, so that NaN and darkness have none. */
      if (!(light > BRIGHT_FROM * median_luminance) || !(white > 0.0f))
        {
          share->data[i] = 0.0f;
          continue;
        }
      share->data[i] = MIN (white / light, LARGEST_SHARE) *
                       smooth_step (light / median_luminance, BRIGHT_FROM, BRIGHT_TO) *
                       smooth_step (white / rgb[0], WHITE_FROM, WHITE_TO);
    }
  g_free (values);
}
