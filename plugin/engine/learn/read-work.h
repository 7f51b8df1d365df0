/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Treated skin as it is read of a photo. */

#pragma once

#include "smp/plane.h"
#include "traits.h"

/* Reads the part of the photo that the mask holds, with so many of its pixels to one; what shines
 * is not usable.  FALSE where the mask holds nothing; to be cleared with smp_work_clear(). */
gboolean smp_work_read (const SmpPlane *photo,
                        const SmpPlane *mask,
                        gdouble         px_per_mm,
                        gint            step,
                        SmpWork        *work);
