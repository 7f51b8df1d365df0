/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values whose dots make a region look like its surroundings, and how alike they are then. */

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
 * SmpVisibility:
 * @SMP_VISIBILITY_NOT_FOUND: not found by the eye
 * @SMP_VISIBILITY_IF_LOOKED_FOR: found if one looks
 * @SMP_VISIBILITY_SEEN: seen
 * @SMP_VISIBILITY_STANDS_OUT: stands out
 * @SMP_VISIBILITY_NOT_JUDGED: nobody can tell from this photo: its hair is too long for dots to be
 *   like
 *
 * How a region is seen beside its surroundings.
 */
typedef enum
{
  SMP_VISIBILITY_NOT_FOUND,
  SMP_VISIBILITY_IF_LOOKED_FOR,
  SMP_VISIBILITY_SEEN,
  SMP_VISIBILITY_STANDS_OUT,
  SMP_VISIBILITY_NOT_JUDGED
} SmpVisibility;

/**
 * SmpReach:
 * @SMP_REACH_WITHIN: nothing gives the region away
 * @SMP_REACH_PALE: it is too light, whatever dots a needle can set
 * @SMP_REACH_FEW: it is too light, but other dots would make it darker
 * @SMP_REACH_DARK: it is too dark as it is, without dots
 * @SMP_REACH_DARK_DOTS: the dots make it too dark
 * @SMP_REACH_HUE: what stays is a difference of hue
 * @SMP_REACH_SHINE: it shines
 * @SMP_REACH_FAINT: the colour comes near enough, but the contrast is less than around
 * @SMP_REACH_LOUD: the dots make the contrast more than around
 * @SMP_REACH_UNEVEN: the contrast is more than around, and mostly was without dots
 * @SMP_REACH_SPOT: single places are lighter or darker than any around, the rest comes near enough
 * @SMP_REACH_LEFT: bare skin is left between the region and the hair around
 * @SMP_REACH_LENGTH: the hair around is longer than any dot
 * @SMP_REACH_RESOLUTION: the photo shows no single hairs, so that texture cannot be compared
 * @SMP_REACH_TEXTURE: the colour and contrast come near enough, but not how fine the pattern is
 *
 * What gives a region away most.
 */
typedef enum
{
  SMP_REACH_WITHIN,
  SMP_REACH_PALE,
  SMP_REACH_FEW,
  SMP_REACH_DARK,
  SMP_REACH_DARK_DOTS,
  SMP_REACH_HUE,
  SMP_REACH_SHINE,
  SMP_REACH_FAINT,
  SMP_REACH_LOUD,
  SMP_REACH_UNEVEN,
  SMP_REACH_SPOT,
  SMP_REACH_LEFT,
  SMP_REACH_LENGTH,
  SMP_REACH_RESOLUTION,
  SMP_REACH_TEXTURE
} SmpReach;

/**
 * SmpVerdict:
 * @place_delta_e: CIEDE2000 of the region's 3 mm discs from the ring near by, on average over the
 *   region, so that too light here does not make up for too dark there
 * @worst_delta_e: the same, on average over the worst tenth of the region
 * @acceptable_delta_e: what is acceptable on such skin, see smp_match_acceptable_delta_e()
 * @share_beyond: share of the region where discs differ by more than that
 * @broad_delta_e: CIEDE2000 of the region's parts of 12 mm from the ring near by, on average over
 *   the region: what is alike in all of a part is seen from afar, however uneven the hair is
 * @ring_delta_e: @place_delta_e of the ring itself, without dots: what is natural
 * @ring_worst_delta_e: its @worst_delta_e
 * @ring_share_beyond: its @share_beyond
 * @lightest: by how much the lightest place is lighter than the ring near by, L*
 * @darkest: the same of the darkest place; below 0 where it is darker
 * @darkened: by how much the place that dots make too dark the most is darker with them than the
 *   ring near by, or than it was without them where that is darker, L*; 0 where there is none
 * @ring_lightest: @lightest of the ring itself
 * @ring_darkest: its @darkest
 * @mean_delta_e_2000: CIEDE2000 of the whole region's mean from the ring's near by
 * @mean_lab: CIELAB of the whole region's mean less the ring's near by: what the difference is of
 * @contrast_ratio: the region's contrast over the ring's
 * @mark_distance: root mean square of the logarithm of the marks' ratios; 0 is dots as dark and of
 *   the same hue as the hair around
 * @band_distance: root mean square of the logarithm of the bands' ratios; 0 is equal texture
 * @patch_band_distance: the same between any two patches of 7 mm of the ring itself, root mean
 *   square: what is natural
 * @visibility: the worst that any of these comes to; not found is what differs no more than the
 *   ring does from itself, and never dots beside hair that could not be counted, nor such as leave
 *   bare skin between themselves and the hair; dots beside hair that is too long are not judged
 * @reach: why it is not SMP_VISIBILITY_NOT_FOUND
 *
 * How close a region is to its surroundings.
 */
