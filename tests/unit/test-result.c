/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A prediction beside a healed photo whose truth is known: the light between them, the figures
 * place by place, and what the values should have been. */

#include <string.h>

#include "base/field.h"
#include "case-photo.h"
#include "smp/error.h"
#include "smp/result.h"

#define PX_PER_MM 10.0
#define WIDTH     600
#define HEIGHT    450

static const gdouble same_light[] = { 1.0, 1.0, 1.0 };

typedef struct
{
  SmpPlane  before, region;
  SmpParams params;
  SmpPlane  predicted;
} ResultCase;

static void
case_init (ResultCase *c, gconstpointer data)
{
  const SmpAffine none = SMP_AFFINE_NONE;

  c->before = case_photo (WIDTH, HEIGHT, &none, 5, same_light, 0.01);
  c->region = plane_new (0, 0, WIDTH, HEIGHT, 1);
  for (gint j = 120; j < 330; j++)
    for (gint i = 180; i < 420; i++)
      *smp_plane_at (&c->region, i, j) = 1.0f;
  smp_params_init (&c->params);
  set_clear_dots (&c->params);
  c->params.px_per_mm = PX_PER_MM;
  c->predicted        = case_treated (&c->before, &c->region, &c->params);
}

static void
case_clear (ResultCase *c, gconstpointer data)
{
  g_free (c->before.data);
  g_free (c->region.data);
  g_free (c->predicted.data);
}

static void
cast (SmpPlane *photo, const gdouble gain[3])
{
  for (gsize i = 0; i < plane_size (photo); i++)
    photo->data[i] *= (gfloat) gain[i % 3];
}

static void
test_light_and_white_balance_are_found (ResultCase *c, gconstpointer data)
{
  static const gdouble gain[] = { 0.62, 0.78, 1.05 };
  SmpParams            other  = c->params;
  SmpPlane             real;
  SmpLightFit          fit;

  other.density_per_cm2 = 60.0;
  real                  = case_treated (&c->before, &c->region, &other);
  cast (&real, gain);
  /* A third of the skin beside lies in shadow, and a part is not there. */
  for (gint j = 0; j < HEIGHT; j++)
    for (gint i = 0; i < WIDTH; i++)
      for (gint k = 0; k < 3; k++)
        if (j > 340)
          smp_plane_at (&real, i, j)[k] *= 0.7f;
        else if (i > 520)
          smp_plane_at (&real, i, j)[k] = NAN;
  g_assert_true (smp_light_fit (&c->predicted, &real, &c->region, PX_PER_MM, &fit, NULL));
  for (gint k = 0; k < 3; k++)
    {
      g_test_message ("channel %d: %.3f of %.3f", k, fit.gain[k], gain[k]);
      g_assert_cmpfloat (fabs (fit.gain[k] / gain[k] - 1.0), <, 0.02);
    }
  g_free (real.data);
}

