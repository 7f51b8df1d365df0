/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "left-bare.h"

/* What is compared: a stretch of the outline, or a place, with the region beside it and with the
 * hair farther out; standard deviations, and how far out hair is sought. */
#define STRETCH_MM 1.5
#define PLACE_MM   0.8
#define BESIDE_MM  3.0
#define HAIR_MM    4.5

/* The outline is read so far out, where a scar's own soft edge has ended. */
#define OUTLINE_FROM_MM 1.0
#define OUTLINE_TO_MM   2.0

/* So much optical density, and so much of the logarithm of its deviation at the hairs' scale, are
 * seen alike; region and hair differ where they do so by so many of these together. */
#define UNIT_DEPTH    0.12
#define UNIT_CONTRAST 0.30
#define LEAST_APART   2.0
#define LEAST_BUSIER  0.8 /* hair is by so many of the second */

/* A place is left bare whose look lies so far on the way from the hair's to the region's, and no
 * farther beside that way than it is long. */
#define LEFT_FROM 0.55
#define LEFT_TO   1.8

/* Near a place is such skin where it has such a share of what is so near, standard deviation. */
#define NEAR_MM    1.0
#define NEAR_SHARE 0.12f

/* Less than this near a place tells nothing of it. */
#define LEAST_WEIGHT 0.02f

/* Mean depth and mean square contrast of some cells, near each cell; 0 where there are none. */
typedef struct
{
  SmpField mean[2];
  SmpField weight;
} Means;

static void
means_init (Means          *means,
            const SmpField *depth,
            const SmpField *squares,
            const SmpField *count,
            gdouble         sigma)
{
  static const gfloat none[2] = { 0.0f, 0.0f };
  const gint          n       = depth->width * depth->height;

  for (gint k = 0; k < 2; k++)
    smp_field_init (&means->mean[k], depth->width, depth->height);
  smp_field_init (&means->weight, depth->width, depth->height);
  for (gint i = 0; i < n; i++)
    {
      means->weight.data[i]  = count->data[i];
      means->mean[0].data[i] = count->data[i] * depth->data[i];
      means->mean[1].data[i] = count->data[i] * squares->data[i];
    }
  smp_field_means_near (means->mean, 2, &means->weight, sigma, LEAST_WEIGHT, none);
}

static void
means_clear (Means *means)
{
  smp_field_clear (&means->mean[0]);
  smp_field_clear (&means->mean[1]);
  smp_field_clear (&means->weight);
}

/* How far apart two looks of a cell are, in units that are seen. */
static void
find_difference (const Means *a, const Means *b, gint i, gdouble difference[2])
{
  const gdouble squares[2] = { (gdouble) a->mean[1].data[i], (gdouble) b->mean[1].data[i] };

  difference[0] = (gdouble) (a->mean[0].data[i] - b->mean[0].data[i]) / UNIT_DEPTH;
  difference[1] = 0.5 * log (MAX (squares[0], 1e-6) / MAX (squares[1], 1e-6)) / UNIT_CONTRAST;
}

/* The looks that cells are compared by: of their stretch of the outline, of the region beside it,
 * of the hair farther out. */
typedef struct
{
  Means outline, region, hair;
} Looks;

static gboolean
is_on_outline (const SmpRing *ring, const SmpField *skin, gint i)
{
  const gfloat distance = ring->distance.data[i];

  return skin->data[i] > 0.5f && distance >= (gfloat) OUTLINE_FROM_MM &&
         distance < (gfloat) OUTLINE_TO_MM;
}

static void
looks_init (Looks               *looks,
            const SmpRing       *ring,
            const SmpMarkFinder *finder,
            const SmpField      *skin,
            const SmpField      *depth)
{
  const gint    n     = ring->usable.width * ring->usable.height;
  const gdouble cells = ring->px_per_mm / ring->cell;
  SmpField      inside, farther, outline;

  smp_field_init (&inside, ring->usable.width, ring->usable.height);
  smp_field_init (&farther, ring->usable.width, ring->usable.height);
  smp_field_init (&outline, ring->usable.width, ring->usable.height);
  for (gint i = 0; i < n; i++)
    {
      inside.data[i]  = ring->region.data[i] > 0.99f;
      farther.data[i] = ring->distance.data[i] >= (gfloat) HAIR_MM ? ring->usable.data[i] : 0.0f;
      outline.data[i] = is_on_outline (ring, skin, i);
    }
  means_init (&looks->outline, depth, &finder->contrast, &outline, STRETCH_MM * cells);
  means_init (&looks->region, depth, &finder->contrast, &inside, BESIDE_MM * cells);
  means_init (&looks->hair, depth, &finder->contrast, &farther, BESIDE_MM * cells);
  smp_field_clear (&inside);
  smp_field_clear (&farther);
  smp_field_clear (&outline);
}

