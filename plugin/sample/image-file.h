/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures as files. */

#pragma once

#include <glib.h>

/* Encoders into memory, so that a file is written whole or not at all. */

/* Rows of sRGB pixels, 8 bits a channel (PNG: 1 grey or 3), as a whole file of that quality, 1 to
 * 100; the caller owns it. */
GBytes *sample_encode_jpeg (const guint8 *rgb, gint width_px, gint height_px, gint quality);
GBytes *sample_encode_png (const guint8 *pixels, gint width_px, gint height_px, gint channels);
