/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/field.h"
#include "base/same-math.h"
#include "smp/colour.h"
#include "smp/even-out.h"
#include "smp/glare.h"
#include "smp/skin.h"
#include "smp/stipple.h"

/* Light is smoothed so far before it is compared, and the darkest is looked for so far around:
 * standard deviations. */
#define SMOOTH_MM 0.8
#define AROUND_MM 8.0

/* The darker, the more it counts, or the paler; but what is darker than the first share of the
 * region, or paler than the last, counts no more than that: a shadow, an edge, and what is left
 * below a mirroring place would be the measure for all of a head. */
#define POWER        8.0f
#define DARKEST_PART 0.05
#define PALEST_PART  0.02

/* Dots are drawn on so much skin, at this scale, to see how dark they make it. */
#define TILE_MM        16
#define TILE_PX_PER_MM 10

/* A patch that is paler by this optical depth, 3 L*, is seen. */
#define SEEN_DEPTH 0.12

/* Less light than this is none, and so few dots are no dots. */
#define LEAST_LIGHT 1e-4f
#define LEAST_SHARE 1e-6f
#define LEAST_DEPTH 1e-3

/* The optical depth of what all dots take, once all sessions are done. */
static gdouble
depth_of_all_dots (const SmpParams *params)
{
  SmpParams tile = *params;
  gint      side = TILE_MM * TILE_PX_PER_MM, n = side * side;
  SmpPlane  density = { NULL, 0, 0, side, side, 1 }, pigment = density, light = density;
  gdouble   sum = 0.0;

  tile.px_per_mm     = TILE_PX_PER_MM;
  tile.origin_x      = 0;
  tile.origin_y      = 0;
  tile.sessions      = (gint) smp_param_find ("sessions")->maximum;
  tile.directions    = NULL;
  tile.head          = NULL;
  pigment.components = 2;
  light.components   = 4;
  density.data       = g_new (gfloat, n);
  pigment.data       = g_new0 (gfloat, 2 * (gsize) n);
  light.data         = g_new0 (gfloat, 4 * (gsize) n);
  for (gint i = 0; i < n; i++)
    density.data[i] = 1.0f;
  smp_stipple_render (&tile, &density, &pigment);
  smp_skin_render (&tile, &pigment, &light);
  for (gint i = 0; i < n; i++)
    {
      const gfloat *share  = light.data + 4 * (gsize) i;
      gdouble       rgb[3] = { (gdouble) share[0], (gdouble) share[1], (gdouble) share[2] };

      sum += share[3] > 0.0f ? smp_luminance (rgb) : 1.0;
    }
  g_free (density.data);
  g_free (pigment.data);
  g_free (light.data);
  return -log (CLAMP (sum / n, 1e-3, 1.0));
}

/* The luminance below the glare, smoothed over the region alone, and how far it is known: less
 * where it shines. */
static void
read_light (const SmpPlane *light,
            const SmpPlane *region,
            gdouble         cell_mm,
            SmpField       *diffuse,
            SmpField       *inside)
{
  static const gfloat none = 0.0f;

  gint     n     = light->width * light->height;
  SmpPlane glare = { g_new0 (gfloat, n), light->x, light->y, light->width, light->height, 1 };
  SmpField share;

  smp_field_init (diffuse, light->width, light->height);
  smp_field_init (inside, light->width, light->height);
  smp_field_init (&share, light->width, light->height);
  smp_glare_estimate (light, region, &glare);
  for (gint i = 0; i < n; i++)
    {
      const gfloat *pixel  = light->data + 3 * (gsize) i;
      gdouble       rgb[3] = { (gdouble) smp_light_of (pixel[0]), (gdouble) smp_light_of (pixel[1]),
                               (gdouble) smp_light_of (pixel[2]) };

      inside->data[i]  = smp_share_of (region->data[i]) > 0.0f ? 1.0f - glare.data[i] : 0.0f;
      share.data[i]    = inside->data[i];
      diffuse->data[i] = inside->data[i] * (gfloat) smp_luminance (rgb) * (1.0f - glare.data[i]);
    }
  smp_field_means_near (diffuse, 1, &share, SMOOTH_MM / cell_mm, LEAST_SHARE, &none);
  for (gint i = 0; i < n; i++)
    diffuse->data[i] = MAX (diffuse->data[i], LEAST_LIGHT);
  smp_field_clear (&share);
  g_free (glare.data);
}

