/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The controls of a dialog, made from the table of parameters. */

#pragma once

#include <libgimp/gimpui.h>

/* The names of the two containers in GIMP's dialog. */
#define SMP_DIALOG_MAIN "smp-main"
#define SMP_DIALOG_MORE "smp-more-expander"

/* Makes the controls of the parameters of these scopes, sliders over their usual values that name
 * the value in plain words too, and ticks for what is so or not: the main ones in the container
 * SMP_DIALOG_MAIN, the others behind "More" in SMP_DIALOG_MORE, an expander, which is returned and
 * stays the dialog's.  The tick of the id locked, or none where that is NULL, is shown and cannot
 * be changed; the control of the id apart, or none, is left out.  The dialog has yet to be filled
 * with the two.  Returns: (transfer none) */
GtkWidget *smp_dialog_controls_make (GimpProcedureDialog *dialog,
                                     GimpProcedureConfig *config,
                                     guint                scopes,
                                     const gchar         *locked,
                                     const gchar         *apart);

/* The control of a choice, as a list: GIMP 3.2 would make buttons of a short one, without a key.
 * Returns: (transfer none) */
GtkWidget *smp_dialog_list_make (GimpProcedureDialog *dialog, const gchar *id);

/* The dialog's values are those of a preset that was taken, or were found: what is said of a
 * control's steps counts from them. */
void smp_dialog_controls_start (GimpProcedureDialog *dialog);