static void
looks_clear (Looks *looks)
{
  means_clear (&looks->outline);
  means_clear (&looks->region);
  means_clear (&looks->hair);
}

static gboolean
is_known (const Looks *looks, const Means *look, gint i)
{
  return look->weight.data[i] > LEAST_WEIGHT && looks->region.weight.data[i] > LEAST_WEIGHT &&
         looks->hair.weight.data[i] > LEAST_WEIGHT;
}

/* Whether a stretch or a place looks as the region does, and not as the hair. */
static gboolean
is_left (const Looks *looks, const Means *look, gint i)
{
  gdouble way[2], gone[2], length2, along, beside;

  if (!is_known (looks, look, i))
    return FALSE;
  find_difference (&looks->region, &looks->hair, i, way);
  find_difference (look, &looks->hair, i, gone);
  length2 = way[0] * way[0] + way[1] * way[1];
  /* Shade is darker too, but no busier. */
  if (length2 < LEAST_APART * LEAST_APART || way[0] + way[1] > 0.0 || way[1] > -LEAST_BUSIER)
    return FALSE;
  along  = (gone[0] * way[0] + gone[1] * way[1]) / length2;
  beside = (gone[0] * way[1] - gone[1] * way[0]) / length2;
  return along >= LEFT_FROM && along <= LEFT_TO && fabs (beside) <= 1.0;
}

/* The share of the outline that is left bare, as far as it faces hair. */
static gdouble
share_of_outline (const Looks *looks, const SmpRing *ring, const SmpField *skin)
{
  gdouble all = 0.0, left = 0.0;

  for (gint i = 0; i < ring->usable.width * ring->usable.height; i++)
    if (is_on_outline (ring, skin, i) && is_known (looks, &looks->outline, i))
      {
        all += 1.0;
        left += is_left (looks, &looks->outline, i);
      }
  return left / MAX (all, 1.0);
}

/* What lies between the region and such skin, too near to the region to be told, is left with it.
 */
static void
close_gap (SmpRing *ring)
{
  const gdouble cells = ring->px_per_mm / ring->cell;
  SmpField      near;

  smp_field_init (&near, ring->left.width, ring->left.height);
  smp_field_blur (&ring->left, NEAR_MM * cells, &near);
  for (gint i = 0; i < near.width * near.height; i++)
    if (ring->distance.data[i] > 0.0f && ring->distance.data[i] < (gfloat) OUTLINE_FROM_MM &&
        near.data[i] > NEAR_SHARE)
      ring->left.data[i] = 1.0f;
  smp_field_clear (&near);
}

static void
take_places (const Looks         *looks,
             SmpRing             *ring,
             const SmpMarkFinder *finder,
             const SmpField      *skin,
             const SmpField      *depth)
{
  Means place;

  means_init (&place, depth, &finder->contrast, skin, PLACE_MM * ring->px_per_mm / ring->cell);
  for (gint i = 0; i < ring->usable.width * ring->usable.height; i++)
    if (ring->distance.data[i] <= (gfloat) SMP_LEFT_BARE_WITHIN_MM && is_left (looks, &place, i))
      {
        ring->left.data[i]   = skin->data[i];
        ring->usable.data[i] = 0.0f;
      }
  means_clear (&place);
  close_gap (ring);
}

gdouble
smp_left_bare_take (SmpRing *ring, const SmpMarkFinder *finder, const SmpField *skin)
{
  SmpField depth = smp_field_reduce (&finder->depth, ring->cell);
  gdouble  share;
  Looks    looks;

  looks_init (&looks, ring, finder, skin, &depth);
  share = share_of_outline (&looks, ring, skin);
  /* Else what has few hairs by chance would be left out, and too many would be counted. */
  if (share > SMP_LEFT_BARE_BY_CHANCE)
    take_places (&looks, ring, finder, skin, &depth);
  looks_clear (&looks);
  smp_field_clear (&depth);
  return share;
}
