/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "buffers.h"
#include "facts.h"
#include "surroundings.h"
#include "smp/error.h"
#include "working-time.h"
#include "smp/text.h"

/* Beyond the ring, so that its filters see no border of ours. */
#define BEYOND_MM 3.0

/* About 1.5 GB while measuring. */
#define MOST_PIXELS 40e6

/* Of a layer: what the self-check said. */
#define CHECKED_PARASITE "smp-self-check"

/* Less skin without hair than has room for one dot is none. */
#define LEAST_BARE_CM2 0.005

/* The part of the photo that counts. */
static gboolean
find_part (GimpLayer       *photo,
           const SmpRegion *region,
           const SmpParams *params,
           GeglRectangle   *part,
           GError         **error)
{
  gint          margin = (gint) ceil ((params->ring_mm + BEYOND_MM) * params->px_per_mm);
  GeglRectangle layer  = smp_drawable_place (GIMP_DRAWABLE (photo));

  *part = *GEGL_RECTANGLE (region->bounds.x - margin, region->bounds.y - margin,
                           region->bounds.width + 2 * margin, region->bounds.height + 2 * margin);
  if (!gegl_rectangle_intersect (part, part, &layer))
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The selection lies outside the photo's layer."));
  else if ((gdouble) part->width * part->height > MOST_PIXELS)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The selection is too large for its surroundings to be measured: select the "
                    "scar "
                    "alone, or use Fill Density."));
  else
    return TRUE;
  return FALSE;
}

static void
take_neighbourhood (SmpTreatment        *treatment,
                    const GeglRectangle *part,
                    const SmpRegion     *region,
                    const SmpPlane      *around)
{
  SmpNeighbourhood *n = g_new0 (SmpNeighbourhood, 1);

  n->ring_mm = treatment->recipe->params.ring_mm;
  /* Linear light of sRGB's primaries. */
  n->photo  = smp_plane_read_drawable (GIMP_DRAWABLE (treatment->photo), part, 3, TRUE);
  n->region = smp_plane_read_stored (region->density, &region->bounds);
  if (around)
    {
      n->around = *around;
      n->around.data =
        g_memdup2 (around->data, sizeof (gfloat) * (gsize) around->width * (gsize) around->height);
    }
  smp_neighbourhood_free (treatment->neighbourhood);
  treatment->neighbourhood = n;
}

void
smp_neighbourhood_free (SmpNeighbourhood *neighbourhood)
{
  if (!neighbourhood)
    return;

  smp_region_free (neighbourhood->made);
  g_free (neighbourhood->checked);
  smp_matcher_free (neighbourhood->matcher);
  smp_surroundings_free (neighbourhood->surroundings);
  g_free (neighbourhood->photo.data);
  g_free (neighbourhood->region.data);
  g_free (neighbourhood->around.data);
  g_free (neighbourhood);
}

gboolean
smp_neighbourhood_read (SmpTreatment *treatment, GError **error)
{
  const SmpParams *params = &treatment->recipe->params;
  GeglRectangle    part;
  SmpRegion       *region;

  if (treatment->neighbourhood && treatment->neighbourhood->ring_mm == params->ring_mm)
    return TRUE;

  region = treatment->make_region ? smp_region_from_selection (treatment->image, error)
                                  : smp_region_copy (treatment->region);
  if (region && treatment->make_region)
    region = smp_region_within (region, treatment->photo, error);
  if (region && find_part (treatment->photo, region, params, &part, error))
    take_neighbourhood (treatment, &part, region, NULL);
  else
    g_clear_pointer (&treatment->neighbourhood, smp_neighbourhood_free);
  smp_region_free (region);
  return treatment->neighbourhood != NULL;
}

gboolean
smp_neighbourhood_read_around (SmpTreatment *treatment, const SmpPlane *around, GError **error)
{
  GeglRectangle part  = { around->x, around->y, around->width, around->height };
  GeglRectangle layer = smp_drawable_place (GIMP_DRAWABLE (treatment->photo));

  if (!gegl_rectangle_intersect (&part, &part, &layer))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The line lies outside the photo's layer."));
      return FALSE;
    }
  take_neighbourhood (treatment, &part, treatment->region, around);
  return TRUE;
}

