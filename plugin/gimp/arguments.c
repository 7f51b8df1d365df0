/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arguments.h"
#include "smp/error.h"

/* Translators: the underlined letters of OK, Cancel, Reset, Help, Load Saved Settings, Save
 * Settings, Show on the canvas, More, Preset and Next.  Save Settings is not shown: The head is
 * round has its letter. */
#define DIALOG_KEYS N_ ("ocrhlsvepn")

gboolean
smp_argument_is_shown (const SmpParamInfo *info, guint scopes)
{
  if ((info->scope & SMP_SCOPE_AGEING) && !(scopes & SMP_SCOPE_AGEING))
    return FALSE;

  /* The scale belongs to the image, and procedures take 0 for it. */
  return (info->scope & scopes) && !(info->scope & SMP_SCOPE_HIDDEN) &&
         strcmp (info->id, "px-per-mm") != 0;
}

static GimpChoice *
choice_of (const SmpParamInfo *info)
{
  GimpChoice *choice = gimp_choice_new ();

  for (gint i = 0; info->choices[i].nick; i++)
    gimp_choice_add (choice, info->choices[i].nick, i, _ (info->choices[i].label), NULL);
  return choice;
}

/* Letters, then what else keys give without Shift, and last what they do on some keyboards. */
#define ALL_KEYS "abcdefghijklmnopqrstuvwxyz0123456789,.=;/-[]'`\\+#"

/* Takes the first letter of the text that is no key yet, or sign; returns its place, or NULL. */
static const gchar *
take_key (const gchar *text, gboolean signs, GString *used_keys)
{
  for (const gchar *c = text; *c; c = g_utf8_next_char (c))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (c));

      if ((signs || g_unichar_isalpha (letter)) && !g_utf8_strchr (used_keys->str, -1, letter))
        {
          g_string_append_unichar (used_keys, letter);
          return c;
        }
    }
  return NULL;
}

/* The label with its unit and its key: a letter that no other control of the dialog has, behind the
 * label where none of its own is free. */
static gchar *
label_of (const SmpParamInfo *info, GString *used_keys)
{
  const gchar *words = _ (info->label);
  GString     *label = g_string_new (words);
  const gchar *key   = take_key (words, FALSE, used_keys);

  if (key)
    g_string_insert_c (label, key - words, '_');
  if (*info->unit)
    g_string_append_printf (label, " (%s)", _ (smp_param_shown_unit (info)));
  if (!key && (key = take_key (ALL_KEYS, TRUE, used_keys)))
    g_string_append_printf (label, " (_%c)", g_ascii_toupper (*key));
  return g_string_free (label, FALSE);
}

/* Between which values, as a person types them. */
static gchar *
range_of (const SmpParamInfo *info)
{
  const gdouble     factor = smp_param_shown_factor (info);
  const gchar      *unit   = smp_param_shown_unit (info);
  const gdouble     least = factor * info->minimum, most = factor * info->maximum;
  const gdouble     first = factor * info->slider_minimum, last = factor * info->slider_maximum;
  const gboolean    all = first == least && last == most;
  g_autofree gchar *end = *unit ? g_strdup_printf (" %s", _ (unit)) : g_strdup ("");

  return all ? g_strdup_printf (_ ("From %g to %g%s."), least, most, end)
             : g_strdup_printf (_ ("From %g to %g%s; usual are %g to %g."), least, most, end, first,
                                last);
}

/* The help, and between which values; scripts read it too. */
static gchar *
help_of (const SmpParamInfo *info)
{
  g_autofree gchar *help = smp_param_help (info), *range = NULL;

  if (info->type == SMP_TYPE_CHOICE || info->maximum > 1e6)
    return g_steal_pointer (&help);
  range = range_of (info);
  return smp_param_shown_factor (info) == 1.0
           ? g_strdup_printf ("%s\n%s", help, range)
           : g_strdup_printf (_ ("%s\n%s In files and scripts 1 is 100 %%."), help, range);
}

static void
add_argument (GimpProcedure      *procedure,
              const SmpParamInfo *info,
              gboolean            auxiliary,
              const gchar        *label)
{
  const GParamFlags flags = G_PARAM_READWRITE;
  gchar            *help  = help_of (info);

  switch (info->type)
    {
    case SMP_TYPE_DOUBLE:
      (auxiliary ? gimp_procedure_add_double_aux_argument
                 : gimp_procedure_add_double_argument) (procedure, info->id, label, help,
                                                        info->minimum, info->maximum,
                                                        info->default_value, flags);
      break;
    case SMP_TYPE_INT:
      (auxiliary ? gimp_procedure_add_int_aux_argument
                 : gimp_procedure_add_int_argument) (procedure, info->id, label, help,
                                                     (gint) info->minimum, (gint) info->maximum,
                                                     (gint) info->default_value, flags);
      break;
    case SMP_TYPE_CHOICE:
      (auxiliary
         ? gimp_procedure_add_choice_aux_argument
         : gimp_procedure_add_choice_argument) (procedure, info->id, label, help, choice_of (info),
                                                info->choices[(gint) info->default_value].nick,
                                                flags);
      break;
    case SMP_TYPE_DIRECTIONS: /* hidden */
    case SMP_TYPE_HEAD:
      break;
    }
  g_free (help);
}

