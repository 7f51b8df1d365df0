/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Photos of a case, as functions of the place, so that they can be seen from elsewhere: uneven
 * skin, hair's texture and a few folds, of a head that a number tells. */

#pragma once

#include "fixture.h"
#include "smp/affine.h"

static inline gdouble
case_noise (gint x, gint y, guint head)
{
  guint h = (guint) x * 0x9e3779b1u ^ (guint) y * 0x85ebca77u ^ head * 0xc2b2ae3du;

  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  h *= 0x297a2d39u;
  h ^= h >> 15;
  return h / 4294967296.0 - 0.5;
}

/* Smooth noise of that size in pixels. */
static inline gdouble
case_cloud (gdouble x, gdouble y, gdouble size, guint head)
{
  gdouble u = x / size, v = y / size;
  gint    i = (gint) floor (u), j = (gint) floor (v);

  u -= i;
  v -= j;
  u = u * u * (3.0 - 2.0 * u);
  v = v * v * (3.0 - 2.0 * v);
  return (1.0 - v) * ((1.0 - u) * case_noise (i, j, head) + u * case_noise (i + 1, j, head)) +
         v * ((1.0 - u) * case_noise (i, j + 1, head) + u * case_noise (i + 1, j + 1, head));
}

/* Light of the skin there, of each channel; 600 by 450 pixels are shown. */
static inline void
case_skin (gdouble x, gdouble y, guint head, gdouble light[3])
{
  static const gdouble tone[] = { 0.52, 0.33, 0.25 };
  const gdouble        rim    = hypot ((x - 300.0) / 380.0, (y - 260.0) / 330.0);
  const gdouble        texture =
    exp (0.30 * case_cloud (x, y, 90.0, head) + 0.22 * case_cloud (x, y, 34.0, head + 1) +
         0.16 * case_cloud (x, y, 13.0, head + 2) + 0.14 * case_cloud (x, y, 5.0, head + 3));

  for (gint c = 0; c < 3; c++)
    light[c] = rim > 1.0 ? 0.6 : tone[c] * (1.1 - 0.4 * rim * rim) * texture;
}

/* What a camera shows of the head: its own pixel is taken to the case's place by the map; gain is
 * the light's, grain the noise's standard deviation. */
static inline SmpPlane
case_photo (gint             width,
            gint             height,
            const SmpAffine *to_case,
            guint            head,
            const gdouble    gain[3],
            gdouble          grain)
{
  SmpPlane photo = plane_new (0, 0, width, height, 3);

  for (gint j = 0; j < height; j++)
    for (gint i = 0; i < width; i++)
      {
        gdouble x = i + 0.5, y = j + 0.5, light[3];

        smp_affine_apply (to_case, &x, &y);
        case_skin (x, y, head, light);
        for (gint c = 0; c < 3; c++)
          smp_plane_at (&photo, i, j)[c] =
            (gfloat) (gain[c] * light[c] *
                      (1.0 + 3.4 * grain * case_noise (i, j, 77u + (guint) c)));
      }
  return photo;
}
/* The photo with dots of these values in the map. */
static inline SmpPlane
case_treated (const SmpPlane *before, const SmpPlane *density, const SmpParams *params)
{
  const gint width = before->width, height = before->height;
  SmpPlane pigment = plane_new (0, 0, width, height, 2), light = plane_new (0, 0, width, height, 4);
  SmpPlane after = plane_new (0, 0, width, height, 3);

  smp_stipple_render (params, density, &pigment);
  smp_skin_render (params, &pigment, &light);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    for (gsize c = 0; c < 3; c++)
      after.data[3 * i + c] =
        before->data[3 * i + c] * (light.data[4 * i + 3] > 0.0f ? light.data[4 * i + c] : 1.0f);
  g_free (pigment.data);
  g_free (light.data);
  return after;
}
