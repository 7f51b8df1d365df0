/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-hairline: draws a hairline, and fills the skin behind it. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "treatment/hairline-region.h"
#include "treatment/hairline-source.h"
#include "treatment/surroundings.h"
#include "procedures.h"
#include "dialogs/treat-dialog.h"
#include "treatment/working-time.h"

#define SCOPES (SMP_SCOPE_HAIRLINE | SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

static GimpLayer *
draw (GimpProcedure       *procedure,
      GimpRunMode          run_mode,
      GimpProcedureConfig *config,
      SmpTreatment        *treatment,
      GError             **error)
{
  SmpParams *params = &treatment->recipe->params;
  gboolean   match;

  if (!smp_asked_scale (treatment->image, run_mode, config, &params->px_per_mm, error) ||
      !smp_asked_values (config, SCOPES, params, error))
    return NULL;

  treatment->read_surroundings = smp_hairline_map_read_surroundings;
  g_object_get (config, "match", &match, NULL);
  if (match &&
      (!smp_treatment_match (treatment, error) || !smp_asked_set_values (config, treatment, error)))
    return NULL;

  if (run_mode == GIMP_RUN_INTERACTIVE
        ? !smp_treat_dialog_run (procedure, config, SCOPES, treatment, _ ("Draw Hairline"), error)
        : !smp_treatment_update_region (treatment, error))
    return NULL;

  return smp_treatment_finish (treatment, error);
}

static GimpValueArray *
return_values (GimpProcedure        *procedure,
               GimpLayer            *layer,
               const SmpTreatment   *treatment,
               const SmpHairlineMap *map)
{
  GimpValueArray *values = smp_treatment_return_values (procedure, layer, treatment);
  guint           n_dots = (guint) GIMP_VALUES_GET_INT (values, 3);

  GIMP_VALUES_SET_DOUBLE (values, 5, map->length_mm);
  GIMP_VALUES_SET_DOUBLE (values, 6, map->height_mm);
  GIMP_VALUES_SET_DOUBLE (values, 7, smp_working_hours (n_dots));
  return values;
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
  SmpHairlineMap  map       = { NULL };
  GimpValueArray *values;

  g_object_get (config, "path", &map.path, NULL);
  if (smp_operations_load (&error))
    photo = smp_treatment_photo (image, drawables, &error);
  /* In a window, the line may be drawn while the dialog is open. */
  if (photo &&
      (run_mode == GIMP_RUN_INTERACTIVE || smp_hairline_source_exists (image, map.path, &error)))
    {
      treatment = smp_treatment_new (image, photo, _ ("SMP Hairline"), SMP_FILTER_HAIRLINE,
                                     smp_hairline_map_make, &map);
      layer     = draw (procedure, run_mode, config, treatment, &error);
    }

  values = layer ? return_values (procedure, layer, treatment, &map)
                 : smp_arguments_fail (procedure, error);
  smp_treatment_free (treatment);
  smp_hairline_map_clear (&map);
  g_clear_object (&map.path);
  gimp_displays_flush ();
  return values;
}

static void
add_return_values (GimpProcedure *procedure)
{
  smp_treatment_add_return_values (procedure);
  gimp_procedure_add_double_return_value (procedure, "length-mm", _ ("Length"),
                                          _ ("Length of the line, in millimetres"), 0.0,
                                          G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "height-mm", _ ("Height"),
                                          _ ("Height of the line's middle above the glabella, in "
                                             "millimetres; 0 where no horizontal guide "
                                             "marks it"),
                                          0.0, G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
  smp_working_hours_add (procedure);
}

GimpProcedure *
smp_hairline_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_procedure_new (
    plug_in, name, run, _ ("Draw _Hairline..."), _ ("Draw a natural hairline and fill behind it"),
    _ (
      "Draws a hairline along a path from temple to temple, along a half path that is mirrored, or "
      "along the selection's front edge: soft and broken at the front, filled back to the existing "
      "hair, as a new layer over the photo, which is not changed. A selection limits it. A "
      "horizontal guide marks the glabella."));

  gimp_procedure_add_path_argument (procedure, "path", _ ("Path"),
                                    _ ("The path to take; none takes the selected one, or the only "
                                       "one"),
                                    TRUE, G_PARAM_READWRITE);
  smp_asked_arguments_add (procedure);
  smp_asked_match_add (procedure, FALSE);
  smp_arguments_add (procedure, SCOPES, _ ("m"), FALSE);
  smp_arguments_take_defaults (procedure, SMP_FILTER_HAIRLINE);
  add_return_values (procedure);
  return procedure;
}
