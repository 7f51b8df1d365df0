/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The moments of a treatment that pictures show: before, after each session, and after years. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/outcome.h"

/* What kind of moment it is: before any treatment, after a session, after years, or the layer's
 * own. */
typedef enum
{
  SMP_MOMENT_BEFORE,
  SMP_MOMENT_SESSION,
  SMP_MOMENT_YEARS,
  SMP_MOMENT_OWN
} SmpMomentKind;

/* sessions counts for SMP_MOMENT_SESSION, years for SMP_MOMENT_YEARS; SMP_MOMENT_OWN is the one
 * that a layer's own values say, and has no label. */
typedef struct
{
  SmpMomentKind kind;
  gint          sessions;
  gdouble       years;
} SmpMoment;

/* Reads a list such as "before, session 1, 8 weeks, 18 months, 2 years, 3": numbers alone are years
 * since the last session, SMP_HEALED_WORDS are SMP_HEALED_YEARS; what labels say in the person's
 * language is understood besides.  SMP_ERROR_VALUE names what cannot
 * be read.  Returns: (transfer full): SmpMoment. */
GArray *smp_moments_parse (const gchar *list, GError **error);

/* What such a list may hold, in words, for a help text.  Returns: (transfer full) */
gchar *smp_moments_words (void);

/* A time as one says it: "8 weeks", "8 months", "2 years".  Returns: (transfer full) */
gchar *smp_years_words (gdouble years);

/* What a client reads: "Before", "Session 1", "Year 3", and of SMP_HEALED_YEARS that it is healed.
 * Returns: (transfer full) */
gchar *smp_moment_label (const SmpMoment *moment);

/* The same, and the outcome, where it is not the typical one: "Year 3, poor outcome".
 * Returns: (transfer full) */
gchar *smp_moment_outcome_label (const SmpMoment *moment, SmpOutcome outcome);

/* Changes the values to those of the moment; "before" has none. */
void smp_moment_apply (const SmpMoment *moment, SmpParams *params);
