/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a treatment comes to, in figures. */

#pragma once

#include "region.h"
#include "smp/match.h"

/* now is what the sessions done come to, all what three do.  match is what to expect beside the
 * skin around, where is_matched. */
typedef struct
{
  SmpFigures now;
  SmpFigures all;
  gboolean   is_matched;
  SmpMatch   match;
} SmpFacts;

/* From this part of the region on it is said that it is turned away. */
#define SMP_TURNED_AWAY_SAID 0.005

/* Says that so much of the region, 0 to 1, gets no dots.  Returns: (transfer full) */
gchar *smp_turned_away_sentence (gdouble turned_away);

/* Says that no dots were asked for.  Returns: (transfer none) */
const gchar *smp_no_density_sentence (void);

/* Whether the skin was taken as flat, and what of it gets no dots, in sentences.  Returns:
 * (transfer full) */
gchar *smp_facts_head_words (const SmpFigures *figures, const SmpParams *params);

/* matcher may be NULL.  FALSE where progress stopped it.  Asks nothing of GIMP, so that any thread
 * may do it. */
gboolean smp_facts_measure (SmpFacts        *facts,
                            const SmpRegion *region,
                            const SmpParams *params,
                            SmpMatcher      *matcher,
                            SmpProgressFunc  progress,
                            gpointer         data);
