/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of fading share. */

#pragma once

#include "smp/fade.h"
#include "base/block-blur.h"

/* How much a dot's squared radius has grown since it healed, in mm2. */
gdouble smp_fade_spread_mm2 (const SmpParams *params);

/* Its radius in the fresh look over that without. */
gdouble smp_fade_fresh_widening (const SmpParams *params);

/* How much more is lost at pixels of row y than on average, from -2 to 2, of mean 0 and standard
 * deviation 1.  Coordinates count from the pattern's origin. */
void smp_fade_noise_row (const SmpParams *params, gint64 x, gint64 y, gint n, gfloat *noise);

/* A grid's blocks filled with the means of what a function makes of pigment map pixels:
 * given n pixels of the map, it writes n numbers.  Coordinates count from the pattern's origin. */
typedef void (*SmpFadeQuantity) (const gfloat *pigment, gint n, gfloat *out);

/* Means of that quantity of the pigment over the grid's blocks; beyond the map there is none. */
void smp_fade_fill_grid (SmpGrid         *grid,
                         const SmpParams *params,
                         const SmpPlane  *pigment,
                         SmpFadeQuantity  quantity);

/* Whether freshly treated skin is red. */
gboolean smp_fade_reddens (const SmpParams *params);

/* How far, around the green light lost to pigment; nothing where it is not. */
void smp_fade_redness_init (SmpGaussian *gaussian, const SmpParams *params);

/* Takes green and blue from a rectangle of the skin within about 0.4 mm of pigment (choice).  The
 * grid holds the green light lost to pigment, blurred by that Gaussian. */
void smp_fade_redden (const SmpParams *params, const SmpGrid *loss, SmpPlane *light);
