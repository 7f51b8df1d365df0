/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures on a page: a photo alone, or with its dots as layers of their own. */

#include "page.h"
#include "smp/text.h"

/* A blur that leaves nobody's features: a share of the covered place's size. */
#define BLUR_SHARE 0.12

static gboolean
is_of_scene (const SmpStageImage *scene, GimpLayer *layer)
{
  for (guint i = 0; i < scene->treatments->len; i++)
    if (scene->layers[i] == layer)
      return TRUE;
  return FALSE;
}

/* Whether nothing that is shown lies over the SMP layers, so that they can be layers of the page
 * over one picture of the rest. */
static gboolean
smp_layers_are_uppermost (const SmpStageImage *scene)
{
  g_autofree GimpLayer **layers  = gimp_image_get_layers (scene->image);
  guint                  n_found = 0;
  gboolean               covered = FALSE;

  for (gint i = 0; layers[i] && n_found < scene->treatments->len && !covered; i++)
    if (is_of_scene (scene, layers[i]))
      n_found++;
    else
      covered = gimp_item_get_visible (GIMP_ITEM (layers[i]));
  return n_found == scene->treatments->len;
}

static void
blur (GeglBuffer *buffer, const SmpCover *cover)
{
  GeglNode *graph = gegl_node_new ();
  gdouble   size  = BLUR_SHARE * MAX (cover->bounds.width, cover->bounds.height);
  GeglNode *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  GeglNode *mask =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", cover->mask, NULL);
  GeglNode *soft = gegl_node_new_child (graph, "operation", "gegl:gaussian-blur", "std-dev-x", size,
                                        "std-dev-y", size, NULL);
  GeglNode *masked   = gegl_node_new_child (graph, "operation", "gegl:opacity", NULL);
  GeglNode *over     = gegl_node_new_child (graph, "operation", "gegl:over", NULL);
  GeglBuffer *result = gegl_buffer_new (&cover->bounds, gegl_buffer_get_format (buffer));

  /* As beyond the picture's edge, the nearest pixel: no dark rim. */
  gegl_node_set (soft, "abyss-policy", 1, NULL);
  gegl_node_link_many (source, soft, masked, NULL);
  gegl_node_connect (mask, "output", masked, "aux");
  gegl_node_connect (source, "output", over, "input");
  gegl_node_connect (masked, "output", over, "aux");
  gegl_node_blit_buffer (over, result, &cover->bounds, 0, GEGL_ABYSS_NONE);
  gegl_buffer_copy (result, &cover->bounds, GEGL_ABYSS_NONE, buffer, &cover->bounds);
  g_object_unref (result);
  g_object_unref (graph);
}

/* Into the picture's own pixels: what is covered is nowhere in the page. */
static void
cover_up (GimpLayer *layer, const SmpCover *cover)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));

  if (cover->blurred)
    blur (buffer, cover);
  else
    {
      GeglColor *black = gegl_color_new ("black");

      gegl_buffer_set_color (buffer, &cover->bounds, black);
      g_object_unref (black);
    }
  gegl_buffer_flush (buffer);
  g_object_unref (buffer);
}

/* Cuts a layer that lies in the source's coordinates to the crop, and puts it in its place. */
static void
cut (GimpLayer *layer, const GeglRectangle *crop, const GeglRectangle *place)
{
  gint x, y;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &x, &y);
  gimp_layer_resize (layer, crop->width, crop->height, x - crop->x, y - crop->y);
  if (place->width != crop->width || place->height != crop->height)
    gimp_layer_scale (layer, place->width, place->height, FALSE);
  gimp_layer_set_offsets (layer, place->x, place->y);
}

static GimpLayer *
add_visible (SmpPage             *page,
             SmpStageImage       *scene,
             const SmpCover      *cover,
             const GeglRectangle *crop,
             const GeglRectangle *place,
             const gchar         *name,
             GimpLayer           *group)
{
  GimpLayer *layer = gimp_layer_new_from_visible (scene->image, page->image, name);

  if (!smp_page_put (page, layer, group))
    return NULL;
  if (cover)
    cover_up (layer, cover);
  cut (layer, crop, place);
  return layer;
}

static void
add_dots (SmpPage             *page,
          GimpLayer           *source,
          const GeglRectangle *crop,
          const GeglRectangle *place,
          GimpLayer           *group)
{
  GimpLayer *layer         = gimp_layer_new_from_drawable (GIMP_DRAWABLE (source), page->image);
  g_auto (GStrv) parasites = NULL;
  gint x, y;

  if (!smp_page_put (page, layer, group))
    return;
  /* It cannot be edited here: its photo and its region are in the source. */
  parasites = gimp_item_get_parasite_list (GIMP_ITEM (layer));
  for (gint i = 0; parasites && parasites[i]; i++)
    gimp_item_detach_parasite (GIMP_ITEM (layer), parasites[i]);
  gimp_drawable_get_offsets (GIMP_DRAWABLE (source), &x, &y);
  gimp_layer_set_offsets (layer, x, y);
  gimp_item_set_visible (GIMP_ITEM (layer), TRUE);
  cut (layer, crop, place);
}

GimpLayer *
smp_page_add_picture (SmpPage             *page,
                      SmpStageImage       *scene,
                      gboolean             simulated,
                      const SmpCover      *cover,
                      const GeglRectangle *crop,
                      const GeglRectangle *place,
                      const gchar         *name)
{
  GimpLayer *group;

  if (page->failed)
    return NULL;
  gimp_context_push ();
  gimp_context_set_interpolation (GIMP_INTERPOLATION_CUBIC);
  smp_stage_image_set_shown (scene, simulated && !smp_layers_are_uppermost (scene));
  if (!simulated || !smp_layers_are_uppermost (scene))
    group = add_visible (page, scene, cover, crop, place, name, NULL);
  else
    {
      group = GIMP_LAYER (gimp_group_layer_new (page->image, name));
      if (smp_page_put (page, group, NULL))
        add_visible (page, scene, cover, crop, place, _ ("Photo"), group);
      for (guint i = scene->treatments->len; i > 0 && !page->failed; i--)
        add_dots (page, scene->layers[i - 1], crop, place, group);
    }
  smp_stage_image_set_shown (scene, TRUE);
  gimp_context_pop ();
  return group;
}
