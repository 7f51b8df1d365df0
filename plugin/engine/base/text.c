/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalogue.h"
#include "i18n.h"
#include "smp/error.h"

/* Around a number whose decimal mark is to be changed; no text has them. */
#define NUMBER_START '\x01'
#define NUMBER_END   '\x02'

static const SmpLanguage languages[] = {
#define SMP_LANGUAGE(code, name, decimal_mark, date) { code, name, decimal_mark, date },
#include "smp/languages.def"
};

/* What a thread speaks instead of the person's language; the texts' own where there is no
 * catalogue. */
typedef struct
{
  const SmpLanguage  *language;
  const SmpCatalogue *catalogue;
} Spoken;

static GPrivate spoken_here = G_PRIVATE_INIT (g_free);

static const Spoken *
spoken (void)
{
  return g_private_get (&spoken_here);
}

const SmpLanguage *
smp_languages (guint *n_languages)
{
  *n_languages = G_N_ELEMENTS (languages);
  return languages;
}

const gchar *
smp_text (const gchar *text)
{
  const Spoken *other = spoken ();
  const gchar  *found;

  if (!other)
    return g_dgettext (GETTEXT_PACKAGE, text);
  found = other->catalogue ? smp_catalogue_find (other->catalogue, text) : NULL;
  return found ? found : text;
}

const gchar *
smp_text_in (const gchar *context, const gchar *text)
{
  const Spoken     *other = spoken ();
  g_autofree gchar *both  = NULL;
  const gchar      *found;

  if (!other)
    return g_dpgettext2 (GETTEXT_PACKAGE, context, text);
  both  = g_strconcat (context, "\004", text, NULL);
  found = other->catalogue ? smp_catalogue_find (other->catalogue, both) : NULL;
  return found ? found : text;
}

const gchar *
smp_text_plural (const gchar *one, const gchar *more, gulong number)
{
  const Spoken *other = spoken ();
  const gchar  *found;

  if (!other)
    return g_dngettext (GETTEXT_PACKAGE, one, more, number);
  found = other->catalogue ? smp_catalogue_find_plural (other->catalogue, one, number) : NULL;
  return found ? found : number == 1 ? one : more;
}

/* The end of what stands behind a format's percent sign, its letter. */
static const gchar *
conversion_end (const gchar *c)
{
  return c + strspn (c, "0123456789$-+#'.*lhzjtL");
}

/* The format with each conversion of a fraction between the marks. */
static gchar *
mark_numbers (const gchar *format)
{
  GString *marked = g_string_new (NULL);

  for (const gchar *c = format; *c; c++)
    {
      const gchar *end         = *c == '%' ? conversion_end (c + 1) : c;
      gboolean     is_fraction = *c == '%' && *end && strchr ("fFeEgG", *end);

      if (is_fraction)
        g_string_append_c (marked, NUMBER_START);
      for (; c < end && *end; c++)
        g_string_append_c (marked, *c);
      g_string_append_c (marked, *c);
      if (is_fraction)
        g_string_append_c (marked, NUMBER_END);
    }
  return g_string_free (marked, FALSE);
}

/* Takes the marks away, and between them writes the decimal mark. */
static gchar *
write_numbers (const gchar *marked, const gchar *decimal_mark)
{
  GString *text      = g_string_new (NULL);
  gboolean is_number = FALSE;

  for (const gchar *c = marked; *c; c++)
    if (*c == NUMBER_START || *c == NUMBER_END)
      is_number = *c == NUMBER_START;
    else if (is_number && (*c == '.' || *c == ','))
      g_string_append (text, decimal_mark);
    else
      g_string_append_c (text, *c);
  return g_string_free (text, FALSE);
}

gchar *
smp_text_printf (const gchar *format, ...)
{
  const Spoken     *other  = spoken ();
  g_autofree gchar *marked = other ? mark_numbers (format) : g_strdup (format);
  g_autofree gchar *text   = NULL;
  va_list           arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (marked, arguments);
  va_end (arguments);
  return other ? write_numbers (text, other->language->decimal_mark) : g_steal_pointer (&text);
}

/* The person's own, as far as there is a row for it. */
static const SmpLanguage *
own_language (void)
{
  const gchar *const *names = g_get_language_names ();

  for (; *names; names++)
    for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
      if (strcmp (*names, languages[i].code) == 0)
        return &languages[i];
  return &languages[0];
}

gchar *
smp_text_date (GDateTime *day)
{
  const Spoken *other = spoken ();

  return g_date_time_format (day, (other ? other->language : own_language ())->date);
}

/* Once read they stay, since texts of theirs may be kept. */
static const SmpCatalogue *
read_catalogue (const gchar *code, const gchar *folder)
{
  static GMutex      lock;
  static GHashTable *read;
  g_autofree gchar  *path =
    g_build_filename (folder, code, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  const SmpCatalogue *catalogue;
  gchar              *contents;
  gsize               size;

  g_mutex_lock (&lock);
  if (!read)
    read = g_hash_table_new (g_str_hash, g_str_equal);
  catalogue = g_hash_table_lookup (read, path);
  if (!catalogue && g_file_get_contents (path, &contents, &size, NULL))
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (contents, size);

      catalogue = smp_catalogue_new (bytes);
      if (catalogue)
        g_hash_table_insert (read, g_steal_pointer (&path), (gpointer) catalogue);
    }
  g_mutex_unlock (&lock);
  return catalogue;
}

gboolean
smp_text_speak (const gchar *code, const gchar *folder, GError **error)
{
  const SmpLanguage  *language  = NULL;
  const SmpCatalogue *catalogue = NULL;
  Spoken             *other;

  g_private_replace (&spoken_here, NULL);
  if (!code || !*code)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (code, languages[i].code) == 0)
      language = &languages[i];
  if (!language)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                   P_ ("There is no language “%s” to label pictures in."), code);
      return FALSE;
    }
  /* The texts in the code are in the first one. */
  if (language != languages && !(catalogue = read_catalogue (code, folder)))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   P_ ("The texts in %s are not installed, so that nothing can be labelled in it."),
                   language->name);
      return FALSE;
    }
  other            = g_new (Spoken, 1);
  other->language  = language;
  other->catalogue = catalogue;
  g_private_replace (&spoken_here, other);
  return TRUE;
}
