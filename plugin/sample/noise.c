/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "noise.h"

static guint32
finish (guint32 h)
{
  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  h ^= h >> 16;

  return h;
}

guint32
sample_hash (guint32 seed, guint32 a, guint32 b)
{
  return finish (finish (seed * 0x9e3779b9u + a) + b * 0x85ebca6bu + 1u);
}

/* In [0, 1), 32 bits fine.
 */
gdouble
sample_uniform (guint32 seed, guint32 a, guint32 b)
{
  return (gdouble) sample_hash (seed, a, b) / 4294967296.0;
}

/* Mean 0, variance 1: the sum of four 8-bit fields of two hashes is close
 * enough to a normal distribution for a sensor, and costs no logarithm.
 */
gdouble
sample_normal (guint32 seed, guint32 a, guint32 b)
{
  guint32 h = sample_hash (seed, a, b);
  guint32 k = finish (h ^ 0x68bc21ebu);
  guint32 sum;

  sum = (h & 0xffffu) + (h >> 16) + (k & 0xffffu) + (k >> 16);

  return ((gdouble) sum / 65535.0 - 2.0) * 1.7320508075688772;
}

static inline gdouble
ease (gdouble t)
{
  return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

/* Without the call that floor() is on most processors. */
static inline gint
whole (gdouble x)
{
  gint towards_zero = (gint) x;

  return towards_zero - (x < towards_zero);
}

/* The gradients by the lowest four bits of a hash: two of the axes, each forwards or backwards.
 * A branch for each bit could not be foretold. */
static const gdouble gradients[16][3] = {
  { 1.0, 1.0, 0.0 }, { -1.0, 1.0, 0.0 }, { 1.0, -1.0, 0.0 }, { -1.0, -1.0, 0.0 },
  { 1.0, 0.0, 1.0 }, { -1.0, 0.0, 1.0 }, { 1.0, 0.0, -1.0 }, { -1.0, 0.0, -1.0 },
  { 1.0, 1.0, 0.0 }, { 1.0, -1.0, 0.0 }, { -1.0, 1.0, 0.0 }, { -1.0, -1.0, 0.0 },
  { 0.0, 1.0, 1.0 }, { 0.0, -1.0, 1.0 }, { 0.0, 1.0, -1.0 }, { 0.0, -1.0, -1.0 },
};

static inline gdouble
corner (guint32 row, gint ix, gdouble x, gdouble y, gdouble z)
{
  const gdouble *gradient = gradients[finish (row + (guint32) ix * 0x27d4eb2fu) & 15];

  return gradient[0] * x + gradient[1] * y + gradient[2] * z;
}

static inline gdouble
edge (guint32 row, gint ix, gdouble fx, gdouble sx, gdouble y, gdouble z)
{
  return sample_mix (corner (row, ix, fx, y, z), corner (row, ix + 1, fx - 1.0, y, z), sx);
}

/* Gradient noise, about -1 to 1 with a standard deviation near 0.27.
 */
gdouble
sample_noise (guint32 seed, gdouble x, gdouble y, gdouble z)
{
  gint    ix = whole (x);
  gint    iy = whole (y);
  gint    iz = whole (z);
  gdouble fx = x - ix;
  gdouble fy = y - iy;
  gdouble fz = z - iz;
  gdouble sx = ease (fx);
  gdouble sy = ease (fy);
  guint32 y0 = seed * 0x9e3779b9u + (guint32) iy * 0x165667b1u;
  guint32 y1 = y0 + 0x165667b1u;
  guint32 z0 = (guint32) iz * 0xd3a2646cu;
  guint32 z1 = z0 + 0xd3a2646cu;
  gdouble a, b;

  a = sample_mix (edge (finish (y0 ^ z0), ix, fx, sx, fy, fz),
                  edge (finish (y1 ^ z0), ix, fx, sx, fy - 1.0, fz), sy);
  b = sample_mix (edge (finish (y0 ^ z1), ix, fx, sx, fy, fz - 1.0),
                  edge (finish (y1 ^ z1), ix, fx, sx, fy - 1.0, fz - 1.0), sy);

  return sample_mix (a, b, ease (fz));
}

gdouble
sample_fractal (guint32 seed, gdouble x, gdouble y, gdouble z, gint octaves)
{
  gdouble sum       = 0.0;
  gdouble amplitude = 1.0;

  for (gint i = 0; i < octaves; i++)
    {
      sum += amplitude * sample_noise (seed + (guint32) i * 101u, x, y, z);
      amplitude *= 0.5;
      x *= 2.03;
      y *= 2.03;
      z *= 2.03;
    }

  return sum;
}
