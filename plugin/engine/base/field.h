/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Scalar fields over a part of a photo, and work on their rows in threads.  Rows never depend on
 * each other, so that results do not depend on the number of threads. */

#pragma once

#include "smp/plane.h"

/* Samples in rows; (x, y) is the first one's place in the image, at step pixels a sample. */
typedef struct
{
  gfloat *data;
  gint    width;
  gint    height;
} SmpField;

/* More light than any lamp on skin that a photo is exposed for. */
#define SMP_MOST_LIGHT 16.0f

/* What a photo's number is taken for: no number, and less than none, is no light. */
static inline gfloat
smp_light_of (gfloat value)
{
  return value > 0.0f ? MIN (value, SMP_MOST_LIGHT) : 0.0f;
}

/* What a mask's number is taken for. */
static inline gfloat
smp_share_of (gfloat value)
{
  return value > 0.0f ? MIN (value, 1.0f) : 0.0f;
}

/* What a mask of one component says of a pixel of the image; 0 where it does not reach. */
static inline gfloat
smp_share_at (const SmpPlane *mask, gint x, gint y)
{
  if (x < mask->x || y < mask->y || x >= mask->x + mask->width || y >= mask->y + mask->height)
    return 0.0f;
  return smp_share_of (*smp_plane_at (mask, x, y));
}

/* Works on one row, in any thread; rows are told by their number, and data is shared. */
typedef void (*SmpRowFunc) (gint row, gpointer data);

/* Calls func for every row. */
void smp_rows_foreach (gint n_rows, SmpRowFunc func, gpointer data);

/* How many threads work at a time for this one, itself among them; at most eight. */
gint smp_threads_at_once (void);

/* Calls func for each of so many parts, no more than smp_threads_at_once() says, each in a thread
 * of its own and all at the same time: they may wait for each other. */
void smp_parts_foreach (gint n, SmpRowFunc func, gpointer data);

/* From now on this thread, one of several that work side by side, starts no others for rows. */
void smp_rows_stay_in_thread (void);

/* Makes a field of zeros. */
void smp_field_init (SmpField *field, gint width, gint height);

/* Makes a field whose samples are still to be set, all of them: zeros cost time too. */
void smp_field_init_unset (SmpField *field, gint width, gint height);

/* Frees its samples; it is then empty, and may be cleared again. */
void smp_field_clear (SmpField *field);

/* The first sample of a row, which must be one of the field's. */
static inline gfloat *
smp_field_row (const SmpField *field, gint row)
{
  return field->data + (gsize) row * (gsize) field->width;
}

/* A part of a field. */
typedef struct
{
  gint x, y;
  gint width, height;
} SmpFieldTile;

/* Works on one tile, in any thread; data is shared. */
typedef void (*SmpFieldFunc) (const SmpFieldTile *tile, gpointer data);

/* Calls func for tiles that make up the whole field. */
void smp_field_tiles_foreach (const SmpField *field, SmpFieldFunc func, gpointer data);

/* smp_field_filter() of a tile alone, whose samples come to lie in to, row by row. */
void smp_field_filter_tile (const SmpField     *field,
                            const gfloat       *row_taps,
                            const gfloat       *column_taps,
                            gint                radius,
                            const SmpFieldTile *tile,
                            gfloat             *to);

/* A correlation with two kernels of taps -radius to radius, one along rows and one along columns;
 * samples beyond the edge repeat those at the edge.  result may be field. */
void smp_field_filter (const SmpField *field,
                       const gfloat   *row_taps,
                       const gfloat   *column_taps,
                       gint            radius,
                       SmpField       *result);

/* A Gaussian blur. */
void smp_field_blur (const SmpField *field, gdouble sigma, SmpField *result);

/* Turns sums into means of what is near each sample: n fields of one size, whose samples are values
 * times their weights, and the field of these weights.  All are blurred with a Gaussian of this
 * standard deviation in samples, and sums is divided by weight; where weight is then no more than
 * least, too little is near, and each field has its number of unknown instead.  weight stays
 * blurred. */
void smp_field_means_near (SmpField     *sums,
                           gint          n,
                           SmpField     *weight,
                           gdouble       sigma,
                           gfloat        least,
                           const gfloat *unknown);

/* The same, but the weights fall off with distance and end nowhere: Gaussians are summed, each
 * twice as wide as the last, the first of this standard deviation, and counting less.  What is near
 * goes over into what is far without a step, and only where nothing is at all a value is unknown.
 */
void smp_field_means_from_far (SmpField     *sums,
                               gint          n,
                               SmpField     *weight,
                               gdouble       sigma,
                               const gfloat *unknown);

/* Taps of a Gaussian (order 0) or its first or second derivative, -radius to radius, exact for
 * polynomials of that degree.  Returns the radius; at most SMP_FIELD_MAX_RADIUS. */
#define SMP_FIELD_MAX_RADIUS 48
gint smp_gaussian_taps (gdouble sigma, gint order, gfloat *taps);

/* Means over blocks of step x step samples; the last ones may be smaller.  To be cleared by the
 * caller. */
SmpField smp_field_reduce (const SmpField *field, gint step);

/* A place between samples: the sample left above, how far the next ones are, and their shares. */
typedef struct
{
  gsize  sample;
  gsize  right, below;
  gfloat u, v;
} SmpPlace;

/* A sample's middle is at its whole number. */
static inline SmpPlace
smp_field_place (const SmpField *field, gfloat x, gfloat y)
{
  gfloat cx = CLAMP (x, 0.0f, (gfloat) (field->width - 1));
  gfloat cy = CLAMP (y, 0.0f, (gfloat) (field->height - 1));
  gint   i  = MIN ((gint) cx, MAX (field->width - 2, 0));
  gint   j  = MIN ((gint) cy, MAX (field->height - 2, 0));

  return (SmpPlace) { (gsize) j * (gsize) field->width + (gsize) i, field->width > 1,
                      field->height > 1 ? (gsize) field->width : 0, cx - (gfloat) i,
                      cy - (gfloat) j };
}

/* The value there, bilinear; of any field of the same size. */
static inline gfloat
smp_field_value (const SmpField *field, const SmpPlace *place)
{
  const gfloat *p = field->data + place->sample;
  const gfloat  u = place->u, v = place->v;

  return (p[0] * (1.0f - u) + p[place->right] * u) * (1.0f - v) +
         (p[place->below] * (1.0f - u) + p[place->below + place->right] * u) * v;
}

/* The value of the field at a place in samples, bilinear; beyond its border that of the border. */
static inline gfloat
smp_field_at (const SmpField *field, gfloat x, gfloat y)
{
  SmpPlace place = smp_field_place (field, x, y);

  return smp_field_value (field, &place);
}

/* The q quantile (0 to 1) of n values, which are put in another order; 0 where there are none. */
gfloat smp_quantile (gfloat *values, gsize n, gdouble q);

/* Sets up a field of the distances in samples times scale from the nearest sample above 0.5, by two
 * sweeps of a chamfer of 5, 7 and 11 fifths (Borgefors 1986): within 2 %. */
void smp_field_distance (const SmpField *field, gfloat scale, SmpField *distance);
