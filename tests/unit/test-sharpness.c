/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How soft a photo is, read from its edges alone. */

#include <math.h>

#include "base/field.h"
#include "smp/sharpness.h"

#define SIDE 256

/* What is drawn on grey. */
typedef enum
{
  NOTHING,
  DISCS,
  STROKES
} Things;

static void
draw_disc (GRand *random, SmpField *light)
{
  const gdouble x      = g_rand_double_range (random, 0, SIDE),
                y      = g_rand_double_range (random, 0, SIDE);
  const gdouble radius = g_rand_double_range (random, 6, 25);
  const gfloat  grey   = (gfloat) g_rand_double_range (random, 0.05, 0.5);

  for (gint i = 0; i < SIDE * SIDE; i++)
    if (hypot (i % SIDE - x, i / SIDE - y) < radius)
      light->data[i] = grey;
}

/* As a hair of 1.5 by 12 pixels. */
static void
draw_stroke (GRand *random, SmpField *light)
{
  const gdouble x    = g_rand_double_range (random, 0, SIDE),
                y    = g_rand_double_range (random, 0, SIDE);
  const gdouble turn = g_rand_double_range (random, 0.8, 1.6);

  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      const gdouble u = i % SIDE - x, v = i / SIDE - y;

      if (fabs (u * cos (turn) + v * sin (turn)) < 6.0 &&
          fabs (v * cos (turn) - u * sin (turn)) < 0.75)
        light->data[i] = 0.04f;
    }
}

/* The softness that is read of such a picture behind a lens of that blur, with a camera's noise. */
static gdouble
softness_of (Things things, gdouble blur_px, gdouble noise)
{
  GRand   *random = g_rand_new_with_seed (11);
  SmpPlane photo  = { g_new (gfloat, 3 * SIDE * SIDE), 0, 0, SIDE, SIDE, 3 };
  SmpField light, blurred;
  gdouble  softness;

  smp_field_init (&light, SIDE, SIDE);
  smp_field_init (&blurred, SIDE, SIDE);
  for (gint i = 0; i < SIDE * SIDE; i++)
    light.data[i] = 0.4f;
  for (gint i = 0; i < (things == DISCS ? 40 : 250) && things != NOTHING; i++)
    (things == DISCS ? draw_disc : draw_stroke) (random, &light);
  smp_field_blur (&light, blur_px, &blurred);
  for (gint i = 0; i < 3 * SIDE * SIDE; i++)
    photo.data[i] =
      blurred.data[i / 3] * (gfloat) (1.0 + g_rand_double_range (random, -noise, noise));
  softness = smp_photo_softness_px (&photo);
  g_free (photo.data);
  smp_field_clear (&light);
  smp_field_clear (&blurred);
  g_rand_free (random);
  return softness;
}

static void
test_lone_edges_say_how_soft_a_photo_is (void)
{
  for (gdouble blur_px = 1.0; blur_px <= 3.0; blur_px += 0.5)
    g_assert_cmpfloat_with_epsilon (softness_of (DISCS, blur_px, 0.005), blur_px, 0.3);
}

/* A hair's two edges are near each other, and look sharper than one. */
static void
test_hair_hides_some_of_it (void)
{
  gdouble before = 0.0;

  for (gdouble blur_px = 1.0; blur_px <= 3.0; blur_px += 0.5)
    {
      gdouble softness = softness_of (STROKES, blur_px, 0.005);

      g_test_message ("blurred by %.1f px: %.2f", blur_px, softness);
      g_assert_cmpfloat (softness, <, blur_px + 0.1);
      g_assert_cmpfloat (softness, >, blur_px - 1.25);
      g_assert_cmpfloat (softness, >, before);
      before = softness;
    }
}

static void
test_noise_is_no_edge_that_is_soft (void)
{
  g_assert_cmpfloat (softness_of (NOTHING, 1.0, 0.0), <, 0.0);
  g_assert_cmpfloat (softness_of (NOTHING, 1.0, 0.1), <, 0.3);
  g_assert_cmpfloat (softness_of (STROKES, 0.3, 0.02), <, 0.5);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/sharpness/lone-edges", test_lone_edges_say_how_soft_a_photo_is);
  g_test_add_func ("/sharpness/hair", test_hair_hides_some_of_it);
  g_test_add_func ("/sharpness/noise", test_noise_is_no_edge_that_is_soft);
  return g_test_run ();
}
