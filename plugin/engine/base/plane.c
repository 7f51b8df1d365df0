/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "smp/plane.h"

#include <string.h>

gboolean
smp_plane_read (SmpPlane *plane, gpointer source)
{
  const SmpPlane *from  = (const SmpPlane *) source;
  gint            left  = MAX (plane->x, from->x);
  gint            right = MIN (plane->x + plane->width, from->x + from->width);
  gsize           pixel = sizeof (gfloat) * (gsize) plane->components;

  for (gint y = plane->y; y < plane->y + plane->height; y++)
    {
      if (left >= right || y < from->y || y >= from->y + from->height)
        {
          memset (smp_plane_at (plane, plane->x, y), 0, pixel * (gsize) plane->width);
          continue;
        }
      memset (smp_plane_at (plane, plane->x, y), 0, pixel * (gsize) (left - plane->x));
      memcpy (smp_plane_at (plane, left, y), smp_plane_at (from, left, y),
              pixel * (gsize) (right - left));
      memset (smp_plane_at (plane, right, y), 0, pixel * (gsize) (plane->x + plane->width - right));
    }
  return TRUE;
}
