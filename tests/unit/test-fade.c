/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "fade-maps.h"
#include "smp/error.h"

static gdouble
contrast_of (const gchar *list)
{
  SmpParams    params = fade_params (list);
  SmpFadeState state;

  smp_fade_state (&params, &state);
  return state.contrast;
}

static void
assert_near (gdouble value, gdouble expected, gdouble tolerance)
{
  g_assert_cmpfloat_with_epsilon (value, expected, tolerance);
}

static void
test_contrast (void)
{
  static const struct
  {
    const gchar *list;
    gdouble      contrast;
  } points[] = {
    { "years=0", 1.0 },
    { "years=0.115", 1.0 },
    { "years=0.5", 0.915 },
    { "years=1", 0.813 },
    { "years=2", 0.666 },
    { "years=3", 0.556 },
    { "years=5", 0.407 },
    { "years=10", 0.254 },
    { "years=0;fresh=yes", 1.471 },
    { "years=0.0383;fresh=yes", 1.210 },
    { "years=0.115;fresh=yes", 1.056 },
    { "years=3;fresh=yes", 0.556 },
    { "years=5;sun=high", 0.292 },
    { "years=0.5;scar=yes", 0.833 },
    { "years=1;scar=yes", 0.658 },
    { "years=3;scar=yes", 0.346 },
    { "years=0.5;pigment=temporary", 0.559 },
    { "years=1;pigment=temporary", 0.302 },
    { "years=2;pigment=temporary", 0.091 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    assert_near (contrast_of (points[i].list), points[i].contrast, 0.002);
}

/* What 40 people had lost of permanent make-up after 14 months: 5 to 80 %, on average 32 %; and
 * what was left of the visual density of treated scalps after six months, without scars and with.
 */
static void
test_as_far_apart_as_was_measured (void)
{
  SmpParams carbon = fade_params (""), iron = fade_params ("pigment=iron-oxide");
  SmpParams scar = fade_params ("scar=yes");

  assert_near (smp_fade_contrast (&carbon, SMP_LOSS_LOW, 14.0 / 12.0), 0.95, 0.02);
  assert_near (smp_fade_contrast (&carbon, SMP_LOSS_HIGH, 14.0 / 12.0), 0.20, 0.02);
  assert_near (smp_fade_contrast (&iron, SMP_LOSS_TYPICAL, 14.0 / 12.0), 0.68, 0.01);
  assert_near (smp_fade_contrast (&carbon, SMP_LOSS_TYPICAL, 0.5), 8.2 / 9.1, 0.02);
  assert_near (smp_fade_contrast (&scar, SMP_LOSS_TYPICAL, 0.5), 6.5 / 8.1, 0.04);
}

static void
test_radius (void)
{
  static const struct
  {
    const gchar *list;
    gdouble      radius_mm;
  } points[] = {
    { "dot-diameter=0.25;years=0", 0.125 },
    { "dot-diameter=0.25;years=5", 0.152 },
    { "dot-diameter=0.25;years=5;skin=oily", 0.175 },
    { "dot-diameter=0.25;years=5;scar=yes", 0.214 },
    { "dot-diameter=0.25;years=10", 0.175 },
    { "dot-diameter=0.25;fresh=yes", 0.1625 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      SmpParams    params = fade_params (points[i].list);
      SmpFadeState state;

      smp_fade_state (&params, &state);
      assert_near (state.radius_mm, points[i].radius_mm, 0.0006);
    }
}

static void
test_touch_up_years (void)
{
  SmpParams normal = fade_params (""), sunny = fade_params ("sun=high");
  SmpParams sheltered = fade_params ("sun=protected");

  assert_near (smp_fade_touch_up_years (&normal, SMP_LOSS_TYPICAL), 2.57, 0.01);
  assert_near (smp_fade_touch_up_years (&sunny, SMP_LOSS_TYPICAL), 1.61, 0.01);
  assert_near (smp_fade_touch_up_years (&sheltered, SMP_LOSS_TYPICAL), 3.42, 0.01);
  assert_near (smp_fade_touch_up_years (&normal, SMP_LOSS_LOW), 2.567 / 0.2, 0.01);
  assert_near (smp_fade_touch_up_years (&normal, SMP_LOSS_HIGH), 0.36, 0.01);
  assert_near (smp_fade_contrast (&normal, SMP_LOSS_HIGH,
                                  smp_fade_touch_up_years (&normal, SMP_LOSS_HIGH)),
               SMP_FADE_TOUCH_UP_LINE, 0.001);
}

/* Every factor alone moves the result one way only, at every time. */
static void
test_monotone (void)
{
  static const gchar *const slower[] = { "sun=protected", "sun=normal", "skin=normal",
                                         "skin=normal",   "loss=low",   "loss=typical",
                                         "smoker=no",     "scar=no",    "age=from-30",
                                         "depth=0.04",    "depth=0.1" };
  static const gchar *const faster[] = { "sun=normal",   "sun=high",   "skin=oily",  "skin=dry",
                                         "loss=typical", "loss=high",  "smoker=yes", "scar=yes",
                                         "age=under-30", "depth=0.02", "depth=0.05" };

  for (guint i = 0; i < G_N_ELEMENTS (slower); i++)
    for (gdouble years = 0.25; years < 15.0; years += 0.25)
      {
        SmpParams    a = fade_params (slower[i]), b = fade_params (faster[i]);
        SmpFadeState more, less;

        a.years = years;
        b.years = years;
        smp_fade_state (&a, &more);
        smp_fade_state (&b, &less);
        g_assert_cmpfloat (less.contrast, <=, more.contrast);
        g_assert_cmpfloat (less.radius_mm, >=, more.radius_mm);
        g_assert_cmpfloat (less.peak, <=, more.peak);
      }
}

static void
test_only_touch_ups_restore (void)
{
  static const gchar *const lists[] = { "",
                                        "fresh=yes",
                                        "pigment=temporary",
                                        "scar=yes;sun=high",
                                        "touch-up-1=3;touch-up-2=7.5",
                                        "touch-up-2=4" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      SmpParams    params = fade_params (lists[i]);
      SmpFadeState before, after;

      smp_fade_state (&params, &before);
      for (gint step = 1; step <= 1000; step++)
        {
          gdouble  touch_ups[] = { params.touch_up_1, params.touch_up_2 };
          gdouble  last        = params.years;
          gboolean restored    = FALSE;

          params.years = step * 0.015;
          smp_fade_state (&params, &after);
          for (gint k = 0; k < 2; k++)
            restored |= touch_ups[k] > last && touch_ups[k] <= params.years;
          g_assert_true (restored == (after.pigment > before.pigment));
          g_assert_true (restored || after.contrast <= before.contrast);
          g_assert_true (params.fresh == SMP_YES || after.radius_mm >= before.radius_mm);
          before = after;
        }
    }
}

static void
test_plan (void)
{
  SmpParams    params = fade_params ("touch-up-4=3");
  SmpFadeState state;

  g_assert_cmpuint (smp_fade_plan (&params, 10.0), ==, 3);
  assert_near (params.touch_up_1, 2.57, 0.01);
  assert_near (params.touch_up_2, 5.13, 0.01);
  assert_near (params.touch_up_3, 7.70, 0.01);
  g_assert_cmpfloat (params.touch_up_4, ==, 0.0);

  params.years = 10.0;
  smp_fade_state (&params, &state);
  assert_near (state.contrast, contrast_of ("years=2.30"), 0.01);
  assert_near (state.radius_mm, sqrt (0.15 * 0.15 + 0.015), 1e-6);
}

static void
test_refused (void)
{
  static const gchar *const values[] = { "1000", "-0.1", "nan", "inf", "soon", "" };
  const SmpParamInfo       *info     = smp_param_find ("years");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      SmpParams params = fade_params ("years=3");
      GError   *error  = NULL;

      g_assert_false (smp_params_set_text (&params, info, values[i], &error));
      g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, "years"));
      g_assert_cmpfloat (params.years, ==, 3.0);
      g_error_free (error);
    }
}