typedef struct
{
  gdouble       place_delta_e;
  gdouble       worst_delta_e;
  gdouble       acceptable_delta_e;
  gdouble       share_beyond;
  gdouble       broad_delta_e;
  gdouble       ring_delta_e;
  gdouble       ring_worst_delta_e;
  gdouble       ring_share_beyond;
  gdouble       lightest;
  gdouble       darkest;
  gdouble       darkened;
  gdouble       ring_lightest;
  gdouble       ring_darkest;
  gdouble       mean_delta_e_2000;
  gdouble       mean_lab[3];
  gdouble       contrast_ratio;
  gdouble       mark_distance;
  gdouble       band_distance;
  gdouble       patch_band_distance;
  SmpVisibility visibility;
  SmpReach      reach;
} SmpVerdict;

/* Beyond these a region cannot be taken for a part of its surroundings. */
#define SMP_MATCH_MOST_DELTA_E  1.5 /* @place_delta_e, on light skin */
#define SMP_MATCH_MOST_BROAD    1.2 /* @broad_delta_e, on light skin */
#define SMP_MATCH_MOST_WORST    3.0 /* @worst_delta_e, on light skin */
#define SMP_MATCH_MOST_CONTRAST 0.1 /* of @contrast_ratio from 1 */
#define SMP_MATCH_MOST_TEXTURE  0.1 /* of @band_distance beyond @patch_band_distance */

/**
 * smp_match_acceptable_delta_e:
 * @ita_deg: individual typology angle of the skin
 *
 * Differences of colour of skin are acceptable up to 1.8 on light skin and up to 2.6 on dark skin
 * (Leow and others 2006, in CIELAB); between the angles of 41 and -30 degrees, where light skin
 * ends and dark skin begins (Chardon 1991), it is interpolated.
 *
 * Returns: the CIEDE2000 that is acceptable
 */
gdouble smp_match_acceptable_delta_e (gdouble ita_deg);

/**
 * smp_visibility_word:
 *
 * Returns: (transfer none): how the region is seen, in the person's language, such as "found if one
 *   looks".
 */
const gchar *smp_visibility_word (SmpVisibility visibility);

/**
 * smp_verdict_tone_words:
 *
 * Returns: (transfer none): how dark the whole region is beside its surroundings, in the person's
 *   language, such as "a shade paler than around"; measured by what is acceptable on such skin: up
 *   to half of it is as dark, up to all of it a shade, up to twice of it clearly (a choice).
 */
const gchar *smp_verdict_tone_words (const SmpVerdict *verdict);

/**
 * smp_verdict_figures:
 * @before: what was said without dots
 * @after: and with them
 *
 * Returns: (transfer full): the figures behind the words, for those who work with such, as several
 *   lines in the person's language.
 */
gchar *smp_verdict_figures (const SmpVerdict *before, const SmpVerdict *after);

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
 * @coverage_warning: @coverage is above %SMP_HELMET: the dots would merge to a helmet
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

/**
 * smp_matcher_free:
 * @matcher: (nullable): what is to be freed, with all that belongs to it
 */
void smp_matcher_free (SmpMatcher *matcher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpMatcher, smp_matcher_free)

