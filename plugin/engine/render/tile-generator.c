/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the ranked blue-noise tile that all dots come from, as C, at build time.
 *
 * Method: farthest-point order (Eldar, Lindenbaum, Porat, Zeevi 1997, "The farthest point strategy
 * for progressive image sampling") on a torus, from 64 random seeds, because a single seed locks
 * into lattices.  The candidates are one random point in each cell of a 1024 x 1024 grid; the next
 * point is always the candidate farthest from all points chosen before, so every prefix of the
 * order is well spaced.  Integers only: the tile is the same on every machine and at every
 * optimisation level.  Cost: about n_candidates * ln (n_points) distance updates. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define N_POINTS     65536
#define N_SEEDS      64
#define GRID         1024
#define N_CANDIDATES (GRID * GRID)
#define GRID_SHIFT   6 /* a grid cell is 64 of the torus' 65536 units wide */
#define CELLS        64
#define CELL_SHIFT   10
#define N_BUCKETS    (1 << 21)
#define NOT_LINKED   (-1)

typedef struct
{
  uint16_t x, y;
} Point;

static Point    candidate[N_CANDIDATES];
static uint32_t distance2[N_CANDIDATES]; /* to the nearest chosen point, in squared units */
static int32_t  next_in_bucket[N_CANDIDATES];
static int32_t  previous_in_bucket[N_CANDIDATES];
static int32_t  bucket_head[N_BUCKETS];
static int32_t  highest_bucket;
static Point    chosen[N_POINTS];

static uint32_t
random_bits (uint32_t *state)
{
  uint32_t word;

  /* PCG-RXS-M-XS 32 (O'Neill 2014). */
  *state = *state * 747796405u + 2891336453u;
  word   = ((*state >> ((*state >> 28) + 4)) ^ *state) * 277803737u;
  return (word >> 22) ^ word;
}

static uint32_t
torus_distance2 (Point a, Point b)
{
  int32_t dx = (int16_t) (uint16_t) (a.x - b.x);
  int32_t dy = (int16_t) (uint16_t) (a.y - b.y);

  return (uint32_t) (dx * dx) + (uint32_t) (dy * dy);
}

/* Buckets get coarser with distance, about 0.05 % wide, so that the largest is found at once. */
static int32_t
bucket_of (uint32_t d2)
{
  int32_t exponent = 0;

  while (d2 >> (exponent + 12))
    exponent++;
  return exponent * 4096 + (int32_t) (d2 >> exponent);
}

static void
unlink_candidate (int32_t i)
{
  if (previous_in_bucket[i] != NOT_LINKED)
    next_in_bucket[previous_in_bucket[i]] = next_in_bucket[i];
  else
    bucket_head[bucket_of (distance2[i])] = next_in_bucket[i];
  if (next_in_bucket[i] != NOT_LINKED)
    previous_in_bucket[next_in_bucket[i]] = previous_in_bucket[i];
}

static void
link_candidate (int32_t i)
{
  int32_t bucket = bucket_of (distance2[i]);

  previous_in_bucket[i] = NOT_LINKED;
  next_in_bucket[i]     = bucket_head[bucket];
  if (bucket_head[bucket] != NOT_LINKED)
    previous_in_bucket[bucket_head[bucket]] = i;
  bucket_head[bucket] = i;
  if (bucket > highest_bucket)
    highest_bucket = bucket;
}

static int32_t
farthest_candidate (void)
{
  while (bucket_head[highest_bucket] == NOT_LINKED)
    highest_bucket--;
  return bucket_head[highest_bucket];
}

/* Lowers the distances around a new point; a candidate farther off than the largest distance that
 * any still has cannot be concerned. */
static void
choose (Point point, uint32_t largest_distance2)
{
  int32_t reach  = 1;
  int32_t column = point.x >> GRID_SHIFT, row = point.y >> GRID_SHIFT;

  while (reach < GRID / 2 && (uint64_t) (reach << GRID_SHIFT) * (uint64_t) (reach << GRID_SHIFT) <
                               (uint64_t) largest_distance2)
    reach++;
  reach = reach < GRID / 2 ? reach + 1 : GRID / 2;

  for (int32_t dy = -reach; dy < reach; dy++)
    for (int32_t dx = -reach; dx < reach; dx++)
      {
        int32_t  i  = ((row + dy) & (GRID - 1)) * GRID + ((column + dx) & (GRID - 1));
        uint32_t d2 = torus_distance2 (candidate[i], point);

        if (d2 < distance2[i])
          {
            unlink_candidate (i);
            distance2[i] = d2;
            link_candidate (i);
          }
      }
}

static void
order_points (void)
{
  uint32_t       state      = 20260101u;
  const uint32_t beyond_all = UINT32_MAX >> 1;

  for (int32_t i = 0; i < N_BUCKETS; i++)
    bucket_head[i] = NOT_LINKED;
  for (int32_t i = 0; i < N_CANDIDATES; i++)
    {
      uint32_t bits = random_bits (&state);

      candidate[i].x = (uint16_t) (((i % GRID) << GRID_SHIFT) + (int32_t) (bits & 63));
      candidate[i].y = (uint16_t) (((i / GRID) << GRID_SHIFT) + (int32_t) ((bits >> 6) & 63));
      distance2[i]   = beyond_all;
      link_candidate (i);
    }

  for (int32_t n = 0; n < N_POINTS; n++)
    {
      int32_t i =
        n < N_SEEDS ? (int32_t) (random_bits (&state) & (N_CANDIDATES - 1)) : farthest_candidate ();

      chosen[n] = candidate[i];
      choose (candidate[i], distance2[i] > 0 && n >= N_SEEDS ? distance2[i] : beyond_all);
    }
}

static void
write_cells (FILE *file)
{
  int n_written = 0;

  fprintf (file, "const guint32 smp_tile_cell_start[%d] = {\n", CELLS * CELLS + 1);
  for (int cell = 0; cell < CELLS * CELLS; cell++)
    {
      fprintf (file, "%d,%s", n_written, cell % 16 == 15 ? "\n" : " ");
      for (int n = 0; n < N_POINTS; n++)
        n_written +=
          (chosen[n].y >> CELL_SHIFT) * CELLS + (chosen[n].x >> CELL_SHIFT) == cell ? 1 : 0;
    }
  fprintf (file, "%d\n};\n\n", n_written);
}

static int
compare_by_cell (const void *a, const void *b)
{
  uint32_t na = *(const uint32_t *) a, nb = *(const uint32_t *) b;
  int      ca = (chosen[na].y >> CELL_SHIFT) * CELLS + (chosen[na].x >> CELL_SHIFT);
  int      cb = (chosen[nb].y >> CELL_SHIFT) * CELLS + (chosen[nb].x >> CELL_SHIFT);

  if (ca != cb)
    return ca < cb ? -1 : 1;
  return na < nb ? -1 : 1;
}

static void
write_points (FILE *file)
{
  static uint32_t order[N_POINTS];

  for (uint32_t n = 0; n < N_POINTS; n++)
    order[n] = n;
  qsort (order, N_POINTS, sizeof order[0], compare_by_cell);

  fprintf (file, "const SmpTilePoint smp_tile_points[%d] = {\n", N_POINTS);
  for (uint32_t n = 0; n < N_POINTS; n++)
    fprintf (file, "{%u,%u,%u},%s", chosen[order[n]].x, chosen[order[n]].y, order[n],
             n % 8 == 7 ? "\n" : "");
  fprintf (file, "};\n");
}

int
main (int argc, char **argv)
{
  FILE *file;

  if (argc != 2 || !(file = fopen (argv[1], "w")))
    {
      fprintf (stderr, "tile-generator: name a file that can be written.\n");
      return 2;
    }

  order_points ();
  fprintf (file, "/* Made by tile-generator.c. */\n\n#include \"render/tile.h\"\n\n");
  write_cells (file);
  write_points (file);
  return fclose (file) == 0 ? 0 : 1;
}
