/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions that replace the maths library's, against it. */

#include "base/exact-math.h"
#include "base/same-math.h"

static void
test_exp2_is_near_the_true_one (void)
{
  for (gint i = -125 * 1000; i <= 125 * 1000; i++)
    {
      gfloat x = (gfloat) i / 1000.0f;

      g_assert_cmpfloat (fabs ((gdouble) smp_exp2 (x) / exp2 ((gdouble) x) - 1.0), <, 3.1e-7);
    }
}

static void
test_exp2_of_anything_is_a_number (void)
{
  static const gfloat extremes[] = { INFINITY, -INFINITY, 1e30f, -1e30f, 127.0f, -127.0f };

  for (gsize i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      g_assert_true (isfinite (smp_exp2 (extremes[i])));
      g_assert_cmpfloat (smp_exp2 (extremes[i]), >=, 0.0f);
    }
  g_assert_cmpfloat (smp_exp2 (0.0f), ==, 1.0f);
}

static void
test_exp_is_near_the_true_one (void)
{
  for (gint i = -8000; i <= 2000; i++)
    {
      gfloat x = (gfloat) i / 1000.0f;

      g_assert_cmpfloat (fabs ((gdouble) smp_exp (x) / exp ((gdouble) x) - 1.0), <, 2e-6);
    }
}

static void
test_falling_exp_is_near_the_true_one (void)
{
  for (gint i = 0; i <= 40 * 1000; i++)
    {
      gfloat x     = (gfloat) i / 1000.0f;
      gfloat value = smp_exp_falling (x), truth = (gfloat) exp (-(gdouble) x);

      g_assert_cmpfloat (fabsf (value - truth), <, 7e-6f);
      if (x < 12.0f)
        g_assert_cmpfloat (fabsf (value / truth - 1.0f), <, 1e-5f);
    }
  g_assert_cmpfloat (smp_exp_falling (0.0f), ==, 1.0f);
  g_assert_cmpfloat (smp_exp_falling (INFINITY), ==, smp_exp_falling (12.0f));
}

static void
test_falling_exp_is_the_same_together (void)
{
  for (gint i = 0; i < 40 * 1000; i += 2 * SMP_LANES)
    {
      gfloat x[2][SMP_LANES], together[2][SMP_LANES], single[2][SMP_LANES];

      for (gint k = 0; k < 2 * SMP_LANES; k++)
        {
          x[k / SMP_LANES][k % SMP_LANES]      = (gfloat) (i + k) / 1000.0f;
          single[k / SMP_LANES][k % SMP_LANES] = smp_exp_falling (x[k / SMP_LANES][k % SMP_LANES]);
        }
      smp_exp_falling_together (x, 2, together);
      g_assert_cmpmem (together, sizeof together, single, sizeof single);
    }
}

static void
test_four_planes_become_pixels (void)
{
  gfloat planes[4][8], pixels[4 * 8];

  for (gint i = 0; i < 4 * 8; i++)
    planes[i % 4][i / 4] = (gfloat) i;
  smp_put_pixels (planes[0], planes[1], planes[2], planes[3], pixels);
  for (gint i = 0; i < 4 * 8; i++)
    g_assert_cmpfloat (pixels[i], ==, (gfloat) i);
}

static void
test_cosine_and_sine_are_near_the_true_ones (void)
{
  for (gint i = -7200; i <= 7200; i++)
    {
      gdouble c, s;

      smp_cos_sin (i / 10.0, &c, &s);
      g_assert_cmpfloat_with_epsilon (c, cos (i / 10.0 * G_PI / 180.0), 1e-9);
      g_assert_cmpfloat_with_epsilon (s, sin (i / 10.0 * G_PI / 180.0), 1e-9);
    }
}

static void
test_normal_numbers_have_the_promised_moments_and_limit (void)
{
  guint32 state = 1;
  gdouble sum = 0.0, squares = 0.0;
  gint    n = 1000000;

  for (gint i = 0; i < n; i++)
    {
      gdouble value = (gdouble) smp_random_normal (&state);

      g_assert_cmpfloat (fabs (value), <=, (gdouble) SMP_RANDOM_NORMAL_LIMIT);
      sum += value;
      squares += value * value;
    }
  g_assert_cmpfloat_with_epsilon (sum / n, 0.0, 0.005);
  g_assert_cmpfloat_with_epsilon (squares / n, 1.0, 0.005);
}

