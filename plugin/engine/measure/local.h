/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures that are read place by place around a region and continued over it: means with weights
 * that fall off with distance, first as a Gaussian of 1.5 mm and then about as its fifth power
 * (inverse distance weighting: Shepard 1968), so that they are smooth, go through where there is
 * hair, and lie between the sides where there is none. */

#pragma once

#include "ring.h"

/* Sums of figures times weights and of weights, by node; the ring must last as long. */
typedef struct
{
  const SmpRing *ring;
  gint           node; /* samples a node of the sums is wide */
  SmpField       sum[SMP_N_LOCALS][3];
  SmpField       weight[SMP_N_LOCALS];
} SmpLocalFigures;

/* Nothing is known; the ring's usable area is the density's weight, in cm2. */
void smp_local_init (SmpLocalFigures *figures, const SmpRing *ring);

/* Frees the sums. */
void smp_local_clear (SmpLocalFigures *figures);

/* A figure is so much at a place, in samples, which counts so often; values are one or three. */
void smp_local_add (SmpLocalFigures *figures,
                    SmpLocal         which,
                    gdouble          x,
                    gdouble          y,
                    gdouble          weight,
                    const gdouble   *values);

/* Turns sums into means near each node. */
void smp_local_continue (SmpLocalFigures *figures);

/* How many strokes there are for one that is found, where so many are found a cm2. */
typedef gdouble (*SmpStrokesOfOne) (gdouble found_per_cm2, gpointer data);

/* Found strokes a cm2 become strokes a cm2. */
void smp_local_density (SmpLocalFigures *figures, SmpStrokesOfOne strokes_of_one, gpointer data);

/* Mean cosines of doubled angles become standard deviations in degrees, less the marks' own error
 * in radians. */
void smp_local_spread (SmpLocalFigures *figures, gdouble error);

/* A figure in the ring's cells and its confidence, at most the given one; both are empty where it
 * is not known anywhere. */
void smp_local_take (const SmpLocalFigures *figures,
                     SmpLocal               which,
                     gdouble                confidence,
                     SmpPlane              *values,
                     SmpPlane              *trust);
