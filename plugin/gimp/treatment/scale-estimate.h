/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A guess at an image's scale, where nobody has set one. */

#pragma once

#include "head-words.h"
#include "scale-store.h"

/* In pixels a millimetre, to hundredths: from the head that is found in the photo's light, else
 * from the image's size, as where there is no light. */
gdouble smp_scale_estimate (GimpImage *image, const SmpHeadLight *photo, SmpScaleBasis *basis);

/* The same of the photo that is selected, as smp_treatment_photo() has it. */
gdouble smp_scale_estimate_of_selected (GimpImage *image, SmpScaleBasis *basis);

/* What a guess supposes.  Returns: (transfer none) */
const gchar *smp_scale_estimate_text (SmpScaleBasis basis);
