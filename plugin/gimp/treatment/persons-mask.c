/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "buffers.h"
#include "persons-mask.h"

/* Copies a mask where both layers lie. */
static void
copy_mask (GimpLayer *from_layer, GimpLayer *to_layer)
{
  GimpDrawable *from_mask = GIMP_DRAWABLE (gimp_layer_get_mask (from_layer));
  GimpDrawable *to_mask   = GIMP_DRAWABLE (gimp_layer_get_mask (to_layer));
  GeglRectangle from      = smp_drawable_place (GIMP_DRAWABLE (from_layer));
  GeglRectangle to        = smp_drawable_place (GIMP_DRAWABLE (to_layer));
  GeglRectangle both;

  g_autoptr (GeglBuffer) source = NULL;
  g_autoptr (GeglBuffer) target = NULL;

  if (!gegl_rectangle_intersect (&both, &from, &to))
    return;
  source = gimp_drawable_get_buffer (from_mask);
  target = gimp_drawable_get_buffer (to_mask);
  gegl_buffer_copy (source,
                    GEGL_RECTANGLE (both.x - from.x, both.y - from.y, both.width, both.height),
                    GEGL_ABYSS_NONE, target,
                    GEGL_RECTANGLE (both.x - to.x, both.y - to.y, both.width, both.height));
  gegl_buffer_flush (target);
  gimp_drawable_update (to_mask, 0, 0, to.width, to.height);
}

/* A mask is made of the photo's glare.  Where it is no longer what was made, the person has painted
 * on it. */
static gboolean
is_painted (GimpLayer *layer, const SmpRecipe *recipe)
{
  g_autofree gchar *made = smp_layer_get_mask_made (recipe);
  g_autofree gchar *is =
    smp_drawable_fingerprint (GIMP_DRAWABLE (gimp_layer_get_mask (layer)), NULL);

  return made && strcmp (made, is) != 0;
}

void
smp_persons_mask_keep (GimpLayer *layer, GimpLayer *replaced, const SmpRecipe *recipe)
{
  if (!gimp_layer_get_mask (replaced))
    {
      gimp_layer_remove_mask (layer, GIMP_MASK_DISCARD);
      return;
    }
  if (is_painted (replaced, recipe))
    copy_mask (replaced, layer);
  gimp_layer_set_apply_mask (layer, gimp_layer_get_apply_mask (replaced));
}
