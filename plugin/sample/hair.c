/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the hairs grow.  Follicular units are thrown like darts that keep a
 * smallest distance on the skin, not on the picture, so that they crowd
 * towards the outline as real hair does.  One to three hairs stand in each,
 * two on average, dealt in turn so that the number of hairs is exact.  Where
 * several hairs share a pore, there are one to four, two and a half on average.
 */

#include "sample.h"

#include <math.h>
#include <string.h>

#include "noise.h"

#define MARGIN_MM      2.0
#define STEEPEST       0.08
#define FACING         0.35 /* what counts, for the density */
#define DARTS_PER_UNIT 400
#define STRAY_SHARE    0.03
#define SCAR_CLEAR_MM  0.12
#define PUNCH_TAKES_MM 0.25 /* beyond a harvest's dot */

/* Vellus is thin, pale and grows in all directions, and no scar is without. */
#define VELLUS_DIAMETER_MM 0.034
#define VELLUS_STRAY_SHARE 0.4

typedef struct
{
  gdouble x_mm, y_mm, z_mm;
  gint    next; /* in the same cell, or -1 */
} Unit;

typedef struct
{
  const SampleScene *scene;
  guint32            seed;
  gdouble            left_mm, top_mm, width_mm, height_mm;
  gdouble            distance_mm;
  gint               columns, rows;
  gint              *first; /* unit of each cell, or -1 */
  GArray            *units;
  guint              facing; /* how many of them stand where it counts */
} Field;

static gdouble
hairs_per_unit (const SampleOptions *options)
{
  return options->tuft > 0.0 ? 2.5 : 2.0;
}

static void
field_init (Field *field, const SampleScene *scene)
{
  const SampleOptions *options = &scene->options;
  gdouble units_per_mm2        = options->density_per_cm2 / (100.0 * hairs_per_unit (options));
  gdouble margin               = MAX (MARGIN_MM, sample_longest_mm (options));
  gdouble left, top, right, bottom, reach;

  sample_scene_to_mm (scene, 0.5 * options->width_px, 0.5 * options->height_px, &left, &top);
  reach  = 0.5 * hypot (options->width_px, options->height_px) / options->px_per_mm;
  right  = left + reach + margin;
  bottom = top + reach + margin;
  left -= reach + margin;
  top -= reach + margin;
  if (!options->close_up)
    {
      left   = MAX (left, -80.0);
      right  = MIN (right, 80.0);
      top    = MAX (top, -2.0);
      bottom = MIN (bottom, 212.0);
    }

  field->scene       = scene;
  field->seed        = options->seed + 51u;
  field->left_mm     = left;
  field->top_mm      = top;
  field->width_mm    = right - left;
  field->height_mm   = bottom - top;
  field->distance_mm = 0.75 / sqrt (units_per_mm2);
  field->columns     = (gint) (field->width_mm / field->distance_mm) + 1;
  field->rows        = (gint) (field->height_mm / field->distance_mm) + 1;
  field->first       = g_new (gint, field->columns * field->rows);
  field->facing      = 0;
  field->units       = g_array_new (FALSE, FALSE, sizeof (Unit));

  for (gint i = 0; i < field->columns * field->rows; i++)
    field->first[i] = -1;
}

static gboolean
field_is_free (const Field *field, const Unit *unit, gint column, gint row)
{
  gdouble limit = field->distance_mm * field->distance_mm;

  for (gint j = MAX (row - 1, 0); j <= MIN (row + 1, field->rows - 1); j++)
    for (gint i = MAX (column - 1, 0); i <= MIN (column + 1, field->columns - 1); i++)
      {
        gint k = field->first[j * field->columns + i];

        while (k >= 0)
          {
            const Unit *other = &g_array_index (field->units, Unit, k);
            gdouble     dx    = other->x_mm - unit->x_mm;
            gdouble     dy    = other->y_mm - unit->y_mm;
            gdouble     dz    = other->z_mm - unit->z_mm;

            if (dx * dx + dy * dy + dz * dz < limit)
              return FALSE;
            k = other->next;
          }
      }

  return TRUE;
}

/* Throws one dart, with the same chance for every mm² of skin.
 */
static void
field_throw (Field *field, guint32 dart)
{
  SampleSurface surface;
  Unit          unit;
  gint          column, row;

  unit.x_mm = field->left_mm + field->width_mm * sample_uniform (field->seed, dart, 0);
  unit.y_mm = field->top_mm + field->height_mm * sample_uniform (field->seed, dart, 1);

  sample_scene_surface (field->scene, unit.x_mm, unit.y_mm, &surface);
  if (surface.outside_mm > 0.0 ||
      sample_uniform (field->seed, dart, 2) * surface.normal[2] > STEEPEST)
    return;

  unit.z_mm = surface.z_mm;
  column    = (gint) ((unit.x_mm - field->left_mm) / field->distance_mm);
  row       = (gint) ((unit.y_mm - field->top_mm) / field->distance_mm);
  if (!field_is_free (field, &unit, column, row))
    return;

  unit.next                                   = field->first[row * field->columns + column];
  field->first[row * field->columns + column] = (gint) field->units->len;
  g_array_append_val (field->units, unit);
  if (surface.normal[2] > FACING)
    field->facing++;
}

