/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dots become pigment: how much, how far, in which direction. */

#include "fixture.h"

/* The integral of 2^-(u^4) over the plane, u from 0 to where a dot ends: pi sqrt (pi / ln 2) / 2
 * over the whole plane, all but 1e-5 of it within. */
#define MASS_IN_RADII2 (G_PI / 2.0 * sqrt (G_PI / G_LN2))

static void
sum_depths (const SmpDot *dot, gpointer sum)
{
  *(gdouble *) sum +=
    (gdouble) (dot->optical_depth * dot->radius_px * dot->radius_px) * MASS_IN_RADII2;
}

/* The pigment of all dots of a map lies in the picture around it, to 1 %. */
static void
check_mass (const SmpParams *params)
{
  gint     size     = (gint) (12.0 * params->px_per_mm);
  gint     margin   = smp_stipple_margin_px (params);
  SmpPlane map      = density_new (0, 0, size, size, 1.0f);
  SmpPlane pigment  = plane_new (-margin, -margin, size + 2 * margin, size + 2 * margin, 2);
  gdouble  expected = 0.0, found;

  smp_dots_foreach (params, &map, 0, 0, size, size, sum_depths, &expected);
  smp_stipple_render (params, &map, &pigment);
  found = mean_of (&pigment, 0) * pigment.width * pigment.height;
  if (fabs (found / expected - 1.0) > 0.01)
    g_error ("at %g px/mm, elongation %g: %g of the pigment is there", params->px_per_mm,
             params->elongation, found / expected);
  g_free (map.data);
  g_free (pigment.data);
}

static void
test_no_pigment_is_lost_at_any_scale (void)
{
  static const gdouble scales[] = { 2.0, 2.7, 4.0, 7.3, 11.0, 20.0, 40.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      SmpParams params = plain_params (scales[i]);

      check_mass (&params);
      params.elongation    = 3.0;
      params.direction_deg = 30.0;
      check_mass (&params);
    }
}

static void
test_variation_keeps_the_mean_pigment (void)
{
  SmpParams even      = plain_params (10.0), varied;
  SmpPlane  map       = density_new (0, 0, 800, 800, 1.0f);
  gdouble   masses[2] = { 0.0, 0.0 };

  varied                    = even;
  varied.size_variation     = 0.2;
  varied.strength_variation = 0.25;
  smp_dots_foreach (&even, &map, 0, 0, 800, 800, sum_depths, &masses[0]);
  smp_dots_foreach (&varied, &map, 0, 0, 800, 800, sum_depths, &masses[1]);
  g_assert_cmpfloat_with_epsilon (masses[1] / masses[0], 1.0, 0.03);
  g_free (map.data);
}

/* The share of light that dots of 0.25 mm take, on average. */
static gdouble
mean_loss (gdouble px_per_mm, gdouble elongation, gdouble density_per_cm2)
{
  SmpParams params  = plain_params (px_per_mm);
  gint      size    = (gint) (20.0 * px_per_mm);
  SmpPlane  map     = density_new (0, 0, size, size, 1.0f);
  SmpPlane  pigment = plane_new (0, 0, size, size, 2);
  gdouble   loss    = 0.0;

  params.dot_diameter_mm = 0.25;
  params.dilution        = 8.0;
  params.elongation      = elongation;
  params.density_per_cm2 = density_per_cm2;
  smp_stipple_render (&params, &map, &pigment);
  for (gsize i = 0; i < plane_size (&pigment); i += 2)
    if (pigment.data[i + 1] > 0.0f)
      loss += (gdouble) pigment.data[i + 1] *
              (1.0 - exp (-(gdouble) (pigment.data[i] / pigment.data[i + 1])));
  g_free (map.data);
  g_free (pigment.data);
  return loss / size / size;
}

/* Dots of 0.75 px take the light that they take when they are drawn ten times larger: light is
 * averaged over a pixel, not depth.  Two moments hold the light of strong pigment to 6 %; a mean
 * depth alone would be off by 15 %. */
static void
test_small_dots_keep_their_light (void)
{
  g_assert_cmpfloat_with_epsilon (mean_loss (3.0, 1.0, 150.0) / mean_loss (30.0, 1.0, 150.0), 1.0,
                                  0.06);
}

