/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names that people give, as names of files. */

#include <string.h>

#include "preset-files.h"

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
