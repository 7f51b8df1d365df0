/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "smp/craft.h"
#include "working-time.h"
#include "smp/text.h"

gdouble
smp_working_hours (guint n_dots)
{
  return n_dots / (SMP_DOTS_A_SESSION / (gdouble) SMP_SESSION_HOURS);
}

gchar *
smp_session_dots_text (void)
{
  /* Translators: a number's thousands, and the rest. */
  return g_strdup_printf (_ ("%d,%03d"), SMP_DOTS_A_SESSION / 1000, SMP_DOTS_A_SESSION % 1000);
}

void
smp_working_hours_add (GimpProcedure *procedure)
{
  g_autofree gchar *dots = smp_session_dots_text ();
  g_autofree gchar *help =
    g_strdup_printf (_ ("Estimated time to place the dots, at %s in %d hours (a practitioner's "
                        "statement)"),
                     dots, SMP_SESSION_HOURS);

  gimp_procedure_add_double_return_value (procedure, "hours", _ ("Hours"), help, 0.0, G_MAXDOUBLE,
                                          0.0, G_PARAM_READWRITE);
}