gboolean
smp_neighbourhood_measure (SmpNeighbourhood *n, const SmpParams *params, GError **error)
{
  if (n->matcher)
    return TRUE;

  n->surroundings = smp_surroundings_measure (&n->photo, n->around.data ? &n->around : &n->region,
                                              params->px_per_mm, params->ring_mm, error);
  if (n->surroundings)
    n->matcher = smp_matcher_new (&n->photo, &n->region, n->surroundings, error);
  return n->matcher != NULL;
}

/* Whether what is said speaks of the hair around, or of nothing. */
static gboolean
is_of_hair (const SmpVerdict *verdict)
{
  return verdict->visibility == SMP_VISIBILITY_NOT_FOUND || verdict->reach == SMP_REACH_FAINT ||
         verdict->reach == SMP_REACH_LENGTH || verdict->reach == SMP_REACH_RESOLUTION ||
         verdict->reach == SMP_REACH_TEXTURE;
}

/* Why there is nothing to lay dots on: because hair stands everywhere, which has_hair tells, or no
 * dots bring the skin nearer to what is around, because of what gives it away as it is. */
static const gchar *
nothing_to_conceal (const SmpNeighbourhood *n, const SmpVerdict *photo, gboolean has_hair)
{
  SmpReach reach = photo->reach;

  if (n->surroundings->density_per_cm2.limit == SMP_LIMIT_NO_HAIR && is_of_hair (photo))
    return _ ("No hair stands around for dots to be like, so that there is nothing to conceal.");
  if (photo->visibility == SMP_VISIBILITY_NOT_FOUND ||
      (has_hair && reach != SMP_REACH_DARK && reach != SMP_REACH_HUE))
    reach = SMP_REACH_WITHIN;
  /* Other dots were tried. */
  else if (reach == SMP_REACH_FEW)
    reach = SMP_REACH_PALE;
  return reach == SMP_REACH_WITHIN
           ? _ ("The selected skin already has as much hair as the skin around it, so that there "
                "is nothing to conceal.")
           : smp_reach_sentence (reach);
}

gboolean
smp_neighbourhood_solve (SmpNeighbourhood *n, SmpParams *params, GError **error)
{
  SmpMatch match;

  if (!smp_neighbourhood_measure (n, params, error))
    return FALSE;
  smp_matcher_solve (n->matcher, params, &match);
  /* A scar's region alone has the share of each place. */
  if (params->scar != SMP_YES)
    smp_matcher_lay_evenly (n->matcher, params);
  n->why_none = params->density_per_cm2 > 0.0 ? NULL : nothing_to_conceal (n, &match.before, FALSE);
  return TRUE;
}

gchar *
smp_neighbourhood_check (const SmpNeighbourhood *n,
                         const SmpParams        *params,
                         const gint             *stop,
                         SmpSelfCheck           *check)
{
  g_autoptr (GError) error = NULL;

  if (smp_self_check (&n->photo, &n->region, n->surroundings, params, stop, check, &error))
    return smp_self_check_sentence (check);
  if (g_error_matches (error, SMP_ERROR, SMP_ERROR_CANCELLED))
    return NULL;
  return g_strdup (error->message);
}

/* Behind the sentence stand the figures, from which it is said in another language. */
void
smp_neighbourhood_keep_check (const SmpNeighbourhood *n, GimpLayer *layer)
{
  g_autoptr (GString) kept = NULL;
  gchar         number[3][G_ASCII_DTOSTR_BUF_SIZE];
  GimpParasite *parasite;

  if (!n || !n->checked)
    return;
  kept = g_string_new (n->checked);
  g_string_append_c (kept, '\0');
  if (n->check.n_patches)
    g_string_append_printf (kept, "%s %s %s",
                            g_ascii_dtostr (number[0], sizeof number[0], n->check.density_ratio),
                            g_ascii_dtostr (number[1], sizeof number[1], n->check.delta_e),
                            g_ascii_dtostr (number[2], sizeof number[2], n->check.contrast_ratio));
  parasite = gimp_parasite_new (CHECKED_PARASITE, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                (guint) kept->len + 1, kept->str);
  gimp_item_attach_parasite (GIMP_ITEM (layer), parasite);
  gimp_parasite_free (parasite);
}

