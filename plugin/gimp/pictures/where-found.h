/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks of where a treatment is found, over its picture, and their key in words. */

#pragma once

#include "layouts.h"

/* What was judged. */
typedef struct _SmpWhereFound SmpWhereFound;

/* Judges the layers as the scene shows them now; takes seconds.  Returns: (transfer full) */
SmpWhereFound *smp_where_found_new (const SmpCompare *self);

/* Frees it; NULL is none. */
void smp_where_found_free (SmpWhereFound *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpWhereFound, smp_where_found_free)

/* What the marks mean, that there are none, or why it could not be judged.  Returns: (transfer
 * none)
 */
const gchar *smp_where_found_key (const SmpWhereFound *found);

/* Adds the marks over a picture of the crop in that place. */
void smp_where_found_mark (const SmpWhereFound *found,
                           SmpPage             *page,
                           const GeglRectangle *crop,
                           const GeglRectangle *place);
