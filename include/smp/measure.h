/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a photo shows of the hair and the skin around a region, figure by figure and place by
 * place, with how well each is known. */

#pragma once

#include "colour.h"
#include "direction.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SmpLimit:
 * @SMP_LIMIT_NONE: the figure was measured
 *
 * Why a figure cannot be measured here: the rows of limits.def.
 */
typedef enum
{
  SMP_LIMIT_NONE,
#define SMP_REASON(value, sentence) value,
#include "limits.def"
} SmpLimit;

/**
 * smp_limit_sentence:
 *
 * Returns: (transfer none): why, in the person's words and language; "" for SMP_LIMIT_NONE.
 */
const gchar *smp_limit_sentence (SmpLimit limit);

/**
 * SmpFigure:
 * @value: the figure; 0 where it could not be measured
 * @confidence: 0 to 1; 0 where it could not be measured
 * @limit: why not, or SMP_LIMIT_NONE
 */
typedef struct
{
  gdouble  value;
  gdouble  confidence;
  SmpLimit limit;
} SmpFigure;

/**
 * SmpMark:
 * @x: column of its middle in the image, in pixels (a pixel's centre is at .5)
 * @y: row of its middle
 * @axis_x: cosine of its axis, which points right and down
 * @axis_y: sine of it
 * @length_mm: along its axis, as seen
 * @hairs: how many strokes it counts for: less than one where it may be what is left of a darker
 *   one beside it, more where others hide under it
 * @in_ring: counts towards the surroundings' density
 *
 * One stroke that was found: a hair, or several of one follicle that the photo does not show apart.
 */
typedef struct
{
  gfloat   x;
  gfloat   y;
  gfloat   axis_x;
  gfloat   axis_y;
  gfloat   length_mm;
  gfloat   hairs;
  gboolean in_ring;
} SmpMark;

/**
 * SmpLocal:
 * @SMP_LOCAL_DENSITY: strokes a cm2, see @density_per_cm2
 * @SMP_LOCAL_LENGTH: of a stroke as seen, mm
 * @SMP_LOCAL_WIDTH: mm, of a stroke of that length that takes as much light as a hair does; so that
 *   neither the photo's blur nor its sharpening changes it
 * @SMP_LOCAL_DEPTH: optical depth of a hair's middle as the photo shows it, over the skin beside
 *   it: minus the logarithm of the share of the light
 * @SMP_LOCAL_SPREAD: how far single hairs lie from the direction of their place, standard
 *   deviation, degrees
 * @SMP_LOCAL_HAIR: colour of a hair's middle, linear R, G and B, as in @hair
 * @SMP_LOCAL_SKIN: colour of the skin beside the hairs, linear R, G and B
 * @SMP_N_LOCALS: how many there are
 *
 * What is measured place by place around a region, and continued over it.
 */
typedef enum
{
  SMP_LOCAL_DENSITY,
  SMP_LOCAL_LENGTH,
  SMP_LOCAL_WIDTH,
  SMP_LOCAL_DEPTH,
  SMP_LOCAL_SPREAD,
  SMP_LOCAL_HAIR,
  SMP_LOCAL_SKIN,
  SMP_N_LOCALS
} SmpLocal;

/**
 * SMP_LEFT_BARE_WITHIN_MM:
 *
 * Bare skin that a selection leaves is told this near to it, in mm.
 */
#define SMP_LEFT_BARE_WITHIN_MM 6.0

/**
 * SmpSurroundings:
 * @ring_area_cm2: usable skin around the region
 * @ring_share: usable share of the ring
 * @left_bare_share: share of the region's outline beside which skin as bare as the region is left
 *   between it and the hair, as far as it faces hair; by chance up to 0.14 on drawn scalps.  Where
 *   it is more, such skin is no part of the ring
 * @skin_known: @skin and @mean were measured (there is enough skin)
 * @skin: colour of the skin between the hairs, without the hairs' shadows
 * @mean: mean colour, hair and all
 * @ita_deg: individual typology angle of @skin; a hint only, as the photo's light is unknown
 * @hair: colour of a hair's middle, assuming that hairs are opaque
 * @hair_known: @hair was measured
 * @density_per_cm2: strokes a cm2, as the eye counts them in the photo: hairs of one follicle that
 *   stand too close for it to show them apart count as one
 * @dot_diameter_mm: of a round dot of the same area as the average stroke as seen
 * @elongation: length over width of the average stroke as seen
 * @direction_deg: common direction, as the parameter "direction"; see @directions for its course
 * @direction_variation_deg: how far single hairs lie from the direction of their place, standard
 *   deviation
 * @photo_blur_px: standard deviation of the photo's blur
 * @edge_px: standard deviation of the blur at the edges of what was found, hair or not: the photo's
 *   own is no more; 0 where nothing was found
 * @noise: standard deviation of the light, relative, from pixel to pixel where no hair is
 * @contrast: standard deviation of the optical density at the hairs' scale, 0.05 to 0.4 mm
 * @inside_density_per_cm2: strokes a cm2 that already stand in the region
 * @directions: (nullable): the hair's direction over the region and its surroundings, with x_mm and
 *   y_mm counted from the image's corner
 * @marks: (element-type SmpMark): all strokes that were found; empty where the density is refused
 * @ring: one component, 1 where skin and hair were measured; in cells, see @cell_px
 * @left_bare: one component, in cells like @ring: 1 where skin as bare as the region is left
 *   between it and the hair, else 0; all 0 where chance would leave as much
 * @need: one component, in cells like @ring: the share of the neediest place's dots that each place
 *   of the region needs to become as dark as the ring near by, within 15 % of their mean
 * @mean_need: its mean over the region
 * @local: what is measured place by place, each with one component, or three for a colour, in
 *   cells like @ring; data is NULL where the figure could not be measured anywhere.  Each is read
 *   from the hair within some 2 mm and continues smoothly from there, nearer hair counting more, so
 *   that each side of a region is as its own surroundings are
 * @local_confidence: of each of these, one component, 0 to 1, in the same cells: the figure's own,
 *   less where few hairs are near
 * @cell_px: image pixels a sample of @ring, @need or @local is wide; their x and y are pixels all
 *   the same
 *
 * What hair and skin around a region look like.
 */
