/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* F1 in a dialog opens its page (plugin/help). */

#pragma once

#include <libgimp/gimpui.h>

/* Makes F1 open the page that help_id leads to, wherever in the dialog the focus is; GIMP alone
 * does not in all its versions. */
void smp_help_key_add (GtkWidget *dialog, const gchar *help_id);

/* The dialog of a procedure, as GIMP makes it, in which F1 opens the procedure's page.
 * Returns: (transfer none), as of all windows */
GtkWidget *smp_procedure_dialog_new (GimpProcedure       *procedure,
                                     GimpProcedureConfig *config,
                                     const gchar         *title);
