/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What gradients, bends and crossings make of a hair.  A strand that bends is an arc of a circle on
 * the picture plane, known by its chord and by the angle through which it turns. */

#include "sample.h"

#include <math.h>

#include "noise.h"

/* More than this, curls of a photo are knots. */
#define MOST_TURN_RAD 5.6

/* How far along the gradients a place is, 0 at their start to 1 at their end.
 */
gdouble
sample_gradient (const SampleScene *scene, gdouble x_mm, gdouble y_mm)
{
  gdouble turn  = scene->options.gradient_turn_deg * G_PI / 180.0;
  gdouble reach = 0.5 * scene->options.gradient_reach_mm;

  return sample_smoothstep (-reach, reach,
                            cos (turn) * (y_mm - scene->scar_y_mm) + sin (turn) * x_mm);
}

/* Whether the hair is drawn as strands rather than as the plain stubble.
 */
gboolean
sample_has_strands (const SampleOptions *options)
{
  return options->length_start_mm > 0.0 || options->bend_per_mm > 0.0 || options->curl_per_mm > 0.0;
}

/* The clipped length at a place, not yet foreshortened, or 0 for plain stubble.
 */
gdouble
sample_clipped_mm (const SampleScene *scene, gdouble x_mm, gdouble y_mm)
{
  const SampleOptions *options = &scene->options;
  gdouble end = options->length_end_mm > 0.0 ? options->length_end_mm : options->length_start_mm;

  if (options->length_start_mm <= 0.0)
    return 0.0;

  return sample_mix (options->length_start_mm, end, sample_gradient (scene, x_mm, y_mm));
}

/* The longest strand of the picture, at least that of the plain stubble.
 */
gdouble
sample_longest_mm (const SampleOptions *options)
{
  return MAX (2.0, 1.4 * MAX (options->length_start_mm, options->length_end_mm));
}

/* Bends a straight hair, whose run is the direction and the length that it has so far.
 */
void
sample_strand_bend (SampleHair *hair, gdouble per_mm)
{
  gdouble length = hypot (hair->run_x_mm, hair->run_y_mm);
  gdouble turn   = CLAMP (per_mm * length, -MOST_TURN_RAD, MOST_TURN_RAD);
  gdouble chord  = fabs (turn) < 1e-6 ? 1.0 : sin (0.5 * turn) / (0.5 * turn);
  gdouble x      = hair->run_x_mm;
  gdouble y      = hair->run_y_mm;

  hair->turn_rad = turn;
  hair->run_x_mm = chord * (cos (0.5 * turn) * x - sin (0.5 * turn) * y);
  hair->run_y_mm = chord * (sin (0.5 * turn) * x + cos (0.5 * turn) * y);
}

/* Along the strand, as seen.
 */
gdouble
sample_strand_length_mm (const SampleHair *hair)
{
  gdouble chord = hypot (hair->run_x_mm, hair->run_y_mm);

  return fabs (hair->turn_rad) < 1e-6 ? chord
                                      : chord * 0.5 * hair->turn_rad / sin (0.5 * hair->turn_rad);
}

/* A place on the strand, share 0 at the root and 1 at the tip.
 */
void
sample_strand_place (const SampleHair *hair, gdouble share, gdouble *x_mm, gdouble *y_mm)
{
  gdouble turn = hair->turn_rad;
  gdouble along, aside;

  if (fabs (turn) < 1e-6)
    {
      along = share;
      aside = 0.0;
    }
  else
    {
      /* The chord from the root to a part of the arc, in units of the whole chord; it leads away
       * from the whole one by half of what is left to turn. */
      gdouble part  = sin (0.5 * turn * share) / sin (0.5 * turn);
      gdouble angle = 0.5 * turn * (share - 1.0);

      along = part * cos (angle);
      aside = part * sin (angle);
    }

  *x_mm = hair->x_mm + along * hair->run_x_mm - aside * hair->run_y_mm;
  *y_mm = hair->y_mm + along * hair->run_y_mm + aside * hair->run_x_mm;
}

gboolean
sample_strand_is_too_long (const SampleHair *hair)
{
  return sample_strand_length_mm (hair) > SAMPLE_TOO_LONG_MM;
}
