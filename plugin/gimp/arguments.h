/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Arguments of procedures, made from the table of parameters. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/params.h"

/* Whether procedures that draw have the parameter as an argument of its own. */
gboolean smp_argument_is_shown (const SmpParamInfo *info);

/* Adds an argument for each such parameter; auxiliary ones are part of dialogs alone. */
void smp_arguments_add (GimpProcedure *procedure, gboolean auxiliary);

/* Values of the arguments into parameters; the others stay as they are. */
gboolean smp_arguments_read (GimpProcedureConfig *config, SmpParams *params, GError **error);

/* And back. */
void smp_arguments_write (GimpProcedureConfig *config, const SmpParams *params);

/* A procedure's failing result; takes the error. */
GimpValueArray *smp_arguments_fail (GimpProcedure *procedure, GError *error);
