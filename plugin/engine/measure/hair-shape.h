/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the average hair looks like, over the ring and near each place. */

#pragma once

#include "hairs.h"
#include "smp/craft.h"

/* A photo whose sharpest edges are wider than this, in samples, is out of focus: that is not for
 * want of samples. */
#define SMP_OUT_OF_FOCUS_PX 1.6

/* Sets the shape from the marks; FALSE where there are too few to average. */
gboolean smp_mark_shape_measure (SmpMarkFinder *finder);

/* The photo's own softness: the standard deviation, in samples, of a blur that would make the
 * sharpest of the marks' edges of ones without width.  Unlike a mark's width it does not grow where
 * dots are wide or hairs merge.  0 where there are too few marks. */
gdouble smp_marks_edge_sigma (const SmpMarkFinder *finder);

/* Sets the length of the hair near each place from the marks; the shape must be known. */
void smp_local_lengths_measure (SmpMarkFinder *finder);

/* The shape of the hair near each tile's middle. */
typedef struct
{
  SmpMarkShape shape;
  gdouble      n; /* hairs that were averaged; 0 where they are too few and there is no shape */
} SmpLocalShape;

/* Shapes in tiles of tile_px samples, row by row; tiles belong to it. */
typedef struct
{
  SmpLocalShape *tiles;
  gint           columns, rows;
  gdouble        tile_px;
} SmpLocalShapes;

/* Averages the marks tile by tile; to be cleared with smp_local_shapes_clear(). */
void smp_local_shapes_measure (const SmpMarkFinder *finder, SmpLocalShapes *shapes);

/* Frees the tiles. */
void smp_local_shapes_clear (SmpLocalShapes *shapes);
