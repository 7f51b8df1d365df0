/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person is told where nothing is selected yet. */

#pragma once

#include <libgimp/gimp.h>

/* Returns at once where something is selected in the image.  Else shows a dialog of that title,
 * which says the sentence asked, or smp_region_check_selection()'s where that is NULL, and waits:
 * once something is selected it says the other sentence, and its OK can be pressed.  FALSE with
 * SMP_ERROR_CANCELLED where the person cancels, and with SMP_ERROR_IMAGE where the image is closed
 * meanwhile. */
gboolean smp_selection_dialog_wait (GimpImage   *image,
                                    const gchar *title,
                                    const gchar *asked,
                                    const gchar *selected,
                                    GError     **error);
