/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the values of a prediction should have been. */

#include "base/i18n.h"
#include "base/same-math.h"
#include "match/least-squares.h"
#include "match/look.h"
#include "smp/error.h"
#include "smp/result.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define WINDOW_MM   20.0
#define MOST_PX     1200.0
#define LEAST_CM2   0.3
#define ROUNDS      5
#define LEAST_DEPTH 0.01

/* How well each is known: of the logarithms of depth, contrast and bands; and that nothing changed
 * is likelier than anything else. */
#define DEPTH_ERROR    0.03
#define CONTRAST_ERROR 0.05
#define BAND_ERROR     0.10
#define PRIOR          0.7

/* How well it is known by how much the two photos differ in sharpness: square pixels, and a share
 * of what was found. */
#define BLUR_ERROR       0.12
#define BLUR_ERROR_SHARE 0.15

/* A value that is known less well than this is left as it was: standard deviation of its logarithm.
 * Of densities coarser steps than of the others go unnoticed. */
#define MOST_ERROR         0.15
#define MOST_DENSITY_ERROR 0.20

#define N_SEEN (2 + SMP_MATCH_BANDS)

enum
{
  DENSITY,
  DARKNESS,
  SIZE,
  N_CHANGES,
  SHARPNESS = N_CHANGES,
  N_UNKNOWNS
};

/* What is drawn again and again: a part of the photo without dots, its mask, and what was seen. */
typedef struct
{
  const SmpPlane  *density;
  const SmpParams *params;
  gdouble          blur_px; /* of the prediction, beyond the layer's own */
  gdouble          blur_error_px2;
  gint             x, y, width, height;
  SmpField         before[3];
  SmpField         mask;
  gdouble          mean_before;
  gdouble          wanted[N_SEEN]; /* logarithms, of the healed over the predicted */
  gdouble          drawn[N_SEEN];  /* of the prediction's own values, as drawn here */
  gdouble          left;
} Advice;

/* Logarithms of depth, contrast and bands. */
static void
see (const Advice *advice, const SmpField light[3], gdouble seen[N_SEEN])
{
  SmpLook look;

  smp_look_measure (light, &advice->mask, advice->params->px_per_mm, &look);
  seen[0] =
    log (MAX (log (advice->mean_before / MAX (smp_luminance (look.mean.rgb), 1e-6)), LEAST_DEPTH));
  seen[1] = log (MAX (look.contrast, 1e-6));
  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    seen[2 + k] = log (MAX (look.bands[k], 1e-6)) - seen[1];
}

/* The part with dots of these values. */
static void
draw (const Advice *advice, const SmpParams *params, gdouble seen[N_SEEN])
{
  const gint reach  = smp_skin_margin_px (params);
  const gint margin = reach + smp_stipple_margin_px (params);
  const gint w = advice->width, h = advice->height;
  SmpPlane   density = { NULL,           advice->x - margin, advice->y - margin,
                         w + 2 * margin, h + 2 * margin,     1 };
  SmpPlane   pigment = {
    NULL, advice->x - reach, advice->y - reach, w + 2 * reach, h + 2 * reach, 2
  };
  SmpPlane light    = { NULL, advice->x, advice->y, w, h, 4 };
  SmpField after[3] = { { NULL, 0, 0 } };

  density.data = g_new0 (gfloat, (gsize) density.width * (gsize) density.height);
  pigment.data = g_new0 (gfloat, (gsize) pigment.width * (gsize) pigment.height * 2);
  light.data   = g_new0 (gfloat, (gsize) w * (gsize) h * 4);
  for (gint j = 0; j < density.height; j++)
    for (gint i = 0; i < density.width; i++)
      *smp_plane_at (&density, density.x + i, density.y + j) =
        smp_share_at (advice->density, density.x + i, density.y + j);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, &light);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&after[c], w, h);
      for (gsize i = 0; i < (gsize) w * (gsize) h; i++)
        after[c].data[i] = advice->before[c].data[i] *
                           (light.data[4 * i + 3] > 0.0f ? light.data[4 * i + (gsize) c] : 1.0f);
    }
  for (gint c = 0; advice->blur_px > 0.0 && c < 3; c++)
    smp_field_blur (&after[c], advice->blur_px, &after[c]);
  see (advice, after, seen);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&after[c]);
  g_free (density.data);
  g_free (pigment.data);
  g_free (light.data);
}

