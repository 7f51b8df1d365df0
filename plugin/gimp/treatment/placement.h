/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the dots of an SMP layer lie, after the layer or the image was moved, scaled, cropped,
 * turned or flipped.  GIMP does not record what was done to a layer, so each thing that its sizes
 * and places allow is tried: the dots are drawn as they would lie then, and compared with those
 * that the layer shows. */

#pragma once

#include "smp-layer.h"

/* Brings a recipe, whose values are as they were stored, to where the layer's dots are, and makes
 * the region there of the layer's channel.  is_carried tells whether the region no longer lies as
 * the channel says.  SMP_ERROR_IMAGE, in one sentence, where the dots are not found.
 * Returns: (transfer full): the region */
SmpRegion *smp_placement_follow (GimpImage   *image,
                                 GimpLayer   *layer,
                                 GimpLayer   *photo,
                                 GimpChannel *channel,
                                 SmpRecipe   *recipe,
                                 gboolean    *is_carried,
                                 GError     **error);
