/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bare skin beside hair, told by which side its texture leans to: forehead, face, neck, and bare
 * patches.  Hairs are dark and stand apart on lighter skin, so that the optical density at their
 * scale is skewed; the lines, pores and shine of bare skin are dark and light alike, or light
 * alone. Their contrast may be the same. */

#pragma once

#include "base/field.h"

/* Coarser than this is the skin's form and light, standard deviation. */
#define SMP_GRAIN_COARSEST_MM 0.4

/* What of a picture's cells tells it. */
typedef struct
{
  SmpField squares; /* mean squares of the depth at the hairs' scale */
  SmpField cubes;   /* its mean cubes */
  SmpField depth;   /* itself, in optical density */
  SmpField weight;  /* of the cell, 0 where it does not count */
} SmpGrainSigns;

/* Makes fields of zeros. */
void smp_grain_signs_init (SmpGrainSigns *signs, gint width, gint height);

/* Frees its fields; the signs themselves are the caller's. */
void smp_grain_signs_clear (SmpGrainSigns *signs);

/* Sets grain to 1 where skin is bare, else to 0; all 0 where no hair stands apart.  What hair leans
 * is read where usable is 1.  The signs are used up. */
void smp_grain_find (SmpGrainSigns  *signs,
                     const SmpField *usable,
                     gdouble         cells_per_mm,
                     SmpField       *grain);
