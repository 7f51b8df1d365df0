/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-check: a prediction beside the healed result. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "dialogs/check-dialog.h"
#include "pictures/differences.h"
#include "procedures.h"
#include "results.h"
#include "smp/error.h"
#include "treatment/preset-folders.h"
#include "treatment/treatments.h"

/* What the values of a preset are about. */
#define PRESET_SCOPES (SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN | SMP_SCOPE_EDGE)

/* What was made. */
typedef struct
{
  SmpHealedCheck *check;
  GimpImage      *picture;
  gchar          *words;
  gchar          *preset;
} Outcome;

/* The image that a script names, or NULL. */
static GimpImage *
open_image (GimpProcedureConfig *config)
{
  g_autoptr (GimpImage) open = NULL;

  g_object_get (config, "healed-image", &open, NULL);
  return open;
}

/* That of the file, which is then the caller's. */
static GimpImage *
loaded_image (GimpProcedureConfig *config, GError **error)
{
  g_autoptr (GFile) file = NULL;
  GimpImage        *image;
  g_autofree gchar *name = NULL;

  g_object_get (config, "healed", &file, NULL);
  if (!file)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("There is no healed photo to compare with: choose its file, or an image that "
                      "is open."));
      return NULL;
    }
  image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, file);
  if (image)
    return image;
  name = g_file_get_parse_name (file);
  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND, _ ("The healed photo “%s” cannot be opened."),
               name);
  return NULL;
}

/* The name that is offered: the layer's, and the day. */
static gchar *
offered_name (const SmpTreatment *treatment)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree gchar *day     = g_date_time_format (now, "%Y-%m-%d");

  return g_strdup_printf (_ ("%s, as healed %s"),
                          gimp_item_get_name (GIMP_ITEM (treatment->replaced)), day);
}

/* Whether there is anything to be saved. */
static gboolean
is_corrected (const Outcome *outcome)
{
  return !outcome->check->reason && smp_result_tells (&outcome->check->change);
}

/* The prediction's values, corrected; of the client nothing. */
static gboolean
save_preset (Outcome *outcome, const gchar *name, gboolean replace, GError **error)
{
  const SmpRecipe *made        = outcome->check->main->recipe;
  gboolean         dots        = !g_str_equal (made->filter, SMP_FILTER_HAIRLINE);
  g_autoptr (SmpRecipe) preset = smp_recipe_new (name, dots ? "" : made->filter);
  g_autofree gchar *text       = NULL;

  if (!is_corrected (outcome))
    {
      const gchar *reason = outcome->check->reason;

      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE,
                           reason
                             ? reason
                             : _ ("These photos tell none of the preset's values for certain, so "
                                  "that there is nothing to correct."));
      return FALSE;
    }
  g_free (preset->description);
  preset->description = g_strdup (_ ("Corrected by a healed result of one's own work."));
  preset->params      = made->params;
  smp_result_apply (&outcome->check->change, &preset->params);
  text            = smp_recipe_to_text (preset, PRESET_SCOPES);
  outcome->preset = smp_preset_store_save (smp_preset_files_store (), text, name, replace, error);
  return outcome->preset != NULL;
}

static gboolean
make (Outcome             *outcome,
      GimpProcedureConfig *config,
      GPtrArray           *treatments,
      GimpImage           *healed,
      GError             **error)
{
  g_autofree gchar *name     = NULL;
  g_autoptr (GimpPath) path  = NULL;
  g_autoptr (GimpPath) other = NULL;
  SmpHealedOptions options   = { .healed = healed };
  gboolean         replace;

  g_object_get (config, "path", &path, "healed-path", &other, "save-preset", &name, "replace",
                &replace, NULL);
  options.by_points   = gimp_procedure_config_get_choice_id (config, "alignment") == 1;
  options.kind        = (SmpRegistrationKind) gimp_procedure_config_get_choice_id (config, "kind");
  options.path        = path;
  options.healed_path = other;
  outcome->check      = smp_healed_check_new (treatments, &options, error);
  if (!outcome->check)
    return FALSE;
  outcome->words = smp_differences_figures (outcome->check);
  if (name && *name && !save_preset (outcome, name, replace, error))
    return FALSE;
  outcome->picture = smp_differences_picture (outcome->check, error);
  return outcome->picture != NULL;
}

