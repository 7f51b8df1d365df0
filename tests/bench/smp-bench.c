/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures the chain of operations on a fully painted photo of 24 million pixels, beside two of
 * GEGL's own operations and one that does next to nothing in the same run: only the ratios say
 * anything on another machine.
 *
 *     smp-bench MODULE-FOLDER [RUNS]
 *
 * Every round runs each graph once, in turn, so that what else the machine does hits all alike;
 * each is drawn into a buffer of RGBA floats in one go, as the plug-in draws. */

#include <gegl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bar.h"
#include "one-multiply.h"

#define WIDTH     6000
#define HEIGHT    4000
#define MAX_RUNS  25
#define N_THREADS 2

/* What nothing painted may cost at most, of all painted, and what more threads may, of fewer. */
#define EMPTY_SHARE 0.25
#define NO_SLOWER   1.05

/* 4 cm2 at 11 pixels a millimetre. */
#define REGION_PX   220
#define REGION_RUNS 50

/* A man's head from the front, far away and from 40 cm, in the middle of a photo of 1600 x 1250 at
 * that scale, and the part of it that is treated. */
#define HEAD_FAR     "76 97.5 92 0 0 0 72.7 56.8 0"
#define HEAD_NEAR    "76 97.5 92 0 0 0 72.7 56.8 400"
#define HEAD_WIDTH   1600
#define HEAD_HEIGHT  1250
#define HEAD_PART_PX 900

typedef struct
{
  const gchar *name;
  GeglBuffer  *input;
  GeglNode *(*append) (GeglNode *graph, GeglNode *source);
  gdouble seconds[MAX_RUNS];
  gsize   memory;
} Case;

static GeglNode *
append_treatment (GeglNode *graph, GeglNode *source)
{
  GeglNode *treatment = gegl_node_new_child (graph, "operation", "smp:treatment", "px-per-mm", 11.0,
                                             "density", 150.0, NULL);

  gegl_node_link (source, treatment);
  return treatment;
}

static GeglNode *
append_chain (GeglNode *graph, GeglNode *source)
{
  GeglNode *stipple = gegl_node_new_child (graph, "operation", "smp:stipple", "px-per-mm", 11.0,
                                           "density", 150.0, NULL);
  GeglNode *skin    = gegl_node_new_child (graph, "operation", "smp:skin", "px-per-mm", 11.0, NULL);

  gegl_node_link_many (source, stipple, skin, NULL);
  return skin;
}

static GeglNode *
append_multiply (GeglNode *graph, GeglNode *source)
{
  GeglNode *multiply = gegl_node_new_child (graph, "operation", BENCH_ONE_MULTIPLY, NULL);

  gegl_node_link (source, multiply);
  return multiply;
}

static GeglNode *
append_noise (GeglNode *graph, GeglNode *source)
{
  GeglNode *noise = gegl_node_new_child (graph, "operation", "gegl:noise-hurl", NULL);

  gegl_node_link (source, noise);
  return noise;
}

static GeglNode *
append_blur (GeglNode *graph, GeglNode *source)
{
  GeglNode *blur = gegl_node_new_child (graph, "operation", "gegl:gaussian-blur", "std-dev-x", 1.5,
                                        "std-dev-y", 1.5, NULL);

  gegl_node_link (source, blur);
  return blur;
}

/* A figure of this process from /proc, in bytes; 0 where the system has no such file. */
static gsize
process_memory (const gchar *field)
{
  gchar *text  = NULL;
  gsize  bytes = 0;

  if (g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    {
      const gchar *line = strstr (text, field);

      if (line)
        bytes = (gsize) g_ascii_strtoull (line + strlen (field), NULL, 10) * 1024;
    }
  g_free (text);
  return bytes;
}

/* Sets the highest memory use so far back to the present one. */
static void
reset_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file)
    {
      fputs ("5", file);
      fclose (file);
    }
}

static void
run (Case *item, gint round)
{
  GeglBuffer *output =
    gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("RGBA float"));
  GeglNode *graph = gegl_node_new ();
  GeglNode *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", item->input, NULL);
  GeglNode *last = item->append (graph, source);
  gsize     before;
  gint64    start;

  reset_peak ();
  before = process_memory ("VmRSS:");
  start  = g_get_monotonic_time ();
  gegl_node_blit_buffer (last, output, gegl_buffer_get_extent (output), 0, GEGL_ABYSS_NONE);
  item->seconds[round] = (gdouble) (g_get_monotonic_time () - start) / 1e6;
  item->memory         = MAX (item->memory, process_memory ("VmHWM:") - before);

  g_object_unref (graph);
  g_object_unref (output);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return x < y ? -1 : x > y;
}

