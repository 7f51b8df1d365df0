/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How soft dots must be, so that they lie on a soft photo not like a sticker and on a sharp one not
 * like a veil. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/params.h"

/* Sets the photo's softness of the values: where edges of the photo in that part of the image, or
 * some way around it, are softer than is usual, that; where they are not, what the thinnest things
 * there say, at most the filter's usual.  Unchanged where there is nothing of either. */
void smp_softness_read (GimpLayer           *photo,
                        const GeglRectangle *part,
                        const gchar         *filter,
                        SmpParams           *params);
