/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Outlines of paths and of the selection lie over what is to be looked at: they are hidden while a
 * preview is on the canvas.  GIMP lets no plug-in hide the selection's, so that the selection waits
 * in a channel of the image meanwhile, where it is found too if anything goes wrong. */

#pragma once

#include <libgimp/gimp.h>

/* What was hidden. */
typedef struct _SmpOutlines SmpOutlines;

/* Hides them, without an undo step.  Returns: (transfer full), to smp_outlines_show() */
SmpOutlines *smp_outlines_hide (GimpImage *image);

/* Shows them again, without an undo step, and frees outlines.  Paths and selections that the person
 * has made or deleted meanwhile stay so. */
void smp_outlines_show (SmpOutlines *outlines);

/* What is selected in the image, hidden or not, and its bounds.  Returns: (transfer none)
 * (nullable): NULL where nothing is */
GimpDrawable *smp_outlines_selection (GimpImage *image, GeglRectangle *bounds);