static gdouble
within (const gchar *id, gdouble value)
{
  const SmpParamInfo *info = smp_param_find (id);

  return CLAMP (value, info->minimum, info->maximum);
}

/* However well they are known. */
static void
apply_all (const SmpResultChange *change, SmpParams *params)
{
  params->density_per_cm2 = within ("density", change->density * params->density_per_cm2);
  /* A part of pigment is so many parts of all. */
  params->dilution =
    within ("dilution", (1.0 + params->dilution) / MAX (change->darkness, 1e-3) - 1.0);
  params->dot_diameter_mm = within ("dot-diameter", change->size * params->dot_diameter_mm);
}

static SmpResultChange
change_of (const SmpUnknown *unknowns)
{
  return (SmpResultChange) { .density  = exp (unknowns[DENSITY].value),
                             .darkness = exp (unknowns[DARKNESS].value),
                             .size     = exp (unknowns[SIZE].value) };
}

static void
find_residuals (const SmpUnknown *unknowns, gdouble *residuals, gpointer data)
{
  Advice               *advice = data;
  const SmpResultChange change = change_of (unknowns);
  SmpParams             params = *advice->params;
  gdouble               seen[N_SEEN], squares = 0.0;

  apply_all (&change, &params);
  params.photo_blur_px =
    sqrt (MAX (params.photo_blur_px * params.photo_blur_px + unknowns[SHARPNESS].value, 0.0));
  draw (advice, &params, seen);
  for (gint i = 0; i < N_SEEN; i++)
    {
      const gdouble miss = seen[i] - advice->drawn[i] - advice->wanted[i];

      residuals[i] = miss / (i == 0 ? DEPTH_ERROR : i == 1 ? CONTRAST_ERROR : BAND_ERROR);
      squares += miss * miss;
    }
  for (gint k = 0; k < N_CHANGES; k++)
    residuals[N_SEEN + k] = unknowns[k].value / PRIOR;
  residuals[N_SEEN + SHARPNESS] = unknowns[SHARPNESS].value / advice->blur_error_px2;
  advice->left                  = sqrt (squares / N_SEEN);
}

/* The square of the region's middle. */
static void
choose_part (Advice *advice, const SmpPlane *before)
{
  const gint most = (gint) MIN (WINDOW_MM * advice->params->px_per_mm, MOST_PX);
  gdouble    sum = 0.0, x = 0.0, y = 0.0;

  for (gint j = 0; j < before->height; j++)
    for (gint i = 0; i < before->width; i++)
      {
        const gdouble share =
          (gdouble) smp_share_at (advice->density, before->x + i, before->y + j);

        sum += share;
        x += share * i;
        y += share * j;
      }
  sum            = MAX (sum, 1e-9);
  advice->width  = MIN (most, before->width);
  advice->height = MIN (most, before->height);
  advice->x =
    before->x + CLAMP ((gint) (x / sum) - advice->width / 2, 0, before->width - advice->width);
  advice->y =
    before->y + CLAMP ((gint) (y / sum) - advice->height / 2, 0, before->height - advice->height);
}

/* A photo's light in the part; what is no number is taken out of the mask. */
static void
read_light (Advice *advice, const SmpPlane *photo, SmpField light[3])
{
  for (gint c = 0; c < 3; c++)
    smp_field_init (&light[c], advice->width, advice->height);
  for (gint j = 0; j < advice->height; j++)
    for (gint i = 0; i < advice->width; i++)
      {
        const gfloat *rgb = smp_plane_at (photo, advice->x + i, advice->y + j);

        for (gint c = 0; c < 3; c++)
          smp_field_row (&light[c], j)[i] = smp_light_of (rgb[c]);
        if (!isfinite (rgb[0] + rgb[1] + rgb[2]))
          smp_field_row (&advice->mask, j)[i] = 0.0f;
      }
}

