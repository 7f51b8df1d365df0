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
