/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "facts.h"

void
smp_facts_measure (SmpFacts        *facts,
                   const SmpRegion *region,
                   const SmpParams *params,
                   SmpMatcher      *matcher)
{
  SmpParams all = *params;

  all.sessions = (gint) smp_param_find ("sessions")->maximum;
  facts->all   = smp_region_figures (region, &all);
  facts->now   = params->sessions < all.sessions ? smp_region_figures (region, params) : facts->all;
  facts->is_matched = matcher != NULL;
  if (matcher)
    smp_matcher_predict (matcher, params, &facts->match);
}
