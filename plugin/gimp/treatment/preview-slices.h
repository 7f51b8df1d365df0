/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* In which pieces a preview is drawn.  GIMP tells a plug-in neither how large its window shows the
 * image nor which part of it, so the middle of what is treated comes first, where the person most
 * likely looks, and then what lies around it. */

#pragma once

#include <gegl.h>

/* Pixels of a slice, at most, but for less than half as many more where that is all there is. */
#define SMP_PREVIEW_SLICE_PX (1 << 20)

/* Of the first one, whose surroundings are drawn with it: so it is there as soon as a small region
 * that is seen whole, around which there is nothing. */
#define SMP_PREVIEW_FIRST_PX (896 * 896)

/* Whether bounds are one slice, wherever its middle is. */
gboolean smp_preview_is_one_slice (const GeglRectangle *bounds);

/* Cuts bounds into slices that cover it and each other nowhere, from the one around (x, y)
 * outwards. Returns: (transfer full) (element-type GeglRectangle), one at least */
GArray *smp_preview_slices (const GeglRectangle *bounds, gint x, gint y);

/* Where half of what the map asks for lies above, and in that row half to the left; the middle of
 * part where it asks for nothing there. */
void smp_preview_middle (GeglBuffer *map, const GeglRectangle *part, gint *x, gint *y);
