/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture of a prediction beside what became of it, and its words. */

#pragma once

#include "treatment/healed.h"

/* A new image: prediction and healed photo at the same crop, both in one picture split by a line,
 * and a map of the differences of tone by place; below them what was corrected for the picture, the
 * figures, and what the values should have been.  Fails with SMP_ERROR_IMAGE, or with
 * SMP_ERROR_NOT_FOUND where there is no font.  Returns: (transfer full) (nullable), in no display
 */
GimpImage *smp_differences_picture (const SmpHealedCheck *check, GError **error);

/* The figures, and what the values should have been, a sentence a line.  Returns: (transfer full)
 */
gchar *smp_differences_figures (const SmpHealedCheck *check);

/* What was done to the healed photo to compare it.  Returns: (transfer full) */
gchar *smp_differences_corrections (const SmpHealedCheck *check);
