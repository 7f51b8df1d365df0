/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The close-up: pixels as they are, where the treatment is densest. */

#pragma once

#include "layouts.h"

/* A crop of that size, or as large as the photo is. */
void smp_compare_close_up (const SmpCompare *self, gint width, gint height, GeglRectangle *crop);

/* A bar of whole millimetres below a picture, at most that wide; scale is how many pixels wide one
 * of the photo's is. */
void smp_compare_scale_bar (const SmpCompare *self,
                            SmpPage          *page,
                            gint              x,
                            gint              y,
                            gint              width,
                            gdouble           scale);
