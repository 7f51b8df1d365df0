/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The form of the head: horizontal slices are ellipses whose half width and
 * half depth are smooth curves from the crown to the shoulders.  The squares
 * of both are interpolated, because a dome's square falls through zero with
 * a finite slope, so that the outline is smooth over the crown as well.
 *
 * A close-up shows a part of a sphere instead, nearly flat, so that the
 * measurements on it are not those of foreshortening.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"

static const gdouble knot_y_mm[SAMPLE_SPLINE_KNOTS] = { -20.0, 0.0,   10.0,  25.0,  45.0,  65.0,
                                                        85.0,  105.0, 125.0, 145.0, 163.0, 180.0,
                                                        195.0, 210.0, 225.0, 240.0, 255.0, 280.0 };

static const gdouble half_width_mm[SAMPLE_SPLINE_KNOTS] = { -58.0, 0.0,  40.0, 57.5, 68.5, 74.0,
                                                            76.0,  75.0, 71.5, 67.0, 62.5, 59.5,
                                                            58.5,  59.5, 63.0, 73.0, 92.0, 140.0 };

static const gdouble half_depth_mm[SAMPLE_SPLINE_KNOTS] = { -70.0, 0.0,  48.0, 70.0, 85.5, 94.0,
                                                            98.0,  98.0, 93.0, 83.0, 72.0, 64.0,
                                                            61.0,  61.0, 63.0, 67.0, 73.0, 85.0 };

/* A natural cubic spline: the tridiagonal system for its second derivatives.
 */
static void
spline_init (SampleSpline *spline, const gdouble *root)
{
  gdouble upper[SAMPLE_SPLINE_KNOTS] = {
    0.0,
  };
  gdouble *v = spline->value;

  for (gint i = 0; i < SAMPLE_SPLINE_KNOTS; i++)
    v[i] = root[i] * fabs (root[i]);

  spline->bend[0] = 0.0;
  for (gint i = 1; i < SAMPLE_SPLINE_KNOTS - 1; i++)
    {
      gdouble before = knot_y_mm[i] - knot_y_mm[i - 1];
      gdouble after  = knot_y_mm[i + 1] - knot_y_mm[i];
      gdouble share  = before / (before + after);
      gdouble pivot  = share * upper[i - 1] + 2.0;
      gdouble change = (v[i + 1] - v[i]) / after - (v[i] - v[i - 1]) / before;

      upper[i]        = (share - 1.0) / pivot;
      spline->bend[i] = (6.0 * change / (before + after) - share * spline->bend[i - 1]) / pivot;
    }

  spline->bend[SAMPLE_SPLINE_KNOTS - 1] = 0.0;
  for (gint i = SAMPLE_SPLINE_KNOTS - 2; i >= 0; i--)
    spline->bend[i] += upper[i] * spline->bend[i + 1];
}

static gdouble
spline_at (const SampleSpline *spline, gdouble y, gdouble *slope)
{
  const gdouble *v = spline->value;
  const gdouble *m = spline->bend;
  gint           i = 0;
  gdouble        width, a, b;

  while (i < SAMPLE_SPLINE_KNOTS - 2 && y > knot_y_mm[i + 1])
    i++;

  width = knot_y_mm[i + 1] - knot_y_mm[i];
  b     = (y - knot_y_mm[i]) / width;
  a     = 1.0 - b;

  *slope = (v[i + 1] - v[i]) / width +
           width / 6.0 * ((3.0 * b * b - 1.0) * m[i + 1] - (3.0 * a * a - 1.0) * m[i]);

  return a * v[i] + b * v[i + 1] +
         width * width / 6.0 * ((a * a * a - a) * m[i] + (b * b * b - b) * m[i + 1]);
}

void
sample_head_init (SampleScene *scene)
{
  spline_init (&scene->half_width2, half_width_mm);
  spline_init (&scene->half_depth2, half_depth_mm);
  scene->focus_mm = half_depth_mm[8];
}

/* Pixel places have (0, 0) in the corner of the first pixel, whose middle
 * is at (0.5, 0.5).
 */
void
sample_scene_to_mm (const SampleScene *scene,
                    gdouble            x_px,
                    gdouble            y_px,
                    gdouble           *x_mm,
                    gdouble           *y_mm)
{
  gdouble u = (x_px - 0.5 * scene->options.width_px) / scene->options.px_per_mm;
  gdouble v = (y_px - 0.5 * scene->options.height_px) / scene->options.px_per_mm;

  *x_mm = scene->centre_x_mm + scene->roll_cos * u - scene->roll_sin * v;
  *y_mm = scene->centre_y_mm + scene->roll_sin * u + scene->roll_cos * v;
}

void
sample_scene_to_px (const SampleScene *scene,
                    gdouble            x_mm,
                    gdouble            y_mm,
                    gdouble           *x_px,
                    gdouble           *y_px)
{
  gdouble x = x_mm - scene->centre_x_mm;
  gdouble y = y_mm - scene->centre_y_mm;
  gdouble u = scene->roll_cos * x + scene->roll_sin * y;
  gdouble v = scene->roll_cos * y - scene->roll_sin * x;

  *x_px = u * scene->options.px_per_mm + 0.5 * scene->options.width_px;
  *y_px = v * scene->options.px_per_mm + 0.5 * scene->options.height_px;
}

