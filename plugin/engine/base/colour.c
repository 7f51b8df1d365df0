/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "smp/colour.h"

gdouble
smp_srgb_decode (gdouble encoded)
{
  return encoded <= 0.04045 ? encoded / 12.92 : pow ((encoded + 0.055) / 1.055, 2.4);
}

gdouble
smp_srgb_encode (gdouble light)
{
  return light <= 0.0031308 ? light * 12.92 : 1.055 * pow (light, 1.0 / 2.4) - 0.055;
}

static gdouble
lab_curve (gdouble t)
{
  return t > 216.0 / 24389.0 ? cbrt (t) : (t * 24389.0 / 27.0 + 16.0) / 116.0;
}

void
smp_colour_set (SmpColour *colour, const gdouble rgb[3])
{
  static const gdouble to_xyz[3][3] = { { 0.4123908, 0.3575843, 0.1804808 },
                                        { 0.2126390, 0.7151687, 0.0721923 },
                                        { 0.0193308, 0.1191948, 0.9505322 } };
  static const gdouble white[3]     = { 0.9504559, 1.0, 1.0890578 };
  gdouble              f[3];

  for (gint i = 0; i < 3; i++)
    {
      gdouble sum = 0.0;

      for (gint c = 0; c < 3; c++)
        sum += to_xyz[i][c] * MAX (rgb[c], 0.0);
      f[i]           = lab_curve (sum / white[i]);
      colour->rgb[i] = rgb[i];
    }
  colour->lab[0] = 116.0 * f[1] - 16.0;
  colour->lab[1] = 500.0 * (f[0] - f[1]);
  colour->lab[2] = 200.0 * (f[1] - f[2]);
}

gdouble
smp_delta_e_76 (const SmpColour *a, const SmpColour *b)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < 3; i++)
    sum += (a->lab[i] - b->lab[i]) * (a->lab[i] - b->lab[i]);
  return sqrt (sum);
}

static gdouble
hue_deg (gdouble a, gdouble b)
{
  gdouble hue = fabs (a) + fabs (b) < 1e-12 ? 0.0 : atan2 (b, a) * 180.0 / G_PI;

  return hue < 0.0 ? hue + 360.0 : hue;
}

static gdouble
cos_deg (gdouble degrees)
{
  return cos (degrees * G_PI / 180.0);
}

static gdouble
seventh_root_term (gdouble chroma)
{
  gdouble c7 = pow (chroma, 7.0);

  return sqrt (c7 / (c7 + 6103515625.0));
}

/* Hues that are so far from blue that their turn is less than the last digit of the sum: skin's. */
#define FAR_FROM_BLUE 50.0

gdouble
smp_delta_e_2000 (const SmpColour *a, const SmpColour *b)
{
  gdouble c_mean = 0.5 * (hypot (a->lab[1], a->lab[2]) + hypot (b->lab[1], b->lab[2]));
  gdouble g      = 1.0 + 0.5 * (1.0 - seventh_root_term (c_mean));
  gdouble c1 = hypot (g * a->lab[1], a->lab[2]), c2 = hypot (g * b->lab[1], b->lab[2]);
  gdouble h1 = hue_deg (g * a->lab[1], a->lab[2]), h2 = hue_deg (g * b->lab[1], b->lab[2]);
  gdouble dl = b->lab[0] - a->lab[0], dc = c2 - c1, dh = h2 - h1, h = h1 + h2;
  gdouble l50 = pow (0.5 * (a->lab[0] + b->lab[0]) - 50.0, 2.0), c = 0.5 * (c1 + c2);
  gdouble t, blue, sl, sc, sh, rt;

  if (c1 * c2 < 1e-12)
    dh = 0.0;
  else if (fabs (dh) > 180.0)
    {
      dh -= dh > 0.0 ? 360.0 : -360.0;
      h += h < 360.0 ? 360.0 : -360.0;
    }
  if (c1 * c2 >= 1e-12)
    h *= 0.5;
  dh = 2.0 * sqrt (c1 * c2) * sin (0.5 * dh * G_PI / 180.0);
  t  = 1.0 - 0.17 * cos_deg (h - 30.0) + 0.24 * cos_deg (2.0 * h) + 0.32 * cos_deg (3.0 * h + 6.0) -
      0.20 * cos_deg (4.0 * h - 63.0);
  blue = pow ((h - 275.0) / 25.0, 2.0);
  sl   = dl / (1.0 + 0.015 * l50 / sqrt (20.0 + l50));
  sc   = dc / (1.0 + 0.045 * c);
  sh   = dh / (1.0 + 0.015 * c * t);
  rt = blue < FAR_FROM_BLUE ? -sin (60.0 * exp (-blue) * G_PI / 180.0) * 2.0 * seventh_root_term (c)
                            : 0.0;
  return sqrt (sl * sl + sc * sc + sh * sh + rt * sc * sh);
}