/* What the person sees: the picture, the words, the points where they were asked for. */
static void
show (Outcome *outcome, GimpImage *image, GimpImage *healed, gboolean is_loaded, gboolean points)
{
  g_autofree gchar *name  = offered_name (outcome->check->main);
  g_autofree gchar *words = g_strdup (outcome->words);

  if (points)
    {
      smp_healed_check_leave_points (outcome->check, image, healed);
      if (is_loaded)
        gimp_display_new (healed);
    }
  gimp_display_new (outcome->picture);
  gimp_displays_flush ();
  while (name)
    {
      g_autofree gchar *typed = smp_check_dialog_show (words, is_corrected (outcome) ? name : NULL);
      g_autoptr (GError) error = NULL;

      if (!typed || !*typed || save_preset (outcome, typed, FALSE, &error))
        return;
      /* Asks again, under the reason. */
      g_free (words);
      words = g_strdup_printf ("%s\n\n%s", outcome->words, error->message);
      g_free (name);
      name = g_steal_pointer (&typed);
    }
}

static GimpValueArray *
results_of (GimpProcedure *procedure, const Outcome *outcome)
{
  GimpValueArray  *values    = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  const SmpResult *result    = outcome->check->result;
  const SmpResultSide   *one = &result->whole.predicted, *other = &result->whole.real;
  const SmpRegistration *placing = &outcome->check->registration;
  SmpParams              params  = outcome->check->main->recipe->params;

  smp_result_apply (&outcome->check->change, &params);
  smp_results_set (procedure, values, "picture", outcome->picture, "delta-e", result->place_delta_e,
                   "tone-predicted", one->mean.lab[0], "tone-healed", other->mean.lab[0],
                   "cover-predicted", 100.0 * one->cover, "cover-healed", 100.0 * other->cover,
                   "contrast-ratio", other->contrast / MAX (one->contrast, 1e-6), "density",
                   params.density_per_cm2, "dilution", params.dilution, "dot-diameter",
                   params.dot_diameter_mm, "off-mm",
                   placing->rms_px / outcome->check->main->recipe->params.px_per_mm, "places",
                   (gint) result->places->len, "words", outcome->words, "preset-id",
                   outcome->preset ? outcome->preset : "", NULL);
  return values;
}

static GimpValueArray *
run_on (GimpProcedure       *procedure,
        GimpRunMode          run_mode,
        GimpImage           *image,
        GimpProcedureConfig *config,
        GPtrArray           *treatments)
{
  GError         *error     = NULL;
  Outcome         outcome   = { 0 };
  GimpImage      *healed    = NULL;
  gboolean        is_loaded = FALSE, points = FALSE;
  GimpValueArray *values = NULL;

  if (run_mode == GIMP_RUN_INTERACTIVE)
    smp_check_dialog_run (procedure, config, image, &healed, &error);
  else
    healed = open_image (config);
  if (!healed && !error)
    {
      healed    = loaded_image (config, &error);
      is_loaded = healed != NULL;
    }
  g_object_get (config, "leave-points", &points, NULL);
  if (healed && make (&outcome, config, treatments, healed, &error))
    {
      if (run_mode != GIMP_RUN_NONINTERACTIVE)
        show (&outcome, image, healed, is_loaded, points);
      else if (points && !is_loaded)
        smp_healed_check_leave_points (outcome.check, image, healed);
      values = results_of (procedure, &outcome);
    }
  if (is_loaded && !(values && points && run_mode != GIMP_RUN_NONINTERACTIVE))
    gimp_image_delete (healed);
  g_clear_pointer (&outcome.check, smp_healed_check_free);
  g_free (outcome.words);
  g_free (outcome.preset);
  return values ? values : smp_arguments_fail (procedure, error);
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError                   *error  = NULL;
  g_autofree GimpDrawable **shown  = smp_ageing_shown (image);
  g_autoptr (GPtrArray) treatments = NULL;

  if (!shown[0])
    g_set_error (&error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("There is no SMP layer to be seen in this image, so that there is no "
                    "prediction "
                    "to check: open the case as it was planned."));
  else if (smp_operations_load (&error))
    treatments = smp_ageing_treatments (image, shown, &error);
  return treatments ? run_on (procedure, run_mode, image, config, treatments)
                    : smp_arguments_fail (procedure, error);
}

