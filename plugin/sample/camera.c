/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The camera: lens blur, vignetting, a sensor whose noise has been through
 * demosaicing and denoising, and a tone curve with a soft shoulder.
 */

#include "sample.h"

#include <math.h>
#include <string.h>

#include "noise.h"

#define SHOULDER     0.62
#define MIDDLE_GREY  0.2159  /* sRGB 128 in linear light */
#define MIDDLE_SLOPE 0.00343 /* linear light for one 8-bit step there */
#define VIGNETTE     0.16
#define DEFOCUS_MM   0.28 /* at the far end */

typedef struct
{
  const gfloat *in;
  gfloat       *out;
  gint          width, height;
  gint          radius;
  gfloat        kernel[40];
} Blur;

/* Sums shifted rows of whole pixels of four floats.
 */
static inline void
add_shifted (gfloat *out, const gfloat *in, gfloat weight, gsize n_floats)
{
  for (gsize i = 0; i < n_floats; i++)
    out[i] += weight * in[i];
}

static void
blur_along (gint row, gpointer data)
{
  const Blur   *blur   = data;
  gsize         pitch  = 4 * (gsize) blur->width;
  gsize         margin = 4 * (gsize) blur->radius;
  const gfloat *in     = blur->in + (gsize) row * pitch;
  gfloat       *out    = blur->out + (gsize) row * pitch;
  gfloat       *padded = g_new (gfloat, pitch + 2 * margin);

  memcpy (padded + margin, in, pitch * sizeof (gfloat));
  for (gsize i = 0; i < margin; i++)
    {
      padded[i]                  = in[i % 4];
      padded[margin + pitch + i] = in[pitch - 4 + i % 4];
    }

  memset (out, 0, pitch * sizeof (gfloat));
  for (gint k = -blur->radius; k <= blur->radius; k++)
    add_shifted (out, padded + 4 * (gsize) (k + blur->radius), blur->kernel[ABS (k)], pitch);
  g_free (padded);
}

static void
blur_across (gint row, gpointer data)
{
  const Blur *blur  = data;
  gsize       pitch = 4 * (gsize) blur->width;
  gfloat     *out   = blur->out + (gsize) row * pitch;

  memset (out, 0, pitch * sizeof (gfloat));
  for (gint k = -blur->radius; k <= blur->radius; k++)
    add_shifted (out, blur->in + (gsize) CLAMP (row + k, 0, blur->height - 1) * pitch,
                 blur->kernel[ABS (k)], pitch);
}

/* A Gaussian blur of a copy.
 */
