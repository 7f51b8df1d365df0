/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values for a region's dots. */

#pragma once

#include "trial.h"

/* What the craft can do; densities are of dots that stand. */
#define SMP_LEAST_DOT_MM  0.12
#define SMP_MOST_DOT_MM   0.5
#define SMP_LEAST_DENSITY 40.0
#define SMP_MOST_DENSITY  250.0

/* More than this share of the skin under dots, and they merge. */
#define SMP_HELMET 0.2

gdouble smp_solution_coverage (const SmpParams *params);

/* Whether the region can be taken for a part of its surroundings. */
gboolean smp_verdict_meets_bars (const SmpVerdict *verdict);

/* Starts from params, of which the measured ones are kept or near by (bits as in SmpMatch); the
 * verdict is what to expect. */
void smp_solve (SmpTrial *trial, SmpParams *params, guint measured, SmpVerdict *verdict);
