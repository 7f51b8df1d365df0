/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The light of the skin between the hairs. */

#pragma once

#include "ring.h"

/* The mean light of the ring, and of the skin between its hairs without their shadows.  FALSE where
 * the hairs' own places are not known (resolved is FALSE) or too little skin is left: the skin's
 * light is then that of its brighter part. */
gboolean smp_skin_measure (const SmpMarkFinder *finder,
                           const SmpRing       *ring,
                           gboolean             resolved,
                           gdouble              mean[3],
                           gdouble              skin[3],
                           gdouble             *noise);

/* The noise of the depth from pixel to pixel, standard deviation: that of the ring or of the
 * region, whichever is less, since dense stubble leaves no skin between that is even. */
gdouble smp_skin_noise (const SmpMarkFinder *finder, const SmpRing *ring);

/* The glare share of cells' light, linear R, G and B; skin is above 0.5 where the skin's own colour
 * is to be read. */
void smp_cells_glare (const SmpField light[3], const SmpField *skin, SmpField *glare);

/* The mean square and cube of the optical density between two scales, by cell, as the finder's
 * contrast and lean. */
void smp_band_moments (SmpMarkFinder *finder, gdouble fine_px, gdouble coarse_px);
