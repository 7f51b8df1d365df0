/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person is told where nothing is selected yet. */

#pragma once

#include <libgimp/gimp.h>

/* Returns at once where something is selected in the image.  Else says, in a dialog of that title,
 * that the skin to treat is to be selected, and waits: its OK can be pressed once something is.
 * FALSE with SMP_ERROR_CANCELLED where the person cancels, and with SMP_ERROR_IMAGE where the image
 * is closed meanwhile. */
gboolean smp_selection_dialog_wait (GimpImage *image, const gchar *title, GError **error);
