/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tick that splits the canvas in before and simulation, and the place of the line between. */

#pragma once

#include <gtk/gtk.h>

/* Called with the line's place, 0 to 1, or -1 where there is none. */
typedef void (*SmpSplitMoved) (gdouble place, gpointer data);

/* Returns: (transfer floating) */
GtkWidget *smp_split_row_new (SmpSplitMoved moved, gpointer data);
