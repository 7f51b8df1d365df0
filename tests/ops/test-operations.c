/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations in GEGL's own graphs.  Warnings of any library end the test. */

#include <gegl.h>
#include <math.h>
#include <string.h>

#include "rounds.h"
#include "smp/params.h"
#include "smp/stipple.h"
#include "smp/version.h"

#define WIDTH  640
#define HEIGHT 450

/* A density map with a gradient and an empty corner, its top left pixel at (x, y). */
static GeglBuffer *
map_new (gint x, gint y)
{
  GeglRectangle extent = { x, y, WIDTH, HEIGHT };
  GeglBuffer   *map    = gegl_buffer_new (&extent, babl_format ("Y' u8"));
  guint8       *data   = g_new (guint8, WIDTH * HEIGHT);

  for (gint j = 0; j < HEIGHT; j++)
    for (gint i = 0; i < WIDTH; i++)
      data[j * WIDTH + i] = i < 100 && j < 80 ? 0 : (guint8) (40 + i * 200 / WIDTH);
  gegl_buffer_set (map, &extent, 0, babl_format ("Y' u8"), data, GEGL_AUTO_ROWSTRIDE);
  g_free (data);
  return map;
}

/* The chain on a map, its pattern counted from the map's corner.  Returns its last node. */
static GeglNode *
chain_new (GeglBuffer *map)
{
  gint      x = gegl_buffer_get_extent (map)->x, y = gegl_buffer_get_extent (map)->y;
  GeglNode *graph = gegl_node_new ();
  GeglNode *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", map, NULL);
  GeglNode *stipple = gegl_node_new_child (graph, "operation", "smp:stipple", "px-per-mm", 10.5,
                                           "elongation", 2.0, "origin-x", x, "origin-y", y, NULL);
  GeglNode *skin    = gegl_node_new_child (graph, "operation", "smp:skin", "px-per-mm", 10.5,
                                           "origin-x", x, "origin-y", y, NULL);

  gegl_node_link_many (source, stipple, skin, NULL);
  return skin;
}

