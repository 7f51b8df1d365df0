/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The three outcomes of a plan: in their order, valid for any plan, and nothing of it moved. */

#include <math.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/typical is the plan itself", typical_is_the_plan_itself);
  g_test_add_func ("/outcome/any plan has valid outcomes in their order",
                   any_plan_has_valid_outcomes_in_their_order);
  g_test_add_func ("/outcome/of the defaults the poor outcome is seen at once and fades sooner",
                   of_the_defaults_the_poor_outcome_is_seen_at_once_and_fades_sooner);
  return g_test_run ();
}
