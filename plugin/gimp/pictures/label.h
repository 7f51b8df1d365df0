/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words that say what a simulated picture is, what it supposes, and who made it. */

#pragma once

#include "grid.h"
#include "layouts.h"

/* The sentence that stands below the pictures, once a row; NULL without the label.  Not to be
 * freed. */
const gchar *smp_compare_label (const SmpCompare *self);

/* The small print below them; NULL without the label.  Returns: (transfer full) */
gchar *smp_compare_footer (const SmpCompare *self);

/* Who made the page, for its grid. */
void smp_compare_set_brand (const SmpCompare *self, SmpPageGrid *grid);

/* Adds who made the page: name, contact and logo.  Fails as smp_page_add_file() does, with its
 * error, where the logo cannot be read. */
gboolean smp_compare_add_brand (const SmpCompare  *self,
                                SmpPage           *page,
                                const SmpPageGrid *grid,
                                GError           **error);

/* Adds the label to a page. */
void smp_compare_add_label (const SmpCompare   *self,
                            SmpPage            *page,
                            const SmpPagePlace *place,
                            gdouble             size_px);