/* The area of the skin that more or less faces the camera, by sampling a
 * lattice.  At the outline units stand a little closer, for want of
 * neighbours beyond, and must not take their number from the rest.
 */
static gdouble
field_area_mm2 (const Field *field)
{
  const gdouble step = 0.5;
  gdouble       area = 0.0;
  SampleSurface surface;

  for (gdouble y = 0.5 * step; y < field->height_mm; y += step)
    for (gdouble x = 0.5 * step; x < field->width_mm; x += step)
      {
        sample_scene_surface (field->scene, field->left_mm + x, field->top_mm + y, &surface);
        if (surface.outside_mm <= 0.0 && surface.normal[2] > FACING)
          area += step * step / surface.normal[2];
      }

  return area;
}

/* What only a picture with features has.
 */
static void
hair_features (SampleHair *hair, const SampleScene *scene, guint32 id)
{
  const SampleOptions *options = &scene->options;
  guint32              seed    = options->seed + 61u;
  gdouble              share   = sample_gradient (scene, hair->x_mm, hair->y_mm);
  gdouble              per_mm  = options->bend_per_mm * sample_normal (seed, id, 22);

  hair->diameter_mm *= sample_mix (options->thickness_start, options->thickness_end, share);
  hair->darkness *= 1.0 - options->fade * sample_uniform (seed, id, 23);
  if (options->bright_hair > 0.0)
    hair->glint = sample_uniform (seed, id, 24) < options->bright_hair
                    ? 0.4 + 0.8 * sample_uniform (seed, id, 25)
                    : 0.0;
  if (options->curl_per_mm > 0.0)
    per_mm += options->curl_per_mm * (0.4 + 1.2 * sample_uniform (seed, id, 26)) *
              (sample_uniform (seed, id / 4u, 27) < 0.5 ? -1.0 : 1.0);
  if (hair->is_strand)
    sample_strand_bend (hair, per_mm);
}

/* The hairs of one unit lean nearly the same way: the number of a hair is
 * four times its unit's, and more.
 */
static void
hair_style (SampleHair          *hair,
            const SampleScene   *scene,
            const SampleSurface *surface,
            gdouble              hairiness,
            guint32              id)
{
  const SampleOptions *options = &scene->options;
  guint32              seed    = options->seed + 61u;
  const gdouble       *n       = surface->normal;
  gdouble              clipped = sample_clipped_mm (scene, hair->x_mm, hair->y_mm);
  gdouble              way[3], sway, lift, length, thickness, growth;

  sample_scene_direction (scene, surface, way);
  sway = 0.19 * sample_normal (seed, id / 4u, 11) + 0.11 * sample_normal (seed, id, 1) +
         options->crossing_deg * G_PI / 180.0 * sample_normal (seed, id, 21);
  lift = (32.0 + 7.0 * sample_normal (seed, id / 4u, 12) + 4.0 * sample_normal (seed, id, 2)) *
         G_PI / 180.0;
  growth = 1.0 + 0.30 * sample_fractal (seed, hair->x_mm * 0.07, hair->y_mm * 0.07, 0.5, 3);
  length = growth * (0.92 + 0.25 * sample_normal (seed, id, 3)) * sample_mix (0.6, 1.0, hairiness);
  length = CLAMP (length, 0.45, 1.7);
  if (clipped > 0.0)
    length =
      clipped * CLAMP (1.0 + 0.3 * (growth - 1.0) + 0.13 * sample_normal (seed, id, 3), 0.5, 1.4);

  /* Sideways along the skin is the normal times the way. */
  for (gint i = 0; i < 2; i++)
    {
      gdouble side = n[(i + 1) % 3] * way[(i + 2) % 3] - n[(i + 2) % 3] * way[(i + 1) % 3];
      gdouble run =
        length * (cos (lift) * (cos (sway) * way[i] + sin (sway) * side) + sin (lift) * n[i]);

      if (i == 0)
        hair->run_x_mm = run;
      else
        hair->run_y_mm = run;
    }

  thickness         = exp (0.17 * sample_normal (seed, id, 4));
  hair->facing      = n[2];
  hair->diameter_mm = 0.102 * thickness * sample_mix (0.7, 1.0, hairiness);
  hair->darkness    = CLAMP (0.84 * sqrt (growth) + 0.09 * sample_normal (seed, id, 5), 0.5, 1.0) *
                   sample_mix (0.6, 1.0, hairiness);
  hair->brown = sample_uniform (seed, id, 6);
  hair->glint = sample_uniform (seed, id, 7) < 0.06 ? 0.5 * sample_uniform (seed, id, 8) : 0.0;

  hair->turn_rad  = 0.0;
  hair->vellus    = FALSE;
  hair->is_strand = sample_has_strands (options);
  hair_features (hair, scene, id);
}

