/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the years do to one or several SMP layers at once, and the pictures of it. */

#pragma once

#include "moment.h"
#include "treatment.h"

/* The treatments of the SMP layers among the drawables, or of all in the image where none is.
 * SMP_ERROR_IMAGE where there is none.  Returns: (transfer full): SmpTreatment. */
GPtrArray *smp_ageing_treatments (GimpImage *image, GimpDrawable **drawables, GError **error);

/* Whether the item and all groups that it is in are shown. */
gboolean smp_item_is_shown (GimpItem *item);

/* The SMP layers that are to be seen in the image, uppermost first, and NULL at the end.
 * Returns: (transfer container) */
GimpDrawable **smp_ageing_shown (GimpImage *image);

/* Takes the values of ageing, each treatment keeping what is its own: scar tissue. */
void smp_ageing_set_values (GPtrArray *treatments, const SmpParams *params);

/* The values of the layer that wants its touch-up first: what is said of fading is said of it.
 * Returns: (transfer none) */
const SmpParams *smp_ageing_soonest (GPtrArray *treatments);

/* Where the least sure of the layers' scales comes from. */
SmpScaleBasis smp_ageing_scale_basis (GPtrArray *treatments);

/* A group for each treatment, in its image, of one layer a moment, the last one shown, all of that
 * outcome.  Fails with SMP_ERROR_IMAGE where GIMP cannot make one. */
gboolean
smp_ageing_layers (GPtrArray *treatments, GArray *moments, SmpOutcome outcome, GError **error);
