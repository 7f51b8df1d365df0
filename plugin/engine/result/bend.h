/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What pairs of points say beyond the best affine map. */

#pragma once

#include "smp/registration.h"

/* Where a place is moved to beyond the map, in pixels of the second photo. */
void smp_bend_at (const SmpBend *bend, gdouble x, gdouble y, gdouble *dx, gdouble *dy);

/* As stiff as lets all the other points say best where each is, and stiff enough not to fold; map
 * is the best affine one.  left_out is by how much they then miss it, root mean square, in pixels
 * of the first photo.  FALSE where there are too few or too many points, or none that bend. */
gboolean smp_bend_fit (const SmpPointPair *pairs,
                       guint               n_pairs,
                       const SmpAffine    *map,
                       SmpBend            *bend,
                       gdouble            *left_out);
