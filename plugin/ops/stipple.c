/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* smp:stipple: density map to pigment map. */

#include <glib/gi18n-lib.h>

#include "smp/stipple.h"
#include "stages.h"

void
smp_stage_read_density (SmpPlane *map)
{
  gsize n = (gsize) map->width * (gsize) map->height;

  if (map->components == 1)
    return;
  for (gsize i = 0; i < n; i++)
    map->data[i] = map->data[2 * i];
  map->components = 1;
}

static void
render (const SmpParams *params, const SmpPlane *input, SmpPlane *output)
{
  SmpPlane density = *input;

  smp_stage_read_density (&density);
  smp_stipple_render (params, &density, output);
}

static void
set_keys (GeglOperationClass *klass)
{
  gegl_operation_class_set_keys (
    klass, "name", "smp:stipple", "title", _ ("SMP stipple"), "categories", "smp", "license",
    "GPL3+", "position-dependent", "true", "description",
    _ ("Turns a grey density map (white: the full density, black: none) into the pigment of scalp "
       "micropigmentation dots: as grey the optical depth, as alpha the share of the pixel that is "
       "covered. The dots are blue noise in millimetres of skin; a higher density only adds dots. "
       "Made to be followed by smp:skin."),
    "reference",
    "Eldar, Lindenbaum, Porat, Zeevi 1997, The farthest point strategy for progressive image "
    "sampling",
    NULL);
}

const SmpStage smp_stage_stipple = {
  .type_name           = "SmpOpStipple",
  .scope               = SMP_SCOPE_STIPPLE,
  .input_format        = "Y'aA float",
  .opaque_input_format = "Y' float",
  .input_components    = 2,
  .output_format       = "YaA float",
  .output_components   = 2,
  .margin_px           = smp_stipple_margin_px,
  .render              = render,
  .set_keys            = set_keys,
};
