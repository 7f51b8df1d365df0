/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "hair-shape.h"
#include "need.h"
#include "skin-colour.h"

/* What is compared is smoothed with these standard deviations: less than a scar's width, and as
 * far as the verdict's own. */
#define INSIDE_MM 0.8
#define AROUND_MM 3.0

/* Less than this share near a place says nothing of it. */
#define LEAST_SHARE 1e-3f

/* A region that has to lose less light than this, as an optical depth, is as dark as the ring. */
#define LEAST_NEED 0.06f

/* Of the mean: beyond these, one pattern of dots seems two. */
#define FEWEST 0.85f
#define MOST   1.15f

/* The light of cells, and where there is any to tell. */
typedef struct
{
  SmpField light; /* luminance */
  SmpField glare; /* share of it */
  SmpField bare;  /* of the region alone */
} Cells;

static void
cells_init (Cells *cells, const SmpMarkFinder *finder, const SmpRing *ring)
{
  gint     width = ring->region.width, height = ring->region.height;
  SmpField rgb[3];

  smp_field_init (&cells->light, width, height);
  smp_field_init (&cells->bare, width, height);
  for (gint c = 0; c < 3; c++)
    rgb[c] = smp_field_reduce (&finder->light[c], ring->cell);
  smp_cells_glare (rgb, &ring->region, &cells->glare);
  for (gint i = 0; i < width * height; i++)
    {
      cells->light.data[i] = (gfloat) SMP_LUMA_R * rgb[0].data[i] +
                             (gfloat) SMP_LUMA_G * rgb[1].data[i] +
                             (gfloat) SMP_LUMA_B * rgb[2].data[i];
      /* The edge is neither scar nor skin. */
      cells->bare.data[i] = ring->region.data[i] > 0.99f ? 1.0f : 0.0f;
    }
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&rgb[c]);
}

static void
cells_clear (Cells *cells)
{
  smp_field_clear (&cells->light);
  smp_field_clear (&cells->glare);
  smp_field_clear (&cells->bare);
}

/* Values of the cells that count, and how much each counts, as they are averaged. */
static void
weigh (const SmpField *values, const SmpField *count, SmpField *sum, SmpField *weight)
{
  smp_field_init (sum, values->width, values->height);
  smp_field_init (weight, values->width, values->height);
  for (gint i = 0; i < values->width * values->height; i++)
    {
      sum->data[i]    = values->data[i] * count->data[i];
      weight->data[i] = count->data[i];
    }
}

/* The mean near each cell of those that count; 0 where there are none. */
static void
find_mean (const SmpField *values, const SmpField *count, gdouble sigma, SmpField *mean)
{
  static const gfloat none = 0.0f;
  SmpField            weight;

  weigh (values, count, mean, &weight);
  smp_field_means_near (mean, 1, &weight, sigma, LEAST_SHARE, &none);
  smp_field_clear (&weight);
}

/* The same, from however far. */
static void
find_mean_around (const SmpField *values, const SmpField *count, gdouble sigma, SmpField *mean)
{
  static const gfloat none = 0.0f;
  SmpField            weight;

  weigh (values, count, mean, &weight);
  smp_field_means_from_far (mean, 1, &weight, sigma, &none);
  smp_field_clear (&weight);
}

/* Optical depth of what has to cover the light below the glare; negative where it is unknown. */
static void
find_depths (const Cells *cells, const SmpRing *ring, SmpField *depth)
{
  gdouble  cell_mm = ring->cell / ring->px_per_mm;
  SmpField inside, glare, around;

  find_mean (&cells->light, &cells->bare, INSIDE_MM / cell_mm, &inside);
  find_mean (&cells->glare, &cells->bare, INSIDE_MM / cell_mm, &glare);
  find_mean_around (&cells->light, &ring->usable, AROUND_MM / cell_mm, &around);
  smp_field_init (depth, inside.width, inside.height);
  for (gint i = 0; i < inside.width * inside.height; i++)
    {
      gfloat below = around.data[i] / MAX (inside.data[i], 1e-6f) - glare.data[i];

      depth->data[i] = inside.data[i] > 0.0f && around.data[i] > 0.0f
                         ? MAX (-logf (MAX (below / (1.0f - glare.data[i]), 0.05f)), 0.0f)
                         : -1.0f;
    }
  smp_field_clear (&inside);
  smp_field_clear (&glare);
  smp_field_clear (&around);
}

/* The mean over the region's cells with a value of 0 or more. */
static gfloat
mean_inside (const SmpField *values, const SmpField *bare)
{
  gdouble sum = 0.0, n = 0.0;

  for (gint i = 0; i < bare->width * bare->height; i++)
    if (bare->data[i] > 0.5f && values->data[i] >= 0.0f)
      {
        sum += (gdouble) values->data[i];
        n += 1.0;
      }
  return (gfloat) (sum / MAX (n, 1.0));
}

gdouble
smp_need_measure (const SmpMarkFinder *finder, const SmpRing *ring, SmpField *need)
{
  Cells  cells;
  gfloat mean, most = 0.0f;
  gint   n = ring->region.width * ring->region.height;

  cells_init (&cells, finder, ring);
  find_depths (&cells, ring, need);
  mean = mean_inside (need, &cells.bare);
  for (gint i = 0; i < n; i++)
    {
      need->data[i] = mean < LEAST_NEED || need->data[i] < 0.0f
                        ? 1.0f
                        : CLAMP (need->data[i] / mean, FEWEST, MOST);
      most          = MAX (most, need->data[i] * cells.bare.data[i]);
    }
  for (gint i = 0; i < n; i++)
    need->data[i] = most > 0.0f ? MIN (need->data[i] / most, 1.0f) : 1.0f;
  mean = mean_inside (need, &cells.bare);
  cells_clear (&cells);
  return mean > 0.0f ? (gdouble) mean : 1.0;
}
