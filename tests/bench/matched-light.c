/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "matched-light.h"
#include "smp/skin.h"
#include "smp/stipple.h"

SmpPlane
bench_matched_light (const SmpMatcher *matcher, const SmpParams *params, const SmpPlane *where)
{
  SmpPlane density = *where, pigment = *where, light = *where;
  gsize    n = (gsize) where->width * (gsize) where->height;

  density.components = 1;
  pigment.components = 2;
  light.components   = 4;
  density.data       = g_new0 (gfloat, n);
  pigment.data       = g_new0 (gfloat, 2 * n);
  light.data         = g_new0 (gfloat, 4 * n);
  smp_matcher_density (matcher, params, &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, &light);
  g_free (density.data);
  g_free (pigment.data);
  return light;
}
