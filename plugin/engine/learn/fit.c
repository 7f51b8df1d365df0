/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Analysis by synthesis: values are changed until what is read of their drawing is what is read of
 * the photo. */

#include <string.h>

#include "base/same-math.h"
#include "base/stop.h"
#include "fit.h"

/* Dots have a direction in common where it is so many times what chance makes. */
#define LEAST_COMMON 3.0

/* The drawing holds about so many dots, on a square of such a side at least. */
#define DRAWN_DOTS     190.0
#define LEAST_DRAWN_MM 9.0

/* Bare skin whose light is off by this is in another one. */
#define OTHER_LIGHT 0.10

/* Skin that is treated has at most so many times the texture of such as is bare, or is usual. */
#define MOST_TEXTURE 1.75

/* A drawing that fits worse than this is not the only one: from so many times as many dots another
 * is tried, which fits as well if it is off by no more than so many times, and is another if its
 * density is by so many times. */
#define CLEAR         10.0
#define MORE_DOTS     2.0
#define AS_WELL       1.5
#define OTHER_DENSITY 1.25

/* How often values of one kind are found before those of the other, and rounds of each search. */
#define TURNS          2
#define ROUNDS         4
#define VARIETY_ROUNDS 2
#define SETTLE_ROUNDS  3

/* Where drawing and photo cannot agree in all, light and cover come first. */
#define MISFIT_TOLERANCE 0.25

/* Phones sharpen about so much, cameras not at all. */
#define USUAL_SHARPENING 0.9

/* Of the look, what light and cover are set by at last. */
static const gint settled[] = { SMP_LOOK_LOG_DENSITY, SMP_LOOK_LOG_DIAMETER, SMP_LOOK_LOG_PARTS };
#define N_SETTLED ((gint) G_N_ELEMENTS (settled))

/* How many of the look's values are sought. */
static gint
n_look (const SmpFit *fit)
{
  return fit->counts ? SMP_N_LOOK : SMP_LOOK_TEXTURE;
}

static gint
drawing_side (const SmpFit *fit)
{
  gdouble side = 10.0 * sqrt (DRAWN_DOTS / MAX (exp (fit->look[SMP_LOOK_LOG_DENSITY].value), 1.0));

  side = CLAMP (side, LEAST_DRAWN_MM, SMP_MOST_DRAWN_MM);
  return (gint) (fit->times_wider * side * fit->work.px_per_mm);
}

/* Sets the parameters from the unknowns. */
static void
take_values (SmpFit *fit, const SmpUnknown *look, const SmpUnknown *variety)
{
  SmpParams *params = &fit->params;

  params->missed_dots = variety[SMP_VARIETY_MISSED].value;
  params->density_per_cm2 =
    MIN (exp (look[SMP_LOOK_LOG_DENSITY].value) / (1.0 - params->missed_dots), 400.0);
  params->dot_diameter_mm    = exp (look[SMP_LOOK_LOG_DIAMETER].value);
  params->dilution           = exp (look[SMP_LOOK_LOG_PARTS].value) - 1.0;
  params->photo_blur_px      = look[SMP_LOOK_BLUR].value;
  params->depth_mm           = look[SMP_LOOK_DEPTH].value;
  params->elongation         = variety[SMP_VARIETY_ELONGATION].value;
  params->size_variation     = variety[SMP_VARIETY_SIZE_VARIATION].value;
  params->strength_variation = variety[SMP_VARIETY_STRENGTH_VARIATION].value;
  params->irregularity       = variety[SMP_VARIETY_IRREGULARITY].value;
  fit->camera.sharpen        = look[SMP_LOOK_SHARPEN].value;
  fit->camera.texture_times  = look[SMP_LOOK_TEXTURE].value;
}

