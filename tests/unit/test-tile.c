/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tile that all dots come from: a change of it would reshuffle every picture ever made. */

#include "render/tile.h"

static guint64
fnv (guint64 hash, guint number)
{
  for (gint i = 0; i < 2; i++)
    hash = (hash ^ ((number >> (8 * i)) & 0xff)) * 1099511628211u;
  return hash;
}

static void
test_tile_never_changes (void)
{
  guint64 hash = 14695981039346656037u;

  for (gint i = 0; i < SMP_TILE_N_POINTS; i++)
    {
      hash = fnv (hash, smp_tile_points[i].x);
      hash = fnv (hash, smp_tile_points[i].y);
      hash = fnv (hash, smp_tile_points[i].rank);
    }
  g_assert_cmphex (hash, ==, G_GUINT64_CONSTANT (0x8118b5bbed435f68));
}

static void
test_every_rank_is_there_once (void)
{
  gboolean *seen = g_new0 (gboolean, SMP_TILE_N_POINTS);

  for (gint i = 0; i < SMP_TILE_N_POINTS; i++)
    {
      g_assert_false (seen[smp_tile_points[i].rank]);
      seen[smp_tile_points[i].rank] = TRUE;
    }
  g_free (seen);
}

static void
test_cells_hold_their_points_in_order_of_rank (void)
{
  g_assert_cmpuint (smp_tile_cell_start[0], ==, 0);
  g_assert_cmpuint (smp_tile_cell_start[SMP_TILE_CELLS * SMP_TILE_CELLS], ==, SMP_TILE_N_POINTS);
  for (guint cell = 0; cell < SMP_TILE_CELLS * SMP_TILE_CELLS; cell++)
    for (guint i = smp_tile_cell_start[cell]; i < smp_tile_cell_start[cell + 1]; i++)
      {
        const SmpTilePoint *point = &smp_tile_points[i];

        g_assert_cmpuint ((guint) (point->x >> SMP_TILE_CELL_SHIFT), ==, cell % SMP_TILE_CELLS);
        g_assert_cmpuint ((guint) (point->y >> SMP_TILE_CELL_SHIFT), ==, cell / SMP_TILE_CELLS);
        if (i > smp_tile_cell_start[cell])
          g_assert_cmpuint (point->rank, >, point[-1].rank);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile/never-changes", test_tile_never_changes);
  g_test_add_func ("/tile/every-rank-is-there-once", test_every_rank_is_there_once);
  g_test_add_func ("/tile/cells-hold-their-points-in-order-of-rank",
                   test_cells_hold_their_points_in_order_of_rank);
  return g_test_run ();
}
