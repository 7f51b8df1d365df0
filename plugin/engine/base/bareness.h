/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How bare skin is, by tone and colour beside skin that is known to be bare. */

#pragma once

#include <glib.h>

/* What is compared of a colour: the logarithms of its luminance, of red over green, and of green
 * over blue. */
#define SMP_SKIN_LIGHT    0
#define SMP_N_SKIN_TRAITS 3

/* The traits of linear light, three components; what is darker than a camera's noise counts as
 * that. */
void smp_skin_traits (const gfloat *rgb, gdouble traits[SMP_N_SKIN_TRAITS]);

/* 1 where the traits are those of the bare skin, 0 where they are of hair or of something else:
 * from 0.35 darker on it is less bare, from 1.05 on not at all, and in the same way where both
 * ratios together differ by 0.25 to 0.6.  The limits are assumptions, tried on portraits. */
gfloat smp_bareness (const gdouble traits[SMP_N_SKIN_TRAITS],
                     const gdouble skin[SMP_N_SKIN_TRAITS]);

/* How bare skin is below what its surface mirrors, which is white: of the light, linear and of
 * three components, without so much white that the rest has the bare skin's ratio of blue to red.
 * 0 where it is no lighter than the bare skin, or without any such white. */
gfloat smp_bareness_below_shine (const gfloat *rgb, const gdouble skin[SMP_N_SKIN_TRAITS]);