static gfloat *
draw (GeglNode *node, gint x, gint y, gint width, gint height)
{
  gfloat *data = g_new0 (gfloat, 4 * (gsize) width * (gsize) height);

  gegl_node_blit (node, 1.0, GEGL_RECTANGLE (x, y, width, height), babl_format ("RGBA float"), data,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  return data;
}

static gfloat *
draw_map_at (gint x, gint y)
{
  GeglBuffer *map  = map_new (x, y);
  GeglNode   *node = chain_new (map);
  gfloat     *data = draw (node, x, y, WIDTH, HEIGHT);

  g_object_unref (gegl_node_get_parent (node));
  g_object_unref (map);
  return data;
}

static const gfloat *
reference (void)
{
  static gfloat *data;

  if (!data)
    data = draw_map_at (0, 0);
  return data;
}

static void
check_same (const gfloat *data)
{
  g_assert_true (memcmp (data, reference (), sizeof (gfloat) * 4 * WIDTH * HEIGHT) == 0);
}

static void
test_operations_are_there_with_the_tables_properties (void)
{
  static const struct
  {
    const gchar *name;
    SmpScope     scope;
  } operations[] = { { "smp:stipple", SMP_SCOPE_STIPPLE },
                     { "smp:fade", SMP_SCOPE_FADE },
                     { "smp:skin", SMP_SCOPE_SKIN },
                     { "smp:treatment", SMP_SCOPE_STIPPLE | SMP_SCOPE_FADE | SMP_SCOPE_SKIN } };
  guint               n;
  const SmpParamInfo *infos = smp_param_infos (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_assert_true (gegl_has_operation (operations[i].name));
      for (guint k = 0; k < n; k++)
        {
          GParamSpec *spec = gegl_operation_find_property (operations[i].name, infos[k].id);

          g_assert_true (!!spec == !!(infos[k].scope & operations[i].scope));
          if (spec && infos[k].type == SMP_TYPE_DOUBLE)
            {
              g_assert_cmpfloat (G_PARAM_SPEC_DOUBLE (spec)->minimum, ==, infos[k].minimum);
              g_assert_cmpfloat (G_PARAM_SPEC_DOUBLE (spec)->maximum, ==, infos[k].maximum);
              g_assert_cmpfloat (G_PARAM_SPEC_DOUBLE (spec)->default_value, ==,
                                 infos[k].default_value);
            }
        }
      g_assert_cmpstr (gegl_operation_get_key (operations[i].name, "license"), ==, "GPL3+");
      g_assert_nonnull (gegl_operation_get_key (operations[i].name, "description"));
      g_assert_cmpstr (gegl_operation_get_key (operations[i].name, SMP_OPERATIONS_KEY), ==,
                       SMP_OPERATIONS_RELEASE);
    }
}

/* The three stages over a map, and beside them the operation that is all of them.  Returns:
 * (transfer full): their graph */
static GeglNode *
stages_new (GeglBuffer *map, gdouble years, GeglNode **skin, GeglNode **treatment)
{
  GeglNode *graph = gegl_node_new ();
  GeglNode *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", map, NULL);
  GeglNode *stipple =
    gegl_node_new_child (graph, "operation", "smp:stipple", "px-per-mm", 9.0, NULL);
  GeglNode *fade =
    gegl_node_new_child (graph, "operation", "smp:fade", "px-per-mm", 9.0, "years", years, NULL);

  *skin =
    gegl_node_new_child (graph, "operation", "smp:skin", "px-per-mm", 9.0, "years", years, NULL);
  *treatment = gegl_node_new_child (graph, "operation", "smp:treatment", "px-per-mm", 9.0, "years",
                                    years, NULL);
  gegl_node_link_many (source, stipple, fade, *skin, NULL);
  gegl_node_link (source, *treatment);
  return graph;
}

/* On a map wider than the parts that the operation draws at once.  At the map's edges the stages
 * cut off what of a dot's pigment lies outside, which the operation that is all of them need not.
 */
static void
test_treatment_is_the_three_stages_bit_for_bit (void)
{
  const gint          inset = 100, width = 1400, height = 250;
  const gdouble       years[] = { 0.0, 4.0 };
  const GeglRectangle extent  = { -200, 40, width + 2 * inset, height + 2 * inset };
  GeglBuffer         *map     = gegl_buffer_new (&extent, babl_format ("Y' u8"));
  GeglColor          *white   = gegl_color_new ("white");

  gegl_buffer_set_color (map, NULL, white);
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      GeglNode *skin, *treatment, *graph = stages_new (map, years[i], &skin, &treatment);
      gfloat   *chained, *fused;

      chained = draw (skin, extent.x + inset, extent.y + inset, width, height);
      fused   = draw (treatment, extent.x + inset, extent.y + inset, width, height);
      g_assert_true (memcmp (chained, fused, sizeof (gfloat) * 4 * (gsize) (width * height)) == 0);
      g_free (chained);
      g_free (fused);
      g_object_unref (graph);
    }
  g_object_unref (white);
  g_object_unref (map);
}

