/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/i18n.h"
#include "recipe-file.h"
#include "smp/error.h"
#include "smp/recipe.h"

/* No recipe that a person made is near it; a file of another kind may be. */
#define MAX_BYTES (1 << 20)

SmpRecipe *
smp_recipe_new (const gchar *name, const gchar *filter)
{
  SmpRecipe *recipe = g_new0 (SmpRecipe, 1);

  recipe->name        = g_strdup (name);
  recipe->description = g_strdup ("");
  recipe->category    = g_strdup ("");
  recipe->source      = g_strdup ("");
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
  copy->category    = g_strdup (recipe->category);
  copy->source      = g_strdup (recipe->source);
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
  g_free (recipe->category);
  g_free (recipe->source);
  g_free (recipe->filter);
  g_key_file_unref (recipe->file);
  g_free (recipe);
}

static gboolean
check_version (gint version, GError **error)
{
  if (version >= 1 && version <= SMP_RECIPE_VERSION)
    return TRUE;

  if (version > SMP_RECIPE_VERSION)
    g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                 _ ("This preset was made by a newer version of the program (its format is %d, "
                    "this version reads up to %d)."),
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
      /* As it stands there: an escape that cannot be read would else pass for no value. */
      gchar   *text = g_key_file_get_value (recipe->file, SMP_GROUP_VALUES, infos[i].id, NULL);
      gboolean done =
        !text || smp_params_set_text (&recipe->params, &infos[i], g_strstrip (text), error);

      g_free (text);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_words (SmpRecipe *recipe, GError **error)
{
  const struct
  {
    const gchar *key;
    gchar      **text;
  } words[] = {
    { "name", &recipe->name },         { "description", &recipe->description },
    { "category", &recipe->category }, { "source", &recipe->source },
    { "filter", &recipe->filter },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GError *reason = NULL;
      gchar  *found =
        g_key_file_get_locale_string (recipe->file, SMP_GROUP_PRESET, words[i].key, NULL, &reason);

      if (g_error_matches (reason, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE))
        {
          g_error_free (reason);
          g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                       _ ("This preset is damaged: its %s cannot be read."), words[i].key);
          return FALSE;
        }
      g_clear_error (&reason);
      if (found)
        {
          g_free (*words[i].text);
          *words[i].text = found;
        }
    }
  return TRUE;
}

SmpRecipe *
smp_recipe_parse (const gchar *text, gsize length, GError **error)
{
  SmpRecipe *recipe = smp_recipe_new ("", "");
  GError    *reason = NULL;
  gint       version;

  /* Some editors put a mark of the encoding before the text. */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
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

  version = g_key_file_get_integer (recipe->file, SMP_GROUP_PRESET, "version", NULL);
  if (check_version (version, error) && smp_recipe_file_check_unique (text, length, error))
    {
      smp_recipe_file_migrate (recipe->file, version);
      if (read_values (recipe, error) && read_words (recipe, error))
        return recipe;
    }
  smp_recipe_free (recipe);
  return NULL;
}

SmpRecipe *
smp_recipe_load (const gchar *path, GError **error)
{
  GMappedFile *mapped = NULL;
  SmpRecipe   *recipe;
  gchar       *shown;

  /* Opening a pipe or a device may never end. */
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    mapped = g_mapped_file_new (path, FALSE, NULL);
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
  if (recipe && !smp_recipe_file_check_name (recipe->name, error))
    g_clear_pointer (&recipe, smp_recipe_free);
  if (!recipe)
    {
      shown = g_filename_display_basename (path);
      g_prefix_error (error, "%s: ", shown);
      g_free (shown);
    }
  return recipe;
}

gboolean
smp_recipe_preset_holds (const gchar *filter, const SmpParamInfo *info)
{
  if (info->scope & (SMP_SCOPE_PHOTO | SMP_SCOPE_HIDDEN))
    return FALSE;
  if (strcmp (filter, SMP_FILTER_FADE) == 0)
    return (info->scope & SMP_SCOPE_AGEING) != 0;
  return !(info->scope & SMP_SCOPE_CLIENT);
}