static void
draw (SmpFit *fit)
{
  SmpWork drawing;
  gint    side = drawing_side (fit);

  smp_work_init (&drawing, side, side, fit->work.px_per_mm);
  smp_drawing_draw (&fit->params, &fit->camera, &drawing);
  smp_traits_measure (&drawing, fit->filter_mm, fit->floor, &fit->drawn);
  smp_work_clear (&drawing);
}

static gdouble
log_ratio (gdouble a, gdouble b)
{
  return log (MAX (a, 1e-4) / MAX (b, 1e-4));
}

/* Bare skin is not always in quite the same light: what is far off says little more than that. */
static gdouble
bare_residual (gdouble off)
{
  return off / 0.06 / sqrt (1.0 + pow (off / OTHER_LIGHT, 2.0));
}

/* Each residual is over what it may well be off by; what is known without the photo comes last. */
static void
look_residuals (const SmpUnknown *look, gdouble *residuals, gpointer data)
{
  SmpFit          *fit   = data;
  const SmpTraits *photo = &fit->photo, *drawn = &fit->drawn;
  gint             n = 0;

  take_values (fit, look, fit->variety);
  draw (fit);
  for (gint c = 0; c < 3; c++)
    residuals[n++] = (drawn->mean[c] - photo->mean[c]) / (0.01 * fit->tolerance);
  residuals[n++] = (drawn->cover - photo->cover) / (0.012 * fit->tolerance);
  residuals[n++] = log_ratio (drawn->per_cm2, photo->per_cm2) / 0.03;
  for (gint k = 0; k + 1 < SMP_TRAIT_RINGS; k++)
    residuals[n++] = (drawn->rings[k] / drawn->rings[SMP_TRAIT_RINGS - 1] -
                      photo->rings[k] / photo->rings[SMP_TRAIT_RINGS - 1]) /
                     0.012;
  for (gint c = 0; c < 3; c += 2)
    residuals[n++] =
      (drawn->core[c] / MAX (drawn->core[1], 0.01) - photo->core[c] / MAX (photo->core[1], 0.01)) /
      0.08;
  for (gint k = 0; k < SMP_TRAIT_BANDS; k++)
    residuals[n++] = log_ratio (drawn->bands[k], photo->bands[k]) / 0.08;
  for (gint c = 0; c < 3; c++)
    residuals[n++] =
      fit->bare_ratio[c] > 0.0 ? bare_residual (drawn->bright[c] - fit->bare_ratio[c]) : 0.0;
  residuals[n++] = log (look[SMP_LOOK_BLUR].value / 0.75) / 0.3;
  residuals[n++] =
    MIN (look[SMP_LOOK_SHARPEN].value, fabs (look[SMP_LOOK_SHARPEN].value - USUAL_SHARPENING)) /
    0.15;
  residuals[n++] = (look[SMP_LOOK_DEPTH].value - 0.04) / 0.02;
  residuals[n++] = (look[SMP_LOOK_TEXTURE].value - fit->texture_most_likely) / 0.5;
  residuals[n++] = (look[SMP_LOOK_LOG_PARTS].value - log (16.0)) / 0.5;
  residuals[n++] = (look[SMP_LOOK_LOG_DIAMETER].value - log (0.28)) / 0.35;
  residuals[n++] = (look[SMP_LOOK_LOG_DENSITY].value - log (MAX (photo->per_cm2, 1.0))) / 0.5;
}
#define N_LOOK_RESIDUALS (3 + 2 + (SMP_TRAIT_RINGS - 1) + 2 + SMP_TRAIT_BANDS + 3 + 7)

