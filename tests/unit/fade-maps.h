/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of fading have in common. */

#pragma once

#include "fixture.h"
#include "smp/fade.h"

/* The defaults, but for a list of KEY=VALUE. */
static inline SmpParams
fade_params (const gchar *list)
{
  SmpParams params;
  GError   *error = NULL;

  smp_params_init (&params);
  smp_params_set_list (&params, list, &error);
  g_assert_no_error (error);
  return params;
}

/* The pigment of a square of full density in the middle of an empty border, which are so many
 * millimetres wide. */
static inline SmpPlane
fade_stipple_square (const SmpParams *params, gdouble side_mm, gdouble border_mm)
{
  gint     side    = (gint) (side_mm * params->px_per_mm);
  gint     border  = (gint) (border_mm * params->px_per_mm);
  SmpPlane density = density_new (0, 0, side, side, 1.0f);
  SmpPlane pigment = plane_new (-border, -border, side + 2 * border, side + 2 * border, 2);

  smp_stipple_render (params, &density, &pigment);
  g_free (density.data);
  return pigment;
}

/* All of a pigment map, faded. */
static inline SmpPlane
fade_all (const SmpParams *params, const SmpPlane *pigment)
{
  SmpPlane faded = plane_new (pigment->x, pigment->y, pigment->width, pigment->height, 2);

  smp_fade_render (params, pigment, &faded);
  return faded;
}
