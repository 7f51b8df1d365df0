/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* smp:treatment: density map to the share of light that comes back, all stages in one.  Bit for bit
 * what smp:stipple, smp:fade and smp:skin give in a row, but faster: the pigment between them stays
 * in the processor's cache instead of going through GEGL's buffers.  (At the map's edges the stages
 * cut off what of a dot lies outside; here its light is still spread.) */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "smp/fade.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "stages.h"

/* Dots are drawn in bands of so many rows: each dot looks up the density at its place, which is
 * slow where the map is too large for a processor's cache. */
#define BAND_PX 128

/* The drawing of a column, from the density map. */
typedef struct
{
  const SmpParams *params;
  SmpReadFunc      read;
  gpointer         source;
  SmpSkin         *skin;
} Treatment;

static gint
margin_px (const SmpParams *params)
{
  return smp_stipple_margin_px (params) + smp_fade_margin_px (params) + smp_skin_margin_px (params);
}

/* Planes that a thread keeps from band to band: asking the system for fresh memory each time costs
 * as much as drawing. */
typedef enum
{
  SCRATCH_DENSITY,
  SCRATCH_FRESH,
  N_SCRATCHES
} ScratchUse;

typedef struct
{
  gfloat *data[N_SCRATCHES];
  gsize   size[N_SCRATCHES];
} Scratches;

static void
scratches_free (gpointer data)
{
  Scratches *scratches = data;

  for (gint i = 0; i < N_SCRATCHES; i++)
    g_free (scratches->data[i]);
  g_free (scratches);
}

static GPrivate scratches_of_thread = G_PRIVATE_INIT (scratches_free);

static gfloat *
scratch_of_size (ScratchUse use, gsize size)
{
  Scratches *scratches = g_private_get (&scratches_of_thread);

  if (!scratches)
    {
      scratches = g_new0 (Scratches, 1);
      g_private_set (&scratches_of_thread, scratches);
    }
  if (scratches->size[use] < size)
    {
      g_free (scratches->data[use]);
      scratches->data[use] = g_new (gfloat, size);
      scratches->size[use] = size;
    }
  return scratches->data[use];
}

static SmpPlane
plane_around (const SmpPlane *inner, gint margin, gint components, ScratchUse use)
{
  SmpPlane plane = { NULL,
                     inner->x - margin,
                     inner->y - margin,
                     inner->width + 2 * margin,
                     inner->height + 2 * margin,
                     components };

  plane.data =
    scratch_of_size (use, (gsize) plane.width * (gsize) plane.height * (gsize) plane.components);
  return plane;
}

/* Where the density is nowhere above 0 there are no dots. */
static gboolean
has_dots (const SmpPlane *density)
{
  const gsize width = (gsize) density->width;

  for (gint row = 0; row < density->height; row++)
    {
      const gfloat *shares = density->data + (gsize) row * width;
      gint          n      = 0;

      for (gsize i = 0; i < width; i++)
        n += shares[i] > 0.0f;
      if (n > 0)
        return TRUE;
    }
  return FALSE;
}

/* FALSE where there are none; then nothing is drawn. */
static gboolean
draw_dots (const Treatment *treatment, SmpPlane *pigment)
{
  gint     margin = smp_stipple_margin_px (treatment->params);
  gsize    size   = sizeof (gfloat) * (gsize) pigment->width * (gsize) pigment->components;
  gboolean is_any = FALSE;

  for (gint row = 0; row < pigment->height; row += BAND_PX)
    {
      SmpPlane band = *pigment, density;

      band.y += row;
      band.height = MIN (BAND_PX, pigment->height - row);
      band.data   = smp_plane_at (pigment, band.x, band.y);
      density     = plane_around (&band, margin, 2, SCRATCH_DENSITY);
      treatment->read (&density, treatment->source);
      smp_stage_read_density (&density);
      if (has_dots (&density))
        {
          if (!is_any)
            memset (pigment->data, 0, size * (gsize) row);
          is_any = TRUE;
          smp_stipple_render (treatment->params, &density, &band);
        }
      else if (is_any)
        memset (band.data, 0, size * (gsize) band.height);
    }
  return is_any;
}

/* What the skin reads. */
static gboolean
draw_pigment (SmpPlane *pigment, gpointer data)
{
  const Treatment *treatment = data;
  const SmpParams *params    = treatment->params;
  SmpPlane         fresh;

  if (params->years > 0.0 || params->fresh)
    {
      fresh = plane_around (pigment, smp_fade_margin_px (params), 2, SCRATCH_FRESH);
      if (!draw_dots (treatment, &fresh))
        return FALSE;
      smp_fade_render (params, &fresh, pigment);
      return TRUE;
    }
  return draw_dots (treatment, pigment);
}

static gpointer
begin (const SmpParams *params, const GeglRectangle *column, SmpReadFunc read, gpointer source)
{
  Treatment *treatment = g_new (Treatment, 1);

  treatment->params = params;
  treatment->read   = read;
  treatment->source = source;
  treatment->skin   = smp_skin_new (params, column->x, column->width, draw_pigment, treatment);
  return treatment;
}

static void
draw (gpointer treatment, SmpPlane *light)
{
  smp_skin_draw (((Treatment *) treatment)->skin, light);
}

static gboolean
is_bare (gpointer treatment, const GeglRectangle *piece)
{
  return smp_skin_is_bare (((Treatment *) treatment)->skin, piece->x, piece->y, piece->width,
                           piece->height);
}

static void
end (gpointer drawing)
{
  Treatment *treatment = drawing;

  smp_skin_free (treatment->skin);
  g_free (treatment);
}

static void
set_keys (GeglOperationClass *klass)
{
  gegl_operation_class_set_keys (
    klass, "name", "smp:treatment", "title", _ ("SMP treatment"), "categories", "smp", "license",
    "GPL3+", "position-dependent", "true", "description",
    _ ("Turns a grey density map (white: the full density, black: none) into the share of light "
       "that skin treated with scalp micropigmentation still returns: smp:stipple, smp:fade and "
       "smp:skin in one. Multiply a photo with it, in linear light."),
    NULL);
}

const SmpStage smp_stage_treatment = {
  .type_name           = "SmpOpTreatment",
  .scope               = SMP_SCOPE_STIPPLE | SMP_SCOPE_FADE | SMP_SCOPE_SKIN,
  .input_format        = "Y'aA float",
  .opaque_input_format = "Y' float",
  .input_components    = 2,
  .output_format       = "RGBA float",
  .output_components   = 4,
  .margin_px           = margin_px,
  .set_keys            = set_keys,
  .begin               = begin,
  .draw                = draw,
  .is_bare             = is_bare,
  .bare                = smp_skin_bare_light,
  .end                 = end,
};
