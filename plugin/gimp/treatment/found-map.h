/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks of where a treatment would be found: as a layer over the canvas, while a dialog is open,
 * which leaves no undo step and is no part of the result; and over a picture of it. */

#pragma once

#include "smp/plane.h"
#include "treatment.h"

/* Marks where the treatment, as it was judged last, differs from its surroundings by more than is
 * acceptable: hatched, as is bare skin that the selection left beside it, and crossed where it is
 * more than twice as much, in one hue with light edges, so that it is told from skin by anyone.
 * marked is the layer that was so made before, which is taken away, or NULL.  Returns: (transfer
 * none) (nullable): the layer, to be taken away with smp_found_map_remove(); NULL where nothing is
 * to be marked */
GimpLayer *smp_found_map_show (SmpTreatment *treatment, GimpLayer *marked);

/* Hatches, in the same way, where a map of the image's pixels is above 1, and crosses where it is
 * above 2; the layer has that name.  Returns: (transfer none) (nullable) */
GimpLayer *smp_found_map_show_plane (GimpImage      *image,
                                     const SmpPlane *map,
                                     gdouble         px_per_mm,
                                     const gchar    *name);

/* Takes it away; NULL, and one that is gone, is none. */
void smp_found_map_remove (GimpLayer *marked);

/* Whether a place that differs so much (see smp_match_map()) is marked. */
gboolean smp_found_map_marks (gfloat excess);

/* The same marks over a picture, of that size, of a part of the photo: from a map of how much each
 * pixel differs; nothing is marked beyond it.  Returns: (transfer full) */
cairo_surface_t *
smp_found_map_draw (const SmpPlane *map, const GeglRectangle *part, gint width, gint height);
