/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Arguments of procedures, made from the table of parameters. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/params.h"

/* Whether a procedure about these scopes, such as SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN, has the
 * parameter as an argument of its own; one that is about ageing only where that is among them. */
gboolean smp_argument_is_shown (const SmpParamInfo *info, guint scopes);

/* Adds an argument for each such parameter; auxiliary ones are part of dialogs alone.  own_keys are
 * the underlined letters of the procedure's other controls. */
void smp_arguments_add (GimpProcedure *procedure,
                        guint          scopes,
                        const gchar   *own_keys,
                        gboolean       auxiliary);

/* Values of these arguments into parameters; the others stay as they are.  Fails with
 * SMP_ERROR_VALUE where one is out of its range. */
gboolean
smp_arguments_read (GimpProcedureConfig *config, guint scopes, SmpParams *params, GError **error);

/* The parameters' values into these arguments. */
void smp_arguments_write (GimpProcedureConfig *config, guint scopes, const SmpParams *params);

/* Gives a procedure's arguments the defaults that the filter has, where they are not the table's.
 */
void smp_arguments_take_defaults (GimpProcedure *procedure, const gchar *filter);

/* A procedure's failing result; takes the error.  Returns: (transfer full) */
GimpValueArray *smp_arguments_fail (GimpProcedure *procedure, GError *error);

/* A label with a key of its own, which gives way where the person's language has that letter for
 * one of the dialog's buttons.  Returns: (transfer full) */
gchar *smp_argument_label (const gchar *words);
