/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be read alike of a photo of treated skin and of our own drawing of one. */

#pragma once

#include "base/field.h"

/* The mean mark's profile is read in so many rings around its middle. */
#define SMP_TRAIT_RINGS 7

/* Bands of the marks' contrast, from fine to coarse. */
#define SMP_TRAIT_BANDS 3

/* Noise, and the skin's own grain: of single pixels, of some, and of many. */
#define SMP_TRAIT_GRAINS 3

/* Treated skin, of a photo or drawn: linear light, and 1 where it counts. */
typedef struct
{
  gdouble  px_per_mm;
  SmpField light[3];
  SmpField usable;
} SmpWork;

/* Makes an empty one. */
void smp_work_init (SmpWork *work, gint width, gint height, gdouble px_per_mm);

/* Frees its fields; the work itself is the caller's. */
void smp_work_clear (SmpWork *work);

/* Light is over the bright skin near by: repeated means of what is lighter than the last mean, over
 * about a spacing and a half of dots. */
typedef struct
{
  gdouble area_cm2;
  gdouble bright[3];              /* mean light of the bright skin, as the photo has it */
  gdouble mean[3];                /* over bright skin */
  gdouble cover;                  /* share of the pixels whose green is below SMP_TRAIT_DARK */
  gdouble half_cover;             /* the same of SMP_TRAIT_HALF_DARK */
  gdouble bands[SMP_TRAIT_BANDS]; /* standard deviations of green's optical depth */
  guint   n_marks;                /* dark spots, found one by one */
  gdouble per_cm2;                /* of them */
  gdouble strength;               /* of the typical one, as the filter sees it */
  gdouble outstanding;            /* that over the strength of typical light spots */
  gdouble rings[SMP_TRAIT_RINGS]; /* the mean mark's green, from its middle on */
  gdouble core[3];                /* its middle */
  gdouble anisotropy;             /* 0: round, 1: a line */
  gdouble axis[2];                /* mean cosine and sine of twice its direction, times that */
  gdouble strength_spread;        /* standard deviations of logarithms, by quartiles */
  gdouble width_spread;
  gdouble nearest;                 /* mean distance of the nearest mark, in mean spacings */
  gdouble nearest_spread;          /* its standard deviation over its mean */
  gdouble gaps;                    /* mean distance of any place from a mark, in mean spacings */
  gdouble grain[SMP_TRAIT_GRAINS]; /* noise far from marks, from fine to coarse: relative light */
} SmpTraits;

/* Marks, in half and in full. */
#define SMP_TRAIT_DARK      0.62
#define SMP_TRAIT_HALF_DARK 0.80

/* The width of the filter that a photo's spots answer best to. */
gdouble smp_work_filter_mm (const SmpWork *work);

/* Reads them, with a filter of that width.  Spots weaker than floor, in optical depth as the filter
 * sees it, are no marks. */
void smp_traits_measure (const SmpWork *work, gdouble filter_mm, gdouble floor, SmpTraits *traits);

/* The bright skin's light near each pixel. */
void smp_work_bright_skin (const SmpWork *work, SmpField bright[3]);

/* How wide a ring of the profile is, in pixels. */
gdouble smp_trait_ring_px (gdouble px_per_mm);