static void
test_moments_are_a_share_and_a_depth (void)
{
  SmpParams params  = plain_params (12.0);
  SmpPlane  map     = density_new (0, 0, 200, 200, 1.0f);
  SmpPlane  pigment = plane_new (-40, -40, 280, 280, 2);
  gfloat    highest = 0.0f;

  smp_stipple_render (&params, &map, &pigment);
  for (gsize i = 0; i < plane_size (&pigment); i += 2)
    {
      g_assert_cmpfloat (pigment.data[i], >=, 0.0f);
      g_assert_cmpfloat (pigment.data[i + 1], >=, 0.0f);
      g_assert_cmpfloat (pigment.data[i + 1], <=, 1.0f);
      g_assert_true ((pigment.data[i] > 0.0f) == (pigment.data[i + 1] > 0.0f));
      if (pigment.data[i] > 0.0f)
        highest = MAX (highest, pigment.data[i] / pigment.data[i + 1]);
    }
  g_assert_cmpfloat_with_epsilon (highest, 1.2f * 21.0f / 16.0f, 0.2f);
  g_free (map.data);
  g_free (pigment.data);
}

/* Second moments of all pigment around the centre of the dot it belongs to. */
typedef struct
{
  const SmpParams *params;
  gdouble          xx, yy, xy;
} Shape;

static void
add_shape (const SmpDot *dot, gpointer data)
{
  Shape   *shape  = data;
  gint     column = (gint) floor (dot->x), row = (gint) floor (dot->y);
  SmpPlane map     = density_new (column, row, 1, 1, 1.0f);
  SmpPlane pigment = plane_new (column - 40, row - 40, 81, 81, 2);

  smp_stipple_render (shape->params, &map, &pigment);
  for (gint y = row - 40; y <= row + 40; y++)
    for (gint x = column - 40; x <= column + 40; x++)
      {
        gdouble dx = x + 0.5 - dot->x, dy = dot->y - y - 0.5;
        gdouble depth = (gdouble) *smp_plane_at (&pigment, x, y);

        shape->xx += depth * dx * dx;
        shape->yy += depth * dy * dy;
        shape->xy += depth * dx * dy;
      }
  g_free (map.data);
  g_free (pigment.data);
}

static void
test_long_dots_lie_along_the_direction (void)
{
  static const gdouble directions[] = { 0.0, 30.0, 90.0, 135.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      SmpParams params = plain_params (20.0);
      SmpPlane  map    = density_new (0, 0, 60, 60, 1.0f);
      Shape     shape  = { .params = &params };
      gdouble   turned;

      params.elongation              = 3.0;
      params.direction_variation_deg = 0.0;
      params.direction_deg           = directions[i];
      smp_dots_foreach (&params, &map, 0, 0, 60, 60, add_shape, &shape);
      turned = 90.0 / G_PI * atan2 (2.0 * shape.xy, shape.xx - shape.yy) - directions[i];
      g_assert_cmpfloat (fabs (remainder (turned, 180.0)), <, 1.0);
      g_free (map.data);
    }
}

static void
test_elongation_keeps_the_area (void)
{
  gdouble round_loss = mean_loss (30.0, 1.0, 20.0), long_loss = mean_loss (30.0, 2.6, 20.0);

  g_assert_cmpfloat_with_epsilon (long_loss / round_loss, 1.0, 0.01);
}

static void
test_a_map_without_density_gives_no_pigment (void)
{
  SmpParams params  = plain_params (10.0);
  SmpPlane  map     = density_new (0, 0, 100, 100, 0.0f);
  SmpPlane  pigment = plane_new (0, 0, 100, 100, 2);

  smp_stipple_render (&params, &map, &pigment);
  for (gsize i = 0; i < plane_size (&pigment); i++)
    g_assert_true (pigment.data[i] == 0.0f);
  g_free (map.data);
  g_free (pigment.data);
}

static void
test_coverage_counts_discs (void)
{
  SmpParams params = plain_params (10.0);

  params.dot_diameter_mm = 0.25;
  g_assert_cmpfloat_with_epsilon (smp_stipple_coverage (&params, 1500, 10.0), 0.0736, 0.0005);
  g_assert_cmpfloat (smp_stipple_coverage (&params, 10, 0.0), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stipple/no-pigment-is-lost-at-any-scale",
                   test_no_pigment_is_lost_at_any_scale);
  g_test_add_func ("/stipple/variation-keeps-the-mean-pigment",
                   test_variation_keeps_the_mean_pigment);
  g_test_add_func ("/stipple/small-dots-keep-their-light", test_small_dots_keep_their_light);
  g_test_add_func ("/stipple/moments-are-a-share-and-a-depth",
                   test_moments_are_a_share_and_a_depth);
  g_test_add_func ("/stipple/long-dots-lie-along-the-direction",
                   test_long_dots_lie_along_the_direction);
  g_test_add_func ("/stipple/elongation-keeps-the-area", test_elongation_keeps_the_area);
  g_test_add_func ("/stipple/a-map-without-density-gives-no-pigment",
                   test_a_map_without_density_gives_no_pigment);
  g_test_add_func ("/stipple/coverage-counts-discs", test_coverage_counts_discs);
  return g_test_run ();
}
