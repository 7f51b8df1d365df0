/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How soft a photo is, read from its edges alone. */

#include <math.h>

#include "base/field.h"
#include "smp/sharpness.h"

#define SIDE 400

/* What is drawn on grey. */
typedef enum
{
  NOTHING,
  DISCS,
  STROKES
} Things;

/* Makes a pixel grey where it lies in the picture. */
static void
draw_pixel (SmpField *light, gint x, gint y, gfloat grey)
{
  if (x >= 0 && y >= 0 && x < SIDE && y < SIDE)
    smp_field_row (light, y)[x] = grey;
}

static void
draw_disc (GRand *random, SmpField *light)
{
  const gdouble x      = g_rand_double_range (random, 0, SIDE),
                y      = g_rand_double_range (random, 0, SIDE);
  const gdouble radius = g_rand_double_range (random, 6, 25);
  const gfloat  grey   = (gfloat) g_rand_double_range (random, 0.05, 0.5);

  for (gint j = (gint) (y - radius); j <= (gint) (y + radius); j++)
    for (gint i = (gint) (x - radius); i <= (gint) (x + radius); i++)
      if (hypot (i - x, j - y) < radius)
        draw_pixel (light, i, j, grey);
}

/* As a hair of 1.5 by 12 pixels. */
static void
draw_stroke (GRand *random, SmpField *light)
{
  const gdouble x    = g_rand_double_range (random, 0, SIDE),
                y    = g_rand_double_range (random, 0, SIDE);
  const gdouble turn = g_rand_double_range (random, 0.8, 1.6);

  for (gint j = (gint) y - 7; j <= (gint) y + 7; j++)
    for (gint i = (gint) x - 7; i <= (gint) x + 7; i++)
      {
        const gdouble u = i - x, v = j - y;

        if (fabs (u * cos (turn) + v * sin (turn)) < 6.0 &&
            fabs (v * cos (turn) - u * sin (turn)) < 0.75)
          draw_pixel (light, i, j, 0.04f);
      }
}

/* Such a picture behind a lens of that blur, with a camera's noise, as three components. */
static SmpPlane
picture_of (Things things, gdouble blur_px, gdouble noise)
{
  GRand   *random = g_rand_new_with_seed (11);
  SmpPlane photo  = { g_new (gfloat, 3 * SIDE * SIDE), 0, 0, SIDE, SIDE, 3 };
  SmpField light, blurred;

  smp_field_init (&light, SIDE, SIDE);
  smp_field_init (&blurred, SIDE, SIDE);
  for (gint i = 0; i < SIDE * SIDE; i++)
    light.data[i] = 0.4f;
  for (gint i = 0; i < (things == DISCS ? 100 : 600) && things != NOTHING; i++)
    (things == DISCS ? draw_disc : draw_stroke) (random, &light);
  smp_field_blur (&light, blur_px, &blurred);
  for (gint i = 0; i < 3 * SIDE * SIDE; i++)
    photo.data[i] =
      blurred.data[i / 3] * (gfloat) (1.0 + g_rand_double_range (random, -noise, noise));
  smp_field_clear (&light);
  smp_field_clear (&blurred);
  g_rand_free (random);
  return photo;
}

/* What is read of such a picture. */
static gdouble
read_of (gdouble (*read) (const SmpPlane *photo), Things things, gdouble blur_px, gdouble noise)
{
  SmpPlane photo = picture_of (things, blur_px, noise);
  gdouble  value = read (&photo);

  g_free (photo.data);
  return value;
}

#define softness_of(things, blur_px, noise) \
  read_of (smp_photo_softness_px, (things), (blur_px), (noise))
#define thinnest_of(things, blur_px, noise) \
  read_of (smp_photo_thinnest_px, (things), (blur_px), (noise))

/* Of the picture made smaller: four of its pixels are one. */
static gdouble
thinnest_at_half (Things things, gdouble blur_px, gdouble noise)
{
  SmpPlane photo = picture_of (things, blur_px, noise);
  SmpPlane small = { g_new (gfloat, 3 * SIDE * SIDE / 4), 0, 0, SIDE / 2, SIDE / 2, 3 };
  gdouble  thinnest;

  for (gint i = 0; i < SIDE * SIDE / 4; i++)
    for (gint c = 0; c < 3; c++)
      {
        const gint x = 2 * (i % (SIDE / 2)), y = 2 * (i / (SIDE / 2));

        small.data[3 * i + c] =
          0.25f * (smp_plane_at (&photo, x, y)[c] + smp_plane_at (&photo, x + 1, y)[c] +
                   smp_plane_at (&photo, x, y + 1)[c] + smp_plane_at (&photo, x + 1, y + 1)[c]);
      }
  thinnest = smp_photo_thinnest_px (&small);
  g_free (photo.data);
  g_free (small.data);
  return thinnest;
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

/* Hairs that are thinner than the lens draws anything are as wide as it draws them. */
static void
test_the_thinnest_hairs_say_how_softly_a_lens_draws (void)
{
  for (gdouble blur_px = 0.5; blur_px <= 1.5; blur_px += 0.25)
    {
      const gdouble thinnest = thinnest_of (STROKES, blur_px, 0.002);

      g_test_message ("blurred by %.2f px: %.2f", blur_px, thinnest);
      g_assert_cmpfloat_with_epsilon (thinnest, blur_px, 0.3);
    }
}

static void
test_a_photo_made_smaller_shows_thinner_ones (void)
{
  for (gdouble blur_px = 0.8; blur_px <= 1.2; blur_px += 0.2)
    {
      const gdouble thinnest = thinnest_at_half (STROKES, blur_px, 0.002);

      g_test_message ("blurred by %.2f px, at half the size: %.2f", blur_px, thinnest);
      g_assert_cmpfloat (thinnest, >=, 0.0);
      g_assert_cmpfloat (thinnest, <, 0.6 * thinnest_of (STROKES, blur_px, 0.002));
    }
}

static void
test_nothing_is_thin_where_nothing_is (void)
{
  g_assert_cmpfloat (thinnest_of (NOTHING, 1.0, 0.0), <, 0.0);
  g_assert_cmpfloat (thinnest_of (NOTHING, 1.0, 0.1), <, 0.2);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/sharpness/lone-edges", test_lone_edges_say_how_soft_a_photo_is);
  g_test_add_func ("/sharpness/hair", test_hair_hides_some_of_it);
  g_test_add_func ("/sharpness/noise", test_noise_is_no_edge_that_is_soft);
  g_test_add_func ("/sharpness/thinnest", test_the_thinnest_hairs_say_how_softly_a_lens_draws);
  g_test_add_func ("/sharpness/made-smaller", test_a_photo_made_smaller_shows_thinner_ones);
  g_test_add_func ("/sharpness/nothing-thin", test_nothing_is_thin_where_nothing_is);
  return g_test_run ();
}
