/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a photo of one's own work says of the dots that were placed. */

#pragma once

#include "colour.h"
#include "measure.h"
#include "params.h"
#include "recipe.h"

G_BEGIN_DECLS

/**
 * SmpWorkLook:
 * @cover: share of the skin whose green light is below 0.62 of that of the bright skin near by
 * @mean: mean light over the bright skin near by, R, G and B
 *
 * How treated skin looks, by figures that are read alike of a photo and of a drawing.  Bright skin
 * is a mean of what is lighter than the last such mean, four times.
 */
typedef struct
{
  gdouble cover;
  gdouble mean[3];
} SmpWorkLook;

/* Bands of a texture, from fine to coarse. */
#define SMP_TEXTURE_BANDS 5

/**
 * SmpTexture:
 * @bands: noise of green light in bands from single pixels of what is read to some ten of them:
 *   standard deviations relative to its mean; all 0 where it is not known
 * @colour: the same of R, G and B, over that of green
 *
 * How uneven bare skin is in the photo, by its own relief and spots and by the photo's noise.
 */
typedef struct
{
  gdouble bands[SMP_TEXTURE_BANDS];
  gdouble colour[3];
} SmpTexture;

/**
 * SmpLearned:
 * @px_per_mm: scale of the photo
 * @area_cm2: treated skin that was read
 * @n_dots: dots that were found one by one; 0 where they cannot be told apart
 * @density_per_cm2: dots that stand
 * @dot_diameter_mm: as the parameter "dot-diameter", healed
 * @size_variation: as the parameter
 * @strength_variation: as the parameter
 * @elongation: as the parameter
 * @direction_variation_deg: as the parameter; its default, and next to no confidence, where dots
 * are round or have no direction in common
 * @irregularity: as the parameter
 * @missed_dots: as the parameter
 * @dilution: as the parameter: how dark the dots healed, whatever was in the cup
 * @depth_mm: as the parameter, when the work had healed
 * @pigment: the kind of pigment whose colour is nearest, a value of #SmpPigment
 * @params: all of these, and the other parameters' defaults; at the photo's age, scale, sharpness
 *   and direction, so that drawing them gives the photo's look; a figure that could not be read has
 *   here what makes the drawing look like the photo
 * @skin: bright skin between the dots
 * @bare: skin beside the work; of the same colour as @skin where there is none to read
 * @bare_known: whether there is
 * @photo: how the photo looks
 * @drawn: how the drawing looks
 * @sharpening: of the photo, as a share of its finest detail that was added once more
 * @texture: of the skin between the dots: that of @bare, or of usual skin where there is none to
 *   read, as strong as the drawing needs it
 * @grain: noise of the photo between the dots beyond that, of single pixels, of some and of many,
 *   relative
 *
 * What was read of one photo.
 */
typedef struct
{
  gdouble     px_per_mm;
  gdouble     area_cm2;
  guint       n_dots;
  SmpFigure   density_per_cm2;
  SmpFigure   dot_diameter_mm;
  SmpFigure   size_variation;
  SmpFigure   strength_variation;
  SmpFigure   elongation;
  SmpFigure   direction_variation_deg;
  SmpFigure   irregularity;
  SmpFigure   missed_dots;
  SmpFigure   dilution;
  SmpFigure   depth_mm;
  SmpFigure   pigment;
  SmpParams   params;
  SmpColour   skin;
  SmpColour   bare;
  gboolean    bare_known;
  SmpWorkLook photo;
  SmpWorkLook drawn;
  gdouble     sharpening;
  SmpTexture  texture;
  gdouble     grain[3];
} SmpLearned;

