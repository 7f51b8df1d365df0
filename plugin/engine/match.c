/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Solves for dots that make a region look like its surroundings, by drawing a part of it. */

#include <math.h>
#include <string.h>

#include "i18n.h"
#include "match-trial.h"
#include "smp/error.h"
#include "smp/stipple.h"

#define HELMET       0.2
#define OUT_OF_REACH 4.0 /* CIEDE2000 */

/* Differences that weigh alike. */
#define CLOSE_COLOUR   0.6 /* CIEDE2000 */
#define CLOSE_CONTRAST 0.05
#define CLOSE_TEXTURE  0.30
#define CLOSE_MARK     0.06
#define CLOSE_COVERAGE 0.10

/* The warmer pigment must be so much better to be taken. */
#define WARM_GAIN 0.9

#define FIRST_STEP 0.25
#define LAST_STEP  0.05
#define MAX_SWEEPS 9

/* The dots are not many more than the hairs around; and not fewer, where those could be counted. */
#define DENSITY_RANGE 1.5

/* Nor are they much larger or smaller, once healed. */
#define DIAMETER_RANGE 1.40

/* What the craft can do. */
static const gdouble least_dilution = 6.0, most_dilution = 30.0;
static const gdouble least_dot_mm = 0.12, most_dot_mm = 0.5;
static const gdouble least_density = 40.0, most_density = 250.0;

static const gdouble least_blur_px = 0.3, most_blur_px = 5.0;

static gdouble
coverage (const SmpParams *params)
{
  return smp_stipple_coverage (params,
                               (guint) (params->density_per_cm2 * (1.0 - params->missed_dots) *
                                          100.0 +
                                        0.5),
                               100.0);
}

/* What is unequal, in units of what the eye forgives: colour, contrast, texture; and dots that
 * merge. */
static gdouble
trial_cost (SmpTrial *trial, const SmpParams *params)
{
  SmpVerdict verdict;
  gdouble    contrast, texture, merged;

  smp_trial_draw (trial, params);
  smp_verdict_compare (&trial->look, &trial->ring, &verdict);
  contrast = log (MAX (verdict.contrast_ratio, 1e-3)) / CLOSE_CONTRAST;
  texture  = verdict.band_distance / CLOSE_TEXTURE;
  merged   = MAX (coverage (params) - HELMET, 0.0) / CLOSE_COVERAGE;
  return pow (verdict.delta_e_2000 / CLOSE_COLOUR, 2.0) +
         pow (verdict.mark_distance / CLOSE_MARK, 2.0) + contrast * contrast + texture * texture +
         merged * merged;
}

typedef struct
{
  gdouble *value;
  gdouble  least;
  gdouble  most;
} Freedom;

/* Tries one value a step to either side, and stays where it is best. */
static gdouble
improve (SmpTrial *trial, SmpParams *params, const Freedom *freedom, gdouble step, gdouble best)
{
  gdouble middle = *freedom->value;

  for (gint side = -1; side <= 1; side += 2)
    {
      gdouble cost;

      *freedom->value = CLAMP (middle * exp (side * step), freedom->least, freedom->most);
      if (fabs (*freedom->value - middle) < 1e-6 * middle)
        continue;
      cost = trial_cost (trial, params);
      if (cost < best)
        return cost;
    }
  *freedom->value = middle;
  return best;
}

/* The best of a few places to start from, so that the search does not end in a corner. */
static void
choose_start (SmpTrial *trial, SmpParams *params, gboolean blur_known)
{
  static const gdouble dilutions[] = { 8.0, 13.0, 20.0, 28.0 };
  static const gdouble blurs_px[]  = { 0.6, 1.2, 2.4 };
  static const gdouble densities[] = { 1.0, 1.4 };
  const guint          n_blurs     = blur_known ? 1 : G_N_ELEMENTS (blurs_px);
  SmpParams            start = *params, best = *params;
  gdouble              least = G_MAXDOUBLE;

  for (guint i = 0; i < n_blurs * G_N_ELEMENTS (dilutions) * G_N_ELEMENTS (densities); i++)
    {
      guint   k = i / n_blurs;
      gdouble cost;

      if (!blur_known)
        start.photo_blur_px = blurs_px[i % n_blurs];
      start.dilution = dilutions[k % G_N_ELEMENTS (dilutions)];
      start.density_per_cm2 =
        MIN (params->density_per_cm2 * densities[k / G_N_ELEMENTS (dilutions)], most_density);
      cost = trial_cost (trial, &start);
      if (cost < least)
        {
          least = cost;
          best  = start;
        }
    }
  *params = best;
}

/* Coordinate search with shrinking steps: a few dozen small pictures, no derivative to be fooled by
 * single dots.  Returns the cost. */
static gdouble
search (SmpTrial        *trial,
        SmpParams       *params,
        guint            measured,
        const SmpParams *around,
        gdouble          first_step)
{
  const gdouble diameter = around->dot_diameter_mm, density = around->density_per_cm2;
  const gdouble range     = measured & (1 << 1) ? DIAMETER_RANGE : G_MAXDOUBLE;
  Freedom       freedom[] = {
    { &params->dilution, least_dilution, most_dilution },
    { &params->dot_diameter_mm, MAX (least_dot_mm, diameter / range),
            MIN (most_dot_mm, diameter * range) },
    { &params->density_per_cm2,
            MAX (least_density, density / (measured & (1 << 0) ? 1.0 : DENSITY_RANGE)),
            MIN (most_density, density * DENSITY_RANGE) },
    { &params->photo_blur_px, least_blur_px, most_blur_px },
  };
  guint   n_free = G_N_ELEMENTS (freedom) - (measured & (1 << 4) ? 1 : 0);
  gdouble best = trial_cost (trial, params), step = first_step;

  for (gint sweep = 0; sweep < MAX_SWEEPS; sweep++)
    {
      gdouble before = best;

      for (guint i = 0; i < n_free; i++)
        best = improve (trial, params, &freedom[i], i == 0 ? 1.5 * step : step, best);
      if (best > 0.97 * before)
        step *= 0.5;
      if (step < LAST_STEP)
        break;
    }
  return best;
}

