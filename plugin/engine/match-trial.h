/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values tried on parts of a region. */

#pragma once

#include "match-look.h"

#define SMP_TRIAL_MOST_WINDOWS 4

/* A part of the region, as the photo shows it and with dots. */
typedef struct
{
  gint     x, y, width, height;
  SmpField before[3];
  SmpField after[3];
  SmpField inner;
  SmpField glare;
  gdouble  n_inner;
} SmpTrialWindow;

/* ring has the ring's texture, and its colour near the windows; look is that of all windows. */
typedef struct
{
  const SmpPlane        *region;
  const SmpSurroundings *surroundings;
  SmpTrialWindow         windows[SMP_TRIAL_MOST_WINDOWS];
  gint                   n_windows;
  SmpLook                ring;
  SmpLook                look;
} SmpTrial;

/* Chooses windows where the region is deepest, away from each other. */
void smp_trial_init (SmpTrial              *trial,
                     const SmpScene        *scene,
                     const SmpPlane        *region,
                     const SmpSurroundings *surroundings);

void smp_trial_clear (SmpTrial *trial);

/* Draws the windows with the values. */
void smp_trial_draw (SmpTrial *trial, const SmpParams *params);
