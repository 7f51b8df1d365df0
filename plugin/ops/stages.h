/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "op-filter.h"

extern const SmpStage smp_stage_stipple;
extern const SmpStage smp_stage_fade;
extern const SmpStage smp_stage_skin;
