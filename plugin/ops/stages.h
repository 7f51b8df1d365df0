/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The stages of the picture, one an operation. */

#pragma once

#include "op-filter.h"

/* What each operation does, for op-filter.h to make a GEGL class of. */
extern const SmpStage smp_stage_stipple;
extern const SmpStage smp_stage_fade;
extern const SmpStage smp_stage_skin;
extern const SmpStage smp_stage_treatment;

/* A grey picture, with alpha of two components, to a density map of one, in place: the value is the
 * grey as a picture shows it, so that 128 of 255 is half the density, less where it is transparent.
 */
void smp_stage_read_density (SmpPlane *map);
