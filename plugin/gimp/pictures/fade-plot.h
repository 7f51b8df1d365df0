/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The plot of what is left of the pigment, through the years. */

#pragma once

#include <gtk/gtk.h>

#include "smp/params.h"

/* A widget that plots contrast against years: the typical curve, the band between low and high
 * loss, the line at which a touch-up is suggested, and the year being shown.  params stay the
 * caller's, and must live as long.  Returns: (transfer floating) */
GtkWidget *smp_fade_plot_new (const SmpParams *params);

/* The same on any surface of that size. */
void smp_fade_plot_draw (cairo_t         *cr,
                         gdouble          width,
                         gdouble          height,
                         const SmpParams *params,
                         const GdkRGBA   *ink);

/* "Touch-up suggested after about 4 years (3 to 7)."  Returns: (transfer full) */
gchar *smp_fade_plot_sentence (const SmpParams *params);
