/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where skin loses more pigment than elsewhere: smooth noise, of values at the corners of square
 * patches in millimetres, in two sizes. */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "fade.h"
#include "laying.h"

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

/* The first pixel whose middle lies in a column of patches. */
static gint64
first_pixel (gint64 column, gdouble patch_px)
{
  return (gint64) ceil ((gdouble) column * patch_px - 0.5);
}

/* Adds a patch's part of a row, left to right, from its pixel k on. */
static SMP_VECTORISED void
add_patch (gfloat start, gfloat per_px, gfloat left, gfloat right, gint k, gint n, gfloat *noise)
{
  for (gint i = 0; i < n; i++)
    noise[i] += left + (right - left) * smp_ease (start + (gfloat) (k + i) * per_px);
}

static void
add_size (guint32 key, gdouble patch_px, gfloat weight, gint64 x, gint64 y, gint n, gfloat *noise)
{
  gdouble row_at = ((gdouble) y + 0.5) / patch_px;
  gint64  row    = (gint64) floor (row_at);
  gfloat  below  = smp_ease ((gfloat) (row_at - (gdouble) row));
  gint64  column = (gint64) floor (((gdouble) x + 0.5) / patch_px);

  /* The division may round the other way. */
  while (first_pixel (column, patch_px) > x)
    column--;
  while (first_pixel (column + 1, patch_px) <= x)
    column++;

  for (gint done = 0; done < n; column++)
    {
      gint64  first = first_pixel (column, patch_px), end = first_pixel (column + 1, patch_px);
      gint    count = (gint) MIN (end - (x + done), n - done);
      gdouble start = ((gdouble) first + 0.5) / patch_px - (gdouble) column;
      gfloat  ends[2];

      for (gint k = 0; k < 2; k++)
        {
          gfloat top = corner (key, column + k, row), bottom = corner (key, column + k, row + 1);

          ends[k] = weight * (top + (bottom - top) * below);
        }
      add_patch ((gfloat) start, (gfloat) (1.0 / patch_px), ends[0], ends[1],
                 (gint) (x + done - first), count, noise + done);
      done += count;
    }
}

/* The noise of one size at a place of the pattern, in pixels. */
static gfloat
noise_at (guint32 key, gdouble patch_px, gfloat weight, gdouble x, gdouble y)
{
  gdouble column_at = x / patch_px, row_at = y / patch_px;
  gint64  column = (gint64) floor (column_at), row = (gint64) floor (row_at);
  gfloat  right = smp_ease ((gfloat) (column_at - (gdouble) column));
  gfloat  below = smp_ease ((gfloat) (row_at - (gdouble) row));
  gfloat  ends[2];

  for (gint k = 0; k < 2; k++)
    {
      gfloat top = corner (key, column + k, row), bottom = corner (key, column + k, row + 1);

      ends[k] = weight * (top + (bottom - top) * below);
    }
  return ends[0] + (ends[1] - ends[0]) * right;
}

/* The same as add_size() for a pattern that lies turned in the picture, pixel by pixel. */
static void
add_laid (const SmpLaying *laying,
          guint32          key,
          gdouble          patch_px,
          gfloat           weight,
          gint64           x,
          gint64           y,
          gint             n,
          gfloat          *noise)
{
  for (gint i = 0; i < n; i++)
    {
      gdouble column = (gdouble) (x + i) + 0.5, row = (gdouble) y + 0.5;

      smp_laying_take_up (laying, &column, &row);
      noise[i] += noise_at (key, patch_px, weight, column, row);
    }
}

SMP_VECTORISED void
smp_fade_noise_row (const SmpParams *params, gint64 x, gint64 y, gint n, gfloat *noise)
{
  guint32   state = (guint32) params->seed * 2654435761u + 389u;
  SmpLaying laying;

  smp_laying_init (&laying, params);
  memset (noise, 0, sizeof (gfloat) * (gsize) n);
  for (gint i = 0; i < N_SIZES; i++)
    {
      guint32 key      = smp_random_bits (&state);
      gdouble patch_px = sizes[i].patch_mm * params->px_per_mm;

      if (laying.is_laid)
        add_laid (&laying, key, patch_px, sizes[i].weight, x, y, n, noise);
      else
        add_size (key, patch_px, sizes[i].weight, x, y, n, noise);
    }
  for (gint i = 0; i < n; i++)
    noise[i] = CLAMP (noise[i], -LIMIT, LIMIT);
}
