/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A scar is seldom equally pale all over: where it is paler than the skin near by it gets more
 * dots. */

#include <math.h>

#include "smp/measure.h"

#define SIZE      420
#define PX_PER_MM 10.0
#define RING_MM   8.0

/* A scar of 20 by 4 mm, in the middle. */
#define LEFT   110
#define RIGHT  310
#define MIDDLE 210
#define TOP    190
#define BOTTOM 230

typedef struct
{
  SmpPlane         photo, region, density;
  SmpSurroundings *s;
} Scar;

static gboolean
is_inside (gint x, gint y)
{
  return x >= LEFT && x < RIGHT && y >= TOP && y < BOTTOM;
}

/* Even skin but for the scar, whose halves are so many times as light; the skin
 * on the right side is so many times as light. */
static void
scar_measure (Scar *scar, gfloat left_half, gfloat right_half, gfloat right_side)
{
  static const gfloat skin[] = { 0.40f, 0.25f, 0.18f };
  GError             *error  = NULL;
  const gsize         n      = SIZE * SIZE;

  scar->photo   = (SmpPlane) { g_new (gfloat, 3 * n), 0, 0, SIZE, SIZE, 3 };
  scar->region  = (SmpPlane) { g_new0 (gfloat, n), 0, 0, SIZE, SIZE, 1 };
  scar->density = (SmpPlane) { g_new0 (gfloat, n), 0, 0, SIZE, SIZE, 1 };
  for (gint y = 0; y < SIZE; y++)
    for (gint x = 0; x < SIZE; x++)
      {
        gfloat light = x < MIDDLE ? 1.0f : right_side;

        if (is_inside (x, y))
          light = x < MIDDLE ? left_half : right_half;
        *smp_plane_at (&scar->region, x, y) = is_inside (x, y);
        for (gint c = 0; c < 3; c++)
          smp_plane_at (&scar->photo, x, y)[c] = light * skin[c];
      }
  scar->s = smp_surroundings_measure (&scar->photo, &scar->region, PX_PER_MM, RING_MM, &error);
  g_assert_no_error (error);
  smp_surroundings_deficit (scar->s, &scar->region, 150.0, 0.0, &scar->density);
}

static gdouble
mean_density (const Scar *scar, gint left, gint right)
{
  gdouble sum = 0.0;

  for (gint y = TOP + 8; y < BOTTOM - 8; y++)
    for (gint x = left; x < right; x++)
      sum += (gdouble) *smp_plane_at (&scar->density, x, y);
  return sum / ((BOTTOM - TOP - 16) * (right - left));
}

static void
scar_clear (Scar *scar)
{
  smp_surroundings_free (scar->s);
  g_free (scar->photo.data);
  g_free (scar->region.data);
  g_free (scar->density.data);
}

static void
test_an_even_scar_gets_the_density_everywhere (void)
{
  Scar scar;

  scar_measure (&scar, 1.3f, 1.3f, 1.0f);
  g_assert_cmpfloat (mean_density (&scar, LEFT, RIGHT), >, 0.97);
  g_assert_cmpfloat_with_epsilon (scar.s->mean_need, 1.0, 0.03);
  scar_clear (&scar);
}

/* Depths of 0.18 and 0.22 are a tenth away from their mean. */
static void
test_the_paler_half_gets_more_as_far_as_its_light_is_more (void)
{
  Scar scar;

  scar_measure (&scar, expf (0.22f), expf (0.18f), 1.0f);
  g_assert_cmpfloat_with_epsilon (mean_density (&scar, LEFT + 10, MIDDLE - 30), 1.0, 0.02);
  g_assert_cmpfloat_with_epsilon (mean_density (&scar, MIDDLE + 30, RIGHT - 10), 0.18 / 0.22, 0.03);
  g_assert_cmpfloat_with_epsilon (scar.s->mean_need, 0.5 * (1.0 + 0.18 / 0.22), 0.03);
  scar_clear (&scar);
}

static void
test_it_stays_one_pattern_however_uneven_the_scar (void)
{
  Scar scar;

  scar_measure (&scar, 1.8f, 1.02f, 1.0f);
  g_assert_cmpfloat_with_epsilon (mean_density (&scar, LEFT + 10, MIDDLE - 30), 1.0, 0.02);
  g_assert_cmpfloat_with_epsilon (mean_density (&scar, MIDDLE + 30, RIGHT - 10), 0.85 / 1.15, 0.03);
  scar_clear (&scar);
}

static void
test_darker_skin_near_by_asks_for_more (void)
{
  Scar scar;

  scar_measure (&scar, 1.25f, 1.25f, 0.9f);
  g_assert_cmpfloat (mean_density (&scar, RIGHT - 60, RIGHT - 10), >,
                     1.15 * mean_density (&scar, LEFT + 10, LEFT + 60));
  scar_clear (&scar);
}

static void
test_a_scar_as_dark_as_the_skin_around_gets_the_density_everywhere (void)
{
  Scar scar;

  scar_measure (&scar, 1.05f, 1.01f, 1.0f);
  g_assert_cmpfloat (mean_density (&scar, LEFT, RIGHT), ==, 1.0);
  g_assert_cmpfloat (scar.s->mean_need, ==, 1.0);
  scar_clear (&scar);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/need/even", test_an_even_scar_gets_the_density_everywhere);
  g_test_add_func ("/need/paler-half", test_the_paler_half_gets_more_as_far_as_its_light_is_more);
  g_test_add_func ("/need/one-pattern", test_it_stays_one_pattern_however_uneven_the_scar);
  g_test_add_func ("/need/darker-skin", test_darker_skin_near_by_asks_for_more);
  g_test_add_func ("/need/dark-scar",
                   test_a_scar_as_dark_as_the_skin_around_gets_the_density_everywhere);
  return g_test_run ();
}
