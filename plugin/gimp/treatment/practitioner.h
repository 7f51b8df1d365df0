/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who makes the pictures: remembered between sessions, on this computer alone. */

#pragma once

#include <gio/gio.h>

/* Fills in what is empty with what is remembered; the strings and the file are the caller's. */
void smp_practitioner_recall (gchar **name, gchar **contact, GFile **logo);

/* Remembers them; each may be NULL or empty.  Fails with SMP_ERROR_IMAGE where they cannot be
 * written. */
gboolean
smp_practitioner_remember (const gchar *name, const gchar *contact, GFile *logo, GError **error);
