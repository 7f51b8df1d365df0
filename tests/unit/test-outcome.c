/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The three outcomes of a plan: in their order, valid for any plan, and nothing of it moved. */

#include <math.h>

#include "smp/craft.h"
#include "smp/fade.h"
#include "smp/outcome.h"

#define N_PLANS 2000

static SmpParams
random_plan (GRand *random)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);
  SmpParams           params;

  smp_params_init (&params);
  for (guint i = 0; i < n_infos; i++)
    if (infos[i].type == SMP_TYPE_DOUBLE)
      smp_params_set (&params, &infos[i],
                      g_rand_double_range (random, infos[i].minimum, infos[i].maximum), NULL);
    else if (!smp_param_is_text (&infos[i]))
      smp_params_set (&params, &infos[i],
                      floor (g_rand_double_range (random, infos[i].minimum, infos[i].maximum)),
                      NULL);
  return params;
}

static SmpParams
outcome_of (const SmpParams *plan, SmpOutcome outcome)
{
  SmpParams params = *plan;

  smp_outcome_apply (outcome, &params);
  return params;
}

static void
check_equal (const SmpParams *one, const SmpParams *other)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (!smp_param_is_text (&infos[i]))
      g_assert_cmpfloat (smp_params_get (one, &infos[i]), ==, smp_params_get (other, &infos[i]));
}

static void
typical_is_the_plan_itself (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (gint i = 0; i < N_PLANS; i++)
    {
      const SmpParams plan    = random_plan (random),
                      typical = outcome_of (&plan, SMP_OUTCOME_TYPICAL);

      check_equal (&plan, &typical);
    }
}

static void
any_plan_has_valid_outcomes_in_their_order (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (gint i = 0; i < N_PLANS; i++)
    {
      const SmpParams plan = random_plan (random);
      const SmpParams good = outcome_of (&plan, SMP_OUTCOME_GOOD);
      const SmpParams poor = outcome_of (&plan, SMP_OUTCOME_POOR);

      g_assert_true (smp_params_check (&good, NULL));
      g_assert_true (smp_params_check (&poor, NULL));
      g_assert_cmpfloat (good.missed_dots, <=, plan.missed_dots);
      g_assert_cmpfloat (poor.missed_dots, >=, plan.missed_dots);
      g_assert_cmpfloat (good.retention, >=, plan.retention);
      g_assert_cmpfloat (poor.retention, <=, plan.retention);
      g_assert_cmpfloat (good.dot_spread, <=, plan.dot_spread);
      g_assert_cmpfloat (poor.dot_spread, >=, plan.dot_spread);
      g_assert_cmpfloat (good.depth_mm, <=, plan.depth_mm);
      g_assert_cmpfloat (poor.depth_mm, >=, plan.depth_mm);
      g_assert_cmpint (good.loss, <=, plan.loss);
      g_assert_cmpint (poor.loss, >=, plan.loss);
      /* What was planned stays. */
      g_assert_cmpfloat (good.density_per_cm2, ==, plan.density_per_cm2);
      g_assert_cmpfloat (poor.dot_diameter_mm, ==, plan.dot_diameter_mm);
      g_assert_cmpint ((gint) poor.seed, ==, (gint) plan.seed);
      g_assert_cmpint (poor.sessions, ==, plan.sessions);
    }
}

static void
of_the_defaults_the_poor_outcome_is_seen_at_once_and_fades_sooner (void)
{
  SmpParams plan, good, poor;

  smp_params_init (&plan);
  good = outcome_of (&plan, SMP_OUTCOME_GOOD);
  poor = outcome_of (&plan, SMP_OUTCOME_POOR);
  g_assert_cmpfloat (poor.missed_dots, >=, 0.1);
  g_assert_cmpfloat (poor.depth_mm, >=, 0.15);
  g_assert_cmpfloat (smp_fade_touch_up_years (&poor, poor.loss), <,
                     0.8 * smp_fade_touch_up_years (&plan, plan.loss));
  g_assert_cmpfloat (smp_fade_touch_up_years (&good, good.loss), >,
                     1.2 * smp_fade_touch_up_years (&plan, plan.loss));
}

/* When 40 people's permanent make-up was looked at again (Kat 2006), and what they had lost. */
#define LOOKED_AT_YEARS (14.0 / 12.0)
#define LEAST_LOST      0.05
#define MEAN_LOST       0.32
#define MOST_LOST       0.80

/* What is left of the plan's healed pigment after 14 months. */
static gdouble
left_of (const SmpParams *plan, SmpOutcome outcome)
{
  SmpParams params = outcome_of (plan, outcome);

  return smp_fade_contrast (&params, params.loss, LOOKED_AT_YEARS);
}

