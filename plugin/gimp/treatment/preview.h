/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What treatments would look like, on the canvas, while a dialog is open: for each an SMP layer
 * that leaves no undo step, drawn in a thread as values change, and taken away at the end.  A layer
 * that is being edited is hidden meanwhile. */

#pragma once

#include "facts.h"
#include "treatment.h"

/* What keeps the canvas as the treatments' values say. */
typedef struct _SmpPreview SmpPreview;

/* Called when the canvas shows the last values, with the facts of the first treatment, or with the
 * error that prevented it. */
typedef void (*SmpPreviewShown) (const SmpFacts *facts, const GError *error, gpointer data);

/* treatments are SmpTreatment of one image, and stay the caller's.  Returns: (transfer full) */
SmpPreview *smp_preview_new (GPtrArray *treatments, SmpPreviewShown shown, gpointer data);

/* Values have changed: draws soon, what lies in the middle of a large region first.  What is being
 * drawn of older values is given up once that is seen. */
void smp_preview_draw (SmpPreview *preview);

/* Shows the result or the photo as it is; at once, since it is drawn on meanwhile. */
void smp_preview_set_visible (SmpPreview *preview, gboolean visible);

/* Left of the line the photo as it is, right of it the result; place is how much of what is treated
 * lies left of it, 0 to 1, or below 0 for no line. */
void smp_preview_set_split (SmpPreview *preview, gdouble place);

/* Waits until no thread uses the treatments any more. */
void smp_preview_stop (SmpPreview *preview);

/* The person has changed the image meanwhile: it stays marked as changed. */
void smp_preview_keep_dirty (SmpPreview *preview);

/* Takes the layers away and marks the image as unchanged where it was. */
void smp_preview_free (SmpPreview *preview);
