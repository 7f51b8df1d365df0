/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a picture's content goes when it is moved, turned, flipped or scaled. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpAffine:
 *
 * A map of places: x, y, in pixels with rows counted downwards, goes to
 * (xx x + xy y + x0, yx x + yy y + y0).
 */
typedef struct
{
  gdouble xx, xy, yx, yy;
  gdouble x0, y0;
} SmpAffine;

/**
 * SMP_AFFINE_NONE:
 *
 * Leaves everything where it is.
 */
#define SMP_AFFINE_NONE ((SmpAffine) { 1.0, 0.0, 0.0, 1.0, 0.0, 0.0 })

/**
 * SmpSimilarity:
 * @scale: times
 * @turn_deg: clockwise, 0 up to 360
 * @mirror: mirrored left to right before all that
 *
 * What turns, flips and scales alike in all directions: mirrored first, then turned, then scaled.
 */
typedef struct
{
  gdouble  scale;
  gdouble  turn_deg;
  gboolean mirror;
} SmpSimilarity;

/**
 * smp_affine_apply:
 * @x: (inout): a place's column
 * @y: (inout): its row
 *
 * Takes a place to where it goes.
 */
void smp_affine_apply (const SmpAffine *map, gdouble *x, gdouble *y);

/**
 * smp_affine_then:
 *
 * Returns: first one map, then another.
 */
SmpAffine smp_affine_then (const SmpAffine *first, const SmpAffine *second);

/**
 * smp_affine_inverse:
 *
 * Returns: the way back; the map must not flatten.
 */
SmpAffine smp_affine_inverse (const SmpAffine *map);

/**
 * smp_affine_between:
 * @from: x and y of three places
 * @to: of three others
 * @map: (out): takes the ones to the others
 *
 * Returns: whether there is such a map; there is none where the places lie in one line.
 */
gboolean smp_affine_between (const gdouble from[6], const gdouble to[6], SmpAffine *map);

/**
 * smp_affine_similarity:
 * @similarity: (out): what the map does besides moving
 *
 * Angles that miss a quarter turn by a pixel's rounding alone are quarter turns.
 *
 * Returns: FALSE where it stretches more in one direction than in the other, or shears, by more
 *   than 1.5 %.
 */
gboolean smp_affine_similarity (const SmpAffine *map, SmpSimilarity *similarity);

G_END_DECLS
