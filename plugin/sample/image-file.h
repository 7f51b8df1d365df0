/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Encoders into memory, so that a file is written whole or not at all. */

GBytes *sample_encode_jpeg (const guint8 *rgb, gint width_px, gint height_px, gint quality);
GBytes *sample_encode_png (const guint8 *pixels, gint width_px, gint height_px, gint channels);
