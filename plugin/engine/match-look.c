/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a region looks beside its surroundings. */

#include <math.h>

#include "i18n.h"
#include "match-look.h"
#include "measure-shape.h"

#define FINEST_MM 0.05
#define DISC_MM   3.0

/* Hairs and dots are the darkest tenth. */
#define MARK_SHARE 0.1

/* Pixels this near to the region's edge see both sides of it. */
#define EDGE_MM 0.3

/* Standard deviation of a minus b where the mask is set. */
static gdouble
deviation (const SmpField *a, const SmpField *b, const SmpField *mask)
{
  gdouble sum = 0.0, squares = 0.0, n = 0.0;

  for (gsize i = 0; i < (gsize) a->width * (gsize) a->height; i++)
    if (mask->data[i] > 0.5f)
      {
        gdouble value = (gdouble) (a->data[i] - b->data[i]);

        sum += value;
        squares += value * value;
        n += 1.0;
      }
  return n > 0.0 ? sqrt (MAX (squares / n - sum * sum / (n * n), 0.0)) : 0.0;
}

/* The colour of what is darkest beside its own neighbourhood. */
static void
measure_marks (const SmpField  light[3],
               const SmpField *fine,
               const SmpField *coarse,
               const SmpField *mask,
               SmpLook        *look)
{
  gsize   size = (gsize) mask->width * (gsize) mask->height, n = 0;
  gfloat *values = g_new (gfloat, MAX (size, 1));
  gdouble sum[3] = { 0.0, 0.0, 0.0 }, count = 0.0;
  gfloat  least;

  for (gsize i = 0; i < size; i++)
    if (mask->data[i] > 0.5f)
      values[n++] = fine->data[i] - coarse->data[i];
  least = smp_quantile (values, n, 1.0 - MARK_SHARE);
  for (gsize i = 0; i < size; i++)
    if (mask->data[i] > 0.5f && fine->data[i] - coarse->data[i] >= least)
      {
        for (gint c = 0; c < 3; c++)
          sum[c] += (gdouble) light[c].data[i];
        count += 1.0;
      }
  for (gint c = 0; c < 3; c++)
    look->mark[c] = sum[c] / MAX (count, 1.0) / MAX (look->mean.rgb[c], 1e-6);
  g_free (values);
}

static void
measure_bands (const SmpField  light[3],
               const SmpField *depth,
               const SmpField *mask,
               gdouble         px_per_mm,
               SmpLook        *look)
{
  SmpField levels[SMP_MATCH_BANDS + 1];

  for (gint k = 0; k <= SMP_MATCH_BANDS; k++)
    {
      smp_field_init (&levels[k], depth->width, depth->height);
      smp_field_blur (depth, MAX (FINEST_MM * (1 << k) * px_per_mm, 0.01), &levels[k]);
    }
  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    look->bands[k] = deviation (&levels[k], &levels[k + 1], mask);
  look->contrast = deviation (&levels[0], &levels[SMP_MATCH_BANDS], mask);
  measure_marks (light, &levels[0], &levels[SMP_MATCH_BANDS], mask, look);
  for (gint k = 0; k <= SMP_MATCH_BANDS; k++)
    smp_field_clear (&levels[k]);
}

void
smp_look_measure (const SmpField light[3], const SmpField *mask, gdouble px_per_mm, SmpLook *look)
{
  gsize    size   = (gsize) mask->width * (gsize) mask->height;
  gdouble  sum[3] = { 0.0, 0.0, 0.0 }, n = 0.0;
  SmpField depth;

  smp_field_init (&depth, mask->width, mask->height);
  for (gsize i = 0; i < size; i++)
    {
      depth.data[i] =
        -logf ((gfloat) SMP_LUMA_R * light[0].data[i] + (gfloat) SMP_LUMA_G * light[1].data[i] +
               (gfloat) SMP_LUMA_B * light[2].data[i] + 1.5e-4f);
      if (mask->data[i] <= 0.5f)
        continue;
      for (gint c = 0; c < 3; c++)
        sum[c] += (gdouble) light[c].data[i];
      n += 1.0;
    }
  for (gint c = 0; c < 3; c++)
    sum[c] /= MAX (n, 1.0);
  smp_colour_set (&look->mean, sum);
  measure_bands (light, &depth, mask, px_per_mm, look);
  smp_field_clear (&depth);
}

/* Half-way between the means of Cheon's classes. */
static SmpMatchClass
class_of (gdouble delta_e_76)
{
  return delta_e_76 < 7.0    ? SMP_MATCH_PERFECT
         : delta_e_76 < 13.7 ? SMP_MATCH_SLIGHT
         : delta_e_76 < 23.5 ? SMP_MATCH_OBVIOUS
                             : SMP_MATCH_GROSS;
}

void
smp_verdict_compare (const SmpLook *region, const SmpLook *ring, SmpVerdict *verdict)
{
  gdouble sum = 0.0;

  verdict->delta_e_76        = smp_delta_e_76 (&region->mean, &ring->mean);
  verdict->delta_e_2000      = smp_delta_e_2000 (&region->mean, &ring->mean);
  verdict->mean_delta_e_76   = verdict->delta_e_76;
  verdict->mean_delta_e_2000 = verdict->delta_e_2000;
  verdict->contrast_ratio    = region->contrast / MAX (ring->contrast, 1e-6);
  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    {
      gdouble ratio = log (MAX (region->bands[k], 1e-6) / MAX (ring->bands[k], 1e-6));

      sum += ratio * ratio / SMP_MATCH_BANDS;
    }
  verdict->band_distance = sqrt (sum);
  sum                    = 0.0;
  for (gint c = 0; c < 3; c++)
    {
      gdouble ratio = log (MAX (region->mark[c], 1e-3) / MAX (ring->mark[c], 1e-3));

      sum += ratio * ratio / 3.0;
    }
  verdict->mark_distance = sqrt (sum);
  verdict->match_class   = class_of (verdict->delta_e_76);
}

