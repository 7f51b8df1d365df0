/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "base/same-math.h"
#include "measure/hair-shape.h"
#include "measure/left-bare.h"
#include "places.h"

#define DISC_MM  3.0
#define BROAD_MM 12.0

/* A disc with less of the region than this share shows little of it; but narrow scars fill none. */
#define LEAST_SHARE 0.35f

#define WORST_TENTH 0.1

/* Surroundings are never even.  Untouched scalp differs so many times as much from the ring near by
 * as the ring from itself, whose places are part of what they are compared with: 1.2 to 1.7 times
 * on drawn scalps, 1.4 on average.  That holds of places, which differ by chance; what all places
 * of a part have in common is no chance, and is judged by broad_limits. */
#define NATURAL 1.5

/* The lightest and the darkest place of untouched drawn scalp come to 1.5 times the ring's. */
#define NATURAL_SPOT 1.6

/* Limits of what is acceptable on light skin and on dark skin, and where these begin. */
#define LIGHT_SKIN_DEG   41.0
#define DARK_SKIN_DEG    -30.0
#define ACCEPTABLE_LIGHT 1.8
#define ACCEPTABLE_DARK  2.6

/* A place that shines tells more of the light than of the skin from this share on. */
#define MUCH_SHINE 0.05

/* A colour is hardly of another hue where it differs so many times as much along its own. */
#define HARDLY_ANOTHER 3.0

/* Hair that is so many times as long as wide is longer than dots may be. */
#define LONG_HAIR 2.5

/* Up to the first a difference is not found, up to the second only if one looks, up to the third it
 * is seen, and beyond it stands out.  Colours are in units of what is acceptable on the skin; half
 * of that is what can be perceived at all (Leow and others 2006), and untouched drawn scalp keeps
 * within 0.3 to 0.6 of it in broad parts. */
typedef struct
{
  gdouble not_found, looked_for, seen;
} Limits;

static const Limits mean_limits     = { SMP_MATCH_MOST_DELTA_E / ACCEPTABLE_LIGHT, 1.5, 3.0 };
static const Limits broad_limits    = { SMP_MATCH_MOST_BROAD / ACCEPTABLE_LIGHT, 1.0, 2.5 };
static const Limits worst_limits    = { SMP_MATCH_MOST_WORST / ACCEPTABLE_LIGHT, 3.0, 6.0 };
static const Limits spot_limits     = { 2.0, 6.0, 12.0 };
static const Limits share_limits    = { 0.35, 0.70, 1.0 };
static const Limits contrast_limits = { SMP_MATCH_MOST_CONTRAST, 0.23, 0.5 };
/* Of the outline, by the share that has bare skin left beside it: see @left_bare_share. */
static const Limits left_limits    = { SMP_LEFT_BARE_BY_CHANCE, 0.24, 1.0 };
static const Limits texture_limits = { SMP_MATCH_MOST_TEXTURE, 0.3, 0.8 };

/* Dots that take less light than this, as an optical depth, take none. */
#define LEAST_DONE 0.002

gdouble
smp_match_acceptable_delta_e (gdouble ita_deg)
{
  gdouble dark = (LIGHT_SKIN_DEG - ita_deg) / (LIGHT_SKIN_DEG - DARK_SKIN_DEG);

  return ACCEPTABLE_LIGHT + (ACCEPTABLE_DARK - ACCEPTABLE_LIGHT) * CLAMP (dark, 0.0, 1.0);
}

/* The region's own light, smoothed over discs. */
static void
gather_light (const SmpField *light, const SmpField *region, gint step, gdouble sigma, SmpField *to)
{
  SmpField within;

  smp_field_init (&within, region->width, region->height);
  for (gsize i = 0; i < (gsize) region->width * (gsize) region->height; i++)
    within.data[i] = light->data[i] * region->data[i];
  *to = smp_field_reduce (&within, step);
  smp_field_clear (&within);
  smp_field_blur (to, sigma, to);
}

/* Depth of what stands before the light that is no glare, so that so much of all light is left. */
static gdouble
depth_below_glare (gdouble left, gdouble glare)
{
  return -log (MAX ((left - glare) / MAX (1.0 - glare, 0.05), 0.05));
}

