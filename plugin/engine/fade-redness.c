/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The red rings around fresh dots. */

#include "exact-math.h"
#include "fade.h"

#define LARGEST_SHIFT 20

/* So far redness reaches, and so strongly a dot causes it: around a single dot of 0.28 mm it has
 * fallen to half at about 0.4 mm. */
#define REACH_MM 0.25
#define STRENGTH 25.0f

/* Less lost light than this is none, as in the skin. */
#define LEAST_LOSS (1.0f / 2048.0f)

static void
gaussian_init (SmpGaussian *gaussian, const SmpParams *params)
{
  smp_gaussian_init (gaussian, REACH_MM * params->px_per_mm, LARGEST_SHIFT);
}

gint
smp_fade_redness_margin_px (const SmpParams *params)
{
  SmpGaussian gaussian;

  if (smp_fade_redness (params) <= 0.0)
    return 0;

  gaussian_init (&gaussian, params);
  return smp_gaussian_margin_px (&gaussian);
}

static SMP_VECTORISED void
lost_light (const gfloat *pigment, gint n, gfloat *out)
{
  for (gint i = 0; i < n; i++)
    {
      gfloat share = pigment[2 * i + 1];

      out[i] = share * (1.0f - smp_exp (-pigment[2 * i] / MAX (share, 1e-30f)));
    }
}

static SMP_VECTORISED void
redden_row (const gfloat *treated, gint width, gfloat redness, gfloat *light)
{
  for (gint i = 0; i < width; i++)
    {
      gfloat loss = redness * (1.0f - smp_exp (-STRENGTH * treated[i]));

      light[4 * i + 1] *= 1.0f - loss;
      light[4 * i + 2] *= 1.0f - loss;
      if (loss > LEAST_LOSS)
        light[4 * i + 3] = 1.0f;
    }
}

void
smp_fade_redden (const SmpParams *params, SmpReadFunc read, gpointer source, SmpPlane *light)
{
  gfloat      redness = (gfloat) smp_fade_redness (params);
  gint64      x       = (gint64) light->x - params->origin_x;
  gint64      y       = (gint64) light->y - params->origin_y;
  gint        margin  = smp_fade_redness_margin_px (params);
  SmpPlane    pigment = *light;
  SmpGaussian gaussian;
  SmpGrid     grid;
  gfloat     *memory;

  g_return_if_fail (read != NULL && light->components == 4);

  if (redness <= LEAST_LOSS)
    return;

  pigment.x -= margin;
  pigment.y -= margin;
  pigment.width += 2 * margin;
  pigment.height += 2 * margin;
  pigment.components = 2;
  pigment.data       = g_new (gfloat, (gsize) pigment.width * (gsize) pigment.height * 2);
  read (&pigment, source);

  gaussian_init (&gaussian, params);
  smp_grid_init_around (&grid, &gaussian, x, y, x + light->width, y + light->height);
  smp_fade_fill_grid (&grid, params, &pigment, lost_light);
  smp_grid_blur (&grid, &gaussian);

  memory = g_new (gfloat, (gsize) light->width * 2 + 3);
  for (gint row = 0; row < light->height; row++)
    {
      smp_grid_read_row (&grid, x, y + row, light->width, memory + light->width, memory);
      redden_row (memory, light->width, redness, smp_plane_at (light, light->x, light->y + row));
    }
  g_free (memory);
  g_free (pigment.data);
  smp_grid_clear (&grid);
}
