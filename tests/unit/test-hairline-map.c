/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The density map of a hairline as a whole: limits, rectangles, bare skin, and dots at its edge. */

#include "fixture.h"
#include "hairline-lines.h"
#include "rounds.h"

#define WIDTH  700
#define HEIGHT 420

static SmpPlane
map_of (const SmpParams *params, const SmpPlane *limit, gboolean spare_front)
{
  Line         line     = line_arc (350, 600, 400, 215.0, 325.0);
  SmpHairline *hairline = hairline_of (params, &line, FALSE);
  SmpPlane     map      = plane_new (0, 0, WIDTH, HEIGHT, 1);

  smp_hairline_render (hairline, limit, spare_front, &map);
  smp_hairline_free (hairline);
  return map;
}

static void
test_rectangles (void)
{
  SmpParams    params   = hairline_params (4.0);
  SmpPlane     map      = map_of (&params, NULL, FALSE);
  Line         line     = line_arc (350, 600, 400, 215.0, 325.0);
  SmpHairline *hairline = hairline_of (&params, &line, FALSE);

  for (gint k = 0; k < (gint) test_rounds (40); k++)
    {
      SmpPlane part = plane_new (k * 13, (k * 7) % 300, 61, 53, 1);

      smp_hairline_render (hairline, NULL, FALSE, &part);
      for (gint y = part.y; y < part.y + part.height; y++)
        g_assert_cmpmem (smp_plane_at (&part, part.x, y), 61 * sizeof (gfloat),
                         smp_plane_at (&map, part.x, y), 61 * sizeof (gfloat));
      g_free (part.data);
    }
  smp_hairline_free (hairline);
  g_free (map.data);
}

/* Drawn from either end, and whatever changes behind it, the front is the same. */
static void
test_the_front_stays (void)
{
  SmpParams    params = hairline_params (4.0), other = params;
  SmpPlane     map       = map_of (&params, NULL, FALSE), changed;
  Line         backwards = line_arc (350, 600, 400, 325.0, 215.0);
  SmpHairline *hairline  = hairline_of (&params, &backwards, FALSE);
  SmpPlane     turned    = plane_new (0, 0, WIDTH, HEIGHT, 1);
  gdouble      largest   = 0.0;
  guint        n         = 0;

  other.reach_mm        = 200.0;
  other.density_per_cm2 = 60.0;
  other.years           = 9.0;
  changed               = map_of (&other, NULL, FALSE);
  smp_hairline_render (hairline, NULL, FALSE, &turned);
  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        SmpHairlinePlace place;

        largest = MAX (largest, (gdouble) fabsf (*smp_plane_at (&map, x, y) -
                                                 *smp_plane_at (&turned, x, y)));
        smp_hairline_place (hairline, (SmpPoint) { x + 0.5, y + 0.5 }, &place);
        if (place.behind_mm > 40.0)
          continue;
        g_assert_cmpfloat (*smp_plane_at (&map, x, y), ==, *smp_plane_at (&changed, x, y));
        n += *smp_plane_at (&map, x, y) > 0.0f;
      }
  g_assert_cmpuint (n, >, 10000);
  g_assert_cmpfloat (largest, <, 1.5 / 255.0);
  smp_hairline_free (hairline);
  g_free (map.data);
  g_free (changed.data);
  g_free (turned.data);
}

static void
test_limits (void)
{
  SmpParams params   = hairline_params (4.0);
  SmpPlane  limit    = density_new (300, 50, 200, 370, 0.5f);
  SmpPlane  free_map = map_of (&params, NULL, FALSE), map = map_of (&params, &limit, FALSE);
  SmpPlane  spared  = map_of (&params, &limit, TRUE);
  guint     n_front = 0;

  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        gboolean inside = x >= 300 && x < 500 && y >= 50;
        gfloat   asked  = inside ? 0.5f * *smp_plane_at (&free_map, x, y) : 0.0f;

        g_assert_cmpfloat_with_epsilon (*smp_plane_at (&map, x, y), asked, 1.0f / 255.0f);
        n_front += *smp_plane_at (&spared, x, y) > *smp_plane_at (&map, x, y);
      }
  g_assert_cmpuint (n_front, >, 1000);
  g_free (limit.data);
  g_free (free_map.data);
  g_free (map.data);
  g_free (spared.data);
}

