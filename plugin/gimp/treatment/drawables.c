/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "drawables.h"
#include "smp-layer.h"

/* The layers below items, groups' own included, SMP layers and groups apart. */
typedef struct
{
  GimpChannel *channel;
  GimpLayer   *of_region;
  GimpLayer   *photo;
  guint        n_photos;
} PhotoSearch;

static void
search (GimpImage *image, GimpItem **items, PhotoSearch *found)
{
  for (guint i = 0; items && items[i]; i++)
    {
      GimpLayer   *layer           = GIMP_LAYER (items[i]);
      GimpLayer   *photo           = NULL;
      GimpChannel *channel         = NULL;
      g_autoptr (SmpRecipe) recipe = NULL;

      if (gimp_item_is_group (items[i]))
        {
          g_autofree GimpItem **children = gimp_item_get_children (items[i]);

          search (image, children, found);
          continue;
        }
      if (!smp_layer_has_recipe (layer))
        {
          found->photo = layer;
          found->n_photos++;
          continue;
        }
      recipe = smp_layer_get_recipe (image, layer, &photo, &channel, NULL);
      if (recipe && channel == found->channel && !found->of_region)
        found->of_region = layer;
    }
}

static GimpLayer *
layer_of_channel (GimpImage *image, GimpChannel *channel)
{
  PhotoSearch            found  = { .channel = channel };
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);

  search (image, (GimpItem **) layers, &found);
  if (found.of_region)
    return found.of_region;
  return found.n_photos == 1 ? found.photo : NULL;
}

static GimpDrawable *
standing (GimpImage *image, GimpDrawable *drawable)
{
  GimpLayer *layer = NULL;

  if (GIMP_IS_LAYER_MASK (drawable))
    layer = gimp_layer_from_mask (GIMP_LAYER_MASK (drawable));
  else if (GIMP_IS_CHANNEL (drawable))
    layer = layer_of_channel (image, GIMP_CHANNEL (drawable));
  return layer ? GIMP_DRAWABLE (layer) : drawable;
}

GimpDrawable **
smp_drawables_standing (GimpImage *image, GimpDrawable **drawables)
{
  gsize          n      = 0;
  GimpDrawable **result = NULL;

  while (drawables && drawables[n])
    n++;
  result = g_new0 (GimpDrawable *, n + 1);
  for (gsize i = 0; i < n; i++)
    result[i] = standing (image, drawables[i]);
  return result;
}
