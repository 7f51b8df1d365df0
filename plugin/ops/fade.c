/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* smp:fade: pigment map to the pigment map after some years. */

#include <glib/gi18n-lib.h>

#include "smp/fade.h"
#include "stages.h"

static void
set_keys (GeglOperationClass *klass)
{
  gegl_operation_class_set_keys (
    klass, "name", "smp:fade", "title", _ ("SMP fade"), "categories", "smp", "license", "GPL3+",
    "position-dependent", "true", "description",
    _ ("Fades the pigment that smp:stipple made as the years fade it: pigment is lost, unevenly "
       "from place to place, and what is left spreads. Give smp:skin, which follows, the same "
       "years, as pigment also sinks. An illustration: no long-term measurement of scalp "
       "micropigmentation is published."),
    "reference", "Engel et al. 2010, Exp Dermatol 19:54; Liu 2025, J Cosmet Dermatol 24:e70375",
    NULL);
}

const SmpStage smp_stage_fade = {
  .type_name         = "SmpOpFade",
  .scope             = SMP_SCOPE_FADE,
  .input_format      = "YaA float",
  .input_components  = 2,
  .output_format     = "YaA float",
  .output_components = 2,
  .margin_px         = smp_fade_margin_px,
  .render            = smp_fade_render,
  .set_keys          = set_keys,
};
