/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "hairline-region.h"
#include "outlines.h"
#include "surroundings.h"
#include "smp/error.h"
#include "smp/text.h"

/* Hair is told by the mean over such cells; the forehead, within this distance of the line. */
#define CELL_MM    1.0
#define AROUND_MM  16.0
#define MOST_CELLS 1024

/* Around the line, and so finely, it is told what lies in front of it. */
#define BEYOND_MM 3.0
#define STEP_MM   0.5

/* Less of the density than this is the far end's last trace. */
#define LEAST_SHARE 0.1f

/* Whether nothing that shapes the map has changed since it was made. */
static gboolean
is_made (const SmpHairlineMap *map, const SmpTreatment *treatment)
{
  const SmpParams    *params   = &treatment->recipe->params;
  gboolean            has_hair = treatment->neighbourhood != NULL;
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  if (!map->made || map->made_of.seed != params->seed ||
      map->made_of.px_per_mm != params->px_per_mm || map->made_with_hair != has_hair ||
      (has_hair && map->made_of.density_per_cm2 != params->density_per_cm2))
    return FALSE;
  for (guint i = 0; i < n_infos; i++)
    if ((infos[i].scope & SMP_SCOPE_HAIRLINE) &&
        smp_params_get (&map->made_of, &infos[i]) != smp_params_get (params, &infos[i]))
      return FALSE;
  return TRUE;
}

/* The photo around the map, as cells counted from the photo layer's corner. */
static SmpPlane
photo_cells (GimpLayer *photo, const SmpPlane *around, gdouble margin, gdouble *cell_px)
{
  GeglRectangle corner = smp_drawable_place (GIMP_DRAWABLE (photo));
  gdouble       size   = MAX (around->width, around->height) + 2.0 * margin;
  GeglRectangle cells;

  *cell_px     = MAX (*cell_px, size / MOST_CELLS);
  cells.x      = (gint) floor ((around->x - margin - corner.x) / *cell_px);
  cells.y      = (gint) floor ((around->y - margin - corner.y) / *cell_px);
  cells.width  = (gint) ceil ((around->width + 2.0 * margin) / *cell_px) + 2;
  cells.height = (gint) ceil ((around->height + 2.0 * margin) / *cell_px) + 2;

  /* Of the photo alone. */
  gegl_rectangle_intersect (&cells, &cells,
                            GEGL_RECTANGLE (0, 0, (gint) (corner.width / *cell_px),
                                            (gint) (corner.height / *cell_px)));
  if (cells.width < 2 || cells.height < 2)
    return (SmpPlane) { NULL, 0, 0, 0, 0, 3 };
  return smp_plane_read_cells (photo, &cells, *cell_px);
}

/* Takes from the map what has hair already, or is no skin, where cells counted from the photo
 * layer's corner say how bare it is. */
static void
leave_bare (SmpPlane *map, const SmpPlane *bare, const GeglRectangle *corner, gdouble cell_px)
{
  for (gint y = map->y; y < map->y + map->height; y++)
    for (gint x = map->x; x < map->x + map->width; x++)
      {
        gfloat *value = smp_plane_at (map, x, y);
        gdouble share;

        if (!(*value > 0.0f))
          continue;
        share  = smp_plane_between (bare, (x + 0.5 - corner->x) / cell_px,
                                    (y + 0.5 - corner->y) / cell_px);
        *value = smp_share_in_steps ((gdouble) *value * share);
      }
}

/* Where skin is bare, in cells counted from a corner in the image; nothing where it is not asked
 * for. */
typedef struct
{
  SmpPlane      cells;
  gdouble       cell_px;
  GeglRectangle corner;
} Bare;

/* Tells the bare skin around the line, and lets the line run on to the hair beside its ends. */
static gboolean
find_bare (SmpTreatment *treatment, SmpHairline *hairline, Bare *bare, GError **error)
{
  const gdouble px_per_mm = treatment->recipe->params.px_per_mm;
  SmpPlane      around    = {
    NULL, 0, 0, gimp_image_get_width (treatment->image), gimp_image_get_height (treatment->image), 1
  };
  SmpPlane photo  = { NULL, 0, 0, 0, 0, 3 };
  gboolean known  = FALSE;
  SmpPoint corner = { 0.0, 0.0 };

  bare->cell_px = MAX (CELL_MM * px_per_mm, 1.0);
  bare->corner  = smp_drawable_place (GIMP_DRAWABLE (treatment->photo));
  corner        = (SmpPoint) { bare->corner.x, bare->corner.y };
  if (smp_hairline_bounds (hairline, &around.x, &around.y, &around.width, &around.height))
    photo = photo_cells (treatment->photo, &around, (AROUND_MM + SMP_HAIRLINE_CLOSE_MM) * px_per_mm,
                         &bare->cell_px);
  bare->cells            = photo;
  bare->cells.components = 1;
  bare->cells.data       = g_new0 (gfloat, (gsize) photo.width * (gsize) photo.height + 1);
  if (photo.data)
    known = smp_hairline_bare_skin (hairline, &photo, bare->cell_px, corner, &bare->cells);
  g_free (photo.data);
  if (known)
    smp_hairline_close (hairline, &bare->cells, bare->cell_px, corner);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("There is too little skin in front of the line to tell the hair behind it: set "
                    "“Fill” to “A distance”."));
  return known;
}

