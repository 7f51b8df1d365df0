/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A patchy head becomes one tone: dots where hair is missing, few where it stands. */

#include <math.h>

#include "smp/even-out.h"

#define SIDE     80 /* cells of a millimetre */
#define RADIUS   6  /* of bare patches */
#define DISTANCE 20 /* of their middles */

/* Linear light of a head with hair, and how much lighter bare skin is. */
static const gfloat hair[3] = { 0.22f, 0.15f, 0.11f };
#define PALER 1.25f

typedef struct
{
  SmpPlane  light, region, shares;
  SmpParams params;
} Head;

static gboolean
is_bare (gint x, gint y)
{
  return hypot (x % DISTANCE - DISTANCE / 2, y % DISTANCE - DISTANCE / 2) < RADIUS;
}

/* Cells that are wholly of one kind, and their smoothed neighbours too. */
static gboolean
is_deep (gint x, gint y, gboolean bare)
{
  gdouble away = hypot (x % DISTANCE - DISTANCE / 2, y % DISTANCE - DISTANCE / 2);

  return bare ? away < RADIUS - 3 : away > RADIUS + 3;
}

static void
head_init (Head *head, gdouble percent)
{
  gsize    n     = SIDE * SIDE;
  SmpPlane plane = { NULL, 3, -7, SIDE, SIDE, 1 };

  head->light = head->region = head->shares = plane;
  head->light.components                    = 3;
  head->light.data                          = g_new (gfloat, 3 * n);
  head->region.data                         = g_new (gfloat, n);
  head->shares.data                         = g_new0 (gfloat, n);
  for (gsize i = 0; i < n; i++)
    {
      gint x = (gint) (i % SIDE), y = (gint) (i / SIDE);

      head->region.data[i] = 1.0f;
      for (gsize c = 0; c < 3; c++)
        head->light.data[3 * i + c] = hair[c] * (is_bare (x, y) ? PALER : 1.0f);
    }
  smp_params_init (&head->params);
  head->params.density_per_cm2  = 300.0;
  head->params.dot_diameter_mm  = 0.32;
  head->params.dilution         = 10.0;
  head->params.even_out_percent = percent;
}

static gdouble
head_even_out (Head *head)
{
  return smp_even_out (&head->light, &head->region, SMP_EVEN_OUT_CELL_MM, &head->params,
                       &head->shares);
}

static void
head_clear (Head *head)
{
  g_free (head->light.data);
  g_free (head->region.data);
  g_free (head->shares.data);
}

/* Mean share over the hair or over the bare patches. */
static gdouble
mean_share (const Head *head, gboolean bare)
{
  gdouble sum = 0.0, n = 0.0;

  for (gint i = 0; i < SIDE * SIDE; i++)
    if (is_deep (i % SIDE, i / SIDE, bare))
      {
        sum += (gdouble) head->shares.data[i];
        n += 1.0;
      }
  return sum / n;
}

static void
test_nothing_is_evened_out_unless_asked_for (void)
{
  Head head;

  head_init (&head, 0.0);
  head_even_out (&head);
  for (gint i = 0; i < SIDE * SIDE; i++)
    g_assert_cmpfloat (head.shares.data[i], ==, 1.0f);
  head_clear (&head);
}

static void
test_dots_lie_where_hair_is_missing (void)
{
  gdouble bare[2], hairy[2];

  for (gint half = 0; half < 2; half++)
    {
      Head head;

      head_init (&head, half ? 50.0 : 100.0);
      head_even_out (&head);
      bare[half]  = mean_share (&head, TRUE);
      hairy[half] = mean_share (&head, FALSE);
      head_clear (&head);
    }
  g_assert_cmpfloat (bare[0], >, 0.3);
  g_assert_cmpfloat (hairy[0], <, 0.1);
  /* Halfway is half of it. */
  g_assert_cmpfloat (fabs (bare[1] - 0.5 - 0.5 * bare[0]), <, 0.01);
  g_assert_cmpfloat (fabs (hairy[1] - 0.5 - 0.5 * hairy[0]), <, 0.01);
}

/* Twice as many dots take twice the depth, so that each place gets half of them, and what can not
 * be reached gets all. */
static void
test_as_many_as_the_place_needs (void)
{
  gdouble many, few, hopeless;
  Head    head;

  head_init (&head, 100.0);
  head_even_out (&head);
  many                        = mean_share (&head, TRUE);
  head.params.density_per_cm2 = 225.0;
  head_even_out (&head);
  few                         = mean_share (&head, TRUE);
  head.params.density_per_cm2 = 20.0;
  head_even_out (&head);
  hopeless = mean_share (&head, TRUE);
  g_test_message ("of 300 a cm2 %.3f, of 225 %.3f, of 20 %.3f", many, few, hopeless);
  g_assert_cmpfloat (fabs (few * 225.0 / (many * 300.0) - 1.0), <, 0.1);
  g_assert_cmpfloat (hopeless, >, 0.99);
  head_clear (&head);
}

/* Dots that cannot make patches as dark as the hair leave them seen, and that is said of about
 * their area; dots that can leave none. */
static void
test_what_stays_pale_is_said (void)
{
  gdouble pale, strong, bare = 0.0;
  Head    head;

  head_init (&head, 100.0);
  strong                      = head_even_out (&head);
  head.params.density_per_cm2 = 40.0;
  pale                        = head_even_out (&head);
  for (gint i = 0; i < SIDE * SIDE; i++)
    bare += is_bare (i % SIDE, i / SIDE) ? 1.0 / (SIDE * SIDE) : 0.0;
  g_test_message ("pale %.3f, bare %.3f", pale, bare);
  g_assert_cmpfloat (strong, ==, 0.0);
  g_assert_cmpfloat (pale, >, 0.3 * bare);
  g_assert_cmpfloat (pale, <, 1.1 * bare);
  head_clear (&head);
}

