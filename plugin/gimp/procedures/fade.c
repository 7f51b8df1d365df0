/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-fade: how SMP layers look after some years. */

#include "treatment/treatments.h"
#include "arguments.h"
#include "common-arguments.h"
#include "dialogs/fade-dialog.h"
#include "dialogs/next-row.h"
#include "pictures/compare.h"
#include "procedures.h"
#include "results.h"
#include "smp/craft.h"
#include "smp/error.h"
#include "smp/text.h"

/* Skin around the treated regions in a picture, in percent of their longer side. */
#define MARGIN_PERCENT 15.0

#define DEFAULT_TIMES \
  "before, session 1, session 2, " SMP_HEALED_WORDS ", 1 year, 3 years, 5 years, 10 years"

/* Draws every layer at the age that its recipe has, as one undo step. */
static gboolean
age_layers (GPtrArray *treatments, GError **error)
{
  GimpImage *image = ((SmpTreatment *) g_ptr_array_index (treatments, 0))->image;
  gboolean   done  = TRUE;

  gimp_image_undo_group_start (image);
  for (guint i = 0; done && i < treatments->len; i++)
    done = smp_treatment_finish (g_ptr_array_index (treatments, i), error) != NULL;
  gimp_image_undo_group_end (image);
  return done;
}

/* The timeline or the animation that Before and After makes of the layers. */
static GimpImage *
make_picture (GPtrArray *treatments,
              SmpLayout  layout,
              GArray    *moments,
              SmpOutcome outcome,
              gboolean   all_outcomes,
              GError   **error)
{
  SmpCompareOptions options = { .layout         = layout,
                                .crop           = SMP_CROP_REGION,
                                .margin_percent = MARGIN_PERCENT,
                                .label          = TRUE,
                                .moments        = moments,
                                .outcome        = outcome,
                                .all_outcomes   = all_outcomes,
                                .motion         = SMP_MOTION_YEARS };
  GimpImage        *picture;

  smp_practitioner_recall (&options.practitioner);
  picture = smp_compare_make (treatments, &options, error);
  smp_practitioner_clear (&options.practitioner);
  return picture;
}

/* What the person chose to have of the years; picture is the new image, if it is one. */
static gboolean
make_output (GPtrArray           *treatments,
             GimpProcedureConfig *config,
             GimpImage          **picture,
             GError             **error)
{
  gchar     *output = NULL, *times = NULL;
  gboolean   bands;
  GArray    *moments;
  gboolean   done;
  SmpOutcome outcome = (SmpOutcome) gimp_procedure_config_get_choice_id (config, "outcome");

  g_object_get (config, "output", &output, "times", &times, "bands", &bands, NULL);
  moments = smp_moments_parse (times ? times : "", error);
  done    = moments != NULL;
  if (done && g_strcmp0 (output, smp_layout_nick (SMP_LAYOUT_TIMELINE)) == 0)
    done = (*picture = make_picture (treatments, SMP_LAYOUT_TIMELINE, moments, outcome, bands,
                                     error)) != NULL;
  else if (done && g_strcmp0 (output, smp_layout_nick (SMP_LAYOUT_ANIMATION)) == 0)
    done = (*picture = make_picture (treatments, SMP_LAYOUT_ANIMATION, moments, outcome, FALSE,
                                     error)) != NULL;
  else if (done && g_strcmp0 (output, "layers") == 0)
    done = smp_ageing_layers (treatments, moments, outcome, error);
  else if (done)
    done = age_layers (treatments, error);
  g_clear_pointer (&moments, g_array_unref);
  g_free (output);
  g_free (times);
  return done;
}

