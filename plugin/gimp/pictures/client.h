/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the client ages: the profile that the pictures suppose. */

#pragma once

#include <libgimp/gimp.h>

/* The arguments: preset, what is known of the client, and set. */
void smp_compare_client_add (GimpProcedure *procedure);

/* Their names, and NULL. */
extern const gchar *const smp_compare_client_arguments[];

/* Back to what the layers themselves say. */
void smp_compare_client_reset (GimpProcedureConfig *config);

/* Changes what the treatments' recipes say of ageing; changed is whether that made a difference.
 * Fails with SMP_ERROR_NOT_FOUND or SMP_ERROR_FORMAT where the preset is not there or cannot be
 * read, and with SMP_ERROR_VALUE where a value is none. */
gboolean smp_compare_client_apply (GimpProcedureConfig *config,
                                   GPtrArray           *treatments,
                                   gboolean            *changed,
                                   GError             **error);