/* The promise: what is shown of a plan is as wide apart as what was measured of people.  Both ends
 * of the band beside a curve, and the outcomes in pictures. */
static void
what_was_measured_of_people_lies_within_what_is_shown (void)
{
  for (gint pigment = SMP_PIGMENT_CARBON; pigment <= SMP_PIGMENT_IRON_OXIDE; pigment++)
    {
      SmpParams plan, poor;
      gdouble   left[SMP_N_OUTCOMES], high, low;

      smp_params_init (&plan);
      plan.pigment = pigment;
      for (gint i = 0; i < SMP_N_OUTCOMES; i++)
        left[i] = left_of (&plan, (SmpOutcome) i);
      high = smp_fade_contrast (&plan, SMP_LOSS_LOW, LOOKED_AT_YEARS);
      low  = smp_fade_contrast (&plan, SMP_LOSS_HIGH, LOOKED_AT_YEARS);
      poor = outcome_of (&plan, SMP_OUTCOME_POOR);
      g_test_message ("pigment %d: good %.2f typical %.2f poor %.2f, band %.2f to %.2f", pigment,
                      left[SMP_OUTCOME_GOOD], left[SMP_OUTCOME_TYPICAL], left[SMP_OUTCOME_POOR],
                      low, high);
      g_assert_cmpfloat (high, >=, 1.0 - LEAST_LOST - 0.03);
      g_assert_cmpfloat (low, <=, 1.0 - MOST_LOST);
      g_assert_cmpfloat (left[SMP_OUTCOME_GOOD], >=, 1.0 - LEAST_LOST - 0.03);
      /* Of a poor outcome pigment is deeper, where it is lost less, and less of it took. */
      g_assert_cmpfloat (left[SMP_OUTCOME_POOR] * poor.retention / plan.retention *
                           (1.0 - poor.missed_dots) / (1.0 - plan.missed_dots),
                         <=, 1.0 - MOST_LOST);
      /* The mean is of pigments for make-up, which are iron oxides. */
      if (pigment == SMP_PIGMENT_IRON_OXIDE)
        g_assert_cmpfloat_with_epsilon (left[SMP_OUTCOME_TYPICAL], 1.0 - MEAN_LOST, 0.02);
    }
}

/* Whoever the client is, the mean of those people lies within the band. */
static void
any_clients_band_holds_what_was_lost_on_average (void)
{
  for (gint k = 0; k < 3 * 3 * 2 * 2; k++)
    {
      SmpParams plan;

      smp_params_init (&plan);
      plan.sun    = k % 3;
      plan.skin   = k / 3 % 3;
      plan.age    = k / 9 % 2;
      plan.smoker = k / 18;
      g_assert_true (smp_params_check (&plan, NULL));
      g_assert_cmpfloat (smp_fade_contrast (&plan, SMP_LOSS_LOW, LOOKED_AT_YEARS), >, 1.0 - 0.12);
      g_assert_cmpfloat (smp_fade_contrast (&plan, SMP_LOSS_HIGH, LOOKED_AT_YEARS), <, 1.0 - 0.65);
    }
}

/* Tattoos still change from month 6 to 12: what is shown at six weeks is not the end of healing. */
static void
healing_goes_on_after_six_weeks (void)
{
  SmpParams    plan, kept;
  SmpFadeState six_weeks, half, year;

  smp_params_init (&plan);
  plan.fresh = SMP_YES;
  kept       = plan;
  /* Loss aside, which goes on as well. */
  kept.loss  = SMP_LOSS_LOW;
  kept.years = SMP_HEALED_YEARS;
  smp_fade_state (&kept, &six_weeks);
  kept.years = 0.5;
  smp_fade_state (&kept, &half);
  kept.years = 1.0;
  smp_fade_state (&kept, &year);
  g_assert_cmpfloat (six_weeks.contrast, >, 1.03);
  g_assert_cmpfloat (six_weeks.contrast, >, half.contrast + 0.04);
  g_assert_cmpfloat (half.contrast, >, year.contrast + 0.02);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/typical is the plan itself", typical_is_the_plan_itself);
  g_test_add_func ("/outcome/any plan has valid outcomes in their order",
                   any_plan_has_valid_outcomes_in_their_order);
  g_test_add_func ("/outcome/of the defaults the poor outcome is seen at once and fades sooner",
                   of_the_defaults_the_poor_outcome_is_seen_at_once_and_fades_sooner);
  g_test_add_func ("/outcome/what was measured of people lies within what is shown",
                   what_was_measured_of_people_lies_within_what_is_shown);
  g_test_add_func ("/outcome/any client's band holds what was lost on average",
                   any_clients_band_holds_what_was_lost_on_average);
  g_test_add_func ("/outcome/healing goes on after six weeks", healing_goes_on_after_six_weeks);
  return g_test_run ();
}
