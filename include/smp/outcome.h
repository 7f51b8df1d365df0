/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the same plan turns out: well, as it usually does, or badly.
 *
 * Patients who were shown perfect simulations were five times as often dissatisfied with what they
 * had been told as those who were shown average results (Cruz 2015).  So the plan's own values are
 * the typical outcome, and the two others stand beside it.  What differs:
 *
 * |                                  | good | typical | poor | known from
 * |----------------------------------|------|---------|------|--------------------------------------
 * | pigment kept in healing, times   | 1.10 | 1       | 0.74 | choice: a poor result in skin keeps
 * |                                  |      |         |      | what scars usually do
 * | dots that did not take, share of | 0    | 0       | 0.15 | choice, after scars; that dots fail
 * | those that would have            |      |         |      | to stick is practitioners' statement
 * | those that would not, times      | 0.5  | 1       | 1    | choice
 * | dots' width, times               | 1    | 1       | 1.3  | choice, after scars
 * | rate of loss, steps              | -1   | 0       | +1   | measured: of 40 people's permanent
 * |                                  |      |         |      | make-up (see fade.h)
 * | unevenness of loss, times        | 0.6  | 1       | 1.6  | choice
 * | depth, mm more                   | 0    | 0       | 0.14 | practitioners' statement: too deep
 * |                                  |      |         |      | heals pale and blue; the number is a
 * |                                  |      |         |      | choice (see skin.h)
 *
 * No study of scalp pigment gives shares of good and poor results. */

#pragma once

#include "params.h"

G_BEGIN_DECLS

/**
 * SmpOutcome:
 *
 * The outcomes, from the best to the worst, in the order of the table.
 */
typedef enum
{
  SMP_OUTCOME_GOOD,
  SMP_OUTCOME_TYPICAL,
  SMP_OUTCOME_POOR
} SmpOutcome;

/**
 * SMP_N_OUTCOMES:
 *
 * How many outcomes there are.
 */
#define SMP_N_OUTCOMES 3

/**
 * smp_outcome_apply:
 * @params: (inout): valid parameters of a plan; those of its outcome after, valid too
 *
 * A typical outcome changes nothing.  No dot moves; a poor outcome leaves some out.
 */
void smp_outcome_apply (SmpOutcome outcome, SmpParams *params);

/**
 * smp_outcome_words:
 *
 * Returns: (transfer none): what it is called, such as "poor outcome", untranslated, marked with
 * N_()
 */
const gchar *smp_outcome_words (SmpOutcome outcome);

G_END_DECLS