void
smp_arguments_add (GimpProcedure *procedure,
                   guint          scopes,
                   const gchar   *own_keys,
                   gboolean       auxiliary)
{
  guint               n_infos;
  const SmpParamInfo *infos     = smp_param_infos (&n_infos);
  GString            *used_keys = g_string_new (_ (DIALOG_KEYS));
  gchar             **labels    = g_new0 (gchar *, n_infos);

  g_string_append (used_keys, own_keys);

  /* The main controls choose their keys first. */
  for (gint main = 1; main >= 0; main--)
    for (guint i = 0; i < n_infos; i++)
      if (smp_argument_is_shown (&infos[i], scopes) && !(infos[i].scope & SMP_SCOPE_MAIN) == !main)
        labels[i] = label_of (&infos[i], used_keys);
  for (guint i = 0; i < n_infos; i++)
    {
      if (labels[i])
        add_argument (procedure, &infos[i], auxiliary, labels[i]);
      g_free (labels[i]);
    }
  g_free (labels);
  g_string_free (used_keys, TRUE);
}

gchar *
smp_argument_label (const gchar *words)
{
  const gchar *mark = strchr (words, '_');

  if (!mark || !g_utf8_strchr (_ (DIALOG_KEYS), -1,
                               g_unichar_tolower (g_utf8_get_char (g_utf8_next_char (mark)))))
    return g_strdup (words);
  return g_strdup_printf ("%.*s%s", (gint) (mark - words), words, mark + 1);
}

static gboolean
read_argument (GimpProcedureConfig *config,
               const SmpParamInfo  *info,
               SmpParams           *params,
               GError             **error)
{
  gdouble  number;
  gint     whole;
  gchar   *word = NULL;
  gboolean done;

  switch (info->type)
    {
    case SMP_TYPE_DOUBLE:
      g_object_get (config, info->id, &number, NULL);
      return smp_params_set (params, info, number, error);
    case SMP_TYPE_INT:
      g_object_get (config, info->id, &whole, NULL);
      return smp_params_set (params, info, whole, error);
    default:
      g_object_get (config, info->id, &word, NULL);
      done = smp_params_set_text (params, info, word ? word : "", error);
      g_free (word);
      return done;
    }
}

gboolean
smp_arguments_read (GimpProcedureConfig *config, guint scopes, SmpParams *params, GError **error)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (smp_argument_is_shown (&infos[i], scopes) &&
        !read_argument (config, &infos[i], params, error))
      return FALSE;
  return TRUE;
}

void
smp_arguments_write (GimpProcedureConfig *config, guint scopes, const SmpParams *params)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  g_object_freeze_notify (G_OBJECT (config));
  for (guint i = 0; i < n_infos; i++)
    {
      gdouble number = smp_params_get (params, &infos[i]);

      if (!smp_argument_is_shown (&infos[i], scopes))
        continue;
      if (infos[i].type == SMP_TYPE_DOUBLE)
        g_object_set (config, infos[i].id, number, NULL);
      else if (infos[i].type == SMP_TYPE_INT)
        g_object_set (config, infos[i].id, (gint) number, NULL);
      else
        g_object_set (config, infos[i].id, infos[i].choices[(gint) number].nick, NULL);
    }
  g_object_thaw_notify (G_OBJECT (config));
}

void
smp_arguments_take_defaults (GimpProcedure *procedure, const gchar *filter)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      GParamSpec *spec  = gimp_procedure_find_argument (procedure, infos[i].id);
      gdouble     value = smp_param_default (&infos[i], filter);

      /* An argument's own default may be that it is not given, as a scale's is. */
      if (spec && G_IS_PARAM_SPEC_DOUBLE (spec) && value != infos[i].default_value)
        G_PARAM_SPEC_DOUBLE (spec)->default_value = value;
    }
}

GimpValueArray *
smp_arguments_fail (GimpProcedure *procedure, GError *error)
{
  if (g_error_matches (error, SMP_ERROR, SMP_ERROR_CANCELLED))
    {
      g_error_free (error);
      return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);
    }
  return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);
}
