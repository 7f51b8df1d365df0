/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "anchor.h"
#include "buffers.h"
#include "persons-mask.h"
#include "stage-image.h"
#include "treatments.h"
#include "smp/error.h"
#include "smp/fade.h"
#include "smp/text.h"

/* All SMP layers of a list of layers, in groups too, uppermost first. */
static void
collect (GimpItem **items, GPtrArray *found)
{
  for (gint i = 0; items && items[i]; i++)
    {
      if (gimp_item_is_group (items[i]))
        {
          GimpItem **children = gimp_item_get_children (items[i]);

          collect (children, found);
          g_free (children);
        }
      else if (GIMP_IS_LAYER (items[i]) && smp_layer_has_recipe (GIMP_LAYER (items[i])))
        g_ptr_array_add (found, items[i]);
    }
}

static GPtrArray *
smp_layers (GimpImage *image, GimpDrawable **drawables)
{
  GPtrArray *found = g_ptr_array_new ();

  collect ((GimpItem **) drawables, found);
  if (found->len == 0)
    {
      GimpLayer **layers = gimp_image_get_layers (image);

      collect ((GimpItem **) layers, found);
      g_free (layers);
    }
  return found;
}

gboolean
smp_item_is_shown (GimpItem *item)
{
  for (; item; item = gimp_item_get_parent (item))
    if (!gimp_item_get_visible (item))
      return FALSE;
  return TRUE;
}

GimpDrawable **
smp_ageing_shown (GimpImage *image)
{
  GPtrArray *layers = smp_layers (image, NULL);
  GPtrArray *shown  = g_ptr_array_new ();

  for (guint i = 0; i < layers->len; i++)
    if (smp_item_is_shown (g_ptr_array_index (layers, i)))
      g_ptr_array_add (shown, g_ptr_array_index (layers, i));
  g_ptr_array_add (shown, NULL);
  g_ptr_array_unref (layers);
  return (GimpDrawable **) g_ptr_array_free (shown, FALSE);
}

GPtrArray *
smp_ageing_treatments (GimpImage *image, GimpDrawable **drawables, GError **error)
{
  GPtrArray *layers     = smp_layers (image, drawables);
  GPtrArray *treatments = g_ptr_array_new_with_free_func ((GDestroyNotify) smp_treatment_free);

  if (layers->len == 0)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("There is no SMP layer in this image yet: treat a region first, for instance "
                    "with Fill Density."));
  for (guint i = 0; i < layers->len; i++)
    {
      GimpDrawable *one[]     = { g_ptr_array_index (layers, i), NULL };
      SmpTreatment *treatment = smp_treatment_edit (image, one, error);

      if (treatment && !smp_treatment_check_photo (treatment->photo, error))
        g_clear_pointer (&treatment, smp_treatment_free);
      if (!treatment)
        {
          g_ptr_array_set_size (treatments, 0);
          break;
        }
      g_ptr_array_add (treatments, treatment);
    }
  g_ptr_array_unref (layers);
  if (treatments->len == 0)
    g_clear_pointer (&treatments, g_ptr_array_unref);
  return treatments;
}

void
smp_ageing_set_values (GPtrArray *treatments, const SmpParams *params)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint k = 0; k < treatments->len; k++)
    {
      SmpTreatment *treatment = g_ptr_array_index (treatments, k);
      const gint    scar      = treatment->recipe->params.scar;

      for (guint i = 0; i < n_infos; i++)
        if (infos[i].scope & SMP_SCOPE_AGEING)
          smp_params_set (&treatment->recipe->params, &infos[i], smp_params_get (params, &infos[i]),
                          NULL);
      /* What is scar tissue stays it, whatever else fades: Edit alone says otherwise. */
      if (treatments->len > 1 || scar == SMP_YES)
        treatment->recipe->params.scar = scar;
    }
}

SmpScaleBasis
smp_ageing_scale_basis (GPtrArray *treatments)
{
  SmpScaleBasis least_sure = SMP_SCALE_MEASURED;

  for (guint i = 0; i < treatments->len; i++)
    {
      SmpScaleBasis basis = smp_treatment_scale_basis (g_ptr_array_index (treatments, i));

      least_sure = MAX (least_sure, basis);
    }
  return least_sure;
}

const SmpParams *
smp_ageing_soonest (GPtrArray *treatments)
{
  const SmpParams *first   = NULL;
  gdouble          soonest = G_MAXDOUBLE;

  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);
      const SmpParams    *params    = &treatment->recipe->params;
      const gdouble       years     = smp_fade_touch_up_years (params, (SmpLoss) params->loss);

      if (first && years >= soonest)
        continue;
      first   = params;
      soonest = years;
    }
  return first;
}

/* The mask that the layer's own stands beside is that which was made for it. */
static void
keep_mask (const SmpTreatment *treatment, GimpLayer *layer, SmpRecipe *recipe)
{
  g_autofree gchar *made =
    smp_drawable_fingerprint (GIMP_DRAWABLE (gimp_layer_get_mask (layer)), NULL);

  smp_persons_mask_keep (layer, treatment->replaced, treatment->recipe);
  smp_layer_set_mask_made (recipe, made);
}

static gboolean
add_group (SmpTreatment *treatment, GArray *moments, SmpOutcome outcome, GError **error)
{
  GimpItem  *old   = GIMP_ITEM (treatment->replaced);
  gchar     *name  = g_strdup_printf (_ ("%s over the years"), gimp_item_get_name (old));
  GimpLayer *group = GIMP_LAYER (gimp_group_layer_new (treatment->image, name));
  gboolean   done  = TRUE;

  gimp_image_insert_layer (treatment->image, group, GIMP_LAYER (gimp_item_get_parent (old)),
                           gimp_image_get_item_position (treatment->image, old));
  /* A group that passes through lets each layer multiply the photo itself. */
  gimp_layer_set_mode (group, GIMP_LAYER_MODE_PASS_THROUGH);
  smp_anchor_ensure (treatment->image);
  smp_treatment_settle_region (treatment);
  for (guint i = 0; done && i < moments->len; i++)
    {
      const SmpMoment *moment = &g_array_index (moments, SmpMoment, i);
      SmpRecipe       *recipe = smp_stage_image_recipe (treatment, NULL, moment, outcome);
      GimpLayer       *layer;

      g_free (recipe->name);
      recipe->name = smp_moment_outcome_label (moment, outcome);
      if (moment->kind != SMP_MOMENT_BEFORE)
        {
          layer = smp_layer_new (treatment->image, treatment->photo, treatment->region, recipe,
                                 NULL, NULL, error);
          done  = layer != NULL;
          if (done)
            {
              gimp_image_insert_layer (treatment->image, layer, group, 0);
              keep_mask (treatment, layer, recipe);
              smp_layer_set_recipe (layer, recipe, treatment->photo, treatment->channel);
              gimp_item_set_visible (GIMP_ITEM (layer), i == moments->len - 1);
            }
        }
      smp_recipe_free (recipe);
    }
  gimp_item_set_visible (old, FALSE);
  g_free (name);
  return done;
}

gboolean
smp_ageing_layers (GPtrArray *treatments, GArray *moments, SmpOutcome outcome, GError **error)
{
  GimpImage *image = ((SmpTreatment *) g_ptr_array_index (treatments, 0))->image;
  gboolean   done  = TRUE;

  gimp_image_undo_group_start (image);
  for (guint i = 0; done && i < treatments->len; i++)
    done = add_group (g_ptr_array_index (treatments, i), moments, outcome, error);
  gimp_image_undo_group_end (image);
  return done;
}
