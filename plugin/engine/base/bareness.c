/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bareness.h"
#include "base/same-math.h"
#include "exact-math.h"
#include "smp/craft.h"

#define DARKER_FROM  0.35
#define DARKER_TO    1.05
#define FOREIGN_FROM 0.25
#define FOREIGN_TO   0.60

/* Shine is lighter than skin by this; skin whose blue is so near to its red hides white. */
#define LIGHTER_FROM 0.05
#define MOST_RATIO   0.95

/* Below it, as a share of white, a camera's noise decides. */
#define DARKEST 0.002

enum
{
  LIGHT = SMP_SKIN_LIGHT,
  RED_GREEN,
  GREEN_BLUE
};

void
smp_skin_traits (const gfloat *rgb, gdouble traits[SMP_N_SKIN_TRAITS])
{
  gdouble r = MAX ((gdouble) rgb[0], DARKEST), g = MAX ((gdouble) rgb[1], DARKEST);
  gdouble b = MAX ((gdouble) rgb[2], DARKEST);

  traits[LIGHT]      = log (SMP_LUMA_R * r + SMP_LUMA_G * g + SMP_LUMA_B * b);
  traits[RED_GREEN]  = log (r / g);
  traits[GREEN_BLUE] = log (g / b);
}

gfloat
smp_bareness (const gdouble traits[SMP_N_SKIN_TRAITS], const gdouble skin[SMP_N_SKIN_TRAITS])
{
  gdouble darker = skin[LIGHT] - traits[LIGHT];
  gdouble red    = traits[RED_GREEN] - skin[RED_GREEN];
  gdouble blue   = traits[GREEN_BLUE] - skin[GREEN_BLUE];
  gdouble other  = sqrt (red * red + blue * blue);

  return (gfloat) ((1.0 - smp_rise (DARKER_FROM, DARKER_TO, darker)) *
                   (1.0 - smp_rise (FOREIGN_FROM, FOREIGN_TO, other)));
}

gfloat
smp_bareness_below_shine (const gfloat *rgb, const gdouble skin[SMP_N_SKIN_TRAITS])
{
  const gdouble ratio    = exp (-skin[RED_GREEN] - skin[GREEN_BLUE]);
  const gfloat  white    = (gfloat) (((gdouble) rgb[2] - ratio * (gdouble) rgb[0]) / (1.0 - ratio));
  const gfloat  below[3] = { rgb[0] - white, rgb[1] - white, rgb[2] - white };
  gdouble       traits[SMP_N_SKIN_TRAITS];

  smp_skin_traits (rgb, traits);
  if (ratio > MOST_RATIO || traits[LIGHT] < skin[LIGHT] + LIGHTER_FROM || !(white > 0.0f))
    return 0.0f;
  smp_skin_traits (below, traits);
  return smp_bareness (traits, skin);
}