/* The light, but no darker and no paler than what counts. */
static void
limit_light (const SmpField *diffuse, const SmpField *inside, SmpField *limited)
{
  gsize              all = (gsize) diffuse->width * (gsize) diffuse->height, n = 0;
  g_autofree gfloat *values = g_new (gfloat, MAX (all, 1));
  gfloat             least, most;

  for (gsize i = 0; i < all; i++)
    if (inside->data[i] > 0.0f)
      values[n++] = diffuse->data[i];
  least = smp_quantile (values, n, DARKEST_PART);
  most  = smp_quantile (values, n, 1.0 - PALEST_PART);
  smp_field_init (limited, diffuse->width, diffuse->height);
  for (gsize i = 0; i < all; i++)
    limited->data[i] = MAX (CLAMP (diffuse->data[i], least, most), LEAST_LIGHT);
}

/* The mean of light to a power around, which is nearly the darkest or the palest of it. */
static void
find_extreme (const SmpField *limited,
              const SmpField *inside,
              gdouble         cell_mm,
              gfloat          power,
              SmpField       *extreme)
{
  static const gfloat bright = 1.0f;

  gint     n = limited->width * limited->height;
  SmpField share;

  smp_field_init (extreme, limited->width, limited->height);
  smp_field_init (&share, limited->width, limited->height);
  for (gint i = 0; i < n; i++)
    {
      share.data[i]    = inside->data[i];
      extreme->data[i] = inside->data[i] * powf (limited->data[i], power);
    }
  smp_field_means_from_far (extreme, 1, &share, AROUND_MM / cell_mm, &bright);
  for (gint i = 0; i < n; i++)
    extreme->data[i] = powf (extreme->data[i], 1.0f / power);
  smp_field_clear (&share);
}

/* Whether a cell that has all the dots that the common tone asks for is paler than the darkest
 * around by what is seen. */
static gboolean
stays_paler (gfloat diffuse, gfloat tone, gfloat darkest, gdouble most)
{
  gdouble taken = CLAMP ((gdouble) logf (diffuse / tone), 0.0, most);

  return (gdouble) logf (diffuse / darkest) - taken > SEEN_DEPTH;
}

gdouble
smp_even_out (const SmpPlane  *light,
              const SmpPlane  *region,
              gdouble          cell_mm,
              const SmpParams *params,
              SmpPlane        *shares)
{
  gfloat   part = (gfloat) (0.01 * params->even_out_percent);
  gdouble  most, area = 0.0, paler = 0.0;
  SmpField diffuse, inside, limited, darkest, palest;

  g_return_val_if_fail (light->components == 3 && region->components == 1 &&
                          shares->components == 1,
                        0.0);
  g_return_val_if_fail (cell_mm > 0.0, 0.0);

  most = depth_of_all_dots (params);
  read_light (light, region, cell_mm, &diffuse, &inside);
  limit_light (&diffuse, &inside, &limited);
  find_extreme (&limited, &inside, cell_mm, -POWER, &darkest);
  find_extreme (&limited, &inside, cell_mm, POWER, &palest);
  smp_field_clear (&limited);
  for (gint i = 0; i < light->width * light->height; i++)
    {
      /* Darker than all dots make the palest no place is to become, or they would be told apart as
       * before. */
      gfloat  tone  = MAX (darkest.data[i], palest.data[i] * (gfloat) exp (-most));
      gdouble depth = (gdouble) logf (diffuse.data[i] / tone);
      gfloat  needs = (gfloat) CLAMP (depth / MAX (most, LEAST_DEPTH), 0.0, 1.0);

      shares->data[i] = inside.data[i] > 0.0f ? 1.0f - part + part * needs : 0.0f;
      area += (gdouble) inside.data[i];
      if (stays_paler (diffuse.data[i], tone, darkest.data[i], most))
        paler += (gdouble) inside.data[i];
    }
  smp_field_clear (&diffuse);
  smp_field_clear (&inside);
  smp_field_clear (&darkest);
  smp_field_clear (&palest);
  return paler / MAX (area, 1e-9);
}
