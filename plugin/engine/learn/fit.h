/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values sought whose drawing reads as a photo does, and what their search leaves. */

#pragma once

#include "drawing.h"
#include "match/least-squares.h"
#include "smp/learn.h"

/* Beyond this sum of squares drawing and photo cannot agree in all. */
#define SMP_FIT_MISFIT 25.0

/* The widest drawing for a search. */
#define SMP_MOST_DRAWN_MM 18.0

/* What is sought first, the look.  The texture is sought only where single dots stand out of it. */
enum
{
  SMP_LOOK_LOG_DENSITY,
  SMP_LOOK_LOG_DIAMETER,
  SMP_LOOK_LOG_PARTS,
  SMP_LOOK_BLUR,
  SMP_LOOK_SHARPEN,
  SMP_LOOK_DEPTH,
  SMP_LOOK_TEXTURE,
  SMP_N_LOOK
};

/* And then: how dots differ among each other. */
enum
{
  SMP_VARIETY_ELONGATION,
  SMP_VARIETY_SIZE_VARIATION,
  SMP_VARIETY_STRENGTH_VARIATION,
  SMP_VARIETY_IRREGULARITY,
  SMP_VARIETY_MISSED,
  SMP_N_VARIETY
};

/* One search: the photo as it was read, what is drawn, and the values so far. */
typedef struct
{
  SmpWork     work;
  gint        step; /* photo pixels a pixel of work */
  SmpTraits   photo;
  SmpTraits   drawn;
  gdouble     bare_ratio[3]; /* bright skin between dots over bare skin; 0 where unknown */
  SmpParams   params;        /* at the work's scale */
  SmpCamera   camera;
  gdouble     filter_mm;
  gdouble     floor;
  gdouble     times_wider;         /* than a drawing for a search */
  gdouble     tolerance;           /* of light and cover: 1 where single dots count as well */
  gdouble     texture_most_likely; /* of the texture that is drawn, so many times */
  gdouble     misfit;              /* sum of squares that the last drawings leave */
  gboolean    counts;              /* single dots are told apart */
  gboolean    is_open;             /* many dots draw the photo about as well */
  gboolean    has_direction;
  const gint *stop;
  SmpUnknown  look[SMP_N_LOOK];
  SmpUnknown  variety[SMP_N_VARIETY];
} SmpFit;

/* fit.c: sets the parameters that are known, and where the search begins. */
void smp_fit_start (SmpFit *fit, const SmpParams *at);

/* Finds the values, and draws them. */
void smp_fit_search (SmpFit *fit);

/* fit-figures.c: why nothing can be learnt from the photo. */
SmpLimit smp_fit_photo_limit (const SmpFit *fit);

/* Why single dots cannot be told apart. */
SmpLimit smp_fit_single_limit (const SmpFit *fit);

/* How far the drawing's profile and light are from the photo's: 1 where they are the same. */
gdouble smp_fit_agreement (const SmpFit *fit);

/* Sets the figures that were learnt, each with how sure it is, and how the photo and its drawing
 * look. */
void smp_fit_set_figures (const SmpFit *fit, SmpLearned *learned);
