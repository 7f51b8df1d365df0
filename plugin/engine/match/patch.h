/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is matched: a part of the photo with its region and the ring around it, ready for
 * comparisons. */

#pragma once

#include "base/field.h"
#include "smp/match.h"

/* A part of the photo, treated or not, with its region and ring. */
typedef struct
{
  gint     x, y, width, height; /* in the image */
  gdouble  px_per_mm;
  gdouble  mean[3]; /* of the whole ring */
  SmpField light[3];
  SmpField plain[3]; /* the same without dots */
  SmpField region;   /* a pixel: above 0.5 inside */
  SmpField ring;
  gint     cell_px;   /* of the next ones */
  gdouble  shine;     /* mean of glare in the region */
  SmpField glare;     /* share of the photo's light that the skin's surface mirrors */
  gint     node_px;   /* of the next ones */
  SmpField around[3]; /* the ring's mean colour, near by */
} SmpScene;

/* The glare share at a pixel of the scene. */
gfloat smp_scene_glare (const SmpScene *scene, gint column, gint row);

/* The mean colour of the ring near a pixel of the scene: light is never the same all over a head.
 */
void smp_scene_around (const SmpScene *scene, gint column, gint row, gdouble rgb[3]);

/* Reads the part that holds the ring; light may be NULL. */
void smp_scene_init (SmpScene              *scene,
                     const SmpPlane        *photo,
                     const SmpPlane        *light,
                     const SmpPlane        *region,
                     const SmpSurroundings *surroundings);

/* Frees what it has of every pixel. */
void smp_scene_clear_pixels (SmpScene *scene);

/* Frees what it holds; the scene itself is the caller's. */
void smp_scene_clear (SmpScene *scene);
