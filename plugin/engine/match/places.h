/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a region looks place by place: its light over discs of 3 mm beside that of the ring near by,
 * and what is said of it. */

#pragma once

#include "look.h"

/* One place.  area is the region's share of it, 0 to 1; places without any are not judged.  lab and
 * before are the region's CIELAB less the ring's near by, with dots and without; glare is the share
 * of the photo's light that the surface mirrors. */
typedef struct
{
  gdouble area;
  gdouble lab[3];
  gdouble before_l;
  gdouble delta_e_2000;
  gdouble broad_delta_e; /* of the part of the region some 12 mm across around it */
  gdouble glare;
  gdouble need; /* optical depth that dots have to add to be as dark as the ring near by */
  gdouble done; /* and that they add */
} SmpSpot;

/* Places in rows, step_px image pixels apart; x and y are the corner of the first. */
typedef struct
{
  gint     x, y, step_px;
  gint     columns, rows;
  SmpSpot *spots;
  gdouble  area;
  gdouble  sum[2][3]; /* of the region's light and of the ring's near by, times area */
} SmpPlaces;

/* How far they are apart. */
gint smp_places_step_px (gdouble px_per_mm);

/* Reads the places of a part; before is its light without dots, or that with them where there are
 * none.  Free with smp_places_clear(). */
void smp_places_measure (const SmpPart *part, const SmpField before[3], SmpPlaces *places);

/* Frees the spots; the places themselves are the caller's. */
void smp_places_clear (SmpPlaces *places);

/* Sets the region's pixels of a map to how much the places there differ from the ring near by, in
 * units of what is acceptable; the others stay. */
void
smp_places_map (const SmpPlaces *places, gdouble acceptable, const SmpPlane *region, SmpPlane *map);

/* Sets pixels of a map beside the region to SMP_MAP_LEFT_BARE where bare skin is left. */
void smp_left_bare_map (const SmpSurroundings *surroundings, const SmpPlane *region, SmpPlane *map);

/* Sets what a verdict says of colour, from the places of one or several parts; and the region's
 * mean light over the ring's near by, where ratio is not NULL. */
void smp_verdict_judge_places (const SmpPlaces       *places,
                               gint                   n_places,
                               const SmpSurroundings *surroundings,
                               SmpVerdict            *verdict,
                               gdouble                ratio[3]);

/* Sets what a verdict says of the ring beside itself. */
void smp_verdict_judge_ring (const SmpScene *scene, const SmpSurroundings *s, SmpVerdict *verdict);

/* Whether the hair around is longer than any dot can be. */
gboolean smp_hair_is_longer_than_dots (const SmpSurroundings *surroundings);

/* Sets visibility and reach from all the rest, and from the region's contrast over the ring's
 * without dots. */
void smp_verdict_conclude (const SmpPlaces       *places,
                           gint                   n_places,
                           const SmpSurroundings *surroundings,
                           gdouble                bare_contrast,
                           SmpVerdict            *verdict);
