/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "neighbourhood.h"
#include "smp/error.h"
#include "working-time.h"

/* Beyond the ring, so that its filters see no border of ours. */
#define BEYOND_MM 3.0

/* About 1.5 GB while measuring. */
#define MOST_PIXELS 40e6

#define BAND_ROWS 128

/* Linear light of sRGB's primaries.  As doubles, because babl would first measure tables of 340 MB,
 * which takes a second. */
static SmpPlane
read_photo (GimpLayer *photo, const GeglRectangle *part)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (photo));
  const Babl *format = babl_format ("RGB double");
  gsize       row    = 3 * (gsize) part->width;
  gdouble    *values = g_new (gdouble, row * BAND_ROWS);
  SmpPlane    plane  = {
    g_new (gfloat, row * (gsize) part->height), part->x, part->y, part->width, part->height, 3
  };
  gint x, y;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (photo), &x, &y);
  for (gint top = 0; top < part->height; top += BAND_ROWS)
    {
      GeglRectangle band = { part->x - x, part->y - y + top, part->width,
                             MIN (BAND_ROWS, part->height - top) };

      gegl_buffer_get (buffer, &band, 1.0, format, values, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
      for (gsize i = 0; i < row * (gsize) band.height; i++)
        plane.data[row * (gsize) top + i] = (gfloat) values[i];
    }
  g_free (values);
  g_object_unref (buffer);
  return plane;
}

