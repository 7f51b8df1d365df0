/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the work takes. */

#pragma once

#include <libgimp/gimp.h>

/* How long placing so many dots takes, in hours: SMP_DOTS_A_SESSION in SMP_SESSION_HOURS. */
gdouble smp_working_hours (guint n_dots);

/* How many dots a session has, as a person reads it, thousands apart.  Returns: (transfer full) */
gchar *smp_session_dots_text (void);

/* The return value "hours" of a procedure that places dots. */
void smp_working_hours_add (GimpProcedure *procedure);
