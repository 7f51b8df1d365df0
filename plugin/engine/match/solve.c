/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Solves for dots that make a region look like its surroundings, by drawing it:
 * one problem, from its bounds to its solution. */

#include <string.h>

#include "base/same-math.h"
#include "base/stop.h"
#include "least-squares.h"
#include "measure/hair-shape.h"
#include "places.h"
#include "smp/sharpness.h"
#include "smp/stipple.h"
#include "solve.h"

/* Differences that weigh alike. */
#define CLOSE_COLOUR   1.5 /* CIEDE2000 */
#define CLOSE_CONTRAST 0.07
#define CLOSE_TEXTURE  0.20
#define CLOSE_MARK     0.08
#define CLOSE_HUE      0.08
#define CLOSE_COVERAGE 0.018

/* Dots cannot change the hue much, and must not try to by darkness; too dark is worse than too
 * pale. */
#define HUE_WEIGHT  0.5
#define DARK_WEIGHT 2.0

/* Beyond these, differences begin to be seen, and weigh much more. */
#define MOST_LIGHTNESS 0.5 /* L* */
#define MOST_CONTRAST  0.045
#define MOST_TEXTURE   1.2 /* of the distance between two patches of the ring */
#define STEEP_COLOUR   0.1
#define STEEP_CONTRAST 0.01
#define STEEP_TEXTURE  0.02
#define FAR_BEYOND     4.0

/* Dots are like the hairs around if nothing is gained by others: logarithms that weigh alike. */
#define CLOSE_DENSITY      0.7
#define CLOSE_DIAMETER     0.25
#define CLOSE_IRREGULARITY 0.4

/* The warmer pigment must be so much better to be taken, and the hair around be so much nearer to
 * the skin's hue than to grey: black hair wants black dots. */
#define WARM_GAIN 0.9
#define WARM_HUE  0.03
#define WARM_HAIR 0.75

#define MOST_ROUNDS  5
#define LAST_ROUNDS  2
#define MOST_REPEATS 2
#define N_SIZES      2
#define MOST_EVENING 4
#define MOST_LIGHTER 12

/* So often dots are taken from some places and given back to others, and so often before any place
 * has to be light enough. */
#define MOST_BOTH  5
#define FIRST_BOTH 3

/* So often they are taken from near a place that is too dark, before they are from farther away. */
#define FIRST_FARTHEST 9

/* Where a step changes the places' dots by no more than this share, the next changes nothing. */
#define LEAST_EVENING 0.04

/* A place that dots make darker than this beside the ring, or beside itself where it was darker
 * without them, gets fewer, in L*; up to the other, it may stay. */
#define MOST_DARK    -0.85
#define MORE_LIGHTER 0.25
#define TOO_DARK     -0.90

/* No solution whose dots make a place darker than around by more than this, L*. */
#define MOST_DARKENED 1.0

/* What misses nothing by so much needs no more searching: dots beyond the region's edge darken the
 * skin beside it, so that a little more is missed in the end. */
#define GOOD_ENOUGH 0.93

/* What stays paler than this, L*, is tried with dots that are so much less diluted, so often. */
#define STILL_PALE   0.5
#define LESS_DILUTED 0.92
#define MOST_DEEPER  4

/* Dots are made finer where that is worth it, as a factor of their diameter, and what is missed
 * does not become more than so many times as much. */
#define WORTH_FINER  0.95
#define LITTLE_WORSE 1.03

/* A colour that misses by so many times the bar is not missed for want of searching. */
#define HOPELESS 2.5

/* Dots that leave more than this share of what is missed are not worth a needle. */
#define LEAST_GAIN 0.97

/* Dots cover no more skin than so many times what the hairs around do, and are no fewer than these,
 * where those could be counted.  Where they could not, dots' number is free within this factor. */
#define COVER_RANGE   2.5
#define DENSITY_RANGE 1.5

/* However long a hair, it is not made up for by more dots than this. */
#define MOST_DOTS_A_HAIR 3.0

/* Healed dots are as large as the area of a hair, or down to this share of it; a fill has more and
 * smaller marks than the hair beside it: 0.28 mm beside 0.32 mm, seen in a close photo of one. */
