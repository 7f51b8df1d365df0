/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture at half scale is the full one, averaged. */

#include "fixture.h"

typedef struct
{
  gdouble l, a, b;
} Lab;

/* CIEDE2000 (Sharma, Wu, Dalal 2005). */
static gdouble
mean_hue (gdouble h1, gdouble h2, gdouble chroma_product)
{
  if (chroma_product == 0.0)
    return h1 + h2;
  if (fabs (h1 - h2) <= 180.0)
    return (h1 + h2) / 2.0;
  return h1 + h2 < 360.0 ? (h1 + h2 + 360.0) / 2.0 : (h1 + h2 - 360.0) / 2.0;
}

static gdouble
hue_of (gdouble a, gdouble b)
{
  gdouble h = a == 0.0 && b == 0.0 ? 0.0 : atan2 (b, a) * 180.0 / G_PI;

  return h < 0.0 ? h + 360.0 : h;
}

static gdouble
cosd (gdouble degrees)
{
  return cos (degrees * G_PI / 180.0);
}

static gdouble
delta_e (Lab p, Lab q)
{
  const gdouble p25 = 6103515625.0;
  gdouble       c7  = pow ((hypot (p.a, p.b) + hypot (q.a, q.b)) / 2.0, 7.0);
  gdouble       g   = 1.5 - 0.5 * sqrt (c7 / (c7 + p25));
  gdouble       c1 = hypot (g * p.a, p.b), c2 = hypot (g * q.a, q.b);
  gdouble       h1 = hue_of (g * p.a, p.b), h2 = hue_of (g * q.a, q.b);
  gdouble       dh = c1 * c2 == 0.0 ? 0.0 : remainder (h2 - h1, 360.0);
  gdouble       dH = 2.0 * sqrt (c1 * c2) * sin (dh / 2.0 * G_PI / 180.0);
  gdouble       l = (p.l + q.l) / 2.0 - 50.0, c = (c1 + c2) / 2.0;
  gdouble       h = mean_hue (h1, h2, c1 * c2);
  gdouble t = 1.0 - 0.17 * cosd (h - 30.0) + 0.24 * cosd (2.0 * h) + 0.32 * cosd (3.0 * h + 6.0) -
              0.20 * cosd (4.0 * h - 63.0);
  gdouble s_l = 1.0 + 0.015 * l * l / sqrt (20.0 + l * l), s_c = 1.0 + 0.045 * c;
  gdouble s_h  = 1.0 + 0.015 * c * t;
  gdouble turn = 60.0 * exp (-((h - 275.0) / 25.0) * ((h - 275.0) / 25.0));
  gdouble r_t  = -2.0 * sqrt (pow (c, 7.0) / (pow (c, 7.0) + p25)) * sin (turn * G_PI / 180.0);
  gdouble x = (q.l - p.l) / s_l, y = (c2 - c1) / s_c, z = dH / s_h;

  return sqrt (x * x + y * y + z * z + r_t * y * z);
}