static void
test_reach (void)
{
  SmpParams params = hairline_params (4.0);
  SmpPlane  map;

  params.reach_mm = 30.0;
  params.waves_mm = params.jags_mm = 0.0;
  map                              = map_of (&params, NULL, FALSE);
  /* The arc's top is in row 200; the blend ends 30 mm behind it. */
  g_assert_cmpfloat (*smp_plane_at (&map, 350, 200 - 48), ==, 1.0f);
  g_assert_cmpfloat_with_epsilon (*smp_plane_at (&map, 350, 200 - 90), 0.5f, 0.03f);
  g_assert_cmpfloat (*smp_plane_at (&map, 350, 200 - 121), ==, 0.0f);
  g_free (map.data);
}

/* The ends of a line seen from above lead back over the head: behind them it is filled too, up to
 * the straight way back from either, and no end's normal cuts through it. */
static void
test_ends_that_lead_back (void)
{
  SmpParams    params = hairline_params (4.0);
  Line         line   = line_arc (350, 130, 250, 172.0, 8.0);
  SmpPlane     map    = plane_new (0, 0, WIDTH, HEIGHT, 1);
  SmpHairline *hairline;
  const gint   end_x = (gint) line.points[0].x, end_y = (gint) line.points[0].y;

  params.reach_mm = 60.0;
  hairline        = hairline_of (&params, &line, FALSE);
  smp_hairline_render (hairline, NULL, FALSE, &map);
  for (gint up = -40; up < 100; up++)
    {
      g_assert_cmpfloat (*smp_plane_at (&map, end_x + 90, end_y - up), ==, 1.0f);
      g_assert_cmpfloat (*smp_plane_at (&map, WIDTH - end_x - 90, end_y - up), ==, 1.0f);
    }
  for (gint up = 2; up < 100; up++)
    g_assert_cmpfloat (*smp_plane_at (&map, end_x - 2, end_y - up), ==, 0.0f);
  smp_hairline_free (hairline);
  g_free (map.data);
}

static void
set_cell (SmpPlane *photo, gint x, gint y, gfloat r, gfloat g, gfloat b)
{
  gfloat *cell = smp_plane_at (photo, x, y);

  cell[0] = r;
  cell[1] = g;
  cell[2] = b;
}

/* Skin up to 20 mm behind the line, a rim of hair, and beyond it a background of skin's colour. */
static void
test_bare_skin (void)
{
  SmpParams    params   = hairline_params (4.0);
  Line         line     = line_straight (0, 300, 700, 300);
  SmpHairline *hairline = hairline_of (&params, &line, FALSE);
  SmpPlane     photo = plane_new (0, 0, 175, 100, 3), bare = plane_new (0, 0, 175, 100, 1);

  for (gint y = 0; y < 100; y++)
    for (gint x = 0; x < 175; x++)
      if (y < 50 || y >= 55)
        set_cell (&photo, x, y, 0.45f, 0.28f, 0.2f);
      else
        set_cell (&photo, x, y, 0.06f, 0.045f, 0.04f);
  /* An ear's red and a grey. */
  for (gint y = 58; y < 66; y++)
    for (gint x = 20; x < 30; x++)
      {
        set_cell (&photo, x, y, 0.6f, 0.15f, 0.1f);
        set_cell (&photo, x + 100, y, 0.4f, 0.4f, 0.4f);
      }

  g_assert_true (smp_hairline_bare_skin (hairline, &photo, 4.0, (SmpPoint) { 0, 0 }, &bare));
  g_assert_cmpfloat (*smp_plane_at (&bare, 80, 70), ==, 1.0f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 80, 57), ==, 1.0f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 80, 52), ==, 0.0f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 80, 20), ==, 0.0f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 25, 62), <, 0.05f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 125, 62), <, 0.05f);
  smp_hairline_free (hairline);

  line     = line_straight (0, 399, 700, 399);
  hairline = hairline_of (&params, &line, FALSE);
  g_assert_false (smp_hairline_bare_skin (hairline, &photo, 4.0, (SmpPoint) { 0, 0 }, &bare));
  smp_hairline_free (hairline);
  g_free (photo.data);
  g_free (bare.data);
}

