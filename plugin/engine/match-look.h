/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "match-scene.h"

/* The look of the pixels where the mask is above 0.5. */
void
smp_look_measure (const SmpField light[3], const SmpField *mask, gdouble px_per_mm, SmpLook *look);

void smp_verdict_measure (const SmpScene *scene, SmpVerdict *verdict);

/* What a verdict says of two looks. */
void smp_verdict_compare (const SmpLook *region, const SmpLook *ring, SmpVerdict *verdict);
