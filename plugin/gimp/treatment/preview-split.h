/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A line across the canvas, while a dialog is open: left of it the photo as it is, right of it the
 * preview's layers.  Their masks hide them on the left; nothing of it leaves an undo step. */

#pragma once

#include <libgimp/gimp.h>

/* The line, and what the masks were before. */
typedef struct _SmpPreviewSplit SmpPreviewSplit;

/* Returns: (transfer full): none yet, in an image that stays the caller's */
SmpPreviewSplit *smp_preview_split_new (GimpImage *image);

/* Puts the line at x, of the image's pixels; only what lies between there and where it was is
 * written. */
void smp_preview_split_set (SmpPreviewSplit *self, gint x);

/* Shows or hides the line itself. */
void smp_preview_split_set_visible (SmpPreviewSplit *self, gboolean visible);

/* Splits a layer too, until it is given up; a layer that is gone needs no word. */
void smp_preview_split_add (SmpPreviewSplit *self, GimpLayer *layer);

/* Takes the line away, and gives the layers the masks that they had. */
void smp_preview_split_free (SmpPreviewSplit *self);