static void
compare_spot (SmpSpot *spot, const gdouble rgb[3], const gdouble before[3], const gdouble around[3])
{
  SmpColour colour, plain, ring;
  gdouble   was = MAX (smp_luminance (before), 1e-6);

  smp_colour_set (&colour, rgb);
  smp_colour_set (&plain, before);
  smp_colour_set (&ring, around);
  for (gint c = 0; c < 3; c++)
    spot->lab[c] = colour.lab[c] - ring.lab[c];
  spot->before_l     = plain.lab[0] - ring.lab[0];
  spot->delta_e_2000 = smp_delta_e_2000 (&colour, &ring);
  spot->need         = depth_below_glare (smp_luminance (around) / was, spot->glare);
  spot->done         = depth_below_glare (smp_luminance (rgb) / was, spot->glare);
}

static gfloat
largest (const SmpField *field)
{
  gfloat most = 0.0f;

  for (gint i = 0; i < field->width * field->height; i++)
    most = MAX (most, field->data[i]);
  return most;
}

gint
smp_places_step_px (gdouble px_per_mm)
{
  return MAX (1, (gint) (0.2 * DISC_MM * px_per_mm));
}

/* Means of colours, of the region and of the ring, at the places, as sums times weights. */
typedef struct
{
  SmpPlaces      *places;
  const SmpField *light;
  const SmpField *around;
  const SmpField *sum;
} Broad;

static void
compare_broad_row (gint row, gpointer data)
{
  const Broad *broad   = data;
  const gint   columns = broad->places->columns;

  for (gint i = row * columns; i < (row + 1) * columns; i++)
    {
      SmpColour colour, ring;
      gdouble   rgb[2][3];

      if (broad->places->spots[i].area <= 0.0)
        continue;
      for (gint c = 0; c < 3; c++)
        {
          rgb[0][c] = (gdouble) (broad->light[c].data[i] / broad->sum->data[i]);
          rgb[1][c] = (gdouble) (broad->around[c].data[i] / broad->sum->data[i]);
        }
      smp_colour_set (&colour, rgb[0]);
      smp_colour_set (&ring, rgb[1]);
      broad->places->spots[i].broad_delta_e = smp_delta_e_2000 (&colour, &ring);
    }
}

/* Compares broad parts: light is the region's at the places, around the ring's. */
static void
compare_broad (SmpPlaces      *places,
               gdouble         sigma,
               SmpField        light[3],
               SmpField        around[3],
               const SmpField *weight)
{
  SmpField sum;

  smp_field_init (&sum, weight->width, weight->height);
  smp_field_blur (weight, sigma, &sum);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_blur (&light[c], sigma, &light[c]);
      smp_field_blur (&around[c], sigma, &around[c]);
    }
  smp_rows_foreach (places->rows, compare_broad_row, &(Broad) { places, light, around, &sum });
  smp_field_clear (&sum);
}

static void
clear_colour (SmpField colour[3])
{
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&colour[c]);
}

/* The light of a place, with dots, without, and of the ring near by. */
typedef struct
{
  gdouble after[3], before[3], around[3];
} SpotLight;

/* Sums over discs, of the region's area and of its light with dots and without, at all places. */
typedef struct
{
  const SmpPart *part;
  SmpPlaces     *places;
  SmpField       area, share;
  SmpField       after[3], before[3];
  gfloat         least; /* share of a disc that is judged */
  SpotLight     *lights;
} Discs;

static void
compare_row (gint row, gpointer data)
{
  const Discs     *discs  = data;
  const SmpPlaces *places = discs->places;
  const SmpPart   *part   = discs->part;

  for (gint column = 0; column < places->columns; column++)
    {
      const gint i     = row * places->columns + column;
      const gint x     = part->left + column * places->step_px + places->step_px / 2;
      const gint y     = part->top + row * places->step_px + places->step_px / 2;
      SmpSpot   *spot  = &places->spots[i];
      SpotLight *light = &discs->lights[i];

      if (discs->area.data[i] <= 0.0f || discs->share.data[i] < discs->least)
        continue;
      spot->area  = (gdouble) discs->area.data[i];
      spot->glare = (gdouble) smp_scene_glare (part->scene, x, y);
      smp_scene_around (part->scene, x, y, light->around);
      for (gint c = 0; c < 3; c++)
        {
          light->after[c]  = (gdouble) (discs->after[c].data[i] / discs->share.data[i]);
          light->before[c] = (gdouble) (discs->before[c].data[i] / discs->share.data[i]);
        }
      compare_spot (spot, light->after, light->before, light->around);
    }
}

