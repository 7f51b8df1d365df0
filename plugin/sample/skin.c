/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Skin and scar: what share of the light they return, and how much shine
 * lies on top.  Variations are amounts of blood and melanin, so that red
 * and brown patches have the colours that they have on people.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"
#include "smp/colour.h"

static const gdouble skin_table[5][3] = { { 0.540, 0.352, 0.280 },
                                          { 0.450, 0.276, 0.208 },
                                          { 0.350, 0.204, 0.143 },
                                          { 0.215, 0.115, 0.074 },
                                          { 0.110, 0.060, 0.042 } };

static const gdouble blood[3]   = { 0.22, 0.82, 0.66 };
static const gdouble melanin[3] = { 0.40, 0.64, 0.88 };
static const gdouble deep[3]    = { 0.50, 0.58, 0.34 };

typedef struct
{
  gdouble direction[3]; /* y points down */
  gdouble strength[3];
} Lamp;

static const Lamp key  = { { -0.504, -0.571, 0.648 }, { 1.12, 1.08, 1.03 } };
static const Lamp fill = { { 0.762, -0.191, 0.619 }, { 0.21, 0.22, 0.235 } };

static const gdouble wrap[3] = { 0.34, 0.22, 0.17 };

/* Light that wraps around the form more in red than in blue, as it does
 * when it travels within the skin.
 */
static gdouble
lamp_light (const Lamp *lamp, const gdouble normal[3], gint channel)
{
  gdouble dot = normal[0] * lamp->direction[0] + normal[1] * lamp->direction[1] +
                normal[2] * lamp->direction[2];
  gdouble w   = wrap[channel];
  gdouble lit = MAX (0.0, (dot + w) / (1.0 + w));

  return lamp->strength[channel] * lit * sqrt (lit);
}

void
sample_skin_light (const SampleScene *scene, const gdouble normal[3], gdouble light[3])
{
  gdouble exposure =
    0.43 * pow (smp_luminance (scene->skin_rgb) / 0.385, 0.55) / smp_luminance (scene->skin_rgb);

  for (gint c = 0; c < 3; c++)
    light[c] = exposure * (lamp_light (&key, normal, c) + lamp_light (&fill, normal, c) + 0.13 -
                           0.08 * normal[1]);
}

/* Where the highlight lies: halfway between the key light and the camera on
 * a head; in a close-up, off its middle, and smaller than the frame.
 */
static void
highlight_init (SampleScene *scene)
{
  const SampleOptions *options = &scene->options;
  gdouble             *h       = scene->highlight;
  gdouble              length;

  for (gint i = 0; i < 3; i++)
    h[i] = key.direction[i];
  h[2] += 1.0;
  scene->highlight_width = 0.32;

  if (options->close_up)
    {
      gdouble reach = 0.5 * options->width_px / options->px_per_mm / SAMPLE_CLOSE_UP_RADIUS_MM;
      gdouble turn  = 2.0 * G_PI * sample_uniform (options->seed + 111u, 0, 0);

      h[0]                   = 0.40 * reach * cos (turn);
      h[1]                   = 0.40 * reach * sin (turn);
      h[2]                   = 1.0;
      scene->highlight_width = 0.42 * reach;
    }

  length = sqrt (h[0] * h[0] + h[1] * h[1] + h[2] * h[2]);
  for (gint i = 0; i < 3; i++)
    h[i] /= length;
}

/* The light that the surface itself throws back: a lobe, which is wider and
 * fainter on the smooth scar.
 */
static gdouble
shine_light (const SampleScene *scene, const gdouble normal[3], gdouble scar)
{
  const gdouble *h     = scene->highlight;
  gdouble        away2 = 2.0 * (1.0 - normal[0] * h[0] - normal[1] * h[1] - normal[2] * h[2]) /
                  (scene->highlight_width * scene->highlight_width);

  return scene->glare_light * MAX (exp (-away2), scar * 0.42 * exp (-0.25 * away2));
}

