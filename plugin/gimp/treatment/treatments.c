/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "treatments.h"
#include "smp/error.h"

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

static gboolean
is_shown (GimpItem *item)
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
    if (is_shown (g_ptr_array_index (layers, i)))
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
      gint          scar      = treatment->recipe->params.scar;

      for (guint i = 0; i < n_infos; i++)
        if (infos[i].scope & SMP_SCOPE_AGEING)
          smp_params_set (&treatment->recipe->params, &infos[i], smp_params_get (params, &infos[i]),
                          NULL);
      /* What Conceal Scar made is scar tissue, whatever else fades. */
      if (treatments->len > 1 || strcmp (treatment->recipe->filter, SMP_FILTER_SCAR) == 0)
        treatment->recipe->params.scar = scar;
    }
}
