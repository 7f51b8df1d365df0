/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The skin's own colour.  Around each hair's root the skin is darker, as the hair shows through it;
 * so the light between hairs is fitted as skin times exp (-shadow of the hairs around), and read
 * where there is no shadow. */

#include <string.h>

#include "base/same-math.h"
#include "hair-shape.h"
#include "skin-colour.h"
#include "smp/glare.h"

#define SHADOW_MM    0.3
#define SHADOW_SHARE 1.6 /* of the fitted slope, which misplaced hairs make flatter */
#define BRIGHT       0.8 /* quantile that stands for skin where hairs are not resolved */
#define MAX_SAMPLES  60000
#define LEAST_NOISY  500 /* samples that say how noisy a photo is */

typedef struct
{
  const SmpMarkFinder *finder;
  SmpField             shadow; /* hairs around, smoothed; in blocks of step samples */
  SmpField             covered;
  gint                 step;
} Shadow;

/* Splats every mark's mass along its axis. */
static void
shadow_init (Shadow *shadow, const SmpMarkFinder *finder)
{
  gint step = MAX (1, (gint) (0.1 * finder->px_per_mm));

  shadow->finder = finder;
  shadow->step   = step;
  smp_field_init (&shadow->shadow, finder->depth.width / step + 1, finder->depth.height / step + 1);
  smp_field_init (&shadow->covered, shadow->shadow.width, shadow->shadow.height);
  for (guint i = 0; i < finder->marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (finder->marks, SmpFoundMark, i);
      gint                n    = MAX (2, (gint) (mark->length / (gfloat) step) + 1);

      for (gint k = -1; k <= n; k++)
        {
          gfloat along = mark->length * ((gfloat) k / (gfloat) (n - 1) - 0.5f);
          gint   x     = (gint) (mark->x + along * mark->axis_x) / step;
          gint   y     = (gint) (mark->y + along * mark->axis_y) / step;

          if (x < 0 || y < 0 || x >= shadow->shadow.width || y >= shadow->shadow.height)
            continue;
          smp_field_row (&shadow->covered, y)[x] = 1.0f;
          smp_field_row (&shadow->shadow, y)[x] += mark->strength / (gfloat) n;
        }
    }
  smp_field_blur (&shadow->shadow, SHADOW_MM * finder->px_per_mm / step, &shadow->shadow);
  smp_field_blur (&shadow->covered, MAX (finder->shape.sigma_across, 0.5 * step) / step,
                  &shadow->covered);
}

/* Sums for a line fit of y on x. */
typedef struct
{
  gdouble n, x, y, xx, xy;
} LineSums;

static gdouble
line_start (const LineSums *line)
{
  gdouble spread = line->xx - line->x * line->x / line->n;
  gdouble slope  = spread > 0.0 ? (line->xy - line->x * line->y / line->n) / spread : 0.0;

  return (line->y - SHADOW_SHARE * MIN (slope, 0.0) * line->x) / line->n;
}

static gboolean
skin_between_hairs (const SmpMarkFinder *finder, const SmpRing *ring, gdouble skin[3])
{
  Shadow   shadow;
  LineSums line[3] = { { 0.0, 0.0, 0.0, 0.0, 0.0 } };
  gsize    size    = (gsize) finder->depth.width * (gsize) finder->depth.height;
  gsize    stride  = MAX (size / (4 * MAX_SAMPLES), 1) | 1;

  shadow_init (&shadow, finder);
  for (gsize i = 0; i < size; i += stride)
    {
      gint  x = (gint) (i % (gsize) finder->depth.width);
      gint  y = (gint) (i / (gsize) finder->depth.width);
      gsize at =
        (gsize) (y / shadow.step) * (gsize) shadow.shadow.width + (gsize) (x / shadow.step);
      gdouble around = (gdouble) shadow.shadow.data[at];

      if (smp_field_row (&ring->usable, y / ring->cell)[x / ring->cell] < 0.5f ||
          shadow.covered.data[at] > 0.05f)
        continue;
      for (gint c = 0; c < 3; c++)
        {
          gdouble light = log (MAX ((gdouble) finder->light[c].data[i], 1e-4));

          line[c].n += 1.0;
          line[c].x += around;
          line[c].y += light;
          line[c].xx += around * around;
          line[c].xy += around * light;
        }
    }
  for (gint c = 0; c < 3; c++)
    skin[c] = line[c].n > 0.0 ? exp (line_start (&line[c])) : 0.0;
  smp_field_clear (&shadow.shadow);
  smp_field_clear (&shadow.covered);
  return line[0].n >= 200.0;
}

