/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pause.h"
#include "persons-mask.h"
#include "stage-image.h"
#include "smp/error.h"
#include "smp/text.h"

static void
fail (GError **error)
{
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("GIMP could not copy the image to draw the years in."));
}

SmpStageImage *
smp_stage_image_new (GPtrArray *treatments, GError **error)
{
  SmpTreatment  *first = g_ptr_array_index (treatments, 0);
  GimpImage     *copy  = gimp_image_duplicate (first->image);
  SmpStageImage *scene;

  if (!copy)
    {
      fail (error);
      return NULL;
    }
  scene             = g_new0 (SmpStageImage, 1);
  scene->treatments = treatments;
  scene->image      = copy;
  gimp_image_undo_disable (copy);
  scene->layers = g_new0 (GimpLayer *, treatments->len);
  for (guint i = 0; i < treatments->len; i++)
    {
      SmpTreatment *treatment = g_ptr_array_index (treatments, i);

      scene->layers[i] =
        gimp_image_get_layer_by_name (scene->image,
                                      gimp_item_get_name (GIMP_ITEM (treatment->replaced)));
      if (!scene->layers[i])
        {
          fail (error);
          smp_stage_image_free (scene);
          return NULL;
        }
    }
  return scene;
}

void
smp_stage_image_free (SmpStageImage *scene)
{
  if (!scene)
    return;

  gimp_image_delete (scene->image);
  g_free (scene->layers);
  g_free (scene);
}

SmpRecipe *
smp_stage_image_recipe (const SmpTreatment *treatment,
                        const SmpRecipe    *preset,
                        const SmpMoment    *moment,
                        SmpOutcome          outcome)
{
  SmpRecipe *recipe = smp_recipe_copy (treatment->recipe);

  if (preset)
    smp_recipe_apply (&recipe->params, preset);
  smp_moment_apply (moment, &recipe->params);
  smp_outcome_apply (outcome, &recipe->params);
  return recipe;
}

gboolean
smp_stage_image_show (SmpStageImage   *scene,
                      const SmpRecipe *preset,
                      const SmpMoment *moment,
                      SmpOutcome       outcome,
                      GError         **error)
{
  for (guint i = 0; i < scene->treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (scene->treatments, i);
      GimpItem           *old       = GIMP_ITEM (scene->layers[i]);
      SmpRecipe          *recipe    = smp_stage_image_recipe (treatment, preset, moment, outcome);
      GimpLayer          *layer     = NULL;

      if (moment->kind != SMP_MOMENT_BEFORE)
        layer = smp_layer_new (scene->image, treatment->photo, treatment->region, recipe,
                               smp_pause_in_progress, NULL, error);
      smp_recipe_free (recipe);
      gimp_item_set_visible (old, FALSE);
      if (moment->kind == SMP_MOMENT_BEFORE)
        continue;
      if (!layer)
        return FALSE;
      gimp_layer_set_opacity (layer, gimp_layer_get_opacity (scene->layers[i]));
      if (!gimp_image_insert_layer (scene->image, layer, GIMP_LAYER (gimp_item_get_parent (old)),
                                    gimp_image_get_item_position (scene->image, old)))
        {
          fail (error);
          return FALSE;
        }
      smp_persons_mask_keep (layer, treatment->replaced, treatment->recipe);
      gimp_image_remove_layer (scene->image, scene->layers[i]);
      scene->layers[i] = layer;
    }
  return TRUE;
}

void
smp_stage_image_set_shown (SmpStageImage *scene, gboolean shown)
{
  for (guint i = 0; i < scene->treatments->len; i++)
    gimp_item_set_visible (GIMP_ITEM (scene->layers[i]), shown);
}
