/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A colour profile with its colours and nothing else: no names, no copyright, no private tags, no
 * time.  The layout is that of ICC.1:2010 (version 4) and ICC.1:2001 (version 2). */

#pragma once

#include <glib.h>

/* The profile with the numbers of the one given, copied to the bit, and words of our own; the same
 * bytes for the same numbers.  NULL where it is no profile of RGB colours that can be read.
 * Returns: (transfer full) */
GByteArray *smp_clean_profile (const guint8 *data, gsize size);

/* What its colours are called: "sRGB", "Display P3", "Adobe RGB (1998)", "ProPhoto RGB", "Rec.
 * 2020", recognised by its primaries and its curve, or "RGB".  Returns: (transfer none) */
const gchar *smp_clean_profile_name (const guint8 *data, gsize size);
