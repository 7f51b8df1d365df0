/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pigment becomes light that skin still returns. */

#include "fixture.h"

#define PX_PER_MM 40.0

/* The mean of M over a square of side_mm, its surroundings treated alike. */
static void
mean_light (const SmpParams *params, gdouble side_mm, gdouble *m)
{
  gint     size   = (gint) (side_mm * params->px_per_mm);
  gint     margin = smp_skin_margin_px (params), reach = margin + smp_stipple_margin_px (params);
  SmpPlane map     = density_new (-reach, -reach, size + 2 * reach, size + 2 * reach, 1.0f);
  SmpPlane pigment = plane_new (-margin, -margin, size + 2 * margin, size + 2 * margin, 2);
  SmpPlane light   = plane_new (0, 0, size, size, 4);

  smp_stipple_render (params, &map, &pigment);
  smp_skin_render (params, &pigment, &light);
  for (gint c = 0; c < 3; c++)
    m[c] = mean_of (&light, c);
  g_free (map.data);
  g_free (pigment.data);
  g_free (light.data);
}

/* The dilution that gives a green optical depth. */
static gdouble
dilution_of (gdouble depth)
{
  return 1.2 * 21.0 / depth - 1.0;
}

static void
test_mean_tone_is_that_of_the_full_model (void)
{
  static const struct
  {
    gdouble density, diameter_mm, optical_depth, depth_mm, m[3];
  } rows[] = {
    { 50, 0.25, 1.2, 0.10, { 0.965, 0.968, 0.971 } },
    { 105, 0.25, 1.2, 0.10, { 0.928, 0.932, 0.939 } },
    { 150, 0.25, 1.2, 0.10, { 0.897, 0.903, 0.913 } },
    { 200, 0.25, 1.2, 0.10, { 0.864, 0.872, 0.884 } },
    { 150, 0.15, 1.2, 0.10, { 0.962, 0.963, 0.967 } },
    { 150, 0.35, 1.2, 0.10, { 0.805, 0.818, 0.837 } },
    { 200, 0.35, 1.2, 0.10, { 0.745, 0.760, 0.785 } },
    { 150, 0.25, 2.4, 0.10, { 0.850, 0.864, 0.882 } },
    { 150, 0.25, 0.6, 0.10, { 0.938, 0.940, 0.944 } },
    { 150, 0.25, 3.0, 0.30, { 0.860, 0.894, 0.933 } },
  };
  gboolean failed = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SmpParams params = plain_params (PX_PER_MM);
      gdouble   m[3];

      params.density_per_cm2 = rows[i].density;
      params.dot_diameter_mm = rows[i].diameter_mm;
      params.dilution        = dilution_of (rows[i].optical_depth);
      params.depth_mm        = rows[i].depth_mm;
      mean_light (&params, 30.0, m);
      g_test_message ("%g dots of %g mm: %.3f %.3f %.3f", rows[i].density, rows[i].diameter_mm,
                      m[0], m[1], m[2]);
      for (gint c = 0; c < 3; c++)
        failed |= fabs (m[c] - rows[i].m[c]) > 0.01;
    }
  g_assert_false (failed);
}

