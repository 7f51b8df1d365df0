/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How sharp a photo is, whatever it shows. */

#pragma once

#include "plane.h"

G_BEGIN_DECLS

/**
 * SMP_SHARPEST_PX:
 *
 * How soft the sharpest photo draws things, as the standard deviation of a Gaussian in pixels: a
 * pixel shows what lies in all of it, and making a photo smaller mixes its neighbours in.  Dots of
 * this softness have the contrast, in bands of 0.9 to 4 mm, of a finished treatment photographed
 * at 2.6 px/mm (one photo).
 */
#define SMP_SHARPEST_PX 0.5

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

/**
 * smp_photo_thinnest_px:
 * @photo: linear light of three components
 *
 * How wide the thinnest dark things of a photo are, hairs, pores or dots, as the standard deviation
 * of a Gaussian in pixels: from how much more strongly the lightness bends across each through a
 * narrow Gaussian than through one of twice the width, at the strongest twentieth of such places,
 * and of these the thinnest tenth.  Lens and pixels let nothing be thinner, so that a photo that
 * was made smaller tells itself: 0.3 to 0.7 on six photos of heads straight from a phone, 0 to 0.2
 * on the same at half the size, 0 at a quarter (measured).  Noise as fine as pixels reads 0.
 *
 * Returns: that width; below 0 where nothing dark is thin
 */
gdouble smp_photo_thinnest_px (const SmpPlane *photo);

G_END_DECLS
