/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "measure.h"
#include "params.h"

G_BEGIN_DECLS

/**
 * SMP_MATCH_BANDS:
 *
 * The scales at which texture is compared: 0.05 to 0.1, 0.1 to 0.2, and 0.2 to 0.4 mm.
 */
#define SMP_MATCH_BANDS 3

/**
 * SmpLook:
 * @mean: mean colour
 * @bands: standard deviation of the optical density in each band
 * @contrast: the same over all bands, 0.05 to 0.4 mm
 * @patch_distance: @band_distance (see SmpVerdict) of any two patches of 7 mm of it, root mean
 *   square
 * @mark: light of the hairs or dots, the darkest tenth at that scale, over @mean, per channel
 *
 * What a patch of scalp looks like from a little way off.
 */
typedef struct
{
  SmpColour mean;
  gdouble   bands[SMP_MATCH_BANDS];
  gdouble   contrast;
  gdouble   patch_distance;
  gdouble   mark[3];
} SmpLook;

/**
 * SmpMatchClass:
 *
 * Classes of scars by their CIELAB difference from the skin around (Cheon 2010: 4.4, 9.6, 17.8 and
 * 29.1 on average); the limits lie half-way.
 */
typedef enum
{
  SMP_MATCH_PERFECT,
  SMP_MATCH_SLIGHT,
  SMP_MATCH_OBVIOUS,
  SMP_MATCH_GROSS
} SmpMatchClass;

/**
 * SmpVerdict:
 * @delta_e_76: CIELAB distance of the region's 3 mm discs from the ring's mean near by, on average
 * @delta_e_2000: the same by CIEDE2000; untouched scalp has 1 to 3, as hair is never even
 * @mean_delta_e_76: CIELAB distance of the whole region's mean from the ring's near by
 * @mean_delta_e_2000: the same by CIEDE2000
 * @mean_lab: CIELAB of the whole region's mean less the ring's near by: what the differences are of
 * @match_class: the class of @mean_delta_e_76
 * @contrast_ratio: the region's contrast over the ring's
 * @mark_distance: root mean square of the logarithm of the marks' ratios; 0 is dots as dark and of
 *   the same hue as the hair around
 * @band_distance: root mean square of the logarithm of the bands' ratios; 0 is equal texture
 * @patch_band_distance: the same between any two patches of 7 mm of the ring itself, root mean
 *   square: what is natural
 *
 * How close a region is to its surroundings.
 */
typedef struct
{
  gdouble       delta_e_76;
  gdouble       delta_e_2000;
  gdouble       mean_delta_e_76;
  gdouble       mean_delta_e_2000;
  gdouble       mean_lab[3];
  SmpMatchClass match_class;
  gdouble       contrast_ratio;
  gdouble       mark_distance;
  gdouble       band_distance;
  gdouble       patch_band_distance;
} SmpVerdict;

/* Beyond these a region cannot be taken for a part of its surroundings. */
#define SMP_MATCH_MOST_DELTA_E  2.0 /* CIEDE2000, @mean_delta_e_2000 */
#define SMP_MATCH_MOST_CONTRAST 0.1 /* of @contrast_ratio from 1 */

/**
 * SmpReach:
 * @SMP_REACH_WITHIN: mean colour and contrast come near enough
 * @SMP_REACH_PALE: the region stays too light
 * @SMP_REACH_DARK: the region is too dark as it is
 * @SMP_REACH_HUE: what stays is a difference of hue
 * @SMP_REACH_SHINE: the region shines
 * @SMP_REACH_CONTRAST: the colour comes near enough, but not the contrast
 *
 * Whether dots can conceal a region, and why not.
 */
typedef enum
{
  SMP_REACH_WITHIN,
  SMP_REACH_PALE,
  SMP_REACH_DARK,
  SMP_REACH_HUE,
  SMP_REACH_SHINE,
  SMP_REACH_CONTRAST
} SmpReach;

/**
 * smp_reach_sentence:
 *
 * Returns: (transfer none): why, of "it", in the person's words and language; "" for
 *   SMP_REACH_WITHIN.
 */
const gchar *smp_reach_sentence (SmpReach reach);

