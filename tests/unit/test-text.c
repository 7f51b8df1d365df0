/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts in another language than the person's: catalogues, plurals, decimal marks, dates. */

#include <glib/gstdio.h>
#include <string.h>

#include "base/catalogue.h"
#include "smp/error.h"
#include "smp/text.h"

#define ENTRY(text, other) { text, other, sizeof (other) - 1 }

/* Texts in order, and what they are in the other language. */
static const struct
{
  const gchar *text;
  const gchar *other;
  gsize        other_bytes;
} entries[] = {
  ENTRY ("", "Plural-Forms: nplurals=2; plural=n > 1;\n"),
  ENTRY ("%d week", "%d semaine\0%d semaines"),
  ENTRY ("Empty", ""),
  ENTRY ("Good", "Bien"),
  ENTRY ("outcome\004Good", "Bon"),
};

static void
append_number (GByteArray *bytes, gsize number)
{
  const guint32 written = GUINT32_TO_LE ((guint32) number);

  g_byte_array_append (bytes, (const guint8 *) &written, 4);
}

static GBytes *
make_catalogue (void)
{
  const gsize n     = G_N_ELEMENTS (entries);
  GByteArray *bytes = g_byte_array_new ();
  gsize       place = 28 + 16 * n;

  append_number (bytes, 0x950412de);
  append_number (bytes, 0);
  append_number (bytes, n);
  append_number (bytes, 28);
  append_number (bytes, 28 + 8 * n);
  append_number (bytes, 0);
  append_number (bytes, 0);
  for (gint other = 0; other < 2; other++)
    for (gsize i = 0; i < n; i++)
      {
        const gsize length = other ? entries[i].other_bytes : strlen (entries[i].text);

        append_number (bytes, length);
        append_number (bytes, place);
        place += length + 1;
      }
  for (gint other = 0; other < 2; other++)
    for (gsize i = 0; i < n; i++)
      g_byte_array_append (bytes, (const guint8 *) (other ? entries[i].other : entries[i].text),
                           (guint) (other ? entries[i].other_bytes : strlen (entries[i].text)) + 1);
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_catalogue (void)
{
  g_autoptr (GBytes) bytes           = make_catalogue ();
  g_autoptr (SmpCatalogue) catalogue = smp_catalogue_new (bytes);

  g_assert_nonnull (catalogue);
  g_assert_cmpstr (smp_catalogue_find (catalogue, "Good"), ==, "Bien");
  g_assert_cmpstr (smp_catalogue_find (catalogue, "outcome\004Good"), ==, "Bon");
  g_assert_null (smp_catalogue_find (catalogue, "Empty"));
  g_assert_null (smp_catalogue_find (catalogue, "Goo"));
  g_assert_null (smp_catalogue_find (catalogue, "zzz"));
  g_assert_cmpstr (smp_catalogue_find_plural (catalogue, "%d week", 1), ==, "%d semaine");
  g_assert_cmpstr (smp_catalogue_find_plural (catalogue, "%d week", 2), ==, "%d semaines");
}

/* Whatever is cut off or changed, it is read or refused. */
static void
test_damaged_catalogues (void)
{
  g_autoptr (GBytes) bytes = make_catalogue ();
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize end = 0; end < size; end++)
    {
      g_autoptr (GBytes) part            = g_bytes_new (data, end);
      g_autoptr (SmpCatalogue) catalogue = smp_catalogue_new (part);

      g_assert_null (catalogue);
    }
  for (gsize i = 0; i < size; i++)
    for (gint value = 0; value < 256; value += 51)
      {
        guint8 *copy                       = g_memdup2 (data, size);
        g_autoptr (GBytes) changed         = g_bytes_new_take (copy, size);
        g_autoptr (SmpCatalogue) catalogue = NULL;

        copy[i]   = (guint8) value;
        catalogue = smp_catalogue_new (changed);
        if (!catalogue)
          continue;
        smp_catalogue_find (catalogue, "Good");
        smp_catalogue_find_plural (catalogue, "%d week", 7);
      }
}

static void
test_plurals (void)
{
  static const struct
  {
    const gchar *rule;
    gulong       number;
    gulong       form;
  } cases[] = {
    { "n != 1", 1, 0 },
    { "(n > 1)", 0, 0 },
    { "n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2", 2000000, 1 },
    { "n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2", 2, 2 },
    { "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", 22, 1 },
    { "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", 11, 2 },
    { "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5", 111, 4 },
    { "!(n < 2)", 2, 1 },
    { "1+2*3-n/2", 4, 5 },
    { "0", 9, 0 },
    { "n %", 9, 0 },
    { "n / (n - n)", 9, 0 },
    { "(((n", 9, 0 },
    { "n 1", 9, 0 },
    { "", 9, 0 },
  };
  g_autofree gchar *deep = g_strnfill (100000, '(');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (smp_catalogue_plural (cases[i].rule, cases[i].number), ==, cases[i].form);
  g_assert_cmpuint (smp_catalogue_plural (deep, 1), ==, 0);
}

