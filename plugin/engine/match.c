/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Solves for dots that make a region look like its surroundings, by drawing a part of it. */

#include <math.h>
#include <string.h>

#include "i18n.h"
#include "match-look.h"
#include "smp/error.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define WINDOW_MM    10.0
#define EDGE_MM      0.3
#define BLEND_MM     1.5
#define HELMET       0.2
#define OUT_OF_REACH 4.0 /* CIEDE2000 */

/* Differences that weigh alike. */
#define CLOSE_COLOUR   2.0 /* CIEDE2000 */
#define CLOSE_CONTRAST 0.15
#define CLOSE_TEXTURE  0.30
#define CLOSE_COVERAGE 0.10

#define FIRST_STEP 0.25
#define LAST_STEP  0.05
#define MAX_SWEEPS 9

/* The scar's dots are not many more or fewer than the hairs around. */
#define DENSITY_RANGE 1.5

/* What the craft can do. */
static const gdouble least_dilution = 6.0, most_dilution = 30.0;
static const gdouble least_dot_mm = 0.12, most_dot_mm = 0.5;
static const gdouble least_density = 40.0, most_density = 250.0;

/* A part of the region on which values are tried. */
typedef struct
{
  const SmpPlane        *photo;
  const SmpPlane        *region;
  const SmpSurroundings *surroundings;
  gint                   x, y, width, height;
  SmpField               before[3];
  SmpField               after[3];
  SmpField               inner;
  SmpLook                ring;
  SmpLook                look;
} Trial;

/* The window around the place of the region that lies deepest inside. */
static void
find_window (Trial *trial, const SmpScene *scene)
{
  SmpField distance, outside;
  gint     deepest = 0, size = (gint) (WINDOW_MM * scene->px_per_mm);

  smp_field_init (&outside, scene->width, scene->height);
  for (gint i = 0; i < scene->width * scene->height; i++)
    outside.data[i] = scene->region.data[i] <= 0.5f;
  smp_field_distance (&outside, (gfloat) (1.0 / scene->px_per_mm), &distance);
  for (gint i = 0; i < scene->width * scene->height; i++)
    if (distance.data[i] > distance.data[deepest] && distance.data[i] < 1e5f)
      deepest = i;
  trial->width  = MIN (size, scene->width);
  trial->height = MIN (size, scene->height);
  trial->x      = CLAMP (deepest % scene->width - trial->width / 2, 0, scene->width - trial->width);
  trial->y = CLAMP (deepest / scene->width - trial->height / 2, 0, scene->height - trial->height);

  smp_field_init (&trial->inner, trial->width, trial->height);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&trial->before[c], trial->width, trial->height);
      smp_field_init (&trial->after[c], trial->width, trial->height);
    }
  for (gint j = 0; j < trial->height; j++)
    for (gint i = 0; i < trial->width; i++)
      {
        smp_field_row (&trial->inner, j)[i] =
          smp_field_row (&distance, trial->y + j)[trial->x + i] > (gfloat) EDGE_MM;
        for (gint c = 0; c < 3; c++)
          smp_field_row (&trial->before[c], j)[i] =
            smp_field_row (&scene->light[c], trial->y + j)[trial->x + i];
      }
  trial->x += scene->x;
  trial->y += scene->y;
  smp_field_clear (&outside);
  smp_field_clear (&distance);
}

static gdouble
coverage (const SmpParams *params)
{
  return smp_stipple_coverage (params, (guint) (params->density_per_cm2 * 100.0 + 0.5), 100.0);
}

static void
trial_draw (Trial *trial, const SmpParams *params)
{
  gint     reach = smp_skin_margin_px (params), margin = reach + smp_stipple_margin_px (params);
  gint     w = trial->width, h = trial->height;
  SmpPlane density = {
    NULL, trial->x - margin, trial->y - margin, w + 2 * margin, h + 2 * margin, 1
  };
  SmpPlane pigment = { NULL, trial->x - reach, trial->y - reach, w + 2 * reach, h + 2 * reach, 2 };
  SmpPlane light   = { NULL, trial->x, trial->y, w, h, 4 };

  density.data = g_new0 (gfloat, (gsize) density.width * (gsize) density.height);
  pigment.data = g_new0 (gfloat, (gsize) pigment.width * (gsize) pigment.height * 2);
  light.data   = g_new0 (gfloat, (gsize) w * (gsize) h * 4);
  smp_surroundings_deficit (trial->surroundings, trial->region, params->density_per_cm2, BLEND_MM,
                            &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, &light);
  for (gsize i = 0; i < (gsize) w * (gsize) h; i++)
    for (gsize c = 0; c < 3; c++)
      trial->after[c].data[i] =
        trial->before[c].data[i] * (light.data[4 * i + 3] > 0.0f ? light.data[4 * i + c] : 1.0f);
  smp_look_measure (trial->after, &trial->inner, params->px_per_mm, &trial->look);
  g_free (density.data);
  g_free (pigment.data);
  g_free (light.data);
}

