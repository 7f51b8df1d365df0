/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The texts that a person reads, in the person's language; or for a while in another one, for a
 * picture that is made for somebody else.  Every thread speaks for itself.
 *
 * Whoever includes this has the marks of glib/gi18n-lib.h, which then follow the language that is
 * spoken, and P_() for what the person at the computer is told meanwhile: errors and progress. */

#pragma once

#include <glib.h>
#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

#undef _
#undef C_
#define _(text)           smp_text (text)
#define C_(context, text) smp_text_in (context, text)
#define P_(text)          g_dgettext (GETTEXT_PACKAGE, text)

/* A text in the language that is spoken, or as it is where that lacks it.  Returns: (transfer none)
 */
const gchar *smp_text (const gchar *text) G_GNUC_FORMAT (1);

/* One that means this in the context alone.  Returns: (transfer none) */
const gchar *smp_text_in (const gchar *context, const gchar *text) G_GNUC_FORMAT (2);

/* The form for that number.  Returns: (transfer none) */
const gchar *smp_text_plural (const gchar *one, const gchar *more, gulong number) G_GNUC_FORMAT (1)
  G_GNUC_FORMAT (2);

/* As g_strdup_printf(), with the decimal mark of the language that is spoken.  Returns: (transfer
 * full) */
gchar *smp_text_printf (const gchar *format, ...) G_GNUC_PRINTF (1, 2);

/* A day, as it is written in the language that is spoken.  Returns: (transfer full) */
gchar *smp_text_date (GDateTime *day);

/* A language: its code, and its name in itself. */
typedef struct
{
  const gchar *code;
  const gchar *name;
  const gchar *decimal_mark;
  const gchar *date;
} SmpLanguage;

/* All of languages.def.  Returns: (transfer none) */
const SmpLanguage *smp_languages (guint *n_languages);

/* Speaks another language in this thread, with the catalogue that is in the folder (as gettext has
 * them: CODE/LC_MESSAGES/DOMAIN.mo), until it is called with NULL or "", for the person's own.
 * Fails with SMP_ERROR_VALUE where there is no such language, and with SMP_ERROR_NOT_FOUND where
 * its catalogue is not there or damaged; then the person's own is spoken. */
gboolean smp_text_speak (const gchar *code, const gchar *folder, GError **error);

G_END_DECLS
