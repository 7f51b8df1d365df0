/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* smp:fade between smp:stipple and smp:skin, in GEGL's own graphs. */

#include <gegl.h>
#include <string.h>

#include "smp/params.h"

#define WIDTH  420
#define HEIGHT 300

/* The chain on an evenly white map, counted from its corner at (x, y), with or without fading.
 * Returns its last node. */
static GeglNode *
chain_new (gint x, gint y, gdouble years, const gchar *fading)
{
  GeglNode  *graph = gegl_node_new ();
  GeglColor *white = gegl_color_new ("white");
  GeglNode  *map   = gegl_node_new_child (graph, "operation", "gegl:color", "value", white, NULL);
  GeglNode  *crop =
    gegl_node_new_child (graph, "operation", "gegl:crop", "x", (gdouble) x, "y", (gdouble) y,
                         "width", (gdouble) WIDTH, "height", (gdouble) HEIGHT, NULL);
  GeglNode *stipple = gegl_node_new_child (graph, "operation", "smp:stipple", "px-per-mm", 9.0,
                                           "origin-x", x, "origin-y", y, NULL);
  GeglNode *fade    = gegl_node_new_child (graph, "operation", fading, NULL);
  GeglNode *skin = gegl_node_new_child (graph, "operation", "smp:skin", "px-per-mm", 9.0, "years",
                                        years, "origin-x", x, "origin-y", y, NULL);

  if (strcmp (fading, "smp:fade") == 0)
    gegl_node_set (fade, "px-per-mm", 9.0, "years", years, "origin-x", x, "origin-y", y, NULL);
  gegl_node_link_many (map, crop, stipple, fade, skin, NULL);
  g_object_unref (white);
  return skin;
}

static gfloat *
draw (gint x, gint y, gdouble years, const gchar *fading)
{
  GeglNode *node = chain_new (x, y, years, fading);
  gfloat   *data = g_new0 (gfloat, 4 * WIDTH * HEIGHT);

  gegl_node_blit (node, 1.0, GEGL_RECTANGLE (x, y, WIDTH, HEIGHT), babl_format ("RGBA float"), data,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  g_object_unref (gegl_node_get_parent (node));
  return data;
}

static gboolean
same (const gfloat *a, const gfloat *b)
{
  return memcmp (a, b, sizeof (gfloat) * 4 * WIDTH * HEIGHT) == 0;
}

static gdouble
mean_of (const gfloat *data)
{
  gdouble sum = 0.0;

  for (gsize i = 1; i < 4 * WIDTH * HEIGHT; i += 4)
    sum += (gdouble) data[i];
  return sum / (WIDTH * HEIGHT);
}

static void
test_properties (void)
{
  guint               n;
  const SmpParamInfo *infos = smp_param_infos (&n);

  g_assert_true (gegl_has_operation ("smp:fade"));
  g_assert_cmpstr (gegl_operation_get_key ("smp:fade", "license"), ==, "GPL3+");
  g_assert_nonnull (gegl_operation_get_key ("smp:fade", "description"));
  for (guint i = 0; i < n; i++)
    g_assert_true (!!gegl_operation_find_property ("smp:fade", infos[i].id) ==
                   !!(infos[i].scope & SMP_SCOPE_FADE));
}

static void
test_no_years_change_nothing (void)
{
  gfloat *with = draw (0, 0, 0.0, "smp:fade"), *without = draw (0, 0, 0.0, "gegl:nop");

  g_assert_true (same (with, without));
  g_free (with);
  g_free (without);
}

static void
test_years_weaken (void)
{
  static const gdouble years[] = { 0.0, 1.0, 3.0, 5.0, 10.0 };
  gdouble              before  = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      gfloat *data = draw (0, 0, years[i], "smp:fade");

      g_assert_cmpfloat (mean_of (data), >, before);
      before = mean_of (data);
      g_free (data);
    }
  g_assert_cmpfloat (before, <, 1.0);
}

static void
test_threads_tiles_and_origins (void)
{
  static const gint place[][2] = { { -37, 1013 }, { 1 << 29, -(1 << 29) } };
  gfloat           *expected   = draw (0, 0, 6.0, "smp:fade"), *data;
  gint              threads, tile_width, tile_height;

  g_object_get (gegl_config (), "threads", &threads, "tile-width", &tile_width, "tile-height",
                &tile_height, NULL);
  for (gint i = 0; i < 4; i++)
    {
      g_object_set (gegl_config (), "threads", 1 + 2 * i, "tile-width", 8 << (2 * i), "tile-height",
                    16 << i, NULL);
      data = draw (0, 0, 6.0, "smp:fade");
      g_assert_true (same (data, expected));
      g_free (data);
    }
  g_object_set (gegl_config (), "threads", threads, "tile-width", tile_width, "tile-height",
                tile_height, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (place); i++)
    {
      data = draw (place[i][0], place[i][1], 6.0, "smp:fade");
      g_assert_true (same (data, expected));
      g_free (data);
    }
  g_free (expected);
}

int
main (int argc, char **argv)
{
  gchar *folder = g_path_get_dirname (g_getenv ("SMP_TEST_MODULE"));
  int    status;

  g_test_init (&argc, &argv, NULL);
  /* GEGL hides operations of the GPL from programs that do not say they may use them. */
  g_object_set (gegl_config (), "application-license", "GPL3", "threads", 2, "use-opencl", FALSE,
                "swap", "RAM", NULL);
  gegl_init (NULL, NULL);
  gegl_load_module_directory (folder);
  g_test_add_func ("/fade-operation/properties", test_properties);
  g_test_add_func ("/fade-operation/no-years-change-nothing", test_no_years_change_nothing);
  g_test_add_func ("/fade-operation/years-weaken", test_years_weaken);
  g_test_add_func ("/fade-operation/threads-tiles-and-origins", test_threads_tiles_and_origins);
  status = g_test_run ();
  gegl_exit ();
  g_free (folder);
  return status;
}
