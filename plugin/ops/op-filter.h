/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the stages have in common: a GEGL filter that holds parameters, looks at pixels around each
 * one, and covers its input's extent, no more. */

#pragma once

#include "op-params.h"
#include "smp/plane.h"

/**
 * SmpStage:
 * @type_name: GObject's name for it
 * @scope: the parameters that are its properties
 * @input_format: babl's name for what it reads, in linear floats
 * @output_format: babl's name for what it writes
 * @margin_px: how far around a pixel it looks
 * @render: draws a rectangle
 * @set_keys: names and describes it to GEGL
 *
 * One stage of the chain, as its operation declares it.
 */
typedef struct
{
  const gchar *type_name;
  SmpScope     scope;
  const gchar *input_format;
  gint         input_components;
  const gchar *output_format;
  gint         output_components;
  gint (*margin_px) (const SmpParams *params);
  void (*render) (const SmpParams *params, const SmpPlane *input, SmpPlane *output);
  void (*set_keys) (GeglOperationClass *klass);
} SmpStage;

/* Makes the operation known to GEGL; the stage must last. */
void smp_stage_register (GTypeModule *module, const SmpStage *stage);