static void
test_haze_is_that_of_the_table (void)
{
  static const gdouble rows[][4] = {
    { 0.05, 0.043, 0.083, 0.150 }, { 0.08, 0.068, 0.130, 0.228 }, { 0.10, 0.084, 0.159, 0.276 },
    { 0.15, 0.123, 0.228, 0.383 }, { 0.20, 0.159, 0.290, 0.474 }, { 0.30, 0.226, 0.399, 0.617 },
    { 0.50, 0.339, 0.566, 0.795 }, { 0.80, 0.473, 0.731, 0.919 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SmpParams params = plain_params (PX_PER_MM);
      SmpInk    ink;

      params.depth_mm = rows[i][0];
      smp_ink_init (&ink, &params);
      for (gint c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon ((gdouble) ink.haze[c], rows[i][c + 1], 0.001);
    }
}

static void
test_far_from_dots_no_light_is_lost (void)
{
  SmpParams params  = plain_params (10.0);
  gint      margin  = smp_skin_margin_px (&params);
  SmpPlane  pigment = plane_new (0, 0, 50, 50, 2);
  SmpPlane  light   = plane_new (50 + margin, 0, 50, 50, 4);

  for (gsize i = 0; i < plane_size (&pigment); i++)
    pigment.data[i] = 1.0f;
  smp_skin_render (&params, &pigment, &light);
  for (gsize i = 0; i < plane_size (&light); i++)
    g_assert_cmpfloat (light.data[i], ==, i % 4 == 3 ? 0.0f : 1.0f);
  g_free (pigment.data);
  g_free (light.data);
}

/* A piece that is said to be bare is drawn so, also beside dots; and so is none with any of their
 * light. */
static void
test_pieces_beside_dots_are_bare (void)
{
  SmpParams params  = plain_params (11.0);
  SmpPlane  map     = density_new (0, 0, 600, 400, 0.0f);
  SmpPlane  pigment = plane_new (0, 0, 600, 400, 2);
  gint      n_bare  = 0;
  SmpSkin  *skin;

  for (gint y = 150; y < 170; y++)
    for (gint x = 20; x < 60; x++)
      *smp_plane_at (&map, x, y) = 1.0f;
  smp_stipple_render (&params, &map, &pigment);
  skin = smp_skin_new (&params, 0, 600, smp_plane_read, &pigment);
  for (gint y = 0; y < 400; y += 50)
    for (gint x = 0; x < 600; x += 50)
      {
        const gboolean is_bare = smp_skin_is_bare (skin, x, y, 50, 50);
        SmpPlane       light   = plane_new (x, y, 50, 50, 4);
        gint           n       = 0;

        smp_skin_draw (skin, &light);
        for (gint i = 0; i < 50 * 50; i++)
          n += memcmp (light.data + 4 * i, smp_skin_bare_light, sizeof smp_skin_bare_light) != 0;
        g_assert_false (is_bare && n > 0);
        /* In the rows of the dots, and far enough to their right. */
        g_assert_true (is_bare || y != 150 || x < 60 + smp_skin_margin_px (&params) + 16);
        n_bare += is_bare;
        g_free (light.data);
      }
  g_assert_cmpint (n_bare, >, 48);
  smp_skin_free (skin);
  g_free (map.data);
  g_free (pigment.data);
}

static void
test_on_a_photo_without_colour_dots_have_none_and_their_luminance (void)
{
  SmpParams params   = plain_params (10.0);
  SmpPlane  map      = density_new (0, 0, 100, 100, 1.0f);
  SmpPlane  pigment  = plane_new (0, 0, 200, 200, 2);
  SmpPlane  coloured = plane_new (0, 0, 200, 200, 4), grey = plane_new (0, 0, 200, 200, 4);
  gsize     n_dark = 0;

  smp_stipple_render (&params, &map, &pigment);
  smp_skin_render (&params, &pigment, &coloured);
  params.colourless = SMP_YES;
  smp_skin_render (&params, &pigment, &grey);
  for (gsize i = 0; i < plane_size (&grey); i += 4)
    {
      const gfloat *c = coloured.data + i, *g = grey.data + i;

      g_assert_true (g[0] == g[1] && g[1] == g[2] && g[3] == c[3]);
      g_assert_cmpfloat_with_epsilon (0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2], g[0], 1e-4);
      if (c[0] == 1.0f && c[1] == 1.0f && c[2] == 1.0f)
        g_assert_cmpfloat (g[0], ==, 1.0f);
      n_dark += g[0] < 0.8f;
    }
  g_assert_cmpuint (n_dark, >, 100);
  g_free (map.data);
  g_free (pigment.data);
  g_free (coloured.data);
  g_free (grey.data);
}

static void
test_touched_pixels_are_opaque_and_within_range (void)
{
  SmpParams params  = plain_params (10.0);
  SmpPlane  map     = density_new (0, 0, 100, 100, 1.0f);
  SmpPlane  pigment = plane_new (0, 0, 300, 300, 2);
  SmpPlane  light   = plane_new (0, 0, 300, 300, 4);

  smp_stipple_render (&params, &map, &pigment);
  smp_skin_render (&params, &pigment, &light);
  for (gsize i = 0; i < plane_size (&light); i += 4)
    {
      const gfloat *m = light.data + i;

      for (gint c = 0; c < 3; c++)
        g_assert_true (m[c] > 0.0f && m[c] <= 1.0f);
      g_assert_true (m[3] == 1.0f || m[3] == 0.0f);
      if (m[3] == 0.0f)
        g_assert_cmpfloat (MIN (m[0], MIN (m[1], m[2])), >, 1.0f - 1.0f / 1024.0f);
    }
  g_free (map.data);
  g_free (pigment.data);
  g_free (light.data);
}

static void
test_stronger_pigment_is_darker_and_deeper_pigment_is_bluer (void)
{
  SmpParams params    = plain_params (12.0);
  gdouble   before[3] = { 0.0, 0.0, 0.0 }, m[3], blueness = 0.0;

  for (params.dilution = 1.0; params.dilution <= 60.0; params.dilution *= 1.9)
    {
      mean_light (&params, 10.0, m);
      for (gint c = 0; c < 3; c++)
        {
          g_assert_cmpfloat (m[c], >, before[c]);
          before[c] = m[c];
        }
    }
  params.dilution = 8.0;
  for (params.depth_mm = 0.02; params.depth_mm < 0.5; params.depth_mm += 0.06)
    {
      mean_light (&params, 10.0, m);
      g_assert_cmpfloat (m[2] - m[0], >, blueness);
      blueness = m[2] - m[0];
    }
}

static void
test_spread_takes_no_light_away_or_adds_any (void)
{
  static const gdouble scales[] = { 2.0, 5.0, 11.0, 23.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      SmpParams params = plain_params (scales[i]);
      gint      margin = smp_skin_margin_px (&params), size = 2 * margin + 1;
      SmpPlane  pigment = plane_new (margin, margin, 1, 1, 2);
      SmpPlane  light   = plane_new (0, 0, size, size, 4);
      gdouble   lost    = 0.0, expected;

      /* A pigment so weak that M = haze + (1 - haze) (1 - loss) (1 - spread loss) is linear. */
      params.depth_mm = 0.0;
      pigment.data[0] = 0.001f;
      pigment.data[1] = 1.0f;
      smp_skin_render (&params, &pigment, &light);
      for (gsize k = 0; k < plane_size (&light); k += 4)
        lost += 1.0 - (gdouble) light.data[k + 1];
      expected = 2.0 * (1.0 - exp (-0.001));
      g_assert_cmpfloat_with_epsilon (lost / expected, 1.0, 0.02);
      g_free (pigment.data);
      g_free (light.data);
    }
}

/* Of the dots' depth in green, the standard deviation over the skin. */
static gdouble
contrast_of (const SmpParams *params)
{
  SmpPlane map     = density_new (0, 0, 300, 300, 1.0f);
  SmpPlane pigment = plane_new (0, 0, 300, 300, 2), light = plane_new (0, 0, 300, 300, 4);
  gdouble  sum = 0.0, squares = 0.0, n = 300.0 * 300.0;

  smp_stipple_render (params, &map, &pigment);
  smp_skin_render (params, &pigment, &light);
  for (gsize i = 0; i < plane_size (&light); i += 4)
    {
      sum += (gdouble) light.data[i + 1];
      squares += (gdouble) light.data[i + 1] * (gdouble) light.data[i + 1];
    }
  g_free (map.data);
  g_free (pigment.data);
  g_free (light.data);
  return sqrt (squares / n - sum / n * sum / n);
}

/* So a close photo shows soft dots, however sharp it is. */
static void
test_soft_dots_are_as_soft_on_the_skin_at_any_scale (void)
{
  SmpParams near = plain_params (20.0), sharp = near, blurred = near;

  near.dot_softness_mm  = 0.1;
  blurred.photo_blur_px = 2.0;
  g_assert_cmpfloat (contrast_of (&near), ==, contrast_of (&blurred));
  g_assert_cmpfloat (contrast_of (&near), <, 0.85 * contrast_of (&sharp));

  near.photo_blur_px    = 1.5;
  blurred.photo_blur_px = 2.5;
  g_assert_cmpfloat_with_epsilon (contrast_of (&near), contrast_of (&blurred), 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/mean-tone-is-that-of-the-full-model",
                   test_mean_tone_is_that_of_the_full_model);
  g_test_add_func ("/skin/haze-is-that-of-the-table", test_haze_is_that_of_the_table);
  g_test_add_func ("/skin/far-from-dots-no-light-is-lost", test_far_from_dots_no_light_is_lost);
  g_test_add_func ("/skin/pieces-beside-dots-are-bare", test_pieces_beside_dots_are_bare);
  g_test_add_func ("/skin/on-a-photo-without-colour-dots-have-none-and-their-luminance",
                   test_on_a_photo_without_colour_dots_have_none_and_their_luminance);
  g_test_add_func ("/skin/touched-pixels-are-opaque-and-within-range",
                   test_touched_pixels_are_opaque_and_within_range);
  g_test_add_func ("/skin/stronger-pigment-is-darker-and-deeper-pigment-is-bluer",
                   test_stronger_pigment_is_darker_and_deeper_pigment_is_bluer);
  g_test_add_func ("/skin/spread-takes-no-light-away-or-adds-any",
                   test_spread_takes_no_light_away_or_adds_any);
  g_test_add_func ("/skin/soft-dots-are-as-soft-on-the-skin-at-any-scale",
                   test_soft_dots_are_as_soft_on_the_skin_at_any_scale);
  return g_test_run ();
}
