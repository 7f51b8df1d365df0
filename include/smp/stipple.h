/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a density map to a pigment map: which dots there are, and what they cover. */

#pragma once

#include "params.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SmpDot:
 * @x: column of its centre, in pixels from the pattern's origin (a pixel's centre is at .5)
 * @y: row of its centre, in pixels from the pattern's origin
 * @rank: the density share (0 to 65535) from which on it exists
 * @radius_px: half its diameter, of a round dot of the same area
 * @optical_depth: at its centre, green light
 * @axis_x: cosine of its long axis' direction; the axis points right and down in the image
 * @axis_y: sine of it
 * @metric: xx, xy and yy of the quadratic form that gives the square of a length on the skin, in
 *   pixels, from a step in the picture; where the skin is taken as flat 1, 0 and 1.  On a head
 *   (@axis_x, @axis_y) is as long in the picture as a pixel on the skin
 *
 * One dot of pigment.
 */
typedef struct
{
  gdouble x;
  gdouble y;
  guint   rank;
  gfloat  radius_px;
  gfloat  optical_depth;
  gfloat  axis_x;
  gfloat  axis_y;
  gfloat  metric[3];
} SmpDot;

/**
 * SmpDotFunc:
 * @dot: a dot, valid during the call
 * @data: what smp_dots_foreach() was given
 *
 * Called for one dot after the other, from one thread.
 */
typedef void (*SmpDotFunc) (const SmpDot *dot, gpointer data);

/**
 * smp_dots_foreach:
 * @params: valid parameters
 * @density: the density map (one component, share of @params' density, 0 to 1); where it has no
 *   sample there is no dot
 * @x: first column
 * @y: first row
 * @width: pixels
 * @height: pixels
 * @func: called for each dot whose centre lies in the rectangle, in an order that any two dots keep
 *   in every rectangle that holds both
 *
 * The dots are points of a ranked blue-noise tile (see plugin/engine/render/tile-generator.c), laid
 * without end over the image at the scale of @params.  A dot exists where its rank is below the
 * density at its place, so that a higher density, or another session, only adds dots.  Where the
 * density map is below 1, dots have in proportion more of the edge's size and dilution (@params'
 * edge_size and edge_dilution).  Of them the share of missed dots is left out; the others hold
 * @params' retention of the pigment, over an area as much larger as they spread.
 *
 * Where @params has a head, the tile lies around it (smp_head_lay()) and densities, distances and
 * sizes are those on the skin; beside the head, and where it is tilted too far
 * (SMP_HEAD_LARGEST_TILT_DEG), there are none.
 */
void smp_dots_foreach (const SmpParams *params,
                       const SmpPlane  *density,
                       gint             x,
                       gint             y,
                       gint             width,
                       gint             height,
                       SmpDotFunc       func,
                       gpointer         data);

/**
 * smp_dots_count:
 *
 * Returns: the number of dots whose centre lies in the density map.
 */
guint smp_dots_count (const SmpParams *params, const SmpPlane *density);

/**
 * smp_stipple_margin_px:
 *
 * Returns: how many pixels around a rectangle of the pigment map the density map must be known.
 */
gint smp_stipple_margin_px (const SmpParams *params);

/**
 * smp_stipple_render:
 * @params: valid parameters
 * @density: the density map; outside it there are no dots
 * @pigment: (inout): the rectangle to draw, of two components a pixel
 *
 * Draws the dots as a pigment map: the first component is the mean optical depth over the pixel,
 * the second the share of the pixel that is covered; the optical depth within the covered share is
 * their quotient.  (So a picture of a pigment map, scaled as one with premultiplied alpha, stays a
 * pigment map.)  Both come from the first two moments of the depth within the pixel, which keeps a
 * dot below a pixel's size as dark as it is: light is averaged, not depth.
 *
 * A dot's depth falls off as 2^-(u^4) with u the distance over its radius; overlapping dots add
 * (Beer-Lambert).  On a head it is so on the skin: in the picture dots are foreshortened.  A pixel
 * depends on @params, @density and its place alone,
 * not on the rectangle.
 */
void smp_stipple_render (const SmpParams *params, const SmpPlane *density, SmpPlane *pigment);

/**
 * smp_stipple_coverage:
 * @n_dots: so many dots of @params
 * @area_cm2: on so much skin, in cm2
 *
 * Returns: the share of the skin that lies under dots, 0 to 1, each dot counted as a disc of the
 *   dot diameter.  Above 0.2 a treated scalp starts to look like a helmet.
 */
gdouble smp_stipple_coverage (const SmpParams *params, guint n_dots, gdouble area_cm2);

G_END_DECLS
