/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "buffers.h"
#include "anchor.h"
#include "colourless.h"
#include "drawables.h"
#include "facts.h"
#include "persons-mask.h"
#include "placement.h"
#include "scale-store.h"
#include "surroundings.h"
#include "smp/error.h"
#include "treatment.h"
#include "smp/text.h"

static gboolean
check_drawable (GimpImage *image, GimpDrawable **drawables, GError **error)
{
  const gchar *sentence = NULL;

  if (gimp_image_get_base_type (image) == GIMP_GRAY)
    sentence = _ ("This is a greyscale image: change it to colour first, with Image, Mode, RGB.");
  else if (gimp_image_get_base_type (image) != GIMP_RGB)
    sentence = _ ("This image has indexed colours: change it first, with Image, Mode, RGB.");
  else if (!drawables || !drawables[0])
    sentence = _ ("No layer is selected: select the photo's layer first.");
  else if (drawables[1])
    sentence = _ ("Several layers are selected: select the photo's layer alone.");
  else if (!GIMP_IS_LAYER (drawables[0]))
    sentence = _ ("A mask or channel is selected: select the photo's layer first.");
  else if (gimp_item_is_group (GIMP_ITEM (drawables[0])))
    sentence = _ ("A layer group is selected: select the photo's layer first.");
  else if (gimp_item_get_image (GIMP_ITEM (drawables[0])) != image)
    sentence = _ ("The layer belongs to another image: select one of this image.");
  if (!sentence)
    return TRUE;

  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
}

gboolean
smp_treatment_check_photo (GimpLayer *photo, GError **error)
{
  for (GimpItem *item = GIMP_ITEM (photo); item; item = gimp_item_get_parent (item))
    if (!gimp_item_get_visible (item))
      {
        g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                     _ ("The photo's layer “%s” is hidden: show it first, with the eye beside it "
                        "in the Layers dialog."),
                     gimp_item_get_name (GIMP_ITEM (photo)));
        return FALSE;
      }
  return TRUE;
}

/* The layer, where it can be seen. */
static GimpLayer *
shown_photo (GimpLayer *photo, GError **error)
{
  return smp_treatment_check_photo (photo, error) ? photo : NULL;
}

GimpLayer *
smp_treatment_photo (GimpImage *image, GimpDrawable **drawables, GError **error)
{
  GimpLayer   *photo;
  GimpChannel *channel;
  SmpRecipe   *recipe;
  GError      *reason = NULL;

  if (!check_drawable (image, drawables, error))
    return NULL;

  recipe = smp_layer_get_recipe (image, GIMP_LAYER (drawables[0]), &photo, &channel, &reason);
  if (g_error_matches (reason, SMP_ERROR, SMP_ERROR_IMAGE))
    {
      g_error_free (reason);
      return shown_photo (GIMP_LAYER (drawables[0]), error);
    }
  if (reason)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  if (!photo)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE,
                         smp_layer_why_no_photo (image, GIMP_LAYER (drawables[0]), recipe,
                                                 _ ("The photo below this SMP layer has been "
                                                    "deleted: select the photo's layer.")));
  smp_recipe_free (recipe);
  return photo ? shown_photo (photo, error) : NULL;
}

/* The photo that is treated, and what its dots must be like for it. */
static void
set_photo (SmpTreatment *treatment, GimpLayer *photo)
{
  treatment->photo                     = photo;
  treatment->recipe->params.colourless = smp_photo_is_colourless (photo) ? SMP_YES : SMP_NO;
}

SmpTreatment *
smp_treatment_new (GimpImage    *image,
                   GimpLayer    *photo,
                   const gchar  *name,
                   const gchar  *filter,
                   SmpRegionFunc make_region,
                   gpointer      data)
{
  SmpTreatment *treatment = g_new0 (SmpTreatment, 1);

  treatment->image            = image;
  treatment->recipe           = smp_recipe_new (name, filter);
  treatment->make_region      = make_region;
  treatment->make_region_data = data;
  set_photo (treatment, photo);
  return treatment;
}

SmpTreatment *
smp_treatment_edit (GimpImage *image, GimpDrawable **drawables, GError **error)
{
  return smp_treatment_edit_over (image, drawables, NULL, error);
}

