/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The other open photos that can stand on the sheet too, with ticks. */

#pragma once

#include <libgimp/gimp.h>
#include <gtk/gtk.h>

/* Writes the argument "views" of the configuration, which begins with none.  image is the one that
 * the sheet is of; the others that have SMP layers to be seen are offered.  Returns: (transfer
 * floating) */
GtkWidget *smp_views_list_new (GimpProcedureConfig *config, GimpImage *image);