static gdouble
median_of (Case *item, gint n_runs)
{
  qsort (item->seconds, (gsize) n_runs, sizeof item->seconds[0], compare);
  return item->seconds[n_runs / 2];
}

static gdouble
report (Case *item, gint n_runs)
{
  gdouble median = median_of (item, n_runs);

  g_print ("%-24s best %7.1f ms, median %7.1f ms, %6.1f MP/s, %5.0f MB\n", item->name,
           item->seconds[0] * 1e3, median * 1e3, WIDTH * HEIGHT / 1e6 / median,
           (gdouble) item->memory / 1e6);
  return median;
}

static GeglBuffer *
filled_buffer_of_size (const gchar *format, const guint8 *pixel, gint width, gint height)
{
  GeglBuffer *buffer = gegl_buffer_new (GEGL_RECTANGLE (0, 0, width, height), babl_format (format));

  gegl_buffer_set_color_from_pixel (buffer, NULL, pixel, babl_format (format));
  return buffer;
}

static GeglBuffer *
filled_buffer (const gchar *format, const guint8 *pixel)
{
  return filled_buffer_of_size (format, pixel, WIDTH, HEIGHT);
}

/* A square in the middle of a photo of so many pixels, drawn as the plug-in draws it, on a head or,
 * for "", flat. */
typedef struct
{
  gint         width, height, side;
  const gchar *head;
  GeglBuffer  *map;
  GeglBuffer  *output;
  gdouble      seconds[REGION_RUNS];
} Region;

static void
draw_region (Region *region, gint round)
{
  const GeglRectangle *part  = gegl_buffer_get_extent (region->output);
  GeglNode            *graph = gegl_node_new ();
  GeglNode            *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", region->map, NULL);
  GeglNode *last = append_treatment (graph, source);
  gint64    start;

  gegl_node_set (last, "head", region->head, NULL);
  start = g_get_monotonic_time ();
  gegl_node_blit_buffer (last, region->output, part, 0, GEGL_ABYSS_NONE);
  region->seconds[round] = (gdouble) (g_get_monotonic_time () - start) / 1e6;
  g_object_unref (graph);
}

/* The medians of some regions, drawn in turn. */
static void
time_regions (const guint8 *density, Region *regions, gint n_regions, gdouble *medians)
{
  for (gint i = 0; i < n_regions; i++)
    {
      Region *region = &regions[i];

      region->map    = filled_buffer_of_size ("Y' u8", density, region->width, region->height);
      region->output = gegl_buffer_new (GEGL_RECTANGLE ((region->width - region->side) / 2,
                                                        (region->height - region->side) / 2,
                                                        region->side, region->side),
                                        babl_format ("RGBA float"));
      draw_region (region, 0);
    }
  for (gint round = 0; round < REGION_RUNS; round++)
    for (gint i = 0; i < n_regions; i++)
      draw_region (&regions[i], round);
  for (gint i = 0; i < n_regions; i++)
    {
      qsort (regions[i].seconds, REGION_RUNS, sizeof regions[i].seconds[0], compare);
      medians[i] = regions[i].seconds[REGION_RUNS / 2];
      g_object_unref (regions[i].map);
      g_object_unref (regions[i].output);
    }
}

/* A small region in a small photo and in a large one, and a large one flat and on heads. */
static void
compare_regions (const guint8 *density)
{
  Region  small[] = { { .width = 1600, .height = 1250, .side = REGION_PX, .head = "" },
                      { .width = WIDTH, .height = HEIGHT, .side = REGION_PX, .head = "" } };
  Region  large[] = { { .head = "" }, { .head = HEAD_FAR }, { .head = HEAD_NEAR } };
  gdouble times[3];

  time_regions (density, small, G_N_ELEMENTS (small), times);
  g_print ("4 cm2 in 24 megapixels %.1f ms, in 2 megapixels %.1f ms, times: ", times[1] * 1e3,
           times[0] * 1e3);
  bench_at_most (times[1] / times[0], 1.5);

  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    {
      large[i].width  = HEAD_WIDTH;
      large[i].height = HEAD_HEIGHT;
      large[i].side   = HEAD_PART_PX;
    }
  time_regions (density, large, G_N_ELEMENTS (large), times);
  g_print ("on a round head %.1f ms, flat %.1f ms, times: ", times[1] * 1e3, times[0] * 1e3);
  bench_at_most (times[1] / times[0], 1.3);
  g_print ("on a round head from 40 cm %.1f ms, flat %.1f ms, times: ", times[2] * 1e3,
           times[0] * 1e3);
  bench_at_most (times[2] / times[0], 1.3);
}

