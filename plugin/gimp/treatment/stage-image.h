/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy of the image in which the SMP layers are drawn anew for one moment after the other. */

#pragma once

#include "moment.h"
#include "treatment.h"

/* layers are those of the copy, one a treatment. */
typedef struct
{
  GimpImage  *image;
  GPtrArray  *treatments;
  GimpLayer **layers;
} SmpScene;

/* Shows first what the image shows. */
SmpScene *smp_scene_new (GPtrArray *treatments, GError **error);

void smp_scene_free (SmpScene *scene);

/* Each layer's own loss. */
#define SMP_LOSS_OWN (-1)

/* Shows the moment, with that loss (SmpLoss, or SMP_LOSS_OWN). */
gboolean smp_scene_show (SmpScene *scene, const SmpMoment *moment, gint loss, GError **error);

/* The treatment's recipe at the moment.  Returns: (transfer full) */
SmpRecipe *smp_scene_recipe (const SmpTreatment *treatment, const SmpMoment *moment, gint loss);

/* Shows or hides the SMP layers as they are. */
void smp_scene_set_shown (SmpScene *scene, gboolean shown);
