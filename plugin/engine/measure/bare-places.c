/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/bareness.h"
#include "base/exact-math.h"
#include "base/field.h"
#include "base/same-math.h"
#include "skin-grain.h"
#include "smp/bare-places.h"
#include "smp/colour.h"

/* Standard deviations: of what is near by, of a place, and of the skin that places are beside. */
#define NEAR_MM   1.5
#define PLACE_MM  0.8
#define AROUND_MM 10.0

/* By how much cells of bare skin and of skin with hair are darker than the lighter half near by: so
 * much, or these parts of what hair of this photo is, which is the upper quarter of what is found.
 */
#define BARE_TO        0.045
#define HAIR_FROM      0.09
#define BARE_TO_PART   0.4
#define HAIR_FROM_PART 0.75
#define HAIR_QUANTILE  0.75

/* Glints count for no more than this over what is near by. */
#define MOST_GLINT 1.15f

/* Less light than this is none. */
#define DARKEST 1e-3f

/* Skin without single hairs is bare unless it is much darker than most such skin. */
#define LEAST_LIGHT 0.45f

/* The lighter half near by: the mean of what is lighter than the mean.  Glints are taken from the
 * light. */
static void
find_lighter_half (SmpField *light, gdouble sigma, SmpField *lighter)
{
  static const gfloat none = 0.0f;

  const gsize n = (gsize) light->width * (gsize) light->height;
  SmpField    mean, count;

  smp_field_init (&mean, light->width, light->height);
  smp_field_init (&count, light->width, light->height);
  smp_field_blur (light, sigma, &mean);
  for (gsize i = 0; i < n; i++)
    light->data[i] = MIN (light->data[i], MOST_GLINT * mean.data[i]);
  smp_field_blur (light, sigma, &mean);
  for (gsize i = 0; i < n; i++)
    {
      count.data[i]    = light->data[i] >= mean.data[i] ? 1.0f : 0.0f;
      lighter->data[i] = count.data[i] * light->data[i];
    }
  smp_field_means_near (lighter, 1, &count, sigma, 1e-4f, &none);
  smp_field_clear (&mean);
  smp_field_clear (&count);
}

/* How much darker cells are than the lighter half near by, on average over a place. */
static void
find_hairs (const SmpField *light, gdouble cell_mm, SmpField *darker)
{
  const gsize n = (gsize) light->width * (gsize) light->height;
  SmpField    lighter, dull;

  smp_field_init (&lighter, light->width, light->height);
  smp_field_init (&dull, light->width, light->height);
  memcpy (dull.data, light->data, n * sizeof (gfloat));
  find_lighter_half (&dull, NEAR_MM / cell_mm, &lighter);
  for (gsize i = 0; i < n; i++)
    darker->data[i] = CLAMP (1.0f - dull.data[i] / MAX (lighter.data[i], 1e-6f), 0.0f, 1.0f);
  smp_field_blur (darker, PLACE_MM / cell_mm, darker);
  smp_field_clear (&lighter);
  smp_field_clear (&dull);
}

/* Takes away what is darker by the skin's own grain. */
static void
leave_out_grain (const SmpField *light, gdouble cell_mm, SmpField *darker)
{
  const gint    n = light->width * light->height;
  SmpField      smooth, all, grain;
  SmpGrainSigns signs;

  smp_field_init (&smooth, light->width, light->height);
  smp_field_init (&all, light->width, light->height);
  smp_field_init (&grain, light->width, light->height);
  smp_grain_signs_init (&signs, light->width, light->height);
  for (gint i = 0; i < n; i++)
    signs.depth.data[i] = -logf (MAX (light->data[i], DARKEST));
  smp_field_blur (&signs.depth, SMP_GRAIN_COARSEST_MM / cell_mm, &smooth);
  for (gint i = 0; i < n; i++)
    {
      const gfloat band = signs.depth.data[i] - smooth.data[i];

      signs.squares.data[i] = band * band;
      signs.cubes.data[i]   = band * band * band;
      signs.weight.data[i] = all.data[i] = 1.0f;
    }
  smp_grain_find (&signs, &all, 1.0 / cell_mm, &grain);
  smp_field_blur (&grain, PLACE_MM / cell_mm, &grain);
  for (gint i = 0; i < n; i++)
    darker->data[i] *= 1.0f - grain.data[i];
  smp_grain_signs_clear (&signs);
  smp_field_clear (&smooth);
  smp_field_clear (&all);
  smp_field_clear (&grain);
}

/* From which value on there is some hair, and from which there is hair. */
typedef struct
{
  gdouble bare_to, hair_from;
} HairLimits;

