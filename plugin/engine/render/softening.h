/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The last step of the light: as soft as the photo, and into pixels.  Rows hold the light of red,
 * of green and of blue one behind the other, each as wide as is drawn and the blur's radius more on
 * either side; all memory is the caller's. */

#pragma once

#include "base/block-blur.h"
#include "base/exact-math.h"

/* Red, green and blue. */
#define SMP_SOFTENING_CHANNELS 3

/* So many numbers behind a row are read, and have to be numbers. */
#define SMP_SOFTENING_SLACK SMP_LANES

/* Blurs n numbers, whole vectors of SMP_LANES, down the rows, of which there are two radiuses and
 * one, from the top. */
void smp_soften_down (const SmpGaussian *gaussian, const gfloat *const *rows, gint n, gfloat *row);

/* Blurs a row along and writes width pixels; the channels lie stride numbers apart.  Light from
 * none on is 1 to the bit, whatever a blur's weights add up to, and where less than least_loss is
 * lost the pixel has an alpha of 0. */
void smp_soften_along (const SmpGaussian *gaussian,
                       const gfloat      *row,
                       gint               stride,
                       gint               width,
                       gfloat             none,
                       gfloat             least_loss,
                       gfloat            *light);
