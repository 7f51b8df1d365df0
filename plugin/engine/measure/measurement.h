/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One measurement of what is around a region: its state, and the steps that it is made of, which
 * are a file each. */

#pragma once

#include "hairs.h"
#include "ring.h"
#include "smp/measure.h"

/* Less of a ring says nothing of its hair or skin. */
#define SMP_LEAST_RING_CM2 0.3

/* Coarser photos show no single hairs. */
#define SMP_LEAST_COUNTED_PX_PER_MM 4.0

/* Sigma of edges, from which on hairs of one unit are not told apart: they stand 0.3 mm apart. */
#define SMP_WIDEST_EDGE_MM 0.135

/* What is counted with less confidence is not counted. */
#define SMP_LEAST_CONFIDENCE 0.05

/* One measurement's state. */
typedef struct
{
  SmpRing          ring;
  SmpMarkFinder    finder;
  SmpSurroundings *result;
  SmpLimit         limit;     /* of counting */
  gdouble          whole_cm2; /* of the ring, with bare skin */
  gdouble          strokes;   /* for one that is found in the ring */
} SmpMeasurement;

/* Size, blur and colour of one hair that the photo shows so. */
typedef struct
{
  gdouble width; /* samples */
  gdouble blur2;
  gdouble rgb[3];
} SmpHairBelow;

/* A figure that was measured. */
static inline SmpFigure
smp_figure (gdouble value, gdouble confidence)
{
  return (SmpFigure) { value, CLAMP (confidence, SMP_LEAST_CONFIDENCE, 1.0), SMP_LIMIT_NONE };
}

/* One that was not. */
static inline SmpFigure
smp_figure_refused (SmpLimit limit)
{
  return (SmpFigure) { 0.0, 0.0, limit };
}

/* ring-hair.c: finds the hair of the ring, and leaves out of it what has next to none.  FALSE where
 * too little was found, or work is stopped. */
gboolean smp_measurement_find_ring (SmpMeasurement *m);

/* counting.c: the standard deviation of the optical density at the hairs' scale, in the ring. */
gdouble smp_measurement_contrast (const SmpMeasurement *m);

/* How many strokes there are for one that is found, where so many are found a cm2; the data are a
 * measurement. */
gdouble smp_measurement_strokes_of_one (gdouble found_per_cm2, gpointer data);

/* The density of an area in which so many hairs are found, a cm2. */
gdouble smp_measurement_density_of (const SmpMeasurement *m, gdouble found, gdouble area_cm2);

/* How many hairs are found in the ring, and what density that comes to, a cm2. */
gdouble smp_measurement_found_in_ring (const SmpMeasurement *m);
gdouble smp_measurement_ring_density (const SmpMeasurement *m);

/* Sigma of the edges of what is found, in samples. */
gdouble smp_measurement_edge_px (const SmpMarkFinder *finder);

/* How sure a count is, 0 to 1. */
gdouble smp_measurement_confidence (const SmpMeasurement *m);

/* Why the ring's hairs, found or not, cannot be counted. */
SmpLimit smp_measurement_limit (const SmpMeasurement *m, gboolean found);

/* one-hair.c: the hair below a shape on skin of such light. */
SmpHairBelow smp_measurement_hair_below (const SmpMeasurement *m,
                                         const SmpMarkShape   *shape,
                                         const gdouble         skin[3]);

/* Sets the result's figures of the ring's average hair. */
void smp_measurement_set_shape (SmpMeasurement *m);

/* by-place.c: sets all of the result that is read place by place.  The marks are the ring's. */
void smp_measurement_by_place (SmpMeasurement *m);

/* inside.c: adds the finder's marks to the result's. */
void smp_measurement_add_marks (SmpMeasurement *m);

/* The same search in the region and the gap around it, by the ring's typical hair; its marks are
 * added to the result's. */
void smp_measurement_inside (SmpMeasurement *m);
