/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "i18n.h"
#include "smp/outcome.h"

/* outcome.h says where each number comes from. */
static const struct
{
  const gchar *words;
  gdouble      kept;
  gdouble      missed;
  gdouble      missed_before;
  gdouble      width;
  gint         loss_steps;
  gdouble      unevenness;
  gdouble      deeper_mm;
} outcomes[SMP_N_OUTCOMES] = {
  [SMP_OUTCOME_GOOD]    = { N_ ("good outcome"), 1.10, 0.0, 0.5, 1.0, -1, 0.6, 0.0 },
  [SMP_OUTCOME_TYPICAL] = { N_ ("typical outcome"), 1.0, 0.0, 1.0, 1.0, 0, 1.0, 0.0 },
  [SMP_OUTCOME_POOR]    = { N_ ("poor outcome"), 0.74, 0.15, 1.0, 1.3, 1, 1.6, 0.14 },
};

/* The value, as far as the parameter goes. */
static gdouble
within (const gchar *id, gdouble value)
{
  const SmpParamInfo *info = smp_param_find (id);

  return CLAMP (value, info->minimum, info->maximum);
}

void
smp_outcome_apply (SmpOutcome outcome, SmpParams *params)
{
  gdouble missed;

  g_return_if_fail (params != NULL && outcome <= SMP_OUTCOME_POOR);
  if (outcome == SMP_OUTCOME_TYPICAL)
    return;

  missed              = outcomes[outcome].missed_before * params->missed_dots;
  params->missed_dots = within ("missed-dots", missed + outcomes[outcome].missed * (1.0 - missed));
  params->retention   = within ("retention", outcomes[outcome].kept * params->retention);
  params->dot_spread  = within ("dot-spread", outcomes[outcome].width * params->dot_spread);
  params->loss = CLAMP (params->loss + outcomes[outcome].loss_steps, SMP_LOSS_LOW, SMP_LOSS_HIGH);
  params->uneven_loss = within ("uneven-loss", outcomes[outcome].unevenness * params->uneven_loss);
  params->depth_mm    = within ("depth", params->depth_mm + outcomes[outcome].deeper_mm);
}

const gchar *
smp_outcome_words (SmpOutcome outcome)
{
  g_return_val_if_fail (outcome <= SMP_OUTCOME_POOR, NULL);

  return outcomes[outcome].words;
}
