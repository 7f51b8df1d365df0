/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A quiet line below the density's slider: a step too small to be noticed says so. */

#pragma once

#include <gtk/gtk.h>

/* A line that follows the property "density" of values, a number in dots per cm2, as long as both
 * last.  It keeps its room while it says nothing, so that nothing moves.  Steps count from the
 * value it has here.  Returns: (transfer floating) */
GtkWidget *smp_step_note_new (GObject *values);

/* Steps count from the present value: that of a preset that was taken, or was found. */
void smp_step_note_start (GtkWidget *note);
