/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "moment.h"
#include "smp/craft.h"
#include "smp/error.h"
#include "smp/text.h"

#define MOST_MOMENTS   24
#define WEEKS_A_YEAR   52.18
#define MONTHS_A_YEAR  12.0
#define SESSION_PREFIX "session"
#define BEFORE         "before"

/* A number within a moment's words. */
#define NUMBER "([0-9]+(?:\\.[0-9]+)?)"

/* Times below the first are said in weeks, below the second in months; those nearer to each other
 * than the last are one. */
#define SHORTEST_IN_MONTHS 0.24
#define SHORTEST_IN_YEARS  0.99
#define SAME_YEARS         0.001

/* Units behind a number, which may be shortened, and how many of them a year has. */
static const struct
{
  const gchar *words;
  gdouble      a_year;
} units[] = {
  { "weeks", WEEKS_A_YEAR },
  { "months", MONTHS_A_YEAR },
  { "years", 1.0 },
};

/* The number with what may stand behind it. */
static gboolean
parse_years (const gchar *word, gdouble *years)
{
  gchar *end;

  *years = g_ascii_strtod (word, &end);
  if (end == word)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (units) && *end; i++)
    if (g_ascii_strncasecmp (units[i].words, end, strlen (end)) == 0)
      {
        *years /= units[i].a_year;
        end += strlen (end);
      }
  if (fabs (*years - SMP_HEALED_YEARS) < SAME_YEARS)
    *years = SMP_HEALED_YEARS;
  return !*end && *years >= 0.0 && *years <= smp_param_find ("years")->maximum;
}

static gboolean
parse_one (const gchar *word, SmpMoment *moment)
{
  gsize prefix = strlen (SESSION_PREFIX);

  if (g_ascii_strcasecmp (word, BEFORE) == 0)
    {
      moment->kind = SMP_MOMENT_BEFORE;
      return TRUE;
    }
  if (g_ascii_strncasecmp (word, SESSION_PREFIX, prefix) == 0)
    {
      moment->kind     = SMP_MOMENT_SESSION;
      moment->sessions = word[prefix] - '0';
      return moment->sessions >= 1 && moment->sessions <= smp_params_all_sessions () &&
             !word[prefix + 1];
    }
  moment->kind = SMP_MOMENT_YEARS;
  return parse_years (word, &moment->years);
}

/* Puts the word of lists, such as "\\1 weeks", where the list has what a person reads for it, such
 * as
 * "%d weeks" in their language. */
static void
say_as (gchar **list, const gchar *said, const gchar *key)
{
  g_autofree gchar *was      = *list;
  g_autofree gchar *literal  = g_regex_escape_string (said, -1);
  g_autoptr (GString) words  = g_string_new (literal);
  g_autoptr (GRegex) pattern = NULL;

  if (g_string_replace (words, "%d", NUMBER, 1) + g_string_replace (words, "%g", NUMBER, 1) == 0)
    g_string_replace (words, "1", NUMBER, 1);
  g_string_replace (words, " ", "\\s*", 0);
  g_string_prepend (words, "(?<![\\pL\\pN])");
  g_string_append (words, "(?!\\pL)");
  pattern = g_regex_new (words->str, G_REGEX_CASELESS, 0, NULL);
  *list   = g_regex_replace (pattern, was, -1, 0, key, 0, NULL);
}

/* The list in the words that files and scripts use: a person may write what labels and dialogs say
 * in their language (smp_moment_label(), smp_years_words()).  Returns: (transfer full) */
static gchar *
in_plain_words (const gchar *list)
{
  /* Numbers whose words differ in one language or another. */
  static const gulong amounts[] = { 1, 2, 5, 11, 21, 100 };
  gchar              *plain     = g_strdup (list);

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      say_as (&plain, smp_text_plural ("%d week", "%d weeks", amounts[i]), "\\1 weeks");
      say_as (&plain, smp_text_plural ("%d month", "%d months", amounts[i]), "\\1 months");
    }
  say_as (&plain, _ ("1 year"), "\\1 years");
  say_as (&plain, _ ("%g years"), "\\1 years");
  say_as (&plain, _ ("Year %g"), "year \\1");
  say_as (&plain, _ ("Session %d"), SESSION_PREFIX " \\1");
  say_as (&plain, _ ("Before"), BEFORE);
  return plain;
}

/* The list with each moment in one word: "8 weeks" is "8weeks", "year 2" is "2". */
static gchar *
join_moments (const gchar *list)
{
  g_autoptr (GRegex) unit =
    g_regex_new ("([0-9])\\s+(weeks?|months?|years?)\\b", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) session =
    g_regex_new ("\\b(" SESSION_PREFIX ")\\s+(?=[0-9])", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) year    = g_regex_new ("\\byear\\s+(?=[0-9])", G_REGEX_CASELESS, 0, NULL);
  g_autofree gchar *units_in = g_regex_replace (unit, list, -1, 0, "\\1\\2", 0, NULL);
  g_autofree gchar *sessions = g_regex_replace (session, units_in, -1, 0, "\\1", 0, NULL);

  return g_regex_replace_literal (year, sessions, -1, 0, "", 0, NULL);
}

