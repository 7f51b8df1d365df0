/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "background.h"
#include "buffers.h"
#include "fill-region.h"
#include "smp/bare-places.h"
#include "smp/error.h"
#include "smp/even-out.h"
#include "smp/text.h"

/* So much of a region, staying pale, is worth a word. */
#define MUCH_PALE 0.01

#define MOST_CELLS      1024
#define MOST_BARE_CELLS 1600

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

/* The photo's light and the selection, averaged over cells. */
static void
read_cells (SmpFillRegion *fill, GimpLayer *photo, gdouble px_per_mm)
{
  const GeglRectangle *b      = &fill->selected->bounds;
  GeglRectangle        corner = smp_drawable_place (GIMP_DRAWABLE (photo)), cells;

  g_clear_pointer (&fill->light.data, g_free);
  g_clear_pointer (&fill->inside.data, g_free);
  fill->cell_px = MAX (MAX (SMP_EVEN_OUT_CELL_MM * px_per_mm, 1.0),
                       MAX (b->width, b->height) / (gdouble) MOST_CELLS);
  cells.x       = (gint) floor ((b->x - corner.x) / fill->cell_px) - 1;
  cells.y       = (gint) floor ((b->y - corner.y) / fill->cell_px) - 1;
  cells.width   = (gint) ceil (b->width / fill->cell_px) + 3;
  cells.height  = (gint) ceil (b->height / fill->cell_px) + 3;
  fill->light   = smp_plane_read_cells (photo, &cells, fill->cell_px);
  fill->inside  = smp_region_read_cells (fill->selected, photo, &cells, fill->cell_px);
}

/* The share of a plane in cells at an image's pixel. */
static gdouble
share_of_cells (const SmpPlane *cells, gdouble cell_px, const GeglRectangle *corner, gint x, gint y)
{
  return smp_plane_between (cells, (x + 0.5 - corner->x) / cell_px,
                            (y + 0.5 - corner->y) / cell_px);
}

const gchar *
smp_fill_background_note (void)
{
  return _ ("The selection reaches beyond the head: what is plainly background gets no dots.");
}

/* Takes the background out of the selection.  FALSE where it is all of it. */
static gboolean
leave_background_out (SmpTreatment *treatment, SmpFillRegion *fill)
{
  SmpBackground background = { 0 };
  SmpPlane      shares;
  SmpRegion    *left;
  gdouble       share;

  if (fill->is_looked_at)
    return TRUE;
  smp_background_look_for (&background, treatment->photo, fill->selected);
  if (!background.cells.data)
    {
      fill->is_looked_at = TRUE;
      return TRUE;
    }
  shares = smp_plane_read_stored (fill->selected->density, &fill->selected->bounds);
  share  = smp_background_leave_out (&background, &shares);
  left   = smp_region_from_plane (treatment->image, &shares);
  g_free (shares.data);
  smp_background_clear (&background);
  fill->is_looked_at = left != NULL;
  if (!left)
    return FALSE;
  smp_region_free (fill->selected);
  fill->selected       = left;
  fill->reaches_beyond = !smp_background_is_little (share);
  return TRUE;
}

/* The region with fewer dots where the photo is darker. */
static SmpRegion *
even_out (const SmpTreatment *treatment, SmpFillRegion *fill, const SmpRegion *region)
{
  const SmpParams *params = &treatment->recipe->params;
  GeglRectangle    corner = smp_drawable_place (GIMP_DRAWABLE (treatment->photo)), cells;
  SmpPlane         needs, shares = smp_plane_read_stored (region->density, &region->bounds);
  const gdouble    worked_px = smp_region_worked_px (&shares);
  SmpRegion       *evened;

  if (!fill->light.data || fill->made_of.px_per_mm != params->px_per_mm)
    read_cells (fill, treatment->photo, params->px_per_mm);
  cells            = smp_plane_place (&fill->light);
  needs            = smp_plane_new (&cells, 1);
  fill->stays_pale = smp_even_out (&fill->light, &fill->inside, fill->cell_px / params->px_per_mm,
                                   params, &needs) > MUCH_PALE;
  for (gint y = 0; y < shares.height; y++)
    for (gint x = 0; x < shares.width; x++)
      {
        gfloat *share = shares.data + (gsize) y * (gsize) shares.width + (gsize) x;

        if (*share > 0.0f)
          *share =
            smp_share_in_steps ((gdouble) *share * share_of_cells (&needs, fill->cell_px, &corner,
                                                                   shares.x + x, shares.y + y));
      }
  evened = smp_region_from_plane (treatment->image, &shares);
  if (evened)
    smp_region_set_worked (evened, worked_px);
  g_free (needs.data);
  g_free (shares.data);
  return evened;
}

