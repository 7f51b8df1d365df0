/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bare skin beside hair, told by which side its texture leans to: forehead, face, neck, and bare
 * patches.  Hairs are dark and stand apart on lighter skin, so that the optical density at their
 * scale is skewed; the lines, pores and shine of bare skin are dark and light alike, or light
 * alone. Their contrast may be the same. */

#include "base/same-math.h"
#include "ring.h"

/* The skewness is read over places so wide, standard deviation. */
#define PLACE_MM 2.0

/* Hair stands where it is at least so much, anywhere, and at least such a share of what it is where
 * most hair stands. */
#define LEAST_OF_HAIR 0.8f
#define SHARE_OF_HAIR 0.6f
#define HAIR_QUANTILE 0.9

/* Skin is bare with less than such a share, where it is hardly darker than most places with hair
 * are, in optical density: dense hair leans less too. */
#define SHARE_OF_BARE 0.3f
#define HARDLY_DARKER 0.1f

/* The skewness near each cell of the ring and the region, and the depth there. */
static void
read_places (const SmpRing *ring, const SmpMarkFinder *finder, SmpField *skewness, SmpField *depth)
{
  static const gfloat none[3] = { 0.0f, 0.0f, 0.0f };

  const SmpField *usable = &ring->usable;
  const gint      n      = usable->width * usable->height;
  SmpField        sums[3], weight;

  for (gint k = 0; k < 2; k++)
    smp_field_init (&sums[k], usable->width, usable->height);
  sums[2] = smp_field_reduce (&finder->depth, ring->cell);
  smp_field_init (&weight, usable->width, usable->height);
  for (gint i = 0; i < n; i++)
    {
      weight.data[i]  = usable->data[i] > 0.5f || ring->distance.data[i] <= SMP_RING_GAP_MM;
      sums[0].data[i] = weight.data[i] * finder->lean.data[i];
      sums[1].data[i] = weight.data[i] * finder->contrast.data[i];
      sums[2].data[i] *= weight.data[i];
    }
  smp_field_means_near (sums, 3, &weight, PLACE_MM * ring->px_per_mm / ring->cell, 1e-3f, none);
  for (gint i = 0; i < n; i++)
    sums[0].data[i] /= MAX (sums[1].data[i] * sqrtf (sums[1].data[i]), 1e-9f);
  *skewness = sums[0];
  *depth    = sums[2];
  smp_field_clear (&sums[1]);
  smp_field_clear (&weight);
}

/* A quantile of what cells of the ring have whose skewness is more than the least. */
static gfloat
quantile_where (const SmpRing  *ring,
                const SmpField *values,
                const SmpField *skewness,
                gfloat          least,
                gdouble         q)
{
  const gint n     = ring->usable.width * ring->usable.height;
  gsize      count = 0;

  g_autofree gfloat *some = g_new (gfloat, MAX (n, 1));

  for (gint i = 0; i < n; i++)
    if (ring->usable.data[i] > 0.5f && skewness->data[i] > least)
      some[count++] = values->data[i];
  return smp_quantile (some, count, q);
}

void
smp_ring_find_grain (SmpRing *ring, const SmpMarkFinder *finder)
{
  const gint n = ring->usable.width * ring->usable.height;
  SmpField   skewness, depth;
  gfloat     hair;

  read_places (ring, finder, &skewness, &depth);
  hair = quantile_where (ring, &skewness, &skewness, -G_MAXFLOAT, HAIR_QUANTILE);
  if (hair >= LEAST_OF_HAIR)
    {
      const gfloat dark = quantile_where (ring, &depth, &skewness, SHARE_OF_HAIR * hair, 0.5);

      for (gint i = 0; i < n; i++)
        ring->grain.data[i] =
          skewness.data[i] < SHARE_OF_BARE * hair && depth.data[i] < dark + HARDLY_DARKER;
    }
  smp_field_clear (&skewness);
  smp_field_clear (&depth);
}
