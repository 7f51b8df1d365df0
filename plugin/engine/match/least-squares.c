/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Levenberg-Marquardt (Marquardt 1963) with differences for derivatives.  An unknown that is at a
 * bound and would go on stays out of a round. */

#include <string.h>

#include "base/same-math.h"
#include "least-squares.h"

#define N SMP_SEARCH_MOST_UNKNOWNS
#define M SMP_SEARCH_MOST_RESIDUALS

#define FIRST_DAMPING 0.05
#define MOST_TRIES    4

/* A round that gains less than this share is the last. */
#define LEAST_GAIN 0.01

typedef struct
{
  gint    n_unknowns;
  gint    n_residuals;
  gdouble slope[M][N];
  gdouble square[N][N]; /* of the slopes */
  gdouble descent[N];
} Round;

static gdouble
sum_of_squares (const gdouble *residuals, gint n)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < n; i++)
    sum += residuals[i] * residuals[i];
  return sum;
}

static void
find_slopes (Round            *round,
             const SmpUnknown *unknowns,
             const gdouble    *residuals,
             SmpResidualFunc   func,
             gpointer          data)
{
  for (gint k = 0; k < round->n_unknowns; k++)
    {
      SmpUnknown moved[N];
      gdouble    there[M], step;

      memcpy (moved, unknowns, sizeof (SmpUnknown) * (gsize) round->n_unknowns);
      step = moved[k].value + moved[k].step > moved[k].most ? -moved[k].step : moved[k].step;
      moved[k].value = MAX (moved[k].value + step, moved[k].least);
      step           = moved[k].value - unknowns[k].value;
      func (moved, there, data);
      for (gint i = 0; i < round->n_residuals; i++)
        round->slope[i][k] = fabs (step) > 1e-9 ? (there[i] - residuals[i]) / step : 0.0;
    }
  for (gint k = 0; k < round->n_unknowns; k++)
    {
      round->descent[k] = 0.0;
      for (gint i = 0; i < round->n_residuals; i++)
        round->descent[k] -= round->slope[i][k] * residuals[i];
      for (gint l = 0; l < round->n_unknowns; l++)
        {
          round->square[k][l] = 0.0;
          for (gint i = 0; i < round->n_residuals; i++)
            round->square[k][l] += round->slope[i][k] * round->slope[i][l];
        }
    }
}

/* Solves a symmetric positive system, less the rows that are left out; by Gauss's elimination. */
static void
solve_damped (const Round *round, gdouble damping, const gboolean *held, gdouble *way)
{
  gdouble a[N][N + 1];
  gint    n = round->n_unknowns;

  for (gint k = 0; k < n; k++)
    {
      for (gint l = 0; l < n; l++)
        a[k][l] = held[k] || held[l] ? 0.0 : round->square[k][l];
      a[k][k] = held[k] ? 1.0 : (1.0 + damping) * a[k][k] + 1e-9;
      a[k][n] = held[k] ? 0.0 : round->descent[k];
    }
  for (gint k = 0; k < n; k++)
    for (gint l = k + 1; l < n; l++)
      {
        gdouble share = a[l][k] / a[k][k];

        for (gint i = k; i <= n; i++)
          a[l][i] -= share * a[k][i];
      }
  for (gint k = n; k-- > 0;)
    {
      way[k] = a[k][n];
      for (gint l = k + 1; l < n; l++)
        way[k] -= a[k][l] * way[l];
      way[k] /= a[k][k];
    }
}

/* One step from where the slopes were found, within the bounds. */
static void
step_from (const Round *round, const SmpUnknown *unknowns, gdouble damping, SmpUnknown *moved)
{
  gboolean held[N];
  gdouble  way[N];

  for (gint k = 0; k < round->n_unknowns; k++)
    held[k] = (unknowns[k].value >= unknowns[k].most - 1e-9 && round->descent[k] > 0.0) ||
              (unknowns[k].value <= unknowns[k].least + 1e-9 && round->descent[k] < 0.0);
  memcpy (moved, unknowns, sizeof (SmpUnknown) * (gsize) round->n_unknowns);
  for (gint attempt = 0; attempt < 2; attempt++)
    {
      gboolean again = FALSE;

      solve_damped (round, damping, held, way);
      for (gint k = 0; k < round->n_unknowns; k++)
        {
          gdouble to = unknowns[k].value + way[k];

          moved[k].value = CLAMP (to, unknowns[k].least, unknowns[k].most);
          if (!held[k] && moved[k].value == unknowns[k].value && way[k] != 0.0)
            again = held[k] = TRUE;
        }
      if (!again)
        break;
    }
}

gdouble
smp_search (SmpUnknown     *unknowns,
            gint            n_unknowns,
            gint            n_residuals,
            gint            most_rounds,
            SmpResidualFunc func,
            gpointer        data)
{
  Round   round   = { .n_unknowns = n_unknowns, .n_residuals = n_residuals };
  gdouble damping = FIRST_DAMPING, residuals[M], cost;

  func (unknowns, residuals, data);
  cost = sum_of_squares (residuals, n_residuals);
  for (gint k = 0; k < most_rounds; k++)
    {
      gdouble before = cost;

      find_slopes (&round, unknowns, residuals, func, data);
      for (gint attempt = 0; attempt < MOST_TRIES && cost >= before; attempt++)
        {
          SmpUnknown moved[N];
          gdouble    there[M], cost_there;

          step_from (&round, unknowns, damping, moved);
          func (moved, there, data);
          cost_there = sum_of_squares (there, n_residuals);
          if (cost_there < cost)
            {
              memcpy (unknowns, moved, sizeof (SmpUnknown) * (gsize) n_unknowns);
              memcpy (residuals, there, sizeof residuals);
              cost = cost_there;
              damping *= 0.3;
            }
          else
            damping *= 5.0;
        }
      if (cost > (1.0 - LEAST_GAIN) * before)
        break;
    }
  return cost;
}

void
smp_search_deviations (const SmpUnknown *unknowns,
                       gint              n_unknowns,
                       gint              n_residuals,
                       SmpResidualFunc   func,
                       gpointer          data,
                       gdouble          *deviations)
{
  const gboolean held[N] = { FALSE };
  Round          round   = { .n_unknowns = n_unknowns, .n_residuals = n_residuals };
  gdouble        residuals[M], column[N];

  func (unknowns, residuals, data);
  find_slopes (&round, unknowns, residuals, func, data);
  for (gint k = 0; k < n_unknowns; k++)
    {
      for (gint l = 0; l < n_unknowns; l++)
        round.descent[l] = l == k ? 1.0 : 0.0;
      solve_damped (&round, 0.0, held, column);
      deviations[k] = sqrt (MAX (column[k], 0.0));
    }
}