/* Adds up what was compared, and compares broad parts of it. */
static void
sum_up (const Discs *discs, gdouble broad_sigma)
{
  SmpPlaces *places = discs->places;
  SmpField   light[3], beside[3], judged;

  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&light[c], places->columns, places->rows);
      smp_field_init (&beside[c], places->columns, places->rows);
    }
  smp_field_init (&judged, places->columns, places->rows);
  for (gint i = 0; i < places->columns * places->rows; i++)
    {
      const gdouble    area = places->spots[i].area;
      const SpotLight *spot = &discs->lights[i];

      if (area <= 0.0)
        continue;
      for (gint c = 0; c < 3; c++)
        {
          places->sum[0][c] += area * spot->after[c];
          places->sum[1][c] += area * spot->around[c];
          light[c].data[i]  = (gfloat) (area * spot->after[c]);
          beside[c].data[i] = (gfloat) (area * spot->around[c]);
        }
      places->area += area;
      judged.data[i] = (gfloat) area;
    }
  compare_broad (places, broad_sigma, light, beside, &judged);
  smp_field_clear (&judged);
  clear_colour (light);
  clear_colour (beside);
}

void
smp_places_measure (const SmpPart *part, const SmpField before[3], SmpPlaces *places)
{
  const SmpScene *scene = part->scene;
  gint            step  = smp_places_step_px (scene->px_per_mm);
  gdouble         sigma = 0.25 * DISC_MM * scene->px_per_mm / step;
  Discs           discs = { .part = part, .places = places };
  gsize           n;

  discs.area = smp_field_reduce (part->region, step);
  n          = (gsize) discs.area.width * (gsize) discs.area.height;
  smp_field_init (&discs.share, discs.area.width, discs.area.height);
  smp_field_blur (&discs.area, sigma, &discs.share);
  for (gint c = 0; c < 3; c++)
    {
      gather_light (&part->light[c], part->region, step, sigma, &discs.after[c]);
      gather_light (&before[c], part->region, step, sigma, &discs.before[c]);
    }
  *places = (SmpPlaces) { scene->x + part->left, scene->y + part->top, step, discs.area.width,
                          discs.area.height,     g_new0 (SmpSpot, n),  0.0,  { { 0.0 } } };

  discs.least  = MIN (LEAST_SHARE, 0.5f * largest (&discs.share));
  discs.lights = g_new0 (SpotLight, n);
  smp_rows_foreach (places->rows, compare_row, &discs);
  sum_up (&discs, 0.25 * BROAD_MM * scene->px_per_mm / step);
  g_free (discs.lights);
  smp_field_clear (&discs.area);
  smp_field_clear (&discs.share);
  clear_colour (discs.after);
  clear_colour (discs.before);
}

void
smp_places_clear (SmpPlaces *places)
{
  g_clear_pointer (&places->spots, g_free);
}

/* What cells of so many pixels, the first one's corner at left, top, say of a pixel; FALSE beyond
 * them. */
static gboolean
read_cells (const SmpField *cells, gint left, gint top, gint step, gint x, gint y, gfloat *value)
{
  const gfloat column = ((gfloat) (x - left) + 0.5f) / (gfloat) step;
  const gfloat row    = ((gfloat) (y - top) + 0.5f) / (gfloat) step;

  if (column < 0.0f || row < 0.0f || column >= (gfloat) cells->width ||
      row >= (gfloat) cells->height)
    return FALSE;
  *value = smp_field_at (cells, column - 0.5f, row - 0.5f);
  return TRUE;
}

void
smp_places_map (const SmpPlaces *places, gdouble acceptable, const SmpPlane *region, SmpPlane *map)
{
  SmpField excess;
  gfloat   value;

  smp_field_init (&excess, places->columns, places->rows);
  for (gint i = 0; i < places->columns * places->rows; i++)
    if (places->spots[i].area > 0.0)
      excess.data[i] = (gfloat) (places->spots[i].delta_e_2000 / acceptable);
  for (gint y = map->y; y < map->y + map->height; y++)
    for (gint x = map->x; x < map->x + map->width; x++)
      if (smp_share_at (region, x, y) > 0.0f &&
          read_cells (&excess, places->x, places->y, places->step_px, x, y, &value))
        *smp_plane_at (map, x, y) = value;
  smp_field_clear (&excess);
}

