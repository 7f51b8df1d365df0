/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands behind the words: figures for those who work with such. */

#include "base/i18n.h"
#include "smp/match.h"
#include "smp/self-check.h"

gchar *
smp_verdict_figures (const SmpVerdict *before, const SmpVerdict *after)
{
  return g_strdup_printf (
    _ ("Difference of colour from the skin near by (CIEDE2000), in discs of 3 mm: %.1f with dots "
       "on average, %.1f as it is; %.1f in the worst tenth. %.0f %% of the skin differs by more "
       "than the %.1f that is acceptable on such skin.\n"
       "The palest such disc is %.1f L* lighter than the skin near by, the darkest %.1f darker; "
       "the "
       "palest and the darkest around are so by %.1f and %.1f.\n"
       "Contrast over that of the hair around: %.2f.\n"
       "Texture: %.2f from that around, which differs by %.2f from place to place."),
    after->place_delta_e, before->place_delta_e, after->worst_delta_e, 100.0 * after->share_beyond,
    after->acceptable_delta_e, MAX (after->lightest, 0.0), MAX (-after->darkest, 0.0),
    MAX (after->ring_lightest, 0.0), MAX (-after->ring_darkest, 0.0), after->contrast_ratio,
    after->band_distance, after->patch_band_distance);
}

gchar *
smp_self_check_figures (const SmpSelfCheck *check)
{
  /* Translators: the second number is a percentage. */
  return g_strdup_printf (_ ("Tried on hair (patches: %u): %.0f %% as many dots as hairs, "
                             "CIEDE2000 %.1f, contrast over the hair's %.2f."),
                          check->n_patches, 100.0 * check->density_ratio, check->delta_e,
                          check->contrast_ratio);
}
