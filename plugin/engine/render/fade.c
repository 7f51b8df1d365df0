/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of fading.  fade.h says where each comes from. */

#include "base/choices.h"
#include "base/exact-math.h"
#include "base/same-math.h"
#include "fade.h"

#define N_CHANNELS 3

#define HEALING_YEARS       0.038
#define SLOW_HEALING_YEARS  0.30
#define SLOW_HEALING_SHARE  0.20
#define KEPT_IN_HEALING     0.68
#define KEPT_IN_SCARS       0.50
#define SPREAD_MM2_PER_YEAR 0.0015
#define SINKING_MM_PER_YEAR 0.012
#define COLOUR_CHANGE_YEARS 3.0

#define FRESH_WIDENING       0.3
#define REDNESS              0.07
#define REDNESS_YEARS        (3.0 / 365.25)
#define LONGEST_SEARCH_YEARS 100.0

/* e to the power -x. */
static gdouble
decay (gdouble x)
{
  return (gdouble) smp_exp ((gfloat) -x);
}

/* A line through points at rising depths, level beyond the last. */
static gdouble
factor_at_depth (gdouble depth_mm, const gdouble depths[4], const gdouble factors[4])
{
  for (gint i = 1; i < 4; i++)
    if (depth_mm < depths[i])
      return factors[i - 1] + (factors[i] - factors[i - 1]) * (depth_mm - depths[i - 1]) /
                                (depths[i] - depths[i - 1]);

  return factors[3];
}

static const gdouble depths_mm[4] = { 0.0, 0.04, 0.10, 0.30 };

static gdouble
loss_per_year (const SmpParams *params, SmpLoss loss)
{
  static const gdouble by_depth[4] = { 1.6, 1.0, 1.0, 0.7 };

  return smp_pigment_choices[params->pigment].figures[PIGMENT_LOSS_PER_YEAR] *
         smp_loss_choices[loss].times * smp_sun_choices[params->sun].times *
         smp_skin_choices[params->skin].times * smp_age_choices[params->age].times *
         (params->smoker == SMP_YES ? 1.1 : 1.0) * (params->scar == SMP_YES ? 2.1 : 1.0) *
         factor_at_depth (params->depth_mm, depths_mm, by_depth);
}

gdouble
smp_fade_spread_mm2 (const SmpParams *params)
{
  static const gdouble by_depth[4] = { 1.0, 1.0, 1.0, 3.0 };

  return SPREAD_MM2_PER_YEAR * params->years * (params->skin == SMP_SKIN_OILY ? 2.0 : 1.0) *
         (params->scar == SMP_YES ? 4.0 : 1.0) *
         factor_at_depth (params->depth_mm, depths_mm, by_depth);
}

/* Years since pigment was last put in. */
static gdouble
years_since_treatment (const SmpParams *params, gdouble years)
{
  const gdouble touch_ups[SMP_FADE_N_TOUCH_UPS] = { params->touch_up_1, params->touch_up_2,
                                                    params->touch_up_3, params->touch_up_4 };
  gdouble       last                            = 0.0;

  for (gint i = 0; i < SMP_FADE_N_TOUCH_UPS; i++)
    if (touch_ups[i] <= years)
      last = MAX (last, touch_ups[i]);

  return years - last;
}

static gdouble
long_term (const SmpParams *params, SmpLoss loss, gdouble t)
{
  gdouble never_lost = smp_pigment_choices[params->pigment].figures[PIGMENT_NEVER_LOST] *
                       smp_loss_choices[loss].figures[LOSS_NEVER_LOST];

  return never_lost + (1.0 - never_lost) * decay (loss_per_year (params, loss) * t);
}

static gdouble
kept_in_healing (const SmpParams *params)
{
  return params->scar == SMP_YES ? KEPT_IN_SCARS : KEPT_IN_HEALING;
}

/* The share of what healing takes away that is still there: most goes in weeks, some in months. */
static gdouble
unhealed (gdouble t)
{
  return (1.0 - SLOW_HEALING_SHARE) * decay (t / HEALING_YEARS) +
         SLOW_HEALING_SHARE * decay (t / SLOW_HEALING_YEARS);
}

/* The pigment over the healed result's, t years after treatment. */
static gdouble
contrast_after (const SmpParams *params, SmpLoss loss, gdouble t)
{
  gdouble kept   = kept_in_healing (params);
  gdouble excess = (1.0 / kept - 1.0) * unhealed (t);

  return (1.0 + excess) * long_term (params, loss, t);
}