gboolean
smp_treatment_lacks_photo (GimpImage *image, GimpDrawable **drawables)
{
  g_autoptr (SmpRecipe) recipe = NULL;
  GimpLayer   *photo           = NULL;
  GimpChannel *channel;

  if (check_drawable (image, drawables, NULL))
    recipe = smp_layer_get_recipe (image, GIMP_LAYER (drawables[0]), &photo, &channel, NULL);
  return recipe && !photo;
}

SmpTreatment *
smp_treatment_edit_over (GimpImage     *image,
                         GimpDrawable **drawables,
                         GimpLayer     *photo,
                         GError       **error)
{
  SmpTreatment *treatment;
  const gchar  *missing = NULL;

  if (!check_drawable (image, drawables, error))
    return NULL;

  treatment           = g_new0 (SmpTreatment, 1);
  treatment->image    = image;
  treatment->replaced = GIMP_LAYER (drawables[0]);
  treatment->recipe   = smp_layer_get_recipe (image, treatment->replaced, &treatment->photo,
                                              &treatment->channel, error);
  if (treatment->recipe && photo && !smp_layer_can_be_photo (photo, treatment->replaced))
    missing = _ ("The photo must be another layer of the same image, and no SMP layer or group.");
  else if (treatment->recipe && photo)
    set_photo (treatment, photo);
  if (treatment->recipe && !treatment->photo && !missing)
    missing = smp_layer_why_no_photo (image, treatment->replaced, treatment->recipe,
                                      _ ("The photo below this SMP layer has been deleted, so that "
                                         "it cannot be edited."));
  else if (treatment->recipe && !treatment->channel && !missing)
    missing = _ ("The region of this SMP layer, a channel, has been deleted, so that it cannot be "
                 "edited.");
  if (missing)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, missing);
  else if (treatment->recipe)
    treatment->region =
      smp_placement_follow (image, treatment->replaced, treatment->photo, treatment->channel,
                            treatment->recipe, &treatment->is_carried, error);

  if (!treatment->region)
    g_clear_pointer (&treatment, smp_treatment_free);
  else if (smp_layer_scale_basis (treatment->recipe) != SMP_SCALE_MEASURED)
    treatment->estimated_px_per_mm = treatment->recipe->params.px_per_mm;
  return treatment;
}

void
smp_treatment_free (SmpTreatment *treatment)
{
  if (!treatment)
    return;

  smp_neighbourhood_free (treatment->neighbourhood);
  smp_region_free (treatment->region);
  smp_recipe_free (treatment->recipe);
  g_free (treatment->note);
  g_free (treatment->left_out);
  g_free (treatment);
}

gboolean
smp_treatment_check_there (const SmpTreatment *treatment, GError **error)
{
  const gchar *sentence = NULL;

  if (!gimp_image_is_valid (treatment->image))
    sentence = _ ("The photo was closed: open it again, and start anew.");
  else if (!gimp_item_is_valid (GIMP_ITEM (treatment->photo)))
    sentence = _ ("The photo's layer was deleted: undo that to go on.");
  else if (treatment->replaced && !gimp_item_is_valid (GIMP_ITEM (treatment->replaced)))
    sentence = _ ("The SMP layer that is being edited was deleted: undo that to go on.");
  else if (treatment->channel && !gimp_item_is_valid (GIMP_ITEM (treatment->channel)))
    sentence = _ ("The region's channel was deleted: undo that to go on.");
  if (!sentence)
    return TRUE;

  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
}

SmpScaleBasis
smp_treatment_scale_basis (const SmpTreatment *treatment)
{
  gdouble       px_per_mm = treatment->estimated_px_per_mm;
  SmpScaleBasis basis     = smp_layer_scale_basis (treatment->recipe);

  if (!treatment->replaced && !smp_scale_load (treatment->image, &px_per_mm, &basis, NULL))
    return SMP_SCALE_MEASURED;
  return treatment->recipe->params.px_per_mm == px_per_mm ? basis : SMP_SCALE_MEASURED;
}

gboolean
smp_treatment_update_region (SmpTreatment *treatment, GError **error)
{
  SmpRegion *region;

  if (!treatment->make_region)
    return TRUE;

  region = treatment->make_region (treatment, error);
  if (!region)
    return FALSE;
  region = smp_region_within (region, treatment->photo, error);
  if (!region)
    return FALSE;
  smp_region_free (treatment->region);
  treatment->region = region;
  return TRUE;
}

