/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of parameters, and the setting of them. */

#include <math.h>
#include <string.h>

#include "smp/error.h"
#include "smp/params.h"

static void
test_table_is_sane (void)
{
  guint               n;
  const SmpParamInfo *infos = smp_param_infos (&n);

  for (guint i = 0; i < n; i++)
    {
      const SmpParamInfo *info = &infos[i];

      g_assert_true (smp_param_find (info->id) == info); /* so ids are unique */
      g_assert_cmpfloat (info->minimum, <=, info->slider_minimum);
      if (smp_param_is_text (info))
        g_assert_true (info->scope & SMP_SCOPE_HIDDEN); /* no control shows them */
      else
        g_assert_cmpfloat (info->slider_minimum, <, info->slider_maximum);
      g_assert_cmpfloat (info->slider_maximum, <=, info->maximum);
      g_assert_cmpfloat (info->default_value, >=, info->minimum);
      g_assert_cmpfloat (info->default_value, <=, info->maximum);
      g_assert_cmpuint (strlen (info->label), >, 0);
      g_assert_true (g_str_has_suffix (info->help, "."));
      g_assert_nonnull (info->unit);
      g_assert_true ((info->type == SMP_TYPE_CHOICE) == (info->choices != NULL));
      for (const gchar *c = info->id; *c; c++)
        g_assert_true (g_ascii_islower (*c) || g_ascii_isdigit (*c) || *c == '-');
    }
  g_assert_null (smp_param_find ("no-such-value"));
}

static void
test_help_says_the_numbers_of_the_rows (void)
{
  static const struct
  {
    const gchar *id;
    const gchar *words;
  } cases[] = {
    { "retention", "Conceal Scar takes 74 %," },
    { "edge-size", "Hairlines take 80 %:" },
  };
  guint               n;
  const SmpParamInfo *infos = smp_param_infos (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *help = smp_param_help (smp_param_find (cases[i].id));

      if (!strstr (help, cases[i].words))
        g_error ("“%s” does not say “%s”", help, cases[i].words);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree gchar *help = smp_param_help (&infos[i]);

      /* A number of a filter's that the help does not tell would be a secret. */
      if (smp_param_default (&infos[i], SMP_FILTER_SCAR) != infos[i].default_value ||
          smp_param_default (&infos[i], SMP_FILTER_FILL) != infos[i].default_value ||
          smp_param_default (&infos[i], SMP_FILTER_HAIRLINE) != infos[i].default_value)
        g_assert_nonnull (strstr (infos[i].help, "%s"));
      g_assert_null (strstr (help, "%s"));
      for (gint k = 0; infos[i].choices && infos[i].choices[k].nick; k++)
        if (infos[i].choices[k].times != 1.0)
          {
            g_autofree gchar *said =
              g_strdup_printf ("%s %g", infos[i].choices[k].label, infos[i].choices[k].times);

            g_assert_nonnull (strstr (help, said));
          }
    }
}

static void
test_filters_have_defaults_of_their_own (void)
{
  const SmpParamInfo *retention = smp_param_find ("retention");

  g_assert_cmpfloat (smp_param_default (retention, SMP_FILTER_SCAR), ==, 0.74);
  g_assert_cmpfloat (smp_param_default (retention, SMP_FILTER_FILL), ==, 1.0);
  g_assert_cmpfloat (smp_param_default (smp_param_find ("edge-size"), SMP_FILTER_HAIRLINE), ==,
                     0.8);
}

static void
test_defaults_are_valid (void)
{
  SmpParams params;
  GError   *error = NULL;

  smp_params_init (&params);
  g_assert_true (smp_params_check (&params, &error));
  g_assert_no_error (error);
}

static void
test_values_survive_as_text (void)
{
  guint               n;
  const SmpParamInfo *infos = smp_param_infos (&n);
  SmpParams           params, read;

  smp_params_init (&params);
  smp_params_init (&read);
  for (guint i = 0; i < n; i++)
    for (gint step = 0; step <= 7; step++)
      {
        gdouble value = infos[i].minimum + (infos[i].maximum - infos[i].minimum) * step / 7.0;
        gchar  *text;

        if (infos[i].type != SMP_TYPE_DOUBLE)
          value = floor (value);
        g_assert_true (smp_params_set (&params, &infos[i], value, NULL));
        text = smp_params_get_text (&params, &infos[i]);
        g_assert_true (smp_params_set_text (&read, &infos[i], text, NULL));
        g_assert_true (smp_params_get (&read, &infos[i]) == value);
        g_free (text);
      }
}

