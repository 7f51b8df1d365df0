/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "smp/sharpness.h"
#include "softness.h"

/* Looked at is so much around, and no more pixels a side than that, about the middle. */
#define AROUND_MM 10.0
#define MOST_PX   1200

/* From this on a photo is soft: straight from a phone it reads 0 to 0.9, px.  Hair hides some of
 * the blur and lone edges do not: on average so much, px.  A selection that is drawn anew a little
 * otherwise reads the same, to such steps. */
#define SOFT_PX   1.0
#define HIDDEN_PX 0.4
#define STEP_PX   0.1

static gdouble
to_step (gdouble softness_px)
{
  return STEP_PX * floor (softness_px / STEP_PX + 0.5);
}

void
smp_softness_read (GimpLayer           *photo,
                   const GeglRectangle *part,
                   const gchar         *filter,
                   SmpParams           *params)
{
  const SmpParamInfo *info   = smp_param_find ("photo-blur");
  const gdouble       usual  = smp_param_default (info, filter);
  const gint          around = (gint) (AROUND_MM * params->px_per_mm);
  const GeglRectangle place  = smp_drawable_place (GIMP_DRAWABLE (photo));
  const gint          width  = MIN (part->width + 2 * around, MOST_PX);
  const gint          height = MIN (part->height + 2 * around, MOST_PX);
  GeglRectangle seen = { part->x + (part->width - width) / 2, part->y + (part->height - height) / 2,
                         width, height };
  SmpPlane      light;
  gdouble       softness_px, thinnest_px;

  if (!gegl_rectangle_intersect (&seen, &seen, &place))
    return;
  light       = smp_plane_read_drawable (GIMP_DRAWABLE (photo), &seen, 3, TRUE);
  softness_px = smp_photo_softness_px (&light);
  thinnest_px = softness_px >= SOFT_PX ? -1.0 : smp_photo_thinnest_px (&light);
  g_free (light.data);
  if (softness_px >= SOFT_PX)
    params->photo_blur_px = CLAMP (to_step (softness_px + HIDDEN_PX), usual, info->maximum);
  else if (thinnest_px >= 0.0)
    /* As sharp as pixels where things are as thin as pixels; lens and phone soften by what they are
     * thicker. */
    params->photo_blur_px = MIN (to_step (SMP_SHARPEST_PX + thinnest_px), usual);
  else if (softness_px >= 0.0)
    params->photo_blur_px = MIN (params->photo_blur_px, usual);
}
