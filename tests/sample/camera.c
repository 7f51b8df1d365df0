/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The camera: lens blur, vignetting, a sensor whose noise has been through
 * demosaicing and denoising, and a tone curve with a soft shoulder.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"

#define SHOULDER        0.62
#define MIDDLE_GREY     0.2159 /* sRGB 128 in linear light */
#define MIDDLE_SLOPE    0.00343 /* linear light for one 8-bit step there */
#define VIGNETTE        0.16

typedef struct
{
  const SampleScene *scene;
  const gfloat      *in;
  gfloat            *out;
  gint               width, height, channels;
  gint               radius;
  gdouble            kernel[33];
} Blur;

static void
blur_row (gint     row,
          gpointer data)
{
  const Blur *blur = data;
  gint        n    = blur->channels;

  for (gint x = 0; x < blur->width; x++)
    for (gint c = 0; c < n; c++)
      {
        gdouble sum = 0.0;

        for (gint k = -blur->radius; k <= blur->radius; k++)
          {
            gint at = CLAMP (x + k, 0, blur->width - 1);

            sum += blur->kernel[ABS (k)] *
                   (gdouble) blur->in[((gsize) row * (gsize) blur->width + (gsize) at) * (gsize) n + (gsize) c];
          }
        blur->out[((gsize) row * (gsize) blur->width + (gsize) x) * (gsize) n + (gsize) c] = (gfloat) sum;
      }
}

static void
blur_column_row (gint     row,
                 gpointer data)
{
  const Blur *blur  = data;
  gsize       pitch = (gsize) blur->width * (gsize) blur->channels;

  for (gsize i = 0; i < pitch; i++)
    {
      gdouble sum = 0.0;

      for (gint k = -blur->radius; k <= blur->radius; k++)
        sum += blur->kernel[ABS (k)] *
               (gdouble) blur->in[(gsize) CLAMP (row + k, 0, blur->height - 1) * pitch + i];
      blur->out[(gsize) row * pitch + i] = (gfloat) sum;
    }
}

/* A Gaussian blur of a copy.
 */
static gfloat *
blurred (const SampleScene *scene,
         const gfloat      *buffer,
         gint               channels)
{
  gint    width  = scene->options.width_px;
  gint    height = scene->options.height_px;
  gsize   size   = (gsize) width * (gsize) height * (gsize) channels;
  gfloat *half   = g_new (gfloat, size);
  gfloat *whole  = g_new (gfloat, size);
  gdouble sigma  = scene->options.blur_px;
  Blur    blur   = { scene, buffer, half, width, height, channels, 0, { 1.0, } };
  gdouble sum    = 0.0;

  if (sigma > 0.05)
    blur.radius = MIN (32, (gint) ceil (3.0 * sigma));
  for (gint k = 0; k <= blur.radius; k++)
    {
      blur.kernel[k] = k == 0 ? 1.0 : exp (-0.5 * k * k / (sigma * sigma));
      sum += k == 0 ? 1.0 : 2.0 * blur.kernel[k];
    }
  for (gint k = 0; k <= blur.radius; k++)
    blur.kernel[k] /= sum;

  sample_parallel_rows (height, blur_row, &blur);
  blur.in  = half;
  blur.out = whole;
  sample_parallel_rows (height, blur_column_row, &blur);
  g_free (half);

  return whole;
}

/* Exact to the shoulder; above, highlights bend towards white.
 */
gdouble
sample_camera_tone (gdouble light)
{
  if (light > SHOULDER)
    light = 1.0 - (1.0 - SHOULDER) * exp ((SHOULDER - light) / (1.0 - SHOULDER));

  return CLAMP (light, 0.0, 1.0);
}

static gdouble
to_srgb (gdouble light)
{
  return light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1.0 / 2.4) - 0.055;
}

/* Noise with a standard deviation of 1, smoothed over three pixels, and a
 * little that is coarser, as denoising leaves behind.
 */
static gdouble
grain (guint32 seed,
       gint    x,
       gint    y)
{
  static const gdouble weight[3] = { 0.25, 0.5, 0.25 };
  gdouble              sum       = 0.0;

  for (gint j = -1; j <= 1; j++)
    for (gint i = -1; i <= 1; i++)
      sum += weight[i + 1] * weight[j + 1] *
             sample_normal (seed, (guint32) (x + i), (guint32) (y + j));

  return 2.45 * sum + 1.5 * sample_noise (seed, x * 0.27, y * 0.27, 0.5);
}

typedef struct
{
  const SampleScene *scene;
  const gfloat      *diffuse;
  const gfloat      *glare;
  guint8            *rgb;
  guint8            *share;
  guint8             to_byte[8193];
} Exposure;

static void
expose_row (gint     row,
            gpointer data)
{
  const Exposure      *exposure = data;
  const SampleOptions *options  = &exposure->scene->options;

  for (gint x = 0; x < options->width_px; x++)
    {
      gsize   i       = (gsize) row * (gsize) options->width_px + (gsize) x;
      gdouble dx      = (x + 0.5) / options->width_px - 0.5;
      gdouble dy      = (row + 0.5) / options->height_px - 0.5;
      gdouble vignette = 1.0 - VIGNETTE * 2.0 * (dx * dx + dy * dy);
      gdouble shine   = (gdouble) exposure->glare[i];
      gdouble total   = 0.0;
      gdouble common  = grain (options->seed + 201u, x, row);

      for (gint c = 0; c < 3; c++)
        {
          static const gdouble weight[3] = { 0.2126, 0.7152, 0.0722 };
          gdouble light = ((gdouble) exposure->diffuse[3 * i + (gsize) c] + shine) * vignette;
          gdouble sigma = options->noise_sigma * MIDDLE_SLOPE *
                          sqrt (0.12 + 0.88 * MAX (0.0, light) / MIDDLE_GREY);

          total += weight[c] * light;
          light += sigma * (0.8 * common +
                            0.6 * grain (options->seed + 202u + (guint32) c, x, row));
          exposure->rgb[3 * i + (gsize) c] =
            exposure->to_byte[(gint) (sample_camera_tone (light) * 8192.0 + 0.5)];
        }

      if (exposure->share)
        exposure->share[i] = (guint8) (CLAMP (shine * vignette / MAX (total, 1e-6), 0.0, 1.0) * 255.0 + 0.5);
    }
}

/* The finished 8-bit picture, and on demand the share of surface glare in
 * each pixel's light.
 */
guint8 *
sample_camera_expose (const SampleScene   *scene,
                      const SamplePicture *picture,
                      guint8             **glare_share)
{
  gsize     n_pixels = (gsize) picture->width_px * (gsize) picture->height_px;
  gfloat   *diffuse  = blurred (scene, picture->diffuse, 3);
  gfloat   *glare    = blurred (scene, picture->glare, 1);
  Exposure  exposure = { scene, diffuse, glare, g_new (guint8, 3 * n_pixels), NULL, { 0, } };

  if (glare_share)
    exposure.share = *glare_share = g_new (guint8, n_pixels);
  for (gint i = 0; i <= 8192; i++)
    exposure.to_byte[i] = (guint8) (to_srgb (i / 8192.0) * 255.0 + 0.5);

  sample_parallel_rows (picture->height_px, expose_row, &exposure);
  g_free (diffuse);
  g_free (glare);

  return exposure.rgb;
}
