/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prediction and healed photo in the same light, and their figures place by place. */

#include "base/i18n.h"
#include "base/same-math.h"
#include "beside.h"
#include "smp/error.h"
#include "smp/result.h"

/* Untreated skin, from its distance to the region, in cells. */
#define CELL_MM     2.0
#define NEAREST_MM  2.0
#define FARTHEST_MM 15.0
#define LEAST_CELLS 12

/* Skin beside the region is not much darker or brighter than most of it: else it is none. */
#define MOST_TIMES 2.5

/* Ratios that lie within so many standard deviations count. */
#define KEPT_DEVIATIONS 2.5

/* Beyond this the two show other skin. */
#define MOST_SPREAD 0.45

#define LEAST_SHARE 0.4
#define DARKER      0.85
#define BRIGHTER    0.8
#define FINE_MM     0.05
#define COARSE_MM   0.4

/* The light of a cell of both photos. */
typedef struct
{
  gdouble rgb[2][3];
} SkinCell;

static const gfloat *
pixel_at (const SmpPlane *plane, gsize at)
{
  return plane->data + at * (gsize) plane->components;
}

static gboolean
is_number (const gfloat *rgb)
{
  return isfinite (rgb[0]) && isfinite (rgb[1]) && isfinite (rgb[2]);
}

/* The means of both photos over a cell; FALSE where any of it is treated, too far or not there. */
static gboolean
read_cell (const SmpPlane *predicted,
           const SmpPlane *real,
           const SmpField *distance,
           gint            left,
           gint            top,
           gint            size,
           SkinCell       *cell)
{
  *cell = (SkinCell) { { { 0.0 } } };
  for (gint j = top; j < top + size; j++)
    for (gint i = left; i < left + size; i++)
      {
        const gsize   at  = (gsize) j * (gsize) predicted->width + (gsize) i;
        const gfloat  mm  = distance->data[at];
        const gfloat *one = pixel_at (predicted, at), *other = pixel_at (real, at);

        if (mm < (gfloat) NEAREST_MM || mm > (gfloat) FARTHEST_MM || !is_number (one) ||
            !is_number (other))
          return FALSE;
        for (gint c = 0; c < 3; c++)
          {
            cell->rgb[0][c] += (gdouble) smp_light_of (one[c]) / (size * size);
            cell->rgb[1][c] += (gdouble) smp_light_of (other[c]) / (size * size);
          }
      }
  for (gint c = 0; c < 3; c++)
    if (cell->rgb[0][c] < 1e-3 || cell->rgb[1][c] < 1e-3)
      return FALSE;
  return TRUE;
}

static GArray *
read_cells (const SmpPlane *predicted,
            const SmpPlane *real,
            const SmpPlane *region,
            gdouble         px_per_mm)
{
  const gint size  = MAX (1, (gint) (CELL_MM * px_per_mm));
  GArray    *cells = g_array_new (FALSE, FALSE, sizeof (SkinCell));
  SmpField   distance;
  SkinCell   cell;

  smp_region_distance (region, predicted, px_per_mm, &distance);
  for (gint top = 0; top + size <= predicted->height; top += size)
    for (gint left = 0; left + size <= predicted->width; left += size)
      if (read_cell (predicted, real, &distance, left, top, size, &cell))
        g_array_append_val (cells, cell);
  smp_field_clear (&distance);
  return cells;
}

typedef gdouble (*CellFunc) (const SkinCell *cell, gint which);

static gdouble
log_ratio (const SkinCell *cell, gint channel)
{
  return log (cell->rgb[1][channel] / cell->rgb[0][channel]);
}

static gdouble
log_luminance_ratio (const SkinCell *cell, gint unused)
{
  return log (smp_luminance (cell->rgb[1]) / smp_luminance (cell->rgb[0]));
}

static gdouble
log_luminance (const SkinCell *cell, gint which)
{
  return log (smp_luminance (cell->rgb[which]));
}

/* The median over the cells, and the standard deviation that a normal one of the same quartiles
 * would have. */
static gdouble
median_of (const GArray *cells, CellFunc func, gint which, gdouble *deviation)
{
  g_autofree gfloat *values = g_new (gfloat, cells->len + 1);
  gdouble            median;

  for (guint i = 0; i < cells->len; i++)
    values[i] = (gfloat) func (&g_array_index (cells, SkinCell, i), which);
  median = (gdouble) smp_quantile (values, cells->len, 0.5);
  for (guint i = 0; i < cells->len; i++)
    values[i] = fabsf (values[i] - (gfloat) median);
  if (deviation)
    *deviation = 1.4826 * (gdouble) smp_quantile (values, cells->len, 0.5);
  return median;
}

