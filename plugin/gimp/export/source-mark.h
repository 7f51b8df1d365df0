/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one thing that a written picture says of itself to programs: that it is no photo.  XMP with
 * the IPTC's digital source type, put into a finished file of each format. */

#pragma once

#include <glib.h>

/* The formats that files are written in; export.c says their endings. */
typedef enum
{
  SMP_FILE_PNG,
  SMP_FILE_JPEG,
  SMP_FILE_WEBP,
  SMP_FILE_TIFF,
  SMP_FILE_PDF,
  SMP_FILE_GIF,
  SMP_FILE_PSD
} SmpFileFormat;

/* The file with the XMP packet in it.  NULL where it is no whole file of the format, as one is that
 * a full disk has cut off.  width and height are the picture's. */
GByteArray *
smp_source_mark (SmpFileFormat format, const guint8 *data, gsize size, gint width, gint height);

/* The sentence that every simulated picture carries, in sight and in its file. */
const gchar *smp_source_disclaimer (void);

/* The packet itself.  Returns: (transfer full) */
gchar *smp_source_packet (void);

/* For formats with files of their own. */
GByteArray *smp_source_mark_tiff (const guint8 *data, gsize size, const gchar *packet);
GByteArray *smp_source_mark_pdf (const guint8 *data, gsize size, const gchar *packet);
