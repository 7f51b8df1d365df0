/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a phone does to a picture between its sensor and its file, on sRGB values, in the order in
 * which phones do it: noise is removed, more from the colour than from the brightness; local
 * contrast is raised while large differences of tone are pressed together; edges are sharpened,
 * which leaves halos.
 */

#include "sample.h"

#include <math.h>
#include <string.h>

#define NOISE_EDGE    0.035 /* differences of brightness that noise removal takes for noise */
#define NOISE_REACH   2
#define COLOUR_REACH  4
#define LOCAL_REACH   26 /* what is large in tone */
#define PRESSED       0.30
#define RAISED        0.35
#define SHARPEN_CORE  0.006 /* what is left alone as grain */
#define SHARPEN_LIMIT 0.16

typedef struct
{
  const SampleOptions *options;
  gint                 width, height;
  gfloat              *tone; /* brightness, then two differences of colour, plane by plane */
  gfloat              *next;
  gfloat              *large;
} Phone;

static void
split (const gfloat *rgb, gsize n, gfloat *tone)
{
  for (gsize i = 0; i < n; i++)
    {
      gfloat y = 0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];

      tone[i]         = y;
      tone[n + i]     = rgb[3 * i] - y;
      tone[2 * n + i] = rgb[3 * i + 2] - y;
    }
}

static void
join (const gfloat *tone, gsize n, gfloat *rgb)
{
  for (gsize i = 0; i < n; i++)
    {
      gfloat r = tone[i] + tone[n + i];
      gfloat b = tone[i] + tone[2 * n + i];

      rgb[3 * i]     = r;
      rgb[3 * i + 1] = (tone[i] - 0.299f * r - 0.114f * b) / 0.587f;
      rgb[3 * i + 2] = b;
    }
}

/* Means of neighbours that are about as bright.
 */
static void
denoise_row (gint row, gpointer data)
{
  const Phone  *phone = data;
  gint          width = phone->width;
  gsize         n     = (gsize) width * (gsize) phone->height;
  gdouble       force = phone->options->denoise;
  gfloat        edge  = (gfloat) (1.0 / (NOISE_EDGE * NOISE_EDGE * force * force));
  const gfloat *y     = phone->tone;

  for (gint x = 0; x < width; x++)
    {
      gsize  i   = (gsize) row * (gsize) width + (gsize) x;
      gfloat sum = 0.0f, weights = 0.0f;
      gfloat u = 0.0f, v = 0.0f, colours = 0.0f;

      for (gint dy = -COLOUR_REACH; dy <= COLOUR_REACH; dy++)
        for (gint dx = -COLOUR_REACH; dx <= COLOUR_REACH; dx++)
          {
            gboolean near = ABS (dx) <= NOISE_REACH && ABS (dy) <= NOISE_REACH;
            gsize    k;
            gfloat   away, weight;

            /* Colour is smoothed so widely that every second neighbour does. */
            if (!near && ((dx ^ dy) & 1))
              continue;
            k = (gsize) CLAMP (row + dy, 0, phone->height - 1) * (gsize) width +
                (gsize) CLAMP (x + dx, 0, width - 1);
            away = (y[k] - y[i]) * (y[k] - y[i]) * edge;
            if (near)
              {
                weight =
                  1.0f / (1.0f + away * away) / (1.0f + 0.35f * (gfloat) (dx * dx + dy * dy));
                sum += weight * y[k];
                weights += weight;
              }
            weight = 1.0f / (1.0f + 0.05f * away) /
                     (1.0f + 0.10f / (gfloat) force * (gfloat) (dx * dx + dy * dy));
            u += weight * phone->tone[n + k];
            v += weight * phone->tone[2 * n + k];
            colours += weight;
          }
      phone->next[i]         = sum / weights;
      phone->next[n + i]     = u / colours;
      phone->next[2 * n + i] = v / colours;
    }
}

/* A running mean; edges repeat.
 */
