/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What every treating procedure is asked for besides its own parameters: a preset, single values,
 * and the scale. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/params.h"

/* The arguments preset and set; and with the scale, px-per-mm. */
void smp_asked_preset_add (GimpProcedure *procedure);
void smp_asked_arguments_add (GimpProcedure *procedure);

/* The values that a script asks for: the arguments, a preset in their place, single values last. */
gboolean
smp_asked_values (GimpProcedureConfig *config, guint scopes, SmpParams *params, GError **error);

/* The scale: the argument, the image's, or the person's answer. */
gboolean smp_asked_scale (GimpImage           *image,
                          GimpRunMode          run_mode,
                          GimpProcedureConfig *config,
                          gdouble             *px_per_mm,
                          GError             **error);
