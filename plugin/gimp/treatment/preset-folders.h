/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where presets are found: GIMP's own folder for the person's, this plug-in's for the shipped. */

#pragma once

#include "smp/preset-store.h"

/* The one store; the first call brings over what an older version of GIMP has.
 * Returns: (transfer none) */
const SmpPresetStore *smp_preset_files_store (void);

/* Reads the preset of that name, or of that file; SMP_ERROR_NOT_FOUND names those there are,
 * SMP_ERROR_FORMAT what cannot be read of it.  Returns: (transfer full) (nullable) */
SmpRecipe *smp_preset_find (const gchar *name_or_path, GError **error);
