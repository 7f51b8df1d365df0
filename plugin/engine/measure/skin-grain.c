/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "skin-grain.h"

/* The skewness is read over places so wide, standard deviation. */
#define PLACE_MM 2.0

/* Hair stands where it is at least so much, anywhere, and at least such a share of what it is where
 * most hair stands. */
#define LEAST_OF_HAIR 0.8f
#define SHARE_OF_HAIR 0.6f
#define HAIR_QUANTILE 0.9

/* Skin is bare with less than such a share and so much, where it is hardly darker than most places
 * with hair are, in optical density: dense hair leans little too. */
#define SHARE_OF_BARE 0.3f
#define MOST_OF_BARE  0.4f
#define HARDLY_DARKER 0.1f

void
smp_grain_signs_init (SmpGrainSigns *signs, gint width, gint height)
{
  smp_field_init (&signs->squares, width, height);
  smp_field_init (&signs->cubes, width, height);
  smp_field_init (&signs->depth, width, height);
  smp_field_init (&signs->weight, width, height);
}

void
smp_grain_signs_clear (SmpGrainSigns *signs)
{
  smp_field_clear (&signs->squares);
  smp_field_clear (&signs->cubes);
  smp_field_clear (&signs->depth);
  smp_field_clear (&signs->weight);
}

/* Turns cubes into the skewness near each cell, and depth into its mean there. */
static void
read_places (SmpGrainSigns *signs, gdouble sigma)
{
  static const gfloat none[3] = { 0.0f, 0.0f, 0.0f };

  const gint n       = signs->weight.width * signs->weight.height;
  SmpField   sums[3] = { signs->cubes, signs->squares, signs->depth };

  for (gint k = 0; k < 3; k++)
    for (gint i = 0; i < n; i++)
      sums[k].data[i] *= signs->weight.data[i];
  smp_field_means_near (sums, 3, &signs->weight, sigma, 1e-3f, none);
  for (gint i = 0; i < n; i++)
    signs->cubes.data[i] /= MAX (signs->squares.data[i] * sqrtf (signs->squares.data[i]), 1e-9f);
}

/* A quantile of what usable cells have whose skewness is more than the least. */
static gfloat
quantile_where (const SmpField *values,
                const SmpField *usable,
                const SmpField *skewness,
                gfloat          least,
                gdouble         q)
{
  const gint n     = usable->width * usable->height;
  gsize      count = 0;

  g_autofree gfloat *some = g_new (gfloat, MAX (n, 1));

  for (gint i = 0; i < n; i++)
    if (usable->data[i] > 0.5f && skewness->data[i] > least)
      some[count++] = values->data[i];
  return smp_quantile (some, count, q);
}

void
smp_grain_find (SmpGrainSigns *signs, const SmpField *usable, gdouble cells_per_mm, SmpField *grain)
{
  const SmpField *skewness = &signs->cubes, *depth = &signs->depth;
  const gint      n = usable->width * usable->height;
  gfloat          hair, dark, least;

  read_places (signs, PLACE_MM * cells_per_mm);
  memset (grain->data, 0, sizeof (gfloat) * (gsize) n);
  hair = quantile_where (skewness, usable, skewness, -G_MAXFLOAT, HAIR_QUANTILE);
  if (hair < LEAST_OF_HAIR)
    return;
  dark  = quantile_where (depth, usable, skewness, SHARE_OF_HAIR * hair, 0.5);
  least = MIN (SHARE_OF_BARE * hair, MOST_OF_BARE);
  for (gint i = 0; i < n; i++)
    grain->data[i] = skewness->data[i] < least && depth->data[i] < dark + HARDLY_DARKER;
}
