/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each function is brought into a small range, where a series of few terms is exact to the last
 * digit; what is subtracted for that is held in two or three numbers, of which the first have so
 * few digits that their multiples are exact. */

#include "base/same-math.h"
#include "exact-math.h"

#define LN2_HIGH 6.93147180369123816490e-01 /* 32 digits of two */
#define LN2_LOW  1.90821492927058770002e-10

#define ONE_BY_LN2     1.44269504088896340736
#define ONE_BY_QUARTER 6.36619772367581343076e-01

#define QUARTER_HIGH   1.57079632673412561417e+00 /* pi / 2: 33 digits of two */
#define QUARTER_MIDDLE 6.07710050630396597660e-11 /* the next 33 */
#define QUARTER_LOW    2.02226624879595063154e-21

/* A double: its sign, its power of two, and its 52 digits. */
typedef union
{
  gdouble value;
  guint64 bits;
} Parts;

#define DIGITS 52
#define BIAS   1023

/* 2 to the power n, for an n of an ordinary number. */
static gdouble
power_of_two (gint n)
{
  Parts parts = { .bits = (guint64) (n + BIAS) << DIGITS };

  return parts.value;
}

/* 1 / n!, of even and of odd n, the last first. */
static const gdouble even_exp[] = {
  1.0 / 87178291200.0, 1.0 / 479001600.0, 1.0 / 3628800.0, 1.0 / 40320.0,
  1.0 / 720.0,         1.0 / 24.0,        1.0 / 2.0
};
static const gdouble odd_exp[] = { 1.0 / 6227020800.0, 1.0 / 39916800.0, 1.0 / 362880.0,
                                   1.0 / 5040.0,       1.0 / 120.0,      1.0 / 6.0 };

/* A polynomial; its first factor is that of the highest power. */
static inline __attribute__ ((always_inline)) gdouble
polynomial (const gdouble *factors, gsize n, gdouble x)
{
  gdouble sum = factors[0];

  for (gsize i = 1; i < n; i++)
    sum = sum * x + factors[i];
  return sum;
}

gdouble
smp_same_exp (gdouble x)
{
  gdouble rest, square, series;
  gint    whole;

  if (isnan (x))
    return x;
  if (x > 709.79)
    return INFINITY;
  if (x < -745.2)
    return 0.0;
  whole  = (gint) (x * ONE_BY_LN2 + (x < 0.0 ? -0.5 : 0.5));
  rest   = x - whole * LN2_HIGH - whole * LN2_LOW;
  square = rest * rest;
  series = 1.0 + (rest + rest * square * polynomial (odd_exp, G_N_ELEMENTS (odd_exp), square) +
                  square * polynomial (even_exp, G_N_ELEMENTS (even_exp), square));
  /* In two steps, for what is less than an ordinary number, or nearly too much. */
  return series * power_of_two (whole / 2) * power_of_two (whole - whole / 2);
}

/* The least mantissa that is not doubled, as bits: sqrt (1/2). */
#define ROOT_HALF_BITS G_GUINT64_CONSTANT (0x3fe6a09e667f3bcd)

/* A whole number below 2^52, as this much more. */
#define WHOLE_BITS G_GUINT64_CONSTANT (0x4330000000000000)
#define WHOLE_MORE 4503599627370496.0

/* 1 / 3, 1 / 7 and so on, and those between, the last first. */
static const gdouble first_log[]  = { 1.0 / 19.0, 1.0 / 15.0, 1.0 / 11.0, 1.0 / 7.0, 1.0 / 3.0 };
static const gdouble second_log[] = { 1.0 / 21.0, 1.0 / 17.0, 1.0 / 13.0, 1.0 / 9.0, 1.0 / 5.0 };

/* The logarithm of an ordinary number above 0.  It vectorises. */
static inline __attribute__ ((always_inline)) gdouble
log_of (gdouble x)
{
  const Parts   number = { x };
  const guint64 power =
    (number.bits - ROOT_HALF_BITS + (G_GUINT64_CONSTANT (1023) << DIGITS)) >> DIGITS;
  const Parts   mantissa = { .bits = number.bits - ((power - BIAS) << DIGITS) };
  const Parts   more     = { .bits = power | WHOLE_BITS };
  const gdouble whole    = more.value - (WHOLE_MORE + BIAS);
  /* log (m) = 2 artanh ((m - 1) / (m + 1)) */
  const gdouble share = (mantissa.value - 1.0) / (mantissa.value + 1.0), square = share * share;
  const gdouble fourth = square * square;
  const gdouble series =
    square * (polynomial (first_log, G_N_ELEMENTS (first_log), fourth) +
              square * polynomial (second_log, G_N_ELEMENTS (second_log), fourth));

  return whole * LN2_HIGH + (whole * LN2_LOW + 2.0 * share * series + 2.0 * share);
}

gdouble
smp_same_log (gdouble x)
{
  if (isnan (x) || x < 0.0)
    return NAN;
  if (!(x > 0.0))
    return -INFINITY;
  if (isinf (x))
    return x;
  if (x < G_MINDOUBLE)
    return log_of (x * power_of_two (DIGITS + 2)) - (DIGITS + 2) * G_LN2;
  return log_of (x);
}

SMP_VECTORISED void
smp_same_logs (const gfloat *x, gsize n, gfloat *to)
{
  for (gsize i = 0; i < n; i++)
    to[i] = (gfloat) log_of ((gdouble) x[i]);
}