/* The brighter part of the ring, by luminance. */
static void
bright_skin (const SmpMarkFinder *finder, const SmpRing *ring, gdouble skin[3])
{
  gsize   size = (gsize) finder->depth.width * (gsize) finder->depth.height, n = 0;
  gsize   stride = MAX (size / MAX_SAMPLES, 1) | 1;
  gfloat *depths = g_new (gfloat, size / stride + 1);
  gdouble count  = 0.0;
  gfloat  low, high;

  for (gsize i = 0; i < size; i += stride)
    if (smp_field_row (&ring->usable,
                       (gint) (i / (gsize) finder->depth.width) /
                         ring->cell)[(gint) (i % (gsize) finder->depth.width) / ring->cell] > 0.5f)
      depths[n++] = finder->depth.data[i];
  low  = smp_quantile (depths, n, 1.0 - BRIGHT - 0.1);
  high = smp_quantile (depths, n, 1.0 - BRIGHT + 0.1);
  memset (skin, 0, 3 * sizeof (gdouble));
  for (gsize i = 0; i < size; i += stride)
    if (finder->depth.data[i] >= low && finder->depth.data[i] <= high &&
        smp_field_row (&ring->usable,
                       (gint) (i / (gsize) finder->depth.width) /
                         ring->cell)[(gint) (i % (gsize) finder->depth.width) / ring->cell] > 0.5f)
      {
        for (gint c = 0; c < 3; c++)
          skin[c] += (gdouble) finder->light[c].data[i];
        count += 1.0;
      }
  for (gint c = 0; c < 3; c++)
    skin[c] /= MAX (count, 1.0);
  g_free (depths);
}

/* The noise of the optical density from pixel to pixel where cells are more than half set, standard
 * deviation, or the largest number where these are too few to say. */
static gdouble
noise_within (const SmpField *depth, const SmpField *cells, gint cell)
{
  gsize   size = (gsize) depth->width * (gsize) depth->height, n = 0;
  gsize   stride = MAX (size / MAX_SAMPLES, 1) | 1;
  gfloat *values = g_new (gfloat, size / stride + 1);
  gdouble noise  = G_MAXDOUBLE;

  for (gsize i = 0; i < size; i += stride)
    {
      gint x = (gint) (i % (gsize) depth->width), y = (gint) (i / (gsize) depth->width);

      if (x > 1 && x < depth->width - 2 && smp_field_row (cells, y / cell)[x / cell] > 0.5f)
        {
          const gfloat *p = depth->data + i;

          values[n++] = fabsf (p[0] - 0.5f * (p[-2] + p[2]));
        }
    }
  /* The lower third, as hair makes the rest larger; 0.4307 is its place in a normal law's. */
  if (n >= LEAST_NOISY)
    noise = (gdouble) smp_quantile (values, n, 1.0 / 3.0) / 0.4307 / sqrt (1.5);
  g_free (values);
  return noise;
}

gdouble
smp_skin_noise (const SmpMarkFinder *finder, const SmpRing *ring)
{
  const gdouble around = noise_within (&finder->depth, &ring->usable, ring->cell);
  const gdouble inside = noise_within (&finder->depth, &ring->region, ring->cell);
  const gdouble noise  = MIN (around, inside);

  return noise < G_MAXDOUBLE ? noise : 0.0;
}

