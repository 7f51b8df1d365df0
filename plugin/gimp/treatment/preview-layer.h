/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The layers of a preview.  They come and go without undo steps; undo is frozen for single calls
 * alone, so that even a killed program leaves it working. */

#pragma once

#include "treatment.h"

/* A layer for the treatment with room for the rectangle and a little more, hidden, in the image.
 * Fails with SMP_ERROR_IMAGE where GIMP makes none.  Returns: (transfer none) (nullable), to be
 * taken away with smp_preview_layer_remove() */
GimpLayer *smp_preview_layer_add (SmpTreatment *treatment, GeglRectangle bounds, GError **error);

/* Puts another layer above all, which marks something meanwhile and is taken away in the same way;
 * it leaves no undo step, and what was selected stays selected. */
void smp_preview_layer_add_above (GimpImage *image, GimpLayer *layer);

/* Takes it out of the image, and deletes it. */
void smp_preview_layer_remove (GimpLayer *layer);

/* Also of a layer that a preview stands for. */
void smp_preview_layer_set_visible (GimpLayer *layer, gboolean visible);
