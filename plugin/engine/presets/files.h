/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files around a store of presets share. */

#pragma once

#include "smp/preset-store.h"

/* A file's name for a preset of that name: letters and digits of any writing, and dashes; the same
 * for names that are alike, and one that every system takes. */
gchar *smp_preset_id_of_name (const gchar *name);

/* Whether a person would take two names for the same. */
gboolean smp_preset_names_are_alike (const gchar *a, const gchar *b);

/* The folder in which the own presets' folder lies. */
gchar *smp_preset_store_base (const SmpPresetStore *store);

/* Writes the file whole or not at all, and its folder where there is none. */
gboolean smp_preset_write_file (const gchar *path, const gchar *text, GError **error);

/* What is remembered of a preset is remembered of another instead, or of none (NULL). */
void smp_preset_marks_move (const SmpPresetStore *store, const gchar *from, const gchar *to);

/* What is remembered of presets, beside their folder. */
#define SMP_PRESET_MARKS_FILE "preset-marks.ini"
#define SMP_PRESET_OWN_FOLDER "presets"
