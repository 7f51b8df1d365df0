/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a photo lies behind the person: it gets no dots. */

#pragma once

#include "region.h"

/* Its share in cells that are counted from the photo layer's corner; no data where there is none
 * that can be told.  All 0 before it was looked for. */
typedef struct
{
  SmpPlane      cells;
  gdouble       cell_px;
  GeglRectangle corner;
  gboolean      is_looked_for;
} SmpBackground;

/* Looks for it, unless that was done; the region tells the skin's hue. */
void smp_background_look_for (SmpBackground *self, GimpLayer *photo, const SmpRegion *region);

/* Takes it out of the shares of a map, in a channel's steps.  Returns: how much is left of them. */
gdouble smp_background_leave_out (const SmpBackground *self, SmpPlane *shares);

/* Whether so much was left that the rest is not worth a sentence. */
gboolean smp_background_is_little (gdouble left);

/* Frees what it holds. */
void smp_background_clear (SmpBackground *self);