/* What a node draws of a rectangle into a buffer that was drawn to before. */
static gfloat *
draw_over (GeglNode *node, const GeglRectangle *part)
{
  const Babl *format = babl_format ("RGBA float");
  GeglBuffer *output = gegl_buffer_new (part, format);
  gfloat      grey[] = { 0.5f, 0.5f, 0.5f, 0.5f };
  gfloat     *data   = g_new (gfloat, 4 * (gsize) part->width * (gsize) part->height);

  gegl_buffer_set_color_from_pixel (output, NULL, grey, format);
  gegl_node_blit_buffer (node, output, part, 0, GEGL_ABYSS_NONE);
  gegl_buffer_get (output, part, 1.0, format, data, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_object_unref (output);
  return data;
}

/* Tiles without dots are not drawn pixel by pixel. */
static void
test_bare_skin_between_dots_is_as_the_stages_draw_it (void)
{
  const gdouble       years[]   = { 0.0, 4.0 };
  const GeglRectangle treated[] = { { -300, -300, 1800, 560 },
                                    { 520, 700, 40, 30 },
                                    { -300, 1290, 1800, 800 } };
  const GeglRectangle parts[]   = {
    { -37, 11, 471, 1500 }, { 100, 43, 471, 1300 }, { 0, 75, 471, 1100 }, { 7, 107, 471, 1000 }
  };
  const guint8 white[] = { 255 };
  GeglBuffer  *map =
    gegl_buffer_new (GEGL_RECTANGLE (-300, -300, 1800, 2200), babl_format ("Y' u8"));

  for (gsize i = 0; i < G_N_ELEMENTS (treated); i++)
    gegl_buffer_set_color_from_pixel (map, &treated[i], white, babl_format ("Y' u8"));
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      GeglNode *skin, *treatment, *graph = stages_new (map, years[i], &skin, &treatment);

      for (gsize k = 0; k < test_rounds (G_N_ELEMENTS (parts)); k++)
        {
          gsize   n       = 4 * (gsize) (parts[k].width * parts[k].height);
          gfloat *chained = draw_over (skin, &parts[k]), *fused = draw_over (treatment, &parts[k]);

          g_assert_true (memcmp (chained, fused, sizeof (gfloat) * n) == 0);
          g_free (chained);
          g_free (fused);
        }
      g_object_unref (graph);
    }
  g_object_unref (map);
}

static void
test_the_chain_draws_something (void)
{
  gdouble sum = 0.0;

  for (gsize i = 0; i < 4 * WIDTH * HEIGHT; i += 4)
    sum += (gdouble) reference ()[i + 1];
  sum /= WIDTH * HEIGHT;
  g_assert_cmpfloat (sum, >, 0.6);
  g_assert_cmpfloat (sum, <, 0.98);
}

static void
test_threads_make_no_difference (void)
{
  reference ();
  for (gint threads = 1; threads <= 8; threads++)
    {
      gfloat *data;

      g_object_set (gegl_config (), "threads", threads, NULL);
      data = draw_map_at (0, 0);
      check_same (data);
      g_free (data);
    }
  g_object_set (gegl_config (), "threads", 2, NULL);
}

static void
test_tile_sizes_make_no_difference (void)
{
  static const gint sizes[][2] = { { 8, 8 }, { 17, 64 }, { 128, 128 }, { 256, 33 }, { 512, 512 } };

  reference ();
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gfloat *data;

      g_object_set (gegl_config (), "tile-width", sizes[i][0], "tile-height", sizes[i][1], NULL);
      data = draw_map_at (0, 0);
      check_same (data);
      g_free (data);
    }
  g_object_set (gegl_config (), "tile-width", 128, "tile-height", 128, NULL);
}

static void
test_origins_make_no_difference (void)
{
  static const gint origins[] = { 3, -1001, 1 << 20, (1 << 30) - 1000, 1000 - (1 << 30) };

  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      gfloat *data = draw_map_at (origins[i], -origins[i]);

      check_same (data);
      g_free (data);
    }
}

static void
test_rectangles_in_any_order_make_no_difference (void)
{
  GeglBuffer *map   = map_new (0, 0);
  GeglNode   *node  = chain_new (map);
  guint32     state = 3;

  for (gint k = 0; k < 60; k++)
    {
      gint    x      = (gint) ((state = state * 1664525u + 1013904223u) >> 8) % WIDTH;
      gint    y      = (gint) ((state = state * 1664525u + 1013904223u) >> 8) % HEIGHT;
      gint    width  = MIN (1 + (gint) (state >> 20) % 300, WIDTH - x);
      gint    height = MIN (1 + (gint) (state >> 12) % 200, HEIGHT - y);
      gfloat *data   = draw (node, x, y, width, height);

      for (gint row = 0; row < height; row++)
        g_assert_true (memcmp (data + 4 * row * width, reference () + 4 * ((y + row) * WIDTH + x),
                               16 * (gsize) width) == 0);
      g_free (data);
    }
  g_object_unref (gegl_node_get_parent (node));
  g_object_unref (map);
}

