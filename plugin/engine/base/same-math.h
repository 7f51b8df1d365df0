/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The maths library, as the engine is to see it.  Of its functions only those are the same to the
 * bit on every system whose result is defined to be (sqrt(), fabs(), floor() and the like); the
 * others differ in their last digits from library to library, and a search that takes such a digit
 * one way here ends elsewhere there.  These are the engine's own, of +, -, * and / and sqrt()
 * alone, and the names are made to mean them: so the engine includes this in place of <math.h>,
 * which the style suite sees to.
 *
 * All are right to 4 units in the last place of a double, and those of floats are doubles' rounded.
 * What exact-math.h has is faster, less exact, and for drawing. */

#pragma once

#include <glib.h>
#include <math.h>

/* e to the power x. */
gdouble smp_same_exp (gdouble x);

/* The natural logarithm of x: minus infinity for 0, and no number for what is less. */
gdouble smp_same_log (gdouble x);

/* Sets the natural logarithms of n ordinary numbers above 0, each the same as logf() of it alone.
 */
void smp_same_logs (const gfloat *x, gsize n, gfloat *to);

/* x to the power y.  For a whole y of up to 64, multiplied; else no number for an x below 0. */
gdouble smp_same_pow (gdouble x, gdouble y);

/* The number whose third power x is. */
gdouble smp_same_cbrt (gdouble x);

/* Sine and cosine of an angle in radians, of up to a million. */
gdouble smp_same_sin (gdouble x);
gdouble smp_same_cos (gdouble x);

/* The angle of the direction (x, y) in radians, from -pi to pi. */
gdouble smp_same_atan2 (gdouble y, gdouble x);

/* The angle from 0 to pi whose cosine x is. */
gdouble smp_same_acos (gdouble x);

/* The error function: 2 / sqrt (pi) times the integral of exp (-t t) from 0 to x; right to 2e-15.
 */
gdouble smp_same_erf (gdouble x);

/* The length of (x, y), whose squares are numbers. */
static inline gdouble
smp_same_hypot (gdouble x, gdouble y)
{
  return sqrt (x * x + y * y);
}

/* What the names mean, of doubles and of floats. */
#define exp(x)       smp_same_exp (x)
#define log(x)       smp_same_log (x)
#define pow(x, y)    smp_same_pow (x, y)
#define cbrt(x)      smp_same_cbrt (x)
#define sin(x)       smp_same_sin (x)
#define cos(x)       smp_same_cos (x)
#define atan2(y, x)  smp_same_atan2 (y, x)
#define acos(x)      smp_same_acos (x)
#define erf(x)       smp_same_erf (x)
#define hypot(x, y)  smp_same_hypot (x, y)
#define expf(x)      ((gfloat) smp_same_exp ((gdouble) (x)))
#define logf(x)      ((gfloat) smp_same_log ((gdouble) (x)))
#define powf(x, y)   ((gfloat) smp_same_pow ((gdouble) (x), (gdouble) (y)))
#define sinf(x)      ((gfloat) smp_same_sin ((gdouble) (x)))
#define cosf(x)      ((gfloat) smp_same_cos ((gdouble) (x)))
#define hypotf(x, y) ((gfloat) smp_same_hypot ((gdouble) (x), (gdouble) (y)))
