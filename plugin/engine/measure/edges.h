/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How steep a photo is through a narrow and a wider Gaussian, which says how blurred its edges are
 * (Zhuo and Sim 2011). */

#pragma once

#include "base/field.h"
#include "smp/plane.h"

/* What the eye sees of a photo of three components, linear light: 0 to 1.  To be cleared. */
void smp_lightness_read (const SmpPlane *photo, SmpField *lightness);

/* Of this lightness a pixel. */
typedef struct
{
  SmpField fine, coarse;
  gdouble  fine_px, coarse_px; /* standard deviations */
} SmpEdges;

/* Of a photo of three components, linear light.  To be cleared. */
void smp_edges_read (SmpEdges *edges, const SmpPlane *photo, gdouble fine_px, gdouble coarse_px);

/* The blur of the edge at a sample, a standard deviation in pixels: 100 where there is none. */
gfloat smp_edges_blur_px (const SmpEdges *edges, gsize i);

/* Frees what they hold. */
void smp_edges_clear (SmpEdges *edges);