/* Where the photo's skin is bare in the selection; what lies around counts too. */
static void
find_bare (SmpFillRegion *fill, GimpLayer *photo, gdouble px_per_mm)
{
  const GeglRectangle *b      = &fill->selected->bounds;
  const gdouble        around = SMP_BARE_AROUND_MM * px_per_mm;
  GeglRectangle        corner = smp_drawable_place (GIMP_DRAWABLE (photo)), cells;
  SmpPlane             light;
  gdouble              cell_px = MAX (MAX (SMP_BARE_CELL_MM * px_per_mm, 1.0),
                                      (MAX (b->width, b->height) + 2.0 * around) / MOST_BARE_CELLS);

  cells.x      = (gint) floor ((b->x - around - corner.x) / cell_px);
  cells.y      = (gint) floor ((b->y - around - corner.y) / cell_px);
  cells.width  = (gint) ceil ((b->width + 2.0 * around) / cell_px) + 1;
  cells.height = (gint) ceil ((b->height + 2.0 * around) / cell_px) + 1;
  light        = smp_plane_read_cells (photo, &cells, cell_px);
  g_free (fill->bare.data);
  fill->bare         = smp_plane_new (&cells, 1);
  fill->bare_cell_px = cell_px;
  smp_bare_places (&light, cell_px / px_per_mm, &fill->bare);
  g_free (light.data);
}

/* The region without the hair that stands in it, or NULL where that is all. */
static SmpRegion *
leave_hair_out (const SmpTreatment *treatment, SmpFillRegion *fill, const SmpRegion *region)
{
  const gdouble       px_per_mm = treatment->recipe->params.px_per_mm;
  const GeglRectangle corner    = smp_drawable_place (GIMP_DRAWABLE (treatment->photo));
  SmpPlane            shares    = smp_plane_read_stored (region->density, &region->bounds);
  SmpRegion          *left;

  if (!fill->bare.data || fill->made_of.px_per_mm != px_per_mm)
    find_bare (fill, treatment->photo, px_per_mm);
  for (gint y = 0; y < shares.height; y++)
    for (gint x = 0; x < shares.width; x++)
      {
        gfloat *share = shares.data + (gsize) y * (gsize) shares.width + (gsize) x;

        if (*share > 0.0f)
          *share = smp_share_in_steps ((gdouble) *share *
                                       share_of_cells (&fill->bare, fill->bare_cell_px, &corner,
                                                       shares.x + x, shares.y + y));
      }
  left = smp_region_from_plane (treatment->image, &shares);
  g_free (shares.data);
  return left;
}

/* Whether the region that was made is what the values ask for: how far dots even out depends on all
 * that makes them dark. */
static gboolean
is_made_of (const SmpFillRegion *fill, const SmpParams *params)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);
  SmpScope            scope = params->even_out_percent > 0.0
                                ? SMP_SCOPE_EDGE | SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN | SMP_SCOPE_FADE
                                : SMP_SCOPE_EDGE;

  if (!fill->made || fill->made_of.px_per_mm != params->px_per_mm)
    return FALSE;
  for (guint i = 0; i < n_infos; i++)
    if ((infos[i].scope & scope) &&
        smp_params_get (&fill->made_of, &infos[i]) != smp_params_get (params, &infos[i]))
      return FALSE;
  return TRUE;
}

/* What gets no dots, and where more of them are missing than these values give. */
static gchar *
what_is_left_out (const SmpFillRegion *fill)
{
  const gchar *pale =
    _ ("The palest places stay paler than the hair around: more, larger or darker dots would even "
       "them out.");

  return fill->reaches_beyond && fill->stays_pale
           ? g_strjoin (" ", smp_fill_background_note (), pale, NULL)
         : fill->reaches_beyond ? g_strdup (smp_fill_background_note ())
         : fill->stays_pale     ? g_strdup (pale)
                                : NULL;
}

/* All that the values ask for, one after the other. */
static SmpRegion *
make (SmpTreatment *treatment, SmpFillRegion *fill, GError **error)
{
  const SmpParams *params  = &treatment->recipe->params;
  const gdouble    edge_px = params->edge_mm * params->px_per_mm;
  SmpRegion       *region, *left;

  if (!leave_background_out (treatment, fill))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("All of the selection is background: select the skin to treat."));
      return NULL;
    }
  left = region =
    edge_px > 0.0 ? soften (treatment, fill->selected, edge_px) : smp_region_copy (fill->selected);
  if (params->only_bare == SMP_YES)
    {
      left = leave_hair_out (treatment, fill, region);
      smp_region_free (region);
      if (!left)
        g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                     _ ("Hair stands in all of the selection: there is no bare skin to treat."));
    }
  fill->stays_pale = FALSE;
  if (left && params->even_out_percent > 0.0)
    {
      region = left;
      left   = even_out (treatment, fill, region);
      smp_region_free (region);
      if (!left)
        g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                     _ ("All of the selection is as dark as its darkest part: there is nothing "
                        "to even out."));
    }
  g_free (treatment->left_out);
  treatment->left_out = what_is_left_out (fill);
  return left;
}

SmpRegion *
smp_fill_region_make (SmpTreatment *treatment, GError **error)
{
  SmpFillRegion   *fill   = treatment->make_region_data;
  const SmpParams *params = &treatment->recipe->params;

  if (!is_made_of (fill, params))
    {
      g_clear_pointer (&fill->made, smp_region_free);
      fill->made    = make (treatment, fill, error);
      fill->made_of = *params;
      if (!fill->made)
        return NULL;
    }
  return smp_region_copy (fill->made);
}

void
smp_fill_region_clear (SmpFillRegion *fill)
{
  g_clear_pointer (&fill->selected, smp_region_free);
  g_clear_pointer (&fill->made, smp_region_free);
  g_clear_pointer (&fill->bare.data, g_free);
  g_clear_pointer (&fill->light.data, g_free);
  g_clear_pointer (&fill->inside.data, g_free);
}