void
sample_skin_init (SampleScene *scene)
{
  static const gdouble hair[3] = { 0.030, 0.021, 0.016 };
  gdouble              light[3], glare = CLAMP (scene->options.glare, 0.0, 0.95);

  for (gint c = 0; c < 3; c++)
    {
      scene->skin_rgb[c] = skin_table[scene->options.skin][c];
      scene->hair_rgb[c] = hair[c] * (1.0 - 0.12 * scene->options.skin);
    }

  highlight_init (scene);
  sample_skin_light (scene, scene->highlight, light);
  for (gint c = 0; c < 3; c++)
    light[c] *= scene->skin_rgb[c];
  scene->glare_light = smp_luminance (light) * glare / (1.0 - glare);
}

/* Shadows that the form casts on itself: under the back of the head, and
 * behind and below the ears; and the collar's on the neck.
 */
static gdouble
occlusion (const SampleScene *scene, const SampleSurface *surface)
{
  gdouble x = surface->x_mm;
  gdouble y = surface->y_mm;
  gdouble nape, ears, collar;

  if (scene->options.close_up)
    return 1.0;

  nape =
    0.30 * sample_smoothstep (150.0, 192.0, y) * (1.0 - 0.45 * sample_smoothstep (196.0, 230.0, y));
  ears = 0.42 * exp (-pow ((fabs (x) - 70.0) / 8.0, 2.0) - pow ((y - 143.0) / 31.0, 2.0));
  if (x > 0.0)
    ears *= 1.4;

  collar = 0.35 * exp (-MAX (0.0, 221.0 + 0.0035 * x * x - y) / 3.0);

  return (1.0 - nape) * (1.0 - ears) * (1.0 - collar);
}

typedef struct
{
  gdouble red;    /* blood, above the mean */
  gdouble brown;  /* melanin, above the mean */
  gdouble bruise; /* blood deep in the skin */
  gdouble relief; /* share of light that the fine relief adds */
  gdouble shine;  /* 1 on average */
} SkinPatch;

/* How deep a place lies in the furrows of a net, whose meshes are so many a mm: 1 in their middle.
 */
static gdouble
furrow (guint32 seed, gdouble x, gdouble y, gdouble per_mm)
{
  gdouble bend  = 0.8 * sample_noise (seed + 1u, x * per_mm * 0.6, y * per_mm * 0.6, 0.3);
  gdouble field = sample_noise (seed, x * per_mm + bend, y * per_mm - bend, 0.6);

  return 1.0 / (1.0 + field * field / 0.004);
}

/* What the skin has beyond the plain sample: blotches a few mm to a few cm wide, the net of fine
 * furrows, between which it bulges and shines, and the pale dots of a harvest.
 */
static void
scalp_features (const SampleScene *scene, const SampleSurface *surface, SkinPatch *patch)
{
  const SampleOptions *options = &scene->options;
  guint32              seed    = options->seed;
  gdouble              x       = surface->x_mm;
  gdouble              y       = surface->y_mm;

  if (options->blotches > 0.0)
    {
      gdouble wide = sample_fractal (seed + 151u, x * 0.045, y * 0.045, 0.4, 3);
      gdouble fine = sample_fractal (seed + 152u, x * 0.30, y * 0.22, 0.7, 3);

      patch->red += options->blotches * (0.55 * wide + 0.30 * fine);
      patch->brown +=
        options->blotches * (0.12 * sample_noise (seed + 153u, x * 0.1, y * 0.1, 0.2));
    }
  if (options->furrows > 0.0)
    {
      gdouble net   = furrow (seed + 155u, x, y, 0.75) + 0.7 * furrow (seed + 157u, x, y, 1.5);
      gdouble bulge = sample_noise (seed + 159u, x * 2.6, y * 2.6, 0.1);

      patch->relief += options->furrows * (0.16 * bulge - 0.13 * net + 0.05);
      patch->red += 0.10 * options->furrows * net;
      patch->shine *= MAX (0.0, 1.0 + options->furrows * (0.6 * bulge - 0.5 * net));
    }
  if (options->grain > 0.0)
    {
      gdouble coarse = sample_noise (seed + 161u, x * 1.6, y * 2.4, 0.3);
      gdouble fine   = sample_noise (seed + 163u, x * 4.1, y * 5.5, 0.8);

      patch->relief += 0.22 * options->grain * (coarse + 0.5 * fine);
      patch->shine *= exp (1.4 * options->grain * (coarse + 0.7 * fine));
    }
  if (options->punches_per_cm2 > 0.0)
    {
      gdouble punch = sample_punch (scene, x, y, 0.0);

      patch->red -= 0.12 * punch;
      patch->brown -= (0.10 + 0.04 * options->skin) * punch;
    }
}

