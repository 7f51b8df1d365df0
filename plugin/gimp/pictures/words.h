/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words on pictures: how large they are, and where their lines break.  Pango alone, as GIMP sets
 * them with it too, so that nothing is asked of GIMP. */

#pragma once

#include <pango/pango.h>

/* A font's measure.  All sizes and widths are in pixels. */
typedef struct _SmpWords SmpWords;

/* Of that font, whose size does not matter.  Free it with smp_words_free().  Returns: (transfer
 * full) */
SmpWords *smp_words_new (const PangoFontDescription *font);
void      smp_words_free (SmpWords *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpWords, smp_words_free)

/* The size at which words of about that size are set: a whole one. */
gdouble smp_words_size (gdouble size_px);

/* How wide the widest part is in which no line may break. */
gint smp_words_longest (SmpWords *self, const gchar *text, gdouble size_px);

/* The text with line ends, so that no line is wider; broken between words, and within one only
 * where a word alone is wider.  Returns: (transfer full) */
gchar *smp_words_wrap (SmpWords *self, const gchar *text, gdouble size_px, gint width_px);

/* How high the text is, so wrapped; 0 where there is none (NULL or ""). */
gint smp_words_height (SmpWords *self, const gchar *text, gdouble size_px, gint width_px);

/* How wide the text is, on one line for each of its own. */
gint smp_words_width (SmpWords *self, const gchar *text, gdouble size_px);
