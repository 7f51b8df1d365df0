/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/i18n.h"
#include "recipe-file.h"
#include "smp/error.h"
#include "smp/recipe.h"

#define MAX_NAME_CHARACTERS 100

/* The key of a line, or its group as "[name]"; NULL for blank lines and comments. */
static gchar *
name_of_line (const gchar *line)
{
  const gchar *equals = strchr (line, '=');

  if (*line == '\0' || *line == '#')
    return NULL;
  if (*line == '[')
    return g_strdup (line);
  return equals ? g_strchomp (g_strndup (line, (gsize) (equals - line))) : NULL;
}

gboolean
smp_recipe_file_check_unique (const gchar *text, gsize length, GError **error)
{
  gchar      *copy   = g_strndup (text, length);
  gchar     **lines  = g_strsplit (copy, "\n", -1);
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *keys   = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean    unique = TRUE;

  for (gchar **line = lines; *line && unique; line++)
    {
      gchar   *name  = name_of_line (g_strstrip (*line));
      gboolean group = name && *name == '[';

      if (!name)
        continue;
      if (group)
        g_hash_table_remove_all (keys);
      if (!g_hash_table_add (group ? groups : keys, g_strdup (name)))
        {
          g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                       _ ("This preset is damaged: “%s” stands in it twice."), name);
          unique = FALSE;
        }
      g_free (name);
    }
  g_hash_table_unref (groups);
  g_hash_table_unref (keys);
  g_strfreev (lines);
  g_free (copy);
  return unique;
}

gboolean
smp_recipe_file_check_name (const gchar *name, GError **error)
{
  const gchar *sentence = NULL;

  if (strpbrk (name, "/\\"))
    sentence = _ ("A preset's name cannot have “/” or “\\” in it.");
  else if (g_str_has_prefix (name, "."))
    sentence = _ ("A preset's name cannot begin with a full stop.");
  else if (g_utf8_strlen (name, -1) > MAX_NAME_CHARACTERS)
    sentence = _ ("The preset's name is too long.");
  for (const gchar *c = name; *c && !sentence; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)) ||
        g_unichar_type (g_utf8_get_char (c)) == G_UNICODE_FORMAT)
      sentence = _ ("A preset's name cannot have line ends or other invisible characters in it.");

  if (!sentence)
    return TRUE;
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_FORMAT, sentence);
  return FALSE;
}

/* Version 1 ignored these keys in presets, where they may stand by a person's hand. */
static void
migrate_from_1 (GKeyFile *file)
{
  const gchar *const ignored[] = { "sun", "skin", "age", "smoker" };

  if (g_key_file_has_group (file, SMP_GROUP_LAYER))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    g_key_file_remove_key (file, SMP_GROUP_VALUES, ignored[i], NULL);
}

/* One for each older version, in order. */
static void (*const migrations[]) (GKeyFile *file) = {
  migrate_from_1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == SMP_RECIPE_VERSION - 1);

void
smp_recipe_file_migrate (GKeyFile *file, gint version)
{
  for (gint i = version - 1; i < (gint) G_N_ELEMENTS (migrations); i++)
    migrations[i](file);
}