static void
variety_residuals (const SmpUnknown *variety, gdouble *residuals, gpointer data)
{
  SmpFit          *fit   = data;
  const SmpTraits *photo = &fit->photo, *drawn = &fit->drawn;
  gint             n = 0;

  take_values (fit, fit->look, variety);
  draw (fit);
  residuals[n++] = (drawn->anisotropy - photo->anisotropy) / 0.015;
  residuals[n++] = (drawn->strength_spread - photo->strength_spread) / 0.03;
  residuals[n++] = (drawn->width_spread - photo->width_spread) / 0.02;
  residuals[n++] = (drawn->nearest - photo->nearest) / 0.015;
  residuals[n++] = (drawn->nearest_spread - photo->nearest_spread) / 0.03;
  residuals[n++] = (drawn->gaps - photo->gaps) / 0.01;
  residuals[n++] = (variety[SMP_VARIETY_SIZE_VARIATION].value - 0.2) / 0.15;
  residuals[n++] = (variety[SMP_VARIETY_STRENGTH_VARIATION].value - 0.25) / 0.15;
  residuals[n++] = (variety[SMP_VARIETY_IRREGULARITY].value - 0.6) / 0.3;
  residuals[n++] = variety[SMP_VARIETY_MISSED].value / 0.08;
}
#define N_VARIETY_RESIDUALS 10

/* Grain is noise that the drawing lacks. */
static void
fit_grain (SmpFit *fit)
{
  for (gint k = 0; k < SMP_TRAIT_GRAINS; k++)
    {
      gdouble own = fit->camera.grain[k], photo = fit->photo.grain[k], drawn = fit->drawn.grain[k];

      fit->camera.grain[k] = sqrt (MAX (own * own + 0.8 * (photo * photo - drawn * drawn), 0.0));
    }
}

/* Where a search begins, and between which values it stays. */
static void
start_values (SmpFit *fit, gdouble density)
{
  fit->look[SMP_LOOK_LOG_DENSITY] =
    (SmpUnknown) { log (MIN (density, 400.0)), log (15.0), log (400.0), 0.1 };
  fit->look[SMP_LOOK_LOG_DIAMETER] = (SmpUnknown) { log (0.28), log (0.10), log (0.80), 0.08 };
  fit->look[SMP_LOOK_LOG_PARTS]    = (SmpUnknown) { log (16.0), log (2.0), log (61.0), 0.15 };
  fit->look[SMP_LOOK_BLUR]         = (SmpUnknown) { 0.75, 0.3, 3.0, 0.12 };
  fit->look[SMP_LOOK_SHARPEN]      = (SmpUnknown) { 0.2, 0.0, 2.5, 0.2 };
  fit->look[SMP_LOOK_DEPTH]        = (SmpUnknown) { 0.04, 0.0, 0.3, 0.02 };
  fit->look[SMP_LOOK_TEXTURE] = (SmpUnknown) { fit->texture_most_likely, 0.0, MOST_TEXTURE, 0.2 };

  fit->variety[SMP_VARIETY_ELONGATION]         = (SmpUnknown) { 1.3, 1.0, 2.0, 0.25 };
  fit->variety[SMP_VARIETY_SIZE_VARIATION]     = (SmpUnknown) { 0.2, 0.0, 0.4, 0.1 };
  fit->variety[SMP_VARIETY_STRENGTH_VARIATION] = (SmpUnknown) { 0.25, 0.0, 0.6, 0.12 };
  fit->variety[SMP_VARIETY_IRREGULARITY]       = (SmpUnknown) { 0.6, 0.0, 1.0, 0.25 };
  fit->variety[SMP_VARIETY_MISSED]             = (SmpUnknown) { 0.03, 0.0, 0.5, 0.08 };
}

void
smp_fit_start (SmpFit *fit, const SmpParams *at)
{
  const SmpTraits *photo = &fit->photo;

  smp_params_init (&fit->params);
  fit->params.years     = at->years;
  fit->params.fresh     = at->fresh;
  fit->params.sun       = at->sun;
  fit->params.skin      = at->skin;
  fit->params.age       = at->age;
  fit->params.smoker    = at->smoker;
  fit->params.scar      = at->scar;
  fit->params.px_per_mm = fit->work.px_per_mm;
  fit->tolerance        = 1.0;
  fit->times_wider      = 1.0;
  for (gint c = 0; c < 3; c++)
    fit->camera.skin[c] = photo->bright[c];
  for (gint k = 0; k < SMP_TRAIT_GRAINS && fit->texture_most_likely <= 0.0; k++)
    fit->camera.grain[k] = photo->grain[k] * (k == 0 ? 1.0 : 0.3);
  start_values (fit, CLAMP (photo->per_cm2, 30.0, 300.0));
}