gboolean
smp_treatment_read_surroundings (SmpTreatment *treatment, GError **error)
{
  return treatment->read_surroundings ? treatment->read_surroundings (treatment, error)
                                      : smp_neighbourhood_read (treatment, error);
}

gboolean
smp_treatment_match (SmpTreatment *treatment, GError **error)
{
  gboolean done;

  if (!smp_treatment_read_surroundings (treatment, error))
    return FALSE;
  gimp_progress_init (_ ("Matching the dots to the hair around"));
  gimp_progress_pulse ();
  done = smp_neighbourhood_solve (treatment->neighbourhood, &treatment->recipe->params, error);
  gimp_progress_end ();
  if (!done)
    g_clear_pointer (&treatment->neighbourhood, smp_neighbourhood_free);
  return done;
}

void
smp_treatment_insert (SmpTreatment *treatment, GimpLayer *layer)
{
  GimpItem *above = GIMP_ITEM (treatment->replaced ? treatment->replaced : treatment->photo);

  gimp_image_insert_layer (treatment->image, layer, GIMP_LAYER (gimp_item_get_parent (above)),
                           gimp_image_get_item_position (treatment->image, above));
}

static gboolean
show_progress (gdouble share, gpointer data)
{
  gimp_progress_update (share);
  return TRUE;
}

static void
save_region (SmpTreatment *treatment, GimpLayer *layer)
{
  gchar *name = g_strdup_printf (_ ("SMP region: %s"), gimp_item_get_name (GIMP_ITEM (layer)));

  treatment->channel = smp_region_save (treatment->region, treatment->image, name);
  g_free (name);
}

/* Whether another SMP layer of the list, or of a group in it, has the same region. */
static gboolean
shares_channel (SmpTreatment *treatment, GimpItem **items)
{
  gboolean shares = FALSE;

  for (gint i = 0; items && items[i] && !shares; i++)
    {
      g_autofree GimpItem **children =
        gimp_item_is_group (items[i]) ? gimp_item_get_children (items[i]) : NULL;
      g_autoptr (SmpRecipe) recipe = NULL;
      GimpChannel *channel         = NULL;
      GimpLayer   *photo;

      if (children)
        shares = shares_channel (treatment, children);
      else if (items[i] != GIMP_ITEM (treatment->replaced) && GIMP_IS_LAYER (items[i]))
        recipe =
          smp_layer_get_recipe (treatment->image, GIMP_LAYER (items[i]), &photo, &channel, NULL);
      shares = shares || (recipe && channel == treatment->channel);
    }
  return shares;
}

void
smp_treatment_settle_region (SmpTreatment *treatment)
{
  g_autofree GimpItem **layers = (GimpItem **) gimp_image_get_layers (treatment->image);
  g_autofree gchar     *name   = NULL;
  GimpChannel          *was    = treatment->channel;

  if (!treatment->is_carried)
    return;
  name = g_strdup (gimp_item_get_name (GIMP_ITEM (was)));
  if (!shares_channel (treatment, layers))
    gimp_image_remove_channel (treatment->image, was);
  treatment->channel    = smp_region_save (treatment->region, treatment->image, name);
  treatment->is_carried = FALSE;
}

/* What other programs keep with the layer. */
static void
keep_parasites (GimpItem *item, GimpItem *replaced)
{
  g_auto (GStrv) names = gimp_item_get_parasite_list (replaced);

  for (gint i = 0; names && names[i]; i++)
    {
      GimpParasite *parasite = gimp_item_get_parasite (replaced, names[i]);

      gimp_item_attach_parasite (item, parasite);
      gimp_parasite_free (parasite);
    }
}

/* What the person set on the layer being edited, besides its recipe.  Locks come last, or they
 * would keep us off too. */
