/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws how the work of a treatment grows with what there is to draw, each over three decades, as a
 * page of plots; and says of each whether it is a straight line.  Load is the processor's time, of
 * all threads together, which other programs on the machine hardly change.
 *
 *     growth MODULE-FOLDER PAGE.html */

#include <gegl.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#define N_POINTS 7 /* two a decade */
#define RUNS     3
#define SIDE_PX  700

/* Off the line by less than this everywhere, a plot is a straight line: what a machine's clock and
 * caches do is more than a few per cent. */
#define STRAIGHT 0.2

/* Points that take less than this say more of the clock than of the work. */
#define LEAST_MS 0.05

/* What is drawn at one point of a plot. */
typedef struct
{
  gint    side_px;
  gint    photo_px; /* a side of it */
  gdouble density;
  gint    layers;
  gdouble years;
} Load;

typedef void (*SetFunc) (Load *load, gdouble x);

typedef struct
{
  const gchar *title;
  const gchar *unit;
  gdouble      first;
  SetFunc      set;
  const gchar *known; /* of its form, and why */
} Growth;

static void
set_area (Load *work, gdouble megapixels)
{
  work->side_px  = (gint) lround (sqrt (megapixels * 1e6));
  work->photo_px = MAX (work->side_px, work->photo_px);
}

static void
set_photo (Load *work, gdouble megapixels)
{
  work->side_px  = 300;
  work->photo_px = (gint) lround (sqrt (megapixels * 1e6));
}

static void
set_density (Load *work, gdouble density)
{
  work->density = density;
}

static void
set_layers (Load *work, gdouble layers)
{
  work->side_px = 100;
  work->layers  = (gint) lround (layers);
}

static void
set_years (Load *work, gdouble years)
{
  work->years = years;
}

static const Growth plots[] = {
  { "Region", "megapixels", 0.01, set_area,
    "Small regions cost what every drawing costs: its margins, its patterns and its graph." },
  { "Photo, with a region of 0.09 megapixels in it", "megapixels", 0.1, set_photo,
    "What is not treated is not looked at: the line is level." },
  { "Density", "dots per cm2", 0.4, set_density,
    "Few dots cost little beside the light in skin, which is drawn for every pixel, and many lie "
    "over each other." },
  { "Layers, each of 0.01 megapixels", "layers", 1.0, set_layers,
    "Each is drawn and multiplied like the first; more than 200 are refused in GIMP." },
  { "Years", "years", 0.02, set_years,
    "Time moves no dot: at first there is no fading to draw, later it is drawn in one go, and "
    "wider "
    "blurs are drawn on coarser blocks." },
};

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

static GeglNode *
append_layers (GeglNode *graph, GeglNode *source, const Load *work)
{
  GeglNode *last = NULL;

  for (gint k = 0; k < work->layers; k++)
    {
      GeglNode *treatment =
        gegl_node_new_child (graph, "operation", "smp:treatment", "px-per-mm", 11.0, "density",
                             work->density, "years", work->years, "seed", k + 1, NULL);

      gegl_node_link (source, treatment);
      if (last)
        {
          GeglNode *both = gegl_node_new_child (graph, "operation", "gegl:multiply", NULL);

          gegl_node_link (last, both);
          gegl_node_connect (treatment, "output", both, "aux");
          last = both;
        }
      else
        last = treatment;
    }
  return last;
}

