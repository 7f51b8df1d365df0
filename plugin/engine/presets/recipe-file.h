/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a recipe's file must be, besides a GKeyFile, and what older versions of it become. */

#pragma once

#include <glib.h>

/* The groups of the file: what is said of a preset, and the values. */
#define SMP_GROUP_PRESET "preset"
#define SMP_GROUP_VALUES "values"
/* A layer's recipe has it, a preset has not. */
#define SMP_GROUP_LAYER "layer"

/* Whether no group, and no key of a group, stands there twice; else SMP_ERROR_FORMAT names it. */
gboolean smp_recipe_file_check_unique (const gchar *text, gsize length, GError **error);

/* Whether a preset may be called that; else SMP_ERROR_FORMAT. */
gboolean smp_recipe_file_check_name (const gchar *name, GError **error);

/* Brings a file of an older version, step by step, to what the present one means by it. */
void smp_recipe_file_migrate (GKeyFile *file, gint version);
