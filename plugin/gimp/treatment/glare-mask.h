/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The mask of an SMP layer, which leaves out the shine on the skin. */

#pragma once

#include "region.h"

/* Gives the layer a mask of 1 less the share of the photo's light that is surface glare, so that
 * shine stays above the dots.  What is no glare has the colour of the region skin, or of all skin
 * around the layer where that is NULL: a scar may be paler than what surrounds it. */
void
smp_glare_mask_add (GimpLayer *layer, GimpLayer *photo, const SmpRegion *skin, gdouble px_per_mm);
