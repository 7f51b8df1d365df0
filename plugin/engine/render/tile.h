/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ranked blue-noise tile: 65,536 points on a torus of 65,536 x 65,536 units, made by
 * tile-generator.c.  All points of rank below n are well spaced, for every n. */

#pragma once

#include <glib.h>

/* How many points the tile has, how many units it is wide and high, how many cells a side, and by
 * how many bits a place in units is shifted to its cell. */
#define SMP_TILE_N_POINTS   65536
#define SMP_TILE_SIZE       65536
#define SMP_TILE_CELLS      64
#define SMP_TILE_CELL_SHIFT 10

/* 512 units a millimetre make the tile 128 mm wide, and 65,536 points in it 400 dots/cm2. */
#define SMP_TILE_UNITS_PER_MM 512.0
#define SMP_TILE_DOTS_PER_CM2 400.0

/* A point's place in units, and its rank: those of ranks below any number are blue noise too. */
typedef struct
{
  guint16 x;
  guint16 y;
  guint16 rank;
} SmpTilePoint;

/* Cell (column, row), of 64 x 64, holds the points from smp_tile_cell_start[row * 64 + column] up
 * to the next cell's start, in the order of rank. */
extern const guint32      smp_tile_cell_start[SMP_TILE_CELLS * SMP_TILE_CELLS + 1];
extern const SmpTilePoint smp_tile_points[SMP_TILE_N_POINTS];
