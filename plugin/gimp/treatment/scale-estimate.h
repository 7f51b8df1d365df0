/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A guess at an image's scale, where nobody has set one. */

#pragma once

#include <libgimp/gimp.h>

/* In pixels a millimetre, to hundredths: from the head that is found in the photo, of the image's
 * selected layer as smp_treatment_photo() has it; else from the image's size.  supposes, which may
 * be NULL, is set to a sentence on what that supposes, (transfer none). */
gdouble smp_scale_estimate (GimpImage *image, const gchar **supposes);

/* The same of that photo. */
gdouble smp_scale_estimate_by (GimpImage *image, GimpLayer *photo, const gchar **supposes);
