/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one thing that a written picture says of itself to programs: that it is no photo.  XMP with
 * the IPTC's digital source type, put into a finished file of each format. */

#pragma once

#include "formats.h"

/* The finished file of the format, width by height pixels, with the XMP packet in it.  data stays
 * the caller's.  Returns: (transfer full) (nullable), NULL where it is no whole file of the format,
 * as one is that a full disk has cut off. */
GByteArray *
smp_source_mark (SmpFileFormat format, const guint8 *data, gsize size, gint width, gint height);

/* The sentence that every simulated picture carries, in sight and in its file, in the person's
 * language.  Returns: (transfer none) */
const gchar *smp_source_disclaimer (void);

/* The packet itself.  Returns: (transfer full) */
gchar *smp_source_packet (void);

/* What puts the packet into a file of one format, as smp_source_mark() says. */
typedef GByteArray *(*SmpMarkFunc) (const guint8 *data,
                                    gsize         size,
                                    const gchar  *packet,
                                    gint          width,
                                    gint          height);

/* The markers of formats with a source file of their own.  Returns: (transfer full) (nullable) */
GByteArray *
smp_source_mark_tiff (const guint8 *data, gsize size, const gchar *packet, gint width, gint height);
GByteArray *
smp_source_mark_pdf (const guint8 *data, gsize size, const gchar *packet, gint width, gint height);
