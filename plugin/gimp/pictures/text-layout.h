/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words on pictures: a font, and lines broken where the script allows it. */

#pragma once

#include <libgimp/gimp.h>

/* A font that has, with its fall-backs, the scripts of this system. */
GimpFont *smp_words_font (GError **error);

/* The size at which words of about that size are set: a whole one, as GIMP measures words only
 * so. */
gdouble smp_words_size (gdouble size_px);

/* The size of the text in pixels, as GIMP sets it. */
void
smp_words_measure (GimpFont *font, const gchar *text, gdouble size_px, gint *width, gint *height);

/* The text with line ends, so that no line is wider; a word that is too long is broken.
 * Returns: (transfer full) */
gchar *smp_words_wrap (GimpFont *font, const gchar *text, gdouble size_px, gint width_px);

/* How high the text is, so wrapped; 0 where there is none. */
gint smp_words_height (GimpFont *font, const gchar *text, gdouble size_px, gint width_px);
