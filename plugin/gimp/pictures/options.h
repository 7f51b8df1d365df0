/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What Before and After is asked for, from the arguments of its procedure. */

#pragma once

#include "compare.h"

/* Of the choice "outcome", beside those of SmpOutcome. */
#define SMP_ALL_OUTCOMES SMP_N_OUTCOMES

/* Reads the options, and changes what the treatments' (SmpTreatment) recipes say of ageing to what
 * is said of the client.  Fails with SMP_ERROR_VALUE where moments, alternatives or values are
 * none, and with SMP_ERROR_NOT_FOUND or SMP_ERROR_FORMAT where a preset is not there or cannot be
 * read; to be cleared in any case. */
gboolean smp_compare_options_read (SmpCompareOptions   *options,
                                   GimpProcedureConfig *config,
                                   GPtrArray           *treatments,
                                   GError             **error);

/* What is made from now on speaks the language that is asked for, up to smp_text_speak (NULL, NULL,
 * NULL); a date that was not said is today's, as that language writes it.  Fails with
 * SMP_ERROR_NOT_FOUND where the language is not installed. */
gboolean smp_compare_options_speak (SmpCompareOptions *options, GError **error);

/* Frees what they hold. */
void smp_compare_options_clear (SmpCompareOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SmpCompareOptions, smp_compare_options_clear)

/* The practitioner that a configuration of the procedure has, whose strings and file the caller
 * owns. */
void smp_compare_practitioner_get (GimpProcedureConfig *config, SmpPractitioner *practitioner);