#define LEAST_SIZE 0.65
#define USUAL_SIZE 0.875

/* Beside hair whose size is not known, healed dots are of a usual size, from this on. */
#define LEAST_USUAL_MM 0.20

/* Where hair is longer than dots, they are as large as beside stubble, whose area is that of a dot
 * of this diameter.  From such a length on (stubble in photos of shaved heads has up to 1.1 mm,
 * clipped hair 1.6 and more), tone decides: what of the pattern they cannot have weighs so much
 * less. */
#define STUBBLE_MM       0.32
#define LONG_HAIR_MM     1.3
#define LONG_HAIR_WEIGHT 0.25

/* Few black dots beside strokes are a pepper that is seen before any difference of tone: there,
 * dots are of a medium dilution and as even as a hand sets them, and what many of them leave stays
 * paler. */
#define LONG_HAIR_DILUTION     10.0
#define LONG_HAIR_IRREGULARITY 0.6

#define LEAST_BLUR_PX 0.3
#define MOST_BLUR_PX  5.0

/* A hand keeps dots apart: where they fall as chance has it they merge in clumps and leave gaps.
 * The one finished treatment that presets were laid beside is more even than dots of 0.6. */
static const gdouble least_irregularity = 0.4, most_irregularity = 0.75;

/* Beyond these nothing more can be done with a needle. */
#define AT_LIMIT 0.93

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
smp_solution_is_at_limits (const SmpParams *params, gdouble coverage)
{
  gdouble standing = params->density_per_cm2 * (1.0 - params->missed_dots);

  return coverage >= AT_LIMIT * SMP_HELMET ||
         ((params->dilution <= SMP_LEAST_DILUTION / AT_LIMIT ||
           params->dot_diameter_mm * params->dot_spread >= AT_LIMIT * SMP_MOST_DOT_MM) &&
          standing >= AT_LIMIT * SMP_MOST_DENSITY);
}

/* What is searched for. */
typedef struct
{
  SmpTrial  *trial;
  SmpParams  around; /* as measured, or as the preset has it */
  SmpParams  params; /* the others are taken from */
  guint      measured;
  gdouble    pattern_weight; /* of contrast, texture and marks */
  gdouble    least_dilution;
  SmpUnknown unknowns[SMP_SEARCH_MOST_UNKNOWNS];
  gint       n_unknowns;
} Problem;