static gdouble
time_ms (const Load *work)
{
  static const guint8 white  = 255;
  const gint          middle = (work->photo_px - work->side_px) / 2;
  const GeglRectangle part   = { middle, middle, work->side_px, work->side_px };
  GeglBuffer         *painted =
    gegl_buffer_new (GEGL_RECTANGLE (0, 0, work->photo_px, work->photo_px), babl_format ("Y' u8"));
  GeglBuffer *output = gegl_buffer_new (&part, babl_format ("RGBA float"));
  gdouble     ms[RUNS];

  gegl_buffer_set_color_from_pixel (painted, NULL, &white, babl_format ("Y' u8"));
  for (gint i = -1; i < RUNS; i++)
    {
      GeglNode *graph = gegl_node_new ();
      GeglNode *source =
        gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", painted, NULL);
      GeglNode *last  = append_layers (graph, source, work);
      clock_t   start = clock ();

      gegl_node_blit_buffer (last, output, &part, 0, GEGL_ABYSS_NONE);
      /* The first time memory is new. */
      ms[MAX (i, 0)] = 1e3 * (gdouble) (clock () - start) / CLOCKS_PER_SEC;
      g_object_unref (graph);
    }
  g_object_unref (output);
  g_object_unref (painted);
  qsort (ms, RUNS, sizeof ms[0], compare);
  return ms[0];
}

/* The straight line a + b x that is nearest in proportion; returns the worst point's distance from
 * it, as a share of the line. */
static gdouble
fit_line (const gdouble *x, const gdouble *ms, gdouble line[2])
{
  gdouble w = 0.0, wx = 0.0, wxx = 0.0, wy = 0.0, wxy = 0.0, determinant, worst = 0.0;

  for (gint i = 0; i < N_POINTS; i++)
    {
      gdouble weight = 1.0 / (ms[i] * ms[i]);

      w += weight;
      wx += weight * x[i];
      wxx += weight * x[i] * x[i];
      wy += weight * ms[i];
      wxy += weight * x[i] * ms[i];
    }
  determinant = w * wxx - wx * wx;
  line[0]     = (wxx * wy - wx * wxy) / determinant;
  line[1]     = (w * wxy - wx * wy) / determinant;
  for (gint i = 0; i < N_POINTS; i++)
    worst = MAX (worst, fabs (ms[i] / MAX (line[0] + line[1] * x[i], 1e-6) - 1.0));
  return worst;
}

static const gchar *
is_straight (gdouble off)
{
  return off <= STRAIGHT ? "a straight line" : "no straight line in this run";
}

/* Of the drawing, in its own units. */
#define PLOT_WIDTH  460.0
#define PLOT_HEIGHT 300.0
#define MARGIN      50.0

static gdouble
across (gdouble x, gdouble first)
{
  return MARGIN + (PLOT_WIDTH - 2.0 * MARGIN) * log10 (x / first) / 3.0;
}

static gdouble
up (gdouble ms, gdouble low, gdouble decades)
{
  return PLOT_HEIGHT - MARGIN -
         (PLOT_HEIGHT - 2.0 * MARGIN) * (log10 (MAX (ms, low)) - log10 (low)) / decades;
}

static void
append_scales (GString *page, const Growth *plot, gdouble low, gint decades)
{
  for (gint k = 0; k <= 3; k++)
    {
      gdouble x = plot->first * pow (10.0, k), at = across (x, plot->first);

      g_string_append_printf (page,
                              "<path d='M%.1f %.1fV%.1f'/><text x='%.1f' y='%.1f' "
                              "text-anchor='middle'>%g</text>\n",
                              at, MARGIN, PLOT_HEIGHT - MARGIN, at, PLOT_HEIGHT - MARGIN + 16.0, x);
    }
  for (gint k = 0; k <= decades; k++)
    {
      gdouble ms = low * pow (10.0, k), at = up (ms, low, decades);

      g_string_append_printf (page,
                              "<path d='M%.1f %.1fH%.1f'/><text x='%.1f' y='%.1f' "
                              "text-anchor='end'>%g ms</text>\n",
                              MARGIN, at, PLOT_WIDTH - MARGIN, MARGIN - 4.0, at + 4.0, ms);
    }
}