static gdouble
colour_misfit (const SmpFit *fit)
{
  gdouble sum = 0.0;

  for (gint c = 0; c < 3; c += 2)
    sum +=
      pow (fit->drawn.mean[c] - fit->drawn.mean[1] - fit->photo.mean[c] + fit->photo.mean[1], 2.0);
  return sum;
}

/* The pigment whose colour is nearest, at the values that there are. */
static void
choose_pigment (SmpFit *fit)
{
  gdouble best    = G_MAXDOUBLE;
  gint    nearest = fit->params.pigment;

  for (gint pigment = SMP_PIGMENT_CARBON; pigment <= SMP_PIGMENT_IRON_OXIDE; pigment++)
    {
      gdouble misfit;

      fit->params.pigment = pigment;
      draw (fit);
      misfit = colour_misfit (fit);
      if (misfit < best)
        {
          best    = misfit;
          nearest = pigment;
        }
    }
  fit->params.pigment = nearest;
}

/* A picture is sharpened or it is not, and neither is found from the other. */
static void
search_from_both (SmpFit *fit)
{
  SmpUnknown plain[SMP_N_LOOK];
  gdouble    cost;

  memcpy (plain, fit->look, sizeof plain);
  cost = smp_search (plain, n_look (fit), N_LOOK_RESIDUALS, ROUNDS, look_residuals, fit);
  fit->look[SMP_LOOK_SHARPEN].value = USUAL_SHARPENING;
  if (smp_search (fit->look, n_look (fit), N_LOOK_RESIDUALS, ROUNDS, look_residuals, fit) > cost)
    memcpy (fit->look, plain, sizeof plain);
}

/* Finds the values that there are, and draws them. */
static gdouble
find_look (SmpFit *fit)
{
  gdouble cost =
    smp_search (fit->look, n_look (fit), N_LOOK_RESIDUALS, ROUNDS, look_residuals, fit);

  take_values (fit, fit->look, fit->variety);
  draw (fit);
  return cost;
}

static void
find_variety (SmpFit *fit)
{
  smp_search (fit->variety, SMP_N_VARIETY, N_VARIETY_RESIDUALS, VARIETY_ROUNDS, variety_residuals,
              fit);
  take_values (fit, fit->look, fit->variety);
  draw (fit);
}

/* The wide drawing's light and cover, and how far its values are from those that were found. */
static void
settle_residuals (const SmpUnknown *few, gdouble *residuals, gpointer data)
{
  SmpFit          *fit   = data;
  const SmpTraits *photo = &fit->photo, *drawn = &fit->drawn;
  SmpUnknown       look[SMP_N_LOOK];
  gint             n = 0;

  memcpy (look, fit->look, sizeof look);
  for (gint k = 0; k < N_SETTLED; k++)
    look[settled[k]] = few[k];
  take_values (fit, look, fit->variety);
  draw (fit);
  for (gint c = 0; c < 3; c++)
    residuals[n++] = (drawn->mean[c] - photo->mean[c]) / 0.01;
  residuals[n++] = (drawn->cover - photo->cover) / 0.012;
  for (gint k = 0; k < N_SETTLED; k++)
    residuals[n++] = (few[k].value - fit->look[settled[k]].value) / 0.3;
}
#define N_SETTLE_RESIDUALS (3 + 1 + N_SETTLED)

/* A search in a small drawing makes use of its chances; light and cover are then set in a wide one,
 * by how many dots there are, how dark and how large. */
