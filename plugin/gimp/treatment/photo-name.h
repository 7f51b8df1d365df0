/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a photo is called, as the person who opened it knows it. */

#pragma once

#include <libgimp/gimp.h>

/* The file that holds the image, or that it was opened from.  Returns: (transfer none) (nullable):
 * NULL where it was never saved. */
GFile *smp_photo_file (GimpImage *image);

/* The file's name without its ending, or else "Photo" and the number in the window's title.
 * Returns: (transfer full) */
gchar *smp_photo_name (GimpImage *image);
