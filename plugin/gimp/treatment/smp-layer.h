/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The SMP layer: what a result is made of.  A layer in mode Multiply whose pixels are the share of
 * light that pigmented skin returns, whose mask leaves out surface glare, and which carries its
 * recipe as the parasite "smp-recipe". */

#pragma once

#include <libgimp/gimp.h>

#include "region.h"
#include "scale-store.h"
#include "smp/recipe.h"

/* A layer of the region, not yet in the image; the photo gives the glare.  NULL with an error where
 * it cannot be made (SMP_ERROR_IMAGE), or was stopped (SMP_ERROR_CANCELLED).  Returns: (transfer
 * full) (nullable), to be inserted or deleted */
GimpLayer *smp_layer_new (GimpImage       *image,
                          GimpLayer       *photo,
                          const SmpRegion *region,
                          const SmpRecipe *recipe,
                          SmpProgressFunc  progress,
                          gpointer         data,
                          GError         **error);

/* The parts of smp_layer_new(), for those who draw a layer again and again.  The rectangle of the
 * layer: the region, and as far as light lost to its dots is seen. */
GeglRectangle smp_layer_bounds (GimpImage *image, const SmpRegion *region, const SmpParams *params);

/* A layer of the rectangle with its mask, and no pixels yet.  SMP_ERROR_IMAGE where GIMP makes
 * none. Returns: (transfer full) (nullable), to be inserted or deleted */
GimpLayer *smp_layer_new_blank (GimpImage           *image,
                                GimpLayer           *photo,
                                const SmpRegion     *region,
                                const SmpRecipe     *recipe,
                                const GeglRectangle *bounds,
                                GError             **error);

/* Draws the pixels of the layer of that rectangle into a buffer whose corner is 0, 0; FALSE where
 * progress stopped it.  Asks nothing of GIMP, so that any thread may do it. */
gboolean smp_layer_draw (GeglBuffer          *pixels,
                         const GeglRectangle *bounds,
                         const SmpRegion     *region,
                         const SmpParams     *params,
                         SmpProgressFunc      progress,
                         gpointer             data);

/* Writes the recipe, the region channel and the photo's layer into the layer. */
void smp_layer_set_recipe (GimpLayer       *layer,
                           const SmpRecipe *recipe,
                           GimpLayer       *photo,
                           GimpChannel     *channel);

/* The recipe's mark of where its scale comes from. */
void          smp_layer_mark_scale (SmpRecipe *recipe, SmpScaleBasis basis);
SmpScaleBasis smp_layer_scale_basis (const SmpRecipe *recipe);

/* The mask's fingerprint as it was made of the photo's glare, to tell whether it was painted on
 * since; NULL where that is not known. */
void   smp_layer_set_mask_made (SmpRecipe *recipe, const gchar *fingerprint);
gchar *smp_layer_get_mask_made (const SmpRecipe *recipe);

/* Whether the layer is one of ours. */
gboolean smp_layer_has_recipe (GimpLayer *layer);

/* Whether a layer can be the photo below an SMP layer: another one of the same image, of pixels,
 * and none of ours. */
gboolean smp_layer_can_be_photo (GimpLayer *photo, GimpLayer *layer);

/* Reads them; NULL with SMP_ERROR_IMAGE where the layer is none of ours, with SMP_ERROR_FORMAT
 * where it is damaged or no layer in mode Multiply.  The values are as they were stored, with the
 * origin counted from the layer's corner then: smp_placement_follow() brings them to the image.
 * channel and photo are NULL where they have been deleted; the photo is never the layer itself, nor
 * one of ours.  Returns: (transfer full) (nullable) */
SmpRecipe *smp_layer_get_recipe (GimpImage    *image,
                                 GimpLayer    *layer,
                                 GimpLayer   **photo,
                                 GimpChannel **channel,
                                 GError      **error);

/* What is to be said of a layer whose photo smp_layer_get_recipe() did not find: deleted, the words
 * for one that is gone, or that several layers are as the photo was.  Returns: (transfer none) */
const gchar *smp_layer_why_no_photo (GimpImage       *image,
                                     GimpLayer       *layer,
                                     const SmpRecipe *recipe,
                                     const gchar     *deleted);

/* The group of a stored recipe that tells of its layer. */
#define SMP_LAYER_GROUP "layer"

/* Where the layer lay when its recipe was written; all 0 where that is not told. */
GeglRectangle smp_layer_stored_place (const SmpRecipe *recipe);

/* Whether the region's channel is still as it was when the layer was drawn, so that the layer must
 * show its dots and no others. */
gboolean smp_layer_region_is_as_drawn (const SmpRecipe *recipe, GimpChannel *channel);

/* How far the image's content seems to have moved since, in pixels, where nothing better tells: as
 * far as a photo of the same size, or as much as was cut off the layer with the image. */
void smp_layer_guess_move (GimpImage       *image,
                           GimpLayer       *layer,
                           GimpLayer       *photo,
                           const SmpRecipe *recipe,
                           gdouble         *x,
                           gdouble         *y);

/* Loads the operations of this plug-in's own folder, unless GEGL has them already.  Fails with
 * SMP_ERROR_NOT_FOUND where they are not there, or where those that GEGL has are another release's,
 * which would take the parameters for others. */
gboolean smp_operations_load (GError **error);
