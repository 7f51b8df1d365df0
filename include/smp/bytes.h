/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Light as the bytes that most pictures are kept in, read from tables: the power of a curve's own
 * arithmetic takes half as long as all the drawing. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SMP_BYTES_N_CELLS:
 *
 * How many parts a table cuts light into: all numbers that begin with the same bits share one, from
 * 2^-23, below which no byte but the first begins, up to 1.
 */
#define SMP_BYTES_N_CELLS 5889

/**
 * SmpBytes:
 * @cells: of red, green, blue and alpha what is to be added to a number that lies in a cell,
 * counted from the cell's begin, for its byte to come to stand behind 15 bits
 *
 * Tables of how floats become bytes.
 */
typedef struct
{
  gint32 cells[4][SMP_BYTES_N_CELLS];
} SmpBytes;

/**
 * SmpToBytes:
 * @pixels: of four floats each
 * @bytes: (out): four a pixel
 * @n: how many pixels there are
 * @data: what smp_bytes_init() was given
 *
 * How floats become bytes, exactly: each for itself, and a larger one never a smaller byte.
 */
typedef void (*SmpToBytes) (const gfloat *pixels, guint8 *bytes, gint n, gpointer data);

/**
 * smp_bytes_init:
 * @bytes: (out): the tables
 * @convert: asked for some thousand pixels
 * @data: for @convert
 *
 * Returns: FALSE where a byte changes twice in a cell or below 2^-23, the curve being too steep;
 * then the tables are of no use
 */
gboolean smp_bytes_init (SmpBytes *bytes, SmpToBytes convert, gpointer data);

/**
 * smp_bytes_write:
 * @bytes: the tables
 * @pixels: of four floats each
 * @n: how many pixels there are
 * @to: (out): four bytes a pixel, what the tables' function gives; less than 0 is taken as 0 and
 *   more than 1 as 1
 */
void smp_bytes_write (const SmpBytes *bytes, const gfloat *pixels, gint n, guint8 *to);

G_END_DECLS
