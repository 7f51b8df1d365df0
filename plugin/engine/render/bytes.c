/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/exact-math.h"
#include "smp/bytes.h"

#define N_NUMBERS 4
#define N_VALUES  256

/* Floats above 0 are in the order of their bits, taken as whole numbers. */
#define FIRST_BITS 0x34000000
#define ONE_BITS   0x3f800000
#define CELL_SHIFT 15
#define CELL_SIZE  (1 << CELL_SHIFT)

G_STATIC_ASSERT (SMP_BYTES_N_CELLS == ((ONE_BITS - FIRST_BITS) >> CELL_SHIFT) + 1);

/* The least light, as bits, of each byte; behind the last none. */
typedef gint32 Least[N_NUMBERS][N_VALUES + 1];

static inline gint32
bits_of (gfloat value)
{
  gint32 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

static inline gfloat
float_of (gint32 bits)
{
  gfloat value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Halves what is between light that becomes less and light that becomes no less, for all bytes
 * of red, green, blue and alpha at once. */
static void
find_least (SmpToBytes convert, gpointer data, Least least)
{
  Least  less;
  gfloat pixels[N_VALUES][4];
  guint8 bytes[N_VALUES][4];

  memset (less, 0, sizeof less);
  for (gint c = 0; c < N_NUMBERS; c++)
    for (gint v = 0; v <= N_VALUES; v++)
      least[c][v] = v == 0 ? 0 : v < N_VALUES ? ONE_BITS : G_MAXINT32;
  for (gint round = 0; round < 31; round++)
    {
      for (gint v = 0; v < N_VALUES; v++)
        for (gint c = 0; c < N_NUMBERS; c++)
          pixels[v][c] = float_of (less[c][v] + (least[c][v] - less[c][v]) / 2);
      convert (pixels[0], bytes[0], N_VALUES, data);
      for (gint v = 1; v < N_VALUES; v++)
        for (gint c = 0; c < N_NUMBERS; c++)
          *(bytes[v][c] < v ? &less[c][v] : &least[c][v]) = bits_of (pixels[v][c]);
    }
}

/* FALSE where a byte changes twice in a cell, or before the first. */
static gboolean
fill_cells (SmpBytes *bytes, Least least)
{
  for (gint c = 0; c < N_NUMBERS; c++)
    for (gint cell = 0, v = 0; cell < SMP_BYTES_N_CELLS; cell++)
      {
        const gint32 begin = FIRST_BITS + cell * CELL_SIZE;

        while (least[c][v + 1] <= begin)
          v++;
        bytes->cells[c][cell] = (v + 1) * CELL_SIZE - MIN (least[c][v + 1] - begin, CELL_SIZE);
        if (least[c][1] <= FIRST_BITS || (v + 1 < N_VALUES && least[c][v + 2] < begin + CELL_SIZE))
          return FALSE;
      }
  return TRUE;
}

gboolean
smp_bytes_init (SmpBytes *bytes, SmpToBytes convert, gpointer data)
{
  Least least;

  g_return_val_if_fail (bytes != NULL && convert != NULL, FALSE);

  find_least (convert, data, least);
  return fill_cells (bytes, least);
}

SMP_VECTORISED void
smp_bytes_write (const SmpBytes *bytes, const gfloat *pixels, gint n, guint8 *restrict to)
{
  const gint32 *cells = bytes->cells[0];

  for (gint i = 0; i < n * N_NUMBERS; i++)
    {
      const gint32 light = CLAMP (bits_of (pixels[i]), FIRST_BITS, ONE_BITS) - FIRST_BITS;
      const gint32 cell  = i % N_NUMBERS * SMP_BYTES_N_CELLS + (light >> CELL_SHIFT);

      to[i] = (guint8) ((cells[cell] + (light & (CELL_SIZE - 1))) >> CELL_SHIFT);
    }
}
