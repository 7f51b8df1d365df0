/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a picture's content goes when it is moved, turned, flipped or scaled. */

#pragma once

#include <glib.h>

/* A place x, y, in pixels with rows counted downwards, goes to
 * (xx x + xy y + x0, yx x + yy y + y0). */
typedef struct
{
  gdouble xx, xy, yx, yy;
  gdouble x0, y0;
} SmpAffine;

/* Leaves everything where it is. */
#define SMP_AFFINE_NONE ((SmpAffine) { 1.0, 0.0, 0.0, 1.0, 0.0, 0.0 })

/* What turns, flips and scales alike in all directions: mirrored left to right first where mirror
 * is TRUE, then turned clockwise by 0 up to 360 degrees, then scaled. */
typedef struct
{
  gdouble  scale;
  gdouble  turn_deg;
  gboolean mirror;
} SmpSimilarity;

/* Takes a place to where it goes. */
void smp_affine_apply (const SmpAffine *map, gdouble *x, gdouble *y);

/* First one map, then another. */
SmpAffine smp_affine_then (const SmpAffine *first, const SmpAffine *second);

/* The way back; the map must not flatten. */
SmpAffine smp_affine_inverse (const SmpAffine *map);

/* The map that takes three places, not in one line, to three others; FALSE where they lie in one.
 */
gboolean smp_affine_between (const gdouble from[6], const gdouble to[6], SmpAffine *map);

/* What a map does besides moving; FALSE where it stretches more in one direction than in the other,
 * or shears, by more than 1.5 %.  Angles that miss a quarter turn by a pixel's rounding alone are
 * quarter turns. */
gboolean smp_affine_similarity (const SmpAffine *map, SmpSimilarity *similarity);
