/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Analysis by synthesis: values are changed until what is read of their drawing is what is read of
 * the photo. */

#include <string.h>

#include "base/i18n.h"
#include "base/same-math.h"
#include "base/stop.h"
#include "drawing.h"
#include "match/least-squares.h"
#include "smp/error.h"
#include "smp/glare.h"
#include "smp/learn.h"
#include "texture.h"

/* Photos are read at no more than about so many pixels a millimetre: a dot is then four wide. */
#define ENOUGH_PX_PER_MM 13.0

/* Coarser photos say nothing of dots; between the two single dots are not told apart. */
#define LEAST_PX_PER_MM 3.0
#define FINE_PX_PER_MM  7.0

/* Less skin holds too few dots. */
#define LEAST_AREA_CM2 0.30
#define LEAST_BARE_CM2 0.1

/* Dots are darker than chance makes spots: by this factor, as light spots are; and so dark. */
#define LEAST_OUTSTANDING 1.5
#define LEAST_STRENGTH    0.035

/* Darker spots that stand out less than this may be the skin's own: pores and lines of two bald
 * heads came to 1.1 and 1.5, mottled skin to 1.0; treated heads to 2.0 and more. */
#define LEAST_OUTSTANDING_DOTS 1.65

/* Strokes are more drawn out than dots are ever seen. */
#define LINE 0.56

/* Dots have a direction in common where it is so many times what chance makes. */
#define LEAST_COMMON 3.0

/* A drawing that is farther from the photo than this is none of it: drawn work comes to 0.8 and
 * more, a chequered cloth to 0.11 at most. */
#define LEAST_AGREEMENT 0.2

/* Where dots draw what the photo has less well than this, its spots are not, or not only, dots. */
#define LEAST_ALIKE 0.1

/* Where the photo shows fewer of the dots than this, one by one, their number is a guess. */
#define SHOWN 0.85

/* Where dark skin covers more than this, dots are not told apart. */
#define MERGED 0.36

/* Shine of this share of the light hides dots. */
#define GLARY    0.35f
#define GLARE_MM 0.4

/* The drawing holds about so many dots, on a square of these sides. */
#define DRAWN_DOTS     190.0
#define LEAST_DRAWN_MM 9.0
#define MOST_DRAWN_MM  18.0

/* Bare skin whose light is off by this is in another one. */
#define OTHER_LIGHT 0.10

/* Skin that is treated has at most so many times the texture of such as is bare, or is usual. */
#define MOST_TEXTURE 1.75

/* What needs more of it than this may as well be more dots. */
#define LIKELY_TEXTURE 1.5

/* A drawing that fits worse than this is not the only one: from so many times as many dots another
 * is tried, which fits as well if it is off by no more than so many times, and is another if its
 * density is by so many times. */
#define CLEAR         10.0
#define MORE_DOTS     2.0
#define AS_WELL       1.5
#define OTHER_DENSITY 1.25

/* Round dots that touch are found as long ones, in no common direction. */
#define TOUCHING 1.8

/* What the photo leaves open, and what dots that touch or lie on unlikely skin say, counts so much.
 */
#define OPEN 0.3

/* How often values of one kind are found before those of the other, and rounds of each search. */
#define TURNS          2
#define ROUNDS         4
#define VARIETY_ROUNDS 2
#define SETTLE_ROUNDS  3

/* Where drawing and photo cannot agree in all, beyond this sum of squares, light and cover come
 * first. */
#define MISFIT           25.0
#define MISFIT_TOLERANCE 0.25

/* Phones sharpen about so much, cameras not at all. */
#define USUAL_SHARPENING 0.9

/* What is sought: the look first, then how dots differ among each other.  The texture is sought
 * only where single dots stand out of it. */
enum
{
  LOG_DENSITY,
  LOG_DIAMETER,
  LOG_PARTS,
  BLUR,
  SHARPEN,
  DEPTH,
  TEXTURE,
  N_LOOK
};

enum
{
  ELONGATION,
  SIZE_VARIATION,
  STRENGTH_VARIATION,
  IRREGULARITY,
  MISSED,
  N_VARIETY
};

/* Of the look, what light and cover are set by at last. */
static const gint settled[] = { LOG_DENSITY, LOG_DIAMETER, LOG_PARTS };
#define N_SETTLED ((gint) G_N_ELEMENTS (settled))

