/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The values of one treatment or preset, and their one file format. */

#pragma once

#include "params.h"

G_BEGIN_DECLS

/**
 * SMP_RECIPE_VERSION:
 *
 * The version of the format that this program writes.
 */
#define SMP_RECIPE_VERSION 2

/**
 * SmpRecipe:
 * @name: what it is called; a preset's name, or the layer's
 * @description: one sentence about it, or ""
 * @category: the kind of preset, such as "Scars", or ""
 * @source: where its numbers are from, or ""
 * @filter: what made it: SMP_FILTER_FILL and so on; "" in presets for all filters that place dots
 * @params: the values
 *
 * What a picture was made from, or a preset: the same format, a GKeyFile with the groups [preset]
 * (version, name, description, filter, category, source) and [values] (one key a parameter, by its
 * id).  Keys that this version does not know are kept and written again; a group or key that stands
 * there twice is refused, for no one could say which of the two is meant.
 *
 * Versions: 1 had no client profiles, and ignored a preset's sun, skin, age and smoker; reading
 * drops them from such a file, which goes on meaning what it did.  2 has them.
 */
typedef struct
{
  gchar    *name;
  gchar    *description;
  gchar    *category;
  gchar    *source;
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

/**
 * smp_recipe_copy:
 *
 * Returns: (transfer full): the same recipe once more, with what no parameter names.
 */
SmpRecipe *smp_recipe_copy (const SmpRecipe *recipe);

/**
 * smp_recipe_free:
 * @recipe: (nullable): what is to be freed, with all that belongs to it
 */
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
 * As smp_recipe_parse(); SMP_ERROR_NOT_FOUND where the file cannot be read.  A preset's name may be
 * shown and become a file's, so control characters and path separators in it are refused
 * (SMP_ERROR_FORMAT).
 */
SmpRecipe *smp_recipe_load (const gchar *path, GError **error);

/**
 * smp_recipe_preset_holds:
 * @filter: the preset's filter
 *
 * Returns: whether a preset may hold the parameter: nothing that belongs to one photo, and what is
 *   about the person in presets for fading alone.
 */
gboolean smp_recipe_preset_holds (const gchar *filter, const SmpParamInfo *info);

/**
 * smp_recipe_to_text:
 * @preset_scopes: 0 for a layer's recipe, of all values; for a preset: of these scopes alone, and
 *   of what smp_recipe_preset_holds()
 *
 * Returns: (transfer full): the text that smp_recipe_parse() reads.
 */
gchar *smp_recipe_to_text (const SmpRecipe *recipe, guint preset_scopes);

/**
 * smp_recipe_to_text_as_read:
 *
 * Returns: (transfer full): a preset's own text, with the values that it names and no others, in
 *   the present version, less what smp_recipe_preset_holds() not.
 */
gchar *smp_recipe_to_text_as_read (const SmpRecipe *recipe);

/**
 * smp_recipe_apply:
 * @params: (inout): changed to the preset's values
 * @preset: the preset
 *
 * Takes every value that the preset's file holds and that smp_recipe_preset_holds().
 */
void smp_recipe_apply (SmpParams *params, const SmpRecipe *preset);

/**
 * smp_recipe_is_met:
 * @params: values
 * @preset: the preset
 * @scopes: the parameters that count
 *
 * Returns: whether applying the preset would change nothing of them.
 */
gboolean smp_recipe_is_met (const SmpParams *params, const SmpRecipe *preset, guint scopes);

G_END_DECLS