void
smp_left_bare_map (const SmpSurroundings *surroundings, const SmpPlane *region, SmpPlane *map)
{
  const SmpPlane *left  = &surroundings->left_bare;
  const SmpField  cells = { left->data, left->width, left->height };
  gfloat          value;

  for (gint y = map->y; y < map->y + map->height && left->data; y++)
    for (gint x = map->x; x < map->x + map->width; x++)
      if (smp_share_at (region, x, y) <= 0.0f &&
          read_cells (&cells, left->x, left->y, surroundings->cell_px, x, y, &value) &&
          value >= 0.5f)
        *smp_plane_at (map, x, y) = SMP_MAP_LEFT_BARE;
}

void
smp_match_map (const SmpPlane        *photo,
               const SmpPlane        *light,
               const SmpPlane        *region,
               const SmpSurroundings *surroundings,
               SmpPlane              *map)
{
  SmpScene  scene;
  SmpPlaces places;

  memset (map->data, 0, sizeof (gfloat) * (gsize) map->width * (gsize) map->height);
  smp_scene_init (&scene, photo, light, region, surroundings);
  smp_places_measure (&(SmpPart) { &scene, scene.light, &scene.region, 0, 0 }, scene.plain,
                      &places);
  smp_places_map (&places, smp_match_acceptable_delta_e (surroundings->ita_deg), region, map);
  smp_left_bare_map (surroundings, region, map);
  smp_places_clear (&places);
  smp_scene_clear (&scene);
}

static gint
compare_spots (gconstpointer a, gconstpointer b)
{
  const SmpSpot *x = *(const SmpSpot *const *) a, *y = *(const SmpSpot *const *) b;

  return (x->delta_e_2000 < y->delta_e_2000) - (x->delta_e_2000 > y->delta_e_2000);
}

/* All that are judged, the worst first; the elements are not owned. */
static GPtrArray *
list_spots (const SmpPlaces *places, gint n_places)
{
  GPtrArray *list = g_ptr_array_new ();

  for (gint k = 0; k < n_places; k++)
    for (gint i = 0; i < places[k].columns * places[k].rows; i++)
      if (places[k].spots[i].area > 0.0)
        g_ptr_array_add (list, &places[k].spots[i]);
  g_ptr_array_sort (list, compare_spots);
  return list;
}

static void
judge_means (const SmpPlaces *places, gint n_places, SmpVerdict *verdict, gdouble ratio[3])
{
  gdouble   sums[2][3] = { { 0.0 } }, area = 0.0;
  SmpColour means[2];

  for (gint k = 0; k < n_places; k++)
    {
      area += places[k].area;
      for (gint c = 0; c < 3; c++)
        for (gint m = 0; m < 2; m++)
          sums[m][c] += places[k].sum[m][c];
    }
  for (gint m = 0; m < 2; m++)
    {
      for (gint c = 0; c < 3; c++)
        sums[m][c] /= MAX (area, 1e-9);
      smp_colour_set (&means[m], sums[m]);
    }
  verdict->mean_delta_e_2000 = smp_delta_e_2000 (&means[0], &means[1]);
  for (gint c = 0; c < 3; c++)
    {
      verdict->mean_lab[c] = means[0].lab[c] - means[1].lab[c];
      if (ratio)
        ratio[c] = sums[0][c] / MAX (sums[1][c], 1e-9);
    }
}

/* The mean over the whole, and over its worst tenth. */
static void
find_differences (const GPtrArray *spots, gdouble *mean, gdouble *worst)
{
  gdouble area = 0.0, sum = 0.0, worst_sum = 0.0, worst_area = 0.0;

  for (guint i = 0; i < spots->len; i++)
    area += ((const SmpSpot *) spots->pdata[i])->area;
  for (guint i = 0; i < spots->len; i++)
    {
      const SmpSpot *spot    = spots->pdata[i];
      gdouble        counted = CLAMP (WORST_TENTH * area - worst_area, 0.0, spot->area);

      sum += spot->area * spot->delta_e_2000;
      worst_sum += counted * spot->delta_e_2000;
      worst_area += counted;
    }
  *mean  = sum / MAX (area, 1e-9);
  *worst = worst_sum / MAX (worst_area, 1e-9);
}

