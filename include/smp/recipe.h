/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "params.h"

G_BEGIN_DECLS

/**
 * SMP_RECIPE_VERSION:
 *
 * The version of the format that this program writes.
 */
#define SMP_RECIPE_VERSION 1

/**
 * SmpRecipe:
 * @name: what it is called; a preset's name, or the layer's
 * @description: one sentence about it, or ""
 * @filter: what made it: "fill", …; "" in presets for any filter
 * @params: the values
 *
 * What a picture was made from, or a preset: the same format, a GKeyFile with the groups [preset]
 * (version, name, description, filter, category, source) and [values] (one key a parameter, by its
 * id).  Keys that this version does not know are kept and written again.
 */
typedef struct
{
  gchar    *name;
  gchar    *description;
  gchar    *filter;
  SmpParams params;
  GKeyFile *file;
} SmpRecipe;

/**
 * smp_recipe_new:
 *
 * Returns: (transfer full): a recipe of every parameter's default.
 */
SmpRecipe *smp_recipe_new (const gchar *name, const gchar *filter);

SmpRecipe *smp_recipe_copy (const SmpRecipe *recipe);

void smp_recipe_free (SmpRecipe *recipe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpRecipe, smp_recipe_free)

/**
 * smp_recipe_parse:
 * @text: the file's text
 * @length: its bytes
 *
 * Reads a recipe or preset.  Values that it does not name have their defaults.  Fails with
 * SMP_ERROR_FORMAT where the text is no such file, or is of a newer version, and with
 * SMP_ERROR_VALUE where a value is wrong.
 *
 * Returns: (transfer full) (nullable): the recipe
 */
SmpRecipe *smp_recipe_parse (const gchar *text, gsize length, GError **error);

/**
 * smp_recipe_load:
 * @path: a preset's file
 *
 * As smp_recipe_parse(); SMP_ERROR_NOT_FOUND where the file cannot be read.
 */
SmpRecipe *smp_recipe_load (const gchar *path, GError **error);

/**
 * smp_recipe_to_text:
 * @as_preset: leave out all that belongs to one photo
 *
 * Returns: (transfer full): the text that smp_recipe_parse() reads.
 */
gchar *smp_recipe_to_text (const SmpRecipe *recipe, gboolean as_preset);

/**
 * smp_recipe_apply:
 * @params: (inout): changed to the preset's values
 * @preset: the preset
 *
 * Takes every value that the preset's file holds, but none that belongs to one photo.
 */
void smp_recipe_apply (SmpParams *params, const SmpRecipe *preset);

G_END_DECLS