/* How much redder or bluer dots are than hairs. */
static gdouble
hue_distance (SmpTrial *trial, const SmpParams *params)
{
  const gdouble *dots = trial->look.mark, *hairs = trial->ring.mark;

  smp_trial_draw (trial, params);
  return fabs (log (dots[0] / MAX (dots[2], 1e-3)) - log (hairs[0] / MAX (hairs[2], 1e-3)));
}

/* The usual pigment first; the warmer one where it comes nearer, in hue too. */
static void
solve (SmpTrial *trial, SmpParams *params, guint measured)
{
  const SmpParams around = *params;
  SmpParams       warm;
  gdouble         cost, hue;

  choose_start (trial, params, measured & (1 << 4));
  cost         = search (trial, params, measured, &around, FIRST_STEP);
  hue          = hue_distance (trial, params);
  warm         = *params;
  warm.pigment = params->pigment == SMP_PIGMENT_CARBON ? SMP_PIGMENT_CARBON_WARM : params->pigment;
  if (warm.pigment != params->pigment &&
      search (trial, &warm, measured, &around, 0.5 * FIRST_STEP) < WARM_GAIN * cost &&
      hue_distance (trial, &warm) < WARM_GAIN * hue)
    *params = warm;
  trial_cost (trial, params);
}

static gboolean
take (const SmpFigure *figure, gdouble least, gdouble most, gdouble *value)
{
  if (figure->limit != SMP_LIMIT_NONE)
    return FALSE;
  *value = CLAMP (figure->value, least, most);
  return TRUE;
}

/* Recipes count the directions' places from the pattern's origin, measuring from the image's
 * corner.
 */
static const SmpDirectionField *
directions_from_origin (const SmpSurroundings *s, const SmpParams *params)
{
  const SmpDirectionField *from = s->directions;
  SmpDirectionField *field = smp_direction_field_new (from->x_mm - params->origin_x / s->px_per_mm,
                                                      from->y_mm - params->origin_y / s->px_per_mm,
                                                      from->step_mm, from->columns, from->rows);

  memcpy (field->vectors, from->vectors,
          sizeof (gfloat) * 2 * (gsize) from->columns * (gsize) from->rows);
  return smp_direction_field_keep (field);
}

static guint
take_measured (const SmpSurroundings *s, SmpParams *params)
{
  guint measured = 0;

  params->px_per_mm = s->px_per_mm;
  if (take (&s->density_per_cm2, least_density, most_density, &params->density_per_cm2))
    measured |= 1 << 0;
  if (take (&s->dot_diameter_mm, least_dot_mm, most_dot_mm, &params->dot_diameter_mm))
    {
      params->dot_diameter_mm =
        CLAMP (params->dot_diameter_mm / params->dot_spread, least_dot_mm, most_dot_mm);
      measured |= 1 << 1;
    }
  if (take (&s->elongation, 1.0, 4.0, &params->elongation))
    measured |= 1 << 2;
  if (take (&s->direction_deg, 0.0, 180.0, &params->direction_deg))
    measured |= 1 << 3;
  params->directions = NULL;
  if ((measured & (1 << 3)) && s->directions)
    params->directions = directions_from_origin (s, params);
  if (take (&s->photo_blur_px, 0.0, 5.0, &params->photo_blur_px))
    measured |= 1 << 4;
  return measured;
}

struct _SmpMatcher
{
  SmpTrial   trial;
  SmpVerdict before;
};

SmpMatcher *
smp_matcher_new (const SmpPlane        *photo,
                 const SmpPlane        *region,
                 const SmpSurroundings *surroundings,
                 GError               **error)
{
  SmpMatcher *matcher;
  SmpScene    scene;

  if (!surroundings->skin_known)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, smp_limit_sentence (SMP_LIMIT_SKIN));
      return NULL;
    }
  matcher = g_new0 (SmpMatcher, 1);
  smp_scene_init (&scene, photo, NULL, region, surroundings);
  smp_verdict_measure (&scene, &matcher->before);
  smp_trial_init (&matcher->trial, &scene, region, surroundings);
  smp_scene_clear (&scene);
  return matcher;
}

void
smp_matcher_free (SmpMatcher *matcher)
{
  if (matcher)
    smp_trial_clear (&matcher->trial);
  g_free (matcher);
}

static void
fill_match (const SmpMatcher *matcher, const SmpParams *params, guint measured, SmpMatch *match)
{
  memset (match, 0, sizeof (SmpMatch));
  match->before = matcher->before;
  smp_verdict_compare (&matcher->trial.look, &matcher->trial.ring, &match->predicted);
  match->out_of_reach     = match->predicted.mean_delta_e_2000 > OUT_OF_REACH;
  match->coverage         = coverage (params);
  match->coverage_warning = match->coverage > HELMET;
  match->measured         = measured;
}

void
smp_matcher_solve (SmpMatcher *matcher, SmpParams *params, SmpMatch *match)
{
  guint measured = take_measured (matcher->trial.surroundings, params);

  solve (&matcher->trial, params, measured);
  fill_match (matcher, params, measured, match);
}

void
smp_matcher_predict (SmpMatcher *matcher, const SmpParams *params, SmpMatch *match)
{
  smp_trial_draw (&matcher->trial, params);
  fill_match (matcher, params, 0, match);
}
