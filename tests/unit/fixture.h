/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What several tests of the engine need. */

#pragma once

#include <math.h>

#include "smp/params.h"
#include "smp/plane.h"
#include "smp/skin.h"
#include "smp/stipple.h"

static inline SmpPlane
plane_new (gint x, gint y, gint width, gint height, gint components)
{
  SmpPlane plane = { NULL, x, y, width, height, components };

  plane.data = g_new0 (gfloat, (gsize) width * (gsize) height * (gsize) components);
  return plane;
}

static inline gsize
plane_size (const SmpPlane *plane)
{
  return (gsize) plane->width * (gsize) plane->height * (gsize) plane->components;
}

static inline SmpPlane
density_new (gint x, gint y, gint width, gint height, gfloat value)
{
  SmpPlane plane = plane_new (x, y, width, height, 1);

  for (gsize i = 0; i < plane_size (&plane); i++)
    plane.data[i] = value;
  return plane;
}

/* Even, round dots of one size and strength, without a photo's blur. */
static inline SmpParams
plain_params (gdouble px_per_mm)
{
  SmpParams params;

  smp_params_init (&params);
  params.px_per_mm          = px_per_mm;
  params.dot_diameter_mm    = 0.28;
  params.dilution           = 15.0;
  params.size_variation     = 0.0;
  params.strength_variation = 0.0;
  params.irregularity       = 0.0;
  params.elongation         = 1.0;
  params.photo_blur_px      = 0.0;
  return params;
}

/* Round dots, nearly all alike, as sharp as a good photo shows them: what is read is then known
 * best. */
static inline void
set_clear_dots (SmpParams *params)
{
  params->dot_diameter_mm         = 0.28;
  params->dilution                = 15.0;
  params->elongation              = 1.0;
  params->direction_variation_deg = 8.0;
  params->size_variation          = 0.20;
  params->strength_variation      = 0.25;
  params->photo_blur_px           = 0.6;
}

typedef struct
{
  gdouble x, y;
  guint64 rank; /* wide, so that no byte is padding */
} Place;

static inline void
keep_place (const SmpDot *dot, gpointer places)
{
  Place place = { dot->x, dot->y, dot->rank };

  g_array_append_val ((GArray *) places, place);
}

/* Where the dots of the rectangle are, from the pattern's origin. */
static inline GArray *
places_new (const SmpParams *params, const SmpPlane *density)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  smp_dots_foreach (params, density, density->x, density->y, density->width, density->height,
                    keep_place, places);
  return places;
}

static inline gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

/* The mean of one component over the plane. */
static inline gdouble
mean_of (const SmpPlane *plane, gint component)
{
  gdouble sum = 0.0;

  for (gsize i = (gsize) component; i < plane_size (plane); i += (gsize) plane->components)
    sum += (gdouble) plane->data[i];
  return sum / ((gdouble) plane->width * plane->height);
}