static void
add_what (GimpProcedure *procedure)
{
  g_autofree gchar *seen = smp_argument_label (_ ("The head _was seen"));

  gimp_procedure_add_file_argument (procedure, "healed", _ ("_File of the healed photo"),
                                    _ ("A photo of the healed result, from the same side; counts "
                                       "where no open image is chosen"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, TRUE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_image_argument (procedure, "healed-image", _ ("Healed photo"),
                                     _ ("An open image of the healed result, instead of a file"),
                                     TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "alignment", _ ("La_y it over the case"),
    _ ("By what the two photos are laid over each other"),
    gimp_choice_new_with_values ("found", 0, _ ("Found by itself"), NULL, "points", 1,
                                 _ ("By a path of three points or more in each"), NULL, NULL),
    "found", G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "kind", seen, _ ("What may differ between the two, where points are taken"),
    gimp_choice_new_with_values ("automatic", SMP_REGISTRATION_AUTOMATIC, _ ("As the points tell"),
                                 NULL, "similarity", SMP_REGISTRATION_SIMILARITY,
                                 _ ("From the same side"), NULL, "affine", SMP_REGISTRATION_AFFINE,
                                 _ ("A little from the side"), NULL, "thin-plate",
                                 SMP_REGISTRATION_THIN_PLATE, _ ("Turned, or the skin has moved"),
                                 NULL, NULL),
    "automatic", G_PARAM_READWRITE);
  gimp_procedure_add_path_argument (procedure, "path", _ ("Points in the case"),
                                    _ ("A path in this image; without it the selected one, or the "
                                       "only one"),
                                    TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_path_argument (procedure, "healed-path", _ ("Points in the healed photo"),
                                    _ ("A path in the healed photo, of as many points in the same "
                                       "order"),
                                    TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "leave-points",
                                       _ ("Leave _points in both images, to correct them"),
                                       _ ("A path of nine points in each, on the same spots: move "
                                          "those that are wrong, and check again by points"),
                                       FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "save-preset", _ ("Save corrected preset"),
                                      _ ("A name: the corrected values are saved as a preset under "
                                         "it; empty for none"),
                                      "", G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "replace", _ ("Replace a preset of that name"),
                                       _ ("Where there is one of one's own already"), FALSE,
                                       G_PARAM_READWRITE);
}

static void
add_results (GimpProcedure *procedure)
{
  gimp_procedure_add_image_return_value (procedure, "picture", _ ("Picture"), _ ("The new image"),
                                         FALSE, G_PARAM_READWRITE);
  smp_add_number_return_value (procedure, "delta-e", _ ("Difference"),
                               _ ("How unlike the tones of prediction and result are, on average "
                                  "over "
                                  "the places"));
  smp_add_number_return_value (procedure, "tone-predicted", _ ("Predicted tone"),
                               _ ("Of the region, from 0, black, to 100, white"));
  smp_add_number_return_value (procedure, "tone-healed", _ ("Healed tone"),
                               _ ("The same of the healed photo"));
  smp_add_number_return_value (procedure, "cover-predicted", _ ("Predicted cover"),
                               _ ("Percent of the skin that dots and hair make darker"));
  smp_add_number_return_value (procedure, "cover-healed", _ ("Healed cover"),
                               _ ("The same of the healed photo"));
  smp_add_number_return_value (procedure, "contrast-ratio", _ ("Standing out"),
                               _ ("How much dots stand out from the skin, healed over predicted"));
  smp_add_number_return_value (procedure, "density", _ ("Density"),
                               _ ("What it should have been, in dots per square centimetre"));
  smp_add_number_return_value (procedure, "dilution", _ ("Dilution"),
                               _ ("What it should have been, in parts of water"));
  smp_add_number_return_value (procedure, "dot-diameter", _ ("Dot size"),
                               _ ("What it should have been, in mm"));
  smp_add_number_return_value (procedure, "off-mm", _ ("Off"),
                               _ ("By how much points or parts of the two photos miss each other, "
                                  "in "
                                  "mm"));
  gimp_procedure_add_int_return_value (procedure, "places", _ ("Places"),
                                       _ ("How many places of 10 mm were compared"), 0, G_MAXINT, 0,
                                       G_PARAM_READWRITE);
  smp_add_words_return_value (procedure, "words", _ ("Words"),
                              _ ("The figures, and what the preset should change"));
  smp_add_words_return_value (procedure, "preset-id", _ ("Preset"),
                              _ ("The short name of the corrected preset, if it was "
                                 "saved"));
}

GimpProcedure *
smp_check_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_procedure_new (
    plug_in, name, run, _ ("Check _against the Result..."),
    _ ("Compare the prediction with a photo of the healed result"),
    _ ("Lays a photo of the healed result over the case, in the prediction's light, and makes a "
       "picture of both, split and as a map of their differences, with what the preset should "
       "change. Neither photo is changed."));

  add_what (procedure);
  add_results (procedure);
  return procedure;
}
