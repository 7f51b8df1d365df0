/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person is asked where the photo has no scale yet. */

#pragma once

#include <libgimp/gimp.h>

/* Says that the photo has no scale yet, and offers an estimate, marked as such, or to set it; fails
 * with SMP_ERROR_CANCELLED where the person wants neither. */
gboolean smp_scale_dialog_ask (GimpImage *image, gdouble *px_per_mm, GError **error);
