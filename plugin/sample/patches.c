/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is bare other than a strip's scar: patches of lost hair, which stand in the scar's place,
 * and the pale dots that a follicle harvest leaves. */

#include "sample.h"

#include <math.h>

#include "noise.h"

#define DARTS        4000
#define PUNCH_CELL   1.0  /* at most one dot in such a square */
#define PUNCH_RADIUS 0.45 /* mean, as the usual punches of 0.8 to 1 mm leave */

/* Thrown until they cover the share of the frame that was asked for; they keep apart from each
 * other by a part of their size, and lie a little within the frame.
 */
void
sample_patches_init (SampleScene *scene)
{
  const SampleOptions *options = &scene->options;
  guint32              seed    = options->seed + 131u;
  gdouble              width   = options->width_px / options->px_per_mm;
  gdouble              height  = options->height_px / options->px_per_mm;
  gdouble              left    = scene->centre_x_mm - 0.5 * width;
  gdouble              top     = scene->centre_y_mm - 0.5 * height;
  gdouble              wanted  = options->patches * width * height;

  scene->n_patches = 0;
  for (guint32 dart = 0; dart < DARTS && wanted > 0.0 && scene->n_patches < SAMPLE_MOST_PATCHES;
       dart++)
    {
      SamplePatch patch;
      gboolean    free_place = TRUE;

      patch.radius_mm = 0.5 * options->patch_mm * (0.65 + 0.7 * sample_uniform (seed, dart, 0));
      patch.x_mm      = left + width * sample_uniform (seed, dart, 1);
      patch.y_mm      = top + height * sample_uniform (seed, dart, 2);
      patch.seed      = sample_hash (seed, dart, 3);
      for (gint i = 0; i < scene->n_patches; i++)
        {
          const SamplePatch *other = &scene->patch[i];

          if (hypot (other->x_mm - patch.x_mm, other->y_mm - patch.y_mm) <
              1.25 * (other->radius_mm + patch.radius_mm))
            free_place = FALSE;
        }
      if (!free_place)
        continue;

      scene->patch[scene->n_patches++] = patch;
      wanted -= G_PI * patch.radius_mm * patch.radius_mm;
    }
}

/* Distance from the nearest patch's edge, negative outside.
 */
gdouble
sample_patches_inside_mm (const SampleScene *scene, gdouble x_mm, gdouble y_mm)
{
  gdouble inside = -G_MAXDOUBLE;

  for (gint i = 0; i < scene->n_patches; i++)
    {
      const SamplePatch *patch = &scene->patch[i];
      gdouble            x     = x_mm - patch->x_mm;
      gdouble            y     = y_mm - patch->y_mm;
      gdouble            away  = hypot (x, y);
      gdouble            wave  = 0.0;

      /* Far away nothing asks for the wandering edge. */
      if (away < 2.0 * patch->radius_mm)
        wave =
          0.55 * sample_fractal (patch->seed, x / patch->radius_mm, y / patch->radius_mm, 0.3, 2);
      inside = MAX (inside, patch->radius_mm * (1.0 + wave) - away);
    }

  return inside;
}

/* How much of a harvest's pale dot is at a place, with a soft edge; margin makes the dots larger.
 */
gdouble
sample_punch (const SampleScene *scene, gdouble x_mm, gdouble y_mm, gdouble margin_mm)
{
  gdouble chance = scene->options.punches_per_cm2 * PUNCH_CELL * PUNCH_CELL / 100.0;
  gint    column = (gint) floor (x_mm / PUNCH_CELL);
  gint    row    = (gint) floor (y_mm / PUNCH_CELL);
  gdouble most   = 0.0;

  if (chance <= 0.0)
    return 0.0;

  for (gint j = row - 1; j <= row + 1; j++)
    for (gint i = column - 1; i <= column + 1; i++)
      {
        guint32 seed = sample_hash (scene->options.seed + 137u, (guint32) i, (guint32) j);
        gdouble radius, away;

        if (sample_uniform (seed, 0, 0) >= chance)
          continue;

        radius = PUNCH_RADIUS * (0.8 + 0.4 * sample_uniform (seed, 1, 0)) + margin_mm;
        away   = hypot (x_mm - PUNCH_CELL * (i + sample_uniform (seed, 2, 0)),
                        y_mm - PUNCH_CELL * (j + sample_uniform (seed, 3, 0)));
        most   = MAX (most, 1.0 - sample_smoothstep (radius - 0.25, radius + 0.15, away));
      }

  return most;
}
