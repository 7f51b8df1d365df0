/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "measure-field.h"
#include "smp/match.h"

/* A part of the photo, treated or not, with its region and ring. */
typedef struct
{
  gint     x, y, width, height; /* in the image */
  gdouble  px_per_mm;
  SmpField light[3];
  SmpField region; /* a pixel: above 0.5 inside */
  SmpField ring;
} SmpScene;

/* Reads the part that holds the ring; light may be NULL. */
void smp_scene_init (SmpScene              *scene,
                     const SmpPlane        *photo,
                     const SmpPlane        *light,
                     const SmpPlane        *region,
                     const SmpSurroundings *surroundings);

void smp_scene_clear (SmpScene *scene);

/* The look of the pixels where the mask is above 0.5. */
void
smp_look_measure (const SmpField light[3], const SmpField *mask, gdouble px_per_mm, SmpLook *look);

void smp_verdict_measure (const SmpScene *scene, SmpVerdict *verdict);

/* The parts of a verdict that come from two looks. */
void smp_verdict_compare (const SmpLook *region, const SmpLook *ring, SmpVerdict *verdict);