gdouble
smp_same_pow (gdouble x, gdouble y)
{
  gdouble power = 1.0, square = x;

  if (fabs (y) <= 64.0 && !(floor (y) < y))
    {
      for (gint n = (gint) fabs (y); n > 0; n /= 2)
        {
          if (n % 2)
            power *= square;
          square *= square;
        }
      return y < 0.0 ? 1.0 / power : power;
    }
  if (!(x > 0.0) && !(x < 0.0))
    return y > 0.0 ? 0.0 : INFINITY;
  return smp_same_exp (y * smp_same_log (x));
}

/* A third of a number's bits is near the bits of its root, less this much. */
#define ROOT_BITS G_GUINT64_CONSTANT (0x2a9f84fe36d22425)

gdouble
smp_same_cbrt (gdouble x)
{
  gdouble size = fabs (x), less, cube;
  Parts   root, number = { size };
  gint    thirds;

  if (!(size > 0.0) || isinf (size))
    return x;
  if (size < G_MINDOUBLE)
    return smp_same_cbrt (x * power_of_two (54)) * power_of_two (-18);
  thirds    = (gint) (number.bits >> DIGITS) / 3 - BIAS / 3;
  less      = size * power_of_two (-3 * thirds);
  root      = (Parts) { less };
  root.bits = root.bits / 3 + ROOT_BITS;
  /* Each of Halley's steps makes three times as many digits right, Newton's twice as many. */
  for (gint step = 0; step < 2; step++)
    {
      cube       = root.value * root.value * root.value;
      root.value = root.value * (cube + 2.0 * less) / (2.0 * cube + less);
    }
  root.value -= (root.value - less / (root.value * root.value)) * (1.0 / 3.0);
  return copysign (root.value * power_of_two (thirds), x);
}

/* 1 / n!, of even and of odd n with their signs, the last first. */
static const gdouble even_turn[] = { 1.0 / 6402373705728000.0,
                                     -1.0 / 20922789888000.0,
                                     1.0 / 87178291200.0,
                                     -1.0 / 479001600.0,
                                     1.0 / 3628800.0,
                                     -1.0 / 40320.0,
                                     1.0 / 720.0,
                                     -1.0 / 24.0,
                                     1.0 / 2.0 };
static const gdouble odd_turn[]  = { 1.0 / 121645100408832000.0,
                                     -1.0 / 355687428096000.0,
                                     1.0 / 1307674368000.0,
                                     -1.0 / 6227020800.0,
                                     1.0 / 39916800.0,
                                     -1.0 / 362880.0,
                                     1.0 / 5040.0,
                                     -1.0 / 120.0,
                                     1.0 / 6.0 };

/* Cosine and sine of the rest of an angle, and how many quarters of a turn were taken away. */
static gint
cos_sin (gdouble x, gdouble *cosine, gdouble *sine)
{
  gdouble quarters = floor (x * ONE_BY_QUARTER + 0.5);
  gdouble rest   = x - quarters * QUARTER_HIGH - quarters * QUARTER_MIDDLE - quarters * QUARTER_LOW;
  gdouble square = rest * rest;

  *cosine = 1.0 - square * polynomial (even_turn, G_N_ELEMENTS (even_turn), square);
  *sine   = rest - rest * (square * polynomial (odd_turn, G_N_ELEMENTS (odd_turn), square));
  return (gint) ((gint64) quarters & 3);
}

/* The cosine of an angle and so many more quarters of a turn. */
static gdouble
cos_turned (gdouble x, gint quarters)
{
  gdouble cosine, sine;

  switch ((cos_sin (x, &cosine, &sine) + quarters) & 3)
    {
    case 0:
      return cosine;
    case 1:
      return -sine;
    case 2:
      return -cosine;
    default:
      return sine;
    }
}

gdouble
smp_same_cos (gdouble x)
{
  return cos_turned (x, 0);
}

gdouble
smp_same_sin (gdouble x)
{
  return cos_turned (x, 3);
}

gdouble
smp_same_atan2 (gdouble y, gdouble x)
{
  gdouble flat = fabs (x), steep = fabs (y), slope, square, series = 0.0, angle;

  if (!(flat > 0.0) && !(steep > 0.0))
    return copysign (signbit (x) ? G_PI : 0.0, y);
  slope = MIN (flat, steep) / MAX (flat, steep);
  /* tan (a / 2) = tan (a) / (1 + sqrt (1 + tan (a) tan (a))) */
  for (gint half = 0; half < 2; half++)
    slope /= 1.0 + sqrt (1.0 + slope * slope);
  square = slope * slope;
  for (gint n = 25; n >= 3; n -= 2)
    series = square * (1.0 / n - series);
  angle = 4.0 * (slope - slope * series);
  if (steep > flat)
    angle = G_PI_2 - angle;
  if (signbit (x))
    angle = G_PI - angle;
  return copysign (angle, y);
}

gdouble
smp_same_acos (gdouble x)
{
  return smp_same_atan2 (sqrt ((1.0 - x) * (1.0 + x)), x);
}

gdouble
smp_same_erf (gdouble x)
{
  gdouble size = fabs (x), term = 1.0, sum = 1.0;

  if (isnan (x))
    return x;
  if (size > 5.9)
    return copysign (1.0, x);
  /* All terms have one sign, so that nothing is lost (Abramowitz and Stegun 7.1.6). */
  for (gint n = 3; term > 1e-17 * sum; n += 2)
    {
      term *= 2.0 * size * size / n;
      sum += term;
    }
  sum *= 2.0 / sqrt (G_PI) * size * smp_same_exp (-size * size);
  return copysign (MIN (sum, 1.0), x);
}
