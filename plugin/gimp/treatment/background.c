/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "background.h"
#include "buffers.h"
#include "smp/head-outline.h"

/* The longer side of the picture in which it is looked for. */
#define PHOTO_CELLS 1024

#define LITTLE 0.01

void
smp_background_look_for (SmpBackground *self, GimpLayer *photo, const SmpRegion *region)
{
  const GeglRectangle corner  = smp_drawable_place (GIMP_DRAWABLE (photo));
  const gint          cell_px = MAX (1, MAX (corner.width, corner.height) / PHOTO_CELLS);
  const GeglRectangle cells   = { 0, 0, corner.width / cell_px, corner.height / cell_px };
  SmpPlane            light, inside;
  gint                size;

  if (self->is_looked_for)
    return;
  light  = smp_plane_read_cells (photo, &cells, cell_px);
  inside = smp_region_read_cells (region, photo, &cells, cell_px);
  if (smp_background_find (&light, &inside, &self->cells, &size))
    self->cell_px = size * cell_px;
  self->corner        = corner;
  self->is_looked_for = TRUE;
  g_free (light.data);
  g_free (inside.data);
}

gdouble
smp_background_leave_out (const SmpBackground *self, SmpPlane *shares)
{
  gdouble all = 0.0, left = 0.0;

  if (!self->cells.data)
    return 1.0;
  for (gint y = 0; y < shares->height; y++)
    for (gint x = 0; x < shares->width; x++)
      {
        gfloat *share = shares->data + (gsize) y * (gsize) shares->width + (gsize) x;
        gdouble beside;

        if (!(*share > 0.0f))
          continue;
        beside =
          smp_plane_between (&self->cells, (shares->x + x + 0.5 - self->corner.x) / self->cell_px,
                             (shares->y + y + 0.5 - self->corner.y) / self->cell_px);
        all += (gdouble) *share;
        if (beside > 0.0)
          *share = smp_share_in_steps ((gdouble) *share * (1.0 - beside));
        left += (gdouble) *share;
      }
  return all > 0.0 ? left / all : 1.0;
}

gboolean
smp_background_is_little (gdouble left)
{
  return left > 1.0 - LITTLE;
}

void
smp_background_clear (SmpBackground *self)
{
  g_clear_pointer (&self->cells.data, g_free);
  self->is_looked_for = FALSE;
}
