/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where skin is bare within a region that has hair too: thinning heads and patches. */

#pragma once

#include "plane.h"

G_BEGIN_DECLS

/**
 * SMP_BARE_CELL_MM:
 *
 * What photos are averaged over before bare places are looked for: about the width of two hairs, so
 * that single clipped hairs still are darker than the skin between them.
 */
#define SMP_BARE_CELL_MM 0.2

/**
 * SMP_BARE_AROUND_MM:
 *
 * So far around the region the photo counts, since the region itself may be all bare.
 */
#define SMP_BARE_AROUND_MM 12.0

/**
 * smp_bare_places:
 * @light: three components, linear light of the photo in cells
 * @cell_mm: the cells' side, best %SMP_BARE_CELL_MM; where photos have fewer pixels, theirs
 * @bare: (inout): one component, of the same cells: set to 1 where skin is bare, 0 where it has
 *   hair, with a rise between over some 2 mm
 *
 * Hair is told twice.  Where single hairs are seen, a place has darker cells beside lighter ones:
 * in discs of some 2 mm, cells are darker on average than the lighter half near by: where skin is
 * bare by less than two fifths of what the hairiest quarter has, where hair stands by more than
 * three quarters of it, but bare is at least what has less than 4.5 %, and hair at least 9 %
 * (choices, tried on drawn and photographed heads).  The skin's own grain does not count, which is
 * dark and light alike where hair is dark alone.  Where hairs have merged, a place is darker, or
 * of another hue, than the bare skin that lies around within some 20 mm, as
 * smp_hairline_bare_skin() tells it.
 */
void smp_bare_places (const SmpPlane *light, gdouble cell_mm, SmpPlane *bare);

G_END_DECLS