static void
settle (SmpFit *fit)
{
  SmpUnknown few[N_SETTLED];

  fit->times_wider = 2.0;
  for (gint k = 0; k < N_SETTLED; k++)
    few[k] = fit->look[settled[k]];
  smp_search (few, N_SETTLED, N_SETTLE_RESIDUALS, SETTLE_ROUNDS, settle_residuals, fit);
  for (gint k = 0; k < N_SETTLED; k++)
    fit->look[settled[k]] = few[k];
  take_values (fit, fit->look, fit->variety);
  draw (fit);
}

/* The dots' common direction, and how far single ones turn from it.  Turns of standard deviation s
 * leave exp (-2 s^2) of what dots that all lie alike have in common (Mardia and Jupp 2000, of twice
 * the angle); what these have is drawn. */
static void
find_direction (SmpFit *fit)
{
  const gdouble *axis  = fit->photo.axis;
  gdouble        along = hypot (axis[0], axis[1]), turn;

  fit->has_direction = fit->counts && along > LEAST_COMMON * fit->photo.anisotropy /
                                                sqrt (MAX ((gdouble) fit->photo.n_marks, 1.0));
  if (!fit->has_direction)
    return;
  fit->params.direction_deg = fmod (180.0 - 0.5 * atan2 (axis[1], axis[0]) * 180.0 / G_PI, 180.0);
  turn                      = fit->params.direction_variation_deg;
  fit->params.direction_variation_deg = 0.0;
  draw (fit);
  turn =
    MIN (turn,
         sqrt (MAX (0.5 * log_ratio (hypot (fit->drawn.axis[0], fit->drawn.axis[1]), along), 0.0)) *
           180.0 / G_PI);
  fit->params.direction_variation_deg = turn;
}

/* Few dots on blotched skin, and many that merge, may look alike.  The search is tried once more
 * from many, and where it then ends with others and fits nearly as well, the photo does not say. */
static void
try_more_dots (SmpFit *fit, gdouble cost)
{
  SmpUnknown look[SMP_N_LOOK], variety[SMP_N_VARIETY];
  gdouble    other;

  memcpy (look, fit->look, sizeof look);
  memcpy (variety, fit->variety, sizeof variety);
  start_values (fit, MORE_DOTS * exp (look[SMP_LOOK_LOG_DENSITY].value));
  fit->look[SMP_LOOK_BLUR]    = look[SMP_LOOK_BLUR];
  fit->look[SMP_LOOK_SHARPEN] = look[SMP_LOOK_SHARPEN];
  find_look (fit);
  find_variety (fit);
  other        = find_look (fit);
  fit->is_open = other < AS_WELL * cost &&
                 fabs (fit->look[SMP_LOOK_LOG_DENSITY].value - look[SMP_LOOK_LOG_DENSITY].value) >
                   log (OTHER_DENSITY);
  memcpy (fit->look, look, sizeof look);
  memcpy (fit->variety, variety, sizeof variety);
  take_values (fit, fit->look, fit->variety);
  draw (fit);
}

void
smp_fit_search (SmpFit *fit)
{
  gdouble cost = 0.0, last;

  for (gint turn = 0; turn < TURNS && !smp_is_stopped (); turn++)
    {
      if (turn == 0)
        search_from_both (fit);
      cost = find_look (fit);
      fit_grain (fit);
      if (turn == 0)
        choose_pigment (fit);
      if (!fit->counts)
        continue;
      find_variety (fit);
      fit_grain (fit);
    }
  find_direction (fit);
  if (cost > SMP_FIT_MISFIT)
    fit->tolerance = MISFIT_TOLERANCE;
  choose_pigment (fit);
  last        = find_look (fit);
  fit->misfit = cost > SMP_FIT_MISFIT ? cost : last;
  if (fit->counts && fit->misfit > CLEAR && !smp_is_stopped ())
    try_more_dots (fit, fit->misfit);
  if (fit->misfit > SMP_FIT_MISFIT)
    settle (fit);
}
