/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Formats of bytes that light is written in by tables, which babl has filled. */

#pragma once

#include <gegl.h>

#include "smp/bytes.h"

/* Returns: (transfer none) (nullable): how pixels of red, green, blue and alpha floats become that
 * format, to the program's end; NULL where it is not R'G'B'A u8 of the same space, or its curve too
 * steep.  A byte may differ from babl's by one where babl itself is not sure, within 1e-7 of where
 * the next begins. Any thread may ask. */
const SmpBytes *smp_byte_format_get (const Babl *floats, const Babl *format);
