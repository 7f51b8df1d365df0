/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Functions built from +, -, * and / alone, so that a picture is the same to the bit whatever maths
 * library, processor and optimisation level drew it (the build forbids contraction to fused
 * multiply-add).  All vectorise. */

#pragma once

#include <glib.h>

/* Marks a function whose loops are worth compiling three times, for AVX-512 and AVX2 too, chosen
 * when the program starts.  All give the same bits: no operation is fused or reordered. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
  !defined(__SANITIZE_ADDRESS__)
#  if __GNUC__ >= 12
#    define SMP_VECTORISED __attribute__ ((target_clones ("arch=x86-64-v4", "avx2", "default")))
#  else
#    define SMP_VECTORISED __attribute__ ((target_clones ("avx2", "default")))
#  endif
#else
#  define SMP_VECTORISED
#endif

/* Before a loop of a few rounds that is to become a vector, not to be unrolled before that. */
#if defined(__GNUC__) && !defined(__clang__)
#  define SMP_ONE_VECTOR _Pragma ("GCC unroll 1")
#else
#  define SMP_ONE_VECTOR
#endif

/* Before a loop of a few rounds, a constant number, whose sums are to stay in registers. */
#if defined(__GNUC__) && !defined(__clang__)
#  define SMP_UNROLLED _Pragma ("GCC unroll 8")
#else
#  define SMP_UNROLLED
#endif

/* Four floats that are computed with at once, each as if it were alone. */
typedef gfloat SmpFour __attribute__ ((vector_size (16)));

/* The four numbers from there on. */
static inline SmpFour
smp_four (const gfloat *numbers)
{
  SmpFour four;

  __builtin_memcpy (&four, numbers, sizeof four);
  return four;
}

/* Writes eight pixels of four numbers each, of which the first eight, second eight and so on are
 * given. */
static inline __attribute__ ((always_inline)) void
smp_put_pixels (const gfloat *first,
                const gfloat *second,
                const gfloat *third,
                const gfloat *fourth,
                gfloat *restrict pixels)
{
#if defined(__clang__) || (defined(__GNUC__) && __GNUC__ >= 12)
  typedef gfloat Eight __attribute__ ((vector_size (32)));
  Eight          a, b, c, d, ab_low, ab_high, cd_low, cd_high, pixel[4];

  __builtin_memcpy (&a, first, sizeof a);
  __builtin_memcpy (&b, second, sizeof b);
  __builtin_memcpy (&c, third, sizeof c);
  __builtin_memcpy (&d, fourth, sizeof d);
  /* In halves of four numbers, between which it takes a processor longer. */
  ab_low   = __builtin_shufflevector (a, b, 0, 8, 1, 9, 4, 12, 5, 13);
  ab_high  = __builtin_shufflevector (a, b, 2, 10, 3, 11, 6, 14, 7, 15);
  cd_low   = __builtin_shufflevector (c, d, 0, 8, 1, 9, 4, 12, 5, 13);
  cd_high  = __builtin_shufflevector (c, d, 2, 10, 3, 11, 6, 14, 7, 15);
  pixel[0] = __builtin_shufflevector (ab_low, cd_low, 0, 1, 8, 9, 4, 5, 12, 13);
  pixel[1] = __builtin_shufflevector (ab_low, cd_low, 2, 3, 10, 11, 6, 7, 14, 15);
  pixel[2] = __builtin_shufflevector (ab_high, cd_high, 0, 1, 8, 9, 4, 5, 12, 13);
  pixel[3] = __builtin_shufflevector (ab_high, cd_high, 2, 3, 10, 11, 6, 7, 14, 15);
  a        = __builtin_shufflevector (pixel[0], pixel[1], 0, 1, 2, 3, 8, 9, 10, 11);
  b        = __builtin_shufflevector (pixel[2], pixel[3], 0, 1, 2, 3, 8, 9, 10, 11);
  c        = __builtin_shufflevector (pixel[0], pixel[1], 4, 5, 6, 7, 12, 13, 14, 15);
  d        = __builtin_shufflevector (pixel[2], pixel[3], 4, 5, 6, 7, 12, 13, 14, 15);
  __builtin_memcpy (pixels, &a, sizeof a);
  __builtin_memcpy (pixels + 8, &b, sizeof b);
  __builtin_memcpy (pixels + 16, &c, sizeof c);
  __builtin_memcpy (pixels + 24, &d, sizeof d);
#else
  for (gint i = 0; i < 8; i++)
    {
      pixels[4 * i]     = first[i];
      pixels[4 * i + 1] = second[i];
      pixels[4 * i + 2] = third[i];
      pixels[4 * i + 3] = fourth[i];
    }
#endif
}

