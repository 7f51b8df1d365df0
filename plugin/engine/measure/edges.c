/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "edges.h"
#include "smp/colour.h"

void
smp_lightness_read (const SmpPlane *photo, SmpField *lightness)
{
  smp_field_init_unset (lightness, photo->width, photo->height);
  for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
    {
      const gfloat *at     = photo->data + i * (gsize) photo->components;
      const gdouble rgb[3] = { (gdouble) smp_light_of (at[0]), (gdouble) smp_light_of (at[1]),
                               (gdouble) smp_light_of (at[2]) };

      lightness->data[i] = (gfloat) cbrt (smp_luminance (rgb));
    }
}

/* How steep it is everywhere, through a Gaussian of that width. */
static void
read_slope (const SmpField *lightness, gdouble width_px, SmpField *slope)
{
  gfloat   even[2 * SMP_FIELD_MAX_RADIUS + 1] = { 0 }, step[2 * SMP_FIELD_MAX_RADIUS + 1] = { 0 };
  gint     radius = smp_gaussian_taps (width_px, 1, step);
  SmpField down;

  smp_gaussian_taps (width_px, 0, even);
  smp_field_init (&down, lightness->width, lightness->height);
  smp_field_init (slope, lightness->width, lightness->height);
  smp_field_filter (lightness, step, even, radius, slope);
  smp_field_filter (lightness, even, step, radius, &down);
  for (gsize i = 0; i < (gsize) slope->width * (gsize) slope->height; i++)
    slope->data[i] = sqrtf (slope->data[i] * slope->data[i] + down.data[i] * down.data[i]);
  smp_field_clear (&down);
}

void
smp_edges_read (SmpEdges *edges, const SmpPlane *photo, gdouble fine_px, gdouble coarse_px)
{
  SmpField lightness;

  edges->fine_px   = fine_px;
  edges->coarse_px = coarse_px;
  smp_lightness_read (photo, &lightness);
  read_slope (&lightness, fine_px, &edges->fine);
  read_slope (&lightness, coarse_px, &edges->coarse);
  smp_field_clear (&lightness);
}

gfloat
smp_edges_blur_px (const SmpEdges *edges, gsize i)
{
  const gdouble q  = (gdouble) edges->fine.data[i] / (gdouble) edges->coarse.data[i];
  const gdouble f2 = edges->fine_px * edges->fine_px, c2 = edges->coarse_px * edges->coarse_px;

  if (q <= 1.0)
    return 100.0f;
  return (gfloat) sqrt (MAX (c2 - q * q * f2, 0.0) / (q * q - 1.0));
}

void
smp_edges_clear (SmpEdges *edges)
{
  smp_field_clear (&edges->fine);
  smp_field_clear (&edges->coarse);
}