enum
{
  DILUTION,
  DIAMETER,
  DENSITY,
  IRREGULARITY,
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

/* Dots that have the area of one hair; where that is not known, one. */
static gdouble
dots_a_hair (const SmpSurroundings *s, gdouble healed_mm)
{
  gdouble ratio = s->dot_diameter_mm.value / healed_mm;

  return s->dot_diameter_mm.limit == SMP_LIMIT_NONE ? CLAMP (ratio * ratio, 1.0, MOST_DOTS_A_HAIR)
                                                    : 1.0;
}

/* How much of the hair's pattern dots are to have. */
static gdouble
pattern_weight (const SmpSurroundings *s)
{
  gdouble length_mm = s->dot_diameter_mm.value * sqrt (MAX (s->elongation.value, 1.0));

  if (!smp_hair_is_longer_than_dots (s))
    return 1.0;
  return s->dot_diameter_mm.limit == SMP_LIMIT_NONE && length_mm < LONG_HAIR_MM ? 1.0
                                                                                : LONG_HAIR_WEIGHT;
}

/* No more dots than anyone can ask for. */
static gdouble
possible_density (gdouble density_per_cm2)
{
  return MIN (density_per_cm2, smp_param_find ("density")->maximum);
}

/* As many dots are placed where a place is to have the most that may stand. */
static gdouble
most_placed (const SmpParams *params, gdouble most_standing)
{
  return possible_density (most_standing / MAX (1.0 - params->missed_dots, 0.1));
}

/* Densities are of dots that are placed where each place gets as many as the neediest. */
static void
bound_density (Problem *problem)
{
  const SmpTrial        *trial = problem->trial;
  const SmpSurroundings *s     = trial->surroundings;
  const SmpParams       *p     = &problem->around;
  gdouble                hairs = p->density_per_cm2 / smp_trial_mean_fill (trial);
  gdouble  small = problem->measured & (1 << 1) ? 1.0 / (LEAST_SIZE * LEAST_SIZE) : 1.0;
  gboolean known = problem->measured & (1 << 0);
  gdouble  more  = known ? COVER_RANGE * small : DENSITY_RANGE;
  gdouble  dots  = dots_a_hair (s, p->dot_diameter_mm * p->dot_spread);

  set_unknown (problem, DENSITY, exp (problem->unknowns[DENSITY].value),
               CLAMP (hairs / (known ? 1.0 : DENSITY_RANGE), SMP_LEAST_DENSITY, SMP_MOST_DENSITY),
               most_placed (p, MIN (SMP_MOST_DENSITY / trial->fill.mean, hairs * dots * more)),
               0.08);
}

/* Whether dots cannot have the hair's pattern. */
static gboolean
tone_decides (const Problem *problem)
{
  return problem->pattern_weight < 1.0;
}

/* Dots softer than the photo are a veil: they are as soft as what is out of focus only where that
 * is what hides the hairs. */
static gdouble
most_blur_px (const SmpSurroundings *s)
{
  if (s->photo_blur_px.limit == SMP_LIMIT_BLUR)
    return MOST_BLUR_PX;
  return s->edge_px > 0.0 ? CLAMP (s->edge_px, SMP_SHARPEST_PX, SMP_OUT_OF_FOCUS_PX)
                          : SMP_OUT_OF_FOCUS_PX;
}

static void
pose (Problem *problem, SmpTrial *trial, const SmpParams *params, guint measured)
{
  const gdouble  spread   = params->dot_spread;
  const gboolean known    = (measured & (1 << 1)) != 0;
  const gboolean is_long  = smp_hair_is_longer_than_dots (trial->surroundings);
  const gdouble  most     = (is_long ? STUBBLE_MM : SMP_MOST_DOT_MM) / spread;
  const gdouble  diameter = MIN (params->dot_diameter_mm, most);

  problem->trial  = trial;
  problem->around = *params;
  /* Where no hair was measured, the density may be none. */
  problem->around.density_per_cm2 = MAX (params->density_per_cm2, SMP_LEAST_DENSITY);
  problem->params                 = *params;
  problem->measured               = measured;
  problem->pattern_weight         = pattern_weight (trial->surroundings);
  problem->around.dot_diameter_mm = known || is_long ? USUAL_SIZE * diameter : diameter;
  problem->least_dilution = tone_decides (problem) ? LONG_HAIR_DILUTION : SMP_LEAST_DILUTION;
  problem->n_unknowns     = measured & (1 << 4) ? BLUR : N_UNKNOWNS;
  set_unknown (problem, DILUTION, params->dilution, problem->least_dilution, SMP_MOST_DILUTION,
               0.10);
  set_unknown (problem, DIAMETER, diameter,
               known ? MAX (SMP_LEAST_DOT_MM / spread, LEAST_SIZE * diameter)
                     : LEAST_USUAL_MM / spread,
               known ? diameter : most, 0.06);
  problem->unknowns[DENSITY].value = log (MAX (params->density_per_cm2, 1.0));
  bound_density (problem);
  set_unknown (problem, IRREGULARITY, params->irregularity, least_irregularity,
               tone_decides (problem) ? LONG_HAIR_IRREGULARITY : most_irregularity, 0.3);
  set_unknown (problem, BLUR, params->photo_blur_px, LEAST_BLUR_PX,
               most_blur_px (trial->surroundings), 0.12);
}

static void
take_values (const Problem *problem, const SmpUnknown *unknowns, SmpParams *params)
{
  *params                 = problem->params;
  params->dilution        = exp (unknowns[DILUTION].value);
  params->dot_diameter_mm = exp (unknowns[DIAMETER].value);
  params->density_per_cm2 = possible_density (exp (unknowns[DENSITY].value));
  params->irregularity    = exp (unknowns[IRREGULARITY].value);
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

#define N_RESIDUALS (3 + 1 + 1 + 1 + SMP_MATCH_BANDS + 1 + 3 + 1 + 1 + 3)

/* Dots may be fainter than long hair, but not louder. */
static gdouble
weight_of_pattern (const Problem *problem, const SmpVerdict *verdict)
{
  return verdict->contrast_ratio < 1.0 ? problem->pattern_weight : 1.0;
}

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
  const gdouble  mean = smp_trial_mean_fill (trial);
  const gdouble *lab  = verdict.mean_lab;
  gdouble        contrast, pattern, share, *r = residuals;

  take_values (problem, unknowns, &params);
  smp_trial_draw (trial, &params);
  smp_verdict_compare (&trial->look, ring, &verdict);
  contrast = log (MAX (verdict.contrast_ratio, 1e-3));
  pattern  = weight_of_pattern (problem, &verdict);
  share    = verdict.mean_delta_e_2000 /
          MAX (sqrt (lab[0] * lab[0] + lab[1] * lab[1] + lab[2] * lab[2]), 1e-9);
  *r++ = lab[0] * share * (lab[0] < 0.0 ? DARK_WEIGHT : 1.0) / CLOSE_COLOUR;
  for (gint c = 1; c < 3; c++)
    *r++ = HUE_WEIGHT * lab[c] * share / CLOSE_COLOUR;
  *r++ = beyond (fabs (lab[0]), MOST_LIGHTNESS, STEEP_COLOUR);
  *r++ = pattern * contrast / CLOSE_CONTRAST;
  *r++ = pattern * beyond (fabs (contrast), MOST_CONTRAST, STEEP_CONTRAST);
  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    *r++ = pattern * log (MAX (trial->look.bands[k], 1e-6) / MAX (ring->bands[k], 1e-6)) /
           (CLOSE_TEXTURE * sqrt (SMP_MATCH_BANDS));
  *r++ = pattern * MAX (verdict.band_distance - MOST_TEXTURE * ring->patch_distance, 0.0) /
         STEEP_TEXTURE;
  for (gint c = 0; c < 3; c++)
    *r++ = pattern * log (MAX (trial->look.mark[c], 1e-3) / MAX (ring->mark[c], 1e-3)) /
           (CLOSE_MARK * sqrt (3.0));
  *r++ = pattern * missing_warmth (trial) / CLOSE_HUE;
  *r++ = MAX (mean * smp_solution_coverage (&params) - SMP_HELMET, 0.0) / CLOSE_COVERAGE;
  *r++ = log (mean * params.density_per_cm2 * (1.0 - params.missed_dots) /
              (problem->around.density_per_cm2 *
               dots_a_hair (trial->surroundings, params.dot_diameter_mm * params.dot_spread))) /
         CLOSE_DENSITY;
  *r++ = log (params.dot_diameter_mm / problem->around.dot_diameter_mm) / CLOSE_DIAMETER;
  *r++ = (params.irregularity - problem->around.irregularity) / CLOSE_IRREGULARITY;
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

/* The best dilution and size, and blur where that is unknown, of a few. */
static void
choose_start (Problem *problem, const gdouble sizes[N_SIZES])
{
  static const gdouble dilutions[] = { 9.0, 14.0 };
  static const gdouble blurs_px[]  = { 0.6, 1.2, 2.4 };
  const guint          n_blurs     = problem->n_unknowns > BLUR ? G_N_ELEMENTS (blurs_px) : 1;
  const guint          n_dilutions = G_N_ELEMENTS (dilutions);
  SmpUnknown           best[SMP_SEARCH_MOST_UNKNOWNS], *u = problem->unknowns;
  gdouble              least = G_MAXDOUBLE;

  u[DENSITY].value = MIN (u[DENSITY].value + log (1.4), u[DENSITY].most);
  for (guint i = 0; i < n_dilutions * n_blurs * N_SIZES; i++)
    {
      gdouble diameter = log (problem->around.dot_diameter_mm * sizes[i / (n_dilutions * n_blurs)]);
      gdouble cost;

      u[DILUTION].value =
        CLAMP (log (dilutions[i / n_blurs % n_dilutions]), u[DILUTION].least, u[DILUTION].most);
      u[DIAMETER].value = CLAMP (diameter, u[DIAMETER].least, u[DIAMETER].most);
      if (n_blurs > 1)
        u[BLUR].value = MIN (log (blurs_px[i % n_blurs]), u[BLUR].most);
      cost = cost_of (problem);
      if (cost < least)
        {
          least = cost;
          memcpy (best, u, sizeof best);
        }
    }
  memcpy (u, best, sizeof best);
}

/* Whether the hair around is of the skin's hue, as brown hair is, rather than grey or black. */
static gboolean
has_warm_hair (const SmpSurroundings *s)
{
  const gdouble *hair = s->hair.rgb, *skin = s->skin.rgb;

  return s->hair_known && log (MAX (hair[0], 1e-4) / MAX (hair[2], 1e-4)) >
                            WARM_HAIR * log (MAX (skin[0], 1e-4) / MAX (skin[2], 1e-4));
}

/* The usual pigment first; the warmer one where dots are too blue and it comes nearer. */
static void
try_warm (Problem *problem, gdouble cost)
{
  Problem   warm = *problem;
  SmpParams params;

  if (!has_warm_hair (problem->trial->surroundings))
    return;
  take_values (problem, problem->unknowns, &params);
  smp_trial_draw (problem->trial, &params);
  if (params.pigment != SMP_PIGMENT_CARBON || missing_warmth (problem->trial) < WARM_HUE)
    return;
  warm.params.pigment = SMP_PIGMENT_CARBON_WARM;
  if (search (&warm, LAST_ROUNDS) < WARM_GAIN * cost)
    *problem = warm;
}

/* A solution, as the region was found to look with it; how far it is from the bars, of which 1 is
 * missed by nothing. */
typedef struct
{
  SmpParams  params;
  SmpVerdict verdict;
  SmpFill    fill;
  gdouble    miss;
  gboolean   too_dark; /* at some place */
} Solution;

static gdouble
miss_of (const SmpVerdict *verdict, gdouble pattern)
{
  gdouble light_skin = smp_match_acceptable_delta_e (90.0);
  gdouble unit       = verdict->acceptable_delta_e / light_skin;
  gdouble miss       = verdict->place_delta_e / (SMP_MATCH_MOST_DELTA_E * unit);

  miss = MAX (miss, verdict->broad_delta_e / (SMP_MATCH_MOST_BROAD * unit));
  miss = MAX (miss, verdict->worst_delta_e / (SMP_MATCH_MOST_WORST * unit));
  miss = MAX (miss, pattern * fabs (verdict->contrast_ratio - 1.0) / SMP_MATCH_MOST_CONTRAST);
  return MAX (miss, pattern * verdict->band_distance /
                      (verdict->patch_band_distance + SMP_MATCH_MOST_TEXTURE));
}

/* What makes a place too dark is taken only where nothing else was found. */
static void
keep_better (const Problem    *problem,
             const SmpParams  *params,
             const SmpVerdict *verdict,
             Solution         *best)
{
  gdouble  miss     = miss_of (verdict, weight_of_pattern (problem, verdict));
  gboolean too_dark = verdict->darkened > MOST_DARKENED;

  if (too_dark == best->too_dark ? miss >= best->miss : too_dark)
    return;
  best->params   = *params;
  best->verdict  = *verdict;
  best->miss     = miss;
  best->too_dark = too_dark;
  smp_trial_save_fill (problem->trial, &best->fill);
}

/* Fewer dots where they would merge. */
static void
keep_apart (const SmpTrial *trial, SmpParams *params)
{
  gdouble coverage = smp_solution_coverage (params) * smp_trial_mean_fill (trial);

  if (coverage > SMP_HELMET)
    params->density_per_cm2 *= SMP_HELMET / coverage;
}

/* Keeps the trial's fill if it is the fullest that makes no place too dark. */
static void
keep_fuller (const SmpTrial *trial, SmpFill *fullest)
{
  if (!smp_trial_is_too_dark (trial, TOO_DARK) &&
      (!fullest->cells.data || trial->fill.mean > fullest->mean))
    smp_trial_save_fill (trial, fullest);
}

/* Takes dots away where they make a place too dark, and gives those back that need not have gone: a
 * few dots too many are no reason for a hole.  Where that does not do, takes more of them away each
 * time. */
static void
lighten (SmpTrial *trial, const SmpParams *params)
{
  gboolean goes_on = TRUE;
  gint     n_both = 0, n_taking = 0;
  SmpFill  wanted = { .mean = 1.0 }, fullest = { .mean = 0.0 };

  if (!smp_trial_is_too_dark (trial, MOST_DARK))
    return;
  smp_trial_save_fill (trial, &wanted);
  keep_fuller (trial, &fullest);
  while (goes_on && n_both < MOST_BOTH && n_taking < MOST_LIGHTER)
    {
      gboolean both   = fullest.cells.data || n_both < FIRST_BOTH;
      gdouble  margin = MORE_LIGHTER * (both ? 1 : n_taking + 1);
      SmpTake  take   = both                        ? SMP_TAKE_NEAR
                        : n_taking < FIRST_FARTHEST ? SMP_TAKE_FAR
                                                    : SMP_TAKE_FARTHEST;

      goes_on = smp_trial_lighten (trial, MOST_DARK, margin, take, both ? &wanted : NULL);
      n_both += both;
      n_taking += !both;
      if (goes_on)
        smp_trial_find_places (trial, params);
      keep_fuller (trial, &fullest);
    }
  if (fullest.cells.data)
    {
      smp_trial_take_fill (trial, &fullest);
      smp_trial_find_places (trial, params);
    }
  smp_field_clear (&wanted.cells);
}

/* Beside bare skin no place gets more dots than are usual, or little more. */
static gdouble
most_at_a_place (const Problem *problem)
{
  return smp_trial_has_pattern (problem->trial)
           ? SMP_MOST_AT_A_PLACE
           : MIN (SMP_MOST_AT_A_PLACE, DENSITY_RANGE * problem->around.density_per_cm2);
}

/* Gives each place the dots it needs, which a few steps do but for little, and in the end takes
 * those away that make a place too dark. */
static void
even_out (Problem *problem, SmpParams *params, Solution *best)
{
  SmpTrial *trial = problem->trial;
  gdouble   area  = smp_stipple_coverage (params, 1, 1.0);
  gdouble   most =
    most_placed (params, MIN (most_at_a_place (problem), SMP_MOST_COVER_AT_A_PLACE / area));
  gdouble    change = 1.0;
  SmpVerdict verdict;

  for (gint step = 0; step < MOST_EVENING && change > LEAST_EVENING; step++)
    {
      change                  = smp_trial_even_out (trial, most, params);
      params->density_per_cm2 = possible_density (params->density_per_cm2);
      keep_apart (trial, params);
      smp_trial_find_places (trial, params);
    }
  lighten (trial, params);
  smp_trial_judge (trial, params, TRUE, &verdict);
  keep_better (problem, params, &verdict, best);
  problem->unknowns[DENSITY].value = log (params->density_per_cm2);
  bound_density (problem);
}

static gboolean
is_hopeless (const SmpVerdict *verdict)
{
  return verdict->place_delta_e > HOPELESS * verdict->acceptable_delta_e;
}

/* The whole region says how far the windows were from it, and which places need more and which
 * fewer dots; then values are searched again.  Keeps the best. */
static void
close_in (Problem *problem, Solution *best)
{
  SmpTrial *trial = problem->trial;

  for (gint i = 0; i <= MOST_REPEATS; i++)
    {
      SmpParams  params;
      SmpVerdict verdict;

      if (i > 0)
        search (problem, LAST_ROUNDS);
      take_values (problem, problem->unknowns, &params);
      if (!smp_trial_judge (trial, &params, TRUE, &verdict))
        {
          keep_better (problem, &params, &verdict, best);
          return;
        }
      even_out (problem, &params, best);
      if (best->miss <= GOOD_ENOUGH || is_hopeless (&best->verdict))
        return;
    }
}

/* The search weighs the pattern against the tone by parts of the region; what it leaves too pale
 * may be nearer with darker dots in the same places, as the whole region shows, if they are not too
 * loud then. */
static void
deepen (Problem *problem, Solution *best)
{
  SmpTrial *trial = problem->trial;

  for (gint i = 0; i < MOST_DEEPER && best->verdict.mean_lab[0] > STILL_PALE; i++)
    {
      gdouble    miss   = best->miss;
      SmpParams  params = best->params;
      SmpVerdict verdict;

      if (miss <= GOOD_ENOUGH || params.dilution <= problem->least_dilution || smp_is_stopped ())
        return;
      params.dilution = MAX (LESS_DILUTED * params.dilution, problem->least_dilution);
      smp_trial_take_fill (trial, &best->fill);
      smp_trial_save_fill (trial, &best->fill);
      smp_trial_find_places (trial, &params);
      lighten (trial, &params);
      smp_trial_judge (trial, &params, TRUE, &verdict);
      if (verdict.contrast_ratio > 1.0 + SMP_MATCH_MOST_CONTRAST)
        return;
      keep_better (problem, &params, &verdict, best);
      if (best->miss >= miss)
        return;
    }
}

/* Many small dots have the tone of few large ones, and leave less bare; beside hair that is longer
 * than dots they need not be as large as hairs. */
static void
refine (Problem *problem, Solution *best)
{
  SmpTrial *trial  = problem->trial;
  SmpParams params = best->params;
  gdouble   most   = most_placed (&params, most_at_a_place (problem));
  gdouble   least  = exp (problem->unknowns[DIAMETER].least);
  gdouble   finer  = MAX (sqrt (params.density_per_cm2 / most), least / params.dot_diameter_mm);
  Solution  fine   = { .miss = G_MAXDOUBLE, .too_dark = TRUE };

  if (!smp_hair_is_longer_than_dots (trial->surroundings) || finer > WORTH_FINER ||
      smp_is_stopped ())
    return;
  params.dot_diameter_mm *= finer;
  params.density_per_cm2 = MIN (params.density_per_cm2 / (finer * finer), most);
  smp_trial_take_fill (trial, &best->fill);
  smp_trial_save_fill (trial, &best->fill);
  smp_trial_find_places (trial, &params);
  even_out (problem, &params, &fine);
  if (fine.miss <= LITTLE_WORSE * best->miss && fine.too_dark <= best->too_dark)
    {
      smp_field_clear (&best->fill.cells);
      *best = fine;
    }
  else
    smp_field_clear (&fine.fill.cells);
}

/* Whether the region is nearer to its surroundings with dots than as it is: in colour, or, where
 * there is hair around whose pattern it may lack, in what it misses most.  Where nothing gives it
 * away, and there is no pattern, dots have nothing to do. */
static gboolean
is_worth_it (const Problem *problem, const Solution *best)
{
  const SmpVerdict *bare = &problem->trial->ring_verdict;

  if (!smp_trial_has_pattern (problem->trial) && bare->visibility == SMP_VISIBILITY_NOT_FOUND)
    return FALSE;
  if (best->verdict.place_delta_e < LEAST_GAIN * bare->place_delta_e)
    return TRUE;
  return smp_trial_has_pattern (problem->trial) &&
         best->miss < LEAST_GAIN * miss_of (bare, weight_of_pattern (problem, bare));
}

/* No dots; what they would be if there were some is as it was measured, or as the preset has it. */
static void
lay_none (Problem *problem, SmpParams *params, SmpVerdict *verdict)
{
  smp_trial_restart (problem->trial);
  *params                 = problem->around;
  params->density_per_cm2 = 0.0;
  smp_trial_judge (problem->trial, params, TRUE, verdict);
}

void
smp_solve (SmpTrial *trial, SmpParams *params, guint measured, SmpVerdict *verdict)
{
  static const gdouble sizes[N_SIZES] = { 1.0, 0.8 };
  Problem              problem;
  Solution             best = { .params = *params, .miss = G_MAXDOUBLE, .too_dark = TRUE };

  smp_trial_restart (trial);
  pose (&problem, trial, params, measured);
  choose_start (&problem, sizes);
  try_warm (&problem, search (&problem, MOST_ROUNDS));
  close_in (&problem, &best);
  if (best.fill.cells.data)
    deepen (&problem, &best);
  if (best.fill.cells.data)
    refine (&problem, &best);

  if (best.miss < G_MAXDOUBLE && !smp_is_stopped () && !is_worth_it (&problem, &best))
    {
      smp_field_clear (&best.fill.cells);
      lay_none (&problem, params, verdict);
      return;
    }

  /* Leaves the trial as it is for the best. */
  *params = best.params;
  smp_trial_take_fill (trial, &best.fill);
  smp_trial_judge (trial, params, TRUE, verdict);
}