/* Has what lies there fetched into the cache: where a processor cannot know what is needed next. */
static inline void
smp_prefetch (gconstpointer from)
{
#if defined(__GNUC__)
  __builtin_prefetch (from);
#endif
}

/* Has n numbers fetched: where rows are too short, and too far apart, for a processor to do so by
 * itself. */
static inline void
smp_prefetch_row (const gfloat *numbers, gint n)
{
  for (gint i = 0; i < n; i += 16)
    smp_prefetch (numbers + i);
}

/* A smooth rise with level ends, from 0 at 0 to 1 at 1; x lies between. */
static inline __attribute__ ((always_inline)) gfloat
smp_ease (gfloat x)
{
  return x * x * (3.0f - 2.0f * x);
}

/* The same between two bounds: 0 up to the first, 1 from the second on. */
static inline gdouble
smp_rise (gdouble from, gdouble to, gdouble x)
{
  gdouble share;

  if (x >= to)
    return 1.0;
  if (x <= from)
    return 0.0;
  share = (x - from) / (to - from);
  return share * share * (3.0 - 2.0 * share);
}

/* 2 to the power x, for x from -126 to 126; relative error below 3e-7.  Taylor series around the
 * nearest whole exponent. */
static inline __attribute__ ((always_inline)) gfloat
smp_exp2 (gfloat x)
{
  gfloat below   = x < 126.0f ? x : 126.0f;
  gfloat limited = below > -126.0f ? below : -126.0f;
  gint   whole   = (gint) (limited + 126.5f) - 126;
  gfloat f       = limited - (gfloat) whole;
  gfloat series  = 1.54035304e-4f;
  union
  {
    gint32 bits;
    gfloat value;
  } power = { (whole + 127) << 23 };

  series = series * f + 1.33335581e-3f;
  series = series * f + 9.61812911e-3f;
  series = series * f + 5.55041087e-2f;
  series = series * f + 2.40226507e-1f;
  series = series * f + 6.93147181e-1f;
  series = series * f + 1.0f;
  return power.value * series;
}

/* e to the power x. */
static inline __attribute__ ((always_inline)) gfloat
smp_exp (gfloat x)
{
  return smp_exp2 (x * 1.44269504f);
}

/* e to the power -x, for x from 0 on; error below 4e-6, at most 7e-6 of the value where that is
 * above 1e-3, and from 12 on it stays what it is at 12.  Half the work of smp_exp(), where much is
 * drawn: the 32nd power of a polynomial for the 32nd part, which is 1 for 0. */
static inline __attribute__ ((always_inline)) gfloat
smp_exp_falling (gfloat x)
{
  gfloat limited = x < 12.0f ? x : 12.0f;
  gfloat series  = 3.30573364e-8f;

  series = series * limited - 5.0198114e-6f;
  series = series * limited + 4.88014281e-4f;
  series = series * limited - 3.1249661e-2f;
  series = series * limited + 1.0f;
  series *= series;
  series *= series;
  series *= series;
  series *= series;
  return series * series;
}

/* So many numbers make a vector of those below. */
#define SMP_LANES 8

