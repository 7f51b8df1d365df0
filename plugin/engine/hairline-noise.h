/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a hairline is broken: its offset along the line. */

#pragma once

#include "smp/hairline.h"

/* Offsets in mm at every SMP_OFFSET_STEP_MM along a line of that length, first at 0. */
#define SMP_OFFSET_STEP_MM 0.1

gfloat *smp_hairline_offsets (const SmpParams *params,
                              gdouble          waves_mm,
                              gdouble          jags_mm,
                              gdouble          length_mm,
                              gboolean         mirrored,
                              guint           *n_offsets);
