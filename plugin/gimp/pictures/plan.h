/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The plan: what each treated region comes to, in figures. */

#pragma once

#include "layouts.h"

/* How many cells a row of the plan has. */
#define SMP_PLAN_COLUMNS 8

/* The headings and the rows, each SMP_PLAN_COLUMNS strings and NULL; the last row is the sum where
 * there are several regions, and the one before it of those that are too many for rows of their
 * own.  Returns: (transfer full): of GStrv */
GPtrArray *smp_plan_rows (GPtrArray *treatments);

/* Each column's share of the width. */
extern const gdouble smp_plan_shares[SMP_PLAN_COLUMNS];

/* All regions together, of all sessions, what two photos show once; coverage is 0. */
SmpFigures smp_plan_sum (GPtrArray *treatments);

/* How long placing so many dots takes, as practitioners state. */
void smp_plan_hours (guint n_dots, gdouble *least, gdouble *most);

/* Why area times density is not the number of dots, in a sentence; NULL where it is.  Returns:
 * (transfer full) (nullable) */
gchar *smp_plan_why (GPtrArray *treatments);

/* Which presets the regions have, and which client profile, in one sentence.  Returns: (transfer
 * full) */
gchar *smp_plan_presets (GPtrArray *treatments);
