/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "beside.h"

/* Less of a dot's density than this is no treatment. */
#define LEAST_TREATED 0.02f

void
smp_region_distance (const SmpPlane *region,
                     const SmpPlane *like,
                     gdouble         px_per_mm,
                     SmpField       *distance)
{
  SmpField inside;

  smp_field_init (&inside, like->width, like->height);
  for (gint j = 0; j < like->height; j++)
    for (gint i = 0; i < like->width; i++)
      smp_field_row (&inside, j)[i] =
        smp_share_at (region, like->x + i, like->y + j) > LEAST_TREATED ? 1.0f : 0.0f;
  smp_field_distance (&inside, (gfloat) (1.0 / px_per_mm), distance);
  smp_field_clear (&inside);
}
