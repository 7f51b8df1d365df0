/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libgimp/gimp.h>

/* Gives the layer a mask of 1 less the share of the photo's light that is surface glare, so that
 * shine stays above the dots. */
void smp_glare_mask_add (GimpLayer *layer, GimpLayer *photo, gdouble px_per_mm);
