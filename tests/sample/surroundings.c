/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What else the picture shows: a plain wall, the backs of both ears, and a
 * shirt.  They only have to look right out of focus.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"

static void
wall (gdouble x,
      gdouble y,
      gdouble rgb[3])
{
  static const gdouble tint[3] = { 0.545, 0.575, 0.590 };
  gdouble              light   = 0.92 - 0.0016 * (y - 100.0) - 0.0012 * x;

  light *= 1.0 + 0.04 * sample_noise (5u, x * 0.012, y * 0.012, 0.5);
  for (gint c = 0; c < 3; c++)
    rgb[c] = tint[c] * light;
}

/* An ear from behind: a leaf that leans outwards, with a rolled rim and a
 * hollow where it meets the head.  Returns how much of the pixel it covers.
 */
static gdouble
ear (const SampleScene *scene,
     gdouble            x,
     gdouble            y,
     gdouble            rgb[3])
{
  gdouble side = x < 0.0 ? -1.0 : 1.0;
  gdouble dy   = y - 133.0;
  gdouble u    = fabs (x) - 70.5 + 0.16 * dy + 0.0022 * dy * dy;
  gdouble v    = dy / 33.5;
  gdouble wide = 17.0 - 4.5 * v;
  gdouble r    = sqrt (u * u / (wide * wide) + v * v) + 0.03 * v * v * v;
  gdouble away = (r - 1.0) * MIN (wide, 25.0);
  gdouble n[3], light[3], rim, hollow;

  rim    = exp (-pow ((r - 0.86) / 0.13, 2.0));
  hollow = 1.0 - 0.62 * exp (-pow (MAX (0.0, u) / 6.5, 2.0));
  n[0]   = side * (0.25 + 0.75 * (r > 0.86 ? (r - 0.86) * 5.0 : (r - 0.86) * 1.1));
  n[1]   = 0.55 * v * r;
  n[2]   = sqrt (MAX (0.05, 1.0 - n[0] * n[0] - n[1] * n[1]));

  sample_skin_light (scene, n, light);
  for (gint c = 0; c < 3; c++)
    {
      static const gdouble flush[3] = { 0.02, 0.26, 0.22 };
      gdouble              patch    = 1.0 + 0.5 * sample_noise (7u, x * 0.09, y * 0.09, 0.2);

      rgb[c] = light[c] * scene->skin_rgb[c] * hollow * (1.0 + 0.14 * rim) *
               exp (-flush[c] * patch);
    }

  return CLAMP (0.5 - away * scene->options.px_per_mm, 0.0, 1.0);
}

void
sample_surroundings (const SampleScene *scene,
                     gdouble            x_mm,
                     gdouble            y_mm,
                     gdouble            rgb[3])
{
  gdouble leaf[3], cover;

  wall (x_mm, y_mm, rgb);
  cover = ear (scene, x_mm, y_mm, leaf);
  for (gint c = 0; c < 3; c++)
    rgb[c] = sample_mix (rgb[c], leaf[c], cover);
}

/* The shirt lies over everything.  Returns how much of the pixel it covers.
 */
gdouble
sample_surroundings_shirt (const SampleScene *scene,
                           gdouble            x_mm,
                           gdouble            y_mm,
                           gdouble            rgb[3])
{
  static const gdouble cloth[3] = { 0.055, 0.066, 0.085 };
  SampleSurface        surface;
  gdouble              rim, depth, fold, knit, shade, cover;

  if (scene->options.close_up)
    return 0.0;

  rim   = 221.0 + 0.0035 * x_mm * x_mm;
  depth = y_mm - rim;
  sample_scene_surface (scene, x_mm * 0.965, y_mm - 4.0, &surface);
  cover = CLAMP (0.5 + depth * scene->options.px_per_mm, 0.0, 1.0) *
          CLAMP (0.5 - surface.outside_mm * scene->options.px_per_mm, 0.0, 1.0);
  if (cover <= 0.0)
    return 0.0;

  fold  = sample_fractal (9u, x_mm * 0.02, y_mm * 0.05, 0.5, 3);
  knit  = depth < 17.0 ? 0.10 * sin (x_mm * 3.3) : 0.0;
  knit += 0.25 * sample_noise (9u, x_mm * 1.4, y_mm * 1.4, 0.5);
  shade = (0.55 + 0.75 * MAX (0.0, -0.45 * surface.normal[0] + 0.7 * surface.normal[2] -
                              0.4 * surface.normal[1])) *
          (1.0 + 0.5 * fold + knit);
  shade *= 0.55 + 0.45 * sample_smoothstep (0.0, 3.5, depth);
  shade *= 1.0 - 0.35 * exp (-pow ((depth - 17.5) / 1.2, 2.0));
  for (gint c = 0; c < 3; c++)
    rgb[c] = cloth[c] * MAX (0.1, shade);

  return cover;
}
