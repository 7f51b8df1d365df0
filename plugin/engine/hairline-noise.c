/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Band-limited noise: a sum of cosines whose wave lengths are spread over the band, each once in
 * its part of it, with phases from the seed.  It has no power outside the band, needs no table, and
 * is the same at every resolution. */

#include <math.h>

#include "exact-math.h"
#include "hairline-noise.h"

#define N_COSINES 12

/* Wave lengths lie within this factor of the asked one. */
#define BAND_FACTOR 1.4

/* Halves of a mirrored line swing apart over about a hand's breadth. */
#define APART_LENGTH_MM 90.0

/* From this asymmetry on, the halves' waves and jags are independent. */
#define INDEPENDENT_MM 1.0

/* Kinds of noise, so that none follows another. */
enum
{
  NOISE_WAVES,
  NOISE_JAGS,
  NOISE_FREE_WAVES,
  NOISE_FREE_JAGS,
  NOISE_APART
};

typedef struct
{
  gdouble degrees_per_mm[N_COSINES];
  gdouble phase_deg[N_COSINES];
  gdouble amplitude;
} Noise;

static gdouble
random_share (guint32 *state)
{
  return (smp_random_bits (state) >> 8) / 16777216.0;
}

/* Twice its standard deviation is the swing. */
static Noise
noise_new (gint seed, guint kind, gdouble wave_length_mm, gdouble swing_mm)
{
  guint32 state = (guint32) seed * 2654435761u + kind * 0x9e3779b9u + 12345u;
  Noise   noise;

  smp_random_bits (&state);
  for (guint i = 0; i < N_COSINES; i++)
    {
      /* From BAND_FACTOR^-1 to BAND_FACTOR waves in the asked length. */
      gdouble place = (i + random_share (&state)) / N_COSINES;
      gdouble waves = 1.0 / BAND_FACTOR + place * (BAND_FACTOR - 1.0 / BAND_FACTOR);

      noise.degrees_per_mm[i] = 360.0 * waves / wave_length_mm;
      noise.phase_deg[i] = 360.0 * random_share (&state);
    }
  noise.amplitude = 0.5 * swing_mm * sqrt (2.0 / N_COSINES);
  return noise;
}

static gdouble
noise_at (const Noise *noise, gdouble mm)
{
  gdouble sum = 0.0, cosine, sine;

  if (noise->amplitude == 0.0)
    return 0.0;
  for (guint i = 0; i < N_COSINES; i++)
    {
      smp_cos_sin (noise->degrees_per_mm[i] * mm + noise->phase_deg[i], &cosine, &sine);
      sum += cosine;
    }
  return noise->amplitude * sum;
}

gfloat *
smp_hairline_offsets (const SmpParams *params,
                      gdouble          waves_mm,
                      gdouble          jags_mm,
                      gdouble          length_mm,
                      gboolean         mirrored,
                      guint           *n_offsets)
{
  gint    seed = params->seed;
  gdouble free = mirrored ? MIN (params->asymmetry_mm / INDEPENDENT_MM, 1.0) : 1.0;
  gdouble bound = sqrt (1.0 - free * free);
  gdouble apart = mirrored ? params->asymmetry_mm / G_SQRT2 : 0.0;
  Noise   noises[] = {
    noise_new (seed, NOISE_WAVES, params->wave_length_mm, bound * waves_mm),
    noise_new (seed, NOISE_JAGS, params->jag_length_mm, bound * jags_mm),
    noise_new (seed, NOISE_FREE_WAVES, params->wave_length_mm, free * waves_mm),
    noise_new (seed, NOISE_FREE_JAGS, params->jag_length_mm, free * jags_mm),
    noise_new (seed, NOISE_APART, APART_LENGTH_MM, apart),
  };
  gfloat *offsets;

  *n_offsets = (guint) ceil (length_mm / SMP_OFFSET_STEP_MM) + 2;
  offsets = g_new (gfloat, *n_offsets);
  for (guint i = 0; i < *n_offsets; i++)
    {
      gdouble from_middle = i * SMP_OFFSET_STEP_MM - 0.5 * length_mm;
      gdouble sum = noise_at (&noises[NOISE_WAVES], fabs (from_middle)) +
                    noise_at (&noises[NOISE_JAGS], fabs (from_middle));

      for (guint k = NOISE_FREE_WAVES; k <= NOISE_APART; k++)
        sum += noise_at (&noises[k], from_middle);
      offsets[i] = (gfloat) sum;
    }
  return offsets;
}
