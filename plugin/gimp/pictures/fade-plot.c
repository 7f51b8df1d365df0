/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "fade-plot.h"
#include "smp/fade.h"
#include "smp/text.h"

#define YEARS_SHOWN 15.0
#define N_POINTS    151
#define LEFT        40.0
#define BOTTOM      22.0
#define RIM         6.0
#define TEXT_PX     10.0

/* How high GTK's letters are where nobody asked for larger ones: the sizes above go with them. */
#define USUAL_FONT_PX (10.0 * 96.0 / 72.0)

/* The widget's size then. */
#define WIDTH  320
#define HEIGHT 140

typedef struct
{
  cairo_t *cr;
  gdouble  width;
  gdouble  height;
  gdouble  unit;
} Plot;

static gdouble
plot_x (const Plot *plot, gdouble years)
{
  return plot->unit * LEFT + years / YEARS_SHOWN * (plot->width - plot->unit * (LEFT + RIM));
}

static gdouble
plot_y (const Plot *plot, gdouble contrast)
{
  return plot->unit * RIM + (1.0 - contrast) * (plot->height - plot->unit * (BOTTOM + RIM));
}

static gdouble
year_of (gint i)
{
  return YEARS_SHOWN * i / (N_POINTS - 1);
}

static void
text_at (const Plot *plot, gdouble x, gdouble y, const gchar *text, gdouble align)
{
  cairo_text_extents_t extents;

  cairo_text_extents (plot->cr, text, &extents);
  cairo_move_to (plot->cr, x - align * extents.width, y);
  cairo_show_text (plot->cr, text);
}

static void
draw_axes (const Plot *plot)
{
  gchar text[16];

  cairo_set_line_width (plot->cr, 1.0);
  cairo_set_font_size (plot->cr, plot->unit * TEXT_PX);
  for (gint percent = 0; percent <= 100; percent += 50)
    {
      g_snprintf (text, sizeof text, "%d %%", percent);
      text_at (plot, plot->unit * (LEFT - 8.0), plot_y (plot, percent / 100.0) + plot->unit * 4.0,
               text, 1.0);
      cairo_move_to (plot->cr, plot->unit * LEFT, plot_y (plot, percent / 100.0));
      cairo_line_to (plot->cr, plot->width - plot->unit * RIM, plot_y (plot, percent / 100.0));
    }
  for (gint years = 0; years <= (gint) YEARS_SHOWN; years += 5)
    {
      g_snprintf (text, sizeof text, "%d", years);
      text_at (plot, plot_x (plot, years), plot->height - plot->unit * RIM, text,
               years ? 0.5 : 0.0);
    }
  text_at (plot, plot_x (plot, 2.5), plot->height - plot->unit * RIM, _ ("years"), 0.5);
  cairo_stroke (plot->cr);
}

static void
draw_band (const Plot *plot, const SmpParams *params)
{
  for (gint i = 0; i < N_POINTS; i++)
    cairo_line_to (plot->cr, plot_x (plot, year_of (i)),
                   plot_y (plot, smp_fade_contrast (params, SMP_LOSS_LOW, year_of (i))));
  for (gint i = N_POINTS - 1; i >= 0; i--)
    cairo_line_to (plot->cr, plot_x (plot, year_of (i)),
                   plot_y (plot, smp_fade_contrast (params, SMP_LOSS_HIGH, year_of (i))));
  cairo_close_path (plot->cr);
  cairo_fill (plot->cr);
}

static void
draw_curve (const Plot *plot, const SmpParams *params)
{
  for (gint i = 0; i < N_POINTS; i++)
    cairo_line_to (plot->cr, plot_x (plot, year_of (i)),
                   plot_y (plot, smp_fade_contrast (params, SMP_LOSS_TYPICAL, year_of (i))));
  cairo_set_line_width (plot->cr, 2.0);
  cairo_stroke (plot->cr);
}