typedef struct
{
  SmpWork     work;
  gint        step; /* photo pixels a pixel of work */
  SmpTraits   photo;
  SmpTraits   drawn;
  gdouble     bare_ratio[3]; /* bright skin between dots over bare skin; 0 where unknown */
  SmpParams   params;        /* at the work's scale */
  SmpCamera   camera;
  gdouble     filter_mm;
  gdouble     floor;
  gdouble     times_wider;         /* than a drawing for a search */
  gdouble     tolerance;           /* of light and cover: 1 where single dots count as well */
  gdouble     texture_most_likely; /* of the texture that is drawn, so many times */
  gdouble     misfit;              /* sum of squares that the last drawings leave */
  gboolean    counts;              /* single dots are told apart */
  gboolean    is_open;             /* many dots draw the photo about as well */
  gboolean    has_direction;
  const gint *stop;
  SmpUnknown  look[N_LOOK];
  SmpUnknown  variety[N_VARIETY];
} Fit;

/* How many of the look's values are sought. */
static gint
n_look (const Fit *fit)
{
  return fit->counts ? N_LOOK : TEXTURE;
}

static gint
drawing_side (const Fit *fit)
{
  gdouble side = 10.0 * sqrt (DRAWN_DOTS / MAX (exp (fit->look[LOG_DENSITY].value), 1.0));

  side = CLAMP (side, LEAST_DRAWN_MM, MOST_DRAWN_MM);
  return (gint) (fit->times_wider * side * fit->work.px_per_mm);
}

/* Sets the parameters from the unknowns. */
static void
take_values (Fit *fit, const SmpUnknown *look, const SmpUnknown *variety)
{
  SmpParams *params = &fit->params;

  params->missed_dots = variety[MISSED].value;
  params->density_per_cm2 =
    MIN (exp (look[LOG_DENSITY].value) / (1.0 - params->missed_dots), 400.0);
  params->dot_diameter_mm    = exp (look[LOG_DIAMETER].value);
  params->dilution           = exp (look[LOG_PARTS].value) - 1.0;
  params->photo_blur_px      = look[BLUR].value;
  params->depth_mm           = look[DEPTH].value;
  params->elongation         = variety[ELONGATION].value;
  params->size_variation     = variety[SIZE_VARIATION].value;
  params->strength_variation = variety[STRENGTH_VARIATION].value;
  params->irregularity       = variety[IRREGULARITY].value;
  fit->camera.sharpen        = look[SHARPEN].value;
  fit->camera.texture_times  = look[TEXTURE].value;
}

static void
draw (Fit *fit)
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
  Fit             *fit   = data;
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
  residuals[n++] = log (look[BLUR].value / 0.75) / 0.3;
  residuals[n++] = MIN (look[SHARPEN].value, fabs (look[SHARPEN].value - USUAL_SHARPENING)) / 0.15;
  residuals[n++] = (look[DEPTH].value - 0.04) / 0.02;
  residuals[n++] = (look[TEXTURE].value - fit->texture_most_likely) / 0.5;
  residuals[n++] = (look[LOG_PARTS].value - log (16.0)) / 0.5;
  residuals[n++] = (look[LOG_DIAMETER].value - log (0.28)) / 0.35;
  residuals[n++] = (look[LOG_DENSITY].value - log (MAX (photo->per_cm2, 1.0))) / 0.5;
}
#define N_LOOK_RESIDUALS (3 + 2 + (SMP_TRAIT_RINGS - 1) + 2 + SMP_TRAIT_BANDS + 3 + 7)

static void
variety_residuals (const SmpUnknown *variety, gdouble *residuals, gpointer data)
{
  Fit             *fit   = data;
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
  residuals[n++] = (variety[SIZE_VARIATION].value - 0.2) / 0.15;
  residuals[n++] = (variety[STRENGTH_VARIATION].value - 0.25) / 0.15;
  residuals[n++] = (variety[IRREGULARITY].value - 0.6) / 0.3;
  residuals[n++] = variety[MISSED].value / 0.08;
}
#define N_VARIETY_RESIDUALS 10

/* Grain is noise that the drawing lacks. */
static void
fit_grain (Fit *fit)
{
  for (gint k = 0; k < SMP_TRAIT_GRAINS; k++)
    {
      gdouble own = fit->camera.grain[k], photo = fit->photo.grain[k], drawn = fit->drawn.grain[k];

      fit->camera.grain[k] = sqrt (MAX (own * own + 0.8 * (photo * photo - drawn * drawn), 0.0));
    }
}

