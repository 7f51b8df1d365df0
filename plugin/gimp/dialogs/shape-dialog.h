/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog of Hairline Path: the line lies on the photo while it is fitted. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/hairline.h"

/* The shape that the argument says. */
SmpHairlineShape smp_shape_of (GimpProcedureConfig *config);

/* Shows a path of the shape over the photo, which follows the shape, the points that it is made of,
 * and the hand that drags its own points; px_per_mm is 0 where the scale is not known.  Fails with
 * SMP_ERROR_CANCELLED where the person cancels, the image being as before, and with SMP_ERROR_IMAGE
 * where it was closed.  Returns: (transfer none) (nullable): the path as it was left, which is in
 * the image, without an undo step */
GimpPath *smp_shape_dialog_run (GimpProcedure       *procedure,
                                GimpProcedureConfig *config,
                                GimpImage           *image,
                                gdouble              px_per_mm,
                                GError             **error);
