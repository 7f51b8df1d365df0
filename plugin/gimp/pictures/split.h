/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One picture, before on one side of a line and the simulation on the other. */

#pragma once

#include "label.h"

/* The page of it, and the layers that move with the line.  middle is that of what is treated, in
 * shares of the picture. */
typedef struct
{
  SmpPage      *page;
  GeglRectangle place;
  gdouble       base_px;
  GimpLayer    *simulation;
  GimpLayer    *line;
  gdouble       middle_x;
  gdouble       middle_y;
} SmpSplit;

/* The split picture with its line at the options' place, at most most_px wide and high (0 for no
 * limit beyond a page's).  Its page is the caller's then.  Fails with SMP_ERROR_IMAGE, and without
 * a page, where GIMP cannot make it. */
gboolean smp_split_new (SmpSplit *split, SmpCompare *self, gint most_px, GError **error);

/* Moves the line. */
void smp_split_move (SmpSplit *split, gdouble angle_deg, gdouble place_percent);