static void
test_without_skin_beside_there_is_no_light_to_match (ResultCase *c, gconstpointer data)
{
  SmpPlane    real  = case_treated (&c->before, &c->region, &c->params);
  GError     *error = NULL;
  SmpLightFit fit;

  for (gint j = 0; j < HEIGHT; j++)
    for (gint i = 0; i < WIDTH; i++)
      if (*smp_plane_at (&c->region, i, j) < 0.5f)
        smp_plane_at (&real, i, j)[1] = NAN;
  g_assert_false (smp_light_fit (&c->predicted, &real, &c->region, PX_PER_MM, &fit, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_clear_error (&error);
  g_free (real.data);
}

static void
test_what_healed_as_predicted_differs_nowhere (ResultCase *c, gconstpointer data)
{
  static const gdouble gain[] = { 0.62, 0.78, 1.05 };
  SmpPlane             real   = case_treated (&c->before, &c->region, &c->params);
  SmpLightFit          fit;
  SmpResultChange      change;
  g_autofree gchar    *words = NULL;

  cast (&real, gain);
  g_assert_true (smp_light_fit (&c->predicted, &real, &c->region, PX_PER_MM, &fit, NULL));
  smp_light_correct (&fit, &real);
  {
    g_autoptr (SmpResult) result =
      smp_result_compare (&c->predicted, &real, &c->region, PX_PER_MM, NULL);

    g_assert_cmpuint (result->places->len, >=, 4);
    g_assert_cmpfloat (result->place_delta_e, <, 0.1);
    g_assert_cmpfloat (fabs (result->whole.real.contrast / result->whole.predicted.contrast - 1.0),
                       <, 0.01);
    g_assert_cmpfloat (fabs (result->whole.real.cover - result->whole.predicted.cover), <, 0.005);
  }
  g_assert_true (smp_result_solve (&c->before, &c->predicted, &real, &c->region, &c->params, 0.0,
                                   &change, NULL));
  g_assert_cmpfloat (fabs (change.density - 1.0), <, 0.03);
  g_assert_cmpfloat (fabs (change.darkness - 1.0), <, 0.03);
  g_assert_cmpfloat (fabs (change.size - 1.0), <, 0.03);
  words = smp_result_words (&change, &c->params);
  /* One photo tells the dilution less well than how many dots there are. */
  g_assert_cmpstr (words, ==,
                   "Density: as predicted.\nDilution: these photos do not tell it for certain; it "
                   "stays at 15 parts of water.\nDot size: as predicted.");
  g_free (real.data);
}

/* By how much the solution misses the truth. */
static void
check_found (ResultCase      *c,
             const SmpParams *healed,
             gdouble          density,
             gdouble          darkness,
             gdouble          size)
{
  SmpPlane        real = case_treated (&c->before, &c->region, healed);
  SmpResultChange change;

  g_assert_true (smp_result_solve (&c->before, &c->predicted, &real, &c->region, &c->params, 0.0,
                                   &change, NULL));
  g_test_message ("density %.3f of %.3f, darkness %.3f of %.3f, size %.3f of %.3f, left %.3f",
                  change.density, density, change.darkness, darkness, change.size, size,
                  change.misfit);
  g_assert_cmpfloat (fabs (change.density / density - 1.0), <, 0.12);
  g_assert_cmpfloat (fabs (change.darkness / darkness - 1.0), <, 0.15);
  g_assert_cmpfloat (fabs (change.size / size - 1.0), <, 0.10);
  g_free (real.data);
}

static void
test_a_third_of_the_dots_lost_is_said_to_be_that (ResultCase *c, gconstpointer data)
{
  SmpParams         healed = c->params, right = c->params;
  SmpPlane          real;
  SmpResultChange   change;
  g_autofree gchar *words = NULL;

  healed.missed_dots = 1.0 / 3.0;
  check_found (c, &healed, 2.0 / 3.0, 1.0, 1.0);
  real = case_treated (&c->before, &c->region, &healed);
  g_assert_true (smp_result_solve (&c->before, &c->predicted, &real, &c->region, &c->params, 0.0,
                                   &change, NULL));
  words = smp_result_words (&change, &c->params);
  g_assert_nonnull (strstr (words, "of the dots are missing"));
  g_assert_nonnull (strstr (words, "Dilution: these photos do not tell it for certain"));
  g_assert_nonnull (strstr (words, "Dot size: as predicted."));
  smp_result_apply (&change, &right);
  g_assert_cmpfloat (right.density_per_cm2, >, 88.0);
  g_assert_cmpfloat (right.density_per_cm2, <, 112.0);
  g_free (real.data);
}

static void
test_paler_and_wider_dots_are_told_apart (ResultCase *c, gconstpointer data)
{
  SmpParams healed = c->params;

  healed.dilution = 24.0;
  check_found (c, &healed, 1.0, 16.0 / 25.0, 1.0);
  healed                 = c->params;
  healed.dot_diameter_mm = 1.25 * c->params.dot_diameter_mm;
  check_found (c, &healed, 1.0, 1.0, 1.25);
}

static void
blur (SmpPlane *photo, gdouble sigma_px)
{
  SmpField light;

  for (gsize k = 0; k < 3; k++)
    {
      smp_field_init (&light, photo->width, photo->height);
      for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
        light.data[i] = photo->data[3 * i + k];
      smp_field_blur (&light, sigma_px, &light);
      for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
        photo->data[3 * i + k] = light.data[i];
      smp_field_clear (&light);
    }
}

/* A blurred photo's dots are not taken for wide and pale ones, nor a sharper one's for the
 * contrary. */
static void
test_another_sharpness_is_no_other_dot (ResultCase *c, gconstpointer data)
{
  static const gdouble extra[] = { 1.1, -1.1 };

  for (guint k = 0; k < G_N_ELEMENTS (extra); k++)
    {
      SmpParams       healed = c->params;
      SmpPlane        real, predicted = case_treated (&c->before, &c->region, &c->params);
      gdouble         variance;
      SmpResultChange change;

      healed.missed_dots = 1.0 / 3.0;
      real               = case_treated (&c->before, &c->region, &healed);
      if (extra[k] > 0.0)
        blur (&real, extra[k]);
      else
        blur (&predicted, -extra[k]);
      g_assert_true (smp_sharpness_fit (&predicted, &real, &c->region, PX_PER_MM, &variance));
      g_test_message ("variance %.2f", variance);
      g_assert_cmpfloat (fabs (fabs (variance) - extra[k] * extra[k]), <, 0.3);
      g_assert_cmpfloat (variance * extra[k], >, 0.0);
      smp_sharpness_match (variance, &predicted, &real);
      g_assert_true (smp_result_solve (&c->before, &predicted, &real, &c->region, &c->params,
                                       variance, &change, NULL));
      g_test_message ("density %.3f, darkness %.3f, size %.3f", change.density, change.darkness,
                      change.size);
      g_assert_cmpfloat (fabs (change.density / (2.0 / 3.0) - 1.0), <, 0.15);
      g_assert_cmpfloat (fabs (change.darkness - 1.0), <, 0.15);
      g_assert_cmpfloat (fabs (change.size - 1.0), <, 0.10);
      g_free (real.data);
      g_free (predicted.data);
    }
}

static void
test_each_place_says_its_own (ResultCase *c, gconstpointer data)
{
  SmpPlane map = plane_new (0, 0, WIDTH, HEIGHT, 1), real;

  for (gint j = 0; j < HEIGHT; j++)
    for (gint i = 0; i < 300; i++)
      *smp_plane_at (&map, i, j) = *smp_plane_at (&c->region, i, j);
  real = case_treated (&c->before, &map, &c->params);
  {
    g_autoptr (SmpResult) result =
      smp_result_compare (&c->predicted, &real, &c->region, PX_PER_MM, NULL);

    for (guint i = 0; i < result->places->len; i++)
      {
        const SmpResultPlace *place   = &g_array_index (result->places, SmpResultPlace, i);
        const gdouble         lighter = place->real.mean.lab[0] - place->predicted.mean.lab[0];

        if (place->x >= 300)
          {
            g_assert_cmpfloat (lighter, >, 1.0);
            g_assert_cmpfloat (place->real.cover, <, place->predicted.cover - 0.02);
            g_assert_cmpfloat (place->delta_e, >, 1.0);
          }
        else if (place->x + place->size_px < 300)
          g_assert_cmpfloat (fabs (lighter), <, 0.05);
      }
  }
  g_free (map.data);
  g_free (real.data);
}

#define ADD(path, test) g_test_add (path, ResultCase, NULL, case_init, test, case_clear)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/result/light and white balance are found", test_light_and_white_balance_are_found);
  ADD ("/result/without skin beside there is no light to match",
       test_without_skin_beside_there_is_no_light_to_match);
  ADD ("/result/what healed as predicted differs nowhere",
       test_what_healed_as_predicted_differs_nowhere);
  ADD ("/result/a third of the dots lost is said to be that",
       test_a_third_of_the_dots_lost_is_said_to_be_that);
  ADD ("/result/paler and wider dots are told apart", test_paler_and_wider_dots_are_told_apart);
  ADD ("/result/another sharpness is no other dot", test_another_sharpness_is_no_other_dot);
  ADD ("/result/each place says its own", test_each_place_says_its_own);
  return g_test_run ();
}
