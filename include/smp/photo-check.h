/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a photo is fit for a simulation, before anything is treated on it. */

#pragma once

#include "head.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SmpGrade:
 * @SMP_GRADE_UNKNOWN: the photo does not tell
 * @SMP_GRADE_GOOD: nothing is in the way
 * @SMP_GRADE_FAIR: the simulation is less sure
 * @SMP_GRADE_POOR: the photo had better be taken again
 *
 * How fit a photo is in one respect.
 */
typedef enum
{
  SMP_GRADE_UNKNOWN,
  SMP_GRADE_GOOD,
  SMP_GRADE_FAIR,
  SMP_GRADE_POOR
} SmpGrade;

/**
 * SmpPhotoAspect:
 * @SMP_PHOTO_RESOLUTION: pixels a millimetre
 * @SMP_PHOTO_SHARPNESS: blur of the finest edges, standard deviation, mm
 * @SMP_PHOTO_GLARE: percent of the skin that shines
 * @SMP_PHOTO_LIGHT: lightness of the skin, or of what is brightest where dark hair may be taken for
 *   skin, 0 black to 100 white
 * @SMP_PHOTO_EVENNESS: how much more light the brighter places get than the darker ones
 * @SMP_PHOTO_HAIR: length of the hair, mm
 * @SMP_PHOTO_TILT: by how much the skin turns away from the camera, on average, degrees
 * @SMP_N_PHOTO_ASPECTS: how many there are
 *
 * What is looked at, with what the number of its reading means.
 */
typedef enum
{
  SMP_PHOTO_RESOLUTION,
  SMP_PHOTO_SHARPNESS,
  SMP_PHOTO_GLARE,
  SMP_PHOTO_LIGHT,
  SMP_PHOTO_EVENNESS,
  SMP_PHOTO_HAIR,
  SMP_PHOTO_TILT,
  SMP_N_PHOTO_ASPECTS
} SmpPhotoAspect;

/**
 * SmpPhotoReading:
 * @grade: how fit the photo is in this respect
 * @value: what was measured, 0 where nothing could be
 * @sentence: (transfer none): what is seen and what to do about it, in the person's language
 *
 * One aspect of a photo.
 */
typedef struct
{
  SmpGrade     grade;
  gdouble      value;
  const gchar *sentence;
} SmpPhotoReading;

/**
 * smp_photo_aspect_nick:
 *
 * Returns: (transfer none): its name for scripts, such as "sharpness"
 */
const gchar *smp_photo_aspect_nick (SmpPhotoAspect aspect);

/**
 * smp_photo_aspect_name:
 *
 * Returns: (transfer none): what a person calls it, in the person's language
 */
const gchar *smp_photo_aspect_name (SmpPhotoAspect aspect);

/**
 * smp_grade_nick:
 *
 * Returns: (transfer none): its name for scripts, such as "good"
 */
const gchar *smp_grade_nick (SmpGrade grade);

/**
 * smp_grade_word:
 *
 * Returns: (transfer none): what a person calls it, in the person's language
 */
const gchar *smp_grade_word (SmpGrade grade);

/**
 * smp_photo_check:
 * @photo: the photo, or the part of it that shows what is to be treated and the skin around it;
 *   linear light, three components
 * @region: what is to be treated, one component, 0 to 1, or a piece in the part's middle; the hair
 *   is looked at around it
 * @px_per_mm: scale
 * @head: (nullable): the head that the photo shows, counted from the photo's pixel 0, 0; NULL where
 *   none was found
 * @readings: (array fixed-size=7) (out): a reading for each aspect
 *
 * Looks at a photo as a practitioner would before taking it for a consultation.
 *
 * Blur is told from edges by the responses of two Gaussian derivatives: an edge that a blur s has
 * softened answers that of width t by 1 / sqrt (s^2 + t^2), so their quotient gives s (Elder and
 * Zucker 1998, local scale); of the strongest edges the median counts. Hairs are narrower than
 * edges and answer as sharper ones, so that blur is rather read too small; where hair cannot be
 * told apart for softness the photo is soft in any case. A blur of about a pixel is that of the
 * pixels, and none of the focus. Where hair hides most of the skin the course of the light is not
 * known, nor, where single hairs are not told apart, are faults of it or of the focus. Glare is as
 * in smp_glare_estimate(), hair as in smp_surroundings_measure(). The tilt
 * is that of the head's skin under @region: not known where most of that lies beside the head, and
 * poor where a tenth gets no dots (SMP_HEAD_LARGEST_TILT_DEG). What is good enough is a choice:
 * dots are some 0.25 mm wide.
 */
void smp_photo_check (const SmpPlane *photo,
                      const SmpPlane *region,
                      gdouble         px_per_mm,
                      const SmpHead  *head,
                      SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS]);

G_END_DECLS