/* Shine on a bare head is skin, though it is as pale and nearly as grey as the wall beside it,
 * which reaches the picture's border. */
static void
test_shine_is_bare_skin (void)
{
  SmpParams    params   = hairline_params (4.0);
  Line         line     = line_straight (0, 300, 700, 300);
  SmpHairline *hairline = hairline_of (&params, &line, FALSE);
  SmpPlane     photo = plane_new (0, 0, 175, 100, 3), bare = plane_new (0, 0, 175, 100, 1);

  for (gint y = 0; y < 100; y++)
    for (gint x = 0; x < 175; x++)
      if (y < 20)
        set_cell (&photo, x, y, 0.80f, 0.62f, 0.50f);
      else if (y < 24)
        set_cell (&photo, x, y, 0.06f, 0.045f, 0.04f);
      else if (hypot (x - 90, y - 50) < 15.0)
        set_cell (&photo, x, y, 0.50f + 0.35f, 0.25f + 0.35f, 0.12f + 0.35f);
      else
        set_cell (&photo, x, y, 0.50f, 0.25f, 0.12f);
  /* A rim of hair with a gap in it. */
  for (gint y = 20; y < 24; y++)
    for (gint x = 30; x < 50; x++)
      set_cell (&photo, x, y, 0.50f, 0.25f, 0.12f);

  g_assert_true (smp_hairline_bare_skin (hairline, &photo, 4.0, (SmpPoint) { 0, 0 }, &bare));
  g_assert_cmpfloat (*smp_plane_at (&bare, 90, 50), >, 0.99f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 80, 44), >, 0.99f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 90, 22), ==, 0.0f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 40, 22), >, 0.5f);
  g_assert_cmpfloat (*smp_plane_at (&bare, 40, 10), ==, 0.0f);
  smp_hairline_free (hairline);
  g_free (photo.data);
  g_free (bare.data);
}

/* Skin from column 100 to 600, and hair to either side; cells of a millimetre. */
static SmpPlane
skin_between_hair (void)
{
  SmpPlane bare = plane_new (0, 0, WIDTH / 4, HEIGHT / 4, 1);

  for (gint y = 0; y < bare.height; y++)
    for (gint x = 100 / 4; x < 600 / 4; x++)
      *smp_plane_at (&bare, x, y) = 1.0f;
  return bare;
}

/* An end 10 mm from the hair runs on to it, and no bare gap is left behind; one 35 mm from it stays
 * where it was drawn, and dots run out there.  The drawn part is as it was. */
static void
test_temples_close (void)
{
  SmpParams    params   = hairline_params (4.0);
  Line         line     = line_straight (140, 300, 460, 300);
  SmpHairline *hairline = hairline_of (&params, &line, FALSE);
  SmpPlane     bare     = skin_between_hair ();
  SmpPlane open_map = plane_new (0, 0, WIDTH, HEIGHT, 1), map = plane_new (0, 0, WIDTH, HEIGHT, 1);
  SmpPoint corner = { 0.0, 0.0 };
  SmpPoint middle = smp_hairline_middle (hairline);
  gdouble  length = smp_hairline_length_mm (hairline);

  smp_hairline_render (hairline, NULL, FALSE, &open_map);
  g_assert_cmpfloat (*smp_plane_at (&open_map, 110, 200), ==, 0.0f);
  g_assert_cmpfloat (*smp_plane_at (&open_map, 150, 200), <, 0.2f);

  g_assert_cmpuint (smp_hairline_close (hairline, &bare, 4.0, corner), ==, 1);
  smp_hairline_render (hairline, NULL, FALSE, &map);
  g_assert_cmpfloat (*smp_plane_at (&map, 105, 200), ==, 1.0f);
  g_assert_cmpfloat (*smp_plane_at (&map, 150, 200), ==, 1.0f);
  g_assert_cmpfloat (*smp_plane_at (&map, 80, 200), ==, 0.0f);
  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 300; x < WIDTH; x++)
      g_assert_cmpfloat (*smp_plane_at (&map, x, y), ==, *smp_plane_at (&open_map, x, y));
  g_assert_cmpfloat (smp_hairline_length_mm (hairline), ==, length);
  g_assert_cmpfloat (smp_hairline_middle (hairline).x, ==, middle.x);

  smp_hairline_free (hairline);
  g_free (bare.data);
  g_free (open_map.data);
  g_free (map.data);
}

