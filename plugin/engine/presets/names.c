/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names that people give, as names of files, and how presets are found by their words. */

#include <string.h>

#include "base/i18n.h"
#include "files.h"

#define MAX_ID_BYTES 120

static gchar *
folded (const gchar *name)
{
  gchar *whole = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  gchar *text  = g_utf8_casefold (whole ? whole : name, -1);

  g_free (whole);
  return text;
}

/* Windows keeps these for devices, whatever their ending. */
static gboolean
is_reserved (const gchar *id)
{
  const gchar *const names[] = { "con", "prn", "aux", "nul", "com", "lpt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (id, names[i]) &&
        (id[3] == '\0' || (i >= 4 && g_ascii_isdigit (id[3]) && id[4] == '\0')))
      return TRUE;
  return FALSE;
}

gchar *
smp_preset_id_of_name (const gchar *name)
{
  gchar   *text = folded (name);
  GString *id   = g_string_new (NULL);

  for (const gchar *c = text; *c && id->len < MAX_ID_BYTES; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalnum (letter) || g_unichar_ismark (letter))
        g_string_append_unichar (id, letter);
      else if (id->len && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }
  while (id->len && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0 || is_reserved (id->str))
    g_string_append (id, id->len ? "-preset" : "preset");
  g_free (text);
  return g_string_free (id, FALSE);
}

gboolean
smp_preset_names_are_alike (const gchar *a, const gchar *b)
{
  gchar   *first  = folded (a);
  gchar   *second = folded (b);
  gboolean alike  = strcmp (first, second) == 0;

  g_free (first);
  g_free (second);
  return alike;
}

/* The categories of the shipped presets. */
static const gchar *const categories[] = { N_ ("Density"),  N_ ("Hairlines"),       N_ ("Scars"),
                                           N_ ("Pigments"), N_ ("Client profiles"), NULL };

static const gchar *
category_of (const SmpPreset *preset)
{
  const gchar *category = preset->recipe->category;

  return g_strv_contains (categories, category) ? _ (category) : category;
}

const gchar *
smp_preset_heading (const SmpPreset *preset)
{
  if (preset->own)
    return _ ("Your own");
  return *preset->recipe->category ? category_of (preset) : _ ("Others");
}

/* Without case and accents. */
static gchar *
plain (const gchar *text)
{
  gchar   *parts   = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *letters = g_string_new (NULL);
  gchar   *folded_letters;

  for (const gchar *c = parts ? parts : ""; *c; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_unichar (letters, g_utf8_get_char (c));
  folded_letters = g_utf8_casefold (letters->str, -1);
  g_string_free (letters, TRUE);
  g_free (parts);
  return folded_letters;
}

gboolean
smp_preset_matches (const SmpPreset *preset, const gchar *typed)
{
  g_autofree gchar *all    = g_strjoin ("\n", preset->recipe->name, preset->recipe->description,
                                        category_of (preset), smp_preset_heading (preset), NULL);
  g_autofree gchar *text   = plain (all);
  g_autofree gchar *wanted = plain (typed);
  g_auto (GStrv) words     = g_strsplit_set (wanted, " \t\n", -1);
  gboolean found           = TRUE;

  for (gchar **word = words; *word && found; word++)
    found = strstr (text, *word) != NULL;
  return found;
}
