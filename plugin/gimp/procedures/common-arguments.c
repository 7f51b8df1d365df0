/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "treatment/preset-folders.h"
#include "dialogs/scale-dialog.h"
#include "treatment/scale-store.h"

gboolean
smp_asked_values (GimpProcedureConfig *config, guint scopes, SmpParams *params, GError **error)
{
  gchar     *preset_name = NULL;
  gchar     *list        = NULL;
  SmpRecipe *preset      = NULL;
  gboolean   done;

  g_object_get (config, "preset", &preset_name, "set", &list, NULL);
  done = smp_arguments_read (config, scopes, params, error);
  if (done && preset_name && *preset_name)
    {
      preset = smp_preset_find (preset_name, error);
      done   = preset != NULL;
      if (preset)
        smp_recipe_apply (params, preset);
      smp_recipe_free (preset);
    }
  done = done && (!list || smp_params_set_list (params, list, error));
  g_free (preset_name);
  g_free (list);
  return done;
}

gboolean
smp_asked_scale (GimpImage           *image,
                 GimpRunMode          run_mode,
                 GimpProcedureConfig *config,
                 gdouble             *px_per_mm,
                 GError             **error)
{
  SmpParams checked;
  gdouble   given = 0.0;

  /* Of a script; in a window it could only be another photo's. */
  if (run_mode == GIMP_RUN_NONINTERACTIVE)
    g_object_get (config, "px-per-mm", &given, NULL);
  if (given != 0.0)
    {
      *px_per_mm = given;
      smp_params_init (&checked);
      return smp_params_set (&checked, smp_param_find ("px-per-mm"), given, error);
    }
  if (smp_scale_load (image, px_per_mm, NULL, NULL))
    return TRUE;
  if (run_mode == GIMP_RUN_INTERACTIVE)
    return smp_scale_dialog_ask (image, px_per_mm, error);
  return smp_scale_load (image, px_per_mm, NULL, error);
}

void
smp_asked_preset_add (GimpProcedure *procedure)
{
  gimp_procedure_add_string_argument (procedure, "preset", _ ("Preset"),
                                      _ ("A preset's name or file, whose values replace those "
                                         "given here; empty for none"),
                                      "", G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "set", _ ("Values"),
                                      _ ("KEY=VALUE pairs, separated by ';' or line ends, that are "
                                         "applied last, such as density=180"),
                                      "", G_PARAM_READWRITE);
}

void
smp_asked_arguments_add (GimpProcedure *procedure)
{
  smp_asked_preset_add (procedure);
  smp_asked_scale_add (procedure);
}

void
smp_asked_scale_add (GimpProcedure *procedure)
{
  gimp_procedure_add_double_argument (procedure, "px-per-mm", _ ("Scale"),
                                      _ ("Pixels per millimetre of skin; 0 takes the scale that is "
                                         "set for the image"),
                                      -G_MAXDOUBLE, G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
}

void
smp_asked_match_add (GimpProcedure *procedure, gboolean by_default)
{
  gimp_procedure_add_boolean_argument (procedure, "match", _ ("Match the surroundings"),
                                       _ ("Take density, dilution, dot size and length, "
                                          "directions, spacing, depth, pigment and softness from "
                                          "around the selection; single values given under Values "
                                          "are kept"),
                                       by_default, G_PARAM_READWRITE);
}

gboolean
smp_asked_set_values (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error)
{
  g_autofree gchar *list = NULL;

  g_object_get (config, "set", &list, NULL);
  return !list || smp_params_set_list (&treatment->recipe->params, list, error);
}

gboolean
smp_asked_match (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error)
{
  gboolean match;

  g_object_get (config, "match", &match, NULL);
  return !match || (smp_treatment_match (treatment, error) &&
                    smp_asked_set_values (config, treatment, error));
}
