/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies beside a treated region. */

#pragma once

#include "base/field.h"

/* Distances of a plane's pixels from the region, in mm, 0 within; the caller clears them. */
void smp_region_distance (const SmpPlane *region,
                          const SmpPlane *like,
                          gdouble         px_per_mm,
                          SmpField       *distance);
