/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The light lost to pigment, computed once a pixel, in a window that slides down over the pigment
 * map.  Coordinates count from the pattern's origin. */

#pragma once

#include "smp/plane.h"
#include "base/block-blur.h"

/* Red, green and blue. */
#define SMP_LOST_LIGHT_CHANNELS 3

/* Besides the three channels', green's once more, for the redness. */
#define SMP_LOST_LIGHT_MEANS 4

/* The window; it owns all of its arrays, but not the source. */
typedef struct
{
  SmpReadFunc read; /* the pigment map */
  gpointer    source;
  gint        origin_x, origin_y;
  gfloat      absorption[SMP_LOST_LIGHT_CHANNELS];
  gint64      from, to; /* columns that matter */
  gint64      left;     /* columns held: whole blocks */
  gint        width;
  gint        block;       /* of the coarsest grid that is made of the means */
  gint64      top, bottom; /* rows held: whole blocks */
  gint        n_means;
  SmpGrid means[SMP_LOST_LIGHT_MEANS]; /* over blocks, of the rows held; for each channel first */
  const gfloat **rows;                 /* of a row of blocks */
  gfloat        *columns;              /* their sums */
  gfloat        *pigment;
  gint64         pixels_top;    /* the first row whose pixels are held */
  gint64         last_treated;  /* no row held lies behind it where the map may have pigment */
  gint           room;          /* for so many rows' pixels */
  gint64         first_in_room; /* a row that lies at its begin */
  gfloat        *pixels;
  gboolean      *is_bare; /* of each row with room, whether its pixels are all 0 */
} SmpLostLight;

/* For columns from to to; blocks are of at most 2^coarsest_shift pixels.  The caller has set read,
 * source, the origin, absorption, n_means and the shifts of the means. */
void smp_lost_light_init (SmpLostLight *lost, gint64 from, gint64 to, gint coarsest_shift);

/* Frees its arrays; the window itself is the caller's. */
void smp_lost_light_clear (SmpLostLight *lost);

/* Moves the window, so that it holds the means of rows means_top to bottom, and from pixels_top on
 * their pixels.  Downwards it reads each row of the map once; upwards it starts again. */
void smp_lost_light_move (SmpLostLight *lost, gint64 means_top, gint64 pixels_top, gint64 bottom);

/* The loss in a channel, a share of the light, from column x on, of a row whose pixels are held.
 * Returns: (transfer none), until the window is moved */
const gfloat *smp_lost_light_row (const SmpLostLight *lost, gint channel, gint64 x, gint64 y);