/* The figures in that text; they are not there in older files. */
static gboolean
read_checked (const gchar *text, SmpSelfCheck *check)
{
  gdouble *const figures[] = { &check->density_ratio, &check->delta_e, &check->contrast_ratio };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      gchar *end;

      *figures[i] = g_ascii_strtod (text, &end);
      if (end == text || !(*figures[i] >= 0.0 && *figures[i] < 1e6))
        return FALSE;
      text = end;
    }
  return TRUE;
}

gchar *
smp_layer_checked (GimpLayer *layer)
{
  GimpParasite     *parasite = gimp_item_get_parasite (GIMP_ITEM (layer), CHECKED_PARASITE);
  g_autofree gchar *kept     = NULL;
  SmpSelfCheck      check    = { 0 };
  const gchar      *data;
  guint32           size;

  if (!parasite)
    return NULL;
  data = gimp_parasite_get_data (parasite, &size);
  /* A file may hold anything. */
  if (data && size > 0 && size < 4096)
    {
      kept = g_malloc0 (size + 2);
      memcpy (kept, data, size);
    }
  gimp_parasite_free (parasite);
  if (!kept || !g_utf8_validate (kept, -1, NULL))
    return NULL;
  if (read_checked (kept + strlen (kept) + 1, &check))
    return smp_self_check_sentence (&check);
  return g_steal_pointer (&kept);
}

void
smp_neighbourhood_leave_hair_out (const SmpNeighbourhood *neighbourhood,
                                  gdouble                 density_per_cm2,
                                  SmpPlane               *map)
{
  gsize    n       = (gsize) map->width * (gsize) map->height;
  SmpPlane missing = *map;

  missing.data = g_new0 (gfloat, n);
  smp_surroundings_deficit (neighbourhood->surroundings, map, density_per_cm2, 0.0, &missing);
  for (gsize i = 0; i < n; i++)
    map->data[i] = smp_share_in_steps ((gdouble) MIN (map->data[i], missing.data[i]));
  g_free (missing.data);
}

/* What is missing to the density, beyond the region's border too, in a
 * channel's steps. */
static SmpRegion *
draw_missing (SmpTreatment *treatment, const SmpNeighbourhood *n, GError **error)
{
  const SmpParams *params = &treatment->recipe->params;
  gint             margin = (gint) ceil (params->margin_mm * params->px_per_mm) + 1;
  GeglRectangle part  = { n->region.x - margin, n->region.y - margin, n->region.width + 2 * margin,
                          n->region.height + 2 * margin };
  GeglRectangle photo = smp_plane_place (&n->photo);
  SmpPlane      density;
  SmpRegion    *region = NULL;
  gdouble       sum    = 0.0;

  if (params->density_per_cm2 <= 0.0)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE,
                           n->why_none ? n->why_none : smp_no_density_sentence ());
      return NULL;
    }
  gegl_rectangle_intersect (&part, &part, &photo);
  density = smp_plane_new (&part, 1);
  smp_matcher_density (n->matcher, params, &density);
  for (gsize i = 0; i < (gsize) part.width * (gsize) part.height; i++)
    {
      density.data[i] = smp_share_in_steps ((gdouble) density.data[i]);
      sum += (gdouble) density.data[i];
    }
  if (sum >= LEAST_BARE_CM2 * 100.0 * params->px_per_mm * params->px_per_mm)
    region = smp_region_from_plane (treatment->image, &density);
  if (region)
    smp_region_set_worked (region, smp_region_worked_px (&n->region));
  g_free (density.data);
  if (!region)
    {
      const SmpVerdict bare = smp_neighbourhood_judge_photo (n);

      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, nothing_to_conceal (n, &bare, TRUE));
    }
  return region;
}

