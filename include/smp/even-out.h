/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dots where hair is missing: how many each place of a patchy head needs to be as dark as its
 * darkest part. */

#pragma once

#include "params.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SMP_EVEN_OUT_CELL_MM:
 *
 * What photos are averaged over before they are evened out: some three hairs' distance, so that a
 * gap between two hairs is no bare place, but a patch of a few millimetres is one.
 */
#define SMP_EVEN_OUT_CELL_MM 1.0

/**
 * smp_even_out:
 * @light: three components, linear RGB of the photo in cells
 * @region: one component, of the same cells: the share of the dots that is asked for, 0 to 1
 * @cell_mm: the cells' side, best %SMP_EVEN_OUT_CELL_MM
 * @params: the dots' values, and in even_out_percent how far they even out
 * @shares: (inout): one component, of the same cells: set to the share of @region's dots that each
 *   cell gets, 0 to 1
 *
 * The tone that all are to have is that of the darkest hair around within some 15 mm (a mean of
 * light to the power of -8, so that a single mole hardly counts, and one side of a head may lie in
 * the shade; the region's darkest twentieth counts as its lightest), as far as it lies in the
 * region, but no darker than all dots make the palest skin around (the same of light to the power
 * of 8): bare places that cannot become as dark as the darkest hair are told apart by every dot
 * that others get.  The dots that make a cell so dark are counted by drawing some of them, all
 * sessions done.  Light that the surface mirrors is left out, since no dots darken it.  At 100 % a
 * cell that is as dark already gets none, and one that is so much lighter that all dots are not
 * enough gets all; at 0 % every cell gets all.  The photo's cells outside the region count for
 * nothing.
 *
 * Returns: the share of the region, 0 to 1, that at 100 % stays so much paler than the darkest hair
 *   around that it is seen (3 L*), because the dots are too few, small or pale
 */
gdouble smp_even_out (const SmpPlane  *light,
                      const SmpPlane  *region,
                      gdouble          cell_mm,
                      const SmpParams *params,
                      SmpPlane        *shares);

G_END_DECLS