/* What is unequal, in units of what the eye forgives: colour, contrast, texture; and dots that
 * merge. */
static gdouble
trial_cost (Trial *trial, const SmpParams *params)
{
  SmpVerdict verdict;
  gdouble    contrast, texture, merged;

  trial_draw (trial, params);
  smp_verdict_compare (&trial->look, &trial->ring, &verdict);
  contrast = log (MAX (verdict.contrast_ratio, 1e-3)) / CLOSE_CONTRAST;
  texture  = verdict.band_distance / CLOSE_TEXTURE;
  merged   = MAX (coverage (params) - HELMET, 0.0) / CLOSE_COVERAGE;
  return pow (verdict.delta_e_2000 / CLOSE_COLOUR, 2.0) + contrast * contrast + texture * texture +
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
improve (Trial *trial, SmpParams *params, const Freedom *freedom, gdouble step, gdouble best)
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

/* Coordinate search with shrinking steps: a few dozen small pictures, no derivative to be fooled by
 * single dots. */
static void
solve (Trial *trial, SmpParams *params)
{
  gdouble density   = params->density_per_cm2;
  Freedom freedom[] = {
    { &params->dilution, least_dilution, most_dilution },
    { &params->dot_diameter_mm, least_dot_mm, most_dot_mm },
    { &params->density_per_cm2, MAX (least_density, density / DENSITY_RANGE),
      MIN (most_density, density * DENSITY_RANGE) },
  };
  gdouble best, step = FIRST_STEP;

  params->dilution = CLAMP (params->dilution, least_dilution, most_dilution);
  best             = trial_cost (trial, params);
  for (gint sweep = 0; sweep < MAX_SWEEPS; sweep++)
    {
      gdouble before = best;

      for (guint i = 0; i < G_N_ELEMENTS (freedom); i++)
        best = improve (trial, params, &freedom[i], i == 0 ? 1.5 * step : step, best);
      if (best > 0.97 * before)
        step *= 0.5;
      if (step < LAST_STEP)
        break;
    }
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

static guint
take_measured (const SmpSurroundings *s, SmpParams *params)
{
  guint measured = 0;

  params->px_per_mm = s->px_per_mm;
  if (take (&s->density_per_cm2, least_density, most_density, &params->density_per_cm2))
    measured |= 1 << 0;
  if (take (&s->dot_diameter_mm, least_dot_mm, most_dot_mm, &params->dot_diameter_mm))
    measured |= 1 << 1;
  if (take (&s->elongation, 1.0, 4.0, &params->elongation))
    measured |= 1 << 2;
  if (take (&s->direction_deg, 0.0, 180.0, &params->direction_deg))
    measured |= 1 << 3;
  if (take (&s->photo_blur_px, 0.0, 5.0, &params->photo_blur_px))
    measured |= 1 << 4;
  return measured;
}

gboolean
smp_match_solve (const SmpPlane        *photo,
                 const SmpPlane        *region,
                 const SmpSurroundings *surroundings,
                 SmpParams             *params,
                 SmpMatch              *match,
                 GError               **error)
{
  Trial    trial = { photo,
                     region,
                     surroundings,
                     0,
                     0,
                     0,
                     0,
                     { { NULL, 0, 0 } },
                     { { NULL, 0, 0 } },
                     { NULL, 0, 0 },
                     { .contrast = 0.0 },
                     { .contrast = 0.0 } };
  SmpScene scene;

  memset (match, 0, sizeof (SmpMatch));
  if (!surroundings->skin_known)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, smp_limit_sentence (SMP_LIMIT_SKIN));
      return FALSE;
    }
  match->measured = take_measured (surroundings, params);
  smp_scene_init (&scene, photo, NULL, region, surroundings);
  smp_verdict_measure (&scene, &match->before);
  smp_look_measure (scene.light, &scene.ring, scene.px_per_mm, &trial.ring);
  find_window (&trial, &scene);
  smp_scene_clear (&scene);

  solve (&trial, params);
  smp_verdict_compare (&trial.look, &trial.ring, &match->predicted);
  match->out_of_reach     = match->predicted.delta_e_2000 > OUT_OF_REACH;
  match->coverage         = coverage (params);
  match->coverage_warning = match->coverage > HELMET;
  for (gint c = 0; c < 3; c++)
    {
      smp_field_clear (&trial.before[c]);
      smp_field_clear (&trial.after[c]);
    }
  smp_field_clear (&trial.inner);
  return TRUE;
}
