/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the photo shows in and around a region: read once, then values are matched to it, and
 * judged. */

#pragma once

#include "smp/match.h"
#include "smp/self-check.h"
#include "treatment.h"

/* around is what the ring is measured around, where that is not the region.  surroundings and
 * matcher are NULL until it is measured.  checked is what the self-check said, in one sentence;
 * NULL until then; check holds its figures, without patches where it could not be tried.  why_none
 * is why the last solution was no dots, NULL where it was some. */
struct _SmpNeighbourhood
{
  SmpPlane         photo;
  SmpPlane         region;
  SmpPlane         around;
  gdouble          ring_mm;
  SmpSurroundings *surroundings;
  SmpMatcher      *matcher;
  const gchar     *why_none;
  gchar           *checked;
  SmpSelfCheck     check;

  SmpParams  made_of;
  SmpRegion *made;
};

/* Frees it; NULL is none. */
void smp_neighbourhood_free (SmpNeighbourhood *neighbourhood);

/* Reads the photo in and around the treatment's region, or the selection where that is still to be
 * made; anew only where the ring's width has changed.  SMP_ERROR_IMAGE, in one sentence, where it
 * cannot be measured. */
gboolean smp_neighbourhood_read (SmpTreatment *treatment, GError **error);

/* The same around something larger than what is to be matched, such as a hairline's region and the
 * face in front of it; no more of the photo is looked at.  Fails in the same way, with
 * SMP_ERROR_IMAGE. */
gboolean
smp_neighbourhood_read_around (SmpTreatment *treatment, const SmpPlane *around, GError **error);

/* Measures the hair and skin, in a ring of the values' width; once.  SMP_ERROR_IMAGE where there is
 * too little of either.  This and the next ask nothing of GIMP, so that any thread may do it. */
gboolean smp_neighbourhood_measure (SmpNeighbourhood *n, const SmpParams *params, GError **error);

/* Measures, and solves for values that make the region look like its surroundings; the other values
 * stay.  Fails as smp_neighbourhood_measure() does, with its error. */
gboolean smp_neighbourhood_solve (SmpNeighbourhood *n, SmpParams *params, GError **error);

/* Tries measuring and matching on hair around, from these values, and says what came of it, or why
 * it could not be tried, in one sentence that the caller owns.  Takes seconds, reads the
 * neighbourhood, which must have been measured, and asks nothing of GIMP, so that any thread may do
 * it; NULL where another set stop, which may be NULL, meanwhile. */
gchar *smp_neighbourhood_check (const SmpNeighbourhood *n,
                                const SmpParams        *params,
                                const gint             *stop,
                                SmpSelfCheck           *check);

/* Keeps what the self-check said with a layer, in the XCF too, and reads it again: NULL where there
 * is nothing; the caller owns it. */
void   smp_neighbourhood_keep_check (const SmpNeighbourhood *n, GimpLayer *layer);
gchar *smp_layer_checked (GimpLayer *layer);

/* Takes from a density map of a full density what hair stands there, where hairs could be counted.
 */
void smp_neighbourhood_leave_hair_out (const SmpNeighbourhood *neighbourhood,
                                       gdouble                 density_per_cm2,
                                       SmpPlane               *map);

/* The make_region of a treatment whose neighbourhood was measured: the density that is missing to
 * the values' own.  Fails with SMP_ERROR_IMAGE where none is missing.  Returns: (transfer full)
 * (nullable) */
SmpRegion *smp_neighbourhood_make_region (SmpTreatment *treatment, GError **error);

/* How alike the region and its surroundings are in the photo. */
SmpVerdict smp_neighbourhood_judge_photo (const SmpNeighbourhood *neighbourhood);

/* How alike a finished layer makes the region and its surroundings. */
SmpVerdict smp_neighbourhood_judge (const SmpNeighbourhood *neighbourhood, GimpLayer *layer);

/* A map to be drawn, of the region's rectangle and what of the photo lies beside it.  Its data is
 * the caller's, and holds nothing yet. */
SmpPlane smp_neighbourhood_new_map (const SmpNeighbourhood *neighbourhood);

/* Where a finished layer is found: see smp_match_map().  Returns: such a map, whose data is the
 * caller's. */
SmpPlane smp_neighbourhood_map (const SmpNeighbourhood *neighbourhood, GimpLayer *layer);

/* What could not be measured and why, each a sentence, or "".  Returns: (transfer full) */
gchar *smp_neighbourhood_not_measured (const SmpNeighbourhood *neighbourhood);