static gfloat *
blurred (const SamplePicture *picture, gdouble sigma_px)
{
  gsize   size  = 4 * (gsize) picture->width_px * (gsize) picture->height_px;
  gfloat *half  = g_new (gfloat, size);
  gfloat *whole = g_new (gfloat, size);
  Blur    blur  = { picture->light,
                    half,
                    picture->width_px,
                    picture->height_px,
                    0,
                    {
                  1.0f,
                } };
  gdouble sum   = 1.0;

  if (sigma_px > 0.05)
    blur.radius = MIN (39, (gint) ceil (3.0 * sigma_px));
  for (gint k = 1; k <= blur.radius; k++)
    {
      blur.kernel[k] = (gfloat) exp (-0.5 * k * k / (sigma_px * sigma_px));
      sum += 2.0 * (gdouble) blur.kernel[k];
    }
  for (gint k = 0; k <= blur.radius; k++)
    blur.kernel[k] /= (gfloat) sum;

  sample_parallel_rows (picture->height_px, blur_along, &blur);
  blur.in  = half;
  blur.out = whole;
  sample_parallel_rows (picture->height_px, blur_across, &blur);
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

/* A row of noise with a standard deviation of 1, smoothed over three pixels
 * as demosaicing and denoising leave it, between margins of one pixel.
 */
static void
grain_row (guint32 seed, gint row, gint width, gfloat *down, gfloat *grain)
{
  for (gint x = -1; x <= width; x++)
    down[x + 1] = (gfloat) (0.25 * sample_normal (seed, (guint32) x, (guint32) (row - 1)) +
                            0.50 * sample_normal (seed, (guint32) x, (guint32) row) +
                            0.25 * sample_normal (seed, (guint32) x, (guint32) (row + 1)));

  for (gint x = 0; x < width; x++)
    grain[x] = (0.25f * down[x] + 0.5f * down[x + 1] + 0.25f * down[x + 2]) / 0.375f;
}

typedef struct
{
  const SampleOptions *options;
  const gfloat        *sharp;
  const gfloat        *soft;
  const gfloat        *defocus;
  guint8              *rgb;
  gfloat              *tones; /* in place of the bytes, for a phone to work on */
  guint8              *share;
  guint8               to_byte[8193];
} Exposure;

/* Three quarters of the noise's power are common to the channels, as most
 * of what denoising spares is in the brightness.
 */
static void
expose_pixel (const Exposure *exposure, gint x, gint row, const gfloat *grain)
{
  static const gdouble weight[3] = { SMP_LUMA_R, SMP_LUMA_G, SMP_LUMA_B };
  const SampleOptions *options   = exposure->options;
  gsize                i         = (gsize) row * (gsize) options->width_px + (gsize) x;
  gdouble              dx        = (x + 0.5) / options->width_px - 0.5;
  gdouble              dy        = (row + 0.5) / options->height_px - 0.5;
  gdouble              vignette  = 1.0 - VIGNETTE * 2.0 * (dx * dx + dy * dy);
  gdouble              blend     = (gdouble) exposure->defocus[i];
  gdouble              total     = 0.0;
  gdouble              value[4];

  for (gint c = 0; c < 4; c++)
    value[c] = vignette * sample_mix ((gdouble) exposure->sharp[4 * i + (gsize) c],
                                      (gdouble) exposure->soft[4 * i + (gsize) c], blend);

  for (gint c = 0; c < 3; c++)
    {
      gdouble light = value[c] + value[3];
      gdouble sigma =
        options->noise_sigma * MIDDLE_SLOPE * sqrt (0.12 + 0.88 * MAX (0.0, light) / MIDDLE_GREY);

      total += weight[c] * light;
      light += sigma * (0.866 * (gdouble) grain[x] +
                        0.5 * (gdouble) grain[(c + 1) * options->width_px + x]);
      light = sample_camera_tone (light);
      if (exposure->tones)
        exposure->tones[3 * i + (gsize) c] = (gfloat) to_srgb (light);
      else
        exposure->rgb[3 * i + (gsize) c] = exposure->to_byte[(gint) (light * 8192.0 + 0.5)];
    }

  if (exposure->share)
    exposure->share[i] = (guint8) (CLAMP (value[3] / MAX (total, 1e-6), 0.0, 1.0) * 255.0 + 0.5);
}

static void
expose_row (gint row, gpointer data)
{
  const Exposure *exposure = data;
  gint            width    = exposure->options->width_px;
  gfloat         *down     = g_new (gfloat, width + 2);
  gfloat         *grain    = g_new (gfloat, 4 * width);

  for (gint c = 0; c < 4; c++)
    grain_row (exposure->options->seed + 201u + (guint32) c, row, width, down, grain + c * width);
  for (gint x = 0; x < width; x++)
    expose_pixel (exposure, x, row, grain);

  g_free (down);
  g_free (grain);
}

/* The lens bends red less than blue: towards a corner of the frame, red and blue lie apart by so
 * many pixels, on either side of green.  Values between pixels are interpolated.
 */
static void
shift_colours (gfloat *pixels, gint width, gint height, gdouble apart_px)
{
  static const gdouble way[2] = { 0.8, -0.6 };
  gsize                n      = 4 * (gsize) width * (gsize) height;
  gfloat              *copy   = g_memdup2 (pixels, n * sizeof (gfloat));

  for (gint c = 0; c < 3; c += 2)
    {
      gdouble dx = (c - 1) * 0.5 * apart_px * way[0];
      gdouble dy = (c - 1) * 0.5 * apart_px * way[1];
      gint    ix = (gint) floor (dx), iy = (gint) floor (dy);
      gfloat  fx = (gfloat) (dx - ix), fy = (gfloat) (dy - iy);

      for (gint y = 0; y < height; y++)
        for (gint x = 0; x < width; x++)
          {
            gsize left  = (gsize) CLAMP (x + ix, 0, width - 1);
            gsize right = (gsize) CLAMP (x + ix + 1, 0, width - 1);
            gsize above = (gsize) CLAMP (y + iy, 0, height - 1) * (gsize) width;
            gsize below = (gsize) CLAMP (y + iy + 1, 0, height - 1) * (gsize) width;
            gsize k     = (gsize) c;

            pixels[4 * ((gsize) y * (gsize) width + (gsize) x) + k] =
              (1.0f - fy) *
                ((1.0f - fx) * copy[4 * (above + left) + k] + fx * copy[4 * (above + right) + k]) +
              fy *
                ((1.0f - fx) * copy[4 * (below + left) + k] + fx * copy[4 * (below + right) + k]);
          }
    }
  g_free (copy);
}

/* The finished 8-bit picture, and on demand the share of surface glare in
 * each pixel's light.
 */
guint8 *
sample_camera_expose (const SampleScene *scene, const SamplePicture *picture, guint8 **glare_share)
{
  const SampleOptions *options  = &scene->options;
  gsize                n_pixels = (gsize) picture->width_px * (gsize) picture->height_px;
  gfloat              *sharp    = blurred (picture, options->blur_px);
  gfloat  *soft     = blurred (picture, hypot (options->blur_px, DEFOCUS_MM * options->px_per_mm));
  Exposure exposure = { options,
                        sharp,
                        soft,
                        picture->defocus,
                        g_new (guint8, 3 * n_pixels),
                        NULL,
                        NULL,
                        {
                          0,
                        } };

  if (options->fringe_px > 0.0)
    {
      shift_colours (sharp, picture->width_px, picture->height_px, options->fringe_px);
      shift_colours (soft, picture->width_px, picture->height_px, options->fringe_px);
    }
  if (glare_share)
    exposure.share = *glare_share = g_new (guint8, n_pixels);
  for (gint i = 0; i <= 8192; i++)
    exposure.to_byte[i] = (guint8) (to_srgb (i / 8192.0) * 255.0 + 0.5);

  if (sample_has_phone (options))
    exposure.tones = g_new (gfloat, 3 * n_pixels);
  sample_parallel_rows (picture->height_px, expose_row, &exposure);
  g_free (sharp);
  g_free (soft);

  if (exposure.tones)
    {
      sample_phone (options, picture->width_px, picture->height_px, exposure.tones);
      for (gsize i = 0; i < 3 * n_pixels; i++)
        exposure.rgb[i] = (guint8) (CLAMP (exposure.tones[i], 0.0f, 1.0f) * 255.0f + 0.5f);
      g_free (exposure.tones);
    }

  return exposure.rgb;
}