/* Keeps the cells whose value lies within so much of the median. */
static void
keep_near (GArray *cells, CellFunc func, gint which, gdouble median, gdouble most)
{
  for (guint i = cells->len; i-- > 0;)
    if (fabs (func (&g_array_index (cells, SkinCell, i), which) - median) > most)
      g_array_remove_index_fast (cells, i);
}

gboolean
smp_light_fit (const SmpPlane *predicted,
               const SmpPlane *real,
               const SmpPlane *region,
               gdouble         px_per_mm,
               SmpLightFit    *fit,
               GError        **error)
{
  g_autoptr (GArray) cells = read_cells (predicted, real, region, px_per_mm);
  gdouble median;

  *fit = (SmpLightFit) { { 1.0, 1.0, 1.0 }, 0.0, 0 };
  for (gint which = 0; which < 2; which++)
    keep_near (cells, log_luminance, which, median_of (cells, log_luminance, which, NULL),
               log (MOST_TIMES));
  if (cells->len < LEAST_CELLS)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("Too little untreated skin beside the region is to be seen in both photos to "
                      "match their light."));
      return FALSE;
    }
  median = median_of (cells, log_luminance_ratio, 0, &fit->spread);
  if (fit->spread > MOST_SPREAD)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The untreated skin of the two photos is so unlike from place to place that "
                      "no light explains it: they do not show the same head, or do not lie over "
                      "each other."));
      return FALSE;
    }
  keep_near (cells, log_luminance_ratio, 0, median, MAX (KEPT_DEVIATIONS * fit->spread, 0.01));
  for (gint c = 0; c < 3; c++)
    fit->gain[c] = exp (median_of (cells, log_ratio, c, NULL));
  fit->n_places = cells->len;
  return TRUE;
}

void
smp_light_correct (const SmpLightFit *fit, SmpPlane *real)
{
  for (gsize i = 0; i < (gsize) real->width * (gsize) real->height; i++)
    for (gsize c = 0; c < 3; c++)
      real->data[i * (gsize) real->components + c] /= (gfloat) fit->gain[c];
}

/* Both photos as luminance, and as what varies in it from 0.05 to 0.4 mm; share is of what was
 * treated, 0 where one of them is not there. */
typedef struct
{
  const SmpPlane *planes[2];
  SmpField        light[2];
  SmpField        band[2];
  SmpField        share;
} PhotoPair;

static void
find_band (const SmpField *light, gdouble px_per_mm, SmpField *band)
{
  SmpField depth, coarse;

  smp_field_init (&depth, light->width, light->height);
  smp_field_init (&coarse, light->width, light->height);
  smp_field_init (band, light->width, light->height);
  for (gsize i = 0; i < (gsize) light->width * (gsize) light->height; i++)
    depth.data[i] = -logf (light->data[i] + 1.5e-4f);
  smp_field_blur (&depth, MAX (FINE_MM * px_per_mm, 0.01), band);
  smp_field_blur (&depth, COARSE_MM * px_per_mm, &coarse);
  for (gsize i = 0; i < (gsize) light->width * (gsize) light->height; i++)
    band->data[i] -= coarse.data[i];
  smp_field_clear (&depth);
  smp_field_clear (&coarse);
}

static void
pair_init (PhotoPair *pair, const SmpPlane *region, gdouble px_per_mm)
{
  const SmpPlane *predicted = pair->planes[0];

  smp_field_init (&pair->share, predicted->width, predicted->height);
  for (gint k = 0; k < 2; k++)
    smp_field_init (&pair->light[k], predicted->width, predicted->height);
  for (gint j = 0; j < predicted->height; j++)
    for (gint i = 0; i < predicted->width; i++)
      {
        const gsize at       = (gsize) j * (gsize) predicted->width + (gsize) i;
        gboolean    is_there = TRUE;

        for (gint k = 0; k < 2; k++)
          {
            const gfloat *rgb = pixel_at (pair->planes[k], at);

            is_there = is_there && is_number (rgb);
            /* What is not there makes no edge. */
            if (!is_number (rgb))
              rgb = pixel_at (predicted, at);
            pair->light[k].data[at] = (gfloat) SMP_LUMA_R * smp_light_of (rgb[0]) +
                                      (gfloat) SMP_LUMA_G * smp_light_of (rgb[1]) +
                                      (gfloat) SMP_LUMA_B * smp_light_of (rgb[2]);
          }
        pair->share.data[at] =
          is_there ? smp_share_at (region, predicted->x + i, predicted->y + j) : 0.0f;
      }
  for (gint k = 0; k < 2; k++)
    find_band (&pair->light[k], px_per_mm, &pair->band[k]);
}

