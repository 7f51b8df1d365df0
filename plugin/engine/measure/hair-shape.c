/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The average hair: the photo around every found mark, turned into the mark's own frame and
 * averaged, so that noise and neighbours average out.  Its integral, the missing light, does not
 * depend on the photo's blur. */

#include <math.h>
#include <string.h>

#include "hair-shape.h"

#define ALONG_MM       1.2
#define ACROSS_MM      0.5
#define MAX_MARKS      800
#define SKIN_AT_SIGMAS 2.6
#define N_ALONG        40
#define N_ACROSS       26

/* The average light, R, G and B, at distances along and across; both signs are one. */
typedef struct
{
  gdouble along_step, across_step;
  gdouble light[N_ALONG][N_ACROSS][3];
} Patch;

static void
add_mark (const SmpMarkFinder *finder, const SmpFoundMark *mark, Patch *patch)
{
  for (gint i = 0; i < N_ALONG; i++)
    for (gint j = 0; j < N_ACROSS; j++)
      for (gint side = 0; side < 4; side++)
        {
          gfloat a = (gfloat) (i * patch->along_step) * (side & 1 ? -1.0f : 1.0f);
          gfloat b = (gfloat) (j * patch->across_step) * (side & 2 ? -1.0f : 1.0f);
          gfloat x = mark->x + a * mark->axis_x - b * mark->axis_y;
          gfloat y = mark->y + a * mark->axis_y + b * mark->axis_x;

          for (gint c = 0; c < 3; c++)
            patch->light[i][j][c] += 0.25 * (gdouble) smp_field_at (&finder->light[c], x, y);
        }
}

static guint
gather (const SmpMarkFinder *finder, Patch *patch)
{
  guint stride = finder->marks->len / MAX_MARKS + 1;
  guint n      = 0;

  memset (patch, 0, sizeof (Patch));
  patch->along_step  = ALONG_MM * finder->px_per_mm / (N_ALONG - 1);
  patch->across_step = ACROSS_MM * finder->px_per_mm / (N_ACROSS - 1);
  for (guint i = 0; i < finder->marks->len; i += stride)
    {
      const SmpFoundMark *mark = &g_array_index (finder->marks, SmpFoundMark, i);

      if (mark->strength > 0.6 * finder->typical && mark->strength < 1.6 * finder->typical)
        {
          add_mark (finder, mark, patch);
          n++;
        }
    }
  for (gint i = 0; i < N_ALONG; i++)
    for (gint j = 0; j < N_ACROSS; j++)
      for (gint c = 0; c < 3; c++)
        patch->light[i][j][c] /= MAX (n, 1);
  return n;
}

static inline gdouble
luma (const gdouble rgb[3])
{
  return SMP_LUMA_R * rgb[0] + SMP_LUMA_G * rgb[1] + SMP_LUMA_B * rgb[2];
}

/* Where a falling profile crosses half its height above its end. */
static gdouble
half_width (const gdouble *profile, gint n)
{
  gdouble half = 0.5 * profile[0];

  for (gint i = 1; i < n; i++)
    if (profile[i] < half)
      return i - 1 + (profile[i - 1] - half) / (profile[i - 1] - profile[i]);
  return n - 1;
}

/* The skin beside the mark: the brightest place across it. */
static gint
brightest_across (const Patch *patch)
{
  gint best = 1;

  for (gint j = 2; j < N_ACROSS; j++)
    if (luma (patch->light[0][j]) + luma (patch->light[1][j]) >
        luma (patch->light[0][best]) + luma (patch->light[1][best]))
      best = j;
  return best;
}

/* The width across: sigma of the Gaussian with the same half height.  The skin's level is taken
 * close by, so that the light that a hair's neighbours and its root under the skin take does not
 * count. */
static gint
measure_width (const Patch *patch, SmpMarkShape *shape)
{
  gint    skin = brightest_across (patch);
  gdouble across[N_ACROSS];

  for (gint round = 0; round < 4; round++)
    {
      for (gint j = 0; j <= skin; j++)
        across[j] = 1.0 - luma (patch->light[0][j]) / luma (patch->light[0][skin]);
      shape->darkening    = across[0];
      shape->sigma_across = half_width (across, skin + 1) * patch->across_step / 1.1774;
      skin = CLAMP ((gint) (SKIN_AT_SIGMAS * shape->sigma_across / patch->across_step + 0.5), 3,
                    brightest_across (patch));
    }
  return skin;
}

static void
measure_patch (const Patch *patch, SmpMarkShape *shape)
{
  gint    skin = measure_width (patch, shape), end;
  gint    core = CLAMP ((gint) (shape->sigma_across / patch->across_step), 0, skin - 1);
  gdouble along[N_ALONG];

  for (gint i = 0; i < N_ALONG; i++)
    {
      along[i] = 0.0;
      for (gint j = 0; j <= core; j++)
        along[i] += (1.0 - luma (patch->light[i][j]) / luma (patch->light[i][skin])) / (core + 1);
    }
  shape->length = 2.0 * half_width (along, N_ALONG) * patch->along_step;

  end = MIN (N_ALONG, (gint) (0.75 * shape->length / patch->along_step) + 1);
  memset (shape->mass_rgb, 0, sizeof shape->mass_rgb);
  for (gint i = 0; i < end; i++)
    for (gint j = 0; j < skin; j++)
      for (gint c = 0; c < 3; c++)
        shape->mass_rgb[c] += (i == 0 ? 1.0 : 2.0) * (j == 0 ? 1.0 : 2.0) * patch->along_step *
                              patch->across_step *
                              (1.0 - patch->light[i][j][c] / patch->light[i][skin][c]);
  shape->mass = luma (shape->mass_rgb);
}

gboolean
smp_mark_shape_measure (SmpMarkFinder *finder)
{
  Patch   *patch = g_new (Patch, 1);
  gboolean found = gather (finder, patch) >= 10;

  if (found)
    measure_patch (patch, &finder->shape);
  g_free (patch);
  return found;
}
