/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Before and After: what is asked for, and the new image made of it. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/outcome.h"
#include "further-views.h"
#include "treatment/practitioner.h"

/* The word for the person's own language, among the languages of labels. */
#define SMP_COMPARE_OWN_LANGUAGE "own"

/* The layouts, from the rows of layouts.def. */
typedef enum
{
#define SMP_LAYOUT(value, nick, label, maker, columns, traits, times) value,
#include "layouts.def"
} SmpLayout;

/* What a layout shows, and so which of the options count for it: it is split by a line; it is a
 * page to be printed, with the typical and the poor outcome beside each other; it has frames; it
 * shows several moments; it shows one outcome at a time; its titles say how old the pigment is; it
 * shows the same skin treated as several presets say. */
typedef enum
{
  SMP_LAYOUT_HAS_LINE         = 1 << 0,
  SMP_LAYOUT_IS_PRINTED       = 1 << 1,
  SMP_LAYOUT_HAS_FRAMES       = 1 << 2,
  SMP_LAYOUT_HAS_TIMES        = 1 << 3,
  SMP_LAYOUT_HAS_ONE_OUTCOME  = 1 << 4,
  SMP_LAYOUT_SAYS_AGES        = 1 << 5,
  SMP_LAYOUT_HAS_ALTERNATIVES = 1 << 6
} SmpLayoutTraits;

/* Whether the layout has the trait. */
gboolean smp_layout_has (SmpLayout layout, SmpLayoutTraits trait);

/* The word that scripts use.  Returns: (transfer none) */
const gchar *smp_layout_nick (SmpLayout layout);

/* All layouts, for a procedure's argument; the numbers are those of SmpLayout.  Returns: (transfer
 * full) */
GimpChoice *smp_layout_choice (void);

/* What of the photo is shown: the treated region, the selection, all of it, or a size of social
 * media. */
typedef enum
{
  SMP_CROP_REGION,
  SMP_CROP_SELECTION,
  SMP_CROP_PHOTO,
  SMP_CROP_SQUARE,
  SMP_CROP_PORTRAIT,
  SMP_CROP_STORY
} SmpCrop;

/* What hides the person: nothing, a bar, or a blur. */
typedef enum
{
  SMP_COVER_NONE,
  SMP_COVER_BAR,
  SMP_COVER_BLUR
} SmpCoverKind;

/* What moves in an animation: the line between before and simulation, or the years. */
typedef enum
{
  SMP_MOTION_WIPE,
  SMP_MOTION_YEARS
} SmpMotion;

/* What the sheet says of the price: nothing, or what the area or the hours come to. */
typedef enum
{
  SMP_PRICE_NONE,
  SMP_PRICE_BY_AREA,
  SMP_PRICE_BY_HOURS
} SmpPrice;

/* angle is the split line's, in degrees counter-clockwise from across the picture; place is where
 * it crosses, in percent of the way from before to simulation.  moments is NULL for the layout's
 * own; of outcome, or of all of them.  alternatives (SmpAlternative) are for a layout that has
 * them.  views (SmpFurtherView) stand on the sheet besides, NULL for none.  without_poor leaves the
 * poor outcome out of the sheet, where_found adds to it a picture in which is marked where the
 * typical one is found.  The practitioner stands on every layout.  date, client (a name or a
 * number) and notes stand on the sheet alone, "" or NULL for none, and so do the price, lines to
 * sign on, and sentences to be agreed to.  redraw is set where the recipes say something else than
 * the layers show.  stand_in is set before they are read, and what it gives is drawn in the place
 * of further views; NULL for themselves. */
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
  SmpOutcome   outcome;
  gboolean     all_outcomes;
  GPtrArray   *alternatives;
  GPtrArray   *views;
  gboolean     without_poor;
  gboolean     where_found;
  SmpMotion    motion;
  gboolean     letter;
  gchar       *date;
  gchar       *client;
  gchar       *notes;
  SmpPrice     price;
  gboolean     signature;
  gboolean     consent;
  gboolean     redraw;
  SmpStandIn   stand_in;
  gpointer     stand_in_data;

  SmpPractitioner practitioner;
} SmpCompareOptions;

/* The new image, in no display, of the layers that the treatments (SmpTreatment) replace.  The
 * source stays as it is.  NULL with SMP_ERROR_IMAGE where it cannot be made, with SMP_ERROR_VALUE
 * where the options are none, and with SMP_ERROR_NOT_FOUND where the logo, or a font, is not there.
 * Returns: (transfer full) (nullable) */
GimpImage *
smp_compare_make (GPtrArray *treatments, const SmpCompareOptions *options, GError **error);

/* Whether the crop is one of the sizes for social media, and that size. */
gboolean smp_crop_is_social (SmpCrop crop, gint *width, gint *height);
