/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Band-limited noise: a sum of cosines whose wave lengths are spread over the band, each once in
 * its part of it, with phases from the seed.  It has no power outside the band, needs no table, and
 * is the same at every resolution. */

#include "base/exact-math.h"
#include "base/same-math.h"
#include "breaks.h"

/* Wave lengths lie within this factor of the asked one. */
#define BAND_FACTOR 1.4

/* Jags change across the line up to this share as fast as along it. */
#define ACROSS_SHARE 0.5

/* Halves of a mirrored line swing apart over about a hand's breadth. */
#define APART_LENGTH_MM 90.0

/* From this asymmetry on, the halves' waves and jags are independent. */
#define INDEPENDENT_MM 1.0

#define TABLE_STEP_MM 0.1

/* Kinds of noise, so that none follows another. */
enum
{
  NOISE_WAVES,
  NOISE_JAGS,
  NOISE_FREE_WAVES,
  NOISE_FREE_JAGS,
  NOISE_APART
};

static gdouble
random_share (guint32 *state)
{
  return (smp_random_bits (state) >> 8) / 16777216.0;
}

/* Twice its standard deviation is the swing. */
static SmpNoise
noise_new (gint seed, guint kind, gdouble wave_length_mm, gdouble swing_mm)
{
  guint32  state = (guint32) seed * 2654435761u + kind * 0x9e3779b9u + 12345u;
  SmpNoise noise;

  smp_random_bits (&state);
  for (guint i = 0; i < SMP_NOISE_COSINES; i++)
    {
      /* From BAND_FACTOR^-1 to BAND_FACTOR waves in the asked length. */
      gdouble place = (i + random_share (&state)) / SMP_NOISE_COSINES;
      gdouble waves = 1.0 / BAND_FACTOR + place * (BAND_FACTOR - 1.0 / BAND_FACTOR);

      noise.along_deg_per_mm[i] = 360.0 * waves / wave_length_mm;
      noise.phase_deg[i]        = 360.0 * random_share (&state);
      noise.across_deg_per_mm[i] =
        ACROSS_SHARE * (2.0 * random_share (&state) - 1.0) * noise.along_deg_per_mm[i];
    }
  noise.amplitude = 0.5 * swing_mm * sqrt (2.0 / SMP_NOISE_COSINES);
  return noise;
}

static gdouble
noise_at (const SmpNoise *noise, gdouble along_mm, gdouble across_mm)
{
  gdouble sum = 0.0, cosine, sine;

  if (noise->amplitude == 0.0)
    return 0.0;
  for (guint i = 0; i < SMP_NOISE_COSINES; i++)
    {
      smp_cos_sin (noise->along_deg_per_mm[i] * along_mm + noise->across_deg_per_mm[i] * across_mm +
                     noise->phase_deg[i],
                   &cosine, &sine);
      sum += cosine;
    }
  return noise->amplitude * sum;
}

void
smp_breaks_init (SmpBreaks       *breaks,
                 const SmpParams *params,
                 gdouble          waves_mm,
                 gdouble          jags_mm,
                 gdouble          length_mm,
                 gboolean         mirrored)
{
  gint     seed    = params->seed;
  gdouble  free    = mirrored ? MIN (params->asymmetry_mm / INDEPENDENT_MM, 1.0) : 1.0;
  gdouble  bound   = sqrt (1.0 - free * free);
  gdouble  apart   = mirrored ? params->asymmetry_mm / G_SQRT2 : 0.0;
  SmpNoise same    = noise_new (seed, NOISE_WAVES, params->wave_length_mm, bound * waves_mm);
  SmpNoise other   = noise_new (seed, NOISE_FREE_WAVES, params->wave_length_mm, free * waves_mm);
  SmpNoise swing   = noise_new (seed, NOISE_APART, APART_LENGTH_MM, apart);
  gdouble  largest = 0.0;

  breaks->length_mm = length_mm;
  breaks->n_waves   = (guint) ceil (length_mm / TABLE_STEP_MM) + 2;
  breaks->waves     = g_new (gfloat, breaks->n_waves);
  for (guint i = 0; i < breaks->n_waves; i++)
    {
      gdouble from_middle = i * TABLE_STEP_MM - 0.5 * length_mm;
      gdouble sum         = noise_at (&same, fabs (from_middle), 0.0) +
                    noise_at (&other, from_middle, 0.0) + noise_at (&swing, from_middle, 0.0);

      breaks->waves[i] = (gfloat) sum;
      largest          = MAX (largest, fabs (sum));
    }

  breaks->jags[0] = noise_new (seed, NOISE_JAGS, params->jag_length_mm, bound * jags_mm);
  breaks->jags[1] = noise_new (seed, NOISE_FREE_JAGS, params->jag_length_mm, free * jags_mm);
  breaks->largest_mm =
    largest + SMP_NOISE_COSINES * (breaks->jags[0].amplitude + breaks->jags[1].amplitude);
}

void
smp_breaks_clear (SmpBreaks *breaks)
{
  g_clear_pointer (&breaks->waves, g_free);
}

gdouble
smp_breaks_at (const SmpBreaks *breaks, gdouble along_mm, gdouble behind_mm)
{
  gdouble at          = CLAMP (along_mm / TABLE_STEP_MM, 0.0, breaks->n_waves - 1.001);
  gdouble from_middle = along_mm - 0.5 * breaks->length_mm;
  guint   i           = (guint) at;

  return (gdouble) breaks->waves[i] +
         (at - i) * (gdouble) (breaks->waves[i + 1] - breaks->waves[i]) +
         noise_at (&breaks->jags[0], fabs (from_middle), behind_mm) +
         noise_at (&breaks->jags[1], from_middle, behind_mm);
}