/* Where a search begins, and between which values it stays. */
static void
start_values (Fit *fit, gdouble density)
{
  fit->look[LOG_DENSITY] =
    (SmpUnknown) { log (MIN (density, 400.0)), log (15.0), log (400.0), 0.1 };
  fit->look[LOG_DIAMETER] = (SmpUnknown) { log (0.28), log (0.10), log (0.80), 0.08 };
  fit->look[LOG_PARTS]    = (SmpUnknown) { log (16.0), log (2.0), log (61.0), 0.15 };
  fit->look[BLUR]         = (SmpUnknown) { 0.75, 0.3, 3.0, 0.12 };
  fit->look[SHARPEN]      = (SmpUnknown) { 0.2, 0.0, 2.5, 0.2 };
  fit->look[DEPTH]        = (SmpUnknown) { 0.04, 0.0, 0.3, 0.02 };
  fit->look[TEXTURE]      = (SmpUnknown) { fit->texture_most_likely, 0.0, MOST_TEXTURE, 0.2 };

  fit->variety[ELONGATION]         = (SmpUnknown) { 1.3, 1.0, 2.0, 0.25 };
  fit->variety[SIZE_VARIATION]     = (SmpUnknown) { 0.2, 0.0, 0.4, 0.1 };
  fit->variety[STRENGTH_VARIATION] = (SmpUnknown) { 0.25, 0.0, 0.6, 0.12 };
  fit->variety[IRREGULARITY]       = (SmpUnknown) { 0.6, 0.0, 1.0, 0.25 };
  fit->variety[MISSED]             = (SmpUnknown) { 0.03, 0.0, 0.5, 0.08 };
}

static void
start (Fit *fit, const SmpParams *at)
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
colour_misfit (const Fit *fit)
{
  gdouble sum = 0.0;

  for (gint c = 0; c < 3; c += 2)
    sum +=
      pow (fit->drawn.mean[c] - fit->drawn.mean[1] - fit->photo.mean[c] + fit->photo.mean[1], 2.0);
  return sum;
}

/* The pigment whose colour is nearest, at the values that there are. */
static void
choose_pigment (Fit *fit)
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
search_from_both (Fit *fit)
{
  SmpUnknown plain[N_LOOK];
  gdouble    cost;

  memcpy (plain, fit->look, sizeof plain);
  cost = smp_search (plain, n_look (fit), N_LOOK_RESIDUALS, ROUNDS, look_residuals, fit);
  fit->look[SHARPEN].value = USUAL_SHARPENING;
  if (smp_search (fit->look, n_look (fit), N_LOOK_RESIDUALS, ROUNDS, look_residuals, fit) > cost)
    memcpy (fit->look, plain, sizeof plain);
}

/* Finds the values that there are, and draws them. */
static gdouble
find_look (Fit *fit)
{
  gdouble cost =
    smp_search (fit->look, n_look (fit), N_LOOK_RESIDUALS, ROUNDS, look_residuals, fit);

  take_values (fit, fit->look, fit->variety);
  draw (fit);
  return cost;
}

static void
find_variety (Fit *fit)
{
  smp_search (fit->variety, N_VARIETY, N_VARIETY_RESIDUALS, VARIETY_ROUNDS, variety_residuals, fit);
  take_values (fit, fit->look, fit->variety);
  draw (fit);
}

/* The wide drawing's light and cover, and how far its values are from those that were found. */
static void
settle_residuals (const SmpUnknown *few, gdouble *residuals, gpointer data)
{
  Fit             *fit   = data;
  const SmpTraits *photo = &fit->photo, *drawn = &fit->drawn;
  SmpUnknown       look[N_LOOK];
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
settle (Fit *fit)
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
find_direction (Fit *fit)
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
try_more_dots (Fit *fit, gdouble cost)
{
  SmpUnknown look[N_LOOK], variety[N_VARIETY];
  gdouble    other;

  memcpy (look, fit->look, sizeof look);
  memcpy (variety, fit->variety, sizeof variety);
  start_values (fit, MORE_DOTS * exp (look[LOG_DENSITY].value));
  fit->look[BLUR]    = look[BLUR];
  fit->look[SHARPEN] = look[SHARPEN];
  find_look (fit);
  find_variety (fit);
  other        = find_look (fit);
  fit->is_open = other < AS_WELL * cost && fabs (fit->look[LOG_DENSITY].value -
                                                 look[LOG_DENSITY].value) > log (OTHER_DENSITY);
  memcpy (fit->look, look, sizeof look);
  memcpy (fit->variety, variety, sizeof variety);
  take_values (fit, fit->look, fit->variety);
  draw (fit);
}

static void
search (Fit *fit)
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
  if (cost > MISFIT)
    fit->tolerance = MISFIT_TOLERANCE;
  choose_pigment (fit);
  last        = find_look (fit);
  fit->misfit = cost > MISFIT ? cost : last;
  if (fit->counts && fit->misfit > CLEAR && !smp_is_stopped ())
    try_more_dots (fit, fit->misfit);
  if (fit->misfit > MISFIT)
    settle (fit);
}

