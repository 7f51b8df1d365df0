/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in sight is said as it is seen; the figures behind it are said apart. */

#include <string.h>

#include "smp/match.h"
#include "smp/self-check.h"

static const gchar *
tone_of (gdouble paler)
{
  const SmpVerdict verdict = { .mean_lab = { paler, 0.0, 0.0 }, .acceptable_delta_e = 2.0 };

  return smp_verdict_tone_words (&verdict);
}

static void
tone_is_said_by_what_is_acceptable_on_the_skin (void)
{
  g_assert_cmpstr (tone_of (0.9), ==, "as dark as around");
  g_assert_cmpstr (tone_of (-0.9), ==, "as dark as around");
  g_assert_cmpstr (tone_of (1.9), ==, "a shade paler than around");
  g_assert_cmpstr (tone_of (-1.9), ==, "a shade darker than around");
  g_assert_cmpstr (tone_of (3.0), ==, "clearly paler than around");
  g_assert_cmpstr (tone_of (-9.0), ==, "much darker than around");
}

static void
the_self_check_says_what_is_seen (void)
{
  static const struct
  {
    SmpSelfCheck check;
    const gchar *words[3];
  } cases[] = {
    { { 4, 90.0, 1.04, 0.7, 0.95 },
      { "as many dots are seen as hairs were", "tone is the hair's", "as the hair does" } },
    { { 4, 90.0, 0.82, 1.9, 0.7 },
      { "82 dots are seen where 100 hairs were", "differs slightly", "less than the hair" } },
    { { 4, 90.0, 0.03, 1.9, 0.7 },
      { "the dots are not seen one by one", "differs slightly", "less than the hair" } },
    { { 4, 90.0, 1.3, 4.0, 1.4 },
      { "130 dots are seen", "differs so that it is seen", "more than the hair" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *sentence = smp_self_check_sentence (&cases[i].check);

      for (gint k = 0; k < 3; k++)
        if (!strstr (sentence, cases[i].words[k]))
          g_error ("“%s” does not say “%s”", sentence, cases[i].words[k]);
    }
}

static void
figures_hold_the_numbers (void)
{
  const SmpVerdict   before = { .place_delta_e = 7.1 }, after = { .place_delta_e      = 1.3,
                                                                  .worst_delta_e      = 2.4,
                                                                  .acceptable_delta_e = 1.8,
                                                                  .share_beyond       = 0.25,
                                                                  .lightest           = 6.4,
                                                                  .darkest            = -3.6,
                                                                  .ring_lightest      = 2.6,
                                                                  .ring_darkest       = 0.7,
                                                                  .contrast_ratio     = 0.92 };
  const SmpSelfCheck check   = { 3, 90.0, 0.97, 1.4, 0.88 };
  g_autofree gchar  *match   = smp_verdict_figures (&before, &after);
  g_autofree gchar  *checked = smp_self_check_figures (&check);

  g_assert_nonnull (strstr (match, "1.3 with dots"));
  g_assert_nonnull (strstr (match, "7.1 as it is"));
  g_assert_nonnull (strstr (match, "25 %"));
  g_assert_nonnull (strstr (match, "6.4 L* lighter"));
  g_assert_nonnull (strstr (match, "3.6 darker"));
  /* Nothing around is darker than what is near by. */
  g_assert_nonnull (strstr (match, "2.6 and 0.0"));
  g_assert_nonnull (strstr (match, "0.92"));
  g_assert_nonnull (strstr (checked, "97 %"));
  g_assert_nonnull (strstr (checked, "0.88"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/tone", tone_is_said_by_what_is_acceptable_on_the_skin);
  g_test_add_func ("/words/self-check", the_self_check_says_what_is_seen);
  g_test_add_func ("/words/figures", figures_hold_the_numbers);
  return g_test_run ();
}