/* The mean difference over discs, of the region's own pixels within them, as a scar may be narrower
 * than a disc, from the ring near by. */
static void
compare_discs (const SmpScene *scene, SmpVerdict *verdict)
{
  gint      step  = MAX (1, (gint) (0.2 * DISC_MM * scene->px_per_mm));
  gdouble   sigma = 0.25 * DISC_MM * scene->px_per_mm / step, n = 0.0;
  gdouble   sums[2][3] = { { 0.0, 0.0, 0.0 }, { 0.0, 0.0, 0.0 } };
  SmpField  part[3], share;
  SmpColour means[2];

  smp_field_reduce (&scene->region, step, &share);
  verdict->delta_e_76 = verdict->delta_e_2000 = 0.0;
  for (gint c = 0; c < 3; c++)
    {
      SmpField inside;

      smp_field_init (&inside, scene->width, scene->height);
      for (gsize i = 0; i < (gsize) scene->width * (gsize) scene->height; i++)
        inside.data[i] = scene->light[c].data[i] * scene->region.data[i];
      smp_field_reduce (&inside, step, &part[c]);
      smp_field_clear (&inside);
      smp_field_blur (&part[c], sigma, &part[c]);
    }
  smp_field_blur (&share, sigma, &share);
  for (gint i = 0; i < share.width * share.height; i++)
    {
      gdouble   weight = (gdouble) share.data[i], rgb[3];
      gint      column = i % share.width * step + step / 2, row = i / share.width * step + step / 2;
      SmpColour colour, around;

      if (weight < 0.15)
        continue;
      for (gint c = 0; c < 3; c++)
        {
          rgb[c] = (gdouble) part[c].data[i] / weight;
          sums[0][c] += weight * rgb[c];
        }
      smp_colour_set (&colour, rgb);
      smp_scene_around (scene, column, row, rgb);
      for (gint c = 0; c < 3; c++)
        sums[1][c] += weight * rgb[c];
      smp_colour_set (&around, rgb);
      verdict->delta_e_76 += weight * smp_delta_e_76 (&colour, &around);
      verdict->delta_e_2000 += weight * smp_delta_e_2000 (&colour, &around);
      n += weight;
    }
  verdict->delta_e_76 /= MAX (n, 1e-9);
  verdict->delta_e_2000 /= MAX (n, 1e-9);
  for (gint i = 0; i < 2; i++)
    {
      for (gint c = 0; c < 3; c++)
        sums[i][c] /= MAX (n, 1e-9);
      smp_colour_set (&means[i], sums[i]);
    }
  verdict->mean_delta_e_76   = smp_delta_e_76 (&means[0], &means[1]);
  verdict->mean_delta_e_2000 = smp_delta_e_2000 (&means[0], &means[1]);
  smp_field_clear (&share);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&part[c]);
}

void
smp_verdict_measure (const SmpScene *scene, SmpVerdict *verdict)
{
  SmpLook    ring, region;
  SmpVerdict discs;
  SmpField   inner, outside, distance;
  gsize      size = (gsize) scene->width * (gsize) scene->height;

  /* Textures are compared away from the region's edge. */
  smp_field_init (&outside, scene->width, scene->height);
  smp_field_init (&inner, scene->width, scene->height);
  for (gsize i = 0; i < size; i++)
    outside.data[i] = 1.0f - scene->region.data[i];
  smp_field_distance (&outside, (gfloat) (1.0 / scene->px_per_mm), &distance);
  for (gsize i = 0; i < size; i++)
    inner.data[i] = distance.data[i] > (gfloat) EDGE_MM;
  smp_look_measure (scene->light, &scene->ring, scene->px_per_mm, &ring);
  smp_look_measure (scene->light, &inner, scene->px_per_mm, &region);
  smp_verdict_compare (&region, &ring, verdict);
  compare_discs (scene, &discs);
  verdict->delta_e_76        = discs.delta_e_76;
  verdict->delta_e_2000      = discs.delta_e_2000;
  verdict->mean_delta_e_76   = discs.mean_delta_e_76;
  verdict->mean_delta_e_2000 = discs.mean_delta_e_2000;
  verdict->match_class       = class_of (discs.mean_delta_e_76);
  smp_field_clear (&inner);
  smp_field_clear (&outside);
  smp_field_clear (&distance);
}

void
smp_match_verdict (const SmpPlane        *photo,
                   const SmpPlane        *light,
                   const SmpPlane        *region,
                   const SmpSurroundings *surroundings,
                   SmpVerdict            *verdict)
{
  SmpScene scene;

  smp_scene_init (&scene, photo, light, region, surroundings);
  smp_verdict_measure (&scene, verdict);
  smp_scene_clear (&scene);
}

const gchar *
smp_match_class_label (SmpMatchClass match_class)
{
  switch (match_class)
    {
    case SMP_MATCH_PERFECT:
      return _ ("perfect match");
    case SMP_MATCH_SLIGHT:
      return _ ("slight mismatch");
    case SMP_MATCH_OBVIOUS:
      return _ ("obvious mismatch");
    default:
      return _ ("gross mismatch");
    }
}
