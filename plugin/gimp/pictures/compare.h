/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Before and After: what is asked for, and the pictures made of it. */

#pragma once

#include "page.h"

typedef enum
{
  SMP_LAYOUT_SIDE_BY_SIDE,
  SMP_LAYOUT_STACKED,
  SMP_LAYOUT_SPLIT,
  SMP_LAYOUT_GRID,
  SMP_LAYOUT_TIMELINE,
  SMP_LAYOUT_SHEET,
  SMP_LAYOUT_ANIMATION
} SmpLayout;

typedef enum
{
  SMP_CROP_REGION,
  SMP_CROP_SELECTION,
  SMP_CROP_PHOTO,
  SMP_CROP_SQUARE,
  SMP_CROP_PORTRAIT,
  SMP_CROP_STORY
} SmpCrop;

typedef enum
{
  SMP_COVER_NONE,
  SMP_COVER_BAR,
  SMP_COVER_BLUR
} SmpCoverKind;

typedef enum
{
  SMP_MOTION_WIPE,
  SMP_MOTION_YEARS
} SmpMotion;

/* angle is the split line's, in degrees counter-clockwise from across the picture; place is where
 * it crosses, in percent of the way from before to simulation.  moments is NULL for the layout's
 * own.  practitioner, contact and logo are "" or NULL for none.  redraw is set where the recipes
 * say something else than the layers show. */
typedef struct
{
  SmpLayout    layout;
  SmpCrop      crop;
  gdouble      margin_percent;
  SmpCoverKind cover;
  gboolean     label;
  gdouble      angle_deg;
  gdouble      place_percent;
  GArray      *moments;
  SmpMotion    motion;
  gboolean     letter;
  gchar       *date;
  gchar       *practitioner;
  gchar       *contact;
  GFile       *logo;
  gboolean     redraw;
} SmpCompareOptions;

/* What the layouts work with. */
typedef struct
{
  const SmpCompareOptions *options;
  GPtrArray               *treatments;
  GimpImage               *source;
  SmpScene                *scene;
  GimpFont                *font;
  SmpCover                *cover;
} SmpCompare;

/* One picture of a layout; before and as_shown say which, else the moment does. */
typedef struct
{
  gboolean  before;
  gboolean  as_shown;
  SmpMoment moment;
  gchar    *title;
} SmpPanel;

/* The new image; NULL with an error where it cannot be made. */
GimpImage *
smp_compare_make (GPtrArray *treatments, const SmpCompareOptions *options, GError **error);

/* Whether the crop is one of the sizes for social media, and that size. */
gboolean smp_crop_is_social (SmpCrop crop, gint *width, gint *height);

/* What the pictures show of the source; of that aspect (width over height) and, where the photo has
 * it, at least that large, or of any where these are 0. */
gboolean smp_compare_crop (const SmpCompare *self,
                           gint              width,
                           gint              height,
                           GeglRectangle    *crop,
                           GError          **error);

/* Moves the crop's lower edge (or all of it, where its aspect is to stay) down, as far as the photo
 * goes, so that a band of so many pixels of a picture of that height does not hide the region.
 * Returns: whether it still would, and would not at the upper edge. */
gboolean smp_compare_crop_above (const SmpCompare *self,
                                 GeglRectangle    *crop,
                                 gint              band,
                                 gint              height,
                                 gboolean          keep_aspect);

/* The middle of what is treated, in shares of the crop: returned x, and y. */
gdouble smp_compare_middle (const SmpCompare *self, const GeglRectangle *crop, gdouble *y);

/* The layouts: panels, the split, the sheet, frames. */
GimpImage *smp_compare_panels (SmpCompare *self, GError **error);
GimpImage *smp_compare_split (SmpCompare *self, GError **error);
GimpImage *smp_compare_sheet (SmpCompare *self, GError **error);
GimpImage *smp_compare_animation (SmpCompare *self, GError **error);

/* Makes the scene show a panel. */
gboolean smp_compare_show (SmpCompare *self, const SmpPanel *panel, GError **error);

/* The panels of the layout, and those of a list of moments.  Returns: (transfer full): SmpPanel */
GArray *smp_compare_panel_list (const SmpCompare *self);
GArray *smp_compare_moment_panels (const GArray *moments);

/* Makes each of the panels a page, all of the same size, at most most_px wide and high. */
typedef void (*SmpFrameFunc) (GimpImage *page, guint number, gpointer data);
gboolean smp_compare_frames (SmpCompare  *self,
                             GArray      *panels,
                             gint         most_px,
                             SmpFrameFunc func,
                             gpointer     data,
                             GError     **error);

/* What the simulation supposes, in one or two sentences.  Returns: (transfer full) */
gchar *smp_compare_assumptions (const SmpCompare *self);
