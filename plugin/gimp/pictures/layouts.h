/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the layouts of Before and After have in common: the pictures, their crop and their words. */

#pragma once

#include "alternatives.h"
#include "compare.h"
#include "page.h"

/* What the layouts work with: what is asked for, the layers' treatments, the image that they are
 * in, the copy of it that shows one moment after the other, what measures words, and what is
 * covered in every picture (NULL for nothing).  Whoever makes it owns all of them. */
typedef struct
{
  const SmpCompareOptions *options;
  GPtrArray               *treatments;
  GimpImage               *source;
  SmpStageImage           *scene;
  SmpWords                *words;
  SmpCover                *cover;
} SmpCompare;

/* One picture of a layout; before and as_shown say which, else the moment does, with that outcome,
 * of the layers as they are or as the alternative's preset would have them (NULL for none).  title
 * stands above it, and below that the figures, NULL for none; marked asks for marks on it, of where
 * it is found. */
typedef struct
{
  gboolean   before;
  gboolean   as_shown;
  gboolean   marked;
  SmpMoment  moment;
  SmpOutcome outcome;
  gchar     *title;
  gchar     *figures;

  const SmpAlternative *alternative;
} SmpPanel;

/* Checks what is asked for, and makes what the layouts work with; fails as smp_compare_make() does,
 * with its error.  smp_compare_end() is called in either case. */
gboolean smp_compare_begin (SmpCompare              *self,
                            GPtrArray               *treatments,
                            const SmpCompareOptions *options,
                            GError                 **error);
void     smp_compare_end (SmpCompare *self);

/* What the pictures show of the source; of that aspect (width over height) and, where the photo has
 * it, at least that large, or of any where these are 0.  Fails with SMP_ERROR_IMAGE where nothing
 * is selected, or none of it lies in the photo. */
gboolean smp_compare_crop (const SmpCompare *self,
                           gint              width,
                           gint              height,
                           GeglRectangle    *crop,
                           GError          **error);

/* The middle of what is treated, in shares of the crop: returned x, and y. */
gdouble smp_compare_middle (const SmpCompare *self, const GeglRectangle *crop, gdouble *y);

/* How many panels of the layout stand side by side; 0 for as many as their shape asks for. */
gint smp_layout_columns (SmpLayout layout);

/* The moments of a layout with SMP_LAYOUT_HAS_TIMES where none are asked for.  Returns: (transfer
 * full): SmpMoment */
GArray *smp_layout_moments (SmpLayout layout);

/* What makes a layout: a new image, or NULL with the error; the caller owns it. */
typedef GimpImage *(*SmpLayoutFunc) (SmpCompare *self, GError **error);

/* Panels in rows, the split, the sheet, frames.  Errors are those of smp_compare_make().  Returns:
 * (transfer full) (nullable) */
GimpImage *smp_compare_panels (SmpCompare *self, GError **error);
GimpImage *smp_compare_split (SmpCompare *self, GError **error);
GimpImage *smp_compare_sheet (SmpCompare *self, GError **error);
GimpImage *smp_compare_animation (SmpCompare *self, GError **error);

/* Makes the scene show a panel; fails as smp_stage_image_show() does, with its error. */
gboolean smp_compare_show (SmpCompare *self, const SmpPanel *panel, GError **error);

/* Before and simulation, as the sheet shows them: the typical outcome, the same with marks where
 * these are asked for, and the poor one.  Returns:
 * (transfer full): SmpPanel */
GArray *smp_compare_pair_list (const SmpCompare *self);

/* The panels of the layout, and those of a list of moments: of all outcomes, one after the other,
 * or of one.  Returns: (transfer full): SmpPanel */
GArray *smp_compare_panel_list (const SmpCompare *self);
GArray *
smp_compare_moment_panels (const GArray *moments, gboolean all_outcomes, SmpOutcome outcome);

/* Makes each of the panels a page, all of the same size, their pictures at most most_px wide, and
 * gives them away one by one, to be looked at until func returns; FALSE with an error stops it. */
typedef gboolean (*SmpFrameFunc) (GimpImage *page, guint number, gpointer data, GError **error);
gboolean smp_compare_frames (SmpCompare  *self,
                             GArray      *panels,
                             gint         most_px,
                             SmpFrameFunc func,
                             gpointer     data,
                             GError     **error);

/* What the simulation supposes, in one or two sentences.  Returns: (transfer full) */
gchar *smp_compare_assumptions (const SmpCompare *self);
