/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The best map through pairs of points. */

#pragma once

#include "smp/registration.h"

/* Least squares, each pair counting as its weight says, or all alike where weights is NULL.  FALSE
 * where the points do not determine the map: they lie on one spot, or in one line. */
gboolean smp_pairs_fit (const SmpPointPair *pairs,
                        const gdouble      *weights,
                        guint               n_pairs,
                        SmpRegistrationKind kind,
                        SmpAffine          *map);

/* How far a pair misses the map, in pixels of the first photo. */
gdouble smp_pair_miss (const SmpPointPair *pair, const SmpAffine *map);

/* The plainest of the kinds up to the richest that the pairs justify, or that kind where it is not
 * AUTOMATIC: sets the registration's kind, map and bend.  FALSE where the points do not determine
 * it. */
gboolean smp_pairs_choose (const SmpPointPair *pairs,
                           guint               n_pairs,
                           SmpRegistrationKind kind,
                           SmpRegistration    *registration);

/* Sets how far pairs miss the registration, and how far it bends them.  What bends comes as near to
 * its own pairs as one likes, so that there by how much the others miss each, as smp_pairs_choose()
 * set it, stays. */
void
smp_registration_judge (SmpRegistration *registration, const SmpPointPair *pairs, guint n_pairs);