static void
test_optics (void)
{
  SmpParams params = fade_params ("years=10");
  SmpInk    young, old;

  assert_near (smp_fade_depth_mm (&params), 0.16, 1e-9);
  smp_ink_init (&old, &params);
  params.years = 0.0;
  smp_ink_init (&young, &params);
  for (gint c = 0; c < 3; c++)
    {
      g_assert_cmpfloat (old.absorption[c], ==, young.absorption[c]);
      g_assert_cmpfloat (old.haze[c], >, young.haze[c]);
    }
  g_assert_cmpfloat (old.haze[2] - young.haze[2], >, old.haze[0] - young.haze[0]);

  params = fade_params ("pigment=iron-oxide;years=10");
  smp_ink_init (&old, &params);
  assert_near (old.absorption[0], 0.5 + 0.25 * exp (-10.0 / 3.0), 1e-6);
  assert_near (old.absorption[2], 1.2 + 0.15 * exp (-10.0 / 3.0), 1e-6);
  params = fade_params ("pigment=iron-oxide;years=10;touch-up-1=10");
  smp_ink_init (&old, &params);
  assert_near (old.absorption[0], 0.75, 1e-6);
}

static void
test_a_plan_beyond_the_sliders_is_valid (void)
{
  SmpParams params;

  smp_params_init (&params);
  g_assert_true (smp_params_set_list (&params, "loss=low;sun=protected;depth=0.3;pigment=carbon",
                                      NULL));
  g_assert_cmpfloat (smp_fade_touch_up_years (&params, SMP_LOSS_LOW), >, 5.0);
  smp_fade_plan (&params, 1000.0);
  g_assert_true (smp_params_check (&params, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fade/contrast", test_contrast);
  g_test_add_func ("/fade/as-far-apart-as-was-measured", test_as_far_apart_as_was_measured);
  g_test_add_func ("/fade/radius", test_radius);
  g_test_add_func ("/fade/touch-up-years", test_touch_up_years);
  g_test_add_func ("/fade/monotone", test_monotone);
  g_test_add_func ("/fade/only-touch-ups-restore", test_only_touch_ups_restore);
  g_test_add_func ("/fade/plan", test_plan);
  g_test_add_func ("/fade/refused", test_refused);
  g_test_add_func ("/fade/optics", test_optics);
  g_test_add_func ("/fade/a-plan-beyond-the-sliders-is-valid",
                   test_a_plan_beyond_the_sliders_is_valid);
  return g_test_run ();
}