static gdouble
masked_luminance (const SmpField light[3], const SmpField *mask)
{
  gdouble rgb[3] = { 0.0, 0.0, 0.0 }, n = 0.0;

  for (gsize i = 0; i < (gsize) mask->width * (gsize) mask->height; i++)
    if (mask->data[i] > 0.5f)
      {
        for (gint c = 0; c < 3; c++)
          rgb[c] += (gdouble) light[c].data[i];
        n += 1.0;
      }
  for (gint c = 0; c < 3; c++)
    rgb[c] /= MAX (n, 1.0);
  return smp_luminance (rgb);
}

static gdouble
mask_cm2 (const Advice *advice)
{
  gdouble n = 0.0;

  for (gsize i = 0; i < (gsize) advice->mask.width * (gsize) advice->mask.height; i++)
    n += (gdouble) advice->mask.data[i];
  return n / (advice->params->px_per_mm * advice->params->px_per_mm) / 100.0;
}

static void
search (Advice *advice, SmpResultChange *change)
{
  const gint    n_residuals = N_SEEN + N_UNKNOWNS;
  const gdouble own_px2     = advice->params->photo_blur_px * advice->params->photo_blur_px;
  gdouble       errors[N_UNKNOWNS], residuals[N_SEEN + N_UNKNOWNS];
  SmpUnknown    unknowns[N_UNKNOWNS];

  for (gint k = 0; k < N_CHANGES; k++)
    unknowns[k] = (SmpUnknown) { 0.0, -log (4.0), log (4.0), 0.12 };
  unknowns[SHARPNESS] = (SmpUnknown) { 0.0, -own_px2, 4.0, advice->blur_error_px2 };
  draw (advice, advice->params, advice->drawn);
  smp_search (unknowns, N_UNKNOWNS, n_residuals, ROUNDS, find_residuals, advice);
  find_residuals (unknowns, residuals, advice);
  *change        = change_of (unknowns);
  change->misfit = advice->left;
  smp_search_deviations (unknowns, N_UNKNOWNS, n_residuals, find_residuals, advice, errors);
  change->density_error  = errors[DENSITY];
  change->darkness_error = errors[DARKNESS];
  change->size_error     = errors[SIZE];
}

gboolean
smp_result_solve (const SmpPlane  *before,
                  const SmpPlane  *predicted,
                  const SmpPlane  *real,
                  const SmpPlane  *density,
                  const SmpParams *params,
                  gdouble          variance_px2,
                  SmpResultChange *change,
                  GError         **error)
{
  Advice   advice = { .density        = density,
                      .params         = params,
                      .blur_px        = variance_px2 > 0.0 ? sqrt (variance_px2) : 0.0,
                      .blur_error_px2 = BLUR_ERROR + BLUR_ERROR_SHARE * fabs (variance_px2) };
  SmpField light[2][3], share;
  gdouble  seen[2][N_SEEN];
  gboolean is_enough;

  *change = SMP_RESULT_NO_CHANGE;
  choose_part (&advice, before);
  smp_field_init (&share, advice.width, advice.height);
  for (gint j = 0; j < advice.height; j++)
    for (gint i = 0; i < advice.width; i++)
      smp_field_row (&share, j)[i] = smp_share_at (density, advice.x + i, advice.y + j);
  smp_region_inner (&share, params->px_per_mm, &advice.mask);
  smp_field_clear (&share);
  read_light (&advice, before, advice.before);
  read_light (&advice, predicted, light[0]);
  read_light (&advice, real, light[1]);
  is_enough = mask_cm2 (&advice) >= LEAST_CM2;
  if (is_enough)
    {
      advice.mean_before = masked_luminance (advice.before, &advice.mask);
      for (gint k = 0; k < 2; k++)
        see (&advice, light[k], seen[k]);
      for (gint i = 0; i < N_SEEN; i++)
        advice.wanted[i] = seen[1][i] - seen[0][i];
      search (&advice, change);
    }
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("Too little of what was treated is to be seen in both photos to say what the "
                    "values should have been."));
  for (gint c = 0; c < 3; c++)
    {
      smp_field_clear (&advice.before[c]);
      smp_field_clear (&light[0][c]);
      smp_field_clear (&light[1][c]);
    }
  smp_field_clear (&advice.mask);
  return is_enough;
}

