/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A colour as the eye sees it, and how far two of them are apart. */

#pragma once

#include <glib.h>

#include "craft.h"

G_BEGIN_DECLS

/**
 * smp_luminance:
 * @rgb: linear light, sRGB primaries
 *
 * Returns: its relative luminance, 1 of white
 */
static inline gdouble
smp_luminance (const gdouble rgb[3])
{
  return SMP_LUMA_R * rgb[0] + SMP_LUMA_G * rgb[1] + SMP_LUMA_B * rgb[2];
}

/**
 * smp_srgb_decode:
 * @encoded: a component of sRGB, 0 to 1
 *
 * Returns: its linear light (IEC 61966-2-1)
 */
gdouble smp_srgb_decode (gdouble encoded);

/**
 * smp_srgb_encode:
 * @light: linear light, 0 to 1
 *
 * Returns: the component of sRGB that shows it (IEC 61966-2-1)
 */
gdouble smp_srgb_encode (gdouble light);

/**
 * SmpColour:
 * @rgb: linear light, sRGB primaries, 1 is white; may be beyond 0 to 1
 * @lab: CIELAB, D65: lightness 0 to 100, then red-green and yellow-blue
 *
 * A colour in both writings; smp_colour_set() keeps them together.
 */
typedef struct
{
  gdouble rgb[3];
  gdouble lab[3];
} SmpColour;

/**
 * smp_colour_set:
 * @colour: (out): the colour
 * @rgb: linear light, sRGB primaries; what is below 0 counts as 0 in CIELAB
 *
 * Sets a colour and its CIELAB coordinates (CIE 15:2004; white D65).
 */
void smp_colour_set (SmpColour *colour, const gdouble rgb[3]);

/**
 * smp_delta_e_76:
 *
 * Returns: the distance of two colours in CIELAB, delta E 1976; 0 where they are the same.
 */
gdouble smp_delta_e_76 (const SmpColour *a, const SmpColour *b);

/**
 * smp_delta_e_2000:
 *
 * Returns: the CIEDE2000 difference of two colours, delta E 2000 (Sharma, Wu and Dalal 2005), all
 *   weights 1; the same whichever is first.
 */
gdouble smp_delta_e_2000 (const SmpColour *a, const SmpColour *b);

G_END_DECLS
