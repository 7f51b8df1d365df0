/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "bareness.h"
#include "exact-math.h"
#include "smp/craft.h"

#define DARKER_FROM  0.35
#define DARKER_TO    1.05
#define FOREIGN_FROM 0.25
#define FOREIGN_TO   0.60

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