/**
 * smp_matcher_solve:
 * @params: (inout): a preset's values; scale, density, dilution, dot diameter, elongation,
 *   directions and their variation, irregularity, pigment and blur are set as far as they
 *   could be measured or solved
 * @match: (out): what to expect
 *
 * Solves for dots that make the region's mean colour, contrast, texture and marks those of the
 * ring, by drawing parts of the region (three of 7 mm at most) with smp_stipple_render() and
 * smp_skin_render() some fifty times (least squares: Marquardt 1963), and then all of the region a
 * few times, where that has no more than 8 megapixels: each place gets the share of the dots with
 * which it becomes as dark as the ring near by, and not darker (see smp_matcher_density()); @match
 * is of that.
 *
 * Dots stay dots: longer hair is met by more of them, not by longer or larger ones.  Bounds are
 * those of the craft: healed dots of 0.16 to 0.36 mm, but not above a hair's area, of an elongation
 * of 2 at most, 8 to 30 parts of water, 40 to 300 dots a cm2 that stand, up to 340 where a place
 * needs them; covering more than a fifth of the skin counts against a solution.  Beside hair whose
 * strokes are larger than any dot, which no dots look like, these are 12 parts of water and 300
 * dots a cm2 that are placed at most, set evenly: black dots there are seen before a paler tone is.
 * The pigment is carbon, or the warmer one where hair is of the skin's hue.  Irregularity follows
 * the texture around; where the photo's blur could not be measured it is solved for too, since dots
 * sharper than the hair around are seen at once.
 *
 * Where no dots bring the region nearer to what is around it, the density is 0, the other values
 * are those measured or of the preset, and @match is of the bare region.
 */
void smp_matcher_solve (SmpMatcher *matcher, SmpParams *params, SmpMatch *match);

/**
 * smp_matcher_lay_evenly:
 * @params: (inout): the values that smp_matcher_solve() gave
 *
 * For who does not draw what smp_matcher_density() says: makes the density that of the mean place,
 * of which otherwise the palest place alone gets all, and judges evenly laid dots from now on.
 */
void smp_matcher_lay_evenly (SmpMatcher *matcher, SmpParams *params);

/**
 * smp_matcher_predict:
 * @params: any values
 * @match: (out): what to expect of them; measured is 0
 *
 * Judges values by drawing the region, or the same parts of it where it is larger than two
 * megapixels: quick enough for a slider.
 */
void smp_matcher_predict (SmpMatcher *matcher, const SmpParams *params, SmpMatch *match);

/**
 * SMP_MAP_LEFT_BARE:
 *
 * Bare skin beside hair differs by more than is acceptable; by how much is not read.
 */
#define SMP_MAP_LEFT_BARE 1.5f

/**
 * smp_matcher_map:
 * @map: (inout): one component, a rectangle of the photo: set to how much each pixel's disc of 3 mm
 *   differs from the ring near by, in units of what is acceptable on such skin; outside the
 *   region, %SMP_MAP_LEFT_BARE where bare skin is left beside it; 0 where nothing was judged
 *
 * Where the region is found, with the values that were judged last, by smp_matcher_predict() or
 * smp_matcher_solve().
 */
void smp_matcher_map (const SmpMatcher *matcher, SmpPlane *map);

/**
 * smp_matcher_reason:
 * @params: the values of what was judged
 * @verdict: what smp_match_verdict() said of it
 *
 * What is too pale is so for want of dots, or because more of them would merge or stand out: that
 * is where the solution's are no darker.
 *
 * Returns: what gives the region away
 */
SmpReach
smp_matcher_reason (const SmpMatcher *matcher, const SmpParams *params, const SmpVerdict *verdict);

/**
 * smp_matcher_density:
 * @params: any values, of which density and margin count
 * @density: (inout): one component; set to the share of the density to be set, 0 to 1
 *
 * The density map of a fill: smp_surroundings_deficit()'s, weighed as the last solution found that
 * each place needs it so as to become as dark as the ring near by, and not darker; as it is where
 * nothing was solved.
 */
void smp_matcher_density (const SmpMatcher *matcher, const SmpParams *params, SmpPlane *density);

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
 * smp_match_map:
 * @photo: as for smp_match_verdict()
 * @light: (nullable): as there
 * @region: as there
 * @map: (inout): as for smp_matcher_map()
 *
 * Where any result is found, drawn by whatever values.
 */
void smp_match_map (const SmpPlane        *photo,
                    const SmpPlane        *light,
                    const SmpPlane        *region,
                    const SmpSurroundings *surroundings,
                    SmpPlane              *map);

G_END_DECLS
