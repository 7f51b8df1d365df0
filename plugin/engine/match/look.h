/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How skin with hair or dots looks, as numbers that can be compared. */

#pragma once

#include "patch.h"

/* The look of the pixels where the mask is above 0.5. */
void
smp_look_measure (const SmpField light[3], const SmpField *mask, gdouble px_per_mm, SmpLook *look);

/* Pixels this near to the region's edge see both sides of it. */
#define SMP_EDGE_MM 0.3

/* 1 in the region, but not near its edge. */
void smp_region_inner (const SmpField *region, gdouble px_per_mm, SmpField *inner);

/* Root mean square of the logarithm of the bands' ratios. */
gdouble smp_band_distance (const gdouble a[SMP_MATCH_BANDS], const gdouble b[SMP_MATCH_BANDS]);

/* A part of a scene, whose corner is at left, top. */
typedef struct
{
  const SmpScene *scene;
  const SmpField *light;
  const SmpField *region;
  gint            left, top;
} SmpPart;

/* What a verdict says of two looks. */
void smp_verdict_compare (const SmpLook *region, const SmpLook *ring, SmpVerdict *verdict);