/* Where some hair is so dark that few dots bring no bare place to its tone, the rest gets no more
 * of them than leaves it as light as bare places become: all alike would be as patchy as before. */
static void
test_what_is_not_bare_waits_for_what_is (void)
{
  gdouble hairy = 0.0, n = 0.0;
  Head    head;

  head_init (&head, 100.0);
  head.params.density_per_cm2 = 60.0;
  for (gint i = 0; i < SIDE * SIDE; i++)
    for (gint c = 0; c < 3; c++)
      head.light.data[3 * i + c] *= i % SIDE % DISTANCE < 2 ? 0.6f : 1.0f;
  head_even_out (&head);
  for (gint i = 0; i < SIDE * SIDE; i++)
    if (is_deep (i % SIDE, i / SIDE, FALSE) && i % SIDE % DISTANCE == DISTANCE / 2)
      {
        hairy += (gdouble) head.shares.data[i];
        n += 1.0;
      }
  g_test_message ("bare %.3f, hair %.3f", mean_share (&head, TRUE), hairy / n);
  g_assert_cmpfloat (mean_share (&head, TRUE), >, 0.9);
  g_assert_cmpfloat (hairy / n, <, 0.4);
  head_clear (&head);
}

/* One side of a head lies in the shade: it is no darker hair, and the lit side is not bare. */
static void
test_shade_is_no_hair (void)
{
  gdouble sum = 0.0, n = 0.0;
  Head    head;

  head_init (&head, 100.0);
  for (gint i = 0; i < SIDE * SIDE; i++)
    for (gint c = 0; c < 3; c++)
      head.light.data[3 * i + c] *= (gfloat) exp (-0.7 * (i % SIDE) / SIDE);
  head_even_out (&head);
  for (gint i = 0; i < SIDE * SIDE; i++)
    if (i % SIDE < SIDE / 4 && is_deep (i % SIDE, i / SIDE, FALSE))
      {
        sum += (gdouble) head.shares.data[i];
        n += 1.0;
      }
  g_test_message ("lit hair %.3f, patches %.3f", sum / n, mean_share (&head, TRUE));
  g_assert_cmpfloat (sum / n, <, 0.35);
  g_assert_cmpfloat (mean_share (&head, TRUE), >, sum / n + 0.3);
  head_clear (&head);
}

/* White light over hair is no bare skin, and what lies outside the selection is not looked at. */
static void
test_shine_and_what_is_outside_count_for_nothing (void)
{
  Head    with, without;
  gdouble shine = 0.0;

  head_init (&with, 100.0);
  head_init (&without, 100.0);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      gint x = i % SIDE, y = i / SIDE;

      if (x >= SIDE - 10)
        {
          with.region.data[i] = without.region.data[i] = 0.0f;
          for (gint c = 0; c < 3; c++)
            with.light.data[3 * i + c] = c ? NAN : 0.0f;
        }
      if (hypot (x - 20, y - 20) < 3.0)
        for (gint c = 0; c < 3; c++)
          with.light.data[3 * i + c] += 0.5f;
    }
  head_even_out (&with);
  head_even_out (&without);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      gint x = i % SIDE, y = i / SIDE;

      g_assert_true (isfinite (with.shares.data[i]));
      if (x >= SIDE - 10)
        g_assert_cmpfloat (with.shares.data[i], ==, 0.0f);
      else if (hypot (x - 20, y - 20) > 12.0)
        g_assert_cmpfloat (fabsf (with.shares.data[i] - without.shares.data[i]), <, 0.03f);
      else if (hypot (x - 20, y - 20) < 2.0)
        shine = MAX (shine, (gdouble) with.shares.data[i]);
    }
  g_assert_cmpfloat (shine, <, 0.5);
  head_clear (&with);
  head_clear (&without);
}

/* What is nearly black for a few millimetres, as a shadow in a fold, and white as a wall seen past
 * a head's edge, are no measure for the rest of it. */
static void
test_a_black_place_and_a_white_edge_are_no_measure (void)
{
  Head head;

  head_init (&head, 100.0);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      gint     x = i % SIDE, y = i / SIDE;
      gboolean is_black = x < 4 && y < 4, is_white = x == SIDE - 1 && y > SIDE / 2;

      for (gint c = 0; c < 3 && (is_black || is_white); c++)
        head.light.data[3 * i + c] = is_black ? 0.0005f : 0.9f;
    }
  head_even_out (&head);
  g_test_message ("hair %.3f, patches %.3f", mean_share (&head, FALSE), mean_share (&head, TRUE));
  g_assert_cmpfloat (mean_share (&head, TRUE), >, 0.3);
  g_assert_cmpfloat (mean_share (&head, FALSE), <, 0.1);
  head_clear (&head);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/even-out/not-asked-for", test_nothing_is_evened_out_unless_asked_for);
  g_test_add_func ("/even-out/patches", test_dots_lie_where_hair_is_missing);
  g_test_add_func ("/even-out/as-many-as-needed", test_as_many_as_the_place_needs);
  g_test_add_func ("/even-out/said", test_what_stays_pale_is_said);
  g_test_add_func ("/even-out/out-of-reach", test_what_is_not_bare_waits_for_what_is);
  g_test_add_func ("/even-out/shade", test_shade_is_no_hair);
  g_test_add_func ("/even-out/shine-and-outside", test_shine_and_what_is_outside_count_for_nothing);
  g_test_add_func ("/even-out/no-measure", test_a_black_place_and_a_white_edge_are_no_measure);
  return g_test_run ();
}
