/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What makes a head more than an ellipsoid: the skull's gentle bumps, the
 * two ropes of muscle beside the nape's hollow, and the neck's creases.
 * They are too low to move the outline, and only turn the normal.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"

#define BUMP_MM   2.3
#define MUSCLE_MM 2.4

static gdouble
bump_mm (const SampleScene *scene, gdouble x, gdouble y)
{
  return BUMP_MM * sample_noise (scene->options.seed + 101u, x * 0.033, y * 0.027, 0.4);
}

static void
add_muscles (gdouble x, gdouble y, gdouble *slope_x)
{
  gdouble reach =
    sample_smoothstep (150.0, 186.0, y) * (1.0 - 0.6 * sample_smoothstep (205.0, 235.0, y));
  gdouble away  = (fabs (x) - 20.0) / 11.0;
  gdouble slope = -2.0 * away / 11.0 * MUSCLE_MM * exp (-away * away);

  *slope_x += reach * (x < 0.0 ? -slope : slope);
}

static void
add_creases (const SampleScene *scene, gdouble x, gdouble y, gdouble *slope_y)
{
  static const gdouble crease_y_mm[2] = { 199.0, 209.5 };

  for (gint i = 0; i < 2; i++)
    {
      guint32 seed = scene->options.seed + 103u + (guint32) i;
      gdouble line =
        crease_y_mm[i] - 0.0022 * x * x + 2.5 * sample_noise (seed, x * 0.03, 0.5, 0.5);
      gdouble wide  = 1.9 + 0.4 * i;
      gdouble away  = (y - line) / wide;
      gdouble depth = (0.40 - 0.15 * i) * exp (-pow ((x - 6.0 + 10.0 * i) / 34.0, 2.0));

      if (fabs (away) < 4.0)
        *slope_y += 2.0 * depth * away / wide * exp (-away * away);
    }
}

void
sample_relief_normal (const SampleScene *scene, const SampleSurface *surface, gdouble normal[3])
{
  const gdouble step    = 3.0;
  gdouble       x       = surface->x_mm;
  gdouble       y       = surface->y_mm;
  gdouble       slope_x = 0.0;
  gdouble       slope_y = 0.0;
  gdouble       here    = bump_mm (scene, x, y);
  gdouble       length;

  slope_x = (bump_mm (scene, x + step, y) - here) / step;
  slope_y = (bump_mm (scene, x, y + step) - here) / step;
  if (!scene->options.close_up && y > 145.0)
    {
      add_muscles (x, y, &slope_x);
      add_creases (scene, x, y, &slope_y);
    }

  normal[0] = surface->normal[0] - slope_x * surface->normal[2];
  normal[1] = surface->normal[1] - slope_y * surface->normal[2];
  normal[2] = surface->normal[2];
  length    = sqrt (normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
  for (gint i = 0; i < 3; i++)
    normal[i] /= length;
}
