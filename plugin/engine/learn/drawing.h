/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Our own drawing of treated skin, as a camera would have taken it. */

#pragma once

#include "smp/params.h"
#include "traits.h"

/* The camera, and what it does to a picture. */
typedef struct
{
  gdouble skin[3];                 /* light of the skin, which processing of tones depends on */
  gdouble sharpen;                 /* how much of the finest detail is added once more */
  gdouble grain[SMP_TRAIT_GRAINS]; /* standard deviations of relative light */

  /* Bare skin's texture and its colour, as texture.h draws it, repeated where the work is larger;
   * empty where there is none. */
  SmpField texture;
  gdouble  texture_colour[3];
  gdouble  texture_times; /* as strong */
} SmpCamera;

/* Draws dots of these values, everywhere, on skin of even light 1 (so that light is the share that
 * comes back), with their blur, at their years; width and height are the work's. */
void smp_drawing_draw (const SmpParams *params, const SmpCamera *camera, SmpWork *work);
