/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What bare skin looks like in a photo: its own relief and spots, and the photo's noise, which lie
 * among dots as well and make skin darker than the brightest of it. */

#pragma once

#include "smp/learn.h"
#include "traits.h"

/* Reads it of skin without dots. */
void smp_texture_measure (const SmpWork *bare, SmpTexture *texture);

/* A number of standard deviation 1, of a place alone. */
gfloat smp_texture_noise_at (guint32 x, guint32 y);

/* Sets up a field of such skin's green light less its mean, as a share of it; for a texture of
 * nothing it is left empty.  Cleared by the caller. */
void smp_texture_draw (const SmpTexture *texture, gint width, gint height, SmpField *field);
