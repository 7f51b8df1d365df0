/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "facts.h"
#include "smp/head.h"
#include "smp/text.h"

gchar *
smp_turned_away_sentence (gdouble turned_away)
{
  return g_strdup_printf (_ ("%.0f %% of the selection gets no dots: there the head turns more "
                             "than %d "
                             "degrees away from the camera, or ends."),
                          100.0 * turned_away, SMP_HEAD_LARGEST_TILT_DEG);
}

const gchar *
smp_no_density_sentence (void)
{
  return _ ("The density is 0, so that there are no dots: set a higher one.");
}

gchar *
smp_facts_head_words (const SmpFigures *figures, const SmpParams *params)
{
  if (!params->head)
    return g_strdup (_ ("The skin was taken as flat."));
  if (figures->turned_away >= SMP_TURNED_AWAY_SAID)
    return smp_turned_away_sentence (figures->turned_away);
  return g_strdup (_ ("Dots and areas are those of the round head."));
}

gboolean
smp_facts_measure (SmpFacts        *facts,
                   const SmpRegion *region,
                   const SmpParams *params,
                   SmpMatcher      *matcher,
                   SmpProgressFunc  progress,
                   gpointer         data)
{
  SmpParams all = *params;

  all.sessions = (gint) smp_param_find ("sessions")->maximum;
  if (!smp_region_figures_stoppable (region, &all, progress, data, &facts->all))
    return FALSE;
  facts->now = facts->all;
  if (params->sessions < all.sessions &&
      !smp_region_figures_stoppable (region, params, progress, data, &facts->now))
    return FALSE;
  facts->is_matched = matcher != NULL;
  if (matcher)
    smp_matcher_predict (matcher, params, &facts->match);
  return TRUE;
}
