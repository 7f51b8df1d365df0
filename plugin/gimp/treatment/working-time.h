/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* How long placing so many dots takes: 14,000 in a session of three hours (a practitioner's
 * statement of 2 to 4 hours). */
static inline gdouble
smp_working_hours (guint n_dots)
{
  return n_dots / (14000.0 / 3.0);
}
