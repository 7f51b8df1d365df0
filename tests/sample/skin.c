/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Skin and scar: what share of the light they return, and how much shine
 * lies on top.  Variations are amounts of blood and melanin, so that red
 * and brown patches have the colours that they have on people.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"

static const gdouble skin_table[5][3] =
{
  { 0.560, 0.350, 0.262 },
  { 0.460, 0.270, 0.190 },
  { 0.360, 0.200, 0.130 },
  { 0.220, 0.112, 0.066 },
  { 0.110, 0.058, 0.038 }
};

static const gdouble blood[3]   = { 0.16, 0.85, 0.66 };
static const gdouble melanin[3] = { 0.36, 0.62, 0.92 };

typedef struct
{
  gdouble direction[3]; /* y points down */
  gdouble strength[3];
} Lamp;

static const Lamp key  = { { -0.504, -0.571, 0.648 }, { 1.04, 1.00, 0.95 } };
static const Lamp fill = { { 0.762, -0.191, 0.619 }, { 0.26, 0.27, 0.29 } };

static const gdouble wrap[3] = { 0.34, 0.22, 0.17 };

static gdouble
luminance (const gdouble rgb[3])
{
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/* Light that wraps around the form more in red than in blue, as it does
 * when it travels within the skin.
 */
static gdouble
lamp_light (const Lamp    *lamp,
            const gdouble  normal[3],
            gint           channel)
{
  gdouble dot = normal[0] * lamp->direction[0] +
                normal[1] * lamp->direction[1] +
                normal[2] * lamp->direction[2];
  gdouble w   = wrap[channel];
  gdouble lit = MAX (0.0, (dot + w) / (1.0 + w));

  return lamp->strength[channel] * lit * sqrt (lit);
}

void
sample_skin_light (const SampleScene *scene,
                   const gdouble      normal[3],
                   gdouble            light[3])
{
  gdouble exposure = 0.50 * pow (luminance (scene->skin_rgb) / 0.385, 0.55) /
                     luminance (scene->skin_rgb);

  for (gint c = 0; c < 3; c++)
    light[c] = exposure * (lamp_light (&key, normal, c) +
                           lamp_light (&fill, normal, c) +
                           0.15 - 0.09 * normal[1]);
}

/* The mirror direction between the key light and the camera.
 */
static void
highlight_normal (gdouble normal[3])
{
  gdouble length;

  for (gint i = 0; i < 3; i++)
    normal[i] = key.direction[i] + (i == 2 ? 1.0 : 0.0);
  length = sqrt (normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
  for (gint i = 0; i < 3; i++)
    normal[i] /= length;
}

void
sample_skin_init (SampleScene *scene)
{
  static const gdouble hair[3] = { 0.030, 0.021, 0.016 };
  gdouble              peak[3], light[3], glare = CLAMP (scene->options.glare, 0.0, 0.95);

  for (gint c = 0; c < 3; c++)
    {
      scene->skin_rgb[c] = skin_table[scene->options.skin][c];
      scene->hair_rgb[c] = MIN (hair[c], 0.4 * scene->skin_rgb[c]);
    }

  highlight_normal (peak);
  sample_skin_light (scene, peak, light);
  for (gint c = 0; c < 3; c++)
    light[c] *= scene->skin_rgb[c];
  scene->glare_light = luminance (light) * glare / (1.0 - glare);
}

/* Shadows that the form casts on itself: under the back of the head, and
 * behind and below the ears.
 */
static gdouble
occlusion (const SampleScene   *scene,
           const SampleSurface *surface)
{
  gdouble x = surface->x_mm;
  gdouble y = surface->y_mm;
  gdouble nape, ears;

  if (scene->options.close_up)
    return 1.0;

  nape = 0.30 * sample_smoothstep (150.0, 192.0, y) *
         (1.0 - 0.45 * sample_smoothstep (196.0, 230.0, y));
  ears = 0.42 * exp (-pow ((fabs (x) - 70.0) / 8.0, 2.0) -
                     pow ((y - 143.0) / 31.0, 2.0));
  if (x > 0.0)
    ears *= 1.4;

  return (1.0 - nape) * (1.0 - ears);
}

/* The blood and melanin of healthy scalp at a place, relative to its mean.
 */
static void
scalp_pigments (const SampleScene *scene,
                gdouble            x,
                gdouble            y,
                gdouble            z,
                gdouble           *red,
                gdouble           *brown)
{
  guint32 seed = scene->options.seed;

  *red   = 0.40 * sample_fractal (seed + 81u, x * 0.026, y * 0.026, z * 0.026, 2) +
           0.34 * sample_fractal (seed + 82u, x * 0.16, y * 0.16, z * 0.16, 3) +
           0.10 * sample_noise (seed + 83u, x * 1.7, y * 1.7, z * 1.7);
  *brown = 0.26 * sample_fractal (seed + 84u, x * 0.035, y * 0.035, z * 0.035, 2) +
           0.22 * sample_fractal (seed + 85u, x * 0.27, y * 0.27, z * 0.27, 3);

  /* The neck sees more sun than the scalp under its hair. */
  if (! scene->options.close_up)
    {
      gdouble neck = sample_smoothstep (170.0, 205.0, y);

      *red   += 0.22 * neck;
      *brown += 0.16 * neck;
    }
}

static gdouble
moles (const SampleScene *scene,
       gdouble            x,
       gdouble            y)
{
  const gdouble cell = 23.0;
  gdouble       depth = 0.0;
  gint          column = (gint) floor (x / cell);
  gint          row    = (gint) floor (y / cell);

  for (gint j = row - 1; j <= row + 1; j++)
    for (gint i = column - 1; i <= column + 1; i++)
      {
        guint32 seed = sample_hash (scene->options.seed + 91u, (guint32) i, (guint32) j);
        gdouble size = 0.45 + 0.9 * sample_uniform (seed, 1, 0);
        gdouble dx   = x - cell * (i + sample_uniform (seed, 2, 0));
        gdouble dy   = y - cell * (j + sample_uniform (seed, 3, 0));
        gdouble r;

        if (sample_uniform (seed, 4, 0) > 0.16)
          continue;

        r      = hypot (dx, dy * (0.8 + 0.4 * sample_uniform (seed, 5, 0))) / size +
                 0.25 * sample_noise (seed, x * 1.6, y * 1.6, 0.5);
        depth += (0.5 + 0.9 * sample_uniform (seed, 6, 0)) *
                 (1.0 - sample_smoothstep (0.55, 1.05, r));
      }

  return depth;
}

void
sample_skin_shade (const SampleScene   *scene,
                   const SampleSurface *surface,
                   gboolean             with_scar,
                   gdouble              diffuse[3],
                   gdouble             *glare)
{
  const gdouble  *n    = surface->normal;
  guint32         seed = scene->options.seed;
  gdouble         x = surface->x_mm, y = surface->y_mm, z = surface->z_mm;
  gdouble         red, brown, relief, shine, scar = 0.0, peak[3], facing, lobe;
  SampleScarPlace place;

  scalp_pigments (scene, x, y, z, &red, &brown);
  brown += moles (scene, x, y);
  relief = 0.055 * sample_fractal (seed + 86u, x * 2.3, y * 2.3, z * 2.3, 2);
  shine  = 1.0 + 0.9 * sample_fractal (seed + 87u, x * 1.1, y * 1.1, z * 1.1, 3);

  if (with_scar)
    {
      sample_scar_place (scene, surface, &place);
      scar = sample_smoothstep (-0.22, 0.22, place.inside_mm);
    }

  if (scar > 0.0)
    {
      /* Scar tissue has lost its melanin and most of its blood; fine
       * wrinkles cross it. */
      gdouble wrinkle = sample_fractal (seed + 88u, place.along_mm * 2.6,
                                        place.across_mm * 0.7, 0.4, 2);

      red    = sample_mix (red, -0.34 + 0.25 * red +
                           0.16 * sample_noise (seed + 89u, place.along_mm * 0.3,
                                                place.across_mm * 0.8, 0.6), scar);
      brown  = sample_mix (brown, -0.40 + 0.2 * brown, scar);
      relief = sample_mix (relief, 0.05 * wrinkle, scar);
      shine  = sample_mix (shine, 1.7 + 1.0 * wrinkle, scar);
    }

  sample_skin_light (scene, n, diffuse);
  for (gint c = 0; c < 3; c++)
    diffuse[c] *= scene->skin_rgb[c] * (1.0 + relief) * occlusion (scene, surface) *
                  exp (-red * blood[c] - brown * melanin[c]);

  highlight_normal (peak);
  facing = n[0] * peak[0] + n[1] * peak[1] + n[2] * peak[2];
  lobe   = pow (MAX (0.0, facing), scene->options.close_up ? 60.0 : 22.0);
  *glare = scene->glare_light * lobe * MAX (0.0, shine);
}
