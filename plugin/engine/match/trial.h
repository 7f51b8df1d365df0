/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values tried on a region: quickly on parts of it, or on all of it. */

#pragma once

#include "places.h"

/* The most parts of a region that stand for all of it. */
#define SMP_TRIAL_MOST_WINDOWS 3

/* A part of the region, as the photo shows it and with dots. */
typedef struct
{
  gint     x, y, width, height;
  SmpField before[3];
  SmpField after[3];
  SmpField share; /* of the region */
  SmpField inner;
  SmpField glare;
  gdouble  n_inner;
} SmpTrialWindow;

/* The share of the dots that each place needs, in cells of step_px image pixels from x, y on; mean
 * is the region's.  Without cells every place needs all of them. */
typedef struct
{
  SmpField cells;
  gint     x, y, step_px;
  gdouble  mean;
} SmpFill;

/* A look as drawn times the correction's numbers is that of the whole region. */
typedef struct
{
  const SmpPlane        *region;
  const SmpSurroundings *surroundings;
  SmpScene               scene; /* without what it has of every pixel */
  SmpTrialWindow         windows[SMP_TRIAL_MOST_WINDOWS];
  gint                   n_windows;
  SmpTrialWindow         whole;      /* empty where the region is too large */
  SmpLook                texture;    /* of the ring */
  SmpLook                ring;       /* the same, but with the colour near the windows */
  SmpLook                drawn;      /* of all windows */
  SmpLook                correction; /* of light, marks, bands and contrast: factors */
  SmpLook                look;       /* expected of the whole region */
  SmpPlaces              places[SMP_TRIAL_MOST_WINDOWS]; /* as judged last */
  gint                   n_places;
  SmpFill                fill;
  SmpVerdict             ring_verdict; /* what a verdict says of the ring alone is taken from it */
} SmpTrial;

/* Takes the scene over.  Chooses windows where the region is deepest, away from each other. */
void smp_trial_init (SmpTrial              *trial,
                     SmpScene              *scene,
                     const SmpLook         *ring,
                     const SmpPlane        *region,
                     const SmpSurroundings *surroundings);

/* Frees what it holds, its scene too; the trial itself is the caller's. */
void smp_trial_clear (SmpTrial *trial);

/* Draws the windows with the values, and sets looks. */
void smp_trial_draw (SmpTrial *trial, const SmpParams *params);

/* The density map of a fill with these values: what is missing, times what each place needs. */
void smp_trial_density (const SmpTrial *trial, const SmpParams *params, SmpPlane *density);

/* Forgets what was learnt of the region by drawing it. */
void smp_trial_restart (SmpTrial *trial);

/* FALSE where next to no hair stands around: there is no pattern then that could have a hole, and
 * no place needs dots but those that are too pale. */
gboolean smp_trial_has_pattern (const SmpTrial *trial);

/* Copies the trial's fill over another, and hands one over to the trial. */
void smp_trial_save_fill (const SmpTrial *trial, SmpFill *fill);
void smp_trial_take_fill (SmpTrial *trial, SmpFill *fill);

/* Mean of that over the region, where no hair stands in it. */
gdouble smp_trial_mean_fill (const SmpTrial *trial);

/* Draws the region, or its windows where it is too large, and judges it; with is_thorough also
 * corrects the windows' looks from now on, and what is too large is larger.  Returns whether all of
 * the region was drawn. */
gboolean smp_trial_judge (SmpTrial        *trial,
                          const SmpParams *params,
                          gboolean         is_thorough,
                          SmpVerdict      *verdict);

/* Draws the region to know its places alone; those judged last stay where it is too large or work
 * is stopped. */
void smp_trial_find_places (SmpTrial *trial, const SmpParams *params);

/* Gives each place of the region that was judged last the share of dots with which it becomes as
 * dark as the ring near by, but for a hair's breadth; the place that needs most gets all of them,
 * for which the density, up to most_per_cm2, is raised.  Returns by what share the places' dots
 * changed, on average. */
gdouble smp_trial_even_out (SmpTrial *trial, gdouble most_per_cm2, SmpParams *params);

/* From how far around a place that is too dark dots are taken. */
typedef enum
{
  SMP_TAKE_NEAR,
  SMP_TAKE_FAR,
  SMP_TAKE_FARTHEST,
  SMP_N_TAKES
} SmpTake;

/* Takes dots from where they made the region darker than the ring near by, or than it was without
 * them where that is darker still, by more than darkest, L*, below 0; so many that it would be
 * lighter than that by the margin, L*, if its neighbours' dots were not seen with it.  With a fill
 * that has the most for each place, what is lighter than it may be by more than the margin gets
 * some of its dots back.  Returns whether anything changed. */
gboolean smp_trial_lighten (SmpTrial      *trial,
                            gdouble        darkest,
                            gdouble        margin,
                            SmpTake        take,
                            const SmpFill *most);

/* Whether dots make any place so dark. */
gboolean smp_trial_is_too_dark (const SmpTrial *trial, gdouble darkest);