static void
keep_item_settings (GimpLayer *layer, GimpLayer *replaced, const SmpRecipe *recipe)
{
  GimpItem         *item = GIMP_ITEM (layer), *was = GIMP_ITEM (replaced);
  g_autofree gchar *name = g_strdup (gimp_item_get_name (was));
  gboolean content = gimp_item_get_lock_content (was), position = gimp_item_get_lock_position (was);
  gboolean visibility = gimp_item_get_lock_visibility (was);
  gboolean alpha      = gimp_layer_get_lock_alpha (replaced);

  gimp_layer_set_opacity (layer, gimp_layer_get_opacity (replaced));
  gimp_layer_set_blend_space (layer, gimp_layer_get_blend_space (replaced));
  gimp_layer_set_composite_space (layer, gimp_layer_get_composite_space (replaced));
  gimp_layer_set_composite_mode (layer, gimp_layer_get_composite_mode (replaced));
  gimp_item_set_visible (item, gimp_item_get_visible (was));
  gimp_item_set_color_tag (item, gimp_item_get_color_tag (was));
  keep_parasites (item, was);
  smp_persons_mask_keep (layer, replaced, recipe);
  gimp_image_remove_layer (gimp_item_get_image (item), replaced);
  gimp_item_set_name (item, name);
  gimp_layer_set_lock_alpha (layer, alpha);
  gimp_item_set_lock_content (item, content);
  gimp_item_set_lock_position (item, position);
  gimp_item_set_lock_visibility (item, visibility);
}

/* GIMP gives no copy of a layer's effects. */
gboolean
smp_treatment_check_effects (const SmpTreatment *treatment, GError **error)
{
  g_autofree GimpDrawableFilter **effects =
    treatment->replaced ? gimp_drawable_get_filters (GIMP_DRAWABLE (treatment->replaced)) : NULL;

  if (!effects || !effects[0])
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("“%s” has layer effects, which would be lost: remove them first, and add them "
                  "again to the new drawing."),
               gimp_item_get_name (GIMP_ITEM (treatment->replaced)));
  return FALSE;
}

/* Why the surroundings ask for no dots, where they do and nothing else was set since; or NULL. */
static const gchar *
why_none_around (const SmpTreatment *treatment)
{
  return treatment->neighbourhood && treatment->recipe->params.density_per_cm2 <= 0.0
           ? treatment->neighbourhood->why_none
           : NULL;
}

gchar *
smp_treatment_why_no_dots (const SmpTreatment *treatment, const SmpFigures *all)
{
  const gchar *around = why_none_around (treatment);

  if (all->n_dots > 0)
    return NULL;
  if (around)
    return g_strdup (around);
  if (treatment->recipe->params.density_per_cm2 <= 0.0)
    return g_strdup (smp_no_density_sentence ());
  if (all->turned_away > 1.0 - SMP_TURNED_AWAY_SAID)
    return smp_turned_away_sentence (all->turned_away);
  return g_strdup (_ ("What is to be treated is too small for a single dot: select more skin, or "
                      "set another density."));
}

/* A success without a dot would not be told; but a person may ask for none, and edit them later. */
static gboolean
check_dots (const SmpTreatment *treatment, GError **error)
{
  SmpParams         params = treatment->recipe->params;
  SmpFigures        all;
  g_autofree gchar *why = NULL;

  params.sessions = smp_params_all_sessions ();
  if (treatment->replaced || (params.density_per_cm2 <= 0.0 && !why_none_around (treatment)))
    return TRUE;
  all = smp_region_figures (treatment->region, &params);
  why = smp_treatment_why_no_dots (treatment, &all);
  if (why)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, why);
  return !why;
}

GimpLayer *
smp_treatment_finish (SmpTreatment *treatment, GError **error)
{
  g_autofree gchar *mask = NULL;
  GimpLayer        *layer;

  if (!smp_treatment_check_there (treatment, error) ||
      !smp_treatment_check_effects (treatment, error) || !check_dots (treatment, error))
    return NULL;
  gimp_progress_init (_ ("Placing dots"));
  layer = smp_layer_new (treatment->image, treatment->photo, treatment->region, treatment->recipe,
                         show_progress, NULL, error);
  gimp_progress_end ();
  if (!layer)
    return NULL;

  smp_layer_mark_scale (treatment->recipe, smp_treatment_scale_basis (treatment));
  gimp_image_undo_group_start (treatment->image);
  smp_anchor_ensure (treatment->image);
  smp_treatment_insert (treatment, layer);
  smp_treatment_settle_region (treatment);
  mask = smp_drawable_fingerprint (GIMP_DRAWABLE (gimp_layer_get_mask (layer)), NULL);
  if (treatment->replaced)
    keep_item_settings (layer, treatment->replaced, treatment->recipe);
  else
    save_region (treatment, layer);
  smp_layer_set_mask_made (treatment->recipe, mask);
  smp_layer_set_recipe (layer, treatment->recipe, treatment->photo, treatment->channel);
  gimp_image_undo_group_end (treatment->image);
  return layer;
}