/* Before a statement on [v][l], for the lanes l of n vectors v, a constant number: one step of a
 * computation for all of them.  The next one waits for its own vector's step alone, and not for the
 * whole way of the vector before. */
#define SMP_EACH_LANE(n)         \
  SMP_UNROLLED                   \
  for (gint v = 0; v < (n); v++) \
    SMP_ONE_VECTOR               \
  for (gint l = 0; l < SMP_LANES; l++)

/* smp_exp_falling() of n vectors, a constant number, to the same bits.  x is left limited. */
static inline __attribute__ ((always_inline)) void
smp_exp_falling_together (gfloat (*x)[SMP_LANES], gint n, gfloat (*e)[SMP_LANES])
{
  SMP_EACH_LANE (n) x[v][l] = x[v][l] < 12.0f ? x[v][l] : 12.0f;
  SMP_EACH_LANE (n) e[v][l] = 3.30573364e-8f * x[v][l] - 5.0198114e-6f;
  SMP_EACH_LANE (n) e[v][l] = e[v][l] * x[v][l] + 4.88014281e-4f;
  SMP_EACH_LANE (n) e[v][l] = e[v][l] * x[v][l] - 3.1249661e-2f;
  SMP_EACH_LANE (n) e[v][l] = e[v][l] * x[v][l] + 1.0f;
  for (gint squared = 0; squared < 5; squared++)
    SMP_EACH_LANE (n) e[v][l] *= e[v][l];
}

/* Cosine and sine of an angle given in degrees; error below 1e-9. */
static inline void
smp_cos_sin (gdouble degrees, gdouble *cosine, gdouble *sine)
{
  gdouble quarter_turns = degrees * (1.0 / 90.0);
  gint64  whole         = (gint64) (quarter_turns + (quarter_turns < 0.0 ? -0.5 : 0.5));
  gdouble a             = (quarter_turns - (gdouble) whole) * 1.57079632679489662;
  gdouble a2            = a * a;
  gdouble c             = a2 * (-1.0 / 3628800.0) + 1.0 / 40320.0;
  gdouble s             = a2 * (-1.0 / 39916800.0) + 1.0 / 362880.0;

  c = ((a2 * c - 1.0 / 720.0) * a2 + 1.0 / 24.0) * a2 - 0.5;
  c = c * a2 + 1.0;
  s = ((a2 * s - 1.0 / 5040.0) * a2 + 1.0 / 120.0) * a2 - 1.0 / 6.0;
  s = (s * a2 + 1.0) * a;

  switch (whole & 3)
    {
    case 0:
      *cosine = c;
      *sine   = s;
      break;
    case 1:
      *cosine = -s;
      *sine   = c;
      break;
    case 2:
      *cosine = -c;
      *sine   = -s;
      break;
    default:
      *cosine = s;
      *sine   = -c;
      break;
    }
}

/* The next of a stream of 32 random bits: PCG-RXS-M-XS 32 (O'Neill 2014). */
static inline guint32
smp_random_bits (guint32 *state)
{
  guint32 word;

  *state = *state * 747796405u + 2891336453u;
  word   = ((*state >> ((*state >> 28) + 4)) ^ *state) * 277803737u;
  return (word >> 22) ^ word;
}

/* A number of mean 0 and standard deviation 1, never beyond +-3.47: the sum of four uniform ones,
 * so that the largest dot, and with it the margin, is known. */
static inline gfloat
smp_random_normal (guint32 *state)
{
  guint32 a   = smp_random_bits (state);
  guint32 b   = smp_random_bits (state);
  gint    sum = (gint) ((a & 0xffff) + (a >> 16) + (b & 0xffff) + (b >> 16));

  return (gfloat) (sum - 131070) * (1.7320508f / 65536.0f);
}

/* No number of smp_random_normal() lies further from 0. */
#define SMP_RANDOM_NORMAL_LIMIT 3.47f