/* What GEGL's processor cuts into chunks of its own is the same too. */
static void
test_a_sink_gets_the_same (void)
{
  GeglBuffer *map  = map_new (0, 0);
  GeglNode   *node = chain_new (map);
  GeglBuffer *output =
    gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("RGBA float"));
  GeglNode *sink = gegl_node_new_child (gegl_node_get_parent (node), "operation",
                                        "gegl:write-buffer", "buffer", output, NULL);
  gfloat   *data = g_new (gfloat, 4 * WIDTH * HEIGHT);

  gegl_node_link (node, sink);
  g_object_set (gegl_config (), "chunk-size", 10000, NULL);
  gegl_node_process (sink);
  gegl_buffer_get (output, NULL, 1.0, babl_format ("RGBA float"), data, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  check_same (data);
  g_free (data);
  g_object_unref (gegl_node_get_parent (node));
  g_object_unref (output);
  g_object_unref (map);
}

static void
test_beyond_the_map_there_is_nothing (void)
{
  GeglBuffer *map  = map_new (0, 0);
  GeglNode   *node = chain_new (map);
  gfloat     *data = draw (node, WIDTH + 1, -50, 100, 40);

  for (gint i = 0; i < 4 * 100 * 40; i++)
    g_assert_true (data[i] == 0.0f);
  g_free (data);
  g_object_unref (gegl_node_get_parent (node));
  g_object_unref (map);
}

static void
test_an_empty_map_gives_an_untouched_picture (void)
{
  GeglBuffer *map  = gegl_buffer_new (GEGL_RECTANGLE (0, 0, 90, 70), babl_format ("Y' u8"));
  GeglNode   *node = chain_new (map);
  gfloat     *data = draw (node, 0, 0, 90, 70);

  for (gint i = 0; i < 4 * 90 * 70; i++)
    g_assert_true (data[i] == (i % 4 == 3 ? 0.0f : 1.0f));
  g_free (data);
  g_object_unref (gegl_node_get_parent (node));
  g_object_unref (map);
}

/* What smp:treatment draws of white, 160 pixels wide, with values of which some are at odds with
 * the defaults. */
static gfloat *
draw_values (const SmpParams *params, gboolean whole)
{
  GeglRectangle extent = { 0, 0, 160, 120 };
  GeglBuffer   *map    = gegl_buffer_new (&extent, babl_format ("Y' u8"));
  GeglColor    *white  = gegl_color_new ("white");
  GeglNode     *graph  = gegl_node_new ();
  GeglNode     *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", map, NULL);
  GeglNode           *node = gegl_node_new_child (graph, "operation", "smp:treatment", NULL);
  guint               n;
  const SmpParamInfo *infos = smp_param_infos (&n);
  gfloat             *data;

  gegl_buffer_set_color (map, NULL, white);
  gegl_node_link (source, node);
  /* Drawn before they are set, so that setting them must also tell the graph. */
  g_free (draw (node, 0, 0, 160, 120));
  if (whole)
    gegl_node_set (node, "params", params, NULL);
  for (guint i = 0; i < n && !whole; i++)
    {
      g_autofree gchar *text   = smp_params_get_text (params, &infos[i]);
      gdouble           number = smp_params_get (params, &infos[i]);

      if (!gegl_operation_find_property ("smp:treatment", infos[i].id))
        continue;
      if (infos[i].type == SMP_TYPE_DOUBLE)
        gegl_node_set (node, infos[i].id, number, NULL);
      else if (smp_param_is_text (&infos[i]))
        gegl_node_set (node, infos[i].id, text, NULL);
      else
        gegl_node_set (node, infos[i].id, (gint) number, NULL);
    }
  data = draw (node, 0, 0, 160, 120);
  g_object_unref (graph);
  g_object_unref (white);
  g_object_unref (map);
  return data;
}