/* Sums of the ring's light, row by row. */
typedef struct
{
  const SmpMarkFinder *finder;
  const SmpRing       *ring;
  gdouble (*sum)[3];
  gint *n;
} RingSums;

static void
sum_row (gint y, gpointer data)
{
  const RingSums *sums   = data;
  const SmpField *light  = sums->finder->light;
  const gint      cell   = sums->ring->cell;
  const gfloat   *usable = smp_field_row (&sums->ring->usable, y / cell);

  for (gint left = 0, i = 0; left < light[0].width; left += cell, i++)
    {
      const gint right = MIN (left + cell, light[0].width);

      if (usable[i] <= 0.5f)
        continue;
      for (gint c = 0; c < 3; c++)
        for (gint x = left; x < right; x++)
          sums->sum[y][c] += (gdouble) smp_field_row (&light[c], y)[x];
      sums->n[y] += right - left;
    }
}

/* The ring's mean light. */
static void
mean_light (const SmpMarkFinder *finder, const SmpRing *ring, gdouble mean[3])
{
  const gint height = finder->depth.height;
  RingSums   sums   = { finder, ring, g_malloc0_n ((gsize) MAX (height, 1), sizeof *sums.sum),
                        g_new0 (gint, MAX (height, 1)) };
  gdouble    count  = 0.0;

  smp_rows_foreach (height, sum_row, &sums);
  memset (mean, 0, 3 * sizeof (gdouble));
  for (gint y = 0; y < height; y++)
    {
      for (gint c = 0; c < 3; c++)
        mean[c] += sums.sum[y][c];
      count += sums.n[y];
    }
  for (gint c = 0; c < 3; c++)
    mean[c] /= MAX (count, 1.0);
  g_free (sums.sum);
  g_free (sums.n);
}

gboolean
smp_skin_measure (const SmpMarkFinder *finder,
                  const SmpRing       *ring,
                  gboolean             resolved,
                  gdouble              mean[3],
                  gdouble              skin[3],
                  gdouble             *noise)
{
  mean_light (finder, ring, mean);
  *noise = smp_skin_noise (finder, ring);
  if (resolved && skin_between_hairs (finder, ring, skin))
    return TRUE;
  bright_skin (finder, ring, skin);
  return FALSE;
}

void
smp_cells_glare (const SmpField light[3], const SmpField *skin, SmpField *glare)
{
  gsize    n     = (gsize) skin->width * (gsize) skin->height;
  SmpPlane photo = { g_new (gfloat, 3 * n), 0, 0, skin->width, skin->height, 3 };
  SmpPlane where = { skin->data, 0, 0, skin->width, skin->height, 1 };
  SmpPlane share = { NULL, 0, 0, skin->width, skin->height, 1 };

  smp_field_init (glare, skin->width, skin->height);
  share.data = glare->data;
  for (gsize i = 0; i < 3 * n; i++)
    photo.data[i] = light[i % 3].data[i / 3];
  smp_glare_estimate (&photo, &where, &share);
  g_free (photo.data);
}

void
smp_band_moments (SmpMarkFinder *finder, gdouble fine_px, gdouble coarse_px)
{
  SmpField *fine = &finder->scratch[0], *coarse = &finder->scratch[1];
  gsize     n = (gsize) fine->width * (gsize) fine->height;

  smp_field_blur (&finder->depth, fine_px, fine);
  smp_field_blur (&finder->depth, coarse_px, coarse);
  for (gsize i = 0; i < n; i++)
    {
      gfloat band = fine->data[i] - coarse->data[i];

      fine->data[i]   = band * band;
      coarse->data[i] = band * band * band;
    }
  finder->contrast = smp_field_reduce (fine, finder->cell);
  finder->lean     = smp_field_reduce (coarse, finder->cell);
}
