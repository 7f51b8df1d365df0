/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "i18n.h"
#include "smp/error.h"
#include "smp/recipe.h"

#define GROUP_PRESET "preset"
#define GROUP_VALUES "values"

/* No recipe that a person made is near it; a file of another kind may be. */
#define MAX_BYTES (1 << 20)

SmpRecipe *
smp_recipe_new (const gchar *name, const gchar *filter)
{
  SmpRecipe *recipe = g_new0 (SmpRecipe, 1);

  recipe->name        = g_strdup (name);
  recipe->description = g_strdup ("");
  recipe->filter      = g_strdup (filter);
  recipe->file        = g_key_file_new ();
  smp_params_init (&recipe->params);
  return recipe;
}

SmpRecipe *
smp_recipe_copy (const SmpRecipe *recipe)
{
  SmpRecipe *copy = g_new0 (SmpRecipe, 1);

  *copy             = *recipe;
  copy->name        = g_strdup (recipe->name);
  copy->description = g_strdup (recipe->description);
  copy->filter      = g_strdup (recipe->filter);
  copy->file        = g_key_file_ref (recipe->file);
  return copy;
}

void
smp_recipe_free (SmpRecipe *recipe)
{
  if (!recipe)
    return;

  g_free (recipe->name);
  g_free (recipe->description);
  g_free (recipe->filter);
  g_key_file_unref (recipe->file);
  g_free (recipe);
}

static gboolean
check_version (GKeyFile *file, GError **error)
{
  gint version = g_key_file_get_integer (file, GROUP_PRESET, "version", NULL);

  if (version == SMP_RECIPE_VERSION)
    return TRUE;

  if (version > SMP_RECIPE_VERSION)
    g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                 _ ("This preset was made by a newer version of the program (its format is %d, "
                    "this "
                    "version reads up to %d)."),
                 version, SMP_RECIPE_VERSION);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                 _ ("This is no preset for scalp micropigmentation: it has no valid version."));
  return FALSE;
}

static gboolean
read_values (SmpRecipe *recipe, GError **error)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      gchar   *text = g_key_file_get_string (recipe->file, GROUP_VALUES, infos[i].id, NULL);
      gboolean done =
        !text || smp_params_set_text (&recipe->params, &infos[i], g_strstrip (text), error);

      g_free (text);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static void
replace_if_there (gchar **text, GKeyFile *file, const gchar *key)
{
  gchar *found = g_key_file_get_locale_string (file, GROUP_PRESET, key, NULL, NULL);

  if (found)
    {
      g_free (*text);
      *text = found;
    }
}

SmpRecipe *
smp_recipe_parse (const gchar *text, gsize length, GError **error)
{
  SmpRecipe *recipe = smp_recipe_new ("", "");
  GError    *reason = NULL;

  if (length > MAX_BYTES || !g_utf8_validate (text, (gssize) length, NULL) ||
      !g_key_file_load_from_data (recipe->file, text, length, G_KEY_FILE_KEEP_TRANSLATIONS,
                                  &reason))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                   _ ("This is no preset for scalp micropigmentation, or it is damaged."));
      g_clear_error (&reason);
      smp_recipe_free (recipe);
      return NULL;
    }

  if (!check_version (recipe->file, error) || !read_values (recipe, error))
    {
      smp_recipe_free (recipe);
      return NULL;
    }

  replace_if_there (&recipe->name, recipe->file, "name");
  replace_if_there (&recipe->description, recipe->file, "description");
  replace_if_there (&recipe->filter, recipe->file, "filter");
  return recipe;
}

SmpRecipe *
smp_recipe_load (const gchar *path, GError **error)
{
  GMappedFile *mapped = g_mapped_file_new (path, FALSE, NULL);
  SmpRecipe   *recipe;
  gchar       *shown;

  if (!mapped)
    {
      shown = g_filename_display_name (path);
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND, _ ("The preset “%s” cannot be read."),
                   shown);
      g_free (shown);
      return NULL;
    }

  /* An empty file maps to NULL. */
  recipe =
    smp_recipe_parse (g_mapped_file_get_length (mapped) ? g_mapped_file_get_contents (mapped) : "",
                      g_mapped_file_get_length (mapped), error);
  g_mapped_file_unref (mapped);
  if (!recipe)
    {
      shown = g_filename_display_basename (path);
      g_prefix_error (error, "%s: ", shown);
      g_free (shown);
    }
  return recipe;
}

gchar *
smp_recipe_to_text (const SmpRecipe *recipe, gboolean as_preset)
{
  GKeyFile           *file = g_key_file_new ();
  gchar              *kept = g_key_file_to_data (recipe->file, NULL, NULL);
  gchar              *text;
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  if (*kept)
    g_key_file_load_from_data (file, kept, strlen (kept), G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
  g_free (kept);

  g_key_file_set_integer (file, GROUP_PRESET, "version", SMP_RECIPE_VERSION);
  g_key_file_set_string (file, GROUP_PRESET, "name", recipe->name);
  g_key_file_set_string (file, GROUP_PRESET, "description", recipe->description);
  g_key_file_set_string (file, GROUP_PRESET, "filter", recipe->filter);
  for (guint i = 0; i < n_infos; i++)
    {
      if (as_preset && (infos[i].scope & SMP_SCOPE_PHOTO))
        {
          g_key_file_remove_key (file, GROUP_VALUES, infos[i].id, NULL);
          continue;
        }
      text = smp_params_get_text (&recipe->params, &infos[i]);
      g_key_file_set_value (file, GROUP_VALUES, infos[i].id, text);
      g_free (text);
    }

  text = g_key_file_to_data (file, NULL, NULL);
  g_key_file_unref (file);
  return text;
}

void
smp_recipe_apply (SmpParams *params, const SmpRecipe *preset)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (!(infos[i].scope & SMP_SCOPE_PHOTO) &&
        g_key_file_has_key (preset->file, GROUP_VALUES, infos[i].id, NULL))
      smp_params_set (params, &infos[i], smp_params_get (&preset->params, &infos[i]), NULL);
}
