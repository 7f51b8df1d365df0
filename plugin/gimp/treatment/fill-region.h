/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The region of a fill: the selection, with the edge that the treatment's values ask for, and where
 * they ask for it with more dots where it is paler. */

#pragma once

#include "treatment.h"

/* selected is the selection, once is_looked_at without the background that it reaches over; the
 * rest is found with the region: the photo's light and the selection in cells, where it is evened
 * out, where skin is bare in cells of their own, where only that is treated, and the values that
 * made was made with.  reaches_beyond and stays_pale are what there is to say of it: the selection
 * held background, and dots like these do not even all of it out. */
typedef struct
{
  SmpRegion *selected;
  gboolean   is_looked_at;
  gboolean   reaches_beyond;
  gboolean   stays_pale;
  SmpPlane   light, inside;
  gdouble    cell_px;
  SmpPlane   bare;
  gdouble    bare_cell_px;
  SmpRegion *made;
  SmpParams  made_of;
} SmpFillRegion;

/* The treatment's make_region; its data is a SmpFillRegion.  A selection of which the edge leaves
 * nothing is taken as it is; SMP_ERROR_IMAGE where nothing is to be evened out, no skin is bare, or
 * all is background.
 * Returns: (transfer full) */
SmpRegion *smp_fill_region_make (SmpTreatment *treatment, GError **error);

/* What the treatment's left_out says where the selection reaches over the background.  Returns:
 * (transfer none) */
const gchar *smp_fill_background_note (void);

/* Frees what it holds. */
void smp_fill_region_clear (SmpFillRegion *fill);
