/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which layers a person means who is on a mask or a channel. */

#pragma once

#include <libgimp/gimp.h>

/* The drawables with each mask and channel replaced by the layer it stands for: a mask's own layer;
 * the SMP layer whose region a channel is; for any other channel the photo, where the image has one
 * layer alone besides SMP layers.  What stands for no layer remains.  NULL-terminated; the array is
 * the caller's.  drawables may be NULL. */
GimpDrawable **smp_drawables_standing (GimpImage *image, GimpDrawable **drawables);