static gboolean
fade (GimpProcedure       *procedure,
      GimpRunMode          run_mode,
      GimpProcedureConfig *config,
      GPtrArray           *treatments,
      GimpImage          **picture,
      GError             **error)
{
  SmpTreatment *first  = g_ptr_array_index (treatments, 0);
  SmpParams     params = first->recipe->params;

  if (run_mode == GIMP_RUN_INTERACTIVE &&
      !smp_fade_dialog_run (procedure, config, treatments, error))
    return FALSE;
  if (!smp_asked_values (config, SMP_SCOPE_AGEING, &params, error))
    return FALSE;

  smp_ageing_set_values (treatments, &params);
  return make_output (treatments, config, picture, error);
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError         *error      = NULL;
  GPtrArray      *treatments = NULL;
  GimpImage      *picture    = NULL;
  GimpValueArray *values;
  gboolean        done;

  if (smp_operations_load (&error))
    treatments = smp_ageing_treatments (image, drawables, &error);
  done = treatments && fade (procedure, run_mode, config, treatments, &picture, &error);
  g_clear_pointer (&treatments, g_ptr_array_unref);
  if (!done)
    return smp_arguments_fail (procedure, error);

  if (picture && run_mode != GIMP_RUN_NONINTERACTIVE)
    gimp_display_new (picture);
  gimp_displays_flush ();
  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  smp_results_set (procedure, values, "picture", picture, NULL);
  smp_next_row_go_on (config, image);
  return values;
}

GimpProcedure *
smp_fade_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure =
    smp_procedure_new (plug_in, name, run, _ ("_Preview Fading..."),
                       _ ("Show how the pigment fades over the years"),
                       _ ("Draws the selected SMP layers, or all where none is selected, as they "
                          "would look after some "
                          "years, or makes a labelled timeline, an animation or a layer for each "
                          "moment. Illustrative: "
                          "no long-term measurement of scalp pigment is published."));
  g_autofree gchar *words = smp_moments_words ();
  g_autofree gchar *times = NULL;

  /* Translators: the underlined letters of Make, Moments, Outcome and Good, typical and poor. */
  smp_arguments_add (procedure, SMP_SCOPE_AGEING, _ ("kmwz"), FALSE);
  gimp_procedure_add_choice_argument (
    procedure, "output", _ ("Ma_ke"), _ ("What to make of the years"),
    gimp_choice_new_with_values ("layer", 0, _ ("The layers at that age"), NULL, "layers", 1,
                                 _ ("A layer for each moment"), NULL,
                                 smp_layout_nick (SMP_LAYOUT_TIMELINE), 2, _ ("A timeline picture"),
                                 NULL, smp_layout_nick (SMP_LAYOUT_ANIMATION), 3,
                                 _ ("An animation, a frame each half year"), NULL, NULL),
    "layer", G_PARAM_READWRITE);
  times = g_strdup_printf (_ ("For layers and pictures: %s"), words);
  gimp_procedure_add_string_argument (procedure, "times", _ ("_Moments"), times, DEFAULT_TIMES,
                                      G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "outcome", _ ("Outcome (_Z)"),
                                      _ ("How the plan turns out, in pictures and in layers for "
                                         "each moment; a layer that is drawn at "
                                         "an age is always the typical outcome"),
                                      gimp_choice_new_with_values ("good", SMP_OUTCOME_GOOD,
                                                                   C_ ("outcome", "Good"), NULL,
                                                                   "typical", SMP_OUTCOME_TYPICAL,
                                                                   C_ ("outcome", "Typical"), NULL,
                                                                   "poor", SMP_OUTCOME_POOR,
                                                                   C_ ("outcome", "Poor"), NULL,
                                                                   NULL),
                                      "typical", G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "bands",
                                       _ ("Good, typical and poor outcome (_W)"),
                                       _ ("In a timeline: three rows, to show how uncertain the "
                                          "result is"),
                                       FALSE, G_PARAM_READWRITE);
  smp_asked_preset_add (procedure);
  smp_next_row_argument_add (procedure);
  gimp_procedure_add_image_return_value (procedure, "picture", _ ("Picture"),
                                         _ ("The timeline or animation, if one was made"), TRUE,
                                         G_PARAM_READWRITE);
  return procedure;
}
