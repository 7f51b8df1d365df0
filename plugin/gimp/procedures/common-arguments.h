/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What every treating procedure is asked for besides its own parameters: a preset, single values,
 * and the scale. */

#pragma once

#include <libgimp/gimp.h>

#include "treatment/treatment.h"

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

/* The argument match, by default so or not; and what it asks for: the surroundings' values, then
 * the single values of the argument set, which hold after matching too. */
void     smp_asked_match_add (GimpProcedure *procedure, gboolean by_default);
gboolean smp_asked_match (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error);

/* The single values of the argument set alone. */
gboolean
smp_asked_set_values (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error);
