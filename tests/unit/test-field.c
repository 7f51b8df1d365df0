/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Means of what is near, from sums and weights. */

#include <math.h>
#include <stdlib.h>

#include "base/field.h"

#define SIDE  60
#define SIGMA 2.0

/* What is known: 3 in the left part, 5 in the right one, nothing between. */
static const gint   left_end = 10, right_start = 50;
static const gfloat left_value = 3.0f, right_value = 5.0f, unknown = -1.0f;

static void
sums_init (SmpField *sum, SmpField *weight)
{
  smp_field_init (sum, SIDE, SIDE);
  smp_field_init (weight, SIDE, SIDE);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      if (x < left_end || x >= right_start)
        {
          gfloat share = (x + y) % 2 ? 1.0f : 0.25f;

          smp_field_row (weight, y)[x] = share;
          smp_field_row (sum, y)[x]    = share * (x < left_end ? left_value : right_value);
        }
}

/* However it is weighted, the mean of equal values is that value; where nothing is near, none. */
static void
test_a_mean_of_what_is_near_ends_where_nothing_is (void)
{
  SmpField mean, weight;

  sums_init (&mean, &weight);
  smp_field_means_near (&mean, 1, &weight, SIGMA, 1e-6f, &unknown);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gfloat value = smp_field_row (&mean, y)[x];

        if (x < left_end + 5)
          g_assert_cmpfloat (fabsf (value - left_value), <, 1e-4f);
        else if (x >= right_start - 5)
          g_assert_cmpfloat (fabsf (value - right_value), <, 1e-4f);
        else if (x >= left_end + 8 && x < right_start - 8)
          g_assert_cmpfloat (value, ==, unknown);
      }
  smp_field_clear (&mean);
  smp_field_clear (&weight);
}

/* From far, what is near goes over into what is far without a step. */
static void
test_a_mean_from_far_goes_over_without_a_step (void)
{
  SmpField mean[2], weight;
  gfloat   unknowns[2] = { unknown, unknown };

  sums_init (&mean[0], &weight);
  smp_field_clear (&weight);
  sums_init (&mean[1], &weight);
  smp_field_means_from_far (mean, 2, &weight, SIGMA, unknowns);
  g_assert_cmpfloat (fabsf (smp_field_row (&mean[0], 30)[0] - left_value), <, 0.1f);
  g_assert_cmpfloat (fabsf (smp_field_row (&mean[0], 30)[SIDE - 1] - right_value), <, 0.1f);
  for (gint x = 1; x < SIDE; x++)
    {
      gfloat step = smp_field_row (&mean[0], 30)[x] - smp_field_row (&mean[0], 30)[x - 1];

      g_assert_cmpfloat (step, >, -1e-3f);
      g_assert_cmpfloat (step, <, 0.2f);
      g_assert_cmpfloat (smp_field_row (&mean[0], 30)[x], ==, smp_field_row (&mean[1], 30)[x]);
    }
  for (gint k = 0; k < 2; k++)
    smp_field_clear (&mean[k]);
  smp_field_clear (&weight);
}

/* Where nothing is at all, each field has its own number for that. */
static void
test_nothing_has_no_mean (void)
{
  const gfloat unknowns[2] = { 7.0f, -2.0f };
  SmpField     mean[2], weight;

  for (gint k = 0; k < 2; k++)
    smp_field_init (&mean[k], SIDE, SIDE);
  smp_field_init (&weight, SIDE, SIDE);
  smp_field_means_from_far (mean, 2, &weight, SIGMA, unknowns);
  for (gint i = 0; i < SIDE * SIDE; i++)
    for (gint k = 0; k < 2; k++)
      g_assert_cmpfloat (mean[k].data[i], ==, unknowns[k]);
  for (gint k = 0; k < 2; k++)
    smp_field_clear (&mean[k]);
  smp_field_clear (&weight);
}

#define N_VALUES 400

static gint
compare_values (gconstpointer a, gconstpointer b)
{
  const gfloat x = *(const gfloat *) a, y = *(const gfloat *) b;

  return (x > y) - (x < y);
}

/* The value of any rank is the one that stands there when all are sorted, however many are equal.
 */
static void
test_a_quantile_is_the_value_of_its_rank (void)
{
  for (gint n = 1; n <= N_VALUES; n += n < 20 ? 1 : 37)
    for (gint n_different = 1; n_different <= 64; n_different *= 4)
      for (gint rank = 0; rank < n; rank++)
        {
          gfloat values[N_VALUES], sorted[N_VALUES];

          for (gint i = 0; i < n; i++)
            values[i] = sorted[i] = (gfloat) (g_test_rand_int_range (0, n_different));
          qsort (sorted, (gsize) n, sizeof (gfloat), compare_values);
          g_assert_cmpfloat (smp_quantile (values, (gsize) n,
                                           n > 1 ? (gdouble) rank / (n - 1) : 0.0),
                             ==, sorted[rank]);
        }
}

/* Distances are those of Borgefors, from the nearest of some samples, also near the edges. */
static void
test_a_distance_is_the_least_of_all_ways (void)
{
  static const gint steps[][3] = {
    { 1, 0, 5 }, { 0, 1, 5 }, { 1, 1, 7 }, { 2, 1, 11 }, { 1, 2, 11 }
  };
  SmpField field, distance;

  smp_field_init (&field, 23, 17);
  smp_field_row (&field, 0)[22] = smp_field_row (&field, 9)[4] = smp_field_row (&field, 16)[19] =
    1.0f;
  smp_field_distance (&field, 1.0f, &distance);
  for (gint y = 0; y < field.height; y++)
    for (gint x = 0; x < field.width; x++)
      {
        gfloat here = smp_field_row (&distance, y)[x], least = G_MAXFLOAT;

        for (gsize k = 0; k < 4 * G_N_ELEMENTS (steps); k++)
          {
            gint u = x + steps[k / 4][0] * (k & 1 ? -1 : 1),
                 v = y + steps[k / 4][1] * (k & 2 ? -1 : 1);

            if (u >= 0 && v >= 0 && u < field.width && v < field.height)
              least =
                MIN (least, smp_field_row (&distance, v)[u] + (gfloat) steps[k / 4][2] / 5.0f);
          }
        if (smp_field_row (&field, y)[x] > 0.5f)
          g_assert_cmpfloat (here, ==, 0.0f);
        else
          g_assert_cmpfloat (fabsf (here - least), <, 1e-4f);
      }
  smp_field_clear (&field);
  smp_field_clear (&distance);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/field/means/near", test_a_mean_of_what_is_near_ends_where_nothing_is);
  g_test_add_func ("/field/means/from-far", test_a_mean_from_far_goes_over_without_a_step);
  g_test_add_func ("/field/means/nothing", test_nothing_has_no_mean);
  g_test_add_func ("/field/a-quantile-is-the-value-of-its-rank",
                   test_a_quantile_is_the_value_of_its_rank);
  g_test_add_func ("/field/a-distance-is-the-least-of-all-ways",
                   test_a_distance_is_the_least_of_all_ways);
  return g_test_run ();
}
