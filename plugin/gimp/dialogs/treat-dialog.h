/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog of what treats or edits. */

#pragma once

#include "treatment/treatment.h"

/* Lets the person set the treatment's values of these scopes, with the result on the canvas
 * meanwhile.  Returns FALSE with SMP_ERROR_CANCELLED where the person cancels; the image is then as
 * before. */
gboolean smp_treat_dialog_run (GimpProcedure       *procedure,
                               GimpProcedureConfig *config,
                               guint                scopes,
                               SmpTreatment        *treatment,
                               const gchar         *title,
                               GError             **error);