static void
unit_grow (const SampleScene *scene, const Unit *unit, guint32 number, GArray *hairs)
{
  static const gint    dealt[4]  = { 2, 1, 3, 2 };
  static const gint    tufted[8] = { 2, 3, 1, 4, 3, 2, 2, 3 };
  const SampleOptions *options   = &scene->options;
  guint32              seed      = options->seed + 71u;
  gint                 count     = options->tuft > 0.0 ? tufted[number % 8] : dealt[number % 4];
  gdouble              turn      = 2.0 * G_PI * sample_uniform (seed, number, 1);
  gdouble              spread = count == 1 ? 0.0 : 0.15 + 0.11 * sample_uniform (seed, number, 2);

  spread *= 1.0 - 0.8 * options->tuft;
  if (sample_uniform (seed, number, 6) >=
      sample_mix (options->density_start, options->density_end,
                  sample_gradient (scene, unit->x_mm, unit->y_mm)))
    return;

  for (gint i = 0; i < count; i++)
    {
      guint32         id    = number * 4u + (guint32) i;
      gdouble         angle = turn + 2.0 * G_PI * i / count + 0.5 * sample_normal (seed, id, 3);
      SampleSurface   surface;
      SampleScarPlace place;
      SampleHair      hair;
      gdouble         hairiness;

      hair.x_mm = unit->x_mm + spread * cos (angle);
      hair.y_mm = unit->y_mm + spread * sin (angle);
      sample_scene_surface (scene, hair.x_mm, hair.y_mm, &surface);
      hairiness = sample_scene_hairiness (scene, &surface);
      if (surface.outside_mm > 0.0 || sample_uniform (seed, id, 4) >= hairiness ||
          sample_punch (scene, hair.x_mm, hair.y_mm, PUNCH_TAKES_MM) > 0.5)
        continue;

      hair_style (&hair, scene, &surface, hairiness, id);
      sample_scar_place (scene, &surface, &place);
      hair.in_scar = place.inside_mm > -SCAR_CLEAR_MM;
      hair.stray   = hair.in_scar && sample_uniform (seed, id, 5) < STRAY_SHARE;
      g_array_append_val (hairs, hair);
    }
}

/* Thrown without a distance from each other.
 */
static void
vellus_grow (const Field *field, GArray *hairs)
{
  const SampleScene *scene = field->scene;
  guint32            seed  = scene->options.seed + 141u;
  guint count = (guint) (field->width_mm * field->height_mm * scene->options.vellus_per_cm2 /
                         (100.0 * STEEPEST));

  for (guint32 i = 0; i < count; i++)
    {
      SampleSurface   surface;
      SampleScarPlace place;
      SampleHair      hair;
      gdouble         length;

      memset (&hair, 0, sizeof (SampleHair));
      hair.x_mm = field->left_mm + field->width_mm * sample_uniform (seed, i, 0);
      hair.y_mm = field->top_mm + field->height_mm * sample_uniform (seed, i, 1);
      sample_scene_surface (scene, hair.x_mm, hair.y_mm, &surface);
      if (surface.outside_mm > 0.0 || sample_uniform (seed, i, 2) * surface.normal[2] > STEEPEST)
        continue;

      hair_style (&hair, scene, &surface, 1.0, sample_hash (seed, i, 3));
      length = sample_strand_length_mm (&hair);
      length = MIN (length, 0.6 + 1.2 * sample_uniform (seed, i, 4)) / MAX (length, 1e-6);
      hair.run_x_mm *= length;
      hair.run_y_mm *= length;
      hair.turn_rad = 0.0;
      sample_strand_bend (&hair, 0.35 * sample_normal (seed, i, 5));
      hair.diameter_mm = VELLUS_DIAMETER_MM * (0.8 + 0.4 * sample_uniform (seed, i, 6));
      hair.darkness    = 0.35 + 0.3 * sample_uniform (seed, i, 7);
      hair.brown       = 1.0;
      hair.glint       = 0.0;
      hair.vellus = hair.is_strand = TRUE;
      sample_scar_place (scene, &surface, &place);
      hair.in_scar = place.inside_mm > -SCAR_CLEAR_MM;
      hair.stray   = hair.in_scar && sample_uniform (seed, i, 8) < VELLUS_STRAY_SHARE;
      g_array_append_val (hairs, hair);
    }
}

GArray *
sample_hair_grow (const SampleScene *scene)
{
  GArray *hairs = g_array_new (FALSE, FALSE, sizeof (SampleHair));
  Field   field;
  guint   wanted;

  field_init (&field, scene);
  wanted = (guint) (field_area_mm2 (&field) * scene->options.density_per_cm2 /
                    (100.0 * hairs_per_unit (&scene->options)));

  for (guint32 dart = 0; field.facing < wanted && dart < wanted * DARTS_PER_UNIT; dart++)
    field_throw (&field, dart);

  for (guint i = 0; i < field.units->len; i++)
    unit_grow (scene, &g_array_index (field.units, Unit, i), i, hairs);
  vellus_grow (&field, hairs);

  g_array_unref (field.units);
  g_free (field.first);

  return hairs;
}
