/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Painting where dots go, while an SMP layer is edited: its region's channel is what GIMP's brushes
 * paint on, and the dots follow.  GIMP paints on nothing that is hidden, so the channel is shown,
 * but clear, as its own colour would veil the dots. */

#pragma once

#include "treatment.h"

/* One such state of an image; it is its maker's. */
typedef struct _SmpPainting SmpPainting;

/* Makes the treatment's channel the one to paint on, and the treatment's region follow it.  None of
 * it is an undo step.  SMP_ERROR_IMAGE where the layer was moved away from its channel.  The
 * treatment stays the caller's.  Returns: (transfer full) (nullable) */
SmpPainting *smp_painting_new (SmpTreatment *treatment, GError **error);

/* Whether the channel has been painted on since this was asked last.  Reads the channel at most
 * during a tenth of the time. */
gboolean smp_painting_has_changed (SmpPainting *painting);

/* Whether it was painted on at all. */
gboolean smp_painting_was_used (const SmpPainting *painting);

/* The channel is as hidden as it was, and the person goes on where they were before. */
void smp_painting_free (SmpPainting *painting);
