/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-fill: fills the selection with dots. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "preset-files.h"
#include "procedures.h"
#include "scale-dialog.h"
#include "scale-store.h"
#include "smp/error.h"
#include "treat-dialog.h"
#include "treatment.h"

#define SCOPES (SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

/* The values that a script asks for: the arguments, a preset in their place, single values last. */
static gboolean
read_values (GimpProcedureConfig *config, SmpParams *params, GError **error)
{
  gchar     *preset_name = NULL;
  gchar     *list        = NULL;
  SmpRecipe *preset      = NULL;
  gboolean   done;

  g_object_get (config, "preset", &preset_name, "set", &list, NULL);
  done = smp_arguments_read (config, SCOPES, params, error);
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

static gboolean
find_scale (GimpImage           *image,
            GimpRunMode          run_mode,
            GimpProcedureConfig *config,
            gdouble             *px_per_mm,
            GError             **error)
{
  SmpParams checked;
  gdouble   given = 0.0;

  g_object_get (config, "px-per-mm", &given, NULL);
  if (given != 0.0)
    {
      *px_per_mm = given;
      smp_params_init (&checked);
      return smp_params_set (&checked, smp_param_find ("px-per-mm"), given, error);
    }
  if (smp_scale_load (image, px_per_mm, NULL))
    return TRUE;
  if (run_mode == GIMP_RUN_INTERACTIVE)
    return smp_scale_dialog_ask (image, px_per_mm, error);
  return smp_scale_load (image, px_per_mm, error);
}

static GimpLayer *
fill (GimpProcedure       *procedure,
      GimpRunMode          run_mode,
      GimpProcedureConfig *config,
      SmpTreatment        *treatment,
      GError             **error)
{
  SmpParams *params = &treatment->recipe->params;

  if (!find_scale (treatment->image, run_mode, config, &params->px_per_mm, error) ||
      !read_values (config, params, error))
    return NULL;

  if (run_mode == GIMP_RUN_INTERACTIVE &&
      !smp_treat_dialog_run (procedure, config, SCOPES, treatment, _ ("Fill Density"), error))
    return NULL;

  return smp_treatment_finish (treatment, error);
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError         *error     = NULL;
  GimpLayer      *photo     = NULL;
  GimpLayer      *layer     = NULL;
  SmpTreatment   *treatment = NULL;
  GimpValueArray *values;

  if (smp_operations_load (&error))
    photo = smp_treatment_photo (image, drawables, &error);
  if (photo)
    treatment = smp_treatment_new (image, photo, _ ("SMP Fill"), "fill", &error);
  if (treatment)
    layer = fill (procedure, run_mode, config, treatment, &error);

  values = layer ? smp_treatment_return_values (procedure, layer, treatment)
                 : smp_arguments_fail (procedure, error);
  smp_treatment_free (treatment);
  gimp_displays_flush ();
  return values;
}

GimpProcedure *
smp_fill_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure =
    smp_procedure_new (plug_in, name, run, _ ("_Fill Density..."),
                       _ ("Fill the selected skin with pigment dots"),
                       _ ("Fills the selection with scalp micropigmentation dots, as a new layer "
                          "over the photo, which is not changed. Soft edges of the selection mean "
                          "a lower density."));

  gimp_procedure_add_string_argument (
    procedure, "preset", _ ("Preset"),
    _ ("A preset's name or file, whose values replace those given here; empty for none"), "",
    G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (
    procedure, "set", _ ("Values"),
    _ ("KEY=VALUE pairs, separated by ';' or line ends, that are applied last, such as density=180"),
    "", G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (
    procedure, "px-per-mm", _ ("Scale"),
    _ ("Pixels per millimetre of skin; 0 takes the scale that is set for the image"), 0.0,
    G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
  /* Translators: the underlined letter of Preset. */
  smp_arguments_add (procedure, SCOPES, _ ("p"), FALSE);
  smp_treatment_add_return_values (procedure);
  return procedure;
}
