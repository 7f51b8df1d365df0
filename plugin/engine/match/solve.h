/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values for a region's dots. */

#pragma once

#include "smp/craft.h"
#include "trial.h"

/* What a needle does well; dots' diameters are of healed ones, densities of dots that stand.  Real
 * healed dots are 0.2 to 0.35 mm; longer ones than these are strokes, which a needle cannot draw.
 */
#define SMP_LEAST_DOT_MM    0.16
#define SMP_MOST_DOT_MM     0.36
#define SMP_LEAST_DENSITY   40.0
#define SMP_MOST_DENSITY    300.0
#define SMP_MOST_AT_A_PLACE 340.0
#define SMP_LEAST_DILUTION  8.0
#define SMP_MOST_DILUTION   30.0
#define SMP_MOST_ELONGATION 2.0

/* No place has more than this share of its skin under dots; all of them SMP_HELMET. */
#define SMP_MOST_COVER_AT_A_PLACE 0.30

/* The share of the skin that dots of these values cover where all of them are asked for, less those
 * that did not take. */
gdouble smp_solution_coverage (const SmpParams *params);

/* Whether more, larger or darker dots than these would merge or stand out. */
gboolean smp_solution_is_at_limits (const SmpParams *params, gdouble coverage);

/* Starts from params, of which the measured ones are kept or near by (bits as in SmpMatch); the
 * verdict is what to expect. */
void smp_solve (SmpTrial *trial, SmpParams *params, guint measured, SmpVerdict *verdict);