static void
draw_plot (const Plot *plot, const SmpParams *params, const GdkRGBA *ink, const GdkRGBA *accent)
{
  cairo_t      *cr       = plot->cr;
  const gdouble right    = plot->width - plot->unit * RIM;
  const gdouble line     = plot_y (plot, SMP_FADE_TOUCH_UP_LINE);
  const gdouble dashes[] = { 4.0, 3.0 };
  const gdouble contrast = smp_fade_contrast (params, params->loss, params->years);

  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.20);
  draw_band (plot, params);
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.75);
  draw_axes (plot);
  gdk_cairo_set_source_rgba (cr, ink);
  draw_curve (plot, params);

  gdk_cairo_set_source_rgba (cr, accent);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, plot->unit * LEFT, line);
  cairo_line_to (cr, right, line);
  cairo_stroke (cr);
  text_at (plot, right, line - plot->unit * 4.0, _ ("touch-up"), 1.0);

  cairo_arc (cr, plot_x (plot, MIN (params->years, YEARS_SHOWN)),
             plot_y (plot, MIN (contrast, 1.0)), plot->unit * 4.5, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

void
smp_fade_plot_draw (cairo_t         *cr,
                    gdouble          width,
                    gdouble          height,
                    const SmpParams *params,
                    const GdkRGBA   *ink)
{
  const GdkRGBA accent = { 0.85, 0.45, 0.15, 1.0 };
  const Plot    plot   = { cr, width, height, 1.0 };

  draw_plot (&plot, params, ink, &accent);
}

/* How large the widget's letters are, beside the usual. */
static gdouble
letters_of (GtkWidget *widget)
{
  const PangoContext         *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font    = pango_context_get_font_description ((gpointer) context);
  gdouble                     size = pango_font_description_get_size (font) / (gdouble) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution ((gpointer) context) / 72.0;
  return size > 0.0 ? MAX (size / USUAL_FONT_PX, 1.0) : 1.0;
}

static void
fit_to_letters (GtkWidget *widget)
{
  const gdouble letters = letters_of (widget);

  gtk_widget_set_size_request (widget, (gint) (letters * WIDTH), (gint) (letters * HEIGHT));
}

/* For those who do not see it. */
static void
describe (GtkWidget *widget, const SmpParams *params)
{
  AtkObject        *spoken = gtk_widget_get_accessible (widget);
  const gdouble     years  = params->years;
  g_autofree gchar *text =
    smp_text_printf (_ ("After %.1f years %.0f %% are left of how dark the dots were: %.0f %% with "
                        "high loss, %.0f %% with low loss."),
                     years, 100.0 * smp_fade_contrast (params, params->loss, years),
                     100.0 * smp_fade_contrast (params, SMP_LOSS_HIGH, years),
                     100.0 * smp_fade_contrast (params, SMP_LOSS_LOW, years));

  if (g_strcmp0 (text, atk_object_get_description (spoken)) != 0)
    atk_object_set_description (spoken, text);
}

/* In the theme's colour alone, which stands out whatever it is. */
static gboolean
draw (GtkWidget *widget, cairo_t *cr, gpointer data)
{
  const Plot plot = { cr, gtk_widget_get_allocated_width (widget),
                      gtk_widget_get_allocated_height (widget), letters_of (widget) };
  GdkRGBA    ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget),
                               gtk_widget_get_state_flags (widget), &ink);
  draw_plot (&plot, data, &ink, &ink);
  describe (widget, data);
  return FALSE;
}

GtkWidget *
smp_fade_plot_new (const SmpParams *params)
{
  GtkWidget *plot = gtk_drawing_area_new ();

  gtk_widget_set_tooltip_text (plot, _ ("How dark the dots still are beside the healed ones: "
                                        "typical loss, and the "
                                        "band between low and high loss"));
  atk_object_set_role (gtk_widget_get_accessible (plot), ATK_ROLE_IMAGE);
  fit_to_letters (plot);
  g_signal_connect (plot, "style-updated", G_CALLBACK (fit_to_letters), NULL);
  g_signal_connect (plot, "draw", G_CALLBACK (draw), (gpointer) params);
  return plot;
}

gchar *
smp_fade_plot_sentence (const SmpParams *params)
{
  gdouble typical = smp_fade_touch_up_years (params, SMP_LOSS_TYPICAL);
  gdouble soonest = smp_fade_touch_up_years (params, SMP_LOSS_HIGH);
  gdouble latest  = smp_fade_touch_up_years (params, SMP_LOSS_LOW);

  if (typical > 100.0)
    return g_strdup (_ ("No touch-up is suggested."));
  return smp_text_printf (_ ("Touch-up suggested after about %.1f years (%.1f to %.1f)."), typical,
                          soonest, MIN (latest, 100.0));
}
