/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to be said of many layers, in few words: equal values once, and long lists by their
 * count. */

#pragma once

#include <glib.h>

/* What is said of the treatment (SmpTreatment) of that number.  Returns: (transfer full) */
typedef gchar *(*SmpSayFunc) (GPtrArray *treatments, guint number, gconstpointer data);

/* "Temple, crown and 27 more: 150 dots; scar: 200 dots", or only what is said, where it is the same
 * of all.  Returns: (transfer full) */
gchar *smp_said_once (GPtrArray *treatments, SmpSayFunc say, gconstpointer data);
