/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What else the picture shows: a plain wall, the backs of both ears, and a
 * shirt.  They only have to look right out of focus.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"

static void
wall (gdouble x, gdouble y, gdouble rgb[3])
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
ear (const SampleScene *scene, gdouble x, gdouble y, gdouble rgb[3])
{
  static const gdouble flush[3] = { 0.06, 0.27, 0.24 };
  gdouble              side     = x < 0.0 ? -1.0 : 1.0;
  gdouble              dy       = y - 134.5 - 1.2 * side;
  gdouble              v        = dy / 31.5;
  gdouble              u        = fabs (x) - 69.5 - 0.5 * side + 3.4 * v + 1.6 * v * v;
  gdouble wide  = 15.5 - 4.2 * CLAMP (v, -1.5, 1.5) + 1.6 * exp (-pow ((v - 0.78) / 0.16, 2.0));
  gdouble r     = sqrt (u * u / (wide * wide) + v * v);
  gdouble away  = (r - 1.0) * wide;
  gdouble lobe  = sample_smoothstep (0.35, 0.75, v);
  gdouble cover = CLAMP (0.5 - away * scene->options.px_per_mm, 0.0, 1.0);
  gdouble rim, groove, hollow, patch, shade, n[3], light[3];

  if (cover <= 0.0)
    return 0.0;

  rim    = (1.0 - 0.7 * lobe) * exp (-pow ((away + 1.6) / 1.5, 2.0));
  groove = (1.0 - lobe) * exp (-pow ((away + 4.6) / 1.7, 2.0));
  hollow = 1.0 - 0.66 * exp (-pow (MAX (0.0, u - 1.0) / 5.5, 2.0));
  patch  = 1.0 + 0.7 * sample_fractal (7u, x * 0.07, y * 0.07, 0.2, 3);
  shade  = hollow * (1.0 + 0.10 * rim - 0.16 * groove) * (side > 0.0 ? 0.80 : 1.0) *
          (1.0 + 0.22 * sample_fractal (12u, x * 0.14, y * 0.10, 0.2, 5));

  n[0] = side * (0.30 + 0.6 * sample_smoothstep (-5.0, 0.0, away) - 0.35 * groove);
  n[1] = 0.5 * v * r - 0.06;
  n[2] = sqrt (MAX (0.05, 1.0 - n[0] * n[0] - n[1] * n[1]));

  sample_skin_light (scene, n, light);
  for (gint c = 0; c < 3; c++)
    rgb[c] = light[c] * scene->skin_rgb[c] * shade *
             exp (-flush[c] * patch * (1.0 + 0.25 * sample_smoothstep (-7.0, 0.0, away)));

  return cover;
}

void
sample_surroundings (const SampleScene *scene, gdouble x_mm, gdouble y_mm, gdouble rgb[3])
{
  gdouble leaf[3] = { 0.0, 0.0, 0.0 };
  gdouble cover;

  wall (x_mm, y_mm, rgb);
  cover = ear (scene, x_mm, y_mm, leaf);
  for (gint c = 0; c < 3; c++)
    rgb[c] = sample_mix (rgb[c], leaf[c], cover);
}

/* The shirt lies over everything.  Returns how much of the pixel it covers.
 */
gdouble
sample_surroundings_shirt (const SampleScene *scene, gdouble x_mm, gdouble y_mm, gdouble rgb[3])
{
  static const gdouble cloth[3] = { 0.055, 0.066, 0.085 };
  SampleSurface        surface;
  gdouble              rim, depth, fold, knit, shade, cover;

  if (scene->options.close_up)
    return 0.0;

  rim   = 221.0 + 0.0035 * x_mm * x_mm + 1.2 * sample_noise (8u, x_mm * 0.03, 0.5, 0.5);
  depth = y_mm - rim;
  sample_scene_surface (scene, x_mm * 0.975, y_mm + 1.0, &surface);
  cover = CLAMP (0.5 + depth * scene->options.px_per_mm, 0.0, 1.0) *
          CLAMP (0.5 - surface.outside_mm * scene->options.px_per_mm, 0.0, 1.0);
  if (cover <= 0.0)
    return 0.0;

  /* A ribbed collar with a seam below it, and cloth with soft folds. */
  fold = sample_fractal (9u, x_mm * 0.016 + y_mm * 0.012, y_mm * 0.045, 0.5, 3);
  knit = depth < 17.0 ? 0.13 * sin (x_mm * 2.9) : 0.0;
  knit += 0.30 * sample_fractal (10u, x_mm * 1.3, y_mm * 1.3, 0.5, 2);
  shade = (0.40 + 1.05 * MAX (0.0, -0.45 * surface.normal[0] + 0.7 * surface.normal[2] -
                                     0.4 * surface.normal[1])) *
          (1.0 + 0.8 * fold + knit);
  shade *=
    0.50 + 0.62 * sample_smoothstep (0.0, 2.6, depth) - 0.12 * sample_smoothstep (4.0, 16.0, depth);
  shade *= 1.0 - 0.45 * exp (-pow ((depth - 17.5) / 0.9, 2.0));
  for (gint c = 0; c < 3; c++)
    rgb[c] = cloth[c] * MAX (0.1, shade);

  return cover;
}
