/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a match draws. */

#pragma once

#include "smp/match.h"
#include "smp/plane.h"

/* The share of light that is left where a plane lies: four components, to be freed by the caller.
 */
SmpPlane
bench_matched_light (const SmpMatcher *matcher, const SmpParams *params, const SmpPlane *where);
