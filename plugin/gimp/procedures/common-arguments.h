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

/* The argument px-per-mm alone. */
void smp_asked_scale_add (GimpProcedure *procedure);

/* The values that a script asks for: the arguments, a preset in their place, single values last.
 * Fails with SMP_ERROR_NOT_FOUND or SMP_ERROR_FORMAT where the preset is not there or cannot be
 * read, and with SMP_ERROR_VALUE, naming it, where a value is none. */
gboolean
smp_asked_values (GimpProcedureConfig *config, guint scopes, SmpParams *params, GError **error);

/* The scale, in pixels per millimetre: the argument, the image's, or the person's answer.  Fails
 * with SMP_ERROR_VALUE where the argument is out of range, with SMP_ERROR_IMAGE where a script
 * gives none and the image has none, and with SMP_ERROR_CANCELLED where the person gives none. */
gboolean smp_asked_scale (GimpImage           *image,
                          GimpRunMode          run_mode,
                          GimpProcedureConfig *config,
                          gdouble             *px_per_mm,
                          GError             **error);

/* The argument match, by default so or not; and what it asks for: the surroundings' values, then
 * the single values of the argument set, which hold after matching too.  Fails as
 * smp_treatment_match() and smp_asked_set_values() do, with their errors. */
void     smp_asked_match_add (GimpProcedure *procedure, gboolean by_default);
gboolean smp_asked_match (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error);

/* The single values of the argument set alone.  Fails with SMP_ERROR_VALUE, naming it, where one is
 * none; all values are as before then. */
gboolean
smp_asked_set_values (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error);
