/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy of the image in which the SMP layers are drawn anew for one moment after the other. */

#pragma once

#include "moment.h"
#include "smp/outcome.h"
#include "treatment.h"

/* layers are those of the copy, one a treatment. */
typedef struct
{
  GimpImage  *image;
  GPtrArray  *treatments;
  GimpLayer **layers;
} SmpStageImage;

/* Shows first what the image shows; SMP_ERROR_IMAGE where GIMP cannot copy it.  The treatments
 * belong to the caller.  Returns: (transfer full) (nullable) */
SmpStageImage *smp_stage_image_new (GPtrArray *treatments, GError **error);

/* Deletes the copy; NULL is none. */
void smp_stage_image_free (SmpStageImage *scene);

/* Shows the moment, with that outcome of each layer's plan, or of the plan that the preset makes of
 * it (NULL for none).  Fails with SMP_ERROR_IMAGE where GIMP
 * cannot make a layer of it, and with SMP_ERROR_CANCELLED where it is given up in a pause. */
gboolean smp_stage_image_show (SmpStageImage   *scene,
                               const SmpRecipe *preset,
                               const SmpMoment *moment,
                               SmpOutcome       outcome,
                               GError         **error);

/* The treatment's recipe, with what the preset says otherwise (NULL for none), at the moment, with
 * that outcome.  Returns: (transfer full) */
SmpRecipe *smp_stage_image_recipe (const SmpTreatment *treatment,
                                   const SmpRecipe    *preset,
                                   const SmpMoment    *moment,
                                   SmpOutcome          outcome);

/* Shows or hides the SMP layers as they are. */
void smp_stage_image_set_shown (SmpStageImage *scene, gboolean shown);
