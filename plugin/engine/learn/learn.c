/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Learning from a photo: it is read, values are searched for, and what is learnt is told. */

#include <string.h>

#include "base/i18n.h"
#include "base/same-math.h"
#include "base/stop.h"
#include "fit.h"
#include "read-work.h"
#include "smp/error.h"
#include "texture.h"

/* Photos are read at no more than about so many pixels a millimetre: a dot is then four wide. */
#define ENOUGH_PX_PER_MM 13.0

/* Less bare skin says nothing of its light. */
#define LEAST_BARE_CM2 0.1

/* A drawing that is farther from the photo than this is none of it: drawn work comes to 0.8 and
 * more, a chequered cloth to 0.11 at most. */
#define LEAST_AGREEMENT 0.2

/* Skin between the dots, and beside the work. */
static void
set_skin (const SmpFit *fit, const gdouble bare[3], SmpLearned *learned)
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
  smp_stop_when (((SmpFit *) fit)->stop);
  smp_fit_search (fit);
  return NULL;
}

/* Skin of which none is seen bare is taken to be like this, with more of it or less. */
static const SmpTexture usual_texture = { { 0.008, 0.022, 0.035, 0.045, 0.037 },
                                          { 0.7, 1.0, 1.2 } };

static void
learn (SmpFit *fit, const SmpParams *at, SmpLearned *learned)
{
  gint side = (gint) (SMP_MOST_DRAWN_MM * fit->work.px_per_mm) + 1;

  fit->counts              = smp_fit_single_limit (fit) == SMP_LIMIT_NONE;
  fit->texture_most_likely = learned->texture.bands[1] > 0.0;
  if (!fit->texture_most_likely)
    learned->texture = usual_texture;
  smp_texture_draw (&learned->texture, side, side, &fit->camera.texture);
  memcpy (fit->camera.texture_colour, learned->texture.colour, sizeof learned->texture.colour);
  smp_fit_start (fit, at);
  g_thread_join (g_thread_new ("smp-learn", search_in_thread, fit));
  learned->params               = fit->params;
  learned->params.px_per_mm     = fit->work.px_per_mm * fit->step;
  learned->params.photo_blur_px = fit->params.photo_blur_px * fit->step;
  learned->area_cm2             = fit->photo.area_cm2;
  learned->sharpening           = fit->camera.sharpen;
  memcpy (learned->grain, fit->camera.grain, sizeof learned->grain);
  smp_fit_set_figures (fit, learned);
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
  if (!mask || !smp_work_read (photo, mask, px_per_mm, step, &work))
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
  SmpFit   fit;
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
  if (smp_work_read (photo, treated, px_per_mm, fit.step, &fit.work))
    {
      fit.filter_mm = smp_work_filter_mm (&fit.work);
      smp_traits_measure (&fit.work, fit.filter_mm, fit.floor, &fit.photo);
      read_bare (photo, bare_mask, px_per_mm, fit.step, bare, &learned->texture);
      for (gint c = 0; c < 3; c++)
        fit.bare_ratio[c] = bare[c] > 0.0 ? fit.photo.bright[c] / bare[c] : 0.0;
      limit = smp_fit_photo_limit (&fit);
      if (limit == SMP_LIMIT_NONE)
        {
          learn (&fit, at, learned);
          set_skin (&fit, bare, learned);
          if (smp_fit_agreement (&fit) < LEAST_AGREEMENT)
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
