/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "features.h"
#include "smp/craft.h"

/* The neighbourhood, in samples; and what differs less than this, in optical density, is flat. */
#define NEAR_PX    5.0
#define FLAT_DEPTH 0.03f

/* Darker than this share of white is black. */
#define BLACK 2e-3f

static void
read_light (const SmpPlane *photo, SmpField *light)
{
  smp_field_init (light, photo->width, photo->height);
  for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
    {
      const gfloat *rgb = photo->data + i * (gsize) photo->components;

      light->data[i] = (gfloat) SMP_LUMA_R * smp_light_of (rgb[0]) +
                       (gfloat) SMP_LUMA_G * smp_light_of (rgb[1]) +
                       (gfloat) SMP_LUMA_B * smp_light_of (rgb[2]);
    }
}

/* Means over squares of step samples, of any size. */
static void
reduce (const SmpField *light, gdouble step, SmpField *reduced)
{
  const gint n = MAX (1, (gint) ceil (step));

  smp_field_init (reduced, (gint) ceil (light->width / step), (gint) ceil (light->height / step));
  for (gint j = 0; j < reduced->height; j++)
    for (gint i = 0; i < reduced->width; i++)
      {
        gfloat sum = 0.0f;

        for (gint k = 0; k < n * n; k++)
          sum += smp_field_at (light, (gfloat) ((i + (k % n + 0.5) / n) * step - 0.5),
                               (gfloat) ((j + (k / n + 0.5) / n) * step - 0.5));
        smp_field_row (reduced, j)[i] = sum / (gfloat) (n * n);
      }
}

/* The logarithm of light, beside its neighbourhood's and in units of how that varies. */
static void
find_features (const SmpField *light, SmpField *features)
{
  const gsize size = (gsize) light->width * (gsize) light->height;
  SmpField    mean;

  smp_field_init (features, light->width, light->height);
  smp_field_init (&mean, light->width, light->height);
  for (gsize i = 0; i < size; i++)
    features->data[i] = logf (light->data[i] + BLACK);
  smp_field_blur (features, NEAR_PX, &mean);
  for (gsize i = 0; i < size; i++)
    {
      features->data[i] -= mean.data[i];
      mean.data[i] = features->data[i] * features->data[i];
    }
  smp_field_blur (&mean, NEAR_PX, &mean);
  for (gsize i = 0; i < size; i++)
    features->data[i] /= sqrtf (mean.data[i]) + FLAT_DEPTH;
  smp_field_clear (&mean);
}

void
smp_features_init (SmpFeatures *features, const SmpPlane *photo, gdouble times, gint n_levels)
{
  const gdouble finest = times * MAX (photo->width, photo->height) / (gdouble) SMP_FEATURES_MOST_PX;
  SmpField      light, reduced;

  *features = (SmpFeatures) { 0 };
  read_light (photo, &light);
  for (gint k = MIN (n_levels, SMP_FEATURES_LEVELS) - 1; k >= 0; k--)
    {
      features->step[k] = finest * (1 << (SMP_FEATURES_LEVELS - 1 - k));
      reduce (&light, features->step[k], &reduced);
      find_features (&reduced, &features->levels[k]);
      smp_field_clear (&reduced);
    }
  smp_field_clear (&light);
}

void
smp_features_clear (SmpFeatures *features)
{
  for (gint k = 0; k < SMP_FEATURES_LEVELS; k++)
    smp_field_clear (&features->levels[k]);
}