static void
sphere_surface (const SampleScene *scene, SampleSurface *surface)
{
  gdouble x = surface->x_mm / SAMPLE_CLOSE_UP_RADIUS_MM;
  gdouble y = (surface->y_mm - scene->scar_y_mm) / SAMPLE_CLOSE_UP_RADIUS_MM;
  gdouble z = sqrt (MAX (0.0, 1.0 - x * x - y * y));

  surface->z_mm       = scene->focus_mm + (z - 1.0) * SAMPLE_CLOSE_UP_RADIUS_MM;
  surface->normal[0]  = x;
  surface->normal[1]  = y;
  surface->normal[2]  = z;
  surface->outside_mm = -SAMPLE_CLOSE_UP_RADIUS_MM;
}

/* Outside the outline the surface is that of the nearest place in the same
 * slice, for the pixels that the outline only partly covers.
 */
void
sample_scene_surface (const SampleScene *scene, gdouble x_mm, gdouble y_mm, SampleSurface *surface)
{
  gdouble  width_slope, depth_slope, width2, depth2, x2, z2, length;
  gdouble *n = surface->normal;

  surface->x_mm = x_mm;
  surface->y_mm = y_mm;

  if (scene->options.close_up)
    {
      sphere_surface (scene, surface);
      return;
    }

  /* No head is the same on both sides. */
  x_mm -= 0.9 * sin (0.031 * y_mm + 1.0) + 0.5 * sin (0.083 * y_mm);
  x_mm *= 1.0 + (x_mm > 0.0 ? 0.013 : -0.011) * sin (0.045 * y_mm - 0.6);
  width2 = spline_at (&scene->half_width2, y_mm, &width_slope);
  depth2 = spline_at (&scene->half_depth2, y_mm, &depth_slope);
  x2     = x_mm * x_mm;

  surface->outside_mm = (x2 - width2) / (2.0 * sqrt (x2 + 0.25 * width_slope * width_slope) + 1e-9);

  width2 = MAX (width2, 1.0);
  depth2 = MAX (depth2, 1.0);
  if (x2 > 0.9995 * width2)
    {
      x2   = 0.9995 * width2;
      x_mm = copysign (sqrt (x2), x_mm);
    }

  z2            = depth2 * (1.0 - x2 / width2);
  surface->z_mm = sqrt (z2);

  n[0]   = 2.0 * x_mm / width2;
  n[1]   = -x2 / (width2 * width2) * width_slope - z2 / (depth2 * depth2) * depth_slope;
  n[2]   = 2.0 * surface->z_mm / depth2;
  length = sqrt (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);

  for (gint i = 0; i < 3; i++)
    n[i] /= length;
}

/* Where hair grows, 0 to 1: not below the nape's hairline, nor right behind
 * the ears.
 */
gdouble
sample_scene_hairiness (const SampleScene *scene, const SampleSurface *surface)
{
  gdouble x    = surface->x_mm;
  gdouble y    = surface->y_mm;
  gdouble side = fabs (x) / 60.0;
  gdouble line, ear, wave;

  if (scene->options.close_up)
    return 1.0;

  wave = sample_fractal (scene->options.seed + 11u, x * 0.09, y * 0.05, surface->z_mm * 0.09, 3);
  line = 190.0 - 5.0 * exp (-x * x / 250.0) - 14.0 * side * side * side * side + 7.0 * wave;
  ear  = hypot ((fabs (x) - 72.5) / 5.0, (y - 143.0) / 27.0);

  return (1.0 - sample_smoothstep (line - 13.0, line + 7.0, y)) *
         sample_smoothstep (0.75, 1.35, ear + 0.25 * wave);
}

/* The hair's way along the skin, a unit vector in the surface: out of the
 * crown's whorl, turning around it, and downwards on the back of the head.
 */
void
sample_scene_direction (const SampleScene   *scene,
                        const SampleSurface *surface,
                        gdouble              direction[3])
{
  const gdouble *n = surface->normal;
  gdouble        x = surface->x_mm - 9.0;
  gdouble        y = surface->y_mm - 33.0;
  gdouble        r = hypot (x, y) + 1e-6;
  gdouble        down, turn, dx, dy, dot, length;

  turn =
    1.25 * exp (-r / 22.0) + 0.5 * sample_fractal (scene->options.seed + 21u, surface->x_mm * 0.025,
                                                   surface->y_mm * 0.025, 0.5, 2);
  down = sample_smoothstep (-5.0, 45.0, y) * r * r / (r * r + 50.0 * 50.0);

  dx = sample_mix (x / r, -0.2 * surface->x_mm / 76.0, down);
  dy = sample_mix (y / r, 1.0, down);

  direction[0] = cos (turn) * dx - sin (turn) * dy;
  direction[1] = sin (turn) * dx + cos (turn) * dy;
  direction[2] = 0.0;

  dot = direction[0] * n[0] + direction[1] * n[1];
  for (gint i = 0; i < 3; i++)
    direction[i] -= dot * n[i];

  length =
    sqrt (direction[0] * direction[0] + direction[1] * direction[1] + direction[2] * direction[2]) +
    1e-9;
  for (gint i = 0; i < 3; i++)
    direction[i] /= length;
}