static void
scalp_patch (const SampleScene *scene, const SampleSurface *surface, SkinPatch *patch)
{
  guint32 seed = scene->options.seed;
  gdouble x    = surface->x_mm;
  gdouble y    = surface->y_mm;
  gdouble z    = surface->z_mm;
  gdouble blot = sample_fractal (seed + 82u, x * 0.13, y * 0.13, z * 0.13, 3);

  patch->red = 0.17 * sample_fractal (seed + 81u, x * 0.024, y * 0.024, z * 0.024, 2) + 0.12 * blot;
  patch->brown =
    0.20 * sample_fractal (seed + 84u, x * 0.035, y * 0.035, z * 0.035, 2) - 0.05 * blot;
  patch->relief = 0.25 * sample_fractal (seed + 85u, x * 0.42, y * 0.42, z * 0.42, 2) +
                  0.11 * sample_fractal (seed + 86u, x * 1.9, y * 1.9, z * 1.9, 2);
  patch->shine =
    1.0 + 2.2 * patch->relief + 0.8 * sample_noise (seed + 87u, x * 3.1, y * 3.1, z * 3.1);

  patch->bruise = 0.0;
  scalp_features (scene, surface, patch);

  /* The neck sees more sun than the scalp under its hair. */
  if (!scene->options.close_up)
    {
      gdouble neck = sample_smoothstep (170.0, 205.0, y);

      gdouble line = sample_noise (seed + 92u, x * 0.10, y * 0.42, 0.5) / 0.05;

      patch->relief -= 0.09 * neck * exp (-line * line);
      patch->red += 0.12 * neck;
      patch->brown += 0.14 * neck;
      patch->shine *= 1.0 - 0.8 * neck;
    }
}

/* Scar tissue has lost its melanin and most of its blood, and fine wrinkles
 * cross it.  It lies a little deeper than the skin, whose edge is red while the scar is young.
 */
static void
scar_patch (const SampleScene *scene, const SampleScarPlace *place, gdouble scar, SkinPatch *patch)
{
  guint32 seed    = scene->options.seed;
  gdouble along   = place->along_mm;
  gdouble across  = place->across_mm;
  gdouble wrinkle = sample_fractal (seed + 88u, along * 1.9, across * 0.5, 0.4, 3);
  gdouble cloud   = sample_fractal (seed + 89u, along * 0.12, across * 0.5, 0.6, 3);
  gdouble rim     = exp (-pow ((place->inside_mm + 0.25) / 0.55, 2.0));
  gdouble slope   = across > 0.0 ? 1.0 : -1.0;
  gdouble pale    = scene->options.scar_pale;
  gdouble loss    = pale * (-0.33 - 0.06 * scene->options.skin);

  patch->red = sample_mix (patch->red, -0.14 * pale + 0.24 * cloud, scar) +
               0.11 * scene->options.scar_red * rim;
  patch->brown = sample_mix (patch->brown, loss + 0.28 * cloud, scar);
  patch->relief =
    sample_mix (patch->relief, 0.4 * patch->relief + 0.09 * wrinkle, scar) + 0.055 * slope * rim;
  patch->shine = sample_mix (patch->shine, 1.2 + 1.9 * wrinkle + 1.6 * cloud, scar);
}

/* Skin that has lost its hair is only a little paler.
 */
static void
bare_patch (const SampleScene *scene, gdouble scar, SkinPatch *patch)
{
  patch->red -= 0.10 * scene->options.scar_pale * scar;
  patch->brown -= 0.30 * scene->options.scar_pale * scar;
}

/* Tissue of a scar that healed badly: pale and pink in streaks across it, red where it is thick,
 * bluish here and there, with the fine lines of drawn skin, and matt.
 */
