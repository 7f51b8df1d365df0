/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a region looks beside its surroundings. */

#include "base/i18n.h"
#include "base/same-math.h"
#include "look.h"
#include "measure/hair-shape.h"

#define FINEST_MM 0.05
#define DISC_MM   3.0

/* Hairs and dots are the darkest tenth. */
#define MARK_SHARE 0.1

/* Patches that are compared among themselves; they count from this share of their area on. */
#define PATCH_MM     7.0
#define LEAST_PATCH  0.25
#define MOST_PATCHES 200

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

/* Sums over one patch. */
typedef struct
{
  gdouble n;
  gdouble sum[SMP_MATCH_BANDS];
  gdouble squares[SMP_MATCH_BANDS];
} PatchSums;

gdouble
smp_band_distance (const gdouble a[SMP_MATCH_BANDS], const gdouble b[SMP_MATCH_BANDS])
{
  gdouble sum = 0.0;

  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    {
      gdouble ratio = log (MAX (a[k], 1e-6) / MAX (b[k], 1e-6));

      sum += ratio * ratio / SMP_MATCH_BANDS;
    }
  return sqrt (sum);
}

/* Root mean square of the distances of any two patches. */
static gdouble
typical_distance (const PatchSums *patches, gint n_patches, gdouble least_n)
{
  gdouble (*bands)[SMP_MATCH_BANDS] = g_malloc_n (MAX (n_patches, 1), sizeof *bands);
  gdouble squares = 0.0, n_pairs = 0.0;
  gint    n = 0;

  for (gint i = 0; i < n_patches && n < MOST_PATCHES; i++)
    if (patches[i].n >= least_n)
      {
        for (gint k = 0; k < SMP_MATCH_BANDS; k++)
          {
            gdouble mean = patches[i].sum[k] / patches[i].n;

            bands[n][k] = sqrt (MAX (patches[i].squares[k] / patches[i].n - mean * mean, 0.0));
          }
        n++;
      }
  for (gint i = 0; i < n; i++)
    for (gint j = 0; j < i; j++)
      {
        squares += pow (smp_band_distance (bands[i], bands[j]), 2.0);
        n_pairs += 1.0;
      }
  g_free (bands);
  return sqrt (squares / MAX (n_pairs, 1.0));
}

/* How much the mask's parts differ among themselves, by chance alone. */
static gdouble
measure_patches (const SmpField *levels, const SmpField *mask, gdouble px_per_mm)
{
  gint       size    = MAX (1, (gint) (PATCH_MM * px_per_mm));
  gint       columns = (mask->width + size - 1) / size, rows = (mask->height + size - 1) / size;
  PatchSums *patches = g_new0 (PatchSums, (gsize) columns * (gsize) rows);
  gdouble    distance;

  for (gint y = 0; y < mask->height; y++)
    for (gint x = 0; x < mask->width; x++)
      {
        gsize      i     = (gsize) y * (gsize) mask->width + (gsize) x;
        PatchSums *patch = &patches[y / size * columns + x / size];

        if (mask->data[i] <= 0.5f)
          continue;
        patch->n += 1.0;
        for (gint k = 0; k < SMP_MATCH_BANDS; k++)
          {
            gdouble value = (gdouble) (levels[k].data[i] - levels[k + 1].data[i]);

            patch->sum[k] += value;
            patch->squares[k] += value * value;
          }
      }
  distance =
    typical_distance (patches, columns * rows, LEAST_PATCH * (gdouble) size * (gdouble) size);
  g_free (patches);
  return distance;
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
  look->contrast       = deviation (&levels[0], &levels[SMP_MATCH_BANDS], mask);
  look->patch_distance = measure_patches (levels, mask, px_per_mm);
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

void
smp_verdict_compare (const SmpLook *region, const SmpLook *ring, SmpVerdict *verdict)
{
  gdouble sum = 0.0;

  verdict->mean_delta_e_2000 = smp_delta_e_2000 (&region->mean, &ring->mean);
  for (gint c = 0; c < 3; c++)
    verdict->mean_lab[c] = region->mean.lab[c] - ring->mean.lab[c];
  verdict->contrast_ratio      = region->contrast / MAX (ring->contrast, 1e-6);
  verdict->band_distance       = smp_band_distance (region->bands, ring->bands);
  verdict->patch_band_distance = ring->patch_distance;
  for (gint c = 0; c < 3; c++)
    {
      gdouble ratio = log (MAX (region->mark[c], 1e-3) / MAX (ring->mark[c], 1e-3));

      sum += ratio * ratio / 3.0;
    }
  verdict->mark_distance = sqrt (sum);
}

/* Textures are compared away from the region's edge. */
void
smp_region_inner (const SmpField *region, gdouble px_per_mm, SmpField *inner)
{
  gsize    size = (gsize) region->width * (gsize) region->height;
  SmpField outside, distance;

  smp_field_init (&outside, region->width, region->height);
  smp_field_init (inner, region->width, region->height);
  for (gsize i = 0; i < size; i++)
    outside.data[i] = 1.0f - region->data[i];
  smp_field_distance (&outside, (gfloat) (1.0 / px_per_mm), &distance);
  for (gsize i = 0; i < size; i++)
    inner->data[i] = distance.data[i] > (gfloat) SMP_EDGE_MM;
  smp_field_clear (&outside);
  smp_field_clear (&distance);
}
