/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A preset's small picture: that which came with it, or one drawn from its values. */

#pragma once

#include <gtk/gtk.h>

#include "smp/preset-store.h"

/* The pictures' shape. */
#define SMP_PRESET_PICTURE_WIDTH  96
#define SMP_PRESET_PICTURE_HEIGHT 64

/* A widget of that width, in the pictures' shape; drawn when it is first seen.
 * Returns: (transfer floating) */
GtkWidget *smp_preset_picture_new (gint width);

/* Shows the preset, which stays the caller's; nothing where it is NULL. */
void smp_preset_picture_set (GtkWidget *picture, const SmpPreset *preset);
