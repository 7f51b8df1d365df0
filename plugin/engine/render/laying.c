/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/exact-math.h"
#include "laying.h"

void
smp_laying_init (SmpLaying *laying, const SmpParams *params)
{
  static const gdouble quarter_cosines[] = { 1.0, 0.0, -1.0, 0.0, 1.0 };
  static const gdouble quarter_sines[]   = { 0.0, 1.0, 0.0, -1.0, 0.0 };

  gint    quarters = (gint) (params->pattern_turn_deg / 90.0);
  gdouble mirror   = params->pattern_mirror ? -1.0 : 1.0;
  gdouble cosine   = quarter_cosines[quarters];
  gdouble sine     = quarter_sines[quarters];

  if ((gdouble) quarters * 90.0 != params->pattern_turn_deg)
    smp_cos_sin (params->pattern_turn_deg, &cosine, &sine);
  /* Rows count downwards, so that this is clockwise. */
  laying->xx      = cosine * mirror;
  laying->xy      = -sine;
  laying->yx      = sine * mirror;
  laying->yy      = cosine;
  laying->x       = params->pattern_shift_x_px;
  laying->y       = params->pattern_shift_y_px;
  laying->is_laid = quarters % 4 != 0 || (gdouble) quarters * 90.0 != params->pattern_turn_deg ||
                    params->pattern_mirror || laying->x != 0.0 || laying->y != 0.0;
}

void
smp_laying_lay (const SmpLaying *laying, gdouble *x, gdouble *y)
{
  gdouble a = *x, b = *y;

  *x = laying->xx * a + laying->xy * b + laying->x;
  *y = laying->yx * a + laying->yy * b + laying->y;
}

/* The inverse of a turned or mirrored square is its transpose. */
void
smp_laying_take_up (const SmpLaying *laying, gdouble *x, gdouble *y)
{
  gdouble a = *x - laying->x, b = *y - laying->y;

  *x = laying->xx * a + laying->yx * b;
  *y = laying->xy * a + laying->yy * b;
}

void
smp_laying_take_up_rectangle (const SmpLaying *laying, gdouble x[2], gdouble y[2])
{
  gdouble left = 0.0, right = 0.0, top = 0.0, bottom = 0.0;

  for (gint corner = 0; corner < 4; corner++)
    {
      gdouble a = x[corner & 1], b = y[corner >> 1];

      smp_laying_take_up (laying, &a, &b);
      left   = corner == 0 || a < left ? a : left;
      right  = corner == 0 || a > right ? a : right;
      top    = corner == 0 || b < top ? b : top;
      bottom = corner == 0 || b > bottom ? b : bottom;
    }
  x[0] = left;
  x[1] = right;
  y[0] = top;
  y[1] = bottom;
}
