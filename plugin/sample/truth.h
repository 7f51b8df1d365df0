/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is true of a sample, and how it is written down. */

#pragma once

#include "sample.h"

/* What is true of the picture, in the files that go beside it. */

/* The ring around the scar, from its edge. */
#define SAMPLE_RING_INNER_MM 1.0
#define SAMPLE_RING_OUTER_MM 8.0

/* The side of the squares of local truth. */
#define SAMPLE_CELL_MM 10.0

/* Figures of the ring and of the scar. */
typedef struct
{
  gdouble ring_area_cm2;
  gdouble ring_hairs_per_cm2;
  gdouble scar_area_cm2;
  gdouble skin_rgb[3]; /* linear light in the photo, without hair */
  gdouble hair_rgb[3]; /* and of the hairs alone */
  gdouble glare_share; /* of the light of the ring's bare skin */
  gdouble diameter_mm; /* means over the ring's hairs */
  gdouble length_mm;
  guint   strays;
  gdouble ring_vellus_per_cm2; /* not among the ring's hairs */
  gdouble too_long;            /* share of the ring's hairs that no dot imitates */
} SampleTruth;

/* The scar's mask, a byte a pixel; the figures; and the files dots.csv and truth.txt, the latter
 * with figures by squares of SAMPLE_CELL_MM.  The caller owns what is returned. */
guint8 *sample_truth_mask (const SampleScene *scene);
void    sample_truth_measure (const SampleScene *scene, const GArray *hairs, SampleTruth *truth);
GBytes *sample_truth_dots (const SampleScene *scene, const GArray *hairs);
GBytes *sample_truth_key_file (const SampleScene *scene, const GArray *hairs);
void    sample_truth_add_cells (GKeyFile *file, const SampleScene *scene, const GArray *hairs);