/* The background is looked for by the first map; where that had none, again by one that reaches
 * elsewhere. */
static void
look_for_background (SmpHairlineMap *map, const SmpTreatment *treatment, const SmpPlane *density)
{
  const GeglRectangle place   = { density->x, density->y, density->width, density->height };
  const gint          behind  = treatment->recipe->params.behind;
  g_autoptr (SmpRegion) first = NULL;

  if (map->background.is_looked_for &&
      (map->background.cells.data ||
       (map->looked_behind == behind && gegl_rectangle_contains (&map->looked_at, &place))))
    return;
  first = smp_region_from_plane (treatment->image, density);
  if (!first)
    return;
  smp_background_clear (&map->background);
  smp_background_look_for (&map->background, treatment->photo, first);
  map->looked_at     = place;
  map->looked_behind = behind;
}

static const gchar *
background_note (void)
{
  return _ ("The area behind the line reaches beyond the head: what is plainly background gets no "
            "dots.");
}

/* Takes the background out of the map, and says so. */
static void
leave_background_out (SmpHairlineMap *map,
                      SmpTreatment   *treatment,
                      SmpPlane       *density,
                      SmpPlane       *asked)
{
  gdouble left;

  look_for_background (map, treatment, density);
  smp_background_leave_out (&map->background, density);
  left = smp_background_leave_out (&map->background, asked);
  g_clear_pointer (&treatment->left_out, g_free);
  if (!smp_background_is_little (left))
    treatment->left_out = g_strdup (background_note ());
}

static SmpRegion *
draw_map (SmpHairlineMap    *map,
          SmpTreatment      *treatment,
          const SmpHairline *hairline,
          const Bare        *bare,
          const SmpPlane    *selection,
          GError           **error)
{
  const SmpParams *params  = &treatment->recipe->params;
  SmpPlane         density = {
    NULL, 0, 0, gimp_image_get_width (treatment->image), gimp_image_get_height (treatment->image), 1
  };
  SmpRegion *region = NULL;

  if (params->behind == SMP_BEHIND_SELECTION && !selection)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("Nothing is selected: select the area behind the line, or set “Fill” to “A "
                      "distance”."));
      return NULL;
    }

  if (smp_hairline_bounds (hairline, &density.x, &density.y, &density.width, &density.height))
    {
      const gsize n     = (gsize) density.width * (gsize) density.height;
      SmpPlane    asked = density;

      density.data = g_new0 (gfloat, n);
      smp_hairline_render (hairline, selection, map->source.is_selections_edge, &density);
      asked.data = g_memdup2 (density.data, n * sizeof (gfloat));
      if (treatment->neighbourhood && params->behind == SMP_BEHIND_HAIR &&
          params->density_per_cm2 > 0.0)
        smp_neighbourhood_leave_hair_out (treatment->neighbourhood, params->density_per_cm2,
                                          &density);
      if (bare->cells.data)
        {
          leave_bare (&density, &bare->cells, &bare->corner, bare->cell_px);
          leave_bare (&asked, &bare->cells, &bare->corner, bare->cell_px);
        }
      leave_background_out (map, treatment, &density, &asked);
      region = smp_region_from_plane (treatment->image, &density);
      if (region)
        smp_region_set_worked (region, smp_region_worked_px (&asked));
      g_free (density.data);
      g_free (asked.data);
    }
  if (!region && error && !*error)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("No bare skin lies behind the line: look whether it is the right line, or set "
                    "“Fill” to “A distance”."));
  return region;
}

static void
measure (SmpHairlineMap *map, GimpImage *image, const SmpHairline *hairline, gdouble px_per_mm)
{
  gdouble glabella;

  map->length_mm = smp_hairline_length_mm (hairline);
  map->height_mm = 0.0;
  if (smp_hairline_source_glabella (image, &glabella))
    map->height_mm = MAX (0.0, (glabella - smp_hairline_middle (hairline).y) / px_per_mm);
}

static gboolean
make (SmpHairlineMap *map, SmpTreatment *treatment, GError **error)
{
  const SmpParams *params    = &treatment->recipe->params;
  SmpPlane         selection = smp_hairline_source_selection (treatment->image);
  const SmpPlane  *limit     = selection.data ? &selection : NULL;
  SmpHairline     *hairline  = NULL;
  Bare             bare      = { { NULL, 0, 0, 0, 0, 1 }, 1.0, { 0, 0, 0, 0 } };

  g_clear_pointer (&map->made, smp_region_free);
  smp_hairline_source_clear (&map->source);
  map->selected = *GEGL_RECTANGLE (selection.x, selection.y, selection.width, selection.height);
  if (smp_hairline_source_read (&map->source, treatment->image, map->path, limit, params, error))
    hairline = smp_hairline_new (params, map->source.points, map->source.n_points,
                                 map->source.mirrored, error);
  if (hairline)
    {
      measure (map, treatment->image, hairline, params->px_per_mm);
      if (params->behind != SMP_BEHIND_HAIR || find_bare (treatment, hairline, &bare, error))
        map->made = draw_map (map, treatment, hairline, &bare, limit, error);
    }
  map->made_of        = *params;
  map->made_with_hair = treatment->neighbourhood != NULL;
  smp_hairline_free (map->hairline);
  map->hairline = hairline;
  g_free (selection.data);
  g_free (bare.cells.data);
  return map->made != NULL;
}

