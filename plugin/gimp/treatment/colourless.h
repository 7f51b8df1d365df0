/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Photos that are black and white, though their mode has room for colour. */

#pragma once

#include <libgimp/gimp.h>

/* Whether next to nothing of a photo has a colour, as a small picture of it shows. */
gboolean smp_photo_is_colourless (GimpLayer *photo);