gchar *
smp_neighbourhood_not_measured (const SmpNeighbourhood *neighbourhood)
{
  const SmpSurroundings *s = neighbourhood->surroundings;
  const struct
  {
    const gchar     *name;
    const SmpFigure *figure;
  } figures[] = {
    { _ ("Density"), &s->density_per_cm2 },
    { _ ("Dot size"), &s->dot_diameter_mm },
    { _ ("Hair direction"), &s->direction_deg },
    { _ ("Photo sharpness"), &s->photo_blur_px },
  };
  GString     *text = g_string_new (NULL);
  const gchar *why  = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (figures[i].figure->limit != SMP_LIMIT_NONE)
      {
        g_string_append_printf (text, "%s%s", text->len ? ", " : _ ("Cannot be measured here: "),
                                figures[i].name);
        if (!why)
          why = smp_limit_sentence (figures[i].figure->limit);
      }
  if (why)
    g_string_append_printf (text, ". %s", why);
  return g_string_free (text, FALSE);
}

SmpRegion *
smp_neighbourhood_make_region (SmpTreatment *treatment, GError **error)
{
  SmpNeighbourhood *n      = treatment->neighbourhood;
  const SmpParams  *params = &treatment->recipe->params;

  if (!n->made || n->made_of.density_per_cm2 != params->density_per_cm2 ||
      n->made_of.margin_mm != params->margin_mm)
    {
      g_clear_pointer (&n->made, smp_region_free);
      n->made = draw_missing (treatment, n, error);
      if (!n->made)
        return NULL;
    }
  n->made_of = *params;
  return smp_region_copy (n->made);
}

SmpVerdict
smp_neighbourhood_judge_photo (const SmpNeighbourhood *n)
{
  SmpVerdict verdict;

  smp_match_verdict (&n->photo, NULL, &n->region, n->surroundings, &verdict);
  return verdict;
}

/* The share of light that a layer of ours lets back. */
static SmpPlane
read_light (GimpLayer *layer)
{
  GeglRectangle place = smp_drawable_place (GIMP_DRAWABLE (layer));

  return smp_plane_read_drawable (GIMP_DRAWABLE (layer), &place, 4, FALSE);
}

SmpVerdict
smp_neighbourhood_judge (const SmpNeighbourhood *neighbourhood, GimpLayer *layer)
{
  SmpPlane   light = read_light (layer);
  SmpVerdict verdict;

  smp_match_verdict (&neighbourhood->photo, &light, &neighbourhood->region,
                     neighbourhood->surroundings, &verdict);
  g_free (light.data);
  return verdict;
}

SmpPlane
smp_neighbourhood_new_map (const SmpNeighbourhood *neighbourhood)
{
  const SmpPlane *region = &neighbourhood->region, *photo = &neighbourhood->photo;
  const gint      beside =
    (gint) ceil (SMP_LEFT_BARE_WITHIN_MM * neighbourhood->surroundings->px_per_mm);
  const GeglRectangle known = { photo->x, photo->y, photo->width, photo->height };
  GeglRectangle       part  = { region->x - beside, region->y - beside, region->width + 2 * beside,
                                region->height + 2 * beside };

  gegl_rectangle_intersect (&part, &part, &known);
  return (SmpPlane) { g_new (gfloat, (gsize) part.width * (gsize) part.height),
                      part.x,
                      part.y,
                      part.width,
                      part.height,
                      1 };
}

SmpPlane
smp_neighbourhood_map (const SmpNeighbourhood *neighbourhood, GimpLayer *layer)
{
  SmpPlane light = read_light (layer), map = smp_neighbourhood_new_map (neighbourhood);

  smp_match_map (&neighbourhood->photo, &light, &neighbourhood->region, neighbourhood->surroundings,
                 &map);
  g_free (light.data);
  return map;
}
