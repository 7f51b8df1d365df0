/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* smp:skin: pigment map to the share of light that comes back. */

#include <glib/gi18n-lib.h>

#include "smp/skin.h"
#include "stages.h"

static void
set_keys (GeglOperationClass *klass)
{
  gegl_operation_class_set_keys (
    klass, "name", "smp:skin", "title", _ ("SMP skin"), "categories", "smp", "license", "GPL3+",
    "position-dependent", "true", "description",
    _ ("Turns the pigment that smp:stipple made into the share of light, red, green and blue, that "
       "pigmented skin still returns: multiply a photo with it, in linear light. Takes the haze of "
       "the tissue above the pigment, the spread of light in skin and the photo's sharpness into "
       "account."),
    "reference",
    "Clapper and Yule 1953; Jensen et al. 2001, A practical model for subsurface light transport; "
    "d'Eon and Luebke 2007, GPU Gems 3, chapter 14",
    NULL);
}

static gpointer
begin (const SmpParams *params, const GeglRectangle *column, SmpReadFunc read, gpointer source)
{
  return smp_skin_new (params, column->x, column->width, read, source);
}

static void
draw (gpointer skin, SmpPlane *light)
{
  smp_skin_draw (skin, light);
}

static void
end (gpointer skin)
{
  smp_skin_free (skin);
}

const SmpStage smp_stage_skin = {
  .type_name         = "SmpOpSkin",
  .scope             = SMP_SCOPE_SKIN,
  .input_format      = "YaA float",
  .input_components  = 2,
  .output_format     = "RGBA float",
  .output_components = 4,
  .margin_px         = smp_skin_margin_px,
  .set_keys          = set_keys,
  .begin             = begin,
  .draw              = draw,
  .end               = end,
};
