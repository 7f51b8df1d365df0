/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label that says what a simulated picture is. */

#pragma once

#include "layouts.h"

/* The size of its letters in a picture of that size: capitals are at least 1.5 % of the height. */
gdouble smp_compare_label_px (gint width, gint height);

/* How the label lies in the pictures of a layout: the whole sentence, or two words of it where it
 * would take too much; a band of so many pixels, above where it would hide the region below. */
typedef struct
{
  gdouble  size_px;
  gboolean whole;
  gint     height;
  gboolean above;
} SmpBand;

/* Of pictures of that size, with letters of that size. */
SmpBand smp_compare_band (const SmpCompare *self, gdouble size_px, gint width, gint height);

/* Moves the crop for the band of pictures of that height, or the band. */
void smp_compare_place_band (const SmpCompare *self,
                             SmpBand          *band,
                             GeglRectangle    *crop,
                             gint              height,
                             gboolean          keep_aspect);

/* The size of the words below the pictures: as large as the label where they hold its sentence. */
gdouble smp_compare_footer_px (const SmpBand *band);

/* The words below the pictures: what they suppose, and the whole sentence where it is not in each
 * of them; "" without the label.  Returns: (transfer full) */
gchar *smp_compare_footer (const SmpCompare *self, const SmpBand *band);

/* Burns the label into a simulated picture. */
void smp_compare_burn_in (const SmpCompare    *self,
                          SmpPage             *page,
                          const SmpBand       *band,
                          const GeglRectangle *place);
