/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fade-plot.h"
#include "smp/fade.h"

#define YEARS_SHOWN 15.0
#define N_POINTS    151
#define LEFT        40.0
#define BOTTOM      22.0
#define RIM         6.0

typedef struct
{
  cairo_t *cr;
  gdouble  width;
  gdouble  height;
} Plot;

static gdouble
plot_x (const Plot *plot, gdouble years)
{
  return LEFT + years / YEARS_SHOWN * (plot->width - LEFT - RIM);
}

static gdouble
plot_y (const Plot *plot, gdouble contrast)
{
  return RIM + (1.0 - contrast) * (plot->height - BOTTOM - RIM);
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
  cairo_set_font_size (plot->cr, 10.0);
  for (gint percent = 0; percent <= 100; percent += 50)
    {
      g_snprintf (text, sizeof text, "%d %%", percent);
      text_at (plot, LEFT - 8.0, plot_y (plot, percent / 100.0) + 4.0, text, 1.0);
      cairo_move_to (plot->cr, LEFT, plot_y (plot, percent / 100.0));
      cairo_line_to (plot->cr, plot->width - RIM, plot_y (plot, percent / 100.0));
    }
  for (gint years = 0; years <= (gint) YEARS_SHOWN; years += 5)
    {
      g_snprintf (text, sizeof text, "%d", years);
      text_at (plot, plot_x (plot, years), plot->height - 6.0, text, years ? 0.5 : 0.0);
    }
  text_at (plot, plot_x (plot, 2.5), plot->height - 6.0, _ ("years"), 0.5);
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

void
smp_fade_plot_draw (cairo_t         *cr,
                    gdouble          width,
                    gdouble          height,
                    const SmpParams *params,
                    const GdkRGBA   *ink)
{
  Plot          plot     = { cr, width, height };
  const gdouble dashes[] = { 4.0, 3.0 };
  gdouble       contrast = smp_fade_contrast (params, params->loss, params->years);

  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.20);
  draw_band (&plot, params);
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.75);
  draw_axes (&plot);
  gdk_cairo_set_source_rgba (cr, ink);
  draw_curve (&plot, params);

  cairo_set_source_rgb (cr, 0.85, 0.45, 0.15);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, LEFT, plot_y (&plot, SMP_FADE_TOUCH_UP_LINE));
  cairo_line_to (cr, plot.width - RIM, plot_y (&plot, SMP_FADE_TOUCH_UP_LINE));
  cairo_stroke (cr);
  text_at (&plot, plot.width - RIM, plot_y (&plot, SMP_FADE_TOUCH_UP_LINE) - 4.0, _ ("touch-up"),
           1.0);

  cairo_arc (cr, plot_x (&plot, MIN (params->years, YEARS_SHOWN)),
             plot_y (&plot, MIN (contrast, 1.0)), 4.5, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

static gboolean
draw (GtkWidget *widget, cairo_t *cr, gpointer data)
{
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget),
                               gtk_widget_get_state_flags (widget), &ink);
  smp_fade_plot_draw (cr, gtk_widget_get_allocated_width (widget),
                      gtk_widget_get_allocated_height (widget), data, &ink);
  return FALSE;
}

GtkWidget *
smp_fade_plot_new (const SmpParams *params)
{
  GtkWidget *plot = gtk_drawing_area_new ();

  gtk_widget_set_size_request (plot, 320, 140);
  gtk_widget_set_tooltip_text (plot, _ ("How dark the dots still are beside the healed ones: "
                                        "typical loss, and the "
                                        "band between low and high loss"));
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
  return g_strdup_printf (_ ("Touch-up suggested after about %.1f years (%.1f to %.1f)."), typical,
                          soonest, MIN (latest, 100.0));
}