void
smp_verdict_judge_places (const SmpPlaces       *places,
                          gint                   n_places,
                          const SmpSurroundings *surroundings,
                          SmpVerdict            *verdict,
                          gdouble                ratio[3])
{
  g_autoptr (GPtrArray) spots = list_spots (places, n_places);
  gdouble beyond = 0.0, broad = 0.0, area = 0.0;

  judge_means (places, n_places, verdict, ratio);
  find_differences (spots, &verdict->place_delta_e, &verdict->worst_delta_e);
  verdict->acceptable_delta_e = smp_match_acceptable_delta_e (surroundings->ita_deg);
  verdict->lightest = verdict->darkest = verdict->darkened = 0.0;
  for (guint i = 0; i < spots->len; i++)
    {
      const SmpSpot *spot = spots->pdata[i];

      area += spot->area;
      if (spot->delta_e_2000 > verdict->acceptable_delta_e)
        beyond += spot->area;
      broad += spot->area * spot->broad_delta_e;
      verdict->lightest = i > 0 ? MAX (verdict->lightest, spot->lab[0]) : spot->lab[0];
      verdict->darkest  = i > 0 ? MIN (verdict->darkest, spot->lab[0]) : spot->lab[0];
      verdict->darkened = MAX (verdict->darkened, MIN (spot->before_l, 0.0) - spot->lab[0]);
    }
  verdict->share_beyond  = beyond / MAX (area, 1e-9);
  verdict->broad_delta_e = broad / MAX (area, 1e-9);
}

void
smp_verdict_judge_ring (const SmpScene *scene, const SmpSurroundings *s, SmpVerdict *verdict)
{
  const SmpPart part = { scene, scene->plain, &scene->ring, 0, 0 };
  SmpPlaces     places;
  SmpVerdict    ring;

  smp_places_measure (&part, scene->plain, &places);
  smp_verdict_judge_places (&places, 1, s, &ring, NULL);
  smp_places_clear (&places);
  verdict->ring_delta_e       = ring.place_delta_e;
  verdict->ring_worst_delta_e = ring.worst_delta_e;
  verdict->ring_share_beyond  = ring.share_beyond;
  verdict->ring_lightest      = ring.lightest;
  verdict->ring_darkest       = ring.darkest;
}

static SmpVisibility
visibility_of (gdouble value, const Limits *limits)
{
  return value <= limits->not_found    ? SMP_VISIBILITY_NOT_FOUND
         : value <= limits->looked_for ? SMP_VISIBILITY_IF_LOOKED_FOR
         : value <= limits->seen       ? SMP_VISIBILITY_SEEN
                                       : SMP_VISIBILITY_STANDS_OUT;
}

/* The same, but nothing is found that differs no more than the surroundings do from themselves. */
static SmpVisibility
visibility_beside (gdouble value, gdouble natural, gdouble unit, const Limits *limits)
{
  return value <= NATURAL * natural ? SMP_VISIBILITY_NOT_FOUND
                                    : visibility_of (value / unit, limits);
}

gboolean
smp_hair_is_longer_than_dots (const SmpSurroundings *surroundings)
{
  return surroundings->density_per_cm2.limit == SMP_LIMIT_LONG ||
         (surroundings->elongation.limit == SMP_LIMIT_NONE &&
          surroundings->elongation.value >= LONG_HAIR);
}

/* Whether a place has more of the skin's own colour, and hardly another hue: it lacks the grey of
 * the hair that covers the skin around. */
static gboolean
lacks_grey (const gdouble lab[3], const SmpColour *skin)
{
  gdouble chroma = MAX (hypot (skin->lab[1], skin->lab[2]), 1e-6);
  gdouble along  = (lab[1] * skin->lab[1] + lab[2] * skin->lab[2]) / chroma;
  gdouble across = (lab[1] * skin->lab[2] - lab[2] * skin->lab[1]) / chroma;

  return along > HARDLY_ANOTHER * fabs (across);
}