static void
append_plot (GString       *page,
             const Growth  *plot,
             const gdouble *x,
             const gdouble *ms,
             const gdouble  line[2],
             gdouble        off)
{
  gdouble lowest = ms[0], highest = ms[0], low;
  gint    decades;

  for (gint i = 1; i < N_POINTS; i++)
    {
      lowest  = MIN (lowest, ms[i]);
      highest = MAX (highest, ms[i]);
    }
  low     = pow (10.0, floor (log10 (lowest)));
  decades = MAX ((gint) ceil (log10 (highest / low)), 1);
  g_string_append_printf (page,
                          "<figure><figcaption><b>%s</b><br>%.3g ms %+.3g ms a unit of %s; off by "
                          "at most %.0f %%: %s.<br>%s</figcaption>\n<svg viewBox='0 0 %g %g'>\n",
                          plot->title, line[0], line[1], plot->unit, 100.0 * off, is_straight (off),
                          plot->known, PLOT_WIDTH, PLOT_HEIGHT);
  append_scales (page, plot, low, decades);
  g_string_append (page, "<polyline points='");
  for (gint i = 0; i <= 60; i++)
    {
      gdouble at = plot->first * pow (10.0, i / 20.0);

      g_string_append_printf (page, "%.1f,%.1f ", across (at, plot->first),
                              up (line[0] + line[1] * at, low, decades));
    }
  g_string_append (page, "'/>\n");
  for (gint i = 0; i < N_POINTS; i++)
    g_string_append_printf (page,
                            "<circle cx='%.1f' cy='%.1f' r='4'><title>%g %s: %.2f ms</title>"
                            "</circle>\n",
                            across (x[i], plot->first), up (ms[i], low, decades), x[i], plot->unit,
                            ms[i]);
  g_string_append_printf (page,
                          "<text x='%.1f' y='%.1f' text-anchor='middle'>%s</text></svg></figure>\n",
                          PLOT_WIDTH / 2.0, PLOT_HEIGHT - 12.0, plot->unit);
}

static void
measure_plot (GString *page, const Growth *plot)
{
  gdouble x[N_POINTS], ms[N_POINTS], line[2], off;

  for (gint i = 0; i < N_POINTS; i++)
    {
      Load work = { SIDE_PX, SIDE_PX, 150.0, 1, 0.0 };

      x[i] = plot->first * pow (10.0, i * 3.0 / (N_POINTS - 1));
      plot->set (&work, x[i]);
      ms[i] = MAX (time_ms (&work), LEAST_MS);
    }
  off = fit_line (x, ms, line);
  append_plot (page, plot, x, ms, line, off);
  g_print ("%s: %.3g ms %+.3g ms a unit of %s, off by at most %.0f %%: %s\n", plot->title, line[0],
           line[1], plot->unit, 100.0 * off, is_straight (off));
}

gint
main (gint argc, gchar **argv)
{
  g_autoptr (GString) page = g_string_new (
    "<!DOCTYPE html><html lang='en'><meta charset='utf-8'><title>How the cost grows</title>\n"
    "<style>body{font:15px sans-serif;max-width:64em;margin:2em auto}figure{display:inline-block;"
    "width:30em;margin:1em;vertical-align:top}svg{width:100%}path{stroke:#ccc;fill:none}"
    "polyline{stroke:#06c;fill:none}circle{fill:#c30}text{font-size:11px}</style>\n"
    "<h1>How the cost of a treatment grows</h1>\n<p>Milliseconds of the processor's time from the "
    "values to the pixels, "
    "the best of three, in GEGL with two threads; both scales are logarithmic. Dots are measured, "
    "the "
    "line is the straight one that is nearest in proportion, which bends in such scales where it "
    "does not start at nothing.</p>\n");
  g_autoptr (GError) error = NULL;

  if (argc < 3)
    {
      g_printerr ("growth MODULE-FOLDER PAGE.html\n");
      return 2;
    }
  g_object_set (gegl_config (), "application-license", "GPL3", "threads", 2, "use-opencl", FALSE,
                "tile-cache-size", (guint64) 1 << 32, "swap", "ram", NULL);
  gegl_init (NULL, NULL);
  gegl_load_module_directory (argv[1]);
  for (gsize i = 0; i < G_N_ELEMENTS (plots); i++)
    measure_plot (page, &plots[i]);
  gegl_exit ();
  if (!g_file_set_contents (argv[2], page->str, -1, &error))
    {
      g_printerr ("growth: %s\n", error->message);
      return 1;
    }
  return 0;
}
