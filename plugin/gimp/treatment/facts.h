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

/* matcher may be NULL.  Asks nothing of GIMP, so that any thread may do it. */
void smp_facts_measure (SmpFacts        *facts,
                        const SmpRegion *region,
                        const SmpParams *params,
                        SmpMatcher      *matcher);
