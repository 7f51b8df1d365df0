/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* All randomness of the sample: integer hashes of a seed and a place, so
 * that no value depends on the order of work or on the number of threads. */

guint32 sample_hash (guint32 seed, guint32 a, guint32 b);
gdouble sample_uniform (guint32 seed, guint32 a, guint32 b);
gdouble sample_normal (guint32 seed, guint32 a, guint32 b);
gdouble sample_noise (guint32 seed, gdouble x, gdouble y, gdouble z);
gdouble sample_fractal (guint32 seed, gdouble x, gdouble y, gdouble z, gint octaves);

static inline gdouble
sample_smoothstep (gdouble low, gdouble high, gdouble value)
{
  gdouble t = CLAMP ((value - low) / (high - low), 0.0, 1.0);

  return t * t * (3.0 - 2.0 * t);
}

static inline gdouble
sample_mix (gdouble a, gdouble b, gdouble share)
{
  return a + (b - a) * share;
}
