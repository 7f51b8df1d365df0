/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A prediction beside what became of it: the healed photo, laid over the case, in the same light,
 * place by place, and what the values should have been. */

#pragma once

#include "colour.h"
#include "params.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SMP_RESULT_PLACE_MM:
 *
 * The side of the places that figures are given of: some hundred dots each.
 */
#define SMP_RESULT_PLACE_MM 10.0

/**
 * SmpLightFit:
 * @gain: the healed photo's light over the prediction's, on the same untreated skin, R, G and B
 * @spread: how unalike that is from place to place: standard deviation of the luminance's
 *   logarithm, robust; light from another side shows here
 * @n_places: how many places of skin it is of, 2 mm each
 *
 * How the light and the white balance of two photos differ.
 */
typedef struct
{
  gdouble gain[3];
  gdouble spread;
  guint   n_places;
} SmpLightFit;

/**
 * smp_light_fit:
 * @predicted: the prediction: linear light, three components
 * @real: the healed photo as it lies over it, of the same place and size; no number (NAN) where
 *   there is none of it
 * @region: what was treated, one component, 0 to 1; covers at least @predicted
 * @fit: (out): what differs
 *
 * Reads untreated skin from 2 to 15 mm beside the region, in places of 2 mm: the median of their
 * ratios, and again of those that lie near it.
 *
 * Fails with SMP_ERROR_IMAGE, in a sentence, where there is too little of it in both photos, or
 * where it is so unlike that no light explains it.
 *
 * Returns: whether it was found
 */
gboolean smp_light_fit (const SmpPlane *predicted,
                        const SmpPlane *real,
                        const SmpPlane *region,
                        gdouble         px_per_mm,
                        SmpLightFit    *fit,
                        GError        **error);

/**
 * smp_light_correct:
 * @real: (inout): the healed photo as it lies over the prediction, changed to the prediction's
 *   light: for comparing and showing alone
 */
void smp_light_correct (const SmpLightFit *fit, SmpPlane *real);

/**
 * smp_sharpness_fit:
 * @predicted: as for smp_light_fit()
 * @real: the healed photo, in the prediction's light
 * @variance_px2: (out): by how much the healed photo is the more blurred: variance of a Gaussian,
 * in square pixels; below 0 where it is the sharper one; 0 where it cannot be told
 *
 * Compares how fine the texture of untreated skin and hair is in both, 0.1 to 0.2 mm beside 0.2 to
 * 0.4 mm.
 *
 * Returns: FALSE where there is too little of it, or it shows no texture
 */
gboolean smp_sharpness_fit (const SmpPlane *predicted,
                            const SmpPlane *real,
                            const SmpPlane *region,
                            gdouble         px_per_mm,
                            gdouble        *variance_px2);

/**
 * smp_sharpness_match:
 * @variance_px2: what smp_sharpness_fit() says
 * @predicted: (inout): blurred where it is the sharper one
 * @real: (inout): the same
 *
 * Makes the two as sharp as each other, to be compared: else a blurred photo's dots would be taken
 * for wide and pale ones.
 */
void smp_sharpness_match (gdouble variance_px2, SmpPlane *predicted, SmpPlane *real);

/**
 * SmpResultSide:
 * @mean: mean colour
 * @cover: share of the skin that is darker than the brighter skin around it (its eighth tenth) by
 *   15 % or more: dots and hair
 * @contrast: standard deviation of the optical density from 0.05 to 0.4 mm
 *
 * What a place looks like in one of the two.
 */
typedef struct
{
  SmpColour mean;
  gdouble   cover;
  gdouble   contrast;
} SmpResultSide;

/**
 * SmpResultPlace:
 * @x: its corner's column in the image, in pixels
 * @y: its row
 * @size_px: its side
 * @share: share of it that was treated and that both photos show
 * @predicted: as predicted
 * @real: as it healed, in the prediction's light
 * @delta_e: CIEDE2000 between the two means
 *
 * One place, or all of them.
 */
typedef struct
{
  gint          x, y, size_px;
  gdouble       share;
  SmpResultSide predicted;
  SmpResultSide real;
  gdouble       delta_e;
} SmpResultPlace;

