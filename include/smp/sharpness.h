/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How sharp a photo is, whatever it shows. */

#pragma once

#include "plane.h"

G_BEGIN_DECLS

/**
 * smp_photo_softness_px:
 * @photo: linear light of three components
 *
 * How soft the photo's finest edges are, as the standard deviation of a Gaussian in pixels: from
 * how much steeper each is through a narrow Gaussian than through one of twice the width (Zhuo and
 * Sim 2011 compare an edge with itself blurred), at the steepest twentieth of the places that are
 * steeper than all near by.  A phone's sharpening makes edges steeper than any lens, which reads 0;
 * so do noise and hair that is thinner than a pixel.  Photos that were blurred on purpose read
 * right at lone edges, and up to 1.2 px too low where thin hair stands.
 *
 * Returns: the median, or 0 where edges are as sharp as pixels show; below 0 where there are none
 */
gdouble smp_photo_softness_px (const SmpPlane *photo);

G_END_DECLS
