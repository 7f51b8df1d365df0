/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Solves for dots that make a region look like its surroundings, by drawing it.  Longer than usual:
 * one problem, from its bounds to its solution. */

#include <math.h>
#include <string.h>

#include "least-squares.h"
#include "solve.h"
#include "smp/stipple.h"

/* Differences that weigh alike. */
#define CLOSE_COLOUR   1.5 /* CIEDE2000 */
#define CLOSE_CONTRAST 0.07
#define CLOSE_TEXTURE  0.20
#define CLOSE_MARK     0.04
#define CLOSE_HUE      0.04
#define CLOSE_COVERAGE 0.018

/* Beyond these, differences begin to be seen, and weigh much more. */
#define MOST_COLOUR    0.6 /* CIEDE2000 */
#define MOST_CONTRAST  0.055
#define MOST_TEXTURE   0.75 /* of the distance between two patches of the ring */
#define STEEP_COLOUR   0.1
#define STEEP_CONTRAST 0.01
#define STEEP_TEXTURE  0.006
#define FAR_BEYOND     4.0

/* Dots are like the hairs around if nothing is gained by others: logarithms that weigh alike. */
#define CLOSE_DENSITY      0.35
#define CLOSE_DIAMETER     0.12
#define CLOSE_IRREGULARITY 0.4
#define CLOSE_DEPTH        0.8

/* The warmer pigment must be so much better to be taken. */
#define WARM_GAIN 0.9
#define WARM_HUE  0.03

#define FIRST_ROUNDS 3
#define MOST_ROUNDS  5
#define LAST_ROUNDS  3
#define MOST_REPEATS 2
#define N_SIZES      3

/* Better is not looked for. */
#define GOOD_MISS 0.98

/* What misses by so much is not missed for want of searching. */
#define HOPELESS 4.0 /* CIEDE2000 */

/* The dots that stand on average are not many more than the hairs around; and not fewer, where
 * those could be counted. */
#define DENSITY_RANGE 1.5

/* Nor are they much larger or smaller, once healed. */
#define DIAMETER_RANGE 1.40

/* What the craft can do. */
static const gdouble least_dilution = 6.0, most_dilution = 30.0;

static const gdouble least_blur_px = 0.3, most_blur_px = 5.0;
static const gdouble least_irregularity = 0.4, most_irregularity = 1.0;
static const gdouble least_depth_mm = 0.02, most_depth_mm = 0.08;

gdouble
smp_solution_coverage (const SmpParams *params)
{
  return smp_stipple_coverage (params,
                               (guint) (params->density_per_cm2 * (1.0 - params->missed_dots) *
                                          100.0 +
                                        0.5),
                               100.0);
}

gboolean
smp_verdict_meets_bars (const SmpVerdict *verdict)
{
  return verdict->mean_delta_e_2000 <= SMP_MATCH_MOST_DELTA_E &&
         fabs (verdict->contrast_ratio - 1.0) <= SMP_MATCH_MOST_CONTRAST;
}

/* What is searched for. */
typedef struct
{
  SmpTrial  *trial;
  SmpParams  around; /* as measured, or as the preset has it */
  SmpParams  params; /* the others are taken from */
  guint      measured;
  SmpUnknown unknowns[SMP_SEARCH_MOST_UNKNOWNS];
  gint       n_unknowns;
} Problem;

enum
{
  DILUTION,
  DIAMETER,
  DENSITY,
  IRREGULARITY,
  DEPTH,
  BLUR,
  N_UNKNOWNS
};

static void
set_unknown (Problem *problem, gint which, gdouble value, gdouble least, gdouble most, gdouble step)
{
  most = MAX (most, least);
  problem->unknowns[which] =
    (SmpUnknown) { log (CLAMP (value, least, most)), log (least), log (most), step };
}

static void
pose (Problem *problem, SmpTrial *trial, const SmpParams *params, guint measured)
{
  const gdouble diameter = params->dot_diameter_mm, density = params->density_per_cm2;
  const gdouble range   = measured & (1 << 1) ? DIAMETER_RANGE : 10.0;
  const gdouble placed  = 1.0 / MAX (1.0 - params->missed_dots, 0.1); /* for one to stand */
  const gdouble densest = density / trial->surroundings->mean_need;

  problem->trial      = trial;
  problem->around     = *params;
  problem->params     = *params;
  problem->measured   = measured;
  problem->n_unknowns = measured & (1 << 4) ? BLUR : N_UNKNOWNS;
  set_unknown (problem, DILUTION, params->dilution, least_dilution, most_dilution, 0.10);
  set_unknown (problem, DIAMETER, diameter, MAX (SMP_LEAST_DOT_MM, diameter / range),
               MIN (SMP_MOST_DOT_MM, diameter * range), 0.06);
  set_unknown (problem, DENSITY, density,
               CLAMP (densest / (measured & (1 << 0) ? 1.0 : DENSITY_RANGE), SMP_LEAST_DENSITY,
                      SMP_MOST_DENSITY),
               MIN (SMP_MOST_DENSITY, densest * DENSITY_RANGE) * placed, 0.08);
  set_unknown (problem, IRREGULARITY, params->irregularity, least_irregularity, most_irregularity,
               0.3);
  set_unknown (problem, DEPTH, params->depth_mm, least_depth_mm, most_depth_mm, 0.25);
  set_unknown (problem, BLUR, params->photo_blur_px, least_blur_px, most_blur_px, 0.12);
}

