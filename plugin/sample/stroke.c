/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws clipped hairs: a dark follicle with a tapering stroke, in a faint
 * cool halo, which is the part of the hair below the skin.  Everything is
 * the share of light that passes, per channel, averaged over each pixel's
 * area, so that thin hairs darken as much as they should at any scale.
 */

#include "sample.h"

#include <math.h>

#include "noise.h"

#define TAPER         0.20
#define FADE          0.30
#define HALO_SIGMA_MM 0.25
#define HALO_DEPTH    0.24
#define BULB_SIGMA    0.75 /* of the hair's diameter */
#define BULB_DEPTH    0.28

typedef struct
{
  gdouble x_px, y_px;   /* the root */
  gdouble run_x, run_y; /* unit vector from root to tip */
  gdouble length_px;
  gdouble half_px;
  gdouble dark;
  gdouble halo;
  gdouble halo_px;
  gdouble glint; /* share of white light, and its place */
  gdouble glint_x, glint_y;
  gdouble pass[3]; /* the light that a wholly covered pixel returns */
} Stroke;

/* How much of a pixel's width, centred at place, lies within -half to half.
 */
static inline gdouble
overlap (gdouble place, gdouble low, gdouble high)
{
  return MAX (0.0, MIN (high, place + 0.5) - MAX (low, place - 0.5));
}

static gdouble
stroke_cover (const Stroke *stroke, gdouble x, gdouble y)
{
  gdouble along  = x * stroke->run_x + y * stroke->run_y;
  gdouble across = x * stroke->run_y - y * stroke->run_x;
  gdouble part   = CLAMP (along / stroke->length_px, 0.0, 1.0);
  gdouble half   = stroke->half_px * (1.0 + TAPER * (1.0 - 2.0 * part));
  gdouble bulb   = BULB_SIGMA * 2.0 * stroke->half_px;
  gdouble wide2  = bulb * bulb + 1.0 / 12.0;
  gdouble cover;

  cover = overlap (across, -half, half) * overlap (along, -stroke->half_px, stroke->length_px) *
          (1.0 - FADE * part);

  /* The follicle's mouth, a soft dot at the root. */
  cover += BULB_DEPTH * bulb * bulb / wide2 * exp (-0.5 * (x * x + y * y) / wide2);

  return MIN (1.0, cover) * stroke->dark;
}

static void
stroke_draw (const Stroke *stroke, SamplePicture *picture)
{
  gdouble reach = 2.0 + 3.0 * stroke->halo_px;
  gdouble tip_x = stroke->x_px + stroke->run_x * stroke->length_px;
  gdouble tip_y = stroke->y_px + stroke->run_y * stroke->length_px;
  gint    left  = MAX (0, (gint) (MIN (stroke->x_px, tip_x) - reach));
  gint    right = MIN (picture->width_px - 1, (gint) (MAX (stroke->x_px, tip_x) + reach));
  gint    top   = MAX (0, (gint) (MIN (stroke->y_px, tip_y) - reach));
  gint    base  = MIN (picture->height_px - 1, (gint) (MAX (stroke->y_px, tip_y) + reach));
  gdouble fall  = -0.5 / (stroke->halo_px * stroke->halo_px);

  for (gint j = top; j <= base; j++)
    for (gint i = left; i <= right; i++)
      {
        static const gdouble halo_rgb[3] = { 1.0, 0.94, 0.82 };
        gfloat *pass  = picture->hair + 4 * ((gsize) j * (gsize) picture->width_px + (gsize) i);
        gdouble x     = i + 0.5 - stroke->x_px;
        gdouble y     = j + 0.5 - stroke->y_px;
        gdouble cover = stroke_cover (stroke, x, y);
        gdouble halo  = stroke->halo * exp (fall * (x * x + y * y));

        for (gint c = 0; c < 3; c++)
          pass[c] *=
            (gfloat) ((1.0 - cover * (1.0 - stroke->pass[c])) * (1.0 - halo * halo_rgb[c]));
        pass[3] +=
          (gfloat) (stroke->glint * cover *
                    exp (-0.5 * (pow (x - stroke->glint_x, 2.0) + pow (y - stroke->glint_y, 2.0))));
      }
}

/* What hair returns of the light that bare skin would: brown hair, which
 * goes with light skin, more of the red, and where the view grazes the skin, light comes through
 * between the hairs from behind.
 */
void
sample_hair_colour (const SampleScene *scene, const SampleHair *hair, gdouble pass[3])
{
  static const gdouble redder[3] = { 1.6, 0.7, 0.2 };
  gdouble              graze     = 1.0 - hair->facing;
  gdouble              brown     = hair->brown * hair->brown / (1.0 + scene->options.skin);

  for (gint c = 0; c < 3; c++)
    pass[c] = MIN (0.9, scene->hair_rgb[c] / scene->skin_rgb[c] * (1.0 + redder[c] * brown) +
                          0.42 * graze * graze * graze);
}

static void
stroke_init (Stroke *stroke, const SampleScene *scene, const SampleHair *hair)
{
  gdouble tip_x, tip_y;

  sample_scene_to_px (scene, hair->x_mm, hair->y_mm, &stroke->x_px, &stroke->y_px);
  sample_scene_to_px (scene, hair->x_mm + hair->run_x_mm, hair->y_mm + hair->run_y_mm, &tip_x,
                      &tip_y);

  stroke->run_x     = tip_x - stroke->x_px;
  stroke->run_y     = tip_y - stroke->y_px;
  stroke->length_px = hypot (stroke->run_x, stroke->run_y) + 1e-6;
  stroke->run_x /= stroke->length_px;
  stroke->run_y /= stroke->length_px;
  stroke->half_px = 0.5 * hair->diameter_mm * scene->options.px_per_mm;
  stroke->halo_px = HALO_SIGMA_MM * scene->options.px_per_mm;
  stroke->dark    = hair->darkness * sample_smoothstep (-0.25, 0.3, hair->facing);
  stroke->halo    = HALO_DEPTH * hair->darkness * hair->facing;
  stroke->glint   = hair->glint;
  stroke->glint_x = 0.5 * stroke->run_x * stroke->length_px;
  stroke->glint_y = 0.5 * stroke->run_y * stroke->length_px;

  sample_hair_colour (scene, hair, stroke->pass);
}

/* Draws the hairs that a scarred head has, or only those that it lacks.
 */
void
sample_hair_draw (const SampleScene *scene,
                  const GArray      *hairs,
                  gboolean           only_in_scar,
                  SamplePicture     *picture)
{
  for (guint i = 0; i < hairs->len; i++)
    {
      const SampleHair *hair = &g_array_index (hairs, SampleHair, i);
      gboolean          lost = hair->in_scar && !hair->stray;
      Stroke            stroke;

      if (lost != only_in_scar)
        continue;

      stroke_init (&stroke, scene, hair);
      stroke_draw (&stroke, picture);
    }
}