/**
 * SmpResult:
 * @places: (element-type SmpResultPlace): those of which at least 0.4 was treated, row by row
 * @whole: all that was treated; its size_px is 0
 * @place_delta_e: @delta_e of the places, on average, weighted with their shares: too light here
 *   does not make up for too dark there
 *
 * How a prediction and the result differ.
 */
typedef struct
{
  GArray        *places;
  SmpResultPlace whole;
  gdouble        place_delta_e;
} SmpResult;

/**
 * smp_result_compare:
 * @predicted: as for smp_light_fit()
 * @real: the healed photo, in the prediction's light
 *
 * Fails with SMP_ERROR_IMAGE where nothing that was treated is to be seen in both photos.
 *
 * Returns: (transfer full) (nullable): the figures
 */
SmpResult *smp_result_compare (const SmpPlane *predicted,
                               const SmpPlane *real,
                               const SmpPlane *region,
                               gdouble         px_per_mm,
                               GError        **error);

/**
 * smp_result_free:
 * @result: (nullable): what is to be freed, with its places
 */
void smp_result_free (SmpResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpResult, smp_result_free)

/**
 * SmpResultChange:
 * @density: times as many dots
 * @darkness: times as much pigment in a dot
 * @size: times as wide
 * @density_error: how well @density is known: standard deviation of its logarithm
 * @darkness_error: the same of @darkness
 * @size_error: the same of @size
 * @misfit: what the changed values still leave, root mean square of the logarithms of mean depth,
 *   contrast and texture; 0 is nothing
 *
 * What the values should have been, over what they were; 1 is right.
 */
typedef struct
{
  gdouble density;
  gdouble darkness;
  gdouble size;
  gdouble density_error;
  gdouble darkness_error;
  gdouble size_error;
  gdouble misfit;
} SmpResultChange;

/**
 * SMP_RESULT_NO_CHANGE:
 *
 * The change where the values were right.
 */
#define SMP_RESULT_NO_CHANGE ((SmpResultChange) { 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0 })

/**
 * smp_result_solve:
 * @before: the photo without dots, three components, of the prediction's place and size
 * @predicted: the prediction
 * @real: the healed photo, in the prediction's light
 * @density: the treated layer's map of densities, 0 to 1
 * @params: the values that the prediction was drawn with
 * @variance_px2: the blur that smp_sharpness_match() put on the prediction; not above 0 for none
 * @change: (out): what they should have been
 *
 * Draws a part of the region, of 20 mm at most, with other densities, dilutions and dot sizes,
 * until its mean depth, contrast and texture differ from those of the prediction as the healed
 * photo's do (least squares: Marquardt 1963): more dots change depth more than contrast, darker
 * ones both, larger ones the texture.  By how much the two photos differ in sharpness is known with
 * an error, which is sought along with them: so what sharpness alone could explain makes the values
 * uncertain, and not wrong.
 *
 * Fails with SMP_ERROR_IMAGE where too little of it is to be seen in both photos.
 *
 * Returns: whether it was found
 */
gboolean smp_result_solve (const SmpPlane  *before,
                           const SmpPlane  *predicted,
                           const SmpPlane  *real,
                           const SmpPlane  *density,
                           const SmpParams *params,
                           gdouble          variance_px2,
                           SmpResultChange *change,
                           GError         **error);

/**
 * smp_result_apply:
 * @params: (inout): the prediction's values; those that would have been right after, within their
 *   ranges; what is not known stays as it was
 */
void smp_result_apply (const SmpResultChange *change, SmpParams *params);

/**
 * smp_result_tells:
 *
 * Returns: whether any of the values is known
 */
gboolean smp_result_tells (const SmpResultChange *change);

/**
 * smp_result_words:
 * @params: the prediction's values
 *
 * Returns: (transfer full): what the values should be, in one sentence each for density, dilution
 *   and dot size, one a line; what differs by less than is noticed is said to be right, and what is
 * not known to be that
 */
gchar *smp_result_words (const SmpResultChange *change, const SmpParams *params);

G_END_DECLS
