/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "drawing.h"

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "smp/fade.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "texture.h"

/* What a phone does to a picture that it sharpens, on tones, which are about the square root of
 * light: detail finer than this Gaussian is added once more, but for grain, and up to a limit; and
 * contrast over some millimetres is raised by this share of it. */
#define SHARPEN_PX     1.15
#define SHARPEN_CORE   0.006f
#define SHARPEN_LIMIT  0.16f
#define LOCAL_CONTRAST 0.23

static SmpPlane
plane_new (gint width, gint height, gint margin, gint components)
{
  SmpPlane plane = { NULL, -margin, -margin, width + 2 * margin, height + 2 * margin, components };

  plane.data =
    g_new0 (gfloat, (gsize) plane.width * (gsize) plane.height * (gsize) plane.components);
  return plane;
}

/* From dots to the share of light that comes back. */
static void
draw_light (const SmpParams *params, SmpPlane *light)
{
  gboolean fades   = params->years > 0.0 || params->fresh == SMP_YES;
  gint     reach   = smp_skin_margin_px (params);
  gint     further = reach + (fades ? smp_fade_margin_px (params) : 0);
  gint     margin  = further + smp_stipple_margin_px (params);
  SmpPlane density = plane_new (light->width, light->height, margin, 1);
  SmpPlane pigment = plane_new (light->width, light->height, further, 2);

  for (gsize i = 0; i < (gsize) density.width * (gsize) density.height; i++)
    density.data[i] = 1.0f;
  smp_stipple_render (params, &density, &pigment);
  if (fades)
    {
      SmpPlane faded = plane_new (light->width, light->height, reach, 2);

      smp_fade_render (params, &pigment, &faded);
      g_free (pigment.data);
      pigment = faded;
    }
  smp_skin_render (params, &pigment, light);
  g_free (density.data);
  g_free (pigment.data);
}

/* Noise of the light, the same in all channels. */
static void
add_grain (const SmpCamera *camera, SmpWork *work)
{
  static const gdouble sigma_px[SMP_TRAIT_GRAINS] = { 0.0, 1.2, 3.0 };
  SmpField             grain;
  gint                 width = work->usable.width, height = work->usable.height;

  smp_field_init (&grain, width, height);
  for (gint k = 0; k < SMP_TRAIT_GRAINS; k++)
    {
      gfloat strength = (gfloat) camera->grain[k];

      if (camera->grain[k] <= 0.0)
        continue;
      for (gint y = 0; y < height; y++)
        for (gint x = 0; x < width; x++)
          smp_field_row (&grain, y)[x] =
            smp_texture_noise_at ((guint32) (x + 7919 * k), (guint32) (y + 104729 * k));
      if (k > 0)
        {
          /* Blurring white noise leaves 1 / (2 root (pi) sigma) of it. */
          smp_field_blur (&grain, sigma_px[k], &grain);
          strength *= (gfloat) (3.545 * sigma_px[k]);
        }
      for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
        for (gint c = 0; c < 3; c++)
          work->light[c].data[i] *= MAX (1.0f + strength * grain.data[i], 0.0f);
    }
  smp_field_clear (&grain);
}

/* The texture is read of a photo, so that what the camera did is in it. */
static void
add_texture (const SmpCamera *camera, SmpWork *work)
{
  const SmpField *texture = &camera->texture;

  for (gint c = 0; c < 3 && texture->data; c++)
    for (gint y = 0; y < work->usable.height; y++)
      for (gint x = 0; x < work->usable.width; x++)
        smp_field_row (&work->light[c], y)[x] *=
          MAX (1.0f + (gfloat) (camera->texture_times * camera->texture_colour[c]) *
                        smp_field_row (texture, y % texture->height)[x % texture->width],
               0.0f);
}

/* Sharpens; the same change of tone in all channels. */
static void
sharpen (const SmpCamera *camera, const gfloat skin_tone[3], SmpWork *work)
{
  gsize    n     = (gsize) work->usable.width * (gsize) work->usable.height;
  gfloat   local = (gfloat) (LOCAL_CONTRAST * camera->sharpen), mean = 0.0f;
  gdouble  sum = 0.0;
  SmpField tone, smooth;

  smp_field_init (&tone, work->usable.width, work->usable.height);
  smp_field_init (&smooth, work->usable.width, work->usable.height);
  for (gsize i = 0; i < n; i++)
    {
      for (gint c = 0; c < 3; c++)
        work->light[c].data[i] = sqrtf (work->light[c].data[i]) * skin_tone[c];
      tone.data[i] = 0.3f * work->light[0].data[i] + 0.59f * work->light[1].data[i] +
                     0.11f * work->light[2].data[i];
      sum += (gdouble) tone.data[i];
    }
  mean = (gfloat) (sum / (gdouble) MAX (n, 1));
  smp_field_blur (&tone, SHARPEN_PX, &smooth);
  for (gsize i = 0; i < n; i++)
    {
      gfloat broad = local * (tone.data[i] - mean);
      gfloat high  = (1.0f + local) * (tone.data[i] - smooth.data[i]);
      gfloat more =
        (gfloat) camera->sharpen * high * high * high / (high * high + SHARPEN_CORE * SHARPEN_CORE);
      gfloat change = broad + CLAMP (more, -SHARPEN_LIMIT, SHARPEN_LIMIT);

      for (gint c = 0; c < 3; c++)
        {
          gfloat t = MAX (work->light[c].data[i] + change, 0.0f) / skin_tone[c];

          work->light[c].data[i] = t * t;
        }
    }
  smp_field_clear (&tone);
  smp_field_clear (&smooth);
}

void
smp_drawing_draw (const SmpParams *params, const SmpCamera *camera, SmpWork *work)
{
  gint     width = work->usable.width, height = work->usable.height;
  gsize    n     = (gsize) width * (gsize) height;
  SmpPlane light = plane_new (width, height, 0, 4);
  gfloat   skin_tone[3];

  draw_light (params, &light);
  for (gint c = 0; c < 3; c++)
    {
      skin_tone[c] = sqrtf ((gfloat) CLAMP (camera->skin[c], 0.01, 1.0));
      for (gsize i = 0; i < n; i++)
        work->light[c].data[i] =
          light.data[4 * i + 3] > 0.0f ? light.data[4 * i + (gsize) c] : 1.0f;
    }
  for (gsize i = 0; i < n; i++)
    work->usable.data[i] = 1.0f;
  if (camera->sharpen > 0.0)
    sharpen (camera, skin_tone, work);
  add_texture (camera, work);
  add_grain (camera, work);
  g_free (light.data);
}
