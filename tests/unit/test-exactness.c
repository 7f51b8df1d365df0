/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A pixel depends on the parameters, the density map and its place alone. */

#include "fixture.h"

#define SIZE 700

/* The lot: variations, long dots, wide spread, and a map with a gradient and a hole. */
static SmpParams
rich_params (gint origin)
{
  SmpParams params;

  smp_params_init (&params);
  params.px_per_mm     = 11.3;
  params.elongation    = 2.3;
  params.direction_deg = 33.0;
  params.origin_x      = origin;
  params.origin_y      = -origin;
  return params;
}

static SmpPlane
map_new (gint x, gint y)
{
  SmpPlane map = plane_new (x, y, SIZE, SIZE, 1);

  for (gint j = 0; j < SIZE; j++)
    for (gint i = 0; i < SIZE; i++)
      map.data[j * SIZE + i] =
        (i - 300) * (i - 300) + (j - 200) * (j - 200) < 900 ? 0.0f : (gfloat) i / SIZE;
  return map;
}

/* The part of the picture, in the way that the whole chain draws it. */
static void
draw (const SmpParams *params, const SmpPlane *map, SmpPlane *light)
{
  gint     margin  = smp_skin_margin_px (params);
  SmpPlane pigment = plane_new (light->x - margin, light->y - margin, light->width + 2 * margin,
                                light->height + 2 * margin, 2);

  smp_stipple_render (params, map, &pigment);
  smp_skin_render (params, &pigment, light);
  g_free (pigment.data);
}

/* Draws the part and counts the bytes in which it differs from the whole. */
static gsize
differing_bytes (const SmpParams *params,
                 const SmpPlane  *map,
                 const SmpPlane  *whole,
                 gint             x,
                 gint             y,
                 gint             width,
                 gint             height)
{
  SmpPlane part = plane_new (x, y, width, height, 4);
  gsize    n    = 0;

  draw (params, map, &part);
  for (gint row = y; row < y + height; row++)
    {
      const guint8 *a = (const guint8 *) smp_plane_at (&part, x, row);
      const guint8 *b = (const guint8 *) smp_plane_at (whole, x, row);

      for (gsize i = 0; i < 16 * (gsize) width; i++)
        n += a[i] != b[i];
    }
  g_free (part.data);
  return n;
}

static void
test_tiles_of_any_size_and_order_give_the_whole (void)
{
  static const gint sizes[] = { 33, 100, 127, 128, 512 };
  SmpParams         params  = rich_params (0);
  SmpPlane          map     = map_new (0, 0);
  SmpPlane          whole   = plane_new (0, 0, SIZE, SIZE, 4);
  guint32           state   = 7;

  draw (&params, &map, &whole);
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      gint columns = (SIZE + sizes[s] - 1) / sizes[s], n = columns * columns;

      for (gint k = 0; k < MIN (n, 40); k++)
        {
          gint tile = (gint) ((state = state * 1664525u + 1013904223u) >> 8) % n;
          gint x = tile % columns * sizes[s], y = tile / columns * sizes[s];

          g_assert_cmpuint (differing_bytes (&params, &map, &whole, x, y, MIN (sizes[s], SIZE - x),
                                             MIN (sizes[s], SIZE - y)),
                            ==, 0);
        }
    }
  g_free (map.data);
  g_free (whole.data);
}

static void
check_rectangles (const SmpParams *params)
{
  static const gint rectangles[][4] = { { 0, 0, 1, 1 },     { 699, 699, 1, 1 },
                                        { 0, 350, 700, 1 }, { 350, 0, 1, 700 },
                                        { 8, 8, 8, 8 },     { 13, 77, 301, 5 },
                                        { 7, 3, 9, 641 },   { 255, 63, 258, 66 },
                                        { 1, 1, 698, 698 } };
  SmpPlane          map             = map_new (0, 0);
  SmpPlane          whole           = plane_new (0, 0, SIZE, SIZE, 4);

  draw (params, &map, &whole);
  for (gsize i = 0; i < G_N_ELEMENTS (rectangles); i++)
    {
      const gint *r = rectangles[i];

      g_assert_cmpuint (differing_bytes (params, &map, &whole, r[0], r[1], r[2], r[3]), ==, 0);
    }
  g_free (map.data);
  g_free (whole.data);
}

static void
test_rectangles_of_any_shape_give_the_whole (void)
{
  SmpParams params = rich_params (0);

  check_rectangles (&params);
}

/* Where three and more dots meet, the order in which they are added shows. */
static void
test_so_they_do_where_many_dots_meet (void)
{
  SmpParams params = rich_params (0);

  params.density_per_cm2 = 400.0;
  params.dot_diameter_mm = 0.6;
  params.irregularity    = 1.0;
  check_rectangles (&params);
}

/* Dots come into a rectangle from as far as they are strewn: farther than small ones reach. */
static void
test_so_they_do_where_small_dots_are_strewn (void)
{
  SmpParams params = rich_params (0);

  params.density_per_cm2 = 400.0;
  params.dot_diameter_mm = 0.1;
  params.size_variation  = 0.0;
  params.elongation      = 1.0;
  params.irregularity    = 1.0;
  check_rectangles (&params);
}

