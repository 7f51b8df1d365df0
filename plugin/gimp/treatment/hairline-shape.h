/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A hairline of a usual shape, as a path: where its temples and its middle come from. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/hairline.h"

/* Two temples and the middle between them, in pixels of the image. */
typedef struct
{
  SmpHairlineShape shape;
  SmpPoint         ends[2];
  SmpPoint         middle;
} SmpHairlineTemplate;

/* Sets the points, of the shape that the template has already, from the anchors of a path (that
 * given, or the selected or only one) or from the corners of the selection.  path is set to the
 * path that they were taken from, or to NULL, and may be NULL.  A middle that is not marked is a
 * usual one, or stands above the glabella's guide where px_per_mm is above 0.  Fails with
 * SMP_ERROR_IMAGE, in one sentence, where there are no such points. */
gboolean smp_hairline_template_find (SmpHairlineTemplate *template,
                                     GimpImage *image,
                                     GimpPath  *given,
                                     gdouble    px_per_mm,
                                     GimpPath **path,
                                     GError   **error);

/* The same from the selection alone; FALSE where it has no edge. */
gboolean smp_hairline_template_of_selection (SmpHairlineTemplate *template, GimpImage *image);

/* Whether the middle is to be found by the glabella's guide, and so needs the scale. */
gboolean smp_hairline_template_needs_scale (GimpImage *image, GimpPath *given);

/* One across the photo's middle, to be dragged to its place. */
void smp_hairline_template_start (SmpHairlineTemplate *template, GimpImage *image);

/* Sets the points from a path that was made of a template, wherever its points are by now. Returns:
 * FALSE where it is no such path any more. */
gboolean smp_hairline_template_read (SmpHairlineTemplate *template, GimpPath *path);

/* A new path of that shape, which is not in the image yet.  Returns: (transfer none) */
GimpPath *smp_hairline_template_path (const SmpHairlineTemplate *template, GimpImage *image);

/* Whether two are the same, to a tenth of a pixel. */
gboolean smp_hairline_template_equal (const SmpHairlineTemplate *one,
                                      const SmpHairlineTemplate *other);
