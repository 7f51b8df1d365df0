/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of a photo that is measured: the region, and the ring of hair around it. */

#pragma once

#include "hairs.h"
#include "smp/measure.h"

/* All by cell. */
typedef struct
{
  gint     x, y; /* the first sample's place in the image */
  gint     width, height;
  gint     cell;
  gdouble  px_per_mm;
  SmpField region;   /* share, 0 to 1 */
  SmpField distance; /* from the region, mm; 0 inside */
  SmpField skin;     /* 1 where the ring is skin, bare or with hair, else 0 */
  SmpField usable;   /* 1 where hair may stand on it, else 0 */
  SmpField grain;    /* 1 where skin, of the ring or the region, is bare by its grain, else 0 */
  SmpField left;     /* 1 where bare skin is left between the region and the hair, else 0 */
  gdouble  ring_share;
  gdouble  left_bare; /* share of the region's outline that has such skin beside it */
} SmpRing;

/* The share of a part of a photo, in image pixels, whose light are numbers. */
gdouble smp_ring_share_of_numbers (const SmpPlane *photo, gint x, gint y, gint width, gint height);

/* The part of the photo that matters, and its light and optical density. */
gboolean smp_ring_init (SmpRing        *ring,
                        SmpMarkFinder  *finder,
                        const SmpPlane *photo,
                        const SmpPlane *region,
                        gdouble         px_per_mm,
                        gdouble         ring_mm);

/* Frees its fields; the ring itself is the caller's. */
void smp_ring_clear (SmpRing *ring);

/* The area of a cell in cm2; the last ones in a row or column are smaller. */
gdouble smp_ring_cell_area (const SmpRing *ring, gint column, gint row);