static void
init_odd_values (SmpParams *params)
{
  SmpDirectionField *field = smp_direction_field_new (0.0, 0.0, 4.0, 2, 1);

  smp_params_init (params);
  g_assert_true (smp_params_set_list (params,
                                      "px-per-mm=9;density=222;elongation=3;years=4;pigment=iron-"
                                      "oxide;sun=high;seed=77;origin-x=-5",
                                      NULL));
  field->vectors[0]  = 0.9f;
  field->vectors[3]  = -0.9f;
  params->directions = smp_direction_field_keep (field);
}

static void
test_all_values_at_once_draw_what_single_ones_do (void)
{
  SmpParams          params;
  g_autofree gfloat *whole = NULL, *single = NULL, *plain = NULL;

  init_odd_values (&params);
  whole  = draw_values (&params, TRUE);
  single = draw_values (&params, FALSE);
  smp_params_init (&params);
  plain = draw_values (&params, TRUE);
  g_assert_cmpmem (whole, 16 * 160 * 120, single, 16 * 160 * 120);
  g_assert_true (memcmp (whole, plain, 16 * 160 * 120) != 0);
}

/* Text holds steps of five degrees and tenths: a field between them that comes through as it is has
 * been neither written nor read. */
static void
test_values_go_in_without_becoming_text (void)
{
  SmpParams        params;
  const SmpParams *held;
  g_autoptr (SmpDirectionField) field = smp_direction_field_new (0.0, 0.0, 4.0, 1, 1);
  GeglNode *graph                     = gegl_node_new ();
  GeglNode *node;

  smp_params_init (&params);
  field->vectors[0] = 0.123f;
  field->vectors[1] = 0.777f;
  params.directions = field;
  node = gegl_node_new_child (graph, "operation", "smp:treatment", "params", &params, NULL);
  gegl_node_get (node, "params", &held, NULL);
  g_assert_true (held != &params);
  g_assert_true (held->directions == field);
  g_object_unref (graph);
}

static void
test_wrong_values_are_reported_and_change_nothing (void)
{
  GeglNode         *graph = gegl_node_new ();
  GeglNode         *node  = gegl_node_new_child (graph, "operation", "smp:treatment", NULL);
  SmpParams         params, before;
  const SmpParams  *held;
  g_autofree gchar *text = NULL;

  gegl_node_get (node, "params", &held, NULL);
  before = *held;

  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*directions*cannot be read*");
  gegl_node_set (node, "directions", "rubbish", NULL);
  g_test_assert_expected_messages ();

  smp_params_init (&params);
  params.density_per_cm2 = NAN;
  params.sessions        = 1;
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*(density)*from 0 to 400*");
  gegl_node_set (node, "params", &params, NULL);
  g_test_assert_expected_messages ();

  gegl_node_get (node, "params", &held, "directions", &text, NULL);
  g_assert_cmpmem (&before, sizeof before, held, sizeof *held);
  g_assert_cmpstr (text, ==, "");
  g_object_unref (graph);
}

/* Draws the map as pixels of a format of four numbers, asked for, and made of the floats. */
static void
check_pixels (GeglBuffer *map, const Babl *format)
{
  GeglBuffer *written = NULL;
  GeglNode   *graph   = gegl_node_new ();
  GeglNode   *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", map, NULL);
  GeglNode *node = gegl_node_new_child (graph, "operation", "smp:treatment", NULL);
  GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &written,
                                        "format", NULL, NULL);
  const gsize size = (gsize) babl_format_get_bytes_per_pixel (format) * WIDTH * HEIGHT;

  g_autofree guint8 *made  = g_malloc (size);
  g_autofree guint8 *asked = g_malloc (size);

  gegl_node_link_many (source, node, sink, NULL);
  gegl_node_blit (node, 1.0, gegl_buffer_get_extent (map), format, made, GEGL_AUTO_ROWSTRIDE,
                  GEGL_BLIT_DEFAULT);
  gegl_node_set (node, "output-format", format, NULL);
  gegl_node_process (sink);
  g_assert_true (gegl_buffer_get_format (written) == format);
  gegl_buffer_get (written, gegl_buffer_get_extent (map), 1.0, format, asked, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  g_assert_cmpmem (asked, size, made, size);
  g_assert_cmpint (made[0], >, 0);
  g_object_unref (graph);
  g_object_unref (written);
}

