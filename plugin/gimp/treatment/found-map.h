/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A layer over the canvas, while a dialog is open, that marks where a treatment would be found: it
 * leaves no undo step, and is no part of the result. */

#pragma once

#include "treatment.h"

/* Marks where the treatment, as it was judged last, differs from its surroundings by more than is
 * acceptable: hatched, and crossed where it is more than twice as much, in one hue with light
 * edges, so that it is told from skin by anyone.  marked is the layer that was so made before,
 * which is taken away, or NULL.  Returns: (transfer none) (nullable): the layer, to be taken away
 * with smp_found_map_remove(); NULL where nothing is to be marked */
GimpLayer *smp_found_map_show (SmpTreatment *treatment, GimpLayer *marked);

/* Takes it away; NULL, and one that is gone, is none. */
void smp_found_map_remove (GimpLayer *marked);
