/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A region, and what dots make of it. */

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "solve.h"
#include "smp/error.h"

/* Share of a region's light that tells of shine and not of a few glints. */
#define MUCH_SHINE 0.03

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
  if (take (&s->density_per_cm2, SMP_LEAST_DENSITY, SMP_MOST_DENSITY, &params->density_per_cm2))
    measured |= 1 << 0;
  if (take (&s->dot_diameter_mm, SMP_LEAST_DOT_MM, SMP_MOST_DOT_MM, &params->dot_diameter_mm))
    {
      params->dot_diameter_mm =
        CLAMP (params->dot_diameter_mm / params->dot_spread, SMP_LEAST_DOT_MM, SMP_MOST_DOT_MM);
      measured |= 1 << 1;
    }
  if (take (&s->elongation, 1.0, 4.0, &params->elongation))
    measured |= 1 << 2;
  if (take (&s->direction_deg, 0.0, 180.0, &params->direction_deg))
    measured |= 1 << 3;
  params->directions = NULL;
  if ((measured & (1 << 3)) && s->directions)
    params->directions = directions_from_origin (s, params);
  take (&s->direction_variation_deg, 0.0, 45.0, &params->direction_variation_deg);
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
  SmpLook     ring;

  if (!surroundings->skin_known)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, smp_limit_sentence (SMP_LIMIT_SKIN));
      return NULL;
    }
  matcher = g_new0 (SmpMatcher, 1);
  smp_scene_init (&scene, photo, NULL, region, surroundings);
  smp_verdict_measure (&scene, &ring, &matcher->before);
  smp_trial_init (&matcher->trial, &scene, &ring, region, surroundings);
  return matcher;
}

void
smp_matcher_free (SmpMatcher *matcher)
{
  if (matcher)
    smp_trial_clear (&matcher->trial);
  g_free (matcher);
}

/* Why the bars are missed. */
static SmpReach
reach_of (const SmpVerdict *verdict, gdouble shine)
{
  const gdouble *lab = verdict->mean_lab;

  if (smp_verdict_meets_bars (verdict))
    return SMP_REACH_WITHIN;
  if (shine > MUCH_SHINE)
    return SMP_REACH_SHINE;
  if (verdict->mean_delta_e_2000 <= SMP_MATCH_MOST_DELTA_E)
    return SMP_REACH_CONTRAST;
  /* Lighter and greyer is pale. */
  if (fabs (lab[0]) < hypot (lab[1], lab[2]) && (lab[0] <= 0.0 || lab[1] > 0.0))
    return SMP_REACH_HUE;
  return lab[0] > 0.0 ? SMP_REACH_PALE : SMP_REACH_DARK;
}

static void
fill_match (const SmpMatcher *matcher, const SmpParams *params, guint measured, SmpMatch *match)
{
  match->before           = matcher->before;
  match->reach            = reach_of (&match->predicted, matcher->trial.scene.shine);
  match->out_of_reach     = match->reach != SMP_REACH_WITHIN;
  match->coverage         = smp_solution_coverage (params) * matcher->trial.surroundings->mean_need;
  match->coverage_warning = match->coverage > SMP_HELMET;
  match->measured         = measured;
}

void
smp_matcher_solve (SmpMatcher *matcher, SmpParams *params, SmpMatch *match)
{
  guint measured = take_measured (matcher->trial.surroundings, params);

  memset (match, 0, sizeof *match);
  smp_solve (&matcher->trial, params, measured, &match->predicted);
  fill_match (matcher, params, measured, match);
}

void
smp_matcher_predict (SmpMatcher *matcher, const SmpParams *params, SmpMatch *match)
{
  memset (match, 0, sizeof *match);
  smp_trial_draw (&matcher->trial, params);
  smp_verdict_compare (&matcher->trial.look, &matcher->trial.ring, &match->predicted);
  fill_match (matcher, params, 0, match);
}

const gchar *
smp_reach_sentence (SmpReach reach)
{
  switch (reach)
    {
    case SMP_REACH_WITHIN:
      return "";
    case SMP_REACH_PALE:
      return _ ("It is too pale: dots that make it as dark as the skin around would merge or stand "
                "out.");
    case SMP_REACH_DARK:
      return _ ("It is darker than the skin around, and dots cannot make it lighter.");
    case SMP_REACH_HUE:
      return _ ("It is redder or of another hue than the skin around; dots change how dark it is, "
                "hardly its hue.");
    case SMP_REACH_SHINE:
      return _ ("Shine lies on it, and pigment below the surface cannot darken what the surface "
                "mirrors: another photo, in softer light, shows more.");
    default:
      return _ ("Dots that give it the right colour do not stand out from it as the hair around "
                "does from its skin.");
    }
}
