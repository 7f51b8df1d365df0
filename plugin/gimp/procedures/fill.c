/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-fill: fills the selection with dots. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "treatment/fill-region.h"
#include "treatment/surroundings.h"
#include "procedures.h"
#include "dialogs/treat-dialog.h"
#include "treatment/treatment.h"

#define SCOPES (SMP_SCOPE_EDGE | SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

static GimpLayer *
fill (GimpProcedure       *procedure,
      GimpRunMode          run_mode,
      GimpProcedureConfig *config,
      SmpTreatment        *treatment,
      GError             **error)
{
  SmpParams *params = &treatment->recipe->params;

  if (!smp_asked_scale (treatment->image, run_mode, config, &params->px_per_mm, error) ||
      !smp_asked_values (config, SCOPES, params, error) ||
      !smp_asked_match (config, treatment, error))
    return NULL;

  if (run_mode == GIMP_RUN_INTERACTIVE
        ? !smp_treat_dialog_run (procedure, config, SCOPES, treatment, _ ("Fill Density"), error)
        : !smp_treatment_update_region (treatment, error))
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
  SmpFillRegion   region    = { .selected = NULL };
  GimpValueArray *values;

  if (smp_operations_load (&error))
    photo = smp_treatment_photo (image, drawables, &error);
  if (photo && (region.selected = smp_region_from_selection (image, &error)))
    {
      treatment = smp_treatment_new (image, photo, _ ("SMP Fill"), SMP_FILTER_FILL,
                                     smp_fill_region_make, &region);
      layer     = fill (procedure, run_mode, config, treatment, &error);
    }

  values = layer ? smp_treatment_return_values (procedure, layer, treatment)
                 : smp_arguments_fail (procedure, error);
  smp_treatment_free (treatment);
  smp_fill_region_clear (&region);
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

  smp_asked_arguments_add (procedure);
  smp_asked_match_add (procedure, FALSE);
  smp_arguments_add (procedure, SCOPES, _ ("m"), FALSE);
  smp_treatment_add_return_values (procedure);
  return procedure;
}
