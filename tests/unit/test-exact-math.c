/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions that replace the maths library's, against it. */

#include <math.h>

#include "base/exact-math.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exact-math/exp2-is-near-the-true-one", test_exp2_is_near_the_true_one);
  g_test_add_func ("/exact-math/exp2-of-anything-is-a-number", test_exp2_of_anything_is_a_number);
  g_test_add_func ("/exact-math/exp-is-near-the-true-one", test_exp_is_near_the_true_one);
  g_test_add_func ("/exact-math/falling-exp-is-near-the-true-one",
                   test_falling_exp_is_near_the_true_one);
  g_test_add_func ("/exact-math/cosine-and-sine-are-near-the-true-ones",
                   test_cosine_and_sine_are_near_the_true_ones);
  g_test_add_func ("/exact-math/normal-numbers-have-the-promised-moments-and-limit",
                   test_normal_numbers_have_the_promised_moments_and_limit);
  return g_test_run ();
}