/* What GEGL makes of the floats, also of tiles that are cut through and of those that are bare. */
static void
test_other_pixels_are_written_as_gegl_makes_them (void)
{
  GeglBuffer *map =
    gegl_buffer_new (GEGL_RECTANGLE (-30, -20, WIDTH, HEIGHT), babl_format ("Y' u8"));

  gegl_buffer_set_color_from_pixel (map, GEGL_RECTANGLE (0, 0, 300, 100), (guint8[]) { 200 },
                                    babl_format ("Y' u8"));
  check_pixels (map, babl_format ("R'G'B'A u8"));
  check_pixels (map, babl_format ("RGBA u8"));
  check_pixels (map, babl_format ("R'G'B'A u16"));
  g_object_unref (map);
}

static void
test_without_input_nothing_happens (void)
{
  GeglNode *graph   = gegl_node_new ();
  GeglNode *stipple = gegl_node_new_child (graph, "operation", "smp:stipple", NULL);
  GeglNode *skin    = gegl_node_new_child (graph, "operation", "smp:skin", NULL);
  gfloat   *data;

  gegl_node_link (stipple, skin);
  data = draw (skin, 0, 0, 20, 20);
  for (gint i = 0; i < 4 * 20 * 20; i++)
    g_assert_true (data[i] == 0.0f);
  g_free (data);
  g_object_unref (graph);
}

int
main (int argc, char **argv)
{
  gchar *folder = g_path_get_dirname (g_getenv ("SMP_TEST_MODULE"));
  gint   status;

  g_test_init (&argc, &argv, NULL);
  /* GEGL hides operations of the GPL from programs that do not say they may use them. */
  g_object_set (gegl_config (), "application-license", "GPL3", "threads", 2, "use-opencl", FALSE,
                "swap", "RAM", NULL);
  gegl_init (NULL, NULL);
  gegl_load_module_directory (folder);
  g_free (folder);

  g_test_add_func ("/ops/there-with-the-tables-properties",
                   test_operations_are_there_with_the_tables_properties);
  g_test_add_func ("/ops/treatment-is-the-three-stages-bit-for-bit",
                   test_treatment_is_the_three_stages_bit_for_bit);
  g_test_add_func ("/ops/bare-skin-between-dots-is-as-the-stages-draw-it",
                   test_bare_skin_between_dots_is_as_the_stages_draw_it);
  g_test_add_func ("/ops/all-values-at-once-draw-what-single-ones-do",
                   test_all_values_at_once_draw_what_single_ones_do);
  g_test_add_func ("/ops/values-go-in-without-becoming-text",
                   test_values_go_in_without_becoming_text);
  g_test_add_func ("/ops/wrong-values-are-reported-and-change-nothing",
                   test_wrong_values_are_reported_and_change_nothing);
  g_test_add_func ("/ops/the-chain-draws-something", test_the_chain_draws_something);
  g_test_add_func ("/ops/threads-make-no-difference", test_threads_make_no_difference);
  g_test_add_func ("/ops/tile-sizes-make-no-difference", test_tile_sizes_make_no_difference);
  g_test_add_func ("/ops/origins-make-no-difference", test_origins_make_no_difference);
  g_test_add_func ("/ops/rectangles-in-any-order-make-no-difference",
                   test_rectangles_in_any_order_make_no_difference);
  g_test_add_func ("/ops/a-sink-gets-the-same", test_a_sink_gets_the_same);
  g_test_add_func ("/ops/beyond-the-map-there-is-nothing", test_beyond_the_map_there_is_nothing);
  g_test_add_func ("/ops/an-empty-map-gives-an-untouched-picture",
                   test_an_empty_map_gives_an_untouched_picture);
  g_test_add_func ("/ops/other-pixels-are-written-as-gegl-makes-them",
                   test_other_pixels_are_written_as_gegl_makes_them);
  g_test_add_func ("/ops/without-input-nothing-happens", test_without_input_nothing_happens);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
