/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-scar: reads the hair around a scar, and fills the scar so that it disappears into it.
 */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "treatment/preset-folders.h"
#include "treatment/surroundings.h"
#include "preset-row/row.h"
#include "procedures.h"
#include "smp/error.h"
#include "dialogs/treat-dialog.h"
#include "treatment/working-time.h"

#define SCOPES (SMP_SCOPE_MATCH | SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

/* What is not matched is the person's preset's. */
static void
take_default_preset (SmpParams *params)
{
  SmpRecipe *preset = smp_preset_row_default (smp_preset_files_store (), SMP_FILTER_SCAR);

  if (preset)
    smp_recipe_apply (params, preset);
  g_clear_pointer (&preset, smp_recipe_free);
}

static gboolean
measure (SmpTreatment *treatment, GError **error)
{
  gboolean done;

  gimp_progress_init (_ ("Measuring the hair around"));
  gimp_progress_pulse ();
  done = smp_neighbourhood_read (treatment, error) &&
         smp_neighbourhood_measure (treatment->neighbourhood, &treatment->recipe->params, error);
  gimp_progress_end ();
  return done;
}

/* The layer, which keeps what the self-check said where it was asked for, or had the time. */
static GimpLayer *
finish (GimpProcedureConfig *config, SmpTreatment *treatment, GError **error)
{
  SmpNeighbourhood *n     = treatment->neighbourhood;
  GimpLayer        *layer = smp_treatment_finish (treatment, error);
  gboolean          check;

  g_object_get (config, "self-check", &check, NULL);
  if (layer && check && !n->checked)
    n->checked = smp_neighbourhood_check (n, &treatment->recipe->params, &n->check);
  if (layer)
    smp_neighbourhood_keep_check (n, layer);
  return layer;
}

static GimpLayer *
conceal (GimpProcedure       *procedure,
         GimpRunMode          run_mode,
         GimpProcedureConfig *config,
         SmpTreatment        *treatment,
         GError             **error)
{
  SmpParams *params = &treatment->recipe->params;

  params->scar = SMP_YES;
  if (!smp_asked_scale (treatment->image, run_mode, config, &params->px_per_mm, error) ||
      !smp_asked_values (config, SCOPES, params, error))
    return NULL;
  if (run_mode == GIMP_RUN_INTERACTIVE)
    take_default_preset (params);
  if (!measure (treatment, error) || !smp_asked_match (config, treatment, error))
    return NULL;

  if (run_mode == GIMP_RUN_INTERACTIVE)
    {
      smp_arguments_write (config, SCOPES, params);
      if (!smp_treat_dialog_run (procedure, config, SCOPES, treatment, _ ("Conceal Scar"), error))
        return NULL;
    }
  else if (!smp_treatment_update_region (treatment, error))
    return NULL;

  return finish (config, treatment, error);
}

static GimpValueArray *
return_values (GimpProcedure *procedure, GimpLayer *layer, const SmpTreatment *treatment)
{
  const SmpNeighbourhood *neighbourhood = treatment->neighbourhood;

  GimpValueArray *values = smp_treatment_return_values (procedure, layer, treatment);
  SmpVerdict      before = smp_neighbourhood_judge_photo (neighbourhood);
  SmpVerdict      after  = smp_neighbourhood_judge (neighbourhood, layer);
  guint           n_dots = (guint) GIMP_VALUES_GET_INT (values, 3);
  SmpReach reach = smp_matcher_reason (neighbourhood->matcher, &treatment->recipe->params, &after);

  GIMP_VALUES_SET_DOUBLE (values, 5, smp_working_hours (n_dots));
  GIMP_VALUES_SET_DOUBLE (values, 6, before.place_delta_e);
  GIMP_VALUES_SET_DOUBLE (values, 7, after.place_delta_e);
  GIMP_VALUES_SET_DOUBLE (values, 8, before.worst_delta_e);
  GIMP_VALUES_SET_DOUBLE (values, 9, after.worst_delta_e);
  GIMP_VALUES_SET_DOUBLE (values, 10, after.acceptable_delta_e);
  GIMP_VALUES_SET_DOUBLE (values, 11, after.share_beyond);
  GIMP_VALUES_SET_DOUBLE (values, 12, after.contrast_ratio);
  GIMP_VALUES_SET_DOUBLE (values, 13, after.band_distance);
  GIMP_VALUES_SET_DOUBLE (values, 14, after.patch_band_distance);
  GIMP_VALUES_SET_STRING (values, 15, smp_visibility_word (after.visibility));
  GIMP_VALUES_SET_STRING (values, 16, smp_reach_sentence (reach));
  GIMP_VALUES_TAKE_STRING (values, 17, smp_neighbourhood_not_measured (neighbourhood));
  GIMP_VALUES_SET_STRING (values, 18, neighbourhood->checked ? neighbourhood->checked : "");
  GIMP_VALUES_SET_DOUBLE (values, 19, neighbourhood->check.density_ratio);
  GIMP_VALUES_SET_DOUBLE (values, 20, neighbourhood->check.delta_e);
  GIMP_VALUES_SET_DOUBLE (values, 21, neighbourhood->check.contrast_ratio);
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
  GimpValueArray *values;

  if (smp_operations_load (&error))
    photo = smp_treatment_photo (image, drawables, &error);
  if (photo)
    {
      treatment = smp_treatment_new (image, photo, _ ("SMP Scar"), SMP_FILTER_SCAR,
                                     smp_neighbourhood_make_region, NULL);
      layer     = conceal (procedure, run_mode, config, treatment, &error);
    }

  values =
    layer ? return_values (procedure, layer, treatment) : smp_arguments_fail (procedure, error);
  smp_treatment_free (treatment);
  gimp_displays_flush ();
  return values;
}

