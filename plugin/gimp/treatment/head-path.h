/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The skull's outline on the canvas while a dialog is open: an ellipse as a path, to be fitted by
 * hand.  An outline is told by its box: left, top, width and height of the ellipse in the image's
 * pixels, as it would lie in the picture not turned, around its middle. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/head.h"
#include "smp/params.h"

/* Lays the outline on the canvas, turned clockwise by so many degrees, without an undo step, in
 * place of any that is there; it goes with smp_head_path_remove().  Returns: (transfer none) */
GimpPath *smp_head_path_show (GimpImage *image, const gdouble box[4], gdouble turned_deg);
void      smp_head_path_remove (GimpPath *path);

/* The outline as the hand has left it; FALSE where the path is gone or has no extent. */
gboolean smp_head_path_read (GimpPath *path, gdouble turned_deg, gdouble box[4]);

/* The outline of a head, in the image. */
void smp_head_path_of (const SmpHead *head, const SmpParams *params, gdouble box[4]);