void
smp_result_apply (const SmpResultChange *change, SmpParams *params)
{
  SmpResultChange known = *change;

  if (change->density_error > MOST_DENSITY_ERROR)
    known.density = 1.0;
  if (change->darkness_error > MOST_ERROR)
    known.darkness = 1.0;
  if (change->size_error > MOST_ERROR)
    known.size = 1.0;
  apply_all (&known, params);
}

gboolean
smp_result_tells (const SmpResultChange *change)
{
  return change->density_error <= MOST_DENSITY_ERROR || change->darkness_error <= MOST_ERROR ||
         change->size_error <= MOST_ERROR;
}

/* Less than this is no difference of darkness or size. */
#define NOTICED_SHARE 0.1

/* Whether so many times as much is a difference, and more of one than chance makes. */
static gboolean
is_told (gdouble times, gdouble error)
{
  return fabs (times - 1.0) >= NOTICED_SHARE && fabs (log (times)) > error;
}

static gchar *
density_words (const SmpResultChange *change, gdouble was, gdouble right)
{
  if (change->density_error > MOST_DENSITY_ERROR)
    return g_strdup_printf (_ ("Density: these photos do not tell it for certain; it stays at %.0f "
                               "dots/cm²."),
                            was);
  if (!smp_density_step_is_noticed (was, right) ||
      fabs (log (change->density)) <= change->density_error)
    return g_strdup (_ ("Density: as predicted."));
  return g_strdup_printf (change->density < 1.0
                            ? _ ("Density: %.0f %% of the dots are missing: %.0f dots/cm², not "
                                 "%.0f, show what you deliver.")
                            : _ ("Density: %.0f %% more dots than predicted: %.0f dots/cm², not "
                                 "%.0f, show what you deliver."),
                          100.0 * fabs (change->density - 1.0), right, was);
}

static gchar *
dilution_words (const SmpResultChange *change, gdouble was, gdouble right)
{
  if (change->darkness_error > MOST_ERROR)
    return g_strdup_printf (_ ("Dilution: these photos do not tell it for certain; it stays at "
                               "%.0f parts of water."),
                            was);
  if (!is_told (change->darkness, change->darkness_error))
    return g_strdup (_ ("Dilution: as predicted."));
  return g_strdup_printf (change->darkness < 1.0
                            ? _ ("Dilution: the dots healed paler: %.0f parts of water, not %.0f.")
                            : _ ("Dilution: the dots healed darker: %.0f parts of water, not "
                                 "%.0f."),
                          right, was);
}

static gchar *
size_words (const SmpResultChange *change, gdouble was, gdouble right)
{
  if (change->size_error > MOST_ERROR)
    return g_strdup_printf (_ ("Dot size: these photos do not tell it for certain; it stays at "
                               "%.2f mm."),
                            was);
  if (!is_told (change->size, change->size_error))
    return g_strdup (_ ("Dot size: as predicted."));
  return g_strdup_printf (change->size < 1.0
                            ? _ ("Dot size: the dots are finer: %.2f mm, not %.2f.")
                            : _ ("Dot size: the dots are wider: %.2f mm, not %.2f."),
                          right, was);
}

gchar *
smp_result_words (const SmpResultChange *change, const SmpParams *params)
{
  SmpParams         right   = *params;
  g_autofree gchar *density = NULL, *dilution = NULL, *size = NULL;

  smp_result_apply (change, &right);
  density  = density_words (change, params->density_per_cm2, right.density_per_cm2);
  dilution = dilution_words (change, params->dilution, right.dilution);
  size     = size_words (change, params->dot_diameter_mm, right.dot_diameter_mm);
  return g_strdup_printf ("%s\n%s\n%s", density, dilution, size);
}
