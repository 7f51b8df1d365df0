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

/* Changes what the treatments' recipes say of ageing; changed is whether that made a difference. */
gboolean smp_compare_client_apply (GimpProcedureConfig *config,
                                   GPtrArray           *treatments,
                                   gboolean            *changed,
                                   GError             **error);