static SmpPlane
read_region (const SmpRegion *region)
{
  const GeglRectangle *b     = &region->bounds;
  SmpPlane             plane = {
    g_new (gfloat, (gsize) b->width * (gsize) b->height), b->x, b->y, b->width, b->height, 1
  };

  gegl_buffer_get (region->density, b, 1.0, gegl_buffer_get_format (region->density), plane.data,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return plane;
}

/* The part of the photo that counts. */
static gboolean
find_part (GimpLayer       *photo,
           const SmpRegion *region,
           const SmpParams *params,
           GeglRectangle   *part,
           GError         **error)
{
  gint          margin = (gint) ceil ((params->ring_mm + BEYOND_MM) * params->px_per_mm);
  GeglRectangle layer  = { 0, 0, gimp_drawable_get_width (GIMP_DRAWABLE (photo)),
                           gimp_drawable_get_height (GIMP_DRAWABLE (photo)) };

  gimp_drawable_get_offsets (GIMP_DRAWABLE (photo), &layer.x, &layer.y);
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

static SmpNeighbourhood *
read_neighbourhood (GimpLayer           *photo,
                    const GeglRectangle *part,
                    const SmpRegion     *region,
                    const SmpPlane      *around,
                    const SmpParams     *params,
                    GError             **error)
{
  SmpNeighbourhood *n;

  gimp_progress_init (_ ("Measuring the hair around"));
  n         = g_new0 (SmpNeighbourhood, 1);
  n->photo  = read_photo (photo, part);
  n->region = read_region (region);
  gimp_progress_update (0.2);
  n->surroundings = smp_surroundings_measure (&n->photo, around ? around : &n->region,
                                              params->px_per_mm, params->ring_mm, error);
  gimp_progress_update (0.8);
  if (n->surroundings)
    n->matcher = smp_matcher_new (&n->photo, &n->region, n->surroundings, error);
  gimp_progress_end ();
  if (!n->matcher)
    g_clear_pointer (&n, smp_neighbourhood_free);
  return n;
}

void
smp_neighbourhood_free (SmpNeighbourhood *neighbourhood)
{
  if (!neighbourhood)
    return;

  smp_region_free (neighbourhood->made);
  smp_matcher_free (neighbourhood->matcher);
  smp_surroundings_free (neighbourhood->surroundings);
  g_free (neighbourhood->photo.data);
  g_free (neighbourhood->region.data);
  g_free (neighbourhood);
}

gboolean
smp_neighbourhood_measure (SmpTreatment *treatment, GError **error)
{
  const SmpParams *params = &treatment->recipe->params;
  GeglRectangle    part;
  SmpRegion       *region;

  if (treatment->neighbourhood)
    return TRUE;

  region = treatment->make_region ? smp_region_from_selection (treatment->image, error)
                                  : smp_region_copy (treatment->region);
  if (region && find_part (treatment->photo, region, params, &part, error))
    treatment->neighbourhood =
      read_neighbourhood (treatment->photo, &part, region, NULL, params, error);
  smp_region_free (region);
  return treatment->neighbourhood != NULL;
}

gboolean
smp_neighbourhood_measure_around (SmpTreatment *treatment, const SmpPlane *around, GError **error)
{
  GimpDrawable *photo = GIMP_DRAWABLE (treatment->photo);
  GeglRectangle part  = { around->x, around->y, around->width, around->height };
  GeglRectangle layer = { 0, 0, gimp_drawable_get_width (photo), gimp_drawable_get_height (photo) };

  gimp_drawable_get_offsets (photo, &layer.x, &layer.y);
  if (!gegl_rectangle_intersect (&part, &part, &layer))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The line lies outside the photo's layer."));
      return FALSE;
    }
  g_clear_pointer (&treatment->neighbourhood, smp_neighbourhood_free);
  treatment->neighbourhood = read_neighbourhood (treatment->photo, &part, treatment->region, around,
                                                 &treatment->recipe->params, error);
  return treatment->neighbourhood != NULL;
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
    map->data[i] = floorf (MIN (map->data[i], missing.data[i]) * 255.0f + 0.5f) / 255.0f;
  g_free (missing.data);
}

gboolean
smp_neighbourhood_match (SmpTreatment *treatment, GError **error)
{
  SmpNeighbourhood *n;

  if (!smp_neighbourhood_measure (treatment, error))
    return FALSE;

  n = treatment->neighbourhood;
  gimp_progress_init (_ ("Matching the dots to the hair around"));
  gimp_progress_pulse ();
  smp_matcher_solve (n->matcher, &treatment->recipe->params, &n->match);
  gimp_progress_end ();
  return TRUE;
}

void
smp_neighbourhood_add_argument (GimpProcedure *procedure, gboolean by_default)
{
  gimp_procedure_add_boolean_argument (procedure, "match", _ ("Match the surroundings"),
                                       _ ("Take density, dilution, dot size, elongation, "
                                          "directions, pigment and sharpness from around "
                                          "the selection; single values given under Values are "
                                          "kept"),
                                       by_default, G_PARAM_READWRITE);
}

gboolean
smp_neighbourhood_asked_values (GimpProcedureConfig *config,
                                SmpTreatment        *treatment,
                                GError             **error)
{
  gchar   *list = NULL;
  gboolean done;

  g_object_get (config, "set", &list, NULL);
  done = !list || smp_params_set_list (&treatment->recipe->params, list, error);
  g_free (list);
  return done;
}

gboolean
smp_neighbourhood_asked_match (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error)
{
  gboolean match;

  g_object_get (config, "match", &match, NULL);
  return !match || (smp_neighbourhood_match (treatment, error) &&
                    smp_neighbourhood_asked_values (config, treatment, error));
}

/* What is missing to the density, beyond the region's border too, in steps of 1/255, which a
 * channel keeps exactly. */
static SmpRegion *
draw_missing (SmpTreatment *treatment, const SmpNeighbourhood *n, GError **error)
{
  const SmpParams *params = &treatment->recipe->params;
  gint             margin = (gint) ceil (params->margin_mm * params->px_per_mm) + 1;
  GeglRectangle part = { n->region.x - margin, n->region.y - margin, n->region.width + 2 * margin,
                         n->region.height + 2 * margin };
  SmpPlane      density;
  SmpRegion    *region;

  gegl_rectangle_intersect (&part, &part,
                            GEGL_RECTANGLE (n->photo.x, n->photo.y, n->photo.width,
                                            n->photo.height));
  density      = (SmpPlane) { NULL, part.x, part.y, part.width, part.height, 1 };
  density.data = g_new0 (gfloat, (gsize) part.width * (gsize) part.height);
  smp_surroundings_deficit (n->surroundings, &n->region, params->density_per_cm2, params->margin_mm,
                            &density);
  for (gsize i = 0; i < (gsize) part.width * (gsize) part.height; i++)
    density.data[i] = floorf (density.data[i] * 255.0f + 0.5f) / 255.0f;
  region = smp_region_from_plane (treatment->image, &density);
  g_free (density.data);
  if (!region)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The selected skin already has as much hair as the skin around it, so that "
                    "there "
                    "is nothing to conceal."));
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

