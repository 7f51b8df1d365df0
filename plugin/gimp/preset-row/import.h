/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Presets from files. */

#pragma once

#include "current.h"

/* Asks for files, and imports those chosen. */
void smp_preset_import_choose (SmpPresetRow *row);

/* Imports files (NULL-terminated), asking where a name is taken; the row then says what came, and
 * what did not and why. */
void smp_preset_import_uris (SmpPresetRow *row, gchar **uris);

/* Files that are dropped on the row are imported. */
void smp_preset_import_accept_drops (SmpPresetRow *row);
