/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where skin loses more pigment than elsewhere: smooth noise, of values at the corners of square
 * patches in millimetres, in two sizes. */

#include <math.h>
#include <string.h>

#include "exact-math.h"
#include "fade.h"

#define N_SIZES 2

/* Within it, more pigment is never left than there was, and never less than none, however unevenly
 * it is lost. */
#define LIMIT 2.0f

/* Corners' values are uniform in +-1; weights give the sum, on average over a patch, the standard
 * deviation 1. */
static const struct
{
  gdouble patch_mm;
  gfloat  weight;
} sizes[N_SIZES] = {
  { 5.0, 1.92f },
  { 2.0, 1.32f },
};

static gfloat
corner (guint32 key, gint64 column, gint64 row)
{
  guint32 state = key;

  state ^= (guint32) column * 0x9e3779b9u;
  smp_random_bits (&state);
  state ^= (guint32) row * 0x85ebca6bu;
  smp_random_bits (&state);
  return (gfloat) ((gint) (smp_random_bits (&state) >> 9) - (1 << 22)) / (gfloat) (1 << 22);
}

/* 0 to 1 with level ends, so that patches' borders do not show. */
static gfloat
ease (gfloat x)
{
  return x * x * (3.0f - 2.0f * x);
}

static void
add_size (
  guint32 key, gdouble patches_per_px, gfloat weight, gint64 x, gint64 y, gint n, gfloat *noise)
{
  gdouble row_at = ((gdouble) y + 0.5) * patches_per_px;
  gint64  row = (gint64) floor (row_at);
  gfloat  below = ease ((gfloat) (row_at - (gdouble) row));
  gint64  known = G_MININT64;
  gfloat  left = 0.0f, right = 0.0f;

  for (gint i = 0; i < n; i++)
    {
      gdouble at = ((gdouble) (x + i) + 0.5) * patches_per_px;
      gint64  column = (gint64) floor (at);

      if (column != known)
        {
          gfloat top = corner (key, column, row), bottom = corner (key, column, row + 1);

          left = weight * (top + (bottom - top) * below);
          top = corner (key, column + 1, row);
          bottom = corner (key, column + 1, row + 1);
          right = weight * (top + (bottom - top) * below);
          known = column;
        }
      noise[i] += left + (right - left) * ease ((gfloat) (at - (gdouble) column));
    }
}

void
smp_fade_noise_row (const SmpParams *params, gint64 x, gint64 y, gint n, gfloat *noise)
{
  guint32 state = (guint32) params->seed * 2654435761u + 389u;

  memset (noise, 0, sizeof (gfloat) * (gsize) n);
  for (gint i = 0; i < N_SIZES; i++)
    add_size (smp_random_bits (&state), 1.0 / (sizes[i].patch_mm * params->px_per_mm),
              sizes[i].weight, x, y, n, noise);
  for (gint i = 0; i < n; i++)
    noise[i] = CLAMP (noise[i], -LIMIT, LIMIT);
}