static gchar *
verdict_new (const SmpNeighbourhood *n, const SmpTreatment *treatment)
{
  const SmpVerdict *before = &n->match.before, *after = &n->match.predicted;
  SmpParams         all          = treatment->recipe->params;
  GString          *text         = g_string_new (NULL);
  gchar            *not_measured = smp_neighbourhood_not_measured (n);
  SmpFigures        figures;

  all.sessions = 3;
  figures      = smp_region_figures (n->made, &all);
  g_string_append_printf (text,
                          _ ("Colour difference from the skin around (ΔE): %.1f before, %.1f with "
                             "dots: %s; contrast %.2f times the hair's"),
                          before->mean_delta_e_76, after->mean_delta_e_76,
                          smp_match_class_label (after->match_class), after->contrast_ratio);
  g_string_append_printf (text, _ ("\nThree sessions, about %.1f hours in all"),
                          smp_working_hours (figures.n_dots));
  if (n->match.out_of_reach)
    g_string_append (text, _ ("\nThis scar is too pale for dots alone to match"));
  if (*not_measured)
    g_string_append_printf (text, "\n%s", not_measured);
  g_free (not_measured);
  return g_string_free (text, FALSE);
}

SmpRegion *
smp_neighbourhood_make_region (SmpTreatment *treatment, GError **error)
{
  SmpNeighbourhood *n        = treatment->neighbourhood;
  const SmpParams  *params   = &treatment->recipe->params;
  guint             measured = n->match.measured;

  if (!n->made || n->made_of.density_per_cm2 != params->density_per_cm2 ||
      n->made_of.margin_mm != params->margin_mm)
    {
      g_clear_pointer (&n->made, smp_region_free);
      n->made = draw_missing (treatment, n, error);
      if (!n->made)
        return NULL;
    }
  n->made_of = *params;
  smp_matcher_predict (n->matcher, params, &n->match);
  n->match.measured = measured;
  g_free (treatment->verdict);
  treatment->verdict = verdict_new (n, treatment);
  return smp_region_copy (n->made);
}

SmpVerdict
smp_neighbourhood_judge (const SmpNeighbourhood *neighbourhood, GimpLayer *layer)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  SmpPlane    light  = { NULL,
                         0,
                         0,
                         gimp_drawable_get_width (GIMP_DRAWABLE (layer)),
                         gimp_drawable_get_height (GIMP_DRAWABLE (layer)),
                         4 };
  gsize       n      = 4 * (gsize) light.width * (gsize) light.height;
  gdouble    *values = g_new (gdouble, n);
  SmpVerdict  verdict;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &light.x, &light.y);
  light.data = g_new (gfloat, n);
  gegl_buffer_get (buffer, NULL, 1.0, babl_format ("RGBA double"), values, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    light.data[i] = (gfloat) values[i];
  smp_match_verdict (&neighbourhood->photo, &light, &neighbourhood->region,
                     neighbourhood->surroundings, &verdict);
  g_free (values);
  g_free (light.data);
  g_object_unref (buffer);
  return verdict;
}
