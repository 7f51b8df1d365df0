/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the pattern lies in a picture that was turned, flipped or scaled after it was treated: the
 * same dots on the same skin.  Places are in pixels from the pattern's origin; the scale is that of
 * the parameters. */

#pragma once

#include "smp/params.h"

/* is_laid tells whether the pattern lies otherwise than it was made: only then the others count.
 * place in the picture = (xx xy, yx yy) place in the pattern + (x, y). */
typedef struct
{
  gboolean is_laid;
  gdouble  xx, xy, yx, yy;
  gdouble  x, y;
} SmpLaying;

/* From the parameters pattern_turn_deg, pattern_mirror and pattern_shift.  Quarter turns are exact.
 */
void smp_laying_init (SmpLaying *laying, const SmpParams *params);

/* Takes a place in the pattern to that in the picture. */
void smp_laying_lay (const SmpLaying *laying, gdouble *x, gdouble *y);

/* Takes a place in the picture to that in the pattern. */
void smp_laying_take_up (const SmpLaying *laying, gdouble *x, gdouble *y);

/* Takes a rectangle of the picture, from x[0], y[0] to x[1], y[1], to the smallest one of the
 * pattern that holds it. */
void smp_laying_take_up_rectangle (const SmpLaying *laying, gdouble x[2], gdouble y[2]);
