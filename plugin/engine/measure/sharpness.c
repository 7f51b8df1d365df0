/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "edges.h"
#include "smp/sharpness.h"

/* Edges are looked at through Gaussian derivatives of these widths, in pixels. */
#define FINE_PX   0.7
#define COARSE_PX 1.4

/* A place is an edge that is the steepest of so many places to each side, among the steepest share
 * of such, and changes by so much of the lightness that the eye sees, 0 to 1, in a pixel. */
#define NEAR       2
#define EDGES      0.05
#define LEAST_EDGE 0.006f

#define LEAST_EDGES 30

static gboolean
is_steepest_near (const SmpField *slope, gint x, gint y)
{
  const gfloat own = smp_field_row (slope, y)[x];

  for (gint j = MAX (y - NEAR, 0); j <= MIN (y + NEAR, slope->height - 1); j++)
    for (gint i = MAX (x - NEAR, 0); i <= MIN (x + NEAR, slope->width - 1); i++)
      if (smp_field_row (slope, j)[i] > own)
        return FALSE;
  return own > 0.0f;
}

gdouble
smp_photo_softness_px (const SmpPlane *photo)
{
  const gsize        all = (gsize) photo->width * (gsize) photo->height;
  SmpEdges           edges;
  g_autofree gsize  *places = g_new (gsize, all);
  g_autofree gfloat *values = g_new (gfloat, all);
  gfloat             least;
  gsize              n = 0, n_edges = 0;

  g_return_val_if_fail (photo->components == 3, -1.0);

  smp_edges_read (&edges, photo, FINE_PX, COARSE_PX);
  for (gsize i = 0; i < all; i++)
    if (is_steepest_near (&edges.fine, (gint) (i % (gsize) photo->width),
                          (gint) (i / (gsize) photo->width)))
      {
        values[n]   = edges.fine.data[i];
        places[n++] = i;
      }
  least = n > 0 ? MAX (smp_quantile (values, n, 1.0 - EDGES), LEAST_EDGE) : 0.0f;
  for (gsize i = 0; i < n; i++)
    if (edges.fine.data[places[i]] >= least)
      values[n_edges++] = smp_edges_blur_px (&edges, places[i]);
  smp_edges_clear (&edges);
  return n_edges < LEAST_EDGES ? -1.0 : (gdouble) smp_quantile (values, n_edges, 0.5);
}
