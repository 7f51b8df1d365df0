/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The share of a photo's light that is shine on the surface of the skin, and no pigment changes.
 */

#pragma once

#include "plane.h"

G_BEGIN_DECLS

/**
 * smp_glare_estimate:
 * @photo: three components, linear RGB, best averaged to cells of about 0.4 mm
 * @skin: (nullable): one component, of the photo's size: above 0.5 where the skin lies whose colour
 *   counts, such as a pale scar; NULL for all of the photo
 * @share: (inout): one component, of the photo's size: the share of each pixel's light that is
 *   surface glare, 0 to 0.98
 *
 * Glare is light that the skin's surface mirrors, so it has the lamp's colour, and pigment below
 * cannot darken it.  Dichromatic model (Shafer 1985): a pixel is skin colour times a factor, plus
 * white.  The skin's own ratio of blue to red is the median over the darker half of that skin;
 * what blue a pixel has beyond it is white light.  Since pale skin is a little whiter too, only
 * light well above the median brightness counts (choice: none below 1.05 times, all from 1.6
 * times), and only where white is much of the red light too: pale and pink scar tissue is lighter
 * than skin without going to white (measured on scars and on shining heads: up to 0.31 of the red
 * light, and 0.59 to 0.97; none counts below 0.25, all from 0.45).  In light far from white, which
 * the camera has not balanced, less of the glare is recognised.
 */
void smp_glare_estimate (const SmpPlane *photo, const SmpPlane *skin, SmpPlane *share);

G_END_DECLS