/* Of a selection whose edge is the line, the bounds alone are compared: to read all of it twice a
 * second would be felt. */
gboolean
smp_hairline_map_look_again (SmpTreatment *treatment)
{
  SmpHairlineMap   *map      = treatment->make_region_data;
  SmpHairlineSource source   = { NULL, 0, FALSE, FALSE };
  GeglRectangle     selected = { 0, 0, 0, 0 };
  gboolean          is_same;

  if (!map->made)
    return FALSE;
  smp_outlines_selection (treatment->image, &selected);
  /* Without the selection its edge cannot be read. */
  is_same = smp_hairline_source_read (&source, treatment->image, map->path, NULL,
                                      &treatment->recipe->params, NULL)
              ? smp_hairline_source_equal (&source, &map->source)
              : map->source.is_selections_edge;
  is_same = is_same && gegl_rectangle_equal (&selected, &map->selected);
  smp_hairline_source_clear (&source);
  if (!is_same)
    g_clear_pointer (&map->made, smp_region_free);
  return !is_same;
}

static gchar *
note_new (const SmpHairlineMap *map)
{
  if (map->height_mm > 0.0)
    return g_strdup_printf (_ ("The line is %.0f mm long, %.0f mm above the glabella in the "
                               "photo."),
                            map->length_mm, map->height_mm);
  return g_strdup_printf (_ ("The line is %.0f mm long."), map->length_mm);
}

gchar *
smp_hairline_usual_note (void)
{
  const SmpHairlineMap map  = { .length_mm = 200.0, .height_mm = 60.0 };
  g_autofree gchar    *line = note_new (&map);

  return g_strconcat (line, "\n", background_note (), NULL);
}

SmpRegion *
smp_hairline_map_make (SmpTreatment *treatment, GError **error)
{
  SmpHairlineMap *map = treatment->make_region_data;

  if (!is_made (map, treatment) && !make (map, treatment, error))
    return NULL;

  g_free (treatment->note);
  treatment->note = note_new (map);
  return smp_region_copy (map->made);
}

/* The part of the photo around the region: 1 in it and in front of the line, so that what is left
 * is the hair behind and beside.  The line is followed in steps, as this need not be exact. */
static SmpPlane
draw_around (const SmpTreatment *treatment, const SmpHairline *hairline)
{
  const SmpParams     *params = &treatment->recipe->params;
  const GeglRectangle *bounds = &treatment->region->bounds;
  gint                 margin = (gint) ceil ((params->ring_mm + BEYOND_MM) * params->px_per_mm);
  gint                 step   = MAX (1, (gint) (STEP_MM * params->px_per_mm));
  GeglRectangle        part = { bounds->x - margin, bounds->y - margin, bounds->width + 2 * margin,
                                bounds->height + 2 * margin };
  SmpPlane             around = smp_plane_read_stored (treatment->region->density, &part);

  for (gint top = 0; top < around.height; top += step)
    for (gint left = 0; left < around.width; left += step)
      {
        SmpHairlinePlace place;

        smp_hairline_place (hairline,
                            (SmpPoint) { around.x + left + 0.5 * step,
                                         around.y + top + 0.5 * step },
                            &place);
        for (gint y = top; y < MIN (top + step, around.height); y++)
          for (gint x = left; x < MIN (left + step, around.width); x++)
            {
              gfloat *value = smp_plane_at (&around, around.x + x, around.y + y);

              *value = place.behind_mm < params->feather_mm || *value > LEAST_SHARE ? 1.0f : 0.0f;
            }
      }
  return around;
}

gboolean
smp_hairline_map_read_surroundings (SmpTreatment *treatment, GError **error)
{
  SmpHairlineMap *map = treatment->make_region_data;
  SmpPlane        around;
  gboolean        done;

  g_clear_pointer (&treatment->neighbourhood, smp_neighbourhood_free);
  if (!smp_treatment_update_region (treatment, error))
    return FALSE;
  around = draw_around (treatment, map->hairline);
  done   = smp_neighbourhood_read_around (treatment, &around, error);
  g_free (around.data);
  return done;
}

void
smp_hairline_map_clear (SmpHairlineMap *map)
{
  g_clear_pointer (&map->hairline, smp_hairline_free);
  g_clear_pointer (&map->made, smp_region_free);
  smp_hairline_source_clear (&map->source);
  smp_background_clear (&map->background);
}
