/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libgimp/gimpui.h>

/* Makes the controls of the parameters of these scopes, sliders over their usual values: the main
 * ones in the container "smp-main", the others behind "More" in "smp-expander".  The dialog has yet
 * to be filled with the two. */
void smp_dialog_controls_make (GimpProcedureDialog *dialog, guint scopes);
