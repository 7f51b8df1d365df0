/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The scale of an image, pixels per millimetre of skin, kept as the image's parasite "smp-scale".
 */

#pragma once

#include <libgimp/gimp.h>

/* The word for a scale that nobody measured. */
#define SMP_SCALE_ESTIMATE "estimate"

/* Stores it, with a word on where it comes from, as one undoable change.  Fails with
 * SMP_ERROR_VALUE where it is out of the parameter's range. */
gboolean smp_scale_store (GimpImage *image, gdouble px_per_mm, const gchar *source, GError **error);

/* The stored scale, as it is after the image was scaled, cropped, turned or flipped since, and
 * whether it is the estimate (where is_estimate is not NULL); SMP_ERROR_IMAGE with a sentence on
 * how to set it where there is none, or where it cannot be told any more. */
gboolean
smp_scale_load (GimpImage *image, gdouble *px_per_mm, gboolean *is_estimate, GError **error);

/* What is to be said beside all that is drawn by a scale that nobody measured.  Returns: (transfer
 * none) */
const gchar *smp_scale_estimate_mark (void);
