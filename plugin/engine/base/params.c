/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "choices.h"
#include "i18n.h"
#include "smp/error.h"
#include "smp/params.h"

#define SMP_DOUBLE(field, id, value, lo, hi, slider_lo, slider_hi, unit, scope, label, help) \
  { id,                                                                                      \
    SMP_TYPE_DOUBLE,                                                                         \
    G_STRUCT_OFFSET (SmpParams, field),                                                      \
    value,                                                                                   \
    lo,                                                                                      \
    hi,                                                                                      \
    slider_lo,                                                                               \
    slider_hi,                                                                               \
    unit,                                                                                    \
    NULL,                                                                                    \
    scope,                                                                                   \
    label,                                                                                   \
    help },
#define SMP_INT(field, id, value, lo, hi, slider_lo, slider_hi, unit, scope, label, help) \
  { id,        SMP_TYPE_INT, G_STRUCT_OFFSET (SmpParams, field),                          \
    value,     lo,           hi,                                                          \
    slider_lo, slider_hi,    unit,                                                        \
    NULL,      scope,        label,                                                       \
    help },
#define SMP_CHOICE(field, id, value, choices, scope, label, help) \
  { id,                                                           \
    SMP_TYPE_CHOICE,                                              \
    G_STRUCT_OFFSET (SmpParams, field),                           \
    value,                                                        \
    0,                                                            \
    G_N_ELEMENTS (choices) - 2,                                   \
    0,                                                            \
    G_N_ELEMENTS (choices) - 2,                                   \
    "",                                                           \
    choices,                                                      \
    scope,                                                        \
    label,                                                        \
    help },

#define SMP_DIRECTIONS(field, id, scope, label, help) \
  { id,                                               \
    SMP_TYPE_DIRECTIONS,                              \
    G_STRUCT_OFFSET (SmpParams, field),               \
    0.0,                                              \
    0.0,                                              \
    0.0,                                              \
    0.0,                                              \
    0.0,                                              \
    "",                                               \
    NULL,                                             \
    scope,                                            \
    label,                                            \
    help },

#define SMP_HEAD(field, id, scope, label, help)              \
  { id,   SMP_TYPE_HEAD, G_STRUCT_OFFSET (SmpParams, field), \
    0.0,  0.0,           0.0,                                \
    0.0,  0.0,           "",                                 \
    NULL, scope,         label,                              \
    help },

static const SmpParamInfo param_infos[] = {
#include "smp/params.def"
};

const SmpParamInfo *
smp_param_infos (guint *n_infos)
{
  *n_infos = G_N_ELEMENTS (param_infos);
  return param_infos;
}

const SmpParamInfo *
smp_param_find (const gchar *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (param_infos); i++)
    if (strcmp (param_infos[i].id, id) == 0)
      return &param_infos[i];

  return NULL;
}

gboolean
smp_param_is_text (const SmpParamInfo *info)
{
  return info->type == SMP_TYPE_DIRECTIONS || info->type == SMP_TYPE_HEAD;
}

static void
store (SmpParams *params, const SmpParamInfo *info, gdouble value)
{
  gpointer field = G_STRUCT_MEMBER_P (params, info->offset);

  if (info->type == SMP_TYPE_DOUBLE)
    *(gdouble *) field = value;
  else if (smp_param_is_text (info))
    *(gconstpointer *) field = NULL;
  else
    *(gint *) field = (gint) value;
}

void
smp_params_init (SmpParams *params)
{
  g_return_if_fail (params != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (param_infos); i++)
    store (params, &param_infos[i], param_infos[i].default_value);
}

gdouble
smp_params_get (const SmpParams *params, const SmpParamInfo *info)
{
  gconstpointer field = G_STRUCT_MEMBER_P (params, info->offset);

  if (smp_param_is_text (info))
    return 0.0;
  return info->type == SMP_TYPE_DOUBLE ? *(const gdouble *) field : *(const gint *) field;
}

static gboolean
check_value (const SmpParamInfo *info, gdouble value, GError **error)
{
  gchar shown[G_ASCII_DTOSTR_BUF_SIZE];

  /* The comparisons are false for NaN, so that it is refused too. */
  if (value >= info->minimum && value <= info->maximum &&
      (info->type == SMP_TYPE_DOUBLE || value == floor (value)))
    return TRUE;

  g_ascii_formatd (shown, sizeof shown, "%.7g", value);
  if (info->type == SMP_TYPE_INT)
    g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                 _ ("%s (%s) must be a whole number from %g to %g, not %s."), _ (info->label),
                 info->id, info->minimum, info->maximum, shown);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                 _ ("%s (%s) must be a number from %g to %g, not %s."), _ (info->label), info->id,
                 info->minimum, info->maximum, shown);
  return FALSE;
}

gboolean
smp_params_set (SmpParams *params, const SmpParamInfo *info, gdouble value, GError **error)
{
  g_return_val_if_fail (params != NULL && info != NULL, FALSE);

  if (!check_value (info, value, error))
    return FALSE;

  store (params, info, value);
  return TRUE;
}