static void
test_ciede2000_matches_published_pairs (void)
{
  static const struct
  {
    Lab     p, q;
    gdouble e;
  } pairs[] = {
    { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
    { { 50, 3.1571, -77.2803 }, { 50, 0, -82.7485 }, 2.8615 },
    { { 50, -1.3802, -84.2814 }, { 50, 0, -82.7485 }, 1.0000 },
    { { 50, 0, 0 }, { 50, -1, 2 }, 2.3669 },
    { { 50, 2.49, -0.001 }, { 50, -2.49, 0.0009 }, 7.1792 },
    { { 50, 2.49, -0.001 }, { 50, -2.49, 0.0011 }, 7.2195 },
    { { 50, -0.001, 2.49 }, { 50, 0.0011, -2.49 }, 4.7461 },
    { { 50, 2.5, 0 }, { 50, 0, -2.5 }, 4.3065 },
    { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
    { { 50, 2.5, 0 }, { 58, 24, 15 }, 19.4535 },
    { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
    { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
    { { 90.8027, -2.0831, 1.4410 }, { 91.1528, -1.6435, 0.0447 }, 1.4441 },
    { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_assert_cmpfloat_with_epsilon (delta_e (pairs[i].p, pairs[i].q), pairs[i].e, 1e-4);
      g_assert_cmpfloat_with_epsilon (delta_e (pairs[i].q, pairs[i].p), pairs[i].e, 1e-4);
    }
}

static gdouble
lab_curve (gdouble t)
{
  return t > 216.0 / 24389.0 ? cbrt (t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

/* Linear sRGB to CIELAB, white D65. */
static Lab
lab_of (const gdouble *rgb)
{
  gdouble x  = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
  gdouble y  = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
  gdouble z  = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
  gdouble fx = lab_curve (x / 0.95047), fy = lab_curve (y), fz = lab_curve (z / 1.08883);
  Lab     lab = { 116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz) };

  return lab;
}

/* The treated square of side_mm at that scale. */
static SmpPlane
treated_new (const SmpParams *base, gdouble px_per_mm, gdouble side_mm)
{
  SmpParams params  = *base;
  gint      size    = (gint) (side_mm * px_per_mm);
  SmpPlane  map     = density_new (0, 0, size, size, 1.0f);
  SmpPlane  pigment = plane_new (0, 0, size, size, 2), light = plane_new (0, 0, size, size, 4);

  params.photo_blur_px *= px_per_mm / params.px_per_mm;
  params.px_per_mm = px_per_mm;
  smp_stipple_render (&params, &map, &pigment);
  smp_skin_render (&params, &pigment, &light);
  g_free (map.data);
  g_free (pigment.data);
  return light;
}

/* Mean colour difference, on fair skin, of the picture at half scale to the full one's means. */
static gdouble
mean_difference (const SmpParams *params)
{
  static const gdouble skin[] = { 0.610, 0.376, 0.283 }; /* sRGB 205, 165, 145 */
  SmpPlane             full   = treated_new (params, params->px_per_mm, 24.0);
  SmpPlane             half   = treated_new (params, params->px_per_mm / 2.0, 24.0);
  gdouble              sum    = 0.0;

  for (gint y = 0; y < half.height; y++)
    for (gint x = 0; x < half.width; x++)
      {
        gdouble averaged[3], drawn[3];

        for (gint c = 0; c < 3; c++)
          {
            gfloat four = smp_plane_at (&full, 2 * x, 2 * y)[c] +
                          smp_plane_at (&full, 2 * x + 1, 2 * y)[c] +
                          smp_plane_at (&full, 2 * x, 2 * y + 1)[c] +
                          smp_plane_at (&full, 2 * x + 1, 2 * y + 1)[c];

            averaged[c] = skin[c] * (gdouble) four / 4.0;
            drawn[c]    = skin[c] * (gdouble) smp_plane_at (&half, x, y)[c];
          }
        sum += delta_e (lab_of (averaged), lab_of (drawn));
      }
  sum /= (gdouble) half.width * half.height;
  g_free (full.data);
  g_free (half.data);
  return sum;
}

static void
test_half_scale_is_the_full_one_averaged (void)
{
  static const gdouble scales[] = { 5.0, 8.0, 11.0, 16.0, 24.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      SmpParams params;
      gdouble   difference;

      smp_params_init (&params);
      params.px_per_mm = scales[i];
      difference       = mean_difference (&params);
      g_test_message ("%g px/mm: mean delta E 2000 %.3f", scales[i], difference);
      g_assert_cmpfloat (difference, <=, 1.0);
    }
}

/* Also where skin turns away: 24 mm from the middle of the head to where no dots are. */
static void
test_so_it_is_on_a_head (void)
{
  static const SmpHead head = { { 24.0, 30.0, 28.0 }, { 10.0, 0.0, 0.0 }, 2.0, 12.0, 300.0 };
  SmpParams            params;
  gdouble              difference;

  smp_params_init (&params);
  params.px_per_mm = 10.0;
  params.head      = smp_head_keep (&head);
  difference       = mean_difference (&params);
  g_test_message ("mean delta E 2000 %.3f", difference);
  g_assert_cmpfloat (difference, <=, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zoom/ciede2000-matches-published-pairs",
                   test_ciede2000_matches_published_pairs);
  g_test_add_func ("/zoom/half-scale-is-the-full-one-averaged",
                   test_half_scale_is_the_full_one_averaged);
  g_test_add_func ("/zoom/so-it-is-on-a-head", test_so_it_is_on_a_head);
  return g_test_run ();
}