static void
write_words (GKeyFile *file, const SmpRecipe *recipe)
{
  g_key_file_set_integer (file, SMP_GROUP_PRESET, "version", SMP_RECIPE_VERSION);
  g_key_file_set_string (file, SMP_GROUP_PRESET, "name", recipe->name);
  g_key_file_set_string (file, SMP_GROUP_PRESET, "description", recipe->description);
  g_key_file_set_string (file, SMP_GROUP_PRESET, "filter", recipe->filter);
  if (*recipe->category)
    g_key_file_set_string (file, SMP_GROUP_PRESET, "category", recipe->category);
  if (*recipe->source)
    g_key_file_set_string (file, SMP_GROUP_PRESET, "source", recipe->source);
}

gchar *
smp_recipe_to_text (const SmpRecipe *recipe, guint preset_scopes)
{
  GKeyFile           *file = g_key_file_new ();
  gchar              *kept = g_key_file_to_data (recipe->file, NULL, NULL);
  gchar              *text;
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  if (*kept)
    g_key_file_load_from_data (file, kept, strlen (kept), G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
  g_free (kept);

  write_words (file, recipe);
  if (preset_scopes)
    g_key_file_remove_group (file, SMP_GROUP_LAYER, NULL);
  for (guint i = 0; i < n_infos; i++)
    {
      if (preset_scopes && !((infos[i].scope & preset_scopes) &&
                             smp_recipe_preset_holds (recipe->filter, &infos[i])))
        {
          g_key_file_remove_key (file, SMP_GROUP_VALUES, infos[i].id, NULL);
          continue;
        }
      text = smp_params_get_text (&recipe->params, &infos[i]);
      g_key_file_set_value (file, SMP_GROUP_VALUES, infos[i].id, text);
      g_free (text);
    }

  text = g_key_file_to_data (file, NULL, NULL);
  g_key_file_unref (file);
  return text;
}

gchar *
smp_recipe_to_text_as_read (const SmpRecipe *recipe)
{
  SmpRecipe          *copy = smp_recipe_copy (recipe);
  gchar              *text;
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  g_key_file_unref (copy->file);
  copy->file = g_key_file_new ();
  text       = g_key_file_to_data (recipe->file, NULL, NULL);
  g_key_file_load_from_data (copy->file, text, strlen (text), G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
  g_free (text);

  write_words (copy->file, copy);
  g_key_file_remove_group (copy->file, SMP_GROUP_LAYER, NULL);
  for (guint i = 0; i < n_infos; i++)
    if (!smp_recipe_preset_holds (copy->filter, &infos[i]))
      g_key_file_remove_key (copy->file, SMP_GROUP_VALUES, infos[i].id, NULL);
  text = g_key_file_to_data (copy->file, NULL, NULL);
  smp_recipe_free (copy);
  return text;
}

void
smp_recipe_apply (SmpParams *params, const SmpRecipe *preset)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (smp_recipe_preset_holds (preset->filter, &infos[i]) &&
        g_key_file_has_key (preset->file, SMP_GROUP_VALUES, infos[i].id, NULL))
      smp_params_set (params, &infos[i], smp_params_get (&preset->params, &infos[i]), NULL);
}

gboolean
smp_recipe_is_met (const SmpParams *params, const SmpRecipe *preset, guint scopes)
{
  guint               n_infos;
  const SmpParamInfo *infos   = smp_param_infos (&n_infos);
  SmpParams           changed = *params;

  smp_recipe_apply (&changed, preset);
  for (guint i = 0; i < n_infos; i++)
    if ((infos[i].scope & scopes) &&
        smp_params_get (&changed, &infos[i]) != smp_params_get (params, &infos[i]))
      return FALSE;
  return TRUE;
}