/* Whether commas stand within numbers while something else divides or a unit follows, or two
 * numbers without a point are all there is: "0,5; 1,5" may be two moments or four, "0,5" and "1,5
 * years" one or two, and a guess could show years that nobody asked for. */
static gboolean
is_ambiguous (const gchar *list)
{
  g_autofree gchar *text   = g_strstrip (g_strdup (list));
  gboolean          within = FALSE, divided = FALSE;

  for (const gchar *c = text; *c; c++)
    if (*c == ',' && c > text && g_ascii_isdigit (c[-1]) && g_ascii_isdigit (c[1]))
      within = TRUE;
    else if (*c == ';' || g_ascii_isspace (*c))
      divided = TRUE;
  return (within && divided) ||
         g_regex_match_simple ("^[0-9]+,[0-9]+[a-z]*$", text, G_REGEX_CASELESS, 0);
}

GArray *
smp_moments_parse (const gchar *list, GError **error)
{
  g_autofree gchar *plain  = in_plain_words (list);
  g_autofree gchar *joined = join_moments (plain);
  GArray           *moments;
  gchar           **words;
  gchar            *bad = NULL;

  if (is_ambiguous (joined))
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE,
                           _ ("The moments can be read in two ways: write years with a point, "
                              "such as 0.5, and a comma and a blank between them."));
      return NULL;
    }
  moments = g_array_new (FALSE, TRUE, sizeof (SmpMoment));
  words   = g_strsplit_set (joined, ",; \n", -1);

  for (gchar **word = words; *word && !bad; word++)
    {
      SmpMoment moment = { 0 };

      if (!**word)
        continue;
      if (parse_one (*word, &moment))
        g_array_append_val (moments, moment);
      else
        bad = *word;
    }

  if (bad)
    g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                 _ ("“%s” is no moment of a treatment: give “before”, “session 1” to “session %d”, "
                    "or a time up to %g years, such as “%s” or “2 years”."),
                 bad, smp_params_all_sessions (), smp_param_find ("years")->maximum,
                 SMP_HEALED_WORDS);
  else if (moments->len == 0 || moments->len > MOST_MOMENTS)
    g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                 _ ("Between 1 and %d moments can be shown, not %u."), MOST_MOMENTS, moments->len);
  g_strfreev (words);
  if (bad || moments->len == 0 || moments->len > MOST_MOMENTS)
    g_clear_pointer (&moments, g_array_unref);
  return moments;
}

gchar *
smp_moments_words (void)
{
  return g_strdup_printf (_ ("“before”, “session 1” to “session %d”, and moments after the last "
                             "session such as “%s” or “2 years”, with commas between them"),
                          smp_params_all_sessions (), SMP_HEALED_WORDS);
}

gchar *
smp_years_words (gdouble years)
{
  const gint weeks  = (gint) lround (years * WEEKS_A_YEAR);
  const gint months = (gint) lround (years * MONTHS_A_YEAR);

  if (years < SHORTEST_IN_MONTHS)
    return g_strdup_printf (smp_text_plural ("%d week", "%d weeks", (gulong) weeks), weeks);
  if (years < SHORTEST_IN_YEARS)
    return g_strdup_printf (smp_text_plural ("%d month", "%d months", (gulong) months), months);
  if (fabs (years - 1.0) < 0.05)
    return g_strdup (_ ("1 year"));
  return smp_text_printf (_ ("%g years"), round (years * 10.0) / 10.0);
}

gchar *
smp_moment_label (const SmpMoment *moment)
{
  gint weeks = (gint) lround (moment->years * WEEKS_A_YEAR);

  if (moment->kind == SMP_MOMENT_BEFORE)
    return g_strdup (_ ("Before"));
  if (moment->kind == SMP_MOMENT_SESSION)
    return g_strdup_printf (_ ("Session %d"), moment->sessions);
  if (moment->years <= 0.0)
    return g_strdup (_ ("Finished"));
  if (fabs (moment->years - SMP_HEALED_YEARS) < 0.01)
    return g_strdup_printf (smp_text_plural ("Healed, %d week", "Healed, %d weeks", (gulong) weeks),
                            weeks);
  if (moment->years < SHORTEST_IN_YEARS)
    return smp_years_words (moment->years);
  return smp_text_printf (_ ("Year %g"), round (moment->years * 100.0) / 100.0);
}

gchar *
smp_moment_outcome_label (const SmpMoment *moment, SmpOutcome outcome)
{
  g_autofree gchar *label = smp_moment_label (moment);

  if (outcome == SMP_OUTCOME_TYPICAL || moment->kind == SMP_MOMENT_BEFORE)
    return g_steal_pointer (&label);
  return g_strdup_printf (_ ("%s, %s"), label, _ (smp_outcome_words (outcome)));
}

void
smp_moment_apply (const SmpMoment *moment, SmpParams *params)
{
  if (moment->kind == SMP_MOMENT_SESSION)
    {
      params->sessions = moment->sessions;
      params->years    = 0.0;
    }
  else if (moment->kind == SMP_MOMENT_YEARS)
    params->years = moment->years;
}
