/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A smoothing thin plate through what an affine map leaves.  With K the kernel among the knots and
 * P their planes, (K + s I) w + P a = v and P' w = 0 for a stiffness s.  Of the inverse's part B
 * that gives w = B v, a knot left out would be missed by w_i / B_ii by the plate through all the
 * others (Wahba 1990). */

#include "base/same-math.h"
#include "bend.h"

/* From one that yields to any point to one that hardly bends, in units of the knots' spread. */
#define LEAST_STIFF 1e-4
#define MOST_STIFF  100.0
#define STIFFER     3.1623

/* Any place becomes so many times as large as the map alone makes it. */
#define LEAST_TIMES 0.5
#define MOST_TIMES  2.0

/* It bends beyond the knots by that, in units; steps of looking for folds; and of differences. */
#define BESIDE 0.5
#define STEPS  32
#define SMALL  1e-4

/* Planes are of 1, x and y. */
#define PLANES 3

/* What the map leaves of a pair, in columns and rows of the second photo. */
typedef struct
{
  gdouble by[2];
} Shift;

/* The plate's equations, of n knots and the planes, and their inverse beside them. */
typedef struct
{
  guint    n;
  gdouble *rows;
} System;

static gdouble *
cell (const System *system, guint row, guint column)
{
  return system->rows + row * 2 * (system->n + PLANES) + column;
}

static gdouble
kernel (gdouble dx, gdouble dy)
{
  const gdouble square = dx * dx + dy * dy;

  return square > 1e-18 ? square * log (square) : 0.0;
}

static void
write_system (System *system, const SmpBend *bend, gdouble stiff)
{
  const guint n = system->n, size = n + PLANES;

  for (guint i = 0; i < size; i++)
    for (guint j = 0; j < 2 * size; j++)
      *cell (system, i, j) = j == size + i ? 1.0 : 0.0;
  for (guint i = 0; i < n; i++)
    {
      const gdouble *at            = bend->knots[i];
      const gdouble  plane[PLANES] = { 1.0, at[0], at[1] };

      for (guint j = 0; j < n; j++)
        *cell (system, i, j) = kernel (at[0] - bend->knots[j][0], at[1] - bend->knots[j][1]);
      *cell (system, i, i) += stiff;
      for (guint k = 0; k < PLANES; k++)
        *cell (system, i, n + k) = *cell (system, n + k, i) = plane[k];
    }
}

/* Gauss and Jordan, the largest of a column first; FALSE where knots determine no plate. */
static gboolean
invert (System *system)
{
  const guint size = system->n + PLANES;

  for (guint k = 0; k < size; k++)
    {
      guint   largest = k;
      gdouble pivot;

      for (guint i = k + 1; i < size; i++)
        if (fabs (*cell (system, i, k)) > fabs (*cell (system, largest, k)))
          largest = i;
      pivot = *cell (system, largest, k);
      if (!(fabs (pivot) > 1e-12))
        return FALSE;
      for (guint j = 0; j < 2 * size; j++)
        {
          const gdouble kept   = *cell (system, k, j);
          *cell (system, k, j) = *cell (system, largest, j) / pivot;
          if (largest != k)
            *cell (system, largest, j) = kept;
        }
      for (guint i = 0; i < size; i++)
        {
          const gdouble times = *cell (system, i, k);

          for (guint j = k; i != k && times != 0.0 && j < 2 * size; j++)
            *cell (system, i, j) -= times * *cell (system, k, j);
        }
    }
  return TRUE;
}

/* Bends by what the map leaves; returns what points left out miss it by, in pixels of the second
 * photo, or G_MAXDOUBLE. */
static gdouble
solve (System *system, const Shift *left, gdouble stiff, SmpBend *bend)
{
  const guint n = system->n, size = n + PLANES;
  gdouble     squares = 0.0;

  write_system (system, bend, stiff);
  if (!invert (system))
    return G_MAXDOUBLE;
  for (guint c = 0; c < 2; c++)
    for (guint i = 0; i < size; i++)
      {
        gdouble sum = 0.0;

        for (guint j = 0; j < n; j++)
          sum += *cell (system, i, size + j) * left[j].by[c];
        if (i < n)
          {
            const gdouble own = *cell (system, i, size + i);

            bend->weights[i][c] = sum;
            squares += own > 1e-12 ? sum / own * (sum / own) : 0.0;
          }
        else
          bend->plane[c][i - n] = sum;
      }
  return isfinite (squares) ? sqrt (squares / n) : G_MAXDOUBLE;
}

/* In units, within where it bends. */
static void
moved_in_units (const SmpBend *bend, gdouble u, gdouble v, gdouble by[2])
{
  for (guint c = 0; c < 2; c++)
    by[c] = bend->plane[c][0] + bend->plane[c][1] * u + bend->plane[c][2] * v;
  for (guint i = 0; i < bend->n_knots; i++)
    {
      const gdouble k = kernel (u - bend->knots[i][0], v - bend->knots[i][1]);

      for (guint c = 0; c < 2; c++)
        by[c] += bend->weights[i][c] * k;
    }
}

