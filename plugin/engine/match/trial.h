/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values tried on a region: quickly on parts of it, or on all of it. */

#pragma once

#include "look.h"

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
} SmpTrial;

/* Takes the scene over.  Chooses windows where the region is deepest, away from each other. */
void smp_trial_init (SmpTrial              *trial,
                     SmpScene              *scene,
                     const SmpLook         *ring,
                     const SmpPlane        *region,
                     const SmpSurroundings *surroundings);

void smp_trial_clear (SmpTrial *trial);

/* Draws the windows with the values, and sets looks. */
void smp_trial_draw (SmpTrial *trial, const SmpParams *params);

/* Draws the windows and the whole region, judges it, and corrects the windows' looks from now on;
 * returns whether it could. */
gboolean smp_trial_judge (SmpTrial *trial, const SmpParams *params, SmpVerdict *verdict);