static void
take_values (const Problem *problem, const SmpUnknown *unknowns, SmpParams *params)
{
  *params                 = problem->params;
  params->dilution        = exp (unknowns[DILUTION].value);
  params->dot_diameter_mm = exp (unknowns[DIAMETER].value);
  params->density_per_cm2 = exp (unknowns[DENSITY].value);
  params->irregularity    = exp (unknowns[IRREGULARITY].value);
  params->depth_mm        = exp (unknowns[DEPTH].value);
  if (problem->n_unknowns > BLUR)
    params->photo_blur_px = exp (unknowns[BLUR].value);
}

/* Far beyond, where nothing can be done, it weighs less: its square grows like the value itself
 * (Huber 1964). */
static gdouble
beyond (gdouble value, gdouble limit, gdouble scale)
{
  gdouble by = MAX (value - limit, 0.0) / scale;

  return by > FAR_BEYOND ? sqrt (FAR_BEYOND * (2.0 * by - FAR_BEYOND)) : by;
}

/* How much redder (or, below 0, bluer) hairs are than the dots that were drawn. */
static gdouble
missing_warmth (const SmpTrial *trial)
{
  const gdouble *dots = trial->look.mark, *hairs = trial->ring.mark;

  return log (MAX (hairs[0], 1e-3) / MAX (hairs[2], 1e-3)) -
         log (MAX (dots[0], 1e-3) / MAX (dots[2], 1e-3));
}

#define N_RESIDUALS (3 + 1 + 1 + 1 + SMP_MATCH_BANDS + 1 + 3 + 1 + 1 + 4)

/* What is unequal, in units of what the eye forgives: colour, contrast, texture, single dots; dots
 * that merge; dots unlike the hairs. */
static void
find_residuals (const SmpUnknown *unknowns, gdouble *residuals, gpointer data)
{
  Problem       *problem = data;
  SmpTrial      *trial   = problem->trial;
  const SmpLook *ring    = &trial->ring;
  SmpParams      params;
  SmpVerdict     verdict;
  const gdouble  mean = trial->surroundings->mean_need;
  gdouble        contrast, share, *r = residuals;

  take_values (problem, unknowns, &params);
  smp_trial_draw (trial, &params);
  smp_verdict_compare (&trial->look, ring, &verdict);
  contrast = log (MAX (verdict.contrast_ratio, 1e-3));
  share    = verdict.delta_e_2000 / MAX (verdict.delta_e_76, 1e-9);
  for (gint c = 0; c < 3; c++)
    *r++ = verdict.mean_lab[c] * share / CLOSE_COLOUR;
  *r++ = beyond (verdict.delta_e_2000, MOST_COLOUR, STEEP_COLOUR);
  *r++ = contrast / CLOSE_CONTRAST;
  *r++ = beyond (fabs (contrast), MOST_CONTRAST, STEEP_CONTRAST);
  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    *r++ = log (MAX (trial->look.bands[k], 1e-6) / MAX (ring->bands[k], 1e-6)) /
           (CLOSE_TEXTURE * sqrt (SMP_MATCH_BANDS));
  *r++ = MAX (verdict.band_distance - MOST_TEXTURE * ring->patch_distance, 0.0) / STEEP_TEXTURE;
  for (gint c = 0; c < 3; c++)
    *r++ =
      log (MAX (trial->look.mark[c], 1e-3) / MAX (ring->mark[c], 1e-3)) / (CLOSE_MARK * sqrt (3.0));
  *r++ = missing_warmth (trial) / CLOSE_HUE;
  *r++ = MAX (mean * smp_solution_coverage (&params) - SMP_HELMET, 0.0) / CLOSE_COVERAGE;
  *r++ = log (mean * params.density_per_cm2 * (1.0 - params.missed_dots) /
              problem->around.density_per_cm2) /
         CLOSE_DENSITY;
  *r++ = log (params.dot_diameter_mm / problem->around.dot_diameter_mm) / CLOSE_DIAMETER;
  *r++ = (params.irregularity - problem->around.irregularity) / CLOSE_IRREGULARITY;
  *r++ = log (params.depth_mm / MAX (problem->around.depth_mm, least_depth_mm)) / CLOSE_DEPTH;
}

static gdouble
cost_of (Problem *problem)
{
  gdouble residuals[SMP_SEARCH_MOST_RESIDUALS], sum = 0.0;

  find_residuals (problem->unknowns, residuals, problem);
  for (gint i = 0; i < N_RESIDUALS; i++)
    sum += residuals[i] * residuals[i];
  return sum;
}

static gdouble
search (Problem *problem, gint most_rounds)
{
  return smp_search (problem->unknowns, problem->n_unknowns, N_RESIDUALS, most_rounds,
                     find_residuals, problem);
}