/* A head that fills the picture, near by and turned; its edge lies in it. */
static void
test_so_they_do_on_a_head (void)
{
  static const SmpHead head   = { { 24.0, 31.0, 29.0 }, { 205.0, 25.0, 10.0 }, 31.0, 30.0, 120.0 };
  SmpParams            params = rich_params (0);

  params.irregularity = 1.0;
  params.head         = smp_head_keep (&head);
  check_rectangles (&params);
}

static void
test_shifted_origin_shifts_the_picture_alone (void)
{
  static const gint origins[] = { 1, -77, 1 << 20, 1 << 30, -(1 << 30) };
  SmpParams         params    = rich_params (0);
  SmpPlane          map       = map_new (0, 0);
  SmpPlane          whole     = plane_new (0, 0, 300, 300, 4);

  draw (&params, &map, &whole);
  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      SmpParams shifted      = rich_params (origins[i]);
      SmpPlane  shifted_map  = map;
      SmpPlane  shifted_part = plane_new (origins[i], -origins[i], 300, 300, 4);

      shifted_map.x = origins[i];
      shifted_map.y = -origins[i];
      draw (&shifted, &shifted_map, &shifted_part);
      g_assert_cmpmem (shifted_part.data, plane_size (&shifted_part) * sizeof (gfloat), whole.data,
                       plane_size (&whole) * sizeof (gfloat));
      g_free (shifted_part.data);
    }
  g_free (map.data);
  g_free (whole.data);
}

typedef struct
{
  const SmpParams *params;
  const SmpPlane  *map;
  SmpPlane         part;
} Job;

static gpointer
draw_job (gpointer data)
{
  Job *job = data;

  draw (job->params, job->map, &job->part);
  return NULL;
}

static void
test_threads_give_what_one_gives (void)
{
  SmpParams params = rich_params (0);
  SmpPlane  map    = map_new (0, 0);
  SmpPlane  whole  = plane_new (0, 0, SIZE, SIZE, 4);

  draw (&params, &map, &whole);
  for (gint n_threads = 1; n_threads <= 8; n_threads++)
    {
      Job      jobs[8];
      GThread *threads[8];

      for (gint i = 0; i < n_threads; i++)
        {
          gint top = SIZE * i / n_threads, end = SIZE * (i + 1) / n_threads;

          jobs[i]    = (Job) { &params, &map, plane_new (0, top, SIZE, end - top, 4) };
          threads[i] = g_thread_new ("draw", draw_job, &jobs[i]);
        }
      for (gint i = 0; i < n_threads; i++)
        {
          gsize bytes = plane_size (&jobs[i].part) * sizeof (gfloat);

          g_thread_join (threads[i]);
          g_assert_cmpmem (jobs[i].part.data, bytes, smp_plane_at (&whole, 0, jobs[i].part.y),
                           bytes);
          g_free (jobs[i].part.data);
        }
    }
  g_free (map.data);
  g_free (whole.data);
}

/* The same bits whatever compiler, optimisation level and processor: a change of this number is a
 * change of every picture, so it must be meant. */
static void
test_the_picture_is_the_same_on_every_machine (void)
{
  SmpParams params = rich_params (0);
  SmpPlane  map    = map_new (0, 0);
  SmpPlane  light  = plane_new (0, 0, 300, 300, 4);
  guint64   hash   = 14695981039346656037u;

  draw (&params, &map, &light);
  for (gsize i = 0; i < plane_size (&light); i++)
    {
      guint32 bits;

      memcpy (&bits, &light.data[i], sizeof bits);
      hash = (hash ^ bits) * 1099511628211u;
    }
  g_assert_cmphex (hash, ==, G_GUINT64_CONSTANT (0x6414b2e08e080818));
  g_free (map.data);
  g_free (light.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exactness/tiles-of-any-size-and-order-give-the-whole",
                   test_tiles_of_any_size_and_order_give_the_whole);
  g_test_add_func ("/exactness/rectangles-of-any-shape-give-the-whole",
                   test_rectangles_of_any_shape_give_the_whole);
  g_test_add_func ("/exactness/so-they-do-on-a-head", test_so_they_do_on_a_head);
  g_test_add_func ("/exactness/so-they-do-where-many-dots-meet",
                   test_so_they_do_where_many_dots_meet);
  g_test_add_func ("/exactness/so-they-do-where-small-dots-are-strewn",
                   test_so_they_do_where_small_dots_are_strewn);
  g_test_add_func ("/exactness/shifted-origin-shifts-the-picture-alone",
                   test_shifted_origin_shifts_the_picture_alone);
  g_test_add_func ("/exactness/threads-give-what-one-gives", test_threads_give_what_one_gives);
  g_test_add_func ("/exactness/the-picture-is-the-same-on-every-machine",
                   test_the_picture_is_the_same_on_every_machine);
  return g_test_run ();
}