static gpointer
say_good (gpointer data)
{
  return (gpointer) smp_text ("Good");
}

static void
test_another_language_for_a_while (void)
{
  g_autoptr (GBytes) bytes    = make_catalogue ();
  g_autoptr (GError) error    = NULL;
  g_autoptr (GDateTime) day   = g_date_time_new_utc (2026, 3, 9, 0, 0, 0);
  g_autofree gchar *root      = g_dir_make_tmp ("smp-test-text-XXXXXX", NULL);
  g_autofree gchar *folder    = g_build_filename (root, "fr", "LC_MESSAGES", NULL);
  g_autofree gchar *path      = g_build_filename (folder, GETTEXT_PACKAGE ".mo", NULL);
  g_autofree gchar *number    = NULL;
  g_autofree gchar *user      = NULL;
  g_autofree gchar *date      = NULL;
  g_autofree gchar *own_again = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  g_assert_true (smp_text_speak ("fr", root, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (smp_text ("Good"), ==, "Bien");
  g_assert_cmpstr (smp_text_in ("outcome", "Good"), ==, "Bon");
  g_assert_cmpstr (smp_text_in ("nothing", "Good"), ==, "Good");
  g_assert_cmpstr (smp_text ("Not there"), ==, "Not there");
  g_assert_cmpstr (smp_text_plural ("%d week", "%d weeks", 5), ==, "%d semaines");
  g_assert_cmpstr (smp_text_plural ("%d day", "%d days", 5), ==, "%d days");
  /* Other threads speak the person's own. */
  g_assert_cmpstr (g_thread_join (g_thread_new ("other", say_good, NULL)), ==, "Good");
  number = smp_text_printf ("%.1f cm² (%.0f %%), %d, %s, %5.2f", 1.5, 74.0, 1000, "v1.2", 0.25);
  g_assert_cmpstr (number, ==, "1,5 cm² (74 %), 1000, v1.2,  0,25");
  date = smp_text_date (day);
  g_assert_cmpstr (date, ==, "09/03/2026");

  g_assert_true (smp_text_speak ("en", root, &error));
  g_assert_cmpstr (smp_text ("Good"), ==, "Good");
  user = smp_text_printf ("%.1f", 1.5);
  g_assert_cmpstr (user, ==, "1.5");

  g_assert_false (smp_text_speak ("de", root, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpstr (smp_text ("Good"), ==, "Good");
  g_assert_false (smp_text_speak ("xx", root, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);

  g_assert_true (smp_text_speak ("fr", root, NULL));
  g_assert_true (smp_text_speak (NULL, NULL, NULL));
  g_assert_cmpstr (smp_text ("Good"), ==, "Good");
  own_again = smp_text_printf ("%.1f", 1.5);
  g_assert_cmpstr (own_again, ==, "1.5");
  g_remove (path);
  g_rmdir (folder);
}

/* Every language that there are texts in can be chosen, and no other but the texts' own. */
static void
test_languages_are_those_of_the_catalogues (void)
{
  guint              n;
  const SmpLanguage *languages = smp_languages (&n);
  g_autofree gchar  *list      = NULL;
  g_autoptr (GString) rows     = g_string_new (NULL);
  g_autoptr (GString) known    = g_string_new (NULL);
  g_auto (GStrv) lines         = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("SMP_TEST_LINGUAS"), &list, NULL, NULL));
  lines = g_strsplit (list, "\n", -1);
  for (gchar **line = lines; *line; line++)
    if (**line && **line != '#')
      g_string_append_printf (known, "%s ", g_strstrip (*line));
  g_assert_cmpstr (languages[0].code, ==, "en");
  for (guint i = 1; i < n; i++)
    g_string_append_printf (rows, "%s ", languages[i].code);
  g_assert_cmpstr (rows->str, ==, known->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/catalogue", test_catalogue);
  g_test_add_func ("/text/damaged-catalogues", test_damaged_catalogues);
  g_test_add_func ("/text/plurals", test_plurals);
  g_test_add_func ("/text/another-language-for-a-while", test_another_language_for_a_while);
  g_test_add_func ("/text/languages-are-those-of-the-catalogues",
                   test_languages_are_those_of_the_catalogues);
  return g_test_run ();
}