static void
scar_tissue (const SampleScene *scene, const SampleScarPlace *place, gdouble scar, SkinPatch *patch)
{
  guint32 seed    = scene->options.seed + 161u;
  gdouble amount  = scene->options.scar_tissue;
  gdouble along   = place->along_mm;
  gdouble across  = place->across_mm;
  gdouble bend    = 0.5 * sample_noise (seed + 12u, along * 0.4, across * 0.4, 0.6);
  gdouble streaks = sample_fractal (seed, (along + bend) * 1.1, across * 0.30, 0.4, 3);
  gdouble cloud   = sample_fractal (seed + 4u, along * 0.16, across * 0.22, 0.1, 2);
  gdouble spot    = sample_noise (seed + 7u, along * 0.055, across * 0.07, 0.8);
  gdouble bruise  = sample_fractal (seed + 8u, along * 0.30, across * 0.30, 0.5, 2);
  gdouble lines   = sample_noise (seed + 10u, along * 3.2, across * 0.7, 0.3);
  gdouble rim     = exp (-pow ((place->inside_mm + 0.1) / 1.0, 2.0));

  patch->red += amount * scar *
                (0.22 + 0.40 * streaks + 0.50 * cloud + 1.3 * sample_smoothstep (0.16, 0.42, spot));
  patch->brown -= amount * scar * (0.08 + 0.14 * sample_smoothstep (0.0, 0.4, -streaks));
  patch->bruise += amount * 0.45 * sample_smoothstep (0.08, 0.45, bruise) * MAX (scar, 0.8 * rim);
  patch->relief += amount * scar * 0.14 * lines;
  patch->red += amount * 0.16 * rim * (1.0 - scar);
  patch->shine *= 1.0 - scar * MIN (1.0, amount);
}

static gdouble
moles (const SampleScene *scene, gdouble x, gdouble y)
{
  const gdouble cell   = 23.0;
  gdouble       depth  = 0.0;
  gint          column = (gint) floor (x / cell);
  gint          row    = (gint) floor (y / cell);

  for (gint j = row - 1; j <= row + 1; j++)
    for (gint i = column - 1; i <= column + 1; i++)
      {
        guint32 seed = sample_hash (scene->options.seed + 91u, (guint32) i, (guint32) j);
        gdouble size, dx, dy, r;

        if (sample_uniform (seed, 4, 0) > 0.16)
          continue;

        size = 0.45 + 0.9 * sample_uniform (seed, 1, 0);
        dx   = x - cell * (i + sample_uniform (seed, 2, 0));
        dy   = y - cell * (j + sample_uniform (seed, 3, 0));
        r    = hypot (dx, dy * (0.8 + 0.4 * sample_uniform (seed, 5, 0))) / size +
            0.25 * sample_noise (seed, x * 1.6, y * 1.6, 0.5);
        depth +=
          (0.5 + 0.9 * sample_uniform (seed, 6, 0)) * (1.0 - sample_smoothstep (0.55, 1.05, r));
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
  gdouble         scar = 0.0;
  gdouble         normal[3], shade;
  SampleScarPlace place;
  SkinPatch       patch;

  scalp_patch (scene, surface, &patch);
  patch.brown += moles (scene, surface->x_mm, surface->y_mm);

  if (with_scar)
    {
      sample_scar_place (scene, surface, &place);
      if (place.inside_mm > -SAMPLE_SCAR_REACH_MM)
        {
          scar = sample_smoothstep (-0.38, 0.48, place.inside_mm);
          if (scene->options.patches > 0.0)
            bare_patch (scene, scar, &patch);
          else
            scar_patch (scene, &place, scar, &patch);
          if (scene->options.scar_tissue > 0.0)
            scar_tissue (scene, &place, scar, &patch);
        }
    }

  sample_relief_normal (scene, surface, normal);
  sample_skin_light (scene, normal, diffuse);
  shade = (1.0 + patch.relief) * occlusion (scene, surface);
  for (gint c = 0; c < 3; c++)
    diffuse[c] *= scene->skin_rgb[c] * shade *
                  exp (-patch.red * blood[c] - patch.brown * melanin[c] - patch.bruise * deep[c]);

  if (scene->options.patches > 0.0 || scene->options.scar_tissue > 0.0)
    scar = 0.0;
  *glare = MAX (0.0, patch.shine) * shine_light (scene, normal, scar);
}
