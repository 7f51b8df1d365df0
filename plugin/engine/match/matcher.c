/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A region, and what dots make of it. */

#include <string.h>

#include "base/same-math.h"
#include "places.h"
#include "smp/error.h"
#include "solve.h"

/* What is so much lighter than it could be, in L*, can be made darker. */
#define MUCH_PALER 0.5

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
      params->dot_diameter_mm /= params->dot_spread;
      measured |= 1 << 1;
    }
  if (take (&s->elongation, 1.0, SMP_MOST_ELONGATION, &params->elongation))
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
  gboolean   is_solved;
  gdouble    solved_l; /* mean L* less the ring's with the solution */
};

/* The region's contrast over the ring's, where both are without dots. */
static gdouble
bare_contrast_of (const SmpScene *scene, const SmpField *inner, const SmpLook *ring)
{
  SmpLook    bare;
  SmpVerdict verdict;

  smp_look_measure (scene->plain, inner, scene->px_per_mm, &bare);
  smp_verdict_compare (&bare, ring, &verdict);
  return verdict.contrast_ratio;
}

/* How a scene's region looks beside its ring, whose look is set too. */
static void
judge_scene (const SmpScene        *scene,
             gboolean               has_dots,
             const SmpSurroundings *surroundings,
             SmpLook               *ring,
             SmpVerdict            *verdict)
{
  const SmpPart part = { scene, scene->light, &scene->region, 0, 0 };
  SmpLook       region;
  SmpField      inner;
  SmpPlaces     places;
  gdouble       bare_contrast;

  smp_region_inner (&scene->region, scene->px_per_mm, &inner);
  smp_look_measure (scene->light, &scene->ring, scene->px_per_mm, ring);
  smp_look_measure (scene->light, &inner, scene->px_per_mm, &region);
  smp_verdict_compare (&region, ring, verdict);
  bare_contrast = has_dots ? bare_contrast_of (scene, &inner, ring) : verdict->contrast_ratio;
  smp_field_clear (&inner);
  smp_places_measure (&part, scene->plain, &places);
  smp_verdict_judge_places (&places, 1, surroundings, verdict, NULL);
  smp_verdict_judge_ring (scene, surroundings, verdict);
  smp_verdict_conclude (&places, 1, surroundings, bare_contrast, verdict);
  smp_places_clear (&places);
}

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
  judge_scene (&scene, FALSE, surroundings, &ring, &matcher->before);
  smp_trial_init (&matcher->trial, &scene, &ring, region, surroundings);
  matcher->trial.ring_verdict = matcher->before;
  return matcher;
}

void
smp_matcher_free (SmpMatcher *matcher)
{
  if (matcher)
    smp_trial_clear (&matcher->trial);
  g_free (matcher);
}

void
smp_match_verdict (const SmpPlane        *photo,
                   const SmpPlane        *light,
                   const SmpPlane        *region,
                   const SmpSurroundings *surroundings,
                   SmpVerdict            *verdict)
{
  SmpScene scene;
  SmpLook  ring;

  smp_scene_init (&scene, photo, light, region, surroundings);
  judge_scene (&scene, light != NULL, surroundings, &ring, verdict);
  smp_scene_clear (&scene);
}

static gdouble
coverage_of (const SmpMatcher *matcher, const SmpParams *params)
{
  return smp_solution_coverage (params) * smp_trial_mean_fill (&matcher->trial);
}

SmpReach
smp_matcher_reason (const SmpMatcher *matcher, const SmpParams *params, const SmpVerdict *verdict)
{
  gboolean is_darkest = matcher->is_solved
                          ? verdict->mean_lab[0] < matcher->solved_l + MUCH_PALER
                          : smp_solution_is_at_limits (params, coverage_of (matcher, params));

  if (is_darkest || verdict->visibility == SMP_VISIBILITY_NOT_JUDGED)
    return verdict->reach;
  switch (verdict->reach)
    {
    case SMP_REACH_PALE:
      return SMP_REACH_FEW;
    /* More dots would have more of the hair's pattern too. */
    case SMP_REACH_FAINT:
    case SMP_REACH_LENGTH:
    case SMP_REACH_TEXTURE:
      return verdict->mean_lab[0] > MUCH_PALER ? SMP_REACH_FEW : verdict->reach;
    default:
      return verdict->reach;
    }
}

static void
fill_match (const SmpMatcher *matcher, const SmpParams *params, guint measured, SmpMatch *match)
{
  match->before           = matcher->before;
  match->predicted.reach  = smp_matcher_reason (matcher, params, &match->predicted);
  match->coverage         = coverage_of (matcher, params);
  match->coverage_warning = match->coverage > SMP_HELMET;
  match->measured         = measured;
}

void
smp_matcher_solve (SmpMatcher *matcher, SmpParams *params, SmpMatch *match)
{
  guint measured = take_measured (matcher->trial.surroundings, params);

  memset (match, 0, sizeof *match);
  smp_solve (&matcher->trial, params, measured, &match->predicted);
  matcher->is_solved = TRUE;
  matcher->solved_l  = match->predicted.mean_lab[0];
  fill_match (matcher, params, measured, match);
}

void
smp_matcher_lay_evenly (SmpMatcher *matcher, SmpParams *params)
{
  params->density_per_cm2 *= matcher->trial.fill.mean;
  smp_trial_restart (&matcher->trial);
}

void
smp_matcher_predict (SmpMatcher *matcher, const SmpParams *params, SmpMatch *match)
{
  memset (match, 0, sizeof *match);
  smp_trial_judge (&matcher->trial, params, FALSE, &match->predicted);
  fill_match (matcher, params, 0, match);
}

void
smp_matcher_map (const SmpMatcher *matcher, SmpPlane *map)
{
  const SmpTrial *trial      = &matcher->trial;
  const gdouble   acceptable = smp_match_acceptable_delta_e (trial->surroundings->ita_deg);

  memset (map->data, 0, sizeof (gfloat) * (gsize) map->width * (gsize) map->height);
  for (gint k = 0; k < trial->n_places; k++)
    smp_places_map (&trial->places[k], acceptable, trial->region, map);
  smp_left_bare_map (trial->surroundings, trial->region, map);
}

void
smp_matcher_density (const SmpMatcher *matcher, const SmpParams *params, SmpPlane *density)
{
  smp_trial_density (&matcher->trial, params, density);
}
