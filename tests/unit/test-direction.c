/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Hair directions: as a field, as text, in recipes, and in the dots that follow them. */

#include <math.h>

#include "smp/recipe.h"
#include "smp/stipple.h"

#define PX_PER_MM 10.0

/* Hair that turns from 20 degrees on the left by 6 degrees a millimetre, through the vertical. */
static gdouble
turning_deg (gdouble x_mm)
{
  return 20.0 + 6.0 * x_mm;
}

static SmpDirectionField *
turning_field (void)
{
  SmpDirectionField *field = smp_direction_field_new (0.0, 0.0, 1.0, 31, 11);

  for (gint i = 0; i < field->columns * field->rows; i++)
    {
      gdouble twice = 2.0 * turning_deg (i % field->columns) * G_PI / 180.0;

      field->vectors[2 * i]     = (gfloat) cos (twice);
      field->vectors[2 * i + 1] = (gfloat) sin (twice);
    }
  return field;
}

/* Between two directions, 0 to 90. */
static gdouble
difference_deg (gdouble a, gdouble b)
{
  gdouble d = fmod (fabs (a - b), 180.0);

  return MIN (d, 180.0 - d);
}

static void
test_a_field_survives_as_text (void)
{
  SmpDirectionField *field = turning_field (), *read;
  gchar             *text  = smp_direction_field_to_text (field), *again;
  GError            *error = NULL;

  read = smp_direction_field_parse (text, &error);
  g_assert_no_error (error);
  for (gdouble x = 0.0; x < 30.0; x += 0.37)
    g_assert_cmpfloat (difference_deg (smp_direction_field_degrees (read, x, 5.0, -1.0),
                                       turning_deg (x)),
                       <, 4.0);
  again = smp_direction_field_to_text (read);
  g_assert_cmpstr (again, ==, text);
  smp_direction_field_free (field);
  smp_direction_field_free (read);
  g_free (text);
  g_free (again);
}

static void
test_damaged_text_is_refused (void)
{
  static const gchar *const texts[] = {
    "x",
    "0 0 1 2 1 A9",
    "0 0 1 2 1 A9A9A9",
    "0 0 1 2 1 k9A9",
    "0 0 1 2 1 A9A:",
    "0 0 0 1 1 A9",
    "nan 0 1 1 1 A9",
    "0 inf 1 1 1 A9",
    "0 0 1 -1 1 A9",
    "0 0 1 1025 1 A9",
    "0 0 1 40 40 A9",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GError *error = NULL;

      g_assert_null (smp_direction_field_parse (texts[i], &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_error_free (error);
    }
}

static void
test_whatever_can_be_read_is_kept (void)
{
  static const gchar *const texts[] = { "999999.9996 0 0.0010001 1 1 A0", "-1e6 1e6 0.001 1 1 j9",
                                        "0 0 0.0006 1 1 A5", "0.00049 -0.0004 7 2 1 A9Z3" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      SmpDirectionField       *field = smp_direction_field_parse (texts[i], NULL);
      const SmpDirectionField *kept;
      g_autofree gchar        *text = NULL, *again = NULL;

      g_assert_nonnull (field);
      text = smp_direction_field_to_text (field);
      kept = smp_direction_field_keep (field);
      g_assert_nonnull (kept);
      again = smp_direction_field_to_text (kept);
      g_assert_cmpstr (text, ==, again);
    }
}

typedef struct
{
  gdouble worst_deg;
  guint   n_dots;
  gdouble expected_deg; /* below 0: turning */
} Following;

static void
follow (const SmpDot *dot, gpointer data)
{
  Following *following = data;
  gdouble    degrees   = atan2 (-(gdouble) dot->axis_y, (gdouble) dot->axis_x) * 180.0 / G_PI;
  gdouble    expected =
    following->expected_deg < 0.0 ? turning_deg (dot->x / PX_PER_MM) : following->expected_deg;

  following->worst_deg = MAX (following->worst_deg, difference_deg (degrees, expected));
  following->n_dots++;
}

static Following
following_of (SmpParams *params, gdouble expected_deg)
{
  Following following = { 0.0, 0, expected_deg };
  SmpPlane  density   = { g_new (gfloat, 300 * 100), 0, 0, 300, 100, 1 };

  for (gint i = 0; i < 300 * 100; i++)
    density.data[i] = 1.0f;
  params->px_per_mm = PX_PER_MM;
  smp_dots_foreach (params, &density, 0, 0, 300, 100, follow, &following);
  g_free (density.data);
  g_assert_cmpuint (following.n_dots, >, 200);
  return following;
}

static void
test_dots_follow_the_hair_unless_told_otherwise (void)
{
  SmpParams params;

  smp_params_init (&params);
  params.direction_variation_deg = 0.0;
  params.direction_deg           = 33.0;
  params.directions              = smp_direction_field_keep (turning_field ());
  /* Text keeps steps of 5 degrees, and straight lines between the nodes bend doubled angles. */
  g_assert_cmpfloat (following_of (&params, -1.0).worst_deg, <, 4.0);
  params.follow_hair = SMP_NO;
  g_assert_cmpfloat (following_of (&params, 33.0).worst_deg, <, 1e-3);
}

static void
test_where_no_direction_is_known_the_set_one_holds (void)
{
  SmpParams params;

  smp_params_init (&params);
  params.direction_variation_deg = 0.0;
  params.direction_deg           = 70.0;
  params.directions = smp_direction_field_keep (smp_direction_field_new (0.0, 0.0, 2.0, 8, 8));
  g_assert_cmpfloat (following_of (&params, 70.0).worst_deg, <, 1e-3);
}

static void
test_recipes_keep_directions_and_presets_do_not (void)
{
  SmpRecipe *recipe = smp_recipe_new ("Scar", "scar"), *read;
  GError    *error  = NULL;
  gchar     *text, *preset;

  recipe->params.directions = smp_direction_field_keep (turning_field ());
  text                      = smp_recipe_to_text (recipe, FALSE);
  preset                    = smp_recipe_to_text (recipe, TRUE);
  read                      = smp_recipe_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  /* Kept fields are one a text. */
  g_assert_true (read->params.directions == recipe->params.directions);
  g_assert_null (strstr (preset, "directions"));
  smp_recipe_free (recipe);
  smp_recipe_free (read);
  g_free (text);
  g_free (preset);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/direction/whatever-can-be-read-is-kept", test_whatever_can_be_read_is_kept);
  g_test_add_func ("/direction/text", test_a_field_survives_as_text);
  g_test_add_func ("/direction/damaged", test_damaged_text_is_refused);
  g_test_add_func ("/direction/dots-follow", test_dots_follow_the_hair_unless_told_otherwise);
  g_test_add_func ("/direction/unknown", test_where_no_direction_is_known_the_set_one_holds);
  g_test_add_func ("/direction/recipe", test_recipes_keep_directions_and_presets_do_not);
  return g_test_run ();
}
