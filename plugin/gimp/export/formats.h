/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats that files are written in, from the rows of formats.def. */

#pragma once

#include <glib.h>

/* One value a row. */
typedef enum
{
#define SMP_FORMAT(value, ending, other, procedure, setting, set_to, marker, traits) value,
#include "formats.def"
} SmpFileFormat;

/* What a format is or holds beside one flat picture in the photo's colours: the frames of an
 * animation; the layers, as other programs see them; a page with its words as words, around a JPEG;
 * at most 256 colours; the colours of sRGB and no others. */
typedef enum
{
  SMP_FORMAT_HAS_FRAMES = 1 << 0,
  SMP_FORMAT_HAS_LAYERS = 1 << 1,
  SMP_FORMAT_IS_PAGE    = 1 << 2,
  SMP_FORMAT_IS_INDEXED = 1 << 3,
  SMP_FORMAT_IS_SRGB    = 1 << 4
} SmpFormatTraits;
