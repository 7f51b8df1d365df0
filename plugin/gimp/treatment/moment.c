/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "moment.h"
#include "smp/craft.h"
#include "smp/error.h"

#define MOST_MOMENTS   24
#define WEEKS_A_YEAR   52.18
#define MONTHS_A_YEAR  12.0
#define SESSION_PREFIX "session"

static gboolean
parse_one (const gchar *word, SmpMoment *moment)
{
  gsize  prefix = strlen (SESSION_PREFIX);
  gchar *end;

  if (g_ascii_strcasecmp (word, "before") == 0)
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
  moment->kind  = SMP_MOMENT_YEARS;
  moment->years = g_ascii_strtod (word, &end);
  return end != word && !*end && moment->years >= 0.0 &&
         moment->years <= smp_param_find ("years")->maximum;
}

/* Whether commas stand within numbers while something else divides, or two numbers without a point
 * are all there is: "0,5; 1,5" may be two moments or four, "0,5" one or two, and a guess could show
 * years that nobody asked for. */
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
  return (within && divided) || g_regex_match_simple ("^[0-9]+,[0-9]+$", text, 0, 0);
}

GArray *
smp_moments_parse (const gchar *list, GError **error)
{
  GArray *moments;
  gchar **words;
  gchar  *bad = NULL;

  if (is_ambiguous (list))
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE,
                           _ ("The moments can be read in two ways: write years with a point, "
                              "such as 0.5, and a comma and a blank between them."));
      return NULL;
    }
  moments = g_array_new (FALSE, TRUE, sizeof (SmpMoment));
  words   = g_strsplit_set (list, ",; \n", -1);

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
                 _ ("“%s” is no moment of a treatment: give “before”, “session1” to “session%d”, "
                    "or "
                    "years from 0 to %g."),
                 bad, smp_params_all_sessions (), smp_param_find ("years")->maximum);
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
  return g_strdup_printf (_ ("“before”, “session1” to “session%d” and years after the last "
                             "session, "
                             "separated by commas"),
                          smp_params_all_sessions ());
}

gchar *
smp_moment_label (const SmpMoment *moment)
{
  gint weeks  = (gint) lround (moment->years * WEEKS_A_YEAR);
  gint months = (gint) lround (moment->years * MONTHS_A_YEAR);

  if (moment->kind == SMP_MOMENT_BEFORE)
    return g_strdup (_ ("Before"));
  if (moment->kind == SMP_MOMENT_SESSION)
    return g_strdup_printf (_ ("Session %d"), moment->sessions);
  if (moment->years <= 0.0)
    return g_strdup (_ ("Finished"));
  if (fabs (moment->years - SMP_HEALED_YEARS) < 0.01)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Healed, %d week", "Healed, %d weeks",
                                         (gulong) weeks),
                            weeks);
  if (moment->years < 0.24)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d week", "%d weeks", (gulong) weeks),
                            weeks);
  if (moment->years < 0.99)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", (gulong) months),
                            months);
  return g_strdup_printf (_ ("Year %g"), round (moment->years * 100.0) / 100.0);
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