/* The whole chain beside one multiplication, painted and empty, with one thread, two and eight. */
static void
compare_with_multiply (GeglBuffer *painted, GeglBuffer *photo, gint n_runs)
{
  static const guint8 black[]     = { 0 };
  static const gint   n_threads[] = { 1, 2, 8 };
  GeglBuffer         *empty       = filled_buffer ("Y' u8", black);
  gdouble             treated[3];

  for (gint k = 0; k < 3; k++)
    {
      Case    cases[] = { { .append = append_treatment, .input = painted },
                          { .append = append_multiply, .input = photo },
                          { .append = append_treatment, .input = empty } };
      gdouble multiplied;

      g_object_set (gegl_config (), "threads", n_threads[k], NULL);
      for (gint round = 0; round < n_runs; round++)
        for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
          run (&cases[i], round);
      treated[k] = median_of (&cases[0], n_runs);
      multiplied = median_of (&cases[1], n_runs);
      g_print ("%d threads: smp:treatment %.0f MP/s, one multiply %.0f MP/s: ", n_threads[k],
               WIDTH * HEIGHT / 1e6 / treated[k], WIDTH * HEIGHT / 1e6 / multiplied);
      bench_at_least (multiplied / treated[k], 0.75);
      g_print ("%d threads: nothing painted, of painted all over: ", n_threads[k]);
      bench_at_most (median_of (&cases[2], n_runs) / treated[k], EMPTY_SHARE);
    }
  g_print ("smp:treatment with 8 threads, of the time with 2: ");
  bench_at_most (treated[2] / treated[1], NO_SLOWER);
  g_object_set (gegl_config (), "threads", N_THREADS, NULL);
  g_object_unref (empty);
}

/* Sets GEGL up with the operations of that folder; FALSE where they are not there, in whose place
 * GEGL would take one that passes all through. */
static gboolean
begin (const gchar *modules)
{
  /* GEGL hides operations of the GPL from programs that do not say they may use them.  Nothing may
   * be swapped out to disk in between. */
  g_object_set (gegl_config (), "application-license", "GPL3", "threads", N_THREADS, "use-opencl",
                FALSE, "tile-cache-size", (guint64) 1 << 33, "swap", "ram", NULL);
  gegl_init (NULL, NULL);
  gegl_load_module_directory (modules);
  if (gegl_has_operation ("smp:treatment"))
    return TRUE;
  g_printerr ("%s has no module with smp:treatment\n", modules);
  return FALSE;
}

int
main (int argc, char **argv)
{
  const guint8 white[] = { 255 }, skin[] = { 205, 165, 145 };
  Case         cases[] = { { .name = "smp:treatment", .append = append_treatment },
                           { .name = "smp:stipple smp:skin", .append = append_chain },
                           { .name = "gegl:noise-hurl", .append = append_noise },
                           { .name = "gegl:gaussian-blur 1.5", .append = append_blur } };
  gdouble      median[G_N_ELEMENTS (cases)];
  gint         n_runs = argc > 2 ? CLAMP (atoi (argv[2]), 1, MAX_RUNS) : 5;
  gpointer     multiply;

  if (argc < 2)
    {
      g_printerr ("smp-bench: name the folder that holds the operations.\n");
      return 2;
    }

  if (!begin (argv[1]))
    return 2;
  multiply = g_type_class_ref (bench_one_multiply_get_type ());

  cases[0].input = filled_buffer ("Y' u8", white);
  cases[1].input = cases[0].input;
  cases[2].input = filled_buffer ("R'G'B' u8", skin);
  cases[3].input = cases[2].input;
  for (gint round = 0; round < n_runs; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
      run (&cases[i], round);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    median[i] = report (&cases[i], n_runs);
  g_print ("noise-hurl / treatment %.2f, gaussian-blur / treatment %.2f, memory / picture %.2f\n",
           median[2] / median[0], median[3] / median[0],
           (gdouble) cases[0].memory / (16.0 * WIDTH * HEIGHT));
  compare_with_multiply (cases[0].input, cases[2].input, MIN (n_runs, 3));

  compare_regions (white);
  g_object_unref (cases[0].input);
  g_object_unref (cases[2].input);
  g_type_class_unref (multiply);
  gegl_exit ();
  return 0;
}
