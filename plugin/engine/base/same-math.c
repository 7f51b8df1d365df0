/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each function is brought into a small range, where a series of few terms is exact to the last
 * digit; what is subtracted for that is held in two or three numbers, of which the first have so
 * few digits that their multiples are exact. */

#include "base/same-math.h"

#define LN2_HIGH 6.93147180369123816490e-01 /* 32 digits of two */
#define LN2_LOW  1.90821492927058770002e-10

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

gdouble
smp_same_exp (gdouble x)
{
  gdouble rest, series = 1.0;
  gint    whole;

  if (isnan (x))
    return x;
  if (x > 709.79)
    return INFINITY;
  if (x < -745.2)
    return 0.0;
  whole = (gint) floor (x / G_LN2 + 0.5);
  rest  = x - whole * LN2_HIGH - whole * LN2_LOW;
  for (gint n = 14; n > 0; n--)
    series = 1.0 + series * rest / n;
  /* In two steps, for what is less than an ordinary number, or nearly too much. */
  return series * power_of_two (whole / 2) * power_of_two (whole - whole / 2);
}

gdouble
smp_same_log (gdouble x)
{
  Parts   parts = { x };
  gdouble share, square, series = 0.0;
  gint    whole = 0;

  if (isnan (x) || x < 0.0)
    return NAN;
  if (!(x > 0.0))
    return -INFINITY;
  if (isinf (x))
    return x;
  if (x < G_MINDOUBLE)
    {
      parts.value = x * power_of_two (DIGITS + 2);
      whole       = -(DIGITS + 2);
    }
  whole += (gint) (parts.bits >> DIGITS) - BIAS;
  parts.bits = (parts.bits & ((G_GUINT64_CONSTANT (1) << DIGITS) - 1)) | (guint64) BIAS << DIGITS;
  if (parts.value > G_SQRT2)
    {
      parts.value *= 0.5;
      whole++;
    }
  /* log (m) = 2 artanh ((m - 1) / (m + 1)) */
  share  = (parts.value - 1.0) / (parts.value + 1.0);
  square = share * share;
  for (gint n = 21; n >= 3; n -= 2)
    series = square * (1.0 / n + series);
  return whole * LN2_HIGH + (whole * LN2_LOW + 2.0 * share * series + 2.0 * share);
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

gdouble
smp_same_cbrt (gdouble x)
{
  gdouble size = fabs (x), root;

  if (!(size > 0.0) || isinf (size))
    return x;
  root = smp_same_exp (smp_same_log (size) / 3.0);
  /* Newton's step takes away what the two have left. */
  root -= (root - size / (root * root)) / 3.0;
  return copysign (root, x);
}

/* Cosine and sine of the rest of an angle, and how many quarters of a turn were taken away. */
static gint
cos_sin (gdouble x, gdouble *cosine, gdouble *sine)
{
  gdouble quarters = floor (x / G_PI_2 + 0.5);
  gdouble rest   = x - quarters * QUARTER_HIGH - quarters * QUARTER_MIDDLE - quarters * QUARTER_LOW;
  gdouble square = rest * rest, c = 0.0, s = 0.0;

  for (gint n = 18; n >= 2; n -= 2)
    {
      c = (1.0 - c) * square / (n * (n - 1));
      s = (1.0 - s) * square / (n * (n + 1));
    }
  *cosine = 1.0 - c;
  *sine   = rest - rest * s;
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