/* The best dilution, and blur where that is unknown, of a few. */
static void
choose_start (Problem *problem, gdouble diameter)
{
  static const gdouble dilutions[] = { 7.0, 10.0, 15.0 };
  static const gdouble blurs_px[]  = { 0.6, 1.2, 2.4 };
  const guint          n_blurs     = problem->n_unknowns > BLUR ? G_N_ELEMENTS (blurs_px) : 1;
  SmpUnknown           best[SMP_SEARCH_MOST_UNKNOWNS], *u = problem->unknowns;
  gdouble              least = G_MAXDOUBLE;

  u[DENSITY].value  = MIN (u[DENSITY].value + log (1.4), u[DENSITY].most);
  u[DIAMETER].value = CLAMP (diameter, u[DIAMETER].least, u[DIAMETER].most);
  for (guint i = 0; i < G_N_ELEMENTS (dilutions) * n_blurs; i++)
    {
      gdouble cost;

      u[DILUTION].value = log (dilutions[i / n_blurs]);
      if (n_blurs > 1)
        u[BLUR].value = log (blurs_px[i % n_blurs]);
      cost = cost_of (problem);
      if (cost < least)
        {
          least = cost;
          memcpy (best, u, sizeof best);
        }
    }
  memcpy (u, best, sizeof best);
}

/* Small and large dots are tried at first, so that the search does not end in a corner: the same
 * mean can be had from both.  Returns the cost. */
static gdouble
search_from_sizes (Problem *problem, const gdouble sizes[N_SIZES])
{
  const Problem posed    = *problem;
  const gdouble diameter = log (posed.around.dot_diameter_mm);
  gdouble       least    = G_MAXDOUBLE;

  for (gint i = 0; i < N_SIZES; i++)
    {
      Problem attempt = posed;
      gdouble cost;

      choose_start (&attempt, diameter + log (sizes[i]));
      cost = search (&attempt, FIRST_ROUNDS);
      if (cost < least)
        {
          least    = cost;
          *problem = attempt;
        }
    }
  return search (problem, MOST_ROUNDS);
}

/* The usual pigment first; the warmer one where dots are too blue and it comes nearer. */
static void
try_warm (Problem *problem, gdouble cost)
{
  Problem   warm = *problem;
  SmpParams params;

  take_values (problem, problem->unknowns, &params);
  smp_trial_draw (problem->trial, &params);
  if (params.pigment != SMP_PIGMENT_CARBON || missing_warmth (problem->trial) < WARM_HUE)
    return;
  warm.params.pigment = SMP_PIGMENT_CARBON_WARM;
  if (search (&warm, LAST_ROUNDS) < WARM_GAIN * cost)
    *problem = warm;
}

/* A solution, as the whole region was found to look with it; how far it is from the bars, of which
 * 1 is missed by nothing. */
typedef struct
{
  SmpParams  params;
  SmpVerdict verdict;
  gdouble    miss;
} Solution;

static gdouble
miss_of (const SmpVerdict *verdict)
{
  gdouble miss = verdict->mean_delta_e_2000 / SMP_MATCH_MOST_DELTA_E;

  miss = MAX (miss, fabs (verdict->contrast_ratio - 1.0) / SMP_MATCH_MOST_CONTRAST);
  return MAX (miss, verdict->band_distance / MAX (verdict->patch_band_distance, 1e-6));
}

/* The whole region says how far the windows were from it, and they are searched again.  Keeps the
 * best. */
static void
close_in (Problem *problem, Solution *best)
{
  SmpTrial *trial = problem->trial;

  for (gint i = 0; i <= MOST_REPEATS; i++)
    {
      Solution solution;
      gboolean whole;

      if (i > 0)
        search (problem, LAST_ROUNDS);
      take_values (problem, problem->unknowns, &solution.params);
      whole = smp_trial_judge (trial, &solution.params, &solution.verdict);
      if (!whole)
        smp_verdict_compare (&trial->look, &trial->ring, &solution.verdict);
      solution.miss = miss_of (&solution.verdict);
      if (solution.miss < best->miss)
        *best = solution;
      if (!whole)
        return;
    }
}

void
smp_solve (SmpTrial *trial, SmpParams *params, guint measured, SmpVerdict *verdict)
{
  static const gdouble sizes[][N_SIZES] = { { 0.9, 1.1, 1.3 },
                                            { 0.8, 1.0, 1.2 },
                                            { 0.7, 1.0, 1.4 } };
  Problem              posed;
  Solution             best = { .params = *params, .miss = G_MAXDOUBLE };

  pose (&posed, trial, params, measured);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Problem problem = posed;

      try_warm (&problem, search_from_sizes (&problem, sizes[i]));
      close_in (&problem, &best);
      if (best.miss <= GOOD_MISS || best.verdict.mean_delta_e_2000 > HOPELESS)
        break;
    }

  /* Leaves the trial's corrections as they are for the best. */
  *params  = best.params;
  *verdict = best.verdict;
  smp_trial_judge (trial, params, verdict);
}