/* A single place is found by being lighter or darker than all around, however like the mean is. */
static SmpVisibility
visibility_of_spots (const SmpVerdict *verdict)
{
  gdouble most = 0.0;

  if (verdict->lightest > NATURAL_SPOT * MAX (verdict->ring_lightest, 0.0))
    most = verdict->lightest;
  if (verdict->darkest < NATURAL_SPOT * MIN (verdict->ring_darkest, 0.0))
    most = MAX (most, -verdict->darkest);
  return visibility_of (most / verdict->acceptable_delta_e, &spot_limits);
}

/* What gives one place away. */
static SmpReach
reach_of_spot (const SmpSpot *spot, const SmpSurroundings *s)
{
  const gdouble *lab = spot->lab;

  if (spot->glare > MUCH_SHINE && lab[0] > 0.0)
    return SMP_REACH_SHINE;
  /* Lighter and greyer is pale. */
  if (fabs (lab[0]) < hypot (lab[1], lab[2]) && (lab[0] <= 0.0 || lab[1] > 0.0))
    return smp_hair_is_longer_than_dots (s) && lacks_grey (lab, &s->skin) ? SMP_REACH_LENGTH
                                                                          : SMP_REACH_HUE;
  if (lab[0] > 0.0)
    return SMP_REACH_PALE;
  return spot->before_l < 0.5 * lab[0] ? SMP_REACH_DARK : SMP_REACH_DARK_DOTS;
}

/* What gives most of the places away that differ more than is acceptable, by how much they do. */
static SmpReach
reach_of_places (const SmpPlaces       *places,
                 gint                   n_places,
                 const SmpSurroundings *surroundings,
                 gdouble                acceptable)
{
  gdouble  votes[SMP_REACH_TEXTURE + 1] = { 0.0 };
  SmpReach most                         = SMP_REACH_PALE;

  for (gint k = 0; k < n_places; k++)
    for (gint i = 0; i < places[k].columns * places[k].rows; i++)
      {
        const SmpSpot *spot   = &places[k].spots[i];
        gdouble        excess = MAX (spot->delta_e_2000 - acceptable, 0.01 * spot->delta_e_2000);

        if (spot->area > 0.0)
          votes[reach_of_spot (spot, surroundings)] += spot->area * excess;
      }
  for (gint reach = 0; reach <= SMP_REACH_TEXTURE; reach++)
    if (votes[reach] > votes[most])
      most = (SmpReach) reach;
  return most;
}

/* Whether dots make at least half of what contrast there is too much. */
static gboolean
is_from_dots (gdouble contrast_ratio, gdouble bare_contrast)
{
  return bare_contrast - 1.0 < 0.5 * (contrast_ratio - 1.0);
}

/* Whether hair stands around that the photo does not show hair by hair. */
static gboolean
is_hair_hidden (const SmpSurroundings *s)
{
  SmpLimit limit = s->density_per_cm2.limit;

  return limit == SMP_LIMIT_SCALE || limit == SMP_LIMIT_BLUR || limit == SMP_LIMIT_NOISE ||
         limit == SMP_LIMIT_MERGED;
}

/* Why a region of the right colour has another contrast, or another texture. */
static SmpReach
reach_of_pattern (const SmpSurroundings *s,
                  gboolean               is_contrast,
                  gdouble                contrast_ratio,
                  gdouble                bare_contrast)
{
  if (is_contrast && contrast_ratio > 1.0)
    return is_from_dots (contrast_ratio, bare_contrast) ? SMP_REACH_LOUD : SMP_REACH_UNEVEN;
  if (is_hair_hidden (s))
    return SMP_REACH_RESOLUTION;
  if (smp_hair_is_longer_than_dots (s))
    return SMP_REACH_LENGTH;
  return is_contrast ? SMP_REACH_FAINT : SMP_REACH_TEXTURE;
}

/* How many times what is not found: where colour and pattern are seen alike, the larger is the
 * reason. */
static gdouble
excess_of_colour (const SmpVerdict *verdict)
{
  gdouble a = verdict->acceptable_delta_e;

  return MAX (verdict->broad_delta_e / a / broad_limits.not_found,
              MAX (verdict->place_delta_e / a / mean_limits.not_found,
                   verdict->worst_delta_e / a / worst_limits.not_found));
}

static gdouble
excess_of_pattern (const SmpVerdict *verdict, gdouble texture)
{
  return MAX (fabs (verdict->contrast_ratio - 1.0) / contrast_limits.not_found,
              texture / texture_limits.not_found);
}

