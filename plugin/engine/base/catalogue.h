/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A catalogue of texts as msgfmt writes it (gettext's manual, "The Format of GNU MO Files"), read
 * without regard to the locale, in which gettext itself would have to look for it. */

#pragma once

#include <glib.h>

/* One that was read. */
typedef struct _SmpCatalogue SmpCatalogue;

/* Reads it.  Returns: (transfer full) (nullable): NULL where the bytes are no whole catalogue */
SmpCatalogue *smp_catalogue_new (GBytes *bytes);

/* Frees it, and the texts that came of it. */
void smp_catalogue_free (SmpCatalogue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpCatalogue, smp_catalogue_free)

/* The translation of a text, "CONTEXT\004TEXT" where it has a context; NULL where it has none.
 * Returns: (transfer none) (nullable) */
const gchar *smp_catalogue_find (const SmpCatalogue *self, const gchar *text);

/* That of a text whose form depends on a number.  Returns: (transfer none) (nullable) */
const gchar *smp_catalogue_find_plural (const SmpCatalogue *self, const gchar *one, gulong number);

/* Which form a number takes, by a rule in C's words such as "n != 1" or "n%10==1 ? 0 : 1"; 0 where
 * the rule is none. */
gulong smp_catalogue_plural (const gchar *rule, gulong number);