void
smp_bend_at (const SmpBend *bend, gdouble x, gdouble y, gdouble *dx, gdouble *dy)
{
  gdouble by[2] = { 0.0, 0.0 };

  if (bend->n_knots > 0)
    moved_in_units (bend, CLAMP ((x - bend->x) / bend->unit_px, bend->least[0], bend->most[0]),
                    CLAMP ((y - bend->y) / bend->unit_px, bend->least[1], bend->most[1]), by);
  *dx = by[0];
  *dy = by[1];
}

/* How many times as large the place becomes as the map alone makes it; beside the edges, where
 * places move as the nearest one does, columns or rows alone change the shift. */
static gboolean
is_sound_at (const SmpBend *bend, const SmpAffine *map, gdouble u, gdouble v)
{
  const gdouble area = map->xx * map->yy - map->xy * map->yx;
  gdouble       here[2], right[2], low[2];

  moved_in_units (bend, u, v, here);
  moved_in_units (bend, u + SMALL, v, right);
  moved_in_units (bend, u, v + SMALL, low);
  for (guint alone = 0; alone < 3; alone++)
    {
      const gdouble step = SMALL * bend->unit_px, a = alone == 1 ? 0.0 : 1.0 / step,
                    b  = alone == 2 ? 0.0 : 1.0 / step;
      const gdouble xx = map->xx + a * (right[0] - here[0]), xy = map->xy + b * (low[0] - here[0]);
      const gdouble yx = map->yx + a * (right[1] - here[1]), yy = map->yy + b * (low[1] - here[1]);
      const gdouble times = (xx * yy - xy * yx) / area;

      if (!(times > LEAST_TIMES && times < MOST_TIMES))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_sound (const SmpBend *bend, const SmpAffine *map)
{
  const gdouble wide = bend->most[0] - bend->least[0], high = bend->most[1] - bend->least[1];

  for (guint i = 0; i < bend->n_knots; i++)
    if (!is_sound_at (bend, map, bend->knots[i][0], bend->knots[i][1]))
      return FALSE;
  for (gint j = 0; j <= STEPS; j++)
    for (gint i = 0; i <= STEPS; i++)
      if (!is_sound_at (bend, map, bend->least[0] + wide * i / STEPS,
                        bend->least[1] + high * j / STEPS))
        return FALSE;
  return TRUE;
}

/* Middle and unit of the points, and where it bends. */
static void
place_knots (const SmpPointPair *pairs, guint n, SmpBend *bend)
{
  gdouble squares = 0.0;

  *bend = (SmpBend) { .n_knots = n };
  for (guint i = 0; i < n; i++)
    {
      bend->x += pairs[i].x / n;
      bend->y += pairs[i].y / n;
    }
  for (guint i = 0; i < n; i++)
    squares += pow (pairs[i].x - bend->x, 2.0) + pow (pairs[i].y - bend->y, 2.0);
  bend->unit_px = MAX (sqrt (squares / n), 1e-9);
  for (guint i = 0; i < n; i++)
    {
      bend->knots[i][0] = (pairs[i].x - bend->x) / bend->unit_px;
      bend->knots[i][1] = (pairs[i].y - bend->y) / bend->unit_px;
      for (guint c = 0; c < 2; c++)
        {
          bend->least[c] = MIN (bend->least[c], bend->knots[i][c] - BESIDE);
          bend->most[c]  = MAX (bend->most[c], bend->knots[i][c] + BESIDE);
        }
    }
}

gboolean
smp_bend_fit (const SmpPointPair *pairs,
              guint               n_pairs,
              const SmpAffine    *map,
              SmpBend            *bend,
              gdouble            *left_out)
{
  g_autofree Shift   *left   = g_new (Shift, n_pairs);
  const guint         size   = n_pairs + PLANES;
  const gdouble       area   = fabs (map->xx * map->yy - map->xy * map->yx);
  g_autofree gdouble *rows   = NULL;
  System              system = { n_pairs, NULL };
  gdouble             best   = MOST_STIFF, stiff;

  *bend     = (SmpBend) { .n_knots = 0 };
  *left_out = G_MAXDOUBLE;
  if (n_pairs < SMP_REGISTRATION_LEAST_BENT || n_pairs > SMP_REGISTRATION_MOST_BENT)
    return FALSE;
  rows = system.rows = g_new (gdouble, 2 * size * size);
  place_knots (pairs, n_pairs, bend);
  for (guint i = 0; i < n_pairs; i++)
    {
      gdouble x = pairs[i].x, y = pairs[i].y;

      smp_affine_apply (map, &x, &y);
      left[i].by[0] = pairs[i].to_x - x;
      left[i].by[1] = pairs[i].to_y - y;
    }
  for (stiff = LEAST_STIFF; stiff <= MOST_STIFF; stiff *= STIFFER)
    {
      const gdouble missed = solve (&system, left, stiff, bend);

      if (missed >= *left_out)
        continue;
      *left_out = missed;
      best      = stiff;
    }
  for (stiff = best; stiff <= MOST_STIFF; stiff *= STIFFER)
    {
      *left_out = solve (&system, left, stiff, bend) / sqrt (MAX (area, 1e-18));
      if (*left_out < G_MAXDOUBLE && is_sound (bend, map))
        return TRUE;
    }
  bend->n_knots = 0;
  return FALSE;
}
