/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What single dots are like, for those who draw them. */

#pragma once

#include "smp/stipple.h"

/* The radius of the largest dot over that of the mean dot. */
gfloat smp_dots_largest_factor (const SmpParams *params);
