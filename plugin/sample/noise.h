/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers that look like chance. */

#pragma once

#include <glib.h>

/* All randomness of the sample: integer hashes of a seed and a place, so
 * that no value depends on the order of work or on the number of threads. */

/* A hash; a number from 0 to 1; one of mean 0 and standard deviation 1; smooth noise,
 * about -1 to 1; the same as a sum of octaves, each twice as fine and half as strong. */
guint32 sample_hash (guint32 seed, guint32 a, guint32 b);
gdouble sample_uniform (guint32 seed, guint32 a, guint32 b);
gdouble sample_normal (guint32 seed, guint32 a, guint32 b);
gdouble sample_noise (guint32 seed, gdouble x, gdouble y, gdouble z);
gdouble sample_fractal (guint32 seed, gdouble x, gdouble y, gdouble z, gint octaves);

/* 0 up to low, 1 from high on, and a smooth rise between. */
static inline gdouble
sample_smoothstep (gdouble low, gdouble high, gdouble value)
{
  gdouble t = CLAMP ((value - low) / (high - low), 0.0, 1.0);

  return t * t * (3.0 - 2.0 * t);
}

/* The number that share of the way from a to b. */
static inline gdouble
sample_mix (gdouble a, gdouble b, gdouble share)
{
  return a + (b - a) * share;
}