/* Whether dots darken any place. */
static gboolean
has_dots (const SmpPlaces *places, gint n_places)
{
  for (gint k = 0; k < n_places; k++)
    for (gint i = 0; i < places[k].columns * places[k].rows; i++)
      if (places[k].spots[i].area > 0.0 && places[k].spots[i].done > LEAST_DONE)
        return TRUE;
  return FALSE;
}

/* What any dots are seen by where they lie, however like the hair they are. */
static void
judge_dots_place (const SmpSurroundings *surroundings, gdouble texture, SmpVerdict *verdict)
{
  const gdouble       share = surroundings->left_bare_share;
  const SmpVisibility left  = visibility_of (share, &left_limits);
  const gdouble others = MAX (excess_of_colour (verdict), excess_of_pattern (verdict, texture));

  if (left > verdict->visibility ||
      (left == verdict->visibility && share / left_limits.not_found > MAX (others, 1.0)))
    {
      verdict->visibility = left;
      verdict->reach      = SMP_REACH_LEFT;
    }
  /* Dots are for hair that is worn short: beside this they are but darker skin. */
  if (surroundings->density_per_cm2.limit == SMP_LIMIT_LONG)
    {
      verdict->visibility = SMP_VISIBILITY_NOT_JUDGED;
      verdict->reach      = SMP_REACH_LENGTH;
    }
}

void
smp_verdict_conclude (const SmpPlaces       *places,
                      gint                   n_places,
                      const SmpSurroundings *surroundings,
                      gdouble                bare_contrast,
                      SmpVerdict            *verdict)
{
  gdouble       a       = verdict->acceptable_delta_e;
  gboolean      dotted  = has_dots (places, n_places);
  gdouble       texture = MAX (verdict->band_distance - verdict->patch_band_distance, 0.0);
  SmpVisibility colour =
    visibility_beside (verdict->place_delta_e, verdict->ring_delta_e, a, &mean_limits);
  SmpVisibility worst =
    visibility_beside (verdict->worst_delta_e, verdict->ring_worst_delta_e, a, &worst_limits);
  SmpVisibility share =
    visibility_beside (verdict->share_beyond, verdict->ring_share_beyond, 1.0, &share_limits);
  SmpVisibility broad    = visibility_of (verdict->broad_delta_e / a, &broad_limits);
  SmpVisibility spots    = visibility_of_spots (verdict);
  SmpVisibility contrast = visibility_of (fabs (verdict->contrast_ratio - 1.0), &contrast_limits);
  SmpVisibility pattern  = visibility_of (texture, &texture_limits);

  colour = MAX (MAX (colour, broad), MAX (worst, share));
  /* Dots whose size and number nothing was measured for are like the hair by chance at best. */
  if (dotted && is_hair_hidden (surroundings))
    pattern = MAX (pattern, SMP_VISIBILITY_IF_LOOKED_FOR);
  verdict->visibility = MAX (MAX (colour, spots), MAX (contrast, pattern));
  if (verdict->visibility == SMP_VISIBILITY_NOT_FOUND)
    verdict->reach = SMP_REACH_WITHIN;
  else if (spots > MAX (colour, MAX (contrast, pattern)))
    verdict->reach = SMP_REACH_SPOT;
  else if (colour == verdict->visibility &&
           (MAX (contrast, pattern) < colour ||
            excess_of_colour (verdict) >= excess_of_pattern (verdict, texture)))
    verdict->reach = reach_of_places (places, n_places, surroundings, a);
  else
    verdict->reach = reach_of_pattern (surroundings, contrast == verdict->visibility,
                                       verdict->contrast_ratio, bare_contrast);
  /* Where the colour is seen as much, it is what says most of a region that is uneven by itself. */
  if (verdict->reach == SMP_REACH_UNEVEN && colour == verdict->visibility)
    verdict->reach = reach_of_places (places, n_places, surroundings, a);
  /* Where there are no dots the pattern is not theirs. */
  if (verdict->reach == SMP_REACH_TEXTURE && !dotted)
    verdict->reach = colour > SMP_VISIBILITY_NOT_FOUND
                       ? reach_of_places (places, n_places, surroundings, a)
                       : SMP_REACH_UNEVEN;
  if (dotted)
    judge_dots_place (surroundings, texture, verdict);
}
