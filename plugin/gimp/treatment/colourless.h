/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Photos that are black and white, or of one tint as sepia, though their mode has room for colour.
 */

#pragma once

#include <libgimp/gimp.h>

/* Whether next to nothing of a photo has a colour of its own beside one tint, as a small picture of
 * it shows. */
gboolean smp_photo_is_colourless (GimpLayer *photo);