typedef gdouble (*Function) (gdouble x);

/* Names without parentheses behind them mean what the maths library has. */
static const struct
{
  Function own, true_one;
  gdouble  from, to;
  gdouble  times; /* as far from the true one as the others may be */
} functions[] = {
  { smp_same_exp, exp, -40.0, 40.0, 1.0 },   { smp_same_exp, exp, -700.0, 700.0, 1.0 },
  { smp_same_log, log, 1e-12, 1e-3, 1.0 },   { smp_same_log, log, 1e-3, 2.0, 1.0 },
  { smp_same_log, log, 1.0, 1e9, 1.0 },      { smp_same_cbrt, cbrt, -20.0, 20.0, 1.0 },
  { smp_same_sin, sin, -9.0, 9.0, 1.0 },     { smp_same_sin, sin, -9000.0, 9000.0, 1.0 },
  { smp_same_cos, cos, -9.0, 9.0, 1.0 },     { smp_same_cos, cos, -9000.0, 9000.0, 1.0 },
  { smp_same_acos, acos, -1.0, 1.0, 1.0 },   { smp_same_erf, erf, -7.0, 7.0, 3.0 },
  { smp_same_erf, erf, -0.001, 0.001, 3.0 },
};

#define N_STEPS 20011

static gdouble
step_of (gdouble from, gdouble to, gint i)
{
  return from + (to - from) * i / (N_STEPS - 1);
}

static gboolean
is_near (gdouble value, gdouble truth, gdouble times)
{
  return fabs (value - truth) <= times * 9e-16 * fabs (truth) + 2e-19;
}

static void
test_the_same_functions_are_near_the_true_ones (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (functions); k++)
    for (gint i = 0; i < N_STEPS; i++)
      {
        gdouble x     = step_of (functions[k].from, functions[k].to, i);
        gdouble value = functions[k].own (x), truth = functions[k].true_one (x);

        if (!is_near (value, truth, functions[k].times))
          g_error ("function %d of %.17g is %.17g and not %.17g", (gint) k, x, value, truth);
      }
}

static void
test_the_same_power_and_angle_are_near_the_true_ones (void)
{
  for (gint i = 0; i < N_STEPS; i++)
    {
      gdouble x = step_of (1e-6, 3.0, i), y = step_of (-4.0, 5.0, i * 7 % N_STEPS);
      gdouble turn = step_of (-G_PI, G_PI, i), power = (pow) (x, y);

      g_assert_cmpfloat (fabs (pow (x, y) / power - 1.0), <=, 2e-14);
      g_assert_true (is_near (atan2 (x * sin (turn), x * cos (turn)),
                              (atan2) (x * sin (turn), x * cos (turn)), 1.0));
    }
}

static void
test_the_same_functions_keep_the_rules_at_the_ends (void)
{
  g_assert_cmpfloat (exp (0.0), ==, 1.0);
  g_assert_cmpfloat (exp (-INFINITY), ==, 0.0);
  g_assert_cmpfloat (exp (1000.0), ==, INFINITY);
  g_assert_cmpfloat (exp (709.0), <, INFINITY);
  g_assert_cmpfloat (exp (-740.0), >, 0.0);
  g_assert_true (isnan (exp (NAN)) && isnan (log (NAN)) && isnan (log (-1.0)));
  g_assert_cmpfloat (log (1.0), ==, 0.0);
  g_assert_cmpfloat (log (0.0), ==, -INFINITY);
  g_assert_cmpfloat (log (INFINITY), ==, INFINITY);
  g_assert_true (is_near (log (5e-324), (log) (5e-324), 1.0));
  g_assert_cmpfloat (pow (-3.0, 3.0), ==, -27.0);
  g_assert_cmpfloat (pow (-2.0, -2.0), ==, 0.25);
  g_assert_cmpfloat (pow (0.0, 0.0), ==, 1.0);
  g_assert_cmpfloat (pow (0.0, 2.4), ==, 0.0);
  g_assert_true (isnan (pow (-1.0, 0.5)));
  g_assert_cmpfloat (cbrt (0.0), ==, 0.0);
  g_assert_cmpfloat (cbrt (-27.0), ==, -3.0);
  g_assert_cmpfloat (atan2 (0.0, 0.0), ==, 0.0);
  g_assert_cmpfloat (atan2 (0.0, -1.0), ==, G_PI);
  g_assert_cmpfloat (atan2 (-1.0, 0.0), ==, -G_PI_2);
  g_assert_cmpfloat (acos (1.0), ==, 0.0);
  g_assert_cmpfloat (erf (INFINITY), ==, 1.0);
  g_assert_cmpfloat (hypot (3.0, -4.0), ==, 5.0);
}