static void
add_double (GimpProcedure *procedure, const gchar *name, const gchar *label, const gchar *help)
{
  gimp_procedure_add_double_return_value (procedure, name, label, help, 0.0, G_MAXDOUBLE, 0.0,
                                          G_PARAM_READWRITE);
}

static void
add_return_values (GimpProcedure *procedure)
{
  smp_treatment_add_return_values (procedure);
  smp_working_hours_add (procedure);
  add_double (procedure, "delta-e-before", _ ("Colour difference before"),
              _ ("CIEDE2000 difference of the scar's 3 mm discs from the skin near by, as it is, "
                 "on "
                 "average over the scar"));
  add_double (procedure, "delta-e-after", _ ("Colour difference after"),
              _ ("The same with the dots"));
  add_double (procedure, "worst-tenth-before", _ ("Worst tenth before"),
              _ ("The same, on average over the tenth of the scar that differs most, as it is"));
  add_double (procedure, "worst-tenth-after", _ ("Worst tenth after"),
              _ ("The same with the dots"));
  add_double (procedure, "acceptable", _ ("Acceptable difference"),
              _ ("The difference of colour that is acceptable on such skin: 1.8 on light skin, 2.6 "
                 "on dark skin"));
  add_double (procedure, "share-beyond", _ ("Share beyond"),
              _ ("Share of the scar that differs by more, with the dots"));
  add_double (procedure, "contrast-ratio", _ ("Contrast"),
              _ ("Contrast of the dots over that of the hair around"));
  add_double (procedure, "texture", _ ("Texture"),
              _ ("How far the dots' texture is from that of the hair around; 0 is the same"));
  add_double (procedure, "texture-around", _ ("Texture around"),
              _ ("How far the texture of one place around is from that of another"));
  gimp_procedure_add_string_return_value (procedure, "verdict", _ ("Verdict"),
                                          _ ("How the scar is seen then, in words: by the worst of "
                                             "colour, contrast and texture"),
                                          "", G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "reason", _ ("Reason"),
                                          _ ("What gives the scar away, or nothing"), "",
                                          G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "not-measured", _ ("Not measured"),
                                          _ ("What could not be measured around the scar, and why"),
                                          "", G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (procedure, "self-checked", _ ("Self-check"),
                                          _ ("What came of dots in the place of hair around the "
                                             "scar, where that was asked for"),
                                          "", G_PARAM_READWRITE);
  add_double (procedure, "checked-density", _ ("Checked density"),
              _ ("Dots that are seen in the place of hair around, over that hair; 0 where it was "
                 "not "
                 "tried"));
  add_double (procedure, "checked-delta-e", _ ("Checked colour"),
              _ ("CIEDE2000 difference of those dots from that hair"));
  add_double (procedure, "checked-contrast", _ ("Checked contrast"),
              _ ("Contrast of those dots over that of that hair"));
}

GimpProcedure *
smp_scar_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure =
    smp_procedure_new (plug_in, name, run, _ ("_Conceal Scar..."),
                       _ ("Make the selected scar disappear into the hair around it"),
                       _ ("Measures the hair and skin around the selected scar, and fills it with "
                          "dots of the same density, size, direction and colour, as far as a "
                          "needle "
                          "can, as a new layer over the photo, which is not changed. Hair that "
                          "stands in the scar is left out. Tells how alike scar and surroundings "
                          "are then."));

  smp_asked_arguments_add (procedure);
  smp_asked_match_add (procedure, TRUE);
  gimp_procedure_add_boolean_argument (procedure, "self-check", _ ("Self-check"),
                                       _ ("Try the dots in the place of hair around too, and say "
                                          "how near they come to it; takes as long again"),
                                       FALSE, G_PARAM_READWRITE);
  smp_arguments_add (procedure, SCOPES, _ ("m"), FALSE);
  smp_arguments_take_defaults (procedure, SMP_FILTER_SCAR);
  add_return_values (procedure);
  return procedure;
}
