/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The layouts of Before and After as small drawings to choose from, by mouse or with the arrow
 * keys, with the name of the chosen one beside.  Each drawing is made of the layout's row in
 * layouts.def, so that a new layout has one by itself. */

#pragma once

#include <libgimp/gimpui.h>

/* A row that shows and sets the argument "layout" of a configuration, which the caller keeps at
 * least as long as the row.  Returns: (transfer floating) */
GtkWidget *smp_layout_row_new (GimpProcedureConfig *config);
