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

/* Strands are drawn in straight pieces of about this length. */
#define STRAND_PIECE_PX 4.0

/* Several stand in one pore, whose halos add up to one. */
#define STRAND_HALO 0.45

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

/* How much of each pixel a strand covers, in a buffer of its own, so that the joints between its
 * pieces count once.  Strands are even in darkness and run out in a short point.
 */
static void
strand_cover (const SampleScene *scene,
              const SampleHair  *hair,
              const Stroke      *stroke,
              const SampleArea  *area,
              gfloat            *cover)
{
  gdouble length = sample_strand_length_mm (hair) * scene->options.px_per_mm;
  gint    pieces = (gint) ceil (length / STRAND_PIECE_PX + fabs (hair->turn_rad) / 0.3);
  gdouble reach  = stroke->half_px + 1.0;
  gdouble from_x = stroke->x_px, from_y = stroke->y_px, done = 0.0;

  for (gint k = 1; k <= pieces; k++)
    {
      gdouble x_mm, y_mm, to_x, to_y, run_x, run_y, side;

      sample_strand_place (hair, (gdouble) k / pieces, &x_mm, &y_mm);
      sample_scene_to_px (scene, x_mm, y_mm, &to_x, &to_y);
      run_x = to_x - from_x;
      run_y = to_y - from_y;
      side  = hypot (run_x, run_y) + 1e-9;
      run_x /= side;
      run_y /= side;

      for (gint j = MAX (area->top_px, (gint) floor (MIN (from_y, to_y) - reach));
           j < MIN (area->bottom_px, (gint) ceil (MAX (from_y, to_y) + reach)); j++)
        for (gint i = MAX (area->left_px, (gint) floor (MIN (from_x, to_x) - reach));
             i < MIN (area->right_px, (gint) ceil (MAX (from_x, to_x) + reach)); i++)
          {
            gdouble x      = i + 0.5 - from_x;
            gdouble y      = j + 0.5 - from_y;
            gdouble along  = x * run_x + y * run_y;
            gdouble across = x * run_y - y * run_x;
            gdouble part   = CLAMP ((done + along) / length, 0.0, 1.0);
            gdouble point =
              CLAMP ((1.0 - part) * length / (3.0 * stroke->half_px + 1e-9), 0.0, 1.0);
            gdouble half = stroke->half_px * (0.55 + 0.45 * point);
            gfloat *here = cover +
                           (gsize) (j - area->top_px) * (gsize) (area->right_px - area->left_px) +
                           (gsize) (i - area->left_px);
            gdouble value = overlap (across, -half, half) *
                            overlap (along, k == 1 ? -0.5 * stroke->half_px : -1.0,
                                     k == pieces ? side : side + 1.0);

            *here = MAX (*here, (gfloat) value);
          }
      from_x = to_x;
      from_y = to_y;
      done += side;
    }
}

/* A pixel's light through a strand, its follicle's mouth and the hair below the skin.
 */
static void
strand_pixel (const SampleScene *scene,
              const Stroke      *stroke,
              gint               x_px,
              gint               y_px,
              gdouble            cover,
              gfloat            *pass)
{
  gdouble shade       = scene->options.root_shade;
  gdouble halo_rgb[3] = { 1.0, 0.94 - 0.08 * MIN (shade, 2.0), 0.82 - 0.18 * MIN (shade, 2.0) };
  gdouble x           = x_px + 0.5 - stroke->x_px;
  gdouble y           = y_px + 0.5 - stroke->y_px;
  gdouble away2       = x * x + y * y;
  gdouble halo        = away2 < 9.0 * stroke->halo_px * stroke->halo_px
                          ? stroke->halo * exp (-0.5 * away2 / (stroke->halo_px * stroke->halo_px))
                          : 0.0;
  gdouble bright      = MIN (1.0, 1.6 * stroke->glint);
  gdouble dark        = cover * stroke->dark * (1.0 - 0.7 * bright);

  for (gint c = 0; c < 3; c++)
    pass[c] *= (gfloat) ((1.0 - dark * (1.0 - stroke->pass[c])) * (1.0 - halo * halo_rgb[c]));
  if (stroke->glint > 0.0)
    {
      gdouble dx = x - stroke->glint_x;
      gdouble dy = y - stroke->glint_y;

      pass[3] +=
        (gfloat) (stroke->glint * cover *
                  exp (-2.0 * (dx * dx + dy * dy) / (stroke->length_px * stroke->length_px)));
    }
}

static void
strand_draw (const SampleScene *scene,
             const SampleHair  *hair,
             const Stroke      *stroke,
             SamplePicture     *picture)
{
  gdouble    left = stroke->x_px, right = left, top = stroke->y_px, base = top;
  gdouble    halo  = 3.0 * stroke->halo_px;
  gdouble    reach = stroke->half_px + 1.5;
  SampleArea area;
  gfloat    *cover;

  for (gint k = 1; k <= 8; k++)
    {
      gdouble x_mm, y_mm, x_px, y_px;

      sample_strand_place (hair, k / 8.0, &x_mm, &y_mm);
      sample_scene_to_px (scene, x_mm, y_mm, &x_px, &y_px);
      left  = MIN (left, x_px);
      right = MAX (right, x_px);
      top   = MIN (top, y_px);
      base  = MAX (base, y_px);
    }

  /* Eight chords stay within the arc by less than a tenth of it. */
  reach += 0.1 * fabs (hair->turn_rad) * stroke->length_px;
  area.left_px   = MAX (0, (gint) (MIN (left - reach, stroke->x_px - halo)));
  area.right_px  = MIN (picture->width_px, (gint) (MAX (right + reach, stroke->x_px + halo)) + 1);
  area.top_px    = MAX (0, (gint) (MIN (top - reach, stroke->y_px - halo)));
  area.bottom_px = MIN (picture->height_px, (gint) (MAX (base + reach, stroke->y_px + halo)) + 1);
  if (area.right_px <= area.left_px || area.bottom_px <= area.top_px)
    return;

  cover = g_new0 (gfloat,
                  (gsize) (area.right_px - area.left_px) * (gsize) (area.bottom_px - area.top_px));
  strand_cover (scene, hair, stroke, &area, cover);
  for (gint j = area.top_px; j < area.bottom_px; j++)
    for (gint i = area.left_px; i < area.right_px; i++)
      strand_pixel (scene, stroke, i, j,
                    (gdouble)
                      cover[(gsize) (j - area.top_px) * (gsize) (area.right_px - area.left_px) +
                            (gsize) (i - area.left_px)],
                    picture->hair + 4 * ((gsize) j * (gsize) picture->width_px + (gsize) i));
  g_free (cover);
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
  stroke->halo    = HALO_DEPTH * hair->darkness * hair->facing * (hair->vellus ? 0.2 : 1.0);
  if (hair->is_strand)
    {
      stroke->halo = MIN (0.6, stroke->halo * (STRAND_HALO + scene->options.root_shade));
      stroke->halo_px *= 1.0 + 0.25 * scene->options.root_shade;
    }
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
      if (hair->is_strand)
        strand_draw (scene, hair, &stroke, picture);
      else
        stroke_draw (&stroke, picture);
    }
}
