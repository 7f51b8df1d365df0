/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Faded dots in skin: the same at every scale, and like dots drawn wider and weaker. */

#include <math.h>

#include "fade-maps.h"

static gdouble
cube_root_or_line (gdouble x)
{
  return x > 0.008856 ? cbrt (x) : 7.787 * x + 16.0 / 116.0;
}

/* CIE L*a*b* of pale skin that returns so much of its light. */
static void
lab_of (const gfloat *m, gdouble lab[3])
{
  gdouble r = 0.61 * (gdouble) m[0], g = 0.38 * (gdouble) m[1], b = 0.28 * (gdouble) m[2];
  gdouble x = cube_root_or_line ((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  gdouble y = cube_root_or_line (0.2126 * r + 0.7152 * g + 0.0722 * b);
  gdouble z = cube_root_or_line ((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);

  lab[0] = 116.0 * y - 16.0;
  lab[1] = 500.0 * (x - y);
  lab[2] = 200.0 * (y - z);
}

static gdouble
hue_of (gdouble a, gdouble b)
{
  gdouble hue = atan2 (b, a);

  return hue < 0.0 ? hue + 2.0 * G_PI : hue;
}

/* CIEDE2000 of two colours that are not grey and close in hue. */
static gdouble
difference_of (const gdouble p[3], const gdouble q[3])
{
  gdouble c7      = pow (0.5 * (hypot (p[1], p[2]) + hypot (q[1], q[2])), 7.0);
  gdouble stretch = 1.5 - 0.5 * sqrt (c7 / (c7 + pow (25.0, 7.0)));
  gdouble c1 = hypot (stretch * p[1], p[2]), c2 = hypot (stretch * q[1], q[2]);
  gdouble h1 = hue_of (stretch * p[1], p[2]), h2 = hue_of (stretch * q[1], q[2]);
  gdouble c = 0.5 * (c1 + c2), h = 0.5 * (h1 + h2), degree = G_PI / 180.0;
  gdouble l50 = 0.5 * (p[0] + q[0]) - 50.0;
  gdouble t   = 1.0 - 0.17 * cos (h - 30.0 * degree) + 0.24 * cos (2.0 * h) +
              0.32 * cos (3.0 * h + 6.0 * degree) - 0.2 * cos (4.0 * h - 63.0 * degree);
  gdouble dl   = (q[0] - p[0]) / (1.0 + 0.015 * l50 * l50 / sqrt (20.0 + l50 * l50));
  gdouble dc   = (c2 - c1) / (1.0 + 0.045 * c);
  gdouble dh   = 2.0 * sqrt (c1 * c2) * sin (0.5 * (h2 - h1)) / (1.0 + 0.015 * c * t);
  gdouble turn = (h / degree - 275.0) / 25.0;
  gdouble r    = -2.0 * sqrt (pow (c, 7.0) / (pow (c, 7.0) + pow (25.0, 7.0))) *
              sin (60.0 * degree * exp (-turn * turn));

  return sqrt (dl * dl + dc * dc + dh * dh + r * dc * dh);
}

static gdouble
mean_difference (const SmpPlane *a, const SmpPlane *b)
{
  gdouble sum = 0.0;

  for (gsize i = 0; i < plane_size (a); i += 4)
    {
      gdouble p[3], q[3];

      lab_of (a->data + i, p);
      lab_of (b->data + i, q);
      sum += difference_of (p, q);
    }
  return sum / (gdouble) (plane_size (a) / 4);
}

static gdouble
mean_light (const SmpPlane *light)
{
  gdouble sum = 0.0;

  for (gsize i = 1; i < plane_size (light); i += 4)
    sum += (gdouble) light->data[i];
  return sum / (gdouble) (plane_size (light) / 4);
}

/* The middle of treated skin, so many millimetres wide. */
static SmpPlane
draw_skin (const SmpParams *params, const SmpPlane *pigment, gdouble side_mm)
{
  gint     side = (gint) (side_mm * params->px_per_mm);
  SmpPlane light =
    plane_new ((gint) (2.0 * params->px_per_mm), (gint) (2.0 * params->px_per_mm), side, side, 4);

  smp_skin_render (params, pigment, &light);
  return light;
}

static SmpPlane
halve (const SmpPlane *full)
{
  SmpPlane half =
    plane_new (full->x / 2, full->y / 2, full->width / 2, full->height / 2, full->components);

  for (gint y = 0; y < half.height; y++)
    for (gint x = 0; x < half.width; x++)
      for (gint c = 0; c < half.components; c++)
        {
          gfloat sum = 0.0f;

          for (gint k = 0; k < 4; k++)
            sum += smp_plane_at (full, full->x + 2 * x + (k & 1), full->y + 2 * y + k / 2)[c];
          smp_plane_at (&half, half.x + x, half.y + y)[c] = 0.25f * sum;
        }
  return half;
}

static void
test_zoom (void)
{
  static const gchar *const lists[]  = { "years=0",  "years=1",           "years=5",
                                         "years=10", "years=5;skin=oily", "years=10;scar=yes",
                                         "fresh=yes" };
  static const gdouble      scales[] = { 6.0, 12.0, 24.0 };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
      {
        SmpParams full = fade_params (lists[i]), half;
        SmpPlane  maps[4], light[2], halved;

        full.px_per_mm     = scales[k];
        full.photo_blur_px = 0.0;
        half               = full;
        half.px_per_mm     = scales[k] / 2.0;
        maps[0]            = fade_stipple_square (&full, 12.0, 1.0);
        maps[1]            = fade_stipple_square (&half, 12.0, 1.0);
        maps[2]            = fade_all (&full, &maps[0]);
        maps[3]            = fade_all (&half, &maps[1]);
        light[0]           = draw_skin (&full, &maps[2], 8.0);
        light[1]           = draw_skin (&half, &maps[3], 8.0);
        halved             = halve (&light[0]);
        g_test_message ("%s at %g px/mm: mean difference %.3f", lists[i], scales[k],
                        mean_difference (&halved, &light[1]));
        g_assert_cmpfloat (mean_difference (&halved, &light[1]), <, 1.0);
        for (gint n = 0; n < 4; n++)
          g_free (maps[n].data);
        g_free (light[0].data);
        g_free (light[1].data);
        g_free (halved.data);
      }
}

/* Round dots of one size, faded, against dots drawn with the radius and depth that they then have.
 */
static void
test_like_wider_dots (void)
{
  static const gchar *const lists[]  = { "years=1",          "years=5",
                                         "years=10",         "years=5;skin=oily",
                                         "years=5;scar=yes", "years=10;elongation=2.6" };
  static const gdouble      scales[] = { 3.0, 11.0, 40.0 };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
      {
        SmpParams    params = fade_params (lists[i]), direct;
        SmpFadeState state;
        SmpPlane     pigment, faded, wider, light[3];

        params.px_per_mm      = scales[k];
        params.uneven_loss    = 0.0;
        params.size_variation = 0.0;
        smp_fade_state (&params, &state);
        direct                 = params;
        direct.dot_diameter_mm = 2.0 * state.radius_mm;
        direct.dilution        = (1.0 + params.dilution) / state.peak - 1.0;
        pigment                = fade_stipple_square (&params, 12.0, 1.0);
        wider                  = fade_stipple_square (&direct, 12.0, 1.0);
        faded                  = fade_all (&params, &pigment);
        light[0]               = draw_skin (&params, &faded, 8.0);
        light[1]               = draw_skin (&params, &wider, 8.0);
        light[2]               = draw_skin (&params, &pigment, 8.0);
        g_test_message ("%s at %g px/mm: mean light %.4f, %.4f drawn wider, %.4f unfaded; mean "
                        "difference %.3f, to unfaded %.3f",
                        lists[i], scales[k], mean_light (&light[0]), mean_light (&light[1]),
                        mean_light (&light[2]), mean_difference (&light[0], &light[1]),
                        mean_difference (&light[0], &light[2]));
        g_assert_cmpfloat_with_epsilon (mean_light (&light[0]), mean_light (&light[1]), 0.005);
        g_assert_cmpfloat (mean_difference (&light[0], &light[1]), <, 1.0);
        g_free (pigment.data);
        g_free (wider.data);
        g_free (faded.data);
        for (gint n = 0; n < 3; n++)
          g_free (light[n].data);
      }
}

/* Fresh skin is redder for some days, drawn in pieces or at once. */
static void
test_redness (void)
{
  SmpParams     fresh = fade_params ("fresh=yes;px-per-mm=11"), settled = fresh, later = fresh;
  SmpPlane      pigment = fade_stipple_square (&fresh, 8.0, 3.0), light[3];
  const gfloat *p;
  gfloat        darkest = 1.0f;

  settled.years = 30.0 / 365.25;
  later.years   = 2.0 / 365.25;
  light[0]      = draw_skin (&fresh, &pigment, 4.0);
  light[1]      = draw_skin (&later, &pigment, 4.0);
  light[2]      = draw_skin (&settled, &pigment, 4.0);
  for (gsize i = 0; i < plane_size (&light[0]); i += 4)
    {
      g_assert_cmpfloat (light[0].data[i + 1], <=, light[1].data[i + 1]);
      g_assert_cmpfloat (light[1].data[i + 1], <=, light[2].data[i + 1]);
      darkest = MIN (darkest, light[0].data[i + 1] / light[2].data[i + 1]);
    }
  g_assert_cmpfloat_with_epsilon (darkest, 0.93f, 0.01f);
  g_assert_cmpfloat (smp_fade_redness (&settled), <, 0.00001);

  for (gint y = light[0].y; y < light[0].y + light[0].height; y += 13)
    {
      gint     margin = smp_skin_margin_px (&fresh);
      SmpPlane part =
        plane_new (light[0].x + 5, y, 17, MIN (13, light[0].y + light[0].height - y), 4);
      SmpPlane around = plane_new (part.x - margin, part.y - margin, part.width + 2 * margin,
                                   part.height + 2 * margin, 2);

      smp_plane_read (&around, &pigment);
      smp_skin_render (&fresh, &around, &part);
      for (gint row = 0; row < part.height; row++)
        {
          p = smp_plane_at (&light[0], part.x, part.y + row);
          g_assert_cmpmem (p, sizeof (gfloat) * 4 * 17, smp_plane_at (&part, part.x, part.y + row),
                           sizeof (gfloat) * 4 * 17);
        }
      g_free (around.data);
      g_free (part.data);
    }
  g_free (pigment.data);
  for (gint n = 0; n < 3; n++)
    g_free (light[n].data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fade-look/zoom", test_zoom);
  g_test_add_func ("/fade-look/like-wider-dots", test_like_wider_dots);
  g_test_add_func ("/fade-look/redness", test_redness);
  return g_test_run ();
}
