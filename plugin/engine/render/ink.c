/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/choices.h"
#include "base/exact-math.h"
#include "base/same-math.h"
#include "smp/fade.h"
#include "smp/skin.h"

#define N_CHANNELS 3

void
smp_ink_init (SmpInk *ink, const SmpParams *params)
{
  static const gdouble sigma_s[N_CHANNELS] = { 0.74, 0.88, 1.01 };
  static const gdouble sigma_a[N_CHANNELS] = { 0.032, 0.17, 0.48 };
  const gdouble       *absorption;
  gdouble              depth_mm;

  g_return_if_fail (ink != NULL && params != NULL);

  absorption = smp_pigment_choices[CLAMP (params->pigment, 0, N_smp_pigment_choices - 1)].figures +
               PIGMENT_ABSORPTION;
  depth_mm = smp_fade_depth_mm (params);
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      gdouble s = 0.75 * sigma_s[c];
      gdouble a = 1.0 + 2.0 * sigma_a[c] / s;
      gdouble b = sqrt (a * a - 1.0);
      gdouble e = (gdouble) smp_exp ((gfloat) (-2.0 * b * s * depth_mm));

      /* sinh / (a sinh + b cosh), over R of an endless layer, a - b. */
      ink->haze[c]       = (gfloat) ((1.0 - e) / (a * (1.0 - e) + b * (1.0 + e)) / (a - b));
      ink->absorption[c] = (gfloat) absorption[c];
    }
  smp_fade_absorption (params, ink->absorption);
}