/**
 * smp_learn:
 * @photo: the photo, or a part that holds @treated and @bare; linear light, three or four
 *   components a pixel, of which the first three are read
 * @treated: treated skin, shaved, one component, 0 to 1; above 0.5 it is read
 * @bare: (nullable): untreated skin beside it, in the same light
 * @px_per_mm: scale
 * @at: the work's age (years, fresh) and what its fading depends on; the rest is not read
 * @stop: (nullable): not 0 once it is to be given up (SMP_ERROR_CANCELLED); set atomically
 * @learned: (out): what was read
 *
 * Reads the dots by drawing some (stipple.h, fade.h, skin.h) at the photo's scale and changing
 * their values, and the photo's sharpness, until the drawing and the photo agree in what one
 * program reads of both: mean light and cover over bright skin, spots a cm2, the mean spot's
 * profile, contrast by size, shape, spread and spacing.  So merging, overlooked dots, blur and
 * ageing are the same in both, and fall out.  Figures for which the photo does not suffice are
 * refused, each with its reason; the drawing looks like the photo all the same.
 *
 * Fails with SMP_ERROR_IMAGE, in a sentence that says what to do, where there is too little treated
 * skin, where it shows no dots, where hair stands among them, where no drawing comes to look like
 * it, and where the photo is too coarse.
 *
 * Returns: whether it could be read
 */
gboolean smp_learn (const SmpPlane  *photo,
                    const SmpPlane  *treated,
                    const SmpPlane  *bare,
                    gdouble          px_per_mm,
                    const SmpParams *at,
                    const gint      *stop,
                    SmpLearned      *learned,
                    GError         **error);

/**
 * SMP_UNTREATED_AROUND_MM:
 *
 * So far around the work untreated skin is looked for.
 */
#define SMP_UNTREATED_AROUND_MM 60.0

/**
 * SMP_UNTREATED_LEAST:
 *
 * Untreated skin that is trusted less is not taken.
 */
#define SMP_UNTREATED_LEAST 0.2

/**
 * SmpUntreated:
 * @area_cm2: how much untreated skin was found
 * @distance_mm: how far its nearest place is from the treated
 * @confidence: that it is untreated, in the same light, 0 to 1
 *
 * Untreated skin beside the work.
 */
typedef struct
{
  gdouble area_cm2;
  gdouble distance_mm;
  gdouble confidence;
} SmpUntreated;

/**
 * smp_untreated_find:
 * @photo: the photo around @treated, to %SMP_UNTREATED_AROUND_MM; linear light, three or four
 * components a pixel, of which the first three are read
 * @treated: treated skin, one component, 0 to 1
 * @person: (nullable): the mask of smp_head_outline_mask() for the whole photo, where there is one
 * @person_px: how many pixels one of its is wide and high
 * @px_per_mm: scale
 * @bare: (inout): one component: set to 1 where untreated skin was found, else 0
 * @found: (out): what was found
 *
 * Finds untreated skin beside the work, for smp_learn(): what can be reached from the treated skin
 * without crossing an edge, has its colour or is redder, is not much darker, has no spots as dark
 * as the work's marks nor fine contrast like theirs (dots, hair), is flat (no ear, no fold), and
 * does not shine.  Of several such patches it is that of which most lies near, in one light.
 *
 * Returns: whether any was found that can be trusted; where not, @bare is 0
 */
gboolean smp_untreated_find (const SmpPlane *photo,
                             const SmpPlane *treated,
                             const SmpPlane *person,
                             gint            person_px,
                             gdouble         px_per_mm,
                             SmpPlane       *bare,
                             SmpUntreated   *found);

/**
 * smp_learned_draw:
 * @picture: (inout): a rectangle, of three components a pixel, linear light
 *
 * Draws treated skin as it was read: dots, at the photo's age, on skin of one colour, as sharp and
 * as noisy as the photo.  It shows whether what was read is true.
 */
void smp_learned_draw (const SmpLearned *learned, SmpPlane *picture);

/**
 * smp_learned_preset:
 * @before: (nullable): a preset that other photos were learnt into; the photo is added to them
 * @name: what it is to be called
 * @date: today, as people read it
 *
 * A preset of what was learnt.  Of several photos each value is the middle of theirs, each counting
 * as far as it is trusted; how far they differ is the preset's source.  Figures that could not be
 * read count next to nothing beside such as could.  The file keeps each photo's figures, and
 * nothing else of it.
 *
 * Returns: (transfer full): for smp_recipe_to_text_as_read()
 */
SmpRecipe *smp_learned_preset (const SmpLearned *learned,
                               const SmpRecipe  *before,
                               const gchar      *name,
                               const gchar      *date);

/**
 * smp_learned_preset_photos:
 *
 * Returns: how many photos a preset was learnt from; 0 for others.
 */
guint smp_learned_preset_photos (const SmpRecipe *preset);

G_END_DECLS
