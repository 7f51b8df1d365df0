/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of finished pictures, with nothing in them about the photo that they were made from. */

#pragma once

#include <libgimp/gimp.h>

#include "source-mark.h"

/* What may be written: the format by the name's ending, of a picture or of frames.  Fails with one
 * sentence where it cannot be, or where the file is there and overwrite is FALSE, before any work.
 */
gboolean smp_export_check (GFile         *file,
                           gboolean       frames,
                           gboolean       overwrite,
                           SmpFileFormat *format,
                           GError       **error);

/* Writes the picture, whole or not at all: in sRGB, or in its own colours.  Its layers are kept in
 * PSD alone; frames are an animation's.  The picture is not changed. */
gboolean smp_export (GimpImage *picture,
                     GFile     *file,
                     gboolean   frames,
                     gboolean   overwrite,
                     gboolean   own_colours,
                     GError   **error);

/* The picture as a PDF page of its size in print, with its words as words; jpeg is the rest of it.
 * NULL where there is no memory. */
GByteArray *smp_export_pdf (GimpImage *picture, const guint8 *jpeg, gsize size);
