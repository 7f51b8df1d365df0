/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "edges.h"
#include "smp/sharpness.h"

/* Edges and lines are looked at through Gaussian derivatives of these widths, in pixels. */
#define FINE_PX   0.7
#define COARSE_PX 1.4

/* A place is an edge or a line where no place is stronger, so many pixels to each side, and that is
 * among the strongest share of such. */
#define NEAR         2
#define STRONG       0.05
#define LEAST_PLACES 30

/* An edge changes by so much of the lightness that the eye sees, 0 to 1, in a pixel; a line bends
 * it by so much, a pixel and a pixel. */
#define LEAST_EDGE 0.006f
#define LEAST_LINE 0.012f

/* The thinnest lines are these. */
#define THINNEST 0.1

static gboolean
is_strongest_near (const SmpField *strength, gint x, gint y)
{
  const gfloat own = smp_field_row (strength, y)[x];

  for (gint j = MAX (y - NEAR, 0); j <= MIN (y + NEAR, strength->height - 1); j++)
    for (gint i = MAX (x - NEAR, 0); i <= MIN (x + NEAR, strength->width - 1); i++)
      if (smp_field_row (strength, j)[i] > own)
        return FALSE;
  return own > 0.0f;
}

/* Finds the strongest places, as samples.  Returns how many; 0 where they are too few to tell. */
static gsize
strong_places (const SmpField *strength, gfloat least, gsize *places)
{
  const gsize        all    = (gsize) strength->width * (gsize) strength->height;
  g_autofree gfloat *values = g_new (gfloat, all);
  gsize              n = 0, n_strong = 0;

  for (gsize i = 0; i < all; i++)
    if (is_strongest_near (strength, (gint) (i % (gsize) strength->width),
                           (gint) (i / (gsize) strength->width)))
      {
        values[n]   = strength->data[i];
        places[n++] = i;
      }
  if (n == 0)
    return 0;
  least = MAX (smp_quantile (values, n, 1.0 - STRONG), least);
  for (gsize k = 0; k < n; k++)
    if (strength->data[places[k]] >= least)
      places[n_strong++] = places[k];
  return n_strong < LEAST_PLACES ? 0 : n_strong;
}

gdouble
smp_photo_softness_px (const SmpPlane *photo)
{
  const gsize        all = (gsize) photo->width * (gsize) photo->height;
  SmpEdges           edges;
  g_autofree gsize  *places = g_new (gsize, all);
  g_autofree gfloat *values = NULL;
  gsize              n;

  g_return_val_if_fail (photo->components == 3, -1.0);

  smp_edges_read (&edges, photo, FINE_PX, COARSE_PX);
  n      = strong_places (&edges.fine, LEAST_EDGE, places);
  values = g_new (gfloat, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    values[i] = smp_edges_blur_px (&edges, places[i]);
  smp_edges_clear (&edges);
  return n > 0 ? (gdouble) smp_quantile (values, n, 0.5) : -1.0;
}

/* How strongly the lightness bends upwards, seen through a Gaussian of that width: across a dark
 * line the most.  To be cleared. */
static SmpField
dark_lines (const SmpField *lightness, gdouble width_px)
{
  const gsize all = (gsize) lightness->width * (gsize) lightness->height;
  gfloat      taps[3][2 * SMP_FIELD_MAX_RADIUS + 1];
  gint        radius = 0;
  SmpField    across, down, twist;

  for (gint order = 0; order <= 2; order++)
    radius = smp_gaussian_taps (width_px, order, taps[order]);
  smp_field_init_unset (&across, lightness->width, lightness->height);
  smp_field_init_unset (&down, lightness->width, lightness->height);
  smp_field_init_unset (&twist, lightness->width, lightness->height);
  smp_field_filter (lightness, taps[2], taps[0], radius, &across);
  smp_field_filter (lightness, taps[0], taps[2], radius, &down);
  smp_field_filter (lightness, taps[1], taps[1], radius, &twist);
  for (gsize i = 0; i < all; i++)
    {
      const gfloat half = 0.5f * (across.data[i] - down.data[i]);

      across.data[i] = 0.5f * (across.data[i] + down.data[i]) +
                       sqrtf (half * half + twist.data[i] * twist.data[i]);
    }
  smp_field_clear (&down);
  smp_field_clear (&twist);
  return across;
}

/* How wide a line is: what bends by A w (w2 + s2)^-3/2 through a Gaussian of width s has width w.
 */
static gfloat
line_width_px (gfloat fine, gfloat coarse)
{
  const gdouble f2 = FINE_PX * FINE_PX, c2 = COARSE_PX * COARSE_PX;
  const gdouble q = pow ((gdouble) fine / MAX ((gdouble) coarse, 1e-9), 2.0 / 3.0);

  if (q <= 1.0)
    return 100.0f;
  return (gfloat) sqrt (MAX (c2 - q * f2, 0.0) / (q - 1.0));
}

gdouble
smp_photo_thinnest_px (const SmpPlane *photo)
{
  const gsize        all    = (gsize) photo->width * (gsize) photo->height;
  g_autofree gsize  *places = g_new (gsize, all);
  g_autofree gfloat *widths = NULL;
  SmpField           lightness, fine, coarse;
  gsize              n;

  g_return_val_if_fail (photo->components == 3, -1.0);

  smp_lightness_read (photo, &lightness);
  fine   = dark_lines (&lightness, FINE_PX);
  coarse = dark_lines (&lightness, COARSE_PX);
  n      = strong_places (&fine, LEAST_LINE, places);
  widths = g_new (gfloat, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    widths[i] = line_width_px (fine.data[places[i]], coarse.data[places[i]]);
  smp_field_clear (&lightness);
  smp_field_clear (&fine);
  smp_field_clear (&coarse);
  return n > 0 ? (gdouble) smp_quantile (widths, n, THINNEST) : -1.0;
}
