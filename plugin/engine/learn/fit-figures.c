/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a search has learnt: its figures, how sure they are, and why there are none. */

#include "base/same-math.h"
#include "fit.h"

/* Coarser photos say nothing of dots; between the two single dots are not told apart. */
#define LEAST_PX_PER_MM 3.0
#define FINE_PX_PER_MM  7.0

/* Dots are darker than chance makes spots: by this factor, as light spots are; and so dark. */
#define LEAST_OUTSTANDING 1.5
#define LEAST_STRENGTH    0.035

/* Darker spots that stand out less than this may be the skin's own: pores and lines of two bald
 * heads came to 1.1 and 1.5, mottled skin to 1.0; treated heads to 2.0 and more. */
#define LEAST_OUTSTANDING_DOTS 1.65

/* Strokes are more drawn out than dots are ever seen. */
#define LINE 0.56

/* Where dots draw what the photo has less well than this, its spots are not, or not only, dots. */
#define LEAST_ALIKE 0.1

/* Where the photo shows fewer of the dots than this, one by one, their number is a guess. */
#define SHOWN 0.85

/* Where dark skin covers more than this, dots are not told apart. */
#define MERGED 0.36

/* What needs more of it than this may as well be more dots. */
#define LIKELY_TEXTURE 1.5

/* Round dots that touch are found as long ones, in no common direction. */
#define TOUCHING 1.8

/* What the photo leaves open, and what dots that touch or lie on unlikely skin say, counts so much.
 */
#define OPEN 0.3

/* Less skin holds too few dots. */
#define LEAST_AREA_CM2 0.30

/* Why nothing can be learnt from it. */
SmpLimit
smp_fit_photo_limit (const SmpFit *fit)
{
  const SmpTraits *photo = &fit->photo;

  if (photo->area_cm2 < LEAST_AREA_CM2)
    return SMP_LIMIT_TREATED;
  if (fit->work.px_per_mm < LEAST_PX_PER_MM)
    return SMP_LIMIT_DOTS_SCALE;
  if (photo->strength < LEAST_STRENGTH || photo->n_marks < 8 ||
      (photo->outstanding < LEAST_OUTSTANDING && photo->half_cover < 0.05))
    return SMP_LIMIT_NO_DOTS;
  if (photo->anisotropy > LINE)
    return SMP_LIMIT_HAIR_AMONG;
  return SMP_LIMIT_NONE;
}

/* Why single dots cannot be told apart. */
SmpLimit
smp_fit_single_limit (const SmpFit *fit)
{
  if (fit->work.px_per_mm < FINE_PX_PER_MM)
    return SMP_LIMIT_DOTS_SCALE;
  if (fit->photo.cover > MERGED)
    return SMP_LIMIT_DOTS_MERGED;
  return SMP_LIMIT_NONE;
}

static SmpFigure
figure (gdouble value, gdouble confidence, SmpLimit limit)
{
  if (limit != SMP_LIMIT_NONE)
    return (SmpFigure) { 0.0, 0.0, limit };
  return (SmpFigure) { value, CLAMP (confidence, 0.02, 1.0), SMP_LIMIT_NONE };
}

static void
take_look (const SmpTraits *traits, SmpWorkLook *look)
{
  look->cover = traits->cover;
  for (gint c = 0; c < 3; c++)
    look->mean[c] = traits->mean[c];
}

/* How far the drawing's profile and light are from the photo's. */
gdouble
smp_fit_agreement (const SmpFit *fit)
{
  gdouble sum = 0.0;

  for (gint k = 0; k < SMP_TRAIT_RINGS; k++)
    sum += pow ((fit->drawn.rings[k] - fit->photo.rings[k]) / 0.05, 2.0) / SMP_TRAIT_RINGS;
  for (gint c = 0; c < 3; c++)
    sum += pow ((fit->drawn.mean[c] - fit->photo.mean[c]) / 0.03, 2.0) / 3.0;
  sum += pow ((fit->drawn.cover - fit->photo.cover) / 0.05, 2.0);
  return exp (-0.5 * sum);
}

/* A drawing that has the photo's light by other dots than the photo's says little of these, and
 * nothing where it would need more of them than there can be. */
static gdouble
likeness (const SmpFit *fit)
{
  const SmpUnknown *density = &fit->look[SMP_LOOK_LOG_DENSITY];
  gboolean          is_end  = density->value >= density->most || density->value <= density->least;
  gboolean touch    = !fit->has_direction && fit->variety[SMP_VARIETY_ELONGATION].value > TOUCHING;
  gboolean is_rough = fit->counts && fit->look[SMP_LOOK_TEXTURE].value > LIKELY_TEXTURE;

  if (is_end)
    return 0.0;
  return (fit->is_open || touch || is_rough ? OPEN : 1.0) *
         MIN (SMP_FIT_MISFIT / MAX (fit->misfit, 1e-6), 1.0);
}

void
smp_fit_set_figures (const SmpFit *fit, SmpLearned *learned)
{
  const SmpParams *params = &fit->params;
  SmpLimit         single = smp_fit_single_limit (fit);
  gdouble          wide   = params->dot_diameter_mm * fit->work.px_per_mm;
  gdouble          many   = MIN (sqrt (fit->photo.n_marks / 150.0), 1.0);
  gdouble          alike  = smp_fit_agreement (fit) * likeness (fit);
  gdouble          shown  = fit->photo.per_cm2 / exp (fit->look[SMP_LOOK_LOG_DENSITY].value);
  gdouble          sure   = alike * many * pow (MIN (shown / SHOWN, 1.0), 2.0);
  gdouble          fine   = CLAMP ((wide - 1.2) / 2.5, 0.1, 1.0);

  if (single == SMP_LIMIT_NONE &&
      (alike < LEAST_ALIKE || fit->photo.outstanding < LEAST_OUTSTANDING_DOTS))
    single = SMP_LIMIT_MOTTLED;
  take_look (&fit->photo, &learned->photo);
  take_look (&fit->drawn, &learned->drawn);
  learned->n_dots = single == SMP_LIMIT_NONE ? fit->photo.n_marks : 0;
  learned->density_per_cm2 =
    figure (exp (fit->look[SMP_LOOK_LOG_DENSITY].value), 0.95 * sure, single);
  learned->dot_diameter_mm    = figure (params->dot_diameter_mm, 0.9 * sure * fine, single);
  learned->size_variation     = figure (params->size_variation, 0.5 * sure * fine, single);
  learned->strength_variation = figure (params->strength_variation, 0.5 * sure * fine, single);
  learned->elongation         = figure (params->elongation, 0.6 * sure * fine, single);
  learned->direction_variation_deg =
    figure (params->direction_variation_deg, fit->has_direction ? 0.5 * sure * fine : 0.0, single);
  learned->irregularity = figure (params->irregularity, 0.5 * sure, single);
  learned->missed_dots  = figure (params->missed_dots, 0.4 * sure, single);
  learned->dilution     = figure (params->dilution, 0.7 * sure * fine, single);
  learned->depth_mm     = figure (params->depth_mm, 0.3 * sure, single);
  learned->pigment      = figure (params->pigment, 0.3 * sure, single);
}
