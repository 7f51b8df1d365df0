/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far what is proposed on a photo can be trusted there: tried on hair that can be seen. */

#pragma once

#include "measure.h"
#include "params.h"

G_BEGIN_DECLS

/**
 * SMP_COUNTED_ALIKE:
 *
 * Where fewer dots than this share are found as the hair is, they are too unlike it for their
 * number to say anything: soft dots stand out as far as they happen to.
 */
#define SMP_COUNTED_ALIKE 0.6

/**
 * SmpSelfCheck:
 * @n_patches: how many patches of hair were tried
 * @hairs: hairs that were found in them
 * @density_ratio: marks that are found in them when they are filled with dots, by the same finder,
 *   over those hairs; 1 is as many
 * @delta_e: CIEDE2000 of each filled patch from the hair that stood there, on average
 * @contrast_ratio: their contrast over that of the hair, see @SmpLook
 *
 * What comes of dots where hair was.
 */
typedef struct
{
  guint   n_patches;
  gdouble hairs;
  gdouble density_ratio;
  gdouble delta_e;
  gdouble contrast_ratio;
} SmpSelfCheck;

/**
 * smp_self_check:
 * @photo: the photo in linear light, as for smp_surroundings_measure()
 * @region: what is to be treated, 0 to 1
 * @surroundings: what was measured around it
 * @params: the values that the solution for @region starts from
 * @stop: (nullable): what another thread sets to 1, by g_atomic_int_set(), to have it given up
 * @check: (out): what came of it
 *
 * Up to four patches of 5 mm of the hair around a region are cleared: the skin between the hair
 * beside them is filled in.  Then they are measured around, solved for and filled with dots as the
 * region is, without the hair that stood in them, and compared with that hair.  The region itself
 * counts for nothing.
 *
 * Takes about as long as measuring twice and solving once.  Asks nothing but its arguments, so that
 * any thread may do it.
 *
 * Fails with SMP_ERROR_IMAGE where the hair around could not be counted, or has no room for a
 * patch; with SMP_ERROR_CANCELLED, some tenths of a second later, where it was stopped.
 *
 * Returns: whether it could be tried
 */
gboolean smp_self_check (const SmpPlane        *photo,
                         const SmpPlane        *region,
                         const SmpSurroundings *surroundings,
                         const SmpParams       *params,
                         const gint            *stop,
                         SmpSelfCheck          *check,
                         GError               **error);

/**
 * smp_self_check_sentence:
 *
 * Returns: (transfer full): what came of it, in the person's words and language: as many dots as
 *   hairs are those that differ by a twentieth, tones alike those that differ by less than 1,
 * slightly other ones those below what is acceptable on dark skin (see
 * smp_match_acceptable_delta_e()), and dots that stand out alike those within
 * %SMP_MATCH_MOST_CONTRAST.
 */
gchar *smp_self_check_sentence (const SmpSelfCheck *check);

/**
 * smp_self_check_figures:
 *
 * Returns: (transfer full): the figures behind that sentence, in the person's language.
 */
gchar *smp_self_check_figures (const SmpSelfCheck *check);

G_END_DECLS