typedef struct
{
  gdouble            px_per_mm;
  gdouble            ring_area_cm2;
  gdouble            ring_share;
  gdouble            left_bare_share;
  gboolean           skin_known;
  SmpColour          skin;
  SmpColour          mean;
  gdouble            ita_deg;
  SmpColour          hair;
  gboolean           hair_known;
  SmpFigure          density_per_cm2;
  SmpFigure          dot_diameter_mm;
  SmpFigure          elongation;
  SmpFigure          direction_deg;
  SmpFigure          direction_variation_deg;
  SmpFigure          photo_blur_px;
  gdouble            edge_px;
  SmpFigure          noise;
  SmpFigure          contrast;
  SmpFigure          inside_density_per_cm2;
  SmpDirectionField *directions;
  GArray            *marks;
  SmpPlane           ring;
  SmpPlane           left_bare;
  SmpPlane           need;
  gdouble            mean_need;
  SmpPlane           local[SMP_N_LOCALS];
  SmpPlane           local_confidence[SMP_N_LOCALS];
  gint               cell_px;
} SmpSurroundings;

/**
 * smp_surroundings_measure:
 * @photo: the photo, or a part that holds the region and its ring; linear light, three or four
 *   components a pixel, of which the first three are read
 * @region: what is to be treated, one component, 0 to 1; may be smaller than @photo
 * @px_per_mm: scale
 * @ring_mm: width of the ring that is measured, in mm from the region's edge; the first millimetre
 *   is left out
 *
 * Reads the hair and skin around a region.  Left out of the ring: glare, background, ears, folds
 * and other scars (colour and lightness away from the innermost ring's), the photo's border, what
 * the selection leaves bare of a scar (in tone and contrast nearer to the region than to the hair
 * farther out); and, where hair can be counted, skin with next to none: neck, forehead, face, bare
 * patches (less than 15 % of the densest place's strokes).
 *
 * Hairs are found as dark strokes by a matched filter along the hair's own direction, brightest
 * first, each subtracted before the next (CLEAN: Hogbom 1974); direction is the structure tensor's
 * (Bigun and Granlund 1987).  Below the limits of such counting (two hairs of a follicular unit no
 * longer apart, or noise above an eighth of a hair's contrast) figures are refused, not guessed.
 *
 * Fails with SMP_ERROR_IMAGE where the region is empty or lies outside the photo, and where less
 * than half of the pixels around it are numbers.
 *
 * Returns: (transfer full) (nullable): the figures
 */
SmpSurroundings *smp_surroundings_measure (const SmpPlane *photo,
                                           const SmpPlane *region,
                                           gdouble         px_per_mm,
                                           gdouble         ring_mm,
                                           GError        **error);

/**
 * smp_surroundings_free:
 * @surroundings: (nullable): what is to be freed, with all that belongs to it
 */
void smp_surroundings_free (SmpSurroundings *surroundings);

/**
 * smp_surroundings_local:
 * @x: column in the image, in pixels (a pixel's centre is at .5)
 * @y: row
 * @values: (out): one value, or three of a colour; 0 where it was not measured
 *
 * Reads one of the local figures, between the cells' middles; beyond them the nearest cell's.
 *
 * Returns: its confidence there, 0 to 1; 0 where it was not measured
 */
gdouble smp_surroundings_local (const SmpSurroundings *surroundings,
                                SmpLocal               which,
                                gdouble                x,
                                gdouble                y,
                                gdouble               *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpSurroundings, smp_surroundings_free)

/**
 * smp_surroundings_deficit:
 * @region: what is to be treated, 0 to 1
 * @target_per_cm2: the density to reach
 * @margin_mm: how far beyond the region's edge the fill may go on, fading out
 * @density: (inout): one component; set to the share of the target that is missing, 0 to 1
 *
 * The density map of a fill: target minus the hair that stands there already, so that a half-hairy
 * edge is not treated twice, times what each place needs: the palest place gets the target, others
 * fewer.  Where no hair could be found one by one, none is taken off.
 */
void smp_surroundings_deficit (const SmpSurroundings *surroundings,
                               const SmpPlane        *region,
                               gdouble                target_per_cm2,
                               gdouble                margin_mm,
                               SmpPlane              *density);

G_END_DECLS