typedef struct
{
  gdouble radius, depth;
  guint   n;
} RatioMean;

static void
add (const SmpDot *dot, gpointer data)
{
  RatioMean *mean = data;

  mean->radius += (gdouble) dot->radius_px;
  mean->depth += (gdouble) dot->optical_depth;
  mean->n++;
}

/* Where the map is all but empty, dots have the edge's size and dilution; where it is full, not. */
static void
test_dots_at_the_edge (void)
{
  SmpParams params = plain_params (8.0);
  SmpPlane  full = density_new (0, 0, 900, 900, 1.0f), thin = density_new (0, 0, 900, 900, 0.1f);
  RatioMean in_full = { 0 }, in_thin = { 0 };

  params.edge_size     = 0.8;
  params.edge_dilution = 0.25;
  smp_dots_foreach (&params, &full, 0, 0, 900, 900, add, &in_full);
  smp_dots_foreach (&params, &thin, 0, 0, 900, 900, add, &in_thin);
  g_assert_cmpuint (in_thin.n, >, 50);
  g_assert_cmpfloat_with_epsilon (in_thin.radius / in_thin.n / (in_full.radius / in_full.n), 0.82,
                                  0.001);
  g_assert_cmpfloat_with_epsilon (in_thin.depth / in_thin.n / (in_full.depth / in_full.n),
                                  16.0 / (16.0 + 15.0 * 0.25 * 0.9), 0.001);
  g_free (full.data);
  g_free (thin.data);
}

static void
test_a_limit_may_hold_anything (void)
{
  static const gfloat values[] = { INFINITY, -INFINITY, NAN, 1e30f, -3.0f };
  SmpParams           params   = hairline_params (4.0);

  for (gsize k = 0; k < G_N_ELEMENTS (values); k++)
    {
      SmpPlane limit = density_new (0, 0, WIDTH, HEIGHT, values[k]);

      for (gint spare = 0; spare < 2; spare++)
        {
          SmpPlane map = map_of (&params, &limit, spare);

          for (gint i = 0; i < map.width * map.height; i++)
            g_assert_true (map.data[i] >= 0.0f && map.data[i] <= 1.0f);
          g_free (map.data);
        }
      g_free (limit.data);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hairline-map/rectangles", test_rectangles);
  g_test_add_func ("/hairline-map/the-front-stays", test_the_front_stays);
  g_test_add_func ("/hairline-map/limits", test_limits);
  g_test_add_func ("/hairline-map/a-limit-may-hold-anything", test_a_limit_may_hold_anything);
  g_test_add_func ("/hairline-map/reach", test_reach);
  g_test_add_func ("/hairline-map/ends-that-lead-back", test_ends_that_lead_back);
  g_test_add_func ("/hairline-map/bare-skin", test_bare_skin);
  g_test_add_func ("/hairline-map/shine-is-bare-skin", test_shine_is_bare_skin);
  g_test_add_func ("/hairline-map/temples-close", test_temples_close);
  g_test_add_func ("/hairline-map/dots-at-the-edge", test_dots_at_the_edge);
  return g_test_run ();
}