static HairLimits
find_limits (const SmpField *darker)
{
  const gsize        n      = (gsize) darker->width * (gsize) darker->height;
  g_autofree gfloat *values = g_memdup2 (darker->data, n * sizeof (gfloat));
  const gdouble      hair   = (gdouble) smp_quantile (values, n, HAIR_QUANTILE);

  return (HairLimits) { MAX (BARE_TO, BARE_TO_PART * hair),
                        MAX (HAIR_FROM, HAIR_FROM_PART * hair) };
}

/* The median light of places without single hairs, or of all where there are none. */
static gfloat
usual_skin (const SmpField *light, const SmpField *darker, gdouble bare_to)
{
  const gsize n       = (gsize) light->width * (gsize) light->height;
  gsize       n_found = 0;
  gfloat     *found   = g_new (gfloat, n);
  gfloat      usual;

  for (gsize i = 0; i < n; i++)
    if ((gdouble) darker->data[i] < bare_to)
      found[n_found++] = light->data[i];
  usual = n_found > 0 ? smp_quantile (found, n_found, 0.7) : 0.0f;
  g_free (found);
  return usual;
}

/* The colour of bare skin around each place; black where there is none. */
static void
find_skin (SmpField        colour[3],
           const SmpField *light,
           const SmpField *darker,
           gdouble         bare_to,
           gdouble         cell_mm,
           SmpField        skin[3],
           SmpField       *weight)
{
  static const gfloat unknown[3] = { 0.0f, 0.0f, 0.0f };

  const gsize  n     = (gsize) light->width * (gsize) light->height;
  const gfloat least = LEAST_LIGHT * usual_skin (light, darker, bare_to);

  for (gsize i = 0; i < n; i++)
    weight->data[i] = (gdouble) darker->data[i] < bare_to && light->data[i] >= least ? 1.0f : 0.0f;
  for (gint c = 0; c < 3; c++)
    {
      for (gsize i = 0; i < n; i++)
        skin[c].data[i] = weight->data[i] * colour[c].data[i];
    }
  smp_field_means_from_far (skin, 3, weight, AROUND_MM / cell_mm, unknown);
}

static void
judge (SmpField        colour[3],
       SmpField        skin[3],
       const SmpField *darker,
       HairLimits      limits,
       SmpPlane       *bare)
{
  for (gsize i = 0; i < (gsize) bare->width * (gsize) bare->height; i++)
    {
      const gfloat  place[3] = { colour[0].data[i], colour[1].data[i], colour[2].data[i] };
      const gdouble hairs = smp_rise (limits.bare_to, limits.hair_from, (gdouble) darker->data[i]);
      gdouble       traits[SMP_N_SKIN_TRAITS], around[SMP_N_SKIN_TRAITS];
      const gfloat  beside[3] = { skin[0].data[i], skin[1].data[i], skin[2].data[i] };

      bare->data[i] = (gfloat) (1.0 - hairs);
      /* Without any bare skin around there is nothing to be beside. */
      if (!(beside[0] + beside[1] + beside[2] > 0.0f))
        continue;
      smp_skin_traits (place, traits);
      smp_skin_traits (beside, around);
      bare->data[i] *= smp_bareness (traits, around);
    }
}

void
smp_bare_places (const SmpPlane *light, gdouble cell_mm, SmpPlane *bare)
{
  const gsize n = (gsize) light->width * (gsize) light->height;
  SmpField    luminance, darker, weight, colour[3], skin[3];
  HairLimits  limits;

  g_return_if_fail (light->components == 3 && bare->components == 1 && cell_mm > 0.0);
  g_return_if_fail (light->width == bare->width && light->height == bare->height);

  smp_field_init (&luminance, light->width, light->height);
  smp_field_init (&darker, light->width, light->height);
  smp_field_init (&weight, light->width, light->height);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&colour[c], light->width, light->height);
      smp_field_init (&skin[c], light->width, light->height);
      for (gsize i = 0; i < n; i++)
        colour[c].data[i] = smp_light_of (light->data[3 * i + (gsize) c]);
    }
  for (gsize i = 0; i < n; i++)
    {
      const gdouble rgb[3] = { (gdouble) colour[0].data[i], (gdouble) colour[1].data[i],
                               (gdouble) colour[2].data[i] };

      luminance.data[i] = (gfloat) smp_luminance (rgb);
    }
  find_hairs (&luminance, cell_mm, &darker);
  leave_out_grain (&luminance, cell_mm, &darker);
  limits = find_limits (&darker);
  for (gint c = 0; c < 3; c++)
    smp_field_blur (&colour[c], PLACE_MM / cell_mm, &colour[c]);
  smp_field_blur (&luminance, PLACE_MM / cell_mm, &luminance);
  find_skin (colour, &luminance, &darker, limits.bare_to, cell_mm, skin, &weight);
  judge (colour, skin, &darker, limits, bare);
  smp_field_clear (&luminance);
  smp_field_clear (&darker);
  smp_field_clear (&weight);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_clear (&colour[c]);
      smp_field_clear (&skin[c]);
    }
}
