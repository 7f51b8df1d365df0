/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One treatment of one region, from what the person chose to the SMP layer in the image. */

#pragma once

#include <libgimp/gimp.h>

#include "smp-layer.h"

/* One treatment, and what was read around its region. */
typedef struct _SmpTreatment     SmpTreatment;
typedef struct _SmpNeighbourhood SmpNeighbourhood;

/* Makes the region that the treatment's values ask for; it is the caller's.  NULL with
 * SMP_ERROR_IMAGE, in one sentence, where there is none. */
typedef SmpRegion *(*SmpRegionFunc) (SmpTreatment *treatment, GError **error);

/* Reads what the photo shows around, where that is not simply the region's surroundings; fails as
 * smp_neighbourhood_read() does, with its error. */
typedef gboolean (*SmpReadSurroundingsFunc) (SmpTreatment *treatment, GError **error);

/* Whether the person has changed in the image what the region is made of, since it was made. */
typedef gboolean (*SmpLookAgainFunc) (SmpTreatment *treatment);

/* region and recipe may be changed until it is done.  make_region is NULL where the region does not
 * depend on values.  replaced is the layer that is being edited, channel its region; both are NULL
 * for a new treatment; is_carried tells that the region lies elsewhere than in the channel, since
 * the layer was moved without it.  note is a sentence that the region's maker adds to the common
 * figures, or NULL; left_out one or more that say what of the region it left without dots, or with
 * too few, or NULL.
 * estimated_px_per_mm is the scale that the layer being edited was drawn with, where nobody
 * measured that, or 0.  neighbourhood is what was read around the region, once it was. view names
 * the further photo of a client that it is in, NULL for the photo itself, and counted_elsewhere is
 * the part of it, 0 to 1, that another photo shows and that is counted there. look_again, which may
 * be NULL, is asked twice a second while a dialog is open. */
struct _SmpTreatment
{
  GimpImage   *image;
  GimpLayer   *photo;
  SmpRegion   *region;
  SmpRecipe   *recipe;
  GimpLayer   *replaced;
  GimpChannel *channel;
  gboolean     is_carried;

  SmpRegionFunc           make_region;
  gpointer                make_region_data;
  SmpReadSurroundingsFunc read_surroundings;
  SmpLookAgainFunc        look_again;
  gchar                  *note;
  gchar                  *left_out;
  gdouble                 estimated_px_per_mm;
  const gchar            *view;
  gdouble                 counted_elsewhere;

  SmpNeighbourhood *neighbourhood;
};

/* The photo that the person means: the layer given, or the photo below it where that is an SMP
 * layer.  SMP_ERROR_IMAGE, in one sentence, where it cannot be treated.  Returns: (transfer none)
 * (nullable) */
GimpLayer *smp_treatment_photo (GimpImage *image, GimpDrawable **drawables, GError **error);

/* Whether the photo's layer is shown; else SMP_ERROR_IMAGE. */
gboolean smp_treatment_check_photo (GimpLayer *photo, GError **error);

/* A treatment whose region is made of values, when it is first updated; data stays the caller's.
 * Returns: (transfer full) */
SmpTreatment *smp_treatment_new (GimpImage    *image,
                                 GimpLayer    *photo,
                                 const gchar  *name,
                                 const gchar  *filter,
                                 SmpRegionFunc make_region,
                                 gpointer      data);

/* One of an SMP layer's region.  Fails with SMP_ERROR_IMAGE where no such layer is chosen, where
 * its photo or its place is unclear, and with SMP_ERROR_FORMAT where its values cannot be read.
 * Returns: (transfer full) (nullable) */
SmpTreatment *smp_treatment_edit (GimpImage *image, GimpDrawable **drawables, GError **error);

/* The same over another layer than that which it was made over, where photo is not NULL; fails with
 * SMP_ERROR_IMAGE too where that cannot be it.  Returns: (transfer full) (nullable) */
SmpTreatment *smp_treatment_edit_over (GimpImage     *image,
                                       GimpDrawable **drawables,
                                       GimpLayer     *photo,
                                       GError       **error);

/* Whether it is an SMP layer whose photo has been deleted. */
gboolean smp_treatment_lacks_photo (GimpImage *image, GimpDrawable **drawables);

/* Frees it with its region, recipe and neighbourhood; NULL is none. */
void smp_treatment_free (SmpTreatment *treatment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpTreatment, smp_treatment_free)

/* Whether the image, and in it all that the treatment needs, is still there while a dialog is open;
 * else SMP_ERROR_IMAGE. */
gboolean smp_treatment_check_there (const SmpTreatment *treatment, GError **error);

/* Whether the layer being edited has no layer effects, which cannot be kept; else SMP_ERROR_IMAGE.
 */
gboolean smp_treatment_check_effects (const SmpTreatment *treatment, GError **error);

/* Where the scale that it is drawn with comes from. */
SmpScaleBasis smp_treatment_scale_basis (const SmpTreatment *treatment);

/* Makes the region anew where it depends on values; fails as its maker does, with its error. */
gboolean smp_treatment_update_region (SmpTreatment *treatment, GError **error);

/* Reads the photo around the region, or behind the hairline, for smp_neighbourhood_solve().  Fails
 * with SMP_ERROR_IMAGE where it cannot be measured. */
gboolean smp_treatment_read_surroundings (SmpTreatment *treatment, GError **error);

/* Takes the values from the hair there.  Fails as smp_neighbourhood_solve() does, with its error.
 */
gboolean smp_treatment_match (SmpTreatment *treatment, GError **error);

/* Why it comes to no dots, in one sentence; NULL where all, which is what all sessions come to, has
 * some.  Returns: (transfer full) (nullable) */
gchar *smp_treatment_why_no_dots (const SmpTreatment *treatment, const SmpFigures *all);

/* Puts a layer where the result belongs: above the photo, or above what it replaces. */
void smp_treatment_insert (SmpTreatment *treatment, GimpLayer *layer);

/* Gives a region that was carried along with its layer a channel that says so, in place of the old
 * one; nothing to do for others.  To be called within an undo group. */
void smp_treatment_settle_region (SmpTreatment *treatment);

/* Does it, as one undo step: the finished layer.  Fails, the image being as before, with
 * SMP_ERROR_IMAGE where the layer cannot be made, or would have no dots though some were asked for.
 *  Returns: (transfer none) (nullable) */
GimpLayer *smp_treatment_finish (SmpTreatment *treatment, GError **error);
