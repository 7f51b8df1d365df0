/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The small picture that shows what a preset looks like. */

#pragma once

#include "recipe.h"

G_BEGIN_DECLS

/**
 * SMP_PRESET_PICTURE_WIDTH_PX:
 *
 * The size of a preset's small picture, which is shown at half of it, or as it is on screens of
 * double density.
 */
#define SMP_PRESET_PICTURE_WIDTH_PX  192
#define SMP_PRESET_PICTURE_HEIGHT_PX 128

/**
 * SmpPresetGround:
 * @rgb: (inout): three bytes a pixel, sRGB
 * @glare: (nullable): a byte a pixel: the share of its light that is shine; NULL: none
 * @scar: (nullable): a byte a pixel: where the scar is
 *
 * The skin on which a preset is shown.
 */
typedef struct
{
  guint8 *rgb;
  guint8 *glare;
  guint8 *scar;
} SmpPresetGround;

/**
 * SmpPresetScene:
 * @px_per_mm: scale
 * @dark: dark skin, for which dark dilutions are meant
 * @scar: a scar is treated; otherwise all of the picture, a patch, or a hairline's front
 *
 * What shows a preset best.
 */
typedef struct
{
  gdouble  px_per_mm;
  gboolean dark;
  gboolean scar;
} SmpPresetScene;

/**
 * smp_preset_scene:
 * @scene: (out): what the preset is to be shown on
 */
void smp_preset_scene (const SmpRecipe *preset, SmpPresetScene *scene);

/**
 * smp_preset_picture_treat:
 * @ground: (inout): skin of smp_preset_scene(), of the size above; it is treated
 *
 * Client profiles are shown after eight years.
 */
void smp_preset_picture_treat (const SmpRecipe *preset, SmpPresetGround *ground);

/**
 * smp_preset_picture_draw:
 *
 * Returns: (transfer full): the preset on plain skin, as bytes of SmpPresetGround
 */
guint8 *smp_preset_picture_draw (const SmpRecipe *preset);

G_END_DECLS