/**
 * SmpMatch:
 * @before: the region as it is
 * @predicted: the same with @params' dots, as the solution expects it
 * @coverage: share of the region's skin under dots, on average
 * @coverage_warning: @coverage is above 20 %: the dots would merge to a helmet
 * @reach: whether @predicted's mean colour and contrast are within SMP_MATCH_MOST_DELTA_E and
 *   SMP_MATCH_MOST_CONTRAST, and why not
 * @out_of_reach: @reach is not SMP_REACH_WITHIN
 * @measured: a bit (1 << 0) density, (1 << 1) dot size, (1 << 2) elongation, (1 << 3) direction,
 *   (1 << 4) blur, for each value that was measured around and not left to the solution or the
 *   preset
 */
typedef struct
{
  SmpVerdict before;
  SmpVerdict predicted;
  gdouble    coverage;
  gboolean   coverage_warning;
  SmpReach   reach;
  gboolean   out_of_reach;
  guint      measured;
} SmpMatch;

/**
 * SmpMatcher:
 *
 * A region and its surroundings, prepared for trying values on.
 */
typedef struct _SmpMatcher SmpMatcher;

/**
 * smp_matcher_new:
 * @photo: the photo in linear light, as for smp_surroundings_measure()
 * @region: what is to be treated, 0 to 1; not owned, and needed as long as the matcher
 * @surroundings: what was measured around it; not owned either
 *
 * Fails with SMP_ERROR_IMAGE where the surroundings' skin could not be measured.
 *
 * Returns: (transfer full) (nullable): the matcher
 */
SmpMatcher *smp_matcher_new (const SmpPlane        *photo,
                             const SmpPlane        *region,
                             const SmpSurroundings *surroundings,
                             GError               **error);

void smp_matcher_free (SmpMatcher *matcher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpMatcher, smp_matcher_free)

/**
 * smp_matcher_solve:
 * @params: (inout): a preset's values; scale, density, dilution, dot diameter, elongation,
 *   directions and their variation, irregularity, depth, pigment and blur are set as far as they
 *   could be measured or solved
 * @match: (out): what to expect
 *
 * Solves for dots that make the region's mean colour, contrast, texture and marks those of the
 * ring, by drawing parts of the region (three of 7 mm at most) with smp_stipple_render() and
 * smp_skin_render() some hundred times (least squares: Marquardt 1963), and then all of the region
 * a few times, since its parts are not quite the whole: @match is of the whole, where that has no
 * more than 8 megapixels.  Irregularity follows the texture around, depth the hue of the hair
 * within 0.02 to 0.08 mm; where the photo's blur could not be measured it is solved for too, since
 * dots sharper than the hair around are seen at once.  Bounds are those of the craft: 0.12 to 0.5
 * mm, 6 to 30 parts of water, 40 to 250 dots a cm2 that stand and within half as many again of what
 * stands around; covering more than a fifth of the skin counts against a solution.
 */
void smp_matcher_solve (SmpMatcher *matcher, SmpParams *params, SmpMatch *match);

/**
 * smp_matcher_predict:
 * @params: any values
 * @match: (out): what to expect of them; measured is 0
 *
 * Judges values on the same parts of the region, corrected as the last solution's whole was found
 * to differ from its parts: quick enough for a slider.
 */
void smp_matcher_predict (SmpMatcher *matcher, const SmpParams *params, SmpMatch *match);

/**
 * smp_match_verdict:
 * @photo: the photo in linear light
 * @light: (nullable): four components, the share of light that comes back (see skin.h), where it
 *   is known, for the part of the photo's light that is no glare; NULL for the photo as it is
 * @region: what was treated, 0 to 1
 * @verdict: (out): how close the region is to the ring
 *
 * Judges any result, drawn by whatever values.
 */
void smp_match_verdict (const SmpPlane        *photo,
                        const SmpPlane        *light,
                        const SmpPlane        *region,
                        const SmpSurroundings *surroundings,
                        SmpVerdict            *verdict);

/**
 * smp_match_class_label:
 *
 * Returns: (transfer none): the class in the person's language, such as "slight mismatch".
 */
const gchar *smp_match_class_label (SmpMatchClass match_class);

G_END_DECLS
