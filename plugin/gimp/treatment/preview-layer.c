/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "persons-mask.h"
#include "preview-layer.h"
#include "smp-layer.h"
#include "smp/text.h"

/* A layer is made somewhat larger than needed, so that it need not be made anew as dots grow. */
#define SPARE_PX 12

void
smp_preview_layer_remove (GimpLayer *layer)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (layer));

  gimp_image_undo_freeze (image);
  gimp_image_remove_layer (image, layer);
  gimp_image_undo_thaw (image);
}

void
smp_preview_layer_set_visible (GimpLayer *layer, gboolean visible)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (layer));

  gimp_image_undo_freeze (image);
  gimp_item_set_visible (GIMP_ITEM (layer), visible);
  gimp_image_undo_thaw (image);
}

/* Inserts a layer with what was selected still selected, and without an undo step; treatment is
 * NULL for above all others. */
static void
insert (GimpImage *image, GimpLayer *layer, SmpTreatment *treatment)
{
  g_autofree GimpLayer   **selected = gimp_image_get_selected_layers (image);
  g_autofree GimpChannel **channels = gimp_image_get_selected_channels (image);

  gimp_image_undo_freeze (image);
  if (treatment)
    smp_treatment_insert (treatment, layer);
  if (treatment && treatment->replaced)
    smp_persons_mask_keep (layer, treatment->replaced, treatment->recipe);
  if (!treatment)
    gimp_image_insert_layer (image, layer, NULL, 0);
  if (selected && selected[0])
    gimp_image_set_selected_layers (image, (const GimpLayer **) selected);
  else if (channels && channels[0])
    gimp_image_set_selected_channels (image, (const GimpChannel **) channels);
  gimp_image_undo_thaw (image);
}

void
smp_preview_layer_add_above (GimpImage *image, GimpLayer *layer)
{
  insert (image, layer, NULL);
}

GimpLayer *
smp_preview_layer_add (SmpTreatment *treatment, GeglRectangle bounds, GError **error)
{
  GimpLayer *layer;

  bounds = (GeglRectangle) { bounds.x - SPARE_PX, bounds.y - SPARE_PX, bounds.width + 2 * SPARE_PX,
                             bounds.height + 2 * SPARE_PX };
  gegl_rectangle_intersect (&bounds, &bounds,
                            GEGL_RECTANGLE (0, 0, gimp_image_get_width (treatment->image),
                                            gimp_image_get_height (treatment->image)));
  layer = smp_layer_new_blank (treatment->image, treatment->photo, treatment->region,
                               treatment->recipe, &bounds, error);
  if (!layer)
    return NULL;

  gimp_item_set_name (GIMP_ITEM (layer), _ ("SMP preview"));
  gimp_item_set_visible (GIMP_ITEM (layer), FALSE);
  if (treatment->replaced)
    gimp_layer_set_opacity (layer, gimp_layer_get_opacity (treatment->replaced));
  insert (treatment->image, layer, treatment);
  return layer;
}
