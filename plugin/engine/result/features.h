/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a photo is the same in any light: each pixel's darkness beside its own neighbourhood. */

#pragma once

#include "base/field.h"

/* How many pictures there are, each half as large as the next: the last one SMP_FEATURES_MOST_PX a
 * side, of a photo that is shown as large as it is. */
#define SMP_FEATURES_LEVELS  5
#define SMP_FEATURES_MOST_PX 512

/* One photo as such pictures, the smallest first.  Sample (i, j) of level k is the photo's pixels
 * around ((i + 0.5) step[k], (j + 0.5) step[k]) from its corner. */
typedef struct
{
  SmpField levels[SMP_FEATURES_LEVELS];
  gdouble  step[SMP_FEATURES_LEVELS];
} SmpFeatures;

/* Reads a photo of three or four components, with samples so many times as wide as usual, so that a
 * head that is larger in one of two photos is as large in both; of the levels the first n_levels
 * alone.  Free with smp_features_clear(). */
void smp_features_init (SmpFeatures *features, const SmpPlane *photo, gdouble times, gint n_levels);

/* Frees the pictures; the struct is the caller's. */
void smp_features_clear (SmpFeatures *features);
