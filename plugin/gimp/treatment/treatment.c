/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "surroundings.h"
#include "smp/error.h"
#include "treatment.h"

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
  if (!sentence)
    return TRUE;

  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
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
      return GIMP_LAYER (drawables[0]);
    }
  if (reason)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  smp_recipe_free (recipe);
  if (!photo)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The photo below this SMP layer has been deleted: select the photo's layer."));
  return photo;
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
  treatment->photo            = photo;
  treatment->recipe           = smp_recipe_new (name, filter);
  treatment->make_region      = make_region;
  treatment->make_region_data = data;
  return treatment;
}

SmpTreatment *
smp_treatment_edit (GimpImage *image, GimpDrawable **drawables, GError **error)
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
  if (treatment->recipe && !treatment->photo)
    missing = _ ("The photo below this SMP layer has been deleted, so that it cannot be edited.");
  else if (treatment->recipe && !treatment->channel)
    missing = _ ("The region of this SMP layer, a channel, has been deleted, so that it cannot be "
                 "edited.");
  if (missing)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, missing);
  else if (treatment->recipe)
    treatment->region = smp_region_from_channel (image, treatment->channel, error);

  if (!treatment->region)
    g_clear_pointer (&treatment, smp_treatment_free);
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
  g_free (treatment);
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

/* What the person set on the layer being edited, besides its recipe. */
static void
keep_item_settings (GimpLayer *layer, GimpLayer *replaced)
{
  gchar *name = g_strdup (gimp_item_get_name (GIMP_ITEM (replaced)));

  gimp_layer_set_opacity (layer, gimp_layer_get_opacity (replaced));
  gimp_item_set_visible (GIMP_ITEM (layer), gimp_item_get_visible (GIMP_ITEM (replaced)));
  gimp_image_remove_layer (gimp_item_get_image (GIMP_ITEM (layer)), replaced);
  gimp_item_set_name (GIMP_ITEM (layer), name);
  g_free (name);
}

GimpLayer *
smp_treatment_finish (SmpTreatment *treatment, GError **error)
{
  GimpLayer *layer;

  gimp_progress_init (_ ("Placing dots"));
  layer = smp_layer_new (treatment->image, treatment->photo, treatment->region, treatment->recipe,
                         show_progress, NULL, error);
  gimp_progress_end ();
  if (!layer)
    return NULL;

  gimp_image_undo_group_start (treatment->image);
  smp_treatment_insert (treatment, layer);
  if (treatment->replaced)
    keep_item_settings (layer, treatment->replaced);
  else
    save_region (treatment, layer);
  smp_layer_set_recipe (layer, treatment->recipe, treatment->photo, treatment->channel);
  gimp_image_undo_group_end (treatment->image);
  return layer;
}

void
smp_treatment_add_return_values (GimpProcedure *procedure)
{
  gimp_procedure_add_layer_return_value (procedure, "layer", _ ("Layer"), _ ("The SMP layer"),
                                         FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "area-cm2", _ ("Area"),
                                          _ ("Area of the region, in square centimetres"), 0.0,
                                          G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
  gimp_procedure_add_int_return_value (procedure, "dots", _ ("Dots"), _ ("Number of dots"), 0,
                                       G_MAXINT, 0, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "coverage-percent", _ ("Coverage"),
                                          _ ("Share of the region that lies under dots"), 0.0,
                                          G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
}

GimpValueArray *
smp_treatment_return_values (GimpProcedure      *procedure,
                             GimpLayer          *layer,
                             const SmpTreatment *treatment)
{
  SmpFigures      figures = smp_region_figures (treatment->region, &treatment->recipe->params);
  GimpValueArray *values  = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);

  GIMP_VALUES_SET_LAYER (values, 1, layer);
  GIMP_VALUES_SET_DOUBLE (values, 2, figures.area_cm2);
  GIMP_VALUES_SET_INT (values, 3, (gint) figures.n_dots);
  GIMP_VALUES_SET_DOUBLE (values, 4, 100.0 * figures.coverage);
  return values;
}