static gboolean
set_choice_text (SmpParams *params, const SmpParamInfo *info, const gchar *text, GError **error)
{
  GString *words = g_string_new (NULL);

  for (gint i = 0; info->choices[i].nick; i++)
    {
      if (strcmp (info->choices[i].nick, text) == 0)
        {
          store (params, info, i);
          g_string_free (words, TRUE);
          return TRUE;
        }
      g_string_append_printf (words, "%s%s", i ? ", " : "", info->choices[i].nick);
    }

  g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE, _ ("%s (%s) must be one of %s, not “%s”."),
               _ (info->label), info->id, words->str, text);
  g_string_free (words, TRUE);
  return FALSE;
}

static gboolean
set_directions_text (SmpParams *params, const SmpParamInfo *info, const gchar *text, GError **error)
{
  const SmpDirectionField **field = G_STRUCT_MEMBER_P (params, info->offset);
  SmpDirectionField        *parsed;

  if (!*text)
    {
      *field = NULL;
      return TRUE;
    }
  parsed = smp_direction_field_parse (text, error);
  if (!parsed)
    return FALSE;
  *field = smp_direction_field_keep (parsed);
  return TRUE;
}

static gboolean
set_head_text (SmpParams *params, const SmpParamInfo *info, const gchar *text, GError **error)
{
  const SmpHead **field = G_STRUCT_MEMBER_P (params, info->offset);
  SmpHead         head;

  if (*text && !smp_head_parse (text, &head, error))
    return FALSE;
  *field = *text ? smp_head_keep (&head) : NULL;
  return TRUE;
}

gboolean
smp_params_set_text (SmpParams *params, const SmpParamInfo *info, const gchar *text, GError **error)
{
  gchar  *end;
  gdouble value;

  g_return_val_if_fail (params != NULL && info != NULL && text != NULL, FALSE);

  if (info->type == SMP_TYPE_CHOICE)
    return set_choice_text (params, info, text, error);
  if (info->type == SMP_TYPE_DIRECTIONS)
    return set_directions_text (params, info, text, error);
  if (info->type == SMP_TYPE_HEAD)
    return set_head_text (params, info, text, error);

  value = g_ascii_strtod (text, &end);
  /* Hexadecimal numbers are read too, which no person means. */
  if (end == text || *end != '\0' || strpbrk (text, "xX"))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE, _ ("%s (%s) must be a number, not “%s”."),
                   _ (info->label), info->id, text);
      return FALSE;
    }
  return smp_params_set (params, info, value, error);
}

static gboolean
set_pair (SmpParams *params, const gchar *pair, GError **error)
{
  const gchar        *equals = strchr (pair, '=');
  const SmpParamInfo *info;
  gchar              *id;
  gchar              *text;
  gboolean            done;

  if (!equals)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                   _ ("“%s” is not of the form KEY=VALUE, such as density=180."), pair);
      return FALSE;
    }

  id   = g_strstrip (g_strndup (pair, (gsize) (equals - pair)));
  text = g_strstrip (g_strdup (equals + 1));
  info = smp_param_find (id);
  if (info)
    done = smp_params_set_text (params, info, text, error);
  else
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE, _ ("There is no value called “%s”."), id);
      done = FALSE;
    }
  g_free (id);
  g_free (text);
  return done;
}

gboolean
smp_params_set_list (SmpParams *params, const gchar *list, GError **error)
{
  SmpParams changed;
  gchar   **pairs;
  gboolean  done = TRUE;

  g_return_val_if_fail (params != NULL && list != NULL, FALSE);

  changed = *params;
  pairs   = g_strsplit_set (list, "\n;", -1);
  for (gchar **pair = pairs; *pair && done; pair++)
    if (*g_strstrip (*pair))
      done = set_pair (&changed, *pair, error);
  g_strfreev (pairs);

  if (done)
    *params = changed;
  return done;
}

gchar *
smp_params_get_text (const SmpParams *params, const SmpParamInfo *info)
{
  gchar   text[G_ASCII_DTOSTR_BUF_SIZE];
  gdouble value = smp_params_get (params, info);

  if (info->type == SMP_TYPE_CHOICE)
    return g_strdup (info->choices[(gint) value].nick);
  if (info->type == SMP_TYPE_DIRECTIONS)
    {
      const SmpDirectionField *field =
        *(const SmpDirectionField *const *) G_STRUCT_MEMBER_P (params, info->offset);

      return field ? smp_direction_field_to_text (field) : g_strdup ("");
    }
  if (info->type == SMP_TYPE_HEAD)
    {
      const SmpHead *head = *(const SmpHead *const *) G_STRUCT_MEMBER_P (params, info->offset);

      return head ? smp_head_to_text (head) : g_strdup ("");
    }

  /* The shortest form that reads back as the same number, so that 0.28 is not 0.28000000000000003.
   */
  for (gint digits = 6; digits <= 17; digits++)
    {
      gchar format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return g_strdup (text);
}

gboolean
smp_params_check (const SmpParams *params, GError **error)
{
  g_return_val_if_fail (params != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (param_infos); i++)
    if (!check_value (&param_infos[i], smp_params_get (params, &param_infos[i]), error))
      return FALSE;

  return TRUE;
}

gint
smp_params_all_sessions (void)
{
  return (gint) smp_param_find ("sessions")->maximum;
}

gdouble
smp_params_session_share (const SmpParams *params)
{
  static const gdouble cumulative_share[] = { 0.0, 0.3, 0.7, 1.0 };

  return cumulative_share[CLAMP (params->sessions, 0, (gint) G_N_ELEMENTS (cumulative_share) - 1)];
}