static void
test_logarithms_of_many_are_those_of_each (void)
{
  gfloat x[1000], logs[1000];

  for (gint i = 0; i < 1000; i++)
    x[i] = (gfloat) exp (step_of (-80.0, 80.0, i * 19));
  smp_same_logs (x, 1000, logs);
  for (gint i = 0; i < 1000; i++)
    g_assert_cmpfloat (logs[i], ==, logf (x[i]));
}

static guint64
with_bits (guint64 hash, gdouble value)
{
  union
  {
    gdouble value;
    guint64 bits;
  } number = { value };

  return (hash ^ number.bits) * 1099511628211u;
}

/* On this system and on every other, at every level of optimisation. */
static void
test_the_same_functions_are_the_same_everywhere (void)
{
  guint64 hash = 14695981039346656037u;

  for (gsize k = 0; k < G_N_ELEMENTS (functions); k++)
    for (gint i = 0; i < N_STEPS; i++)
      hash = with_bits (hash, functions[k].own (step_of (functions[k].from, functions[k].to, i)));
  for (gint i = 0; i < N_STEPS; i++)
    {
      gdouble x = step_of (1e-6, 3.0, i), y = step_of (-4.0, 5.0, i * 7 % N_STEPS);

      hash = with_bits (with_bits (with_bits (hash, pow (x, y)), atan2 (y, x)), hypot (x, y));
    }
  g_assert_cmphex (hash, ==, G_GUINT64_CONSTANT (0x11a791b7d6f7f8ae));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exact-math/exp2-is-near-the-true-one", test_exp2_is_near_the_true_one);
  g_test_add_func ("/exact-math/exp2-of-anything-is-a-number", test_exp2_of_anything_is_a_number);
  g_test_add_func ("/exact-math/exp-is-near-the-true-one", test_exp_is_near_the_true_one);
  g_test_add_func ("/exact-math/falling-exp-is-near-the-true-one",
                   test_falling_exp_is_near_the_true_one);
  g_test_add_func ("/exact-math/falling-exp-is-the-same-together",
                   test_falling_exp_is_the_same_together);
  g_test_add_func ("/exact-math/four-planes-become-pixels", test_four_planes_become_pixels);
  g_test_add_func ("/exact-math/cosine-and-sine-are-near-the-true-ones",
                   test_cosine_and_sine_are_near_the_true_ones);
  g_test_add_func ("/exact-math/normal-numbers-have-the-promised-moments-and-limit",
                   test_normal_numbers_have_the_promised_moments_and_limit);
  g_test_add_func ("/exact-math/the-same-functions-are-near-the-true-ones",
                   test_the_same_functions_are_near_the_true_ones);
  g_test_add_func ("/exact-math/the-same-power-and-angle-are-near-the-true-ones",
                   test_the_same_power_and_angle_are_near_the_true_ones);
  g_test_add_func ("/exact-math/the-same-functions-keep-the-rules-at-the-ends",
                   test_the_same_functions_keep_the_rules_at_the_ends);
  g_test_add_func ("/exact-math/logarithms-of-many-are-those-of-each",
                   test_logarithms_of_many_are_those_of_each);
  g_test_add_func ("/exact-math/the-same-functions-are-the-same-everywhere",
                   test_the_same_functions_are_the_same_everywhere);
  return g_test_run ();
}
