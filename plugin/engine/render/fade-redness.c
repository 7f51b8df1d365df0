/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The red rings around fresh dots. */

#include "base/exact-math.h"
#include "fade.h"

#define LARGEST_SHIFT 20

/* So far redness reaches, and so strongly a dot causes it: around a single dot of 0.28 mm it has
 * fallen to half at about 0.4 mm. */
#define REACH_MM 0.25
#define STRENGTH 25.0f

/* Less lost light than this is none, as in the skin. */
#define LEAST_LOSS (1.0f / 2048.0f)

gboolean
smp_fade_reddens (const SmpParams *params)
{
  return (gfloat) smp_fade_redness (params) > LEAST_LOSS;
}

void
smp_fade_redness_init (SmpGaussian *gaussian, const SmpParams *params)
{
  smp_gaussian_init (gaussian, smp_fade_reddens (params) ? REACH_MM * params->px_per_mm : 0.0,
                     LARGEST_SHIFT);
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
smp_fade_redden (const SmpParams *params, const SmpGrid *loss, SmpPlane *light)
{
  gfloat      redness = (gfloat) smp_fade_redness (params);
  gint64      x       = (gint64) light->x - params->origin_x;
  gint64      y       = (gint64) light->y - params->origin_y;
  gint        width   = light->width;
  gfloat     *memory  = g_new (gfloat, (gsize) width * 3);
  SmpGridRows rows;

  smp_grid_rows_init (&rows, loss, x, width, memory + width);
  for (gint row = 0; row < light->height; row++)
    {
      smp_grid_rows_read (&rows, y + row, memory);
      redden_row (memory, width, redness, smp_plane_at (light, light->x, light->y + row));
    }
  g_free (memory);
}