/* The bounds of what a mask holds; FALSE where that is nothing. */
static gboolean
find_bounds (const SmpPlane *mask, const SmpPlane *photo, gint bounds[4])
{
  bounds[0] = bounds[1] = G_MAXINT;
  bounds[2] = bounds[3] = G_MININT;
  for (gint y = MAX (mask->y, photo->y); y < MIN (mask->y + mask->height, photo->y + photo->height);
       y++)
    for (gint x = MAX (mask->x, photo->x); x < MIN (mask->x + mask->width, photo->x + photo->width);
         x++)
      if (smp_share_of (*smp_plane_at (mask, x, y)) > 0.5f)
        {
          bounds[0] = MIN (bounds[0], x);
          bounds[1] = MIN (bounds[1], y);
          bounds[2] = MAX (bounds[2], x + 1);
          bounds[3] = MAX (bounds[3], y + 1);
        }
  return bounds[0] < bounds[2];
}

/* What shines shows no dots. */
static void
leave_glare_out (SmpWork *work)
{
  gint     cell = MAX ((gint) (GLARE_MM * work->px_per_mm + 0.5), 1);
  SmpField small[3];
  SmpPlane photo, share;

  for (gint c = 0; c < 3; c++)
    small[c] = smp_field_reduce (&work->light[c], cell);
  photo = (SmpPlane) { g_new (gfloat, (gsize) small[0].width * (gsize) small[0].height * 3),
                       0,
                       0,
                       small[0].width,
                       small[0].height,
                       3 };
  share = photo;
  share.components = 1;
  share.data       = g_new0 (gfloat, (gsize) small[0].width * (gsize) small[0].height);
  for (gsize i = 0; i < (gsize) photo.width * (gsize) photo.height; i++)
    for (gsize c = 0; c < 3; c++)
      photo.data[3 * i + c] = small[c].data[i];
  smp_glare_estimate (&photo, NULL, &share);
  for (gint y = 0; y < work->usable.height; y++)
    for (gint x = 0; x < work->usable.width; x++)
      if (*smp_plane_at (&share, x / cell, y / cell) > GLARY)
        smp_field_row (&work->usable, y)[x] = 0.0f;
  g_free (photo.data);
  g_free (share.data);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&small[c]);
}

/* The part of the photo that the mask holds, reduced to what is fine enough. */
static gboolean
read_work (const SmpPlane *photo, const SmpPlane *mask, gdouble px_per_mm, gint step, SmpWork *work)
{
  gint     bounds[4], width, height;
  SmpField light[3], inside;

  if (!find_bounds (mask, photo, bounds))
    return FALSE;
  width  = bounds[2] - bounds[0];
  height = bounds[3] - bounds[1];
  smp_field_init (&inside, width, height);
  for (gint c = 0; c < 3; c++)
    smp_field_init (&light[c], width, height);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        const gfloat *p = smp_plane_at (photo, bounds[0] + x, bounds[1] + y);

        smp_field_row (&inside, y)[x] = smp_share_at (mask, bounds[0] + x, bounds[1] + y) > 0.5f;
        for (gint c = 0; c < 3; c++)
          smp_field_row (&light[c], y)[x] = smp_light_of (p[c]);
      }
  work->px_per_mm = px_per_mm / step;
  for (gint c = 0; c < 3; c++)
    {
      work->light[c] = smp_field_reduce (&light[c], step);
      smp_field_clear (&light[c]);
    }
  work->usable = smp_field_reduce (&inside, step);
  for (gsize i = 0; i < (gsize) work->usable.width * (gsize) work->usable.height; i++)
    work->usable.data[i] = work->usable.data[i] > 0.99f;
  smp_field_clear (&inside);
  leave_glare_out (work);
  return TRUE;
}