static void
pair_clear (PhotoPair *pair)
{
  smp_field_clear (&pair->share);
  for (gint k = 0; k < 2; k++)
    {
      smp_field_clear (&pair->light[k]);
      smp_field_clear (&pair->band[k]);
    }
}

/* Of the pixels of a rectangle that were treated. */
static void
measure_side (const PhotoPair *pair, gint k, const GArray *pixels, SmpResultSide *side)
{
  g_autofree gfloat *lights = g_new (gfloat, pixels->len + 1);
  gdouble            rgb[3] = { 0.0, 0.0, 0.0 }, n = MAX (pixels->len, 1);
  gdouble            sum = 0.0, squares = 0.0;
  gfloat             bright;
  guint              darker = 0;

  for (guint i = 0; i < pixels->len; i++)
    {
      const gsize   at   = g_array_index (pixels, gsize, i);
      const gfloat *p    = pixel_at (pair->planes[k], at);
      const gdouble band = (gdouble) pair->band[k].data[at];

      for (gint c = 0; c < 3; c++)
        rgb[c] += (gdouble) smp_light_of (p[c]) / n;
      sum += band / n;
      squares += band * band / n;
      lights[i] = pair->light[k].data[at];
    }
  bright = smp_quantile (lights, pixels->len, BRIGHTER);
  for (guint i = 0; i < pixels->len; i++)
    darker += lights[i] < (gfloat) DARKER * bright;
  smp_colour_set (&side->mean, rgb);
  side->cover    = darker / n;
  side->contrast = sqrt (MAX (squares - sum * sum, 0.0));
}

static void
measure_place (const PhotoPair *pair,
               gint             left,
               gint             top,
               gint             width,
               gint             height,
               SmpResultPlace  *place)
{
  g_autoptr (GArray) pixels = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gint j = top; j < MIN (top + height, pair->share.height); j++)
    for (gint i = left; i < MIN (left + width, pair->share.width); i++)
      {
        const gsize at = (gsize) j * (gsize) pair->share.width + (gsize) i;

        if (pair->share.data[at] > 0.5f)
          g_array_append_val (pixels, at);
      }
  place->share = (gdouble) pixels->len / ((gdouble) width * height);
  measure_side (pair, 0, pixels, &place->predicted);
  measure_side (pair, 1, pixels, &place->real);
  place->delta_e = smp_delta_e_2000 (&place->predicted.mean, &place->real.mean);
}

SmpResult *
smp_result_compare (const SmpPlane *predicted,
                    const SmpPlane *real,
                    const SmpPlane *region,
                    gdouble         px_per_mm,
                    GError        **error)
{
  const gint size   = MAX (1, (gint) lround (SMP_RESULT_PLACE_MM * px_per_mm));
  SmpResult *result = g_new0 (SmpResult, 1);
  PhotoPair  pair   = { .planes = { predicted, real } };
  gdouble    sum = 0.0, weight = 0.0;

  pair_init (&pair, region, px_per_mm);
  result->places = g_array_new (FALSE, TRUE, sizeof (SmpResultPlace));
  for (gint top = 0; top < predicted->height; top += size)
    for (gint left = 0; left < predicted->width; left += size)
      {
        SmpResultPlace place = { .x       = predicted->x + left,
                                 .y       = predicted->y + top,
                                 .size_px = size };

        measure_place (&pair, left, top, size, size, &place);
        if (place.share < LEAST_SHARE)
          continue;
        g_array_append_val (result->places, place);
        sum += place.share * place.delta_e;
        weight += place.share;
      }
  result->whole = (SmpResultPlace) { .x = predicted->x, .y = predicted->y };
  measure_place (&pair, 0, 0, predicted->width, predicted->height, &result->whole);
  result->place_delta_e = weight > 0.0 ? sum / weight : result->whole.delta_e;
  pair_clear (&pair);
  if (result->whole.share > 0.0)
    return result;

  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("Nothing of what was treated is to be seen in both photos."));
  smp_result_free (result);
  return NULL;
}

void
smp_result_free (SmpResult *result)
{
  if (!result)
    return;
  g_array_unref (result->places);
  g_free (result);
}