static void
mean_along (const gfloat *in, gfloat *out, gint length, gsize step, gint reach)
{
  gdouble sum = 0.0;

  for (gint k = -reach; k <= reach; k++)
    sum += (gdouble) in[(gsize) CLAMP (k, 0, length - 1) * step];
  for (gint i = 0; i < length; i++)
    {
      out[(gsize) i * step] = (gfloat) (sum / (2 * reach + 1));
      sum += (gdouble) in[(gsize) MIN (i + reach + 1, length - 1) * step] -
             (gdouble) in[(gsize) MAX (i - reach, 0) * step];
    }
}

/* Several running means make a bell, whose variance is passes * reach * (reach + 1) / 3.
 */
static void
smooth (const gfloat *in, gfloat *out, gint width, gint height, gint reach, gint passes)
{
  gsize   n     = (gsize) width * (gsize) height;
  gfloat *other = g_new (gfloat, n);

  memcpy (out, in, n * sizeof (gfloat));
  for (gint pass = 0; pass < passes; pass++)
    {
      for (gint y = 0; y < height; y++)
        mean_along (out + (gsize) y * (gsize) width, other + (gsize) y * (gsize) width, width, 1,
                    reach);
      for (gint x = 0; x < width; x++)
        mean_along (other + x, out + x, height, (gsize) width, reach);
    }
  g_free (other);
}

static void
raise_local_contrast (Phone *phone)
{
  gsize   n      = (gsize) phone->width * (gsize) phone->height;
  gdouble amount = phone->options->local_contrast;
  gdouble mean   = 0.0;

  smooth (phone->tone, phone->large, phone->width, phone->height, LOCAL_REACH, 3);
  for (gsize i = 0; i < n; i++)
    mean += (gdouble) phone->tone[i];
  mean /= (gdouble) n;

  for (gsize i = 0; i < n; i++)
    {
      gdouble y     = (gdouble) phone->tone[i];
      gdouble large = (gdouble) phone->large[i];
      gdouble next =
        mean + (1.0 - PRESSED * amount) * (large - mean) + (1.0 + RAISED * amount) * (y - large);

      phone->tone[i] = (gfloat) CLAMP (next, 0.0, 1.0);
    }
}

static void
sharpen_row (gint row, gpointer data)
{
  const Phone *phone = data;

  for (gint x = 0; x < phone->width; x++)
    {
      gsize   i    = (gsize) row * (gsize) phone->width + (gsize) x;
      gdouble high = (gdouble) phone->tone[i] - (gdouble) phone->large[i];
      gdouble more =
        phone->options->sharpen * high * high * high / (high * high + SHARPEN_CORE * SHARPEN_CORE);

      phone->next[i] = phone->tone[i] + (gfloat) CLAMP (more, -SHARPEN_LIMIT, SHARPEN_LIMIT);
    }
}

static void
swap (Phone *phone)
{
  gfloat *tone = phone->tone;

  phone->tone = phone->next;
  phone->next = tone;
}

gboolean
sample_has_phone (const SampleOptions *options)
{
  return options->denoise > 0.0 || options->local_contrast > 0.0 || options->sharpen > 0.0;
}

/* Changes sRGB values, three a pixel.
 */
void
sample_phone (const SampleOptions *options, gint width_px, gint height_px, gfloat *rgb)
{
  gsize n     = (gsize) width_px * (gsize) height_px;
  Phone phone = {
    options, width_px, height_px, g_new (gfloat, 3 * n), g_new (gfloat, 3 * n), g_new (gfloat, n)
  };

  split (rgb, n, phone.tone);
  if (options->denoise > 0.0)
    {
      sample_parallel_rows (height_px, denoise_row, &phone);
      swap (&phone);
    }
  if (options->local_contrast > 0.0)
    raise_local_contrast (&phone);
  if (options->sharpen > 0.0)
    {
      smooth (phone.tone, phone.large, width_px, height_px, 1, 2);
      sample_parallel_rows (height_px, sharpen_row, &phone);
      memcpy (phone.tone, phone.next, n * sizeof (gfloat));
    }
  join (phone.tone, n, rgb);

  g_free (phone.tone);
  g_free (phone.next);
  g_free (phone.large);
}
