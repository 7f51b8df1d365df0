/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "buffers.h"
#include "fill-region.h"

/* How far each pixel lies within the selection's border, in pixels; beyond the image it goes on. */
static void
measure_distances (const SmpPlane *shares, SmpPlane *distances)
{
  GeglRectangle rectangle = smp_plane_place (shares);
  GeglBuffer   *buffer    = gegl_buffer_new (&rectangle, babl_format ("Y float"));
  GeglNode     *graph     = gegl_node_new ();
  GeglNode     *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
  GeglNode *distance =
    gegl_node_new_child (graph, "operation", "gegl:distance-transform", "threshold-lo", 0.5,
                         "averaging", 0, "normalize", FALSE, NULL);

  gegl_buffer_set (buffer, &rectangle, 0, babl_format ("Y float"), shares->data,
                   GEGL_AUTO_ROWSTRIDE);
  gegl_node_set_enum_as_string (distance, "edge-handling", "above");
  gegl_node_link (source, distance);
  gegl_node_blit (distance, 1.0, &rectangle, babl_format ("Y float"), distances->data,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  g_object_unref (graph);
  g_object_unref (buffer);
}

/* The selection, fading out over so many pixels inside its border, in a channel's steps. */
static SmpRegion *
soften (const SmpTreatment *treatment, const SmpRegion *selected, gdouble edge_px)
{
  GeglRectangle around = { selected->bounds.x - 1, selected->bounds.y - 1,
                           selected->bounds.width + 2, selected->bounds.height + 2 };
  SmpPlane      shares, distances;
  SmpRegion    *region;
  gsize         n;

  gegl_rectangle_intersect (&around, &around, gegl_buffer_get_extent (selected->density));
  n         = (gsize) around.width * (gsize) around.height;
  shares    = smp_plane_read_stored (selected->density, &around);
  distances = smp_plane_new (&around, 1);
  measure_distances (&shares, &distances);
  for (gsize i = 0; i < n; i++)
    {
      gdouble t = CLAMP ((gdouble) distances.data[i] / edge_px, 0.0, 1.0);

      shares.data[i] = smp_share_in_steps ((gdouble) shares.data[i] * t * t * (3.0 - 2.0 * t));
    }
  region = smp_region_from_plane (treatment->image, &shares);
  g_free (shares.data);
  g_free (distances.data);
  /* Where the selection is all edge, and thin. */
  return region ? region : smp_region_copy (selected);
}

SmpRegion *
smp_fill_region_make (SmpTreatment *treatment, GError **error)
{
  SmpFillRegion   *fill    = treatment->make_region_data;
  const SmpParams *params  = &treatment->recipe->params;
  gdouble          edge_px = params->edge_mm * params->px_per_mm;

  if (!fill->made || fill->made_edge_px != edge_px)
    {
      g_clear_pointer (&fill->made, smp_region_free);
      fill->made         = edge_px > 0.0 ? soften (treatment, fill->selected, edge_px)
                                         : smp_region_copy (fill->selected);
      fill->made_edge_px = edge_px;
    }
  return smp_region_copy (fill->made);
}

void
smp_fill_region_clear (SmpFillRegion *fill)
{
  g_clear_pointer (&fill->selected, smp_region_free);
  g_clear_pointer (&fill->made, smp_region_free);
}
