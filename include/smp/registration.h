/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the places of one photo lie in another of the same head, taken at another time: from points
 * that a person sets, or found. */

#pragma once

#include "affine.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SMP_REGISTRATION_LEAST_PAIRS:
 *
 * How many pairs of points are asked for at least: two would fit whatever they are.
 */
#define SMP_REGISTRATION_LEAST_PAIRS 3

/**
 * SMP_REGISTRATION_LEAST_BENT:
 *
 * How many pairs of points are asked for at least where the map may bend: fewer would hardly tell
 * bending from points that are set a little off.
 */
#define SMP_REGISTRATION_LEAST_BENT 6

/**
 * SMP_REGISTRATION_MOST_BENT:
 *
 * How many pairs of points a map may be bent by at most.
 */
#define SMP_REGISTRATION_MOST_BENT 100

/**
 * SmpPointPair:
 * @x: column in the first photo, in pixels
 * @y: row
 * @to_x: column of the same spot in the second
 * @to_y: row
 *
 * A spot of the skin, and where either photo shows it.
 */
typedef struct
{
  gdouble x, y;
  gdouble to_x, to_y;
} SmpPointPair;

/**
 * SmpRegistrationKind:
 * @SMP_REGISTRATION_SIMILARITY: moved, turned, and nearer or farther: the head seen from the same
 *   side
 * @SMP_REGISTRATION_AFFINE: also stretched and sheared: a flat part of it seen from another side
 * @SMP_REGISTRATION_THIN_PLATE: also bent: a round part of it seen from another side, or skin that
 *   has moved
 * @SMP_REGISTRATION_AUTOMATIC: the plainest of these that the points justify; no registration is of
 *   this kind
 *
 * What may differ between the two.
 */
typedef enum
{
  SMP_REGISTRATION_SIMILARITY,
  SMP_REGISTRATION_AFFINE,
  SMP_REGISTRATION_THIN_PLATE,
  SMP_REGISTRATION_AUTOMATIC
} SmpRegistrationKind;

/**
 * SmpBend:
 * @n_knots: how many points bend it; 0 where nothing does
 * @x: column of the knots' middle, in pixels of the first photo
 * @y: row
 * @unit_px: what the other numbers are measured in
 * @least: left and top of where it bends; beyond, it moves places as the nearest place of it
 * @most: right and bottom
 * @plane: columns and rows of the second photo more, for 1, x and y
 * @knots: the points' places
 * @weights: how much each bends columns and rows
 *
 * What a map does beyond the best affine one: a thin plate's bending, r^2 log (r^2) around each
 * knot (Bookstein 1989).
 */
typedef struct
{
  guint   n_knots;
  gdouble x, y, unit_px;
  gdouble least[2], most[2];
  gdouble plane[2][3];
  gdouble knots[SMP_REGISTRATION_MOST_BENT][2];
  gdouble weights[SMP_REGISTRATION_MOST_BENT][2];
} SmpBend;

/**
 * SmpRegistration:
 * @kind: what differs between the two
 * @map: takes places of the first photo to the second, less what is bent
 * @bend: what is bent
 * @bent_px: the most that any pair is moved by bending, in pixels of the first photo
 * @rms_px: by how much the pairs of points miss each other, root mean square, in pixels of the
 *   first photo; of a found one, the parts that agree; of a bent one, by how much each misses where
 *   all the others put it
 * @worst_px: the most that any of them does
 * @n_parts: parts of the picture that were looked at; 0 of points
 * @n_agreeing: how many of these lie where the map says
 *
 * How one photo lies over the other.
 */
typedef struct
{
  SmpRegistrationKind kind;
  SmpAffine           map;
  SmpBend             bend;
  gdouble             bent_px;
  gdouble             rms_px;
  gdouble             worst_px;
  guint               n_parts;
  guint               n_agreeing;
} SmpRegistration;

/**
 * smp_registration_apply:
 * @x: (inout): a place's column in the first photo
 * @y: (inout): its row
 *
 * Takes a place to where the second photo shows it.
 */
void smp_registration_apply (const SmpRegistration *registration, gdouble *x, gdouble *y);

/**
 * smp_registration_enlarge:
 * @registration: (inout): of two reduced photos; of the photos themselves after
 * @px: how many pixels of the first photo one of the reduced one is wide
 * @other_px: the same of the second
 */
void smp_registration_enlarge (SmpRegistration *registration, gdouble px, gdouble other_px);

/**
 * smp_registration_fit:
 * @pairs: (array length=n_pairs): points of both photos, in the same order
 * @registration: (out): the best map of that kind, in the sense of least squares
 *
 * What is justified is judged by how far each point lies from where all the others would put it: a
 * richer map is taken where that falls by a quarter.  By the same measure a thin plate is as stiff
 * as the points ask for (smoothing, Wahba 1990), and stiffer where it would fold, or stretch or
 * squeeze any place to more than double or less than half.
 *
 * Fails with SMP_ERROR_IMAGE, in a sentence, where there are fewer than
 * %SMP_REGISTRATION_LEAST_PAIRS, where they lie in one line or on one spot, where the map would
 * mirror or scale by more than five, and where they miss each other, bending left out, by more than
 * a twentieth of the space that they take up: then some of them show different spots.  A thin plate
 * is also refused for fewer than %SMP_REGISTRATION_LEAST_BENT or more than
 * %SMP_REGISTRATION_MOST_BENT.
 *
 * Returns: whether they fit
 */
gboolean smp_registration_fit (const SmpPointPair *pairs,
                               guint               n_pairs,
                               SmpRegistrationKind kind,
                               SmpRegistration    *registration,
                               GError            **error);

/**
 * smp_registration_find:
 * @photo: the first photo, or a reduced one: linear light, three or four components a pixel
 * @other: the second
 * @registration: (out): where it lies, to a fifth of a pixel of a picture 512 pixels wide
 *
 * Finds how two photos lie over each other, whatever their light, colours and sharpness: by the
 * logarithm of their light beside its own neighbourhood.  First every turn within 45 degrees, every
 * scale from a half to double and every place are tried in small pictures; then the picture's parts
 * are sought one by one in larger and larger ones (block matching), and the map is fitted to those
 * that agree, the others left out (least trimmed squares: Ourselin and others 2000).
 *
 * Fails with SMP_ERROR_IMAGE, in a sentence, where too few parts lie alike: of another head, from
 * another side, or too blurred.
 *
 * Returns: whether it was found
 */
gboolean smp_registration_find (const SmpPlane  *photo,
                                const SmpPlane  *other,
                                SmpRegistration *registration,
                                GError         **error);

/**
 * smp_registration_warp:
 * @other: the second photo, three components a pixel
 * @registration: takes places of @warped to @other
 * @warped: (inout): three components; filled with the second photo as it lies over the first, and
 *   with no number (NAN) where that does not reach
 *
 * Reads between pixels bilinearly; of a larger photo as many of its pixels as one covers.
 */
void smp_registration_warp (const SmpPlane        *other,
                            const SmpRegistration *registration,
                            SmpPlane              *warped);

G_END_DECLS
