/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of finished pictures, with nothing in them about the photo that they were made from. */

#pragma once

#include <libgimp/gimp.h>

#include "source-mark.h"

/* Whether a picture, or frames, can be written there, in the format by the name's ending.  Asked
 * before any work.  Fails with SMP_ERROR_VALUE and one sentence where it cannot be, or where the
 * file is there and overwrite is FALSE. */
gboolean smp_export_check (GFile *file, gboolean frames, gboolean overwrite, GError **error);

/* The endings of the formats that can be written, or of those that hold frames: ".png, .jpg or
 * …".  Returns: (transfer full) */
gchar *smp_export_endings (gboolean frames);

/* Writes the picture, whole or not at all: in sRGB, or in its own colours.  Its layers are kept in
 * PSD alone; frames are an animation's.  The picture is not changed.  Fails as smp_export_check()
 * does, with SMP_ERROR_NOT_FOUND where this GIMP cannot write the format, and with SMP_ERROR_IMAGE
 * where the picture or the file could not be written; an old file is as it was then. */
gboolean smp_export (GimpImage *picture,
                     GFile     *file,
                     gboolean   frames,
                     gboolean   overwrite,
                     gboolean   own_colours,
                     GError   **error);

/* A profile of the same colours as the image's that says nothing else: no names, no private tags,
 * no time; sRGB where the image has none.  NULL where its colours cannot be read.  Returns:
 * (transfer full) (nullable) */
GimpColorProfile *smp_export_profile (GimpImage *image);

/* PSD's Multiply takes numbers as they are encoded, and ours means light.  The first puts into each
 * layer of dots what is seen of it and of those below; once the colours are converted, the second
 * makes that the encoded share of the one below.  So other programs show the same picture. */
void smp_psd_composite (GimpImage *image);
void smp_psd_divide (GimpImage *image);

/* Whether a layer is words that a PDF can have as words: not where the fonts lack them. */
gboolean smp_export_pdf_has_words (GimpLayer *layer);

/* The picture as a PDF page of its size in print, with its words as words; jpeg is the rest of it.
 * Returns: (transfer full) (nullable), NULL where there is no memory. */
GByteArray *smp_export_pdf (GimpImage *picture, const guint8 *jpeg, gsize size);