/* What a person sees of it: what heals away is shown in the fresh look alone. */
static gdouble
shown_contrast (const SmpParams *params, gdouble contrast)
{
  return params->fresh == SMP_YES ? contrast : MIN (contrast, 1.0);
}

gdouble
smp_fade_fresh_widening (const SmpParams *params)
{
  if (params->fresh == SMP_NO)
    return 1.0;

  return 1.0 +
         FRESH_WIDENING * decay (years_since_treatment (params, params->years) / HEALING_YEARS);
}

void
smp_fade_state (const SmpParams *params, SmpFadeState *state)
{
  gdouble t, kept, r2, spread, contrast;

  g_return_if_fail (params != NULL && state != NULL);

  t      = years_since_treatment (params, params->years);
  kept   = kept_in_healing (params);
  r2     = 0.25 * smp_params_healed_diameter_mm (params) * smp_params_healed_diameter_mm (params);
  spread = smp_fade_spread_mm2 (params);

  contrast         = contrast_after (params, (SmpLoss) params->loss, t);
  state->long_term = MIN (contrast, 1.0);
  state->pigment   = kept * contrast;
  state->contrast  = shown_contrast (params, contrast);
  state->radius_mm = sqrt (r2 + spread) * smp_fade_fresh_widening (params);
  state->peak      = state->contrast * r2 / (r2 + spread);
}

gdouble
smp_fade_contrast (const SmpParams *params, SmpLoss loss, gdouble years)
{
  g_return_val_if_fail (params != NULL, 0.0);

  return shown_contrast (params,
                         contrast_after (params, loss, years_since_treatment (params, years)));
}

gdouble
smp_fade_touch_up_years (const SmpParams *params, SmpLoss loss)
{
  gdouble before = 0.0, after = LONGEST_SEARCH_YEARS;

  g_return_val_if_fail (params != NULL, 0.0);

  if (contrast_after (params, loss, after) > SMP_FADE_TOUCH_UP_LINE)
    return G_MAXDOUBLE;

  while (after - before > 0.0005)
    {
      gdouble middle = 0.5 * (before + after);

      if (contrast_after (params, loss, middle) > SMP_FADE_TOUCH_UP_LINE)
        before = middle;
      else
        after = middle;
    }
  return after;
}

guint
smp_fade_plan (SmpParams *params, gdouble horizon_years)
{
  gdouble *touch_ups[SMP_FADE_N_TOUCH_UPS];
  gdouble  interval, last_years;
  guint    n = 0;

  g_return_val_if_fail (params != NULL, 0);

  last_years   = MIN (horizon_years, smp_param_find ("touch-up-1")->maximum);
  touch_ups[0] = &params->touch_up_1;
  touch_ups[1] = &params->touch_up_2;
  touch_ups[2] = &params->touch_up_3;
  touch_ups[3] = &params->touch_up_4;
  interval     = smp_fade_touch_up_years (params, (SmpLoss) params->loss);

  for (guint i = 0; i < SMP_FADE_N_TOUCH_UPS; i++)
    {
      *touch_ups[i] = interval * (i + 1) < last_years ? interval * (i + 1) : 0.0;
      n += *touch_ups[i] > 0.0;
    }
  return n;
}

gdouble
smp_fade_depth_mm (const SmpParams *params)
{
  g_return_val_if_fail (params != NULL, 0.0);

  return params->depth_mm + SINKING_MM_PER_YEAR * params->years;
}

void
smp_fade_absorption (const SmpParams *params, gfloat absorption[3])
{
  static const gdouble end[N_CHANNELS] = { 0.5, 1.0, 1.2 };
  gdouble              t, start_share;

  g_return_if_fail (params != NULL && absorption != NULL);

  t = years_since_treatment (params, params->years);
  if (params->pigment != SMP_PIGMENT_IRON_OXIDE || t <= 0.0)
    return;

  start_share = decay (t / COLOUR_CHANGE_YEARS);
  for (gint c = 0; c < N_CHANNELS; c++)
    absorption[c] = (gfloat) (end[c] + ((gdouble) absorption[c] - end[c]) * start_share);
}

gdouble
smp_fade_redness (const SmpParams *params)
{
  g_return_val_if_fail (params != NULL, 0.0);

  if (params->fresh == SMP_NO)
    return 0.0;

  return REDNESS * decay (years_since_treatment (params, params->years) / REDNESS_YEARS);
}
