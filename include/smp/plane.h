/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Samples of a rectangle of the image, which all of the engine works on. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpPlane:
 * @data: the samples, linear floats, @components a pixel, not owned
 * @x: image column of the first sample
 * @y: image row of the first sample
 * @width: pixels a row
 * @height: rows
 * @components: floats a pixel
 *
 * A rectangle of samples at its place in the image, rows one behind the other.  Density maps have
 * one component (0 to 1: share of the asked density), pigment maps two (see stipple.h), pictures
 * three or four.
 */
typedef struct
{
  gfloat *data;
  gint    x;
  gint    y;
  gint    width;
  gint    height;
  gint    components;
} SmpPlane;

/**
 * smp_plane_at:
 *
 * Returns: the samples of image pixel (@x, @y), which must lie inside.
 */
static inline gfloat *
smp_plane_at (const SmpPlane *plane, gint x, gint y)
{
  gsize column = (gsize) ((gint64) x - plane->x);
  gsize row    = (gsize) ((gint64) y - plane->y);

  return plane->data + (row * (gsize) plane->width + column) * (gsize) plane->components;
}

/**
 * SmpReadFunc:
 * @plane: (inout): to be filled, with 0 where there is nothing
 *
 * Where samples come from, rectangle by rectangle.
 *
 * Returns: FALSE where all are known to be 0; then @plane need not be filled
 */
typedef gboolean (*SmpReadFunc) (SmpPlane *plane, gpointer source);

/**
 * smp_plane_read:
 * @source: another #SmpPlane of as many components
 *
 * The SmpReadFunc that copies from a plane.
 *
 * Returns: TRUE; it always fills the plane
 */
gboolean smp_plane_read (SmpPlane *plane, gpointer source);

G_END_DECLS
