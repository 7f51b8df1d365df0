/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "treatment/preview-slices.h"

static const GeglRectangle bounds[] = { { 0, 0, 40, 30 },         { 17, 5, 1240, 1240 },
                                        { -3, 8, 1254, 1256 },    { 101, 203, 2074, 2074 },
                                        { 0, 0, 100, 40000 },     { 9, 9, 40000, 100 },
                                        { 64, 64, 4098, 700 },    { 5, 7, 1030, 5001 },
                                        { -500, 300, 7098, 7110 } };

static gint64
area (const GeglRectangle *a)
{
  return (gint64) a->width * a->height;
}

static void
assert_cover (const GArray *slices, const GeglRectangle *all)
{
  gint64 sum = 0;

  for (guint i = 0; i < slices->len; i++)
    {
      const GeglRectangle *a = &g_array_index (slices, GeglRectangle, i);

      g_assert_true (gegl_rectangle_contains (all, a));
      g_assert_cmpint (area (a), >, 0);
      g_assert_cmpint (area (a), <, SMP_PREVIEW_SLICE_PX * 3 / 2);
      sum += area (a);
      for (guint j = 0; j < i; j++)
        g_assert_false (gegl_rectangle_intersect (NULL, a,
                                                  &g_array_index (slices, GeglRectangle, j)));
    }
  g_assert_cmpint (sum, ==, area (all));
}

/* Whatever is treated, and wherever its middle is: in and beside it, too. */
static void
test_slices_cover_all_once (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (bounds); k++)
    for (gint i = -1; i <= 9; i++)
      for (gint j = -1; j <= 9; j++)
        {
          const gint x              = bounds[k].x + bounds[k].width * i / 8;
          const gint y              = bounds[k].y + bounds[k].height * j / 8;
          g_autoptr (GArray) slices = smp_preview_slices (&bounds[k], x, y);

          assert_cover (slices, &bounds[k]);
          g_assert_true (smp_preview_is_one_slice (&bounds[k]) == (slices->len == 1));
          if (i >= 0 && i < 8 && j >= 0 && j < 8)
            {
              const GeglRectangle *first = &g_array_index (slices, GeglRectangle, 0);

              g_assert_true (x >= first->x && x < first->x + first->width);
              g_assert_true (y >= first->y && y < first->y + first->height);
            }
        }
}

/* The first one shows as much as may be seen first, and the others lie around it. */
static void
test_slices_go_outwards (void)
{
  const GeglRectangle all   = { 101, 203, 4000, 3000 };
  g_autoptr (GArray) slices = smp_preview_slices (&all, 2101, 1703);
  gdouble farthest          = 0.0;

  g_assert_cmpint (area (&g_array_index (slices, GeglRectangle, 0)), ==, SMP_PREVIEW_FIRST_PX);
  for (guint i = 0; i < slices->len; i++)
    {
      const GeglRectangle *a = &g_array_index (slices, GeglRectangle, i);
      const gdouble away     = hypot (a->x + a->width / 2.0 - 2101, a->y + a->height / 2.0 - 1703);

      g_assert_cmpfloat (away, >=, farthest - 1e-9);
      farthest = away;
    }
}

static void
fill (GeglBuffer *map, const GeglRectangle *part, gfloat value)
{
  gegl_buffer_set_color_from_pixel (map, part, &value, babl_format ("Y' float"));
}

/* A bow has its middle on itself and not in the rectangle around it. */
static void
test_middle_is_where_dots_are (void)
{
  const GeglRectangle all = { 100, 50, 2000, 1500 };
  g_autoptr (GeglBuffer) map =
    gegl_buffer_new (GEGL_RECTANGLE (0, 0, 2400, 1800), babl_format ("Y' float"));
  gint x, y;

  smp_preview_middle (map, &all, &x, &y);
  g_assert_cmpint (ABS (x - 1100), <=, 1);
  g_assert_cmpint (ABS (y - 800), <=, 1500 / 64);

  fill (map, GEGL_RECTANGLE (100, 50, 2000, 200), 1.0f);
  fill (map, GEGL_RECTANGLE (100, 250, 100, 600), 0.25f);
  smp_preview_middle (map, &all, &x, &y);
  g_assert_cmpint (ABS (x - 1100), <=, 1);
  g_assert_cmpint (y, >=, 50);
  g_assert_cmpint (y, <, 250);

  fill (map, GEGL_RECTANGLE (1900, 50, 200, 1500), 1.0f);
  fill (map, GEGL_RECTANGLE (100, 50, 1800, 1500), 0.0f);
  smp_preview_middle (map, &all, &x, &y);
  g_assert_cmpint (x, >=, 1900);
}

int
main (int argc, char **argv)
{
  int status;

  gegl_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview-slices/cover-all-once", test_slices_cover_all_once);
  g_test_add_func ("/preview-slices/go-outwards", test_slices_go_outwards);
  g_test_add_func ("/preview-slices/middle-is-where-dots-are", test_middle_is_where_dots_are);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
