/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "limits.h"
#include "outlines.h"
#include "smp-layer.h"
#include "smp/error.h"
#include "smp/text.h"

#define MEGA 1e6

/* The SMP layers among these and in their groups. */
static guint
count_smp_layers (GimpItem **items)
{
  guint n = 0;

  for (guint i = 0; items && items[i]; i++)
    if (gimp_item_is_group (items[i]))
      {
        g_autofree GimpItem **children = gimp_item_get_children (items[i]);

        n += count_smp_layers (children);
      }
    else if (smp_layer_has_recipe (GIMP_LAYER (items[i])))
      {
        n++;
      }
  return n;
}

/* Where nothing is selected others say so. */
static gdouble
selected_megapixels (GimpImage *image)
{
  GeglRectangle bounds;

  return smp_outlines_selection (image, &bounds)
           ? (gdouble) bounds.width * (gdouble) bounds.height / MEGA
           : 0.0;
}

gboolean
smp_limits_check_image (GimpImage *image, GError **error)
{
  gdouble megapixels =
    (gdouble) gimp_image_get_width (image) * (gdouble) gimp_image_get_height (image) / MEGA;
  gdouble                selected = selected_megapixels (image);
  g_autofree GimpLayer **layers   = gimp_image_get_layers (image);

  if (megapixels > SMP_MOST_IMAGE_MEGAPIXELS)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The image has %.0f megapixels, more than the %d that can be treated: crop it "
                    "to the head, or scale it down."),
                 megapixels, SMP_MOST_IMAGE_MEGAPIXELS);
  else if (selected > SMP_MOST_REGION_MEGAPIXELS)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The selection reaches over %.0f megapixels, more than the %d for which there "
                    "is memory: select less, or scale the image down."),
                 selected, SMP_MOST_REGION_MEGAPIXELS);
  else if (count_smp_layers ((GimpItem **) layers) >= SMP_MOST_SMP_LAYERS)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The image has %d SMP layers, which is as many as there can be: delete those "
                    "that are not needed, or start from the photo again."),
                 SMP_MOST_SMP_LAYERS);
  else
    return TRUE;
  return FALSE;
}

gboolean
smp_limits_check_path (gsize n_points, GError **error)
{
  if (n_points <= SMP_MOST_PATH_POINTS)
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("The path is too long and winding for a hairline (%u points, at most %d): draw "
                  "it with fewer "
                  "points, from temple to temple."),
               (guint) MIN (n_points, G_MAXUINT), SMP_MOST_PATH_POINTS);
  return FALSE;
}
