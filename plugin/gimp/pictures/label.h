/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words that say what a simulated picture is, and what it supposes. */

#pragma once

#include "grid.h"
#include "layouts.h"

/* The sentence that stands below the pictures, once a row; NULL without the label.  Not to be
 * freed. */
const gchar *smp_compare_label (const SmpCompare *self);

/* The small print below them; NULL without the label.  Returns: (transfer full) */
gchar *smp_compare_footer (const SmpCompare *self);

/* Adds the label to a page. */
void smp_compare_add_label (const SmpCompare   *self,
                            SmpPage            *page,
                            const SmpPagePlace *place,
                            gdouble             size_px);
