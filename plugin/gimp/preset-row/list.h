/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of presets that opens below the row: search, and all presets by category. */

#pragma once

#include <gtk/gtk.h>

#include "smp/preset-store.h"

/* Called when the person picks a preset, which stays the list's. */
typedef void (*SmpPresetPicked) (const SmpPreset *preset, gpointer data);

/* A popover for the menu button.  Returns: (transfer floating) */
GtkWidget *smp_preset_list_new (SmpPresetPicked picked, gpointer data);

/* Shows these (taken over); the preset of current_id is selected, that of default_id marked. */
void smp_preset_list_fill (GtkWidget   *list,
                           GPtrArray   *presets,
                           const gchar *current_id,
                           const gchar *default_id);
