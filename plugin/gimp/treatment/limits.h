/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is treated at most, said before any work starts: beyond it a computer of today runs out of
 * memory, or a person of patience. */

#pragma once

#include <libgimp/gimp.h>

/* An image's pixels, and those of a region's bounds, in millions.  Treating all of 100 takes 4 GB
 * (measured), so that the largest region takes 6. */
#define SMP_MOST_IMAGE_MEGAPIXELS  300
#define SMP_MOST_REGION_MEGAPIXELS 150

/* SMP layers that an image has when another is asked for. */
#define SMP_MOST_SMP_LAYERS 200

/* Points of a hairline's path, once its curves are lines. */
#define SMP_MOST_PATH_POINTS 20000

/* Whether another treatment, of what is selected, may be added to the image; else SMP_ERROR_IMAGE.
 */
gboolean smp_limits_check_image (GimpImage *image, GError **error);

/* Whether a path of so many points may be a hairline; else SMP_ERROR_IMAGE. */
gboolean smp_limits_check_path (gsize n_points, GError **error);
