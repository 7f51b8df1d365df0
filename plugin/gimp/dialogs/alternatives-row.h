/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The presets that Before and After shows beside each other, as lists in a row. */

#pragma once

#include <libgimp/gimp.h>
#include <gtk/gtk.h>

/* Writes the argument "alternatives" of the configuration, beginning with what is sensible for the
 * filter.  Returns: (transfer floating) */
GtkWidget *smp_alternatives_row_new (GimpProcedureConfig *config, const gchar *filter);
