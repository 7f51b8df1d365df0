/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list's rows: picture, name and description of a preset. */

#pragma once

#include <gtk/gtk.h>

#include "smp/preset-store.h"

/* A row that shows the preset, which it takes over; the one that the filter starts with is marked.
 * Returns: (transfer floating) */
GtkWidget *smp_preset_list_row_new (SmpPreset *preset, gboolean is_default);

/* The preset of a row; NULL of a row that is a heading.  Returns: (transfer none) (nullable) */
const SmpPreset *smp_preset_list_row_preset (GtkListBoxRow *row);

/* Words of less weight.  Returns: (transfer floating) */
GtkWidget *smp_preset_list_dim_new (const gchar *text);
