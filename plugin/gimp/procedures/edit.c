/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-edit: draws an SMP layer anew, with other values, or after its region was painted on.
 */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "dialogs/photo-dialog.h"
#include "procedures.h"
#include "smp/error.h"
#include "treating.h"

#define SCOPES (SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

/* The region was made with the layer, and may have been painted on since. */
static gboolean
check_region_values (const SmpParams *was, const SmpParams *params, GError **error)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if ((infos[i].scope & (SMP_SCOPE_HAIRLINE | SMP_SCOPE_EDGE)) &&
        smp_params_get (was, &infos[i]) != smp_params_get (params, &infos[i]))
      {
        g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                     _ ("“%s” (%s) shapes the region, which is a channel now: paint on that, or "
                        "make the layer anew."),
                     _ (infos[i].label), infos[i].id);
        return FALSE;
      }
  return TRUE;
}

static gboolean
start (SmpTreatingRun *run, GError **error)
{
  g_autoptr (GimpLayer) photo = NULL;

  /* In a window it could only be another image's. */
  if (run->run_mode == GIMP_RUN_NONINTERACTIVE)
    g_object_get (run->config, "photo", &photo, NULL);
  else if (smp_treatment_lacks_photo (run->image, run->drawables))
    {
      photo = smp_photo_dialog_ask (run->image, GIMP_LAYER (run->drawables[0]), error);
      if (!photo)
        return FALSE;
      g_object_ref (photo);
    }
  run->treatment = smp_treatment_edit_over (run->image, run->drawables, photo, error);
  return run->treatment && smp_treatment_check_effects (run->treatment, error);
}

static gboolean
ask (SmpTreatingRun *run, GError **error)
{
  SmpParams was = run->treatment->recipe->params;

  return smp_asked_set_values (run->config, run->treatment, error) &&
         check_region_values (&was, &run->treatment->recipe->params, error);
}

static const SmpTreating filter = { .title  = N_ ("Edit SMP Layer"),
                                    .scopes = SCOPES,
                                    .start  = start,
                                    .ask    = ask };

GimpProcedure *
smp_edit_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_treating_procedure_new (
    plug_in, name, &filter, _ ("_Edit SMP Layer..."),
    _ ("Change the values of a layer that these filters made"),
    _ ("Opens the same dialog with the same values as when the layer was made. "
       "Its region is a channel, which can be painted on first: white is the "
       "full density, black is none."));

  gimp_procedure_add_string_argument (procedure, "set", _ ("Values"),
                                      _ ("KEY=VALUE pairs to change, separated by ';' or line "
                                         "ends, such as density=180; empty draws "
                                         "the layer anew as it is"),
                                      "", G_PARAM_READWRITE);
  gimp_procedure_add_layer_argument (procedure, "photo", _ ("Photo"),
                                     _ ("The layer that is the photo now, where that below the SMP "
                                        "layer has been replaced; none for the one that it was "
                                        "made over"),
                                     TRUE, G_PARAM_READWRITE);
  /* For the dialog alone: a script's other values stay as the layer has them. */
  /* Translators: the underlined letters of Match the surroundings, Paint where dots go, Where it is
   * found and Figures.
   */
  smp_arguments_add (procedure, SCOPES, _ ("mwfg"), TRUE);
  smp_treating_add_last_values (procedure);
  return procedure;
}
