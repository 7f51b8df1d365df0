/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gobject/gvaluecollector.h>
#include <string.h>

#include "results.h"

/* The first of the values is the procedure's status. */
static GValue *
value_of (GimpProcedure *procedure, GimpValueArray *values, const gchar *name)
{
  gint         n_specs;
  GParamSpec **specs = gimp_procedure_get_return_values (procedure, &n_specs);

  for (gint i = 0; i < n_specs; i++)
    if (strcmp (specs[i]->name, name) == 0)
      return gimp_value_array_index (values, i + 1);
  return NULL;
}

void
smp_add_number_return_value (GimpProcedure *procedure,
                             const gchar   *name,
                             const gchar   *label,
                             const gchar   *help)
{
  gimp_procedure_add_double_return_value (procedure, name, label, help, 0.0, G_MAXDOUBLE, 0.0,
                                          G_PARAM_READWRITE);
}

void
smp_add_words_return_value (GimpProcedure *procedure,
                            const gchar   *name,
                            const gchar   *label,
                            const gchar   *help)
{
  gimp_procedure_add_string_return_value (procedure, name, label, help, "", G_PARAM_READWRITE);
}

void
smp_results_set (GimpProcedure *procedure, GimpValueArray *values, const gchar *first_name, ...)
{
  va_list list;

  va_start (list, first_name);
  for (const gchar *name = first_name; name; name = va_arg (list, const gchar *))
    {
      g_autofree gchar *trouble = NULL;
      GValue           *value   = value_of (procedure, values, name);

      if (value)
        G_VALUE_COLLECT (value, list, 0, &trouble);
      if (!value || trouble)
        {
          g_critical ("%s has no return value %s: %s", gimp_procedure_get_name (procedure), name,
                      trouble ? trouble : "not declared");
          break;
        }
    }
  va_end (list);
}
