/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a hairline comes from: paths, guides and the selection of an image. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/hairline.h"

/* A line as points in pixels of the image; mirrored where it is half of the hairline.  To be
 * cleared with smp_hairline_source_clear(). */
typedef struct
{
  SmpPoint *points;
  guint     n_points;
  gboolean  mirrored;
  gboolean  is_selections_edge;
} SmpHairlineSource;

/* Whether there is anything at all to take the line from; else SMP_ERROR_IMAGE. */
gboolean smp_hairline_source_exists (GimpImage *image, GimpPath *path, GError **error);

/* Reads the line that the values ask for.  path is the path given, or NULL for the selected or only
 * one; selection is NULL where nothing is selected.  Fails with SMP_ERROR_IMAGE where there is no
 * such line; source is empty then. */
gboolean smp_hairline_source_read (SmpHairlineSource *source,
                                   GimpImage         *image,
                                   GimpPath          *path,
                                   const SmpPlane    *selection,
                                   const SmpParams   *params,
                                   GError           **error);
void     smp_hairline_source_clear (SmpHairlineSource *source);

/* Whether two lines are the same, point for point. */
gboolean smp_hairline_source_equal (const SmpHairlineSource *one, const SmpHairlineSource *other);

/* Whether what is selected has an edge that can be a hairline; SMP_ERROR_IMAGE where it is all of
 * the image. */
gboolean
smp_hairline_source_check_edge (GimpImage *image, const SmpPlane *selection, GError **error);

/* The path given, or the selected one, or the only one; SMP_ERROR_IMAGE where it is unclear.
 * Returns: (transfer none) (nullable) */
GimpPath *smp_hairline_source_path (GimpImage *image, GimpPath *given, GError **error);

/* The one line of a path as points, fine enough to be taken for the curve; SMP_ERROR_IMAGE where it
 * has none, several, or a closed one.  In pixels of the image.  Returns: (transfer full) (nullable)
 */
SmpPoint *smp_hairline_source_points (GimpPath *path, guint *n_points, GError **error);

/* The row of the one horizontal guide, which marks the glabella; FALSE where there is not one. */
gboolean smp_hairline_source_glabella (GimpImage *image, gdouble *y);

/* The selection within its bounds; data is NULL where nothing is selected, to be freed otherwise.
 */
SmpPlane smp_hairline_source_selection (GimpImage *image);
