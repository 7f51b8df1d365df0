/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the work costs, from its figures and the practitioner's own rates. */

#pragma once

#include "compare.h"

/* Whether the rate is known that the price asks for; else SMP_ERROR_VALUE. */
gboolean smp_price_check (const SmpCompareOptions *options, GError **error);

/* The price of all that is treated with how it comes about, of the figures as the plan writes them;
 * NULL where none is asked for.  Returns: (transfer full) (nullable) */
gchar *smp_price_sentence (GPtrArray *treatments, const SmpCompareOptions *options);
