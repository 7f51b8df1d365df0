/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a line to a density map: where it is, how it falls off, how it is broken. */

#include <string.h>

#include "fixture.h"
#include "hairline-lines.h"
#include "smp/error.h"

static void
refuse (const Line *line, SmpFront front, const gchar *words)
{
  SmpParams params = hairline_params (5.0);
  GError   *error  = NULL;

  params.front = front;
  g_assert_null (smp_hairline_new (&params, line->points, line->n, FALSE, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_assert_nonnull (strstr (error->message, words));
  g_clear_error (&error);
}

static void
test_good_lines (void)
{
  SmpParams params  = hairline_params (5.0);
  Line      lines[] = { line_straight (100, 300, 900, 300), line_arc (500, 700, 400, 180.0, 360.0),
                        line_s (100, 300, 800, 40) };
  gdouble   lengths_px[] = { 800.0, G_PI * 400.0, 0.0 };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      SmpHairline     *hairline = hairline_of (&params, &lines[i], FALSE);
      SmpHairlinePlace place;

      if (lengths_px[i] > 0.0)
        g_assert_cmpfloat_with_epsilon (smp_hairline_length_mm (hairline), lengths_px[i] / 5.0,
                                        0.05);
      smp_hairline_place (hairline, (SmpPoint) { 500, 20 }, &place);
      g_assert_cmpfloat (place.behind_mm, >, 0.0);
      smp_hairline_place (hairline, (SmpPoint) { 500, 500 }, &place);
      g_assert_cmpfloat (place.behind_mm, <, 0.0);
      smp_hairline_free (hairline);
    }
}

static void
test_refused_lines (void)
{
  Line knot = line_straight (100, 300, 900, 300);

  refuse (&(Line) { { { 10, 10 }, { 12, 10 } }, 2 }, SMP_FRONT_AUTO, "only 0.4 mm");
  refuse (&(Line) { { { 10, 10 }, { NAN, 10 } }, 2 }, SMP_FRONT_AUTO, "far outside");
  refuse (&(Line) { { { 10, 10 }, { 1e9, 10 } }, 2 }, SMP_FRONT_AUTO, "far outside");
  knot.points[knot.n++] = (SmpPoint) { 700, 500 };
  knot.points[knot.n++] = (SmpPoint) { 600, 100 };
  refuse (&knot, SMP_FRONT_AUTO, "crosses itself");
  refuse (&(Line) { { { 400, 10 }, { 410, 600 } }, 2 }, SMP_FRONT_AUTO, "which side");
  refuse (&(Line) { { { 10, 400 }, { 600, 410 } }, 2 }, SMP_FRONT_LEFT, "which side");
}

/* The face is where it is said to be, from whichever end the line is drawn. */
static void
test_side (void)
{
  static const struct
  {
    SmpFront front;
    Line     line;
    SmpPoint behind;
  } cases[] = {
    { SMP_FRONT_AUTO, { { { 100, 300 }, { 500, 300 } }, 2 }, { 300, 250 } },
    { SMP_FRONT_AUTO, { { { 500, 300 }, { 100, 300 } }, 2 }, { 300, 250 } },
    { SMP_FRONT_UP, { { { 100, 300 }, { 500, 300 } }, 2 }, { 300, 350 } },
    { SMP_FRONT_LEFT, { { { 300, 100 }, { 300, 500 } }, 2 }, { 350, 300 } },
    { SMP_FRONT_RIGHT, { { { 300, 100 }, { 300, 500 } }, 2 }, { 250, 300 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SmpParams        params = hairline_params (5.0);
      SmpHairline     *hairline;
      SmpHairlinePlace place;

      params.front = cases[i].front;
      hairline     = hairline_of (&params, &cases[i].line, FALSE);
      smp_hairline_place (hairline, cases[i].behind, &place);
      g_assert_cmpfloat_with_epsilon (place.behind_mm, 10.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (place.along_mm, 40.0, 1e-6);
      smp_hairline_free (hairline);
    }
}

/* Dots counted in steps of a millimetre across a straight line: within 5 % of what is asked. */
static void
test_dots_follow_the_profile (void)
{
  SmpParams params     = hairline_params (4.0);
  Line      line       = line_straight (-400, 200, 2400, 200);
  guint     counts[32] = { 0 };

  params.waves_mm = params.jags_mm = params.blend_mm = 0.0;
  params.irregularity                                = 0.0;
  params.density_per_cm2                             = 400.0;
  for (params.seed = 1; params.seed <= 6; params.seed++)
    {
      SmpHairline *hairline = hairline_of (&params, &line, FALSE);
      SmpPlane     map      = plane_new (0, 0, 2000, 260, 1);
      GArray      *places;

      smp_hairline_render (hairline, NULL, FALSE, &map);
      places = places_new (&params, &map);
      for (guint i = 0; i < places->len; i++)
        {
          gint bin = (gint) floor ((200.0 - g_array_index (places, Place, i).y) / 4.0) + 14;

          if (bin >= 0 && bin < 32)
            counts[bin]++;
        }
      g_array_free (places, TRUE);
      g_free (map.data);
      smp_hairline_free (hairline);
    }

  for (gint bin = 0; bin < 32; bin++)
    {
      gdouble asked = 0.0, got = counts[bin] / (6.0 * 500.0 * 4.0);

      for (gint k = 0; k < 10; k++)
        asked += smp_hairline_profile (&params, bin - 14 + (k + 0.5) / 10.0) / 10.0;
      /* Of the full density where there is next to none. */
      g_assert_cmpfloat_with_epsilon (got, asked, 0.05 * MAX (asked, 0.1));
    }
}

static void
test_strays (void)
{
  static const gdouble shares[] = { 0.0, 0.03, 0.08 };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      SmpParams params = hairline_params (4.0);
      gdouble   front = 0.0, feather = 0.0;

      params.strays = shares[i];
      for (gdouble mm = 0.005; mm < 12.5; mm += 0.01)
        {
          front += smp_hairline_profile (&params, -mm);
          feather += mm < 8.0 ? smp_hairline_profile (&params, mm) : 0.0;
        }
      g_assert_cmpfloat_with_epsilon (front / (front + feather), shares[i], 0.0005);
      g_assert_cmpfloat (smp_hairline_profile (&params, -12.01), ==, 0.0);
    }
}

static void
test_diffusion (void)
{
  SmpParams params = hairline_params (4.0);

  params.diffusion = SMP_DIFFUSION_ZERO;
  g_assert_cmpfloat (smp_hairline_profile (&params, 1.0), ==, 1.0);
  g_assert_cmpfloat (smp_hairline_profile (&params, -0.01), ==, 0.0);
  params.diffusion = SMP_DIFFUSION_HIGH;
  g_assert_cmpfloat (smp_hairline_profile (&params, 8.0), <, 0.8);
  params.feather_mm = 0.0;
  g_assert_cmpfloat (smp_hairline_profile (&params, -0.01), ==, 0.0);
  g_assert_cmpfloat (smp_hairline_profile (&params, 0.0), ==, 1.0);
}

/* Share of the power of an offset along the line whose wave length is in a band. */
static gdouble
power_share (const gdouble *values, gint n, gdouble step_mm, gdouble from_mm, gdouble to_mm)
{
  gdouble inside = 0.0, all = 0.0;

  for (gint k = 1; k < n / 2; k++)
    {
      gdouble length = n * step_mm / k, re = 0.0, im = 0.0;

      for (gint i = 0; i < n; i++)
        {
          gdouble window = 1.0 - cos (2.0 * G_PI * (i + 0.5) / n);

          re += window * values[i] * cos (2.0 * G_PI * k * i / n);
          im += window * values[i] * sin (2.0 * G_PI * k * i / n);
        }
      all += re * re + im * im;
      if (length >= from_mm && length <= to_mm)
        inside += re * re + im * im;
    }
  return inside / all;
}

static void
check_band (gdouble waves_mm, gdouble jags_mm, gdouble from_mm, gdouble to_mm)
{
  enum
  {
    N = 1000
  };
  SmpParams params  = hairline_params (2.0);
  Line      line    = line_straight (0, 100, 1000, 100);
  gdouble   squares = 0.0, values[N];

  params.waves_mm = waves_mm;
  params.jags_mm  = jags_mm;
  for (params.seed = 1; params.seed <= 8; params.seed++)
    {
      SmpHairline *hairline = hairline_of (&params, &line, FALSE);

      for (gint i = 0; i < N; i++)
        {
          values[i] = smp_hairline_offset_mm (hairline, 0.5 * i, 0.0);
          squares += values[i] * values[i] / (8.0 * N);
        }
      g_assert_cmpfloat (power_share (values, N, 0.5, from_mm, to_mm), >, 0.95);
      smp_hairline_free (hairline);
    }
  g_assert_cmpfloat_with_epsilon (2.0 * sqrt (squares), MAX (waves_mm, jags_mm),
                                  0.1 * MAX (waves_mm, jags_mm));
}

static void
test_bands (void)
{
  check_band (2.5, 0.0, 19.0, 41.0);
  check_band (0.0, 1.0, 3.0, 8.0);
}

/* The column's row, between pixels, where the map passes a half. */
static gdouble
half_row (const SmpPlane *map, gint x)
{
  for (gint y = map->y + map->height - 2; y > map->y; y--)
    {
      gdouble here  = (gdouble) *smp_plane_at (map, x, y),
              below = (gdouble) *smp_plane_at (map, x, y + 1);

      if (here >= 0.5)
        return y + (here - 0.5) / (here - below);
    }
  return -1.0;
}

static gdouble
largest_difference_of_halves (gdouble asymmetry_mm)
{
  SmpParams    params  = hairline_params (4.0);
  Line         half    = line_arc (400, 500, 320, 180.0, 268.0);
  SmpPoint     axis[2] = { { 400, 0 }, { 400, 1 } };
  SmpPlane     map     = plane_new (0, 0, 800, 500, 1);
  Line         whole;
  SmpPoint    *points;
  SmpHairline *hairline;
  gdouble      largest = 0.0;

  params.asymmetry_mm = asymmetry_mm;
  points              = smp_hairline_mirror (half.points, half.n, axis, &whole.n, NULL);
  memcpy (whole.points, points, whole.n * sizeof (SmpPoint));
  hairline = hairline_of (&params, &whole, TRUE);
  smp_hairline_render (hairline, NULL, FALSE, &map);
  for (gint x = 200; x < 400; x++)
    largest = MAX (largest, fabs (half_row (&map, x) - half_row (&map, 799 - x)));
  smp_hairline_free (hairline);
  g_free (points);
  g_free (map.data);
  return largest;
}

static void
test_mirrored_halves (void)
{
  g_assert_cmpfloat (largest_difference_of_halves (0.0), <, 0.5);
  g_assert_cmpfloat (largest_difference_of_halves (1.0), >, 4.0);
}

static void
test_mirror_refusals (void)
{
  Line     upright = line_straight (400, 100, 402, 500), wide = line_straight (100, 300, 800, 300);
  SmpPoint axis[2] = { { 400, 0 }, { 400, 1 } }, nothing[2] = { { 1, 1 }, { 1, 1 } };
  GError  *error = NULL;
  guint    n;

  g_assert_null (smp_hairline_mirror (upright.points, upright.n, axis, &n, &error));
  g_assert_nonnull (strstr (error->message, "along the midline"));
  g_clear_error (&error);
  g_assert_null (smp_hairline_mirror (wide.points, wide.n, axis, &n, &error));
  g_assert_nonnull (strstr (error->message, "across the midline"));
  g_clear_error (&error);
  g_assert_null (smp_hairline_mirror (wide.points, wide.n, nothing, &n, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_clear_error (&error);
}

static void
test_front_edge (void)
{
  SmpPlane  selection = plane_new (50, 60, 300, 200, 1);
  SmpPoint *points;
  guint     n;

  for (gint y = 0; y < 120; y++)
    for (gint x = 20; x < 280; x++)
      selection.data[y * 300 + x] = y == 119 ? 0.75f : 1.0f;
  points = smp_hairline_front_edge (&selection, SMP_FRONT_AUTO, 10.0, &n);
  g_assert_cmpuint (n, ==, 260);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (points[i].y, 60 + 119.5 + 0.25 / 0.75, 1e-6);
  g_free (points);
  points = smp_hairline_front_edge (&selection, SMP_FRONT_LEFT, 10.0, &n);
  g_assert_cmpuint (n, ==, 120);
  g_assert_cmpfloat_with_epsilon (points[50].x, 50 + 20, 0.6);
  g_free (points);
  g_free (selection.data);
}

static void
test_templates (void)
{
  SmpPoint ends[2] = { { 100, 400 }, { 700, 420 } }, middle = { 410, 200 };

  for (gint shape = SMP_HAIRLINE_STRAIGHT; shape <= SMP_HAIRLINE_WINGED; shape++)
    {
      guint     n;
      SmpPoint *curve = smp_hairline_template ((SmpHairlineShape) shape, ends, middle, &n);

      g_assert_cmpuint (n, ==, 5);
      g_assert_cmpfloat (curve[1].x, ==, 100);
      g_assert_cmpfloat (curve[7].y, ==, 200);
      g_assert_cmpfloat (curve[13].x, ==, 700);
      /* Recessions beside the middle are above it, or below it. */
      g_assert_true ((curve[4].y < middle.y) == (shape == SMP_HAIRLINE_WINGED));
      g_free (curve);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hairline/good-lines", test_good_lines);
  g_test_add_func ("/hairline/refused-lines", test_refused_lines);
  g_test_add_func ("/hairline/side", test_side);
  g_test_add_func ("/hairline/dots-follow-the-profile", test_dots_follow_the_profile);
  g_test_add_func ("/hairline/strays", test_strays);
  g_test_add_func ("/hairline/diffusion", test_diffusion);
  g_test_add_func ("/hairline/bands", test_bands);
  g_test_add_func ("/hairline/mirrored-halves", test_mirrored_halves);
  g_test_add_func ("/hairline/mirror-refusals", test_mirror_refusals);
  g_test_add_func ("/hairline/front-edge", test_front_edge);
  g_test_add_func ("/hairline/templates", test_templates);
  return g_test_run ();
}
