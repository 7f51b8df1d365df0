/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialogs of Check against the Result: what is compared, and what came of it. */

#pragma once

#include <libgimp/gimp.h>

#include "treatment/healed.h"

/* Lets the person choose the healed photo and how it is laid over, and writes that into the config.
 * healed is the photo, where it is an open image, and NULL where it is the config's file.  FALSE
 * with SMP_ERROR_CANCELLED where the person cancels, and with SMP_ERROR_IMAGE where the image is
 * closed meanwhile. */
gboolean smp_check_dialog_run (GimpProcedure       *procedure,
                               GimpProcedureConfig *config,
                               GimpImage           *image,
                               GimpImage          **healed,
                               GError             **error);

/* Shows the words, and, unless name is NULL, offers to save the values that would have been right
 * as a preset, under the name that the person types.  Returns: (transfer full) (nullable): that
 * name, or NULL */
gchar *smp_check_dialog_show (const gchar *words, const gchar *name);
