/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of fading have in common. */

#pragma once

#include "smp/params.h"
#include "smp/plane.h"

/* The defaults, but for a list of KEY=VALUE. */
SmpParams fade_params (const gchar *list);

/* A plane of zeroes, its data to be freed. */
SmpPlane fade_plane_new (gint x, gint y, gint width, gint height, gint components);

gsize fade_n_samples (const SmpPlane *plane);

/* The pigment of a square of full density in the middle of an empty border, which are so many
 * millimetres wide. */
SmpPlane fade_stipple_square (const SmpParams *params, gdouble side_mm, gdouble border_mm);

/* All of a pigment map, faded. */
SmpPlane fade_all (const SmpParams *params, const SmpPlane *pigment);
