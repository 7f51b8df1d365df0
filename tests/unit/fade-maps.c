/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fade-maps.h"
#include "smp/fade.h"
#include "smp/stipple.h"

SmpParams
fade_params (const gchar *list)
{
  SmpParams params;
  GError   *error = NULL;

  smp_params_init (&params);
  smp_params_set_list (&params, list, &error);
  g_assert_no_error (error);
  return params;
}

SmpPlane
fade_plane_new (gint x, gint y, gint width, gint height, gint components)
{
  SmpPlane plane = { NULL, x, y, width, height, components };

  plane.data = g_new0 (gfloat, (gsize) width * (gsize) height * (gsize) components);
  return plane;
}

gsize
fade_n_samples (const SmpPlane *plane)
{
  return (gsize) plane->width * (gsize) plane->height * (gsize) plane->components;
}

SmpPlane
fade_stipple_square (const SmpParams *params, gdouble side_mm, gdouble border_mm)
{
  gint     side = (gint) (side_mm * params->px_per_mm);
  gint     border = (gint) (border_mm * params->px_per_mm);
  SmpPlane density = fade_plane_new (0, 0, side, side, 1);
  SmpPlane pigment = fade_plane_new (-border, -border, side + 2 * border, side + 2 * border, 2);

  for (gsize i = 0; i < fade_n_samples (&density); i++)
    density.data[i] = 1.0f;
  smp_stipple_render (params, &density, &pigment);
  g_free (density.data);
  return pigment;
}

SmpPlane
fade_all (const SmpParams *params, const SmpPlane *pigment)
{
  SmpPlane faded = fade_plane_new (pigment->x, pigment->y, pigment->width, pigment->height, 2);

  smp_fade_render (params, pigment, &faded);
  return faded;
}
