/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a hairline is broken: long waves of the line itself, short jags that also change across it,
 * so that they are no teeth of a comb. */

#pragma once

#include "smp/hairline.h"

/* How many waves one noise is the sum of. */
#define SMP_NOISE_COSINES 12

/* Noise of known spectrum: cosines along and across the line, in degrees per millimetre, their
 * phases in degrees, and the amplitude of each in millimetres. */
typedef struct
{
  gdouble along_deg_per_mm[SMP_NOISE_COSINES];
  gdouble across_deg_per_mm[SMP_NOISE_COSINES];
  gdouble phase_deg[SMP_NOISE_COSINES];
  gdouble amplitude;
} SmpNoise;

/* waves are a table along the line; of the jags, the first are one on both sides of its middle. */
typedef struct
{
  gfloat  *waves;
  guint    n_waves;
  gdouble  length_mm;
  SmpNoise jags[2];
  gdouble  largest_mm;
} SmpBreaks;

/* Breaks a line of that length: waves and jags of such sizes, in millimetres, by the parameters'
 * seed and irregularity; the same on both sides of the middle for the first jags where it is
 * mirrored. To be cleared with smp_breaks_clear(). */
void smp_breaks_init (SmpBreaks       *breaks,
                      const SmpParams *params,
                      gdouble          waves_mm,
                      gdouble          jags_mm,
                      gdouble          length_mm,
                      gboolean         mirrored);
void smp_breaks_clear (SmpBreaks *breaks);

/* How far behind the drawn line the broken one runs, as seen from a place. */
gdouble smp_breaks_at (const SmpBreaks *breaks, gdouble along_mm, gdouble behind_mm);