/* Why nothing can be learnt from it. */
static SmpLimit
photo_limit (const Fit *fit)
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
static SmpLimit
single_limit (const Fit *fit)
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
static gdouble
agreement (const Fit *fit)
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
likeness (const Fit *fit)
{
  const SmpUnknown *density  = &fit->look[LOG_DENSITY];
  gboolean          is_end   = density->value >= density->most || density->value <= density->least;
  gboolean          touch    = !fit->has_direction && fit->variety[ELONGATION].value > TOUCHING;
  gboolean          is_rough = fit->counts && fit->look[TEXTURE].value > LIKELY_TEXTURE;

  if (is_end)
    return 0.0;
  return (fit->is_open || touch || is_rough ? OPEN : 1.0) *
         MIN (MISFIT / MAX (fit->misfit, 1e-6), 1.0);
}

static void
set_figures (const Fit *fit, SmpLearned *learned)
{
  const SmpParams *params = &fit->params;
  SmpLimit         single = single_limit (fit);
  gdouble          wide   = params->dot_diameter_mm * fit->work.px_per_mm;
  gdouble          many   = MIN (sqrt (fit->photo.n_marks / 150.0), 1.0);
  gdouble          alike  = agreement (fit) * likeness (fit);
  gdouble          shown  = fit->photo.per_cm2 / exp (fit->look[LOG_DENSITY].value);
  gdouble          sure   = alike * many * pow (MIN (shown / SHOWN, 1.0), 2.0);
  gdouble          fine   = CLAMP ((wide - 1.2) / 2.5, 0.1, 1.0);

  if (single == SMP_LIMIT_NONE &&
      (alike < LEAST_ALIKE || fit->photo.outstanding < LEAST_OUTSTANDING_DOTS))
    single = SMP_LIMIT_MOTTLED;
  learned->n_dots             = single == SMP_LIMIT_NONE ? fit->photo.n_marks : 0;
  learned->density_per_cm2    = figure (exp (fit->look[LOG_DENSITY].value), 0.95 * sure, single);
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

/* Skin between the dots, and beside the work. */
static void
set_skin (const Fit *fit, const gdouble bare[3], SmpLearned *learned)
{
  smp_colour_set (&learned->skin, fit->photo.bright);
  learned->bare_known = bare[1] > 0.0;
  smp_colour_set (&learned->bare, learned->bare_known ? bare : fit->photo.bright);
}

/* Drawings are small: threads for their rows would take longer than the rows do. */
static gpointer
search_in_thread (gpointer fit)
{
  smp_rows_stay_in_thread ();
  smp_stop_when (((Fit *) fit)->stop);
  search (fit);
  return NULL;
}

/* Skin of which none is seen bare is taken to be like this, with more of it or less. */
static const SmpTexture usual_texture = { { 0.008, 0.022, 0.035, 0.045, 0.037 },
                                          { 0.7, 1.0, 1.2 } };

static void
learn (Fit *fit, const SmpParams *at, SmpLearned *learned)
{
  gint side = (gint) (MOST_DRAWN_MM * fit->work.px_per_mm) + 1;

  fit->counts              = single_limit (fit) == SMP_LIMIT_NONE;
  fit->texture_most_likely = learned->texture.bands[1] > 0.0;
  if (!fit->texture_most_likely)
    learned->texture = usual_texture;
  smp_texture_draw (&learned->texture, side, side, &fit->camera.texture);
  memcpy (fit->camera.texture_colour, learned->texture.colour, sizeof learned->texture.colour);
  start (fit, at);
  g_thread_join (g_thread_new ("smp-learn", search_in_thread, fit));
  learned->params               = fit->params;
  learned->params.px_per_mm     = fit->work.px_per_mm * fit->step;
  learned->params.photo_blur_px = fit->params.photo_blur_px * fit->step;
  learned->area_cm2             = fit->photo.area_cm2;
  learned->sharpening           = fit->camera.sharpen;
  memcpy (learned->grain, fit->camera.grain, sizeof learned->grain);
  take_look (&fit->photo, &learned->photo);
  take_look (&fit->drawn, &learned->drawn);
  set_figures (fit, learned);
  for (gint k = 0; k < SMP_TEXTURE_BANDS; k++)
    learned->texture.bands[k] *= fit->camera.texture_times;
  smp_field_clear (&fit->camera.texture);
}

/* The mean light of bare skin and its texture, where there is some. */
static void
read_bare (const SmpPlane *photo,
           const SmpPlane *mask,
           gdouble         px_per_mm,
           gint            step,
           gdouble         bare[3],
           SmpTexture     *texture)
{
  SmpWork   work;
  SmpTraits traits;

  bare[0] = bare[1] = bare[2] = 0.0;
  if (!mask || !read_work (photo, mask, px_per_mm, step, &work))
    return;
  smp_traits_measure (&work, 0.075, 0.0, &traits);
  if (traits.area_cm2 > LEAST_BARE_CM2)
    {
      for (gint c = 0; c < 3; c++)
        bare[c] = traits.bright[c] * traits.mean[c];
      smp_texture_measure (&work, texture);
    }
  smp_work_clear (&work);
}

gboolean
smp_learn (const SmpPlane  *photo,
           const SmpPlane  *treated,
           const SmpPlane  *bare_mask,
           gdouble          px_per_mm,
           const SmpParams *at,
           const gint      *stop,
           SmpLearned      *learned,
           GError         **error)
{
  Fit      fit;
  gdouble  bare[3];
  SmpLimit limit = SMP_LIMIT_TREATED;

  g_return_val_if_fail (photo->components >= 3 && treated->components == 1, FALSE);
  g_return_val_if_fail (px_per_mm > 0.0, FALSE);

  memset (&fit, 0, sizeof fit);
  memset (learned, 0, sizeof *learned);
  learned->px_per_mm = px_per_mm;
  fit.step           = MAX ((gint) (px_per_mm / ENOUGH_PX_PER_MM + 0.35), 1);
  fit.floor          = 0.02;
  fit.stop           = stop;
  if (read_work (photo, treated, px_per_mm, fit.step, &fit.work))
    {
      fit.filter_mm = smp_work_filter_mm (&fit.work);
      smp_traits_measure (&fit.work, fit.filter_mm, fit.floor, &fit.photo);
      read_bare (photo, bare_mask, px_per_mm, fit.step, bare, &learned->texture);
      for (gint c = 0; c < 3; c++)
        fit.bare_ratio[c] = bare[c] > 0.0 ? fit.photo.bright[c] / bare[c] : 0.0;
      limit = photo_limit (&fit);
      if (limit == SMP_LIMIT_NONE)
        {
          learn (&fit, at, learned);
          set_skin (&fit, bare, learned);
          if (agreement (&fit) < LEAST_AGREEMENT)
            limit = SMP_LIMIT_UNLIKE;
        }
      smp_work_clear (&fit.work);
    }
  if (stop && g_atomic_int_get (stop))
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_CANCELLED, _ ("Measuring was given up."));
      return FALSE;
    }
  if (limit != SMP_LIMIT_NONE)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, smp_limit_sentence (limit));
      return FALSE;
    }
  return TRUE;
}

void
smp_learned_draw (const SmpLearned *learned, SmpPlane *picture)
{
  SmpCamera camera = { .sharpen = learned->sharpening, .texture_times = 1.0 };
  SmpParams params = learned->params;
  SmpWork   work;
  SmpTraits traits;

  memcpy (camera.skin, learned->skin.rgb, sizeof camera.skin);
  memcpy (camera.grain, learned->grain, sizeof camera.grain);
  smp_texture_draw (&learned->texture, picture->width, picture->height, &camera.texture);
  memcpy (camera.texture_colour, learned->texture.colour, sizeof camera.texture_colour);
  params.origin_x = params.origin_y = 0;
  smp_work_init (&work, picture->width, picture->height, learned->px_per_mm);
  smp_drawing_draw (&params, &camera, &work);
  smp_traits_measure (&work, 0.075, 0.0, &traits);
  for (gint y = 0; y < picture->height; y++)
    for (gint x = 0; x < picture->width; x++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (picture, picture->x + x, picture->y + y)[c] =
          smp_field_row (&work.light[c], y)[x] *
          (gfloat) (learned->skin.rgb[c] / MAX (traits.bright[c], 1e-3));
  smp_work_clear (&work);
  smp_field_clear (&camera.texture);
}
