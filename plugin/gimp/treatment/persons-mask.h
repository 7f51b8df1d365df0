/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person did to the mask of an SMP layer, which whatever is drawn in its stead shows too. */

#pragma once

#include "smp-layer.h"

/* Gives a layer, which has the mask that was made of the photo's glare, that of the layer in whose
 * stead it is drawn: what was painted on it where both lie, or none where it was removed or is not
 * applied.  The recipe is the replaced layer's. */
void smp_persons_mask_keep (GimpLayer *layer, GimpLayer *replaced, const SmpRecipe *recipe);
