/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "i18n.h"
#include "smp/params.h"

typedef struct
{
  const gchar *filter;
  const gchar *id;
  gdouble      value;
} Default;

static const Default defaults[] = {
#define SMP_DOUBLE(...)
#define SMP_INT(...)
#define SMP_CHOICE(...)
#define SMP_DIRECTIONS(...)
#define SMP_HEAD(...)
#define SMP_DEFAULT(filter, id, value) { filter, id, value },
#include "smp/params.def"
#undef SMP_DOUBLE
#undef SMP_INT
#undef SMP_CHOICE
#undef SMP_DIRECTIONS
#undef SMP_HEAD
};

gdouble
smp_param_default (const SmpParamInfo *info, const gchar *filter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (defaults[i].filter, filter) == 0 && strcmp (defaults[i].id, info->id) == 0)
      return defaults[i].value;
  return info->default_value;
}

static void
append_number (GString *list, gdouble number)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (list, g_ascii_formatd (text, sizeof text, "%g", number));
}

/* Whether another filter takes the same. */
static gboolean
is_said_before (gsize row)
{
  for (gsize i = 0; i < row; i++)
    if (strcmp (defaults[i].id, defaults[row].id) == 0 && defaults[i].value == defaults[row].value)
      return TRUE;
  return FALSE;
}

/* The numbers that the rows of a parameter hold, in words. */
static gchar *
numbers_of (const SmpParamInfo *info)
{
  GString *list = g_string_new (NULL);

  for (gint i = 0; info->choices && info->choices[i].nick; i++)
    {
      g_string_append_printf (list, "%s%s ", i ? ", " : "", _ (info->choices[i].label));
      append_number (list, info->choices[i].times);
    }
  for (gsize i = 0; !info->choices && i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (defaults[i].id, info->id) == 0 && !is_said_before (i))
      {
        g_string_append (list, list->len ? ", " : "");
        append_number (list, smp_param_shown_factor (info) * defaults[i].value);
        if (smp_param_shown_factor (info) != 1.0)
          g_string_append_printf (list, " %s", smp_param_shown_unit (info));
      }
  return g_string_free (list, FALSE);
}

gchar *
smp_param_help (const SmpParamInfo *info)
{
  GString          *help    = g_string_new (_ (info->help));
  g_autofree gchar *numbers = numbers_of (info);

  g_string_replace (help, "%s", numbers, 1);
  return g_string_free (help, FALSE);
}