/* One sentence that names all it must; and nothing has changed. */
static void
check_refused (const gchar *list, const gchar *const *named)
{
  SmpParams params, before;
  GError   *error = NULL;

  /* What lies between the fields is compared too. */
  memset (&params, 0, sizeof params);
  smp_params_init (&params);
  memcpy (&before, &params, sizeof before);
  g_assert_false (smp_params_set_list (&params, list, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
  for (; *named; named++)
    if (!strstr (error->message, *named))
      g_error ("“%s” does not name %s", error->message, *named);
  g_assert_cmpmem (&params, sizeof params, &before, sizeof before);
  g_clear_error (&error);
}

static void
test_bad_values_are_refused_in_one_sentence (void)
{
  static const struct
  {
    const gchar *list;
    const gchar *named[6];
  } cases[] = {
    { "density=nan", { "density", "nan", "0", "400" } },
    { "density=inf", { "density", "inf", "0", "400" } },
    { "density=1e9", { "density", "1e+09", "0", "400" } },
    { "density=-1", { "density", "-1", "0", "400" } },
    { "px-per-mm=0", { "px-per-mm", "0.2", "500" } },
    { "px-per-mm=", { "px-per-mm", "number" } },
    { "density=1,5", { "density", "1,5" } },
    { "density=150 dots", { "density", "150 dots" } },
    { "sessions=2.5", { "sessions", "2.5", "1", "3" } },
    { "sessions=4", { "sessions", "4", "1", "3" } },
    { "seed=1e10", { "seed", "1e+10", "2.14748e+09" } },
    { "pigment=purple", { "pigment", "purple", "carbon", "iron-oxide" } },
    { "colour=1", { "colour" } },
    { "density", { "density", "KEY=VALUE" } },
    { "=3", { "no value called" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_refused (cases[i].list, cases[i].named);
}

static void
test_a_list_sets_all_or_nothing (void)
{
  static const gchar *const named[] = { "elongation", "9", NULL };
  SmpParams                 params;

  smp_params_init (&params);
  g_assert_true (smp_params_set_list (&params, "density = 180;pigment=temporary\n\n seed=7 ;",
                                      NULL));
  g_assert_cmpfloat (params.density_per_cm2, ==, 180.0);
  g_assert_cmpint (params.pigment, ==, SMP_PIGMENT_TEMPORARY);
  g_assert_cmpint (params.seed, ==, 7);
  check_refused ("density=99;elongation=9", named);
}

static void
test_check_finds_what_was_stored_past_the_setters (void)
{
  SmpParams params;
  GError   *error = NULL;

  smp_params_init (&params);
  params.depth_mm = NAN;
  g_assert_false (smp_params_check (&params, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "depth"));
  g_clear_error (&error);
}

static void
test_sessions_build_up_as_published (void)
{
  SmpParams params;

  smp_params_init (&params);
  params.sessions = 1;
  g_assert_cmpfloat (smp_params_session_share (&params), ==, 0.3);
  params.sessions = 2;
  g_assert_cmpfloat (smp_params_session_share (&params), ==, 0.7);
  params.sessions = 3;
  g_assert_cmpfloat (smp_params_session_share (&params), ==, 1.0);
}

/* As of hair that people were asked about: 23 %, or 43 per cm2. */
static void
test_a_step_of_density_is_noticed_from_what_people_saw (void)
{
  static const struct
  {
    gdouble  from, to;
    gboolean is_noticed;
  } steps[] = {
    { 150.0, 150.0, FALSE }, { 150.0, 180.0, FALSE }, { 150.0, 120.0, FALSE },
    { 150.0, 185.0, TRUE },  { 150.0, 115.0, TRUE },  { 60.0, 73.0, FALSE },
    { 60.0, 74.0, TRUE },    { 300.0, 342.0, FALSE }, { 300.0, 343.0, TRUE },
    { 300.0, 257.0, TRUE },  { 0.0, 0.0, FALSE },     { 0.0, 1.0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpint (smp_density_step_is_noticed (steps[i].from, steps[i].to), ==,
                     steps[i].is_noticed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/params/help-says-the-numbers-of-the-rows",
                   test_help_says_the_numbers_of_the_rows);
  g_test_add_func ("/params/filters-have-defaults-of-their-own",
                   test_filters_have_defaults_of_their_own);
  g_test_add_func ("/params/table-is-sane", test_table_is_sane);
  g_test_add_func ("/params/defaults-are-valid", test_defaults_are_valid);
  g_test_add_func ("/params/values-survive-as-text", test_values_survive_as_text);
  g_test_add_func ("/params/bad-values-are-refused-in-one-sentence",
                   test_bad_values_are_refused_in_one_sentence);
  g_test_add_func ("/params/a-list-sets-all-or-nothing", test_a_list_sets_all_or_nothing);
  g_test_add_func ("/params/check-finds-what-was-stored-past-the-setters",
                   test_check_finds_what_was_stored_past_the_setters);
  g_test_add_func ("/params/sessions-build-up-as-published", test_sessions_build_up_as_published);
  g_test_add_func ("/params/a-step-of-density-is-noticed-from-what-people-saw",
                   test_a_step_of_density_is_noticed_from_what_people_saw);
  return g_test_run ();
}
