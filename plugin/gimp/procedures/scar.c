/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-scar: reads the hair around a scar, and fills the scar so that it disappears into it.
 */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "preset-row/row.h"
#include "procedures.h"
#include "results.h"
#include "treating.h"
#include "treatment/preset-folders.h"
#include "treatment/surroundings.h"
#include "treatment/working-time.h"

#define SCOPES (SMP_SCOPE_MATCH | SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

/* What is not matched is the person's preset's. */
static void
take_default_preset (SmpParams *params)
{
  g_autoptr (SmpRecipe) preset =
    smp_preset_row_default (smp_preset_files_store (), SMP_FILTER_SCAR);

  if (preset)
    smp_recipe_apply (params, preset);
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

/* The layer keeps what the self-check said, where it was asked for or had the time. */
static void
keep_check (const SmpTreatingRun *run, GimpLayer *layer)
{
  SmpNeighbourhood *n = run->treatment->neighbourhood;
  gboolean          check;

  g_object_get (run->config, "self-check", &check, NULL);
  if (check && !n->checked)
    n->checked = smp_neighbourhood_check (n, &run->treatment->recipe->params, NULL, &n->check);
  smp_neighbourhood_keep_check (n, layer);
}

static gboolean
start (SmpTreatingRun *run, GError **error)
{
  GimpLayer *photo = smp_treating_photo (run, error);

  if (!photo)
    return FALSE;
  run->treatment = smp_treatment_new (run->image, photo, _ ("SMP Scar"), SMP_FILTER_SCAR,
                                      smp_neighbourhood_make_region, NULL);
  return TRUE;
}

static gboolean
ask (SmpTreatingRun *run, GError **error)
{
  SmpParams *params = &run->treatment->recipe->params;

  params->scar = SMP_YES;
  if (!smp_treating_ask_values (run, SCOPES, error))
    return FALSE;
  if (run->run_mode == GIMP_RUN_INTERACTIVE)
    take_default_preset (params);
  return measure (run->treatment, error) && smp_asked_match (run->config, run->treatment, error);
}

static void
report (const SmpTreatingRun *run, GimpLayer *layer, GimpValueArray *values)
{
  const SmpNeighbourhood *neighbourhood = run->treatment->neighbourhood;
  const SmpParams        *params        = &run->treatment->recipe->params;

  g_autofree gchar *not_measured = smp_neighbourhood_not_measured (neighbourhood);
  SmpVerdict        before       = smp_neighbourhood_judge_photo (neighbourhood);
  SmpVerdict        after        = smp_neighbourhood_judge (neighbourhood, layer);
  SmpReach          reach        = smp_matcher_reason (neighbourhood->matcher, params, &after);

  smp_results_set (run->procedure, values, "hours", smp_working_hours (smp_treating_n_dots (run)),
                   "delta-e-before", before.place_delta_e, "delta-e-after", after.place_delta_e,
                   "worst-tenth-before", before.worst_delta_e, "worst-tenth-after",
                   after.worst_delta_e, "acceptable", after.acceptable_delta_e, "share-beyond",
                   after.share_beyond, "contrast-ratio", after.contrast_ratio, "texture",
                   after.band_distance, "texture-around", after.patch_band_distance, "verdict",
                   smp_visibility_word (after.visibility), "reason", smp_reach_sentence (reach),
                   "not-measured", not_measured, "self-checked",
                   neighbourhood->checked ? neighbourhood->checked : "", "checked-density",
                   neighbourhood->check.density_ratio, "checked-delta-e",
                   neighbourhood->check.delta_e, "checked-contrast",
                   neighbourhood->check.contrast_ratio, "palest", MAX (after.lightest, 0.0),
                   "darkest", MAX (-after.darkest, 0.0), "palest-around",
                   MAX (after.ring_lightest, 0.0), "darkest-around", MAX (-after.ring_darkest, 0.0),
                   NULL);
}

static const SmpTreating filter = { .filter          = SMP_FILTER_SCAR,
                                    .title           = N_ ("Conceal Scar"),
                                    .scopes          = SCOPES,
                                    .match           = TRUE,
                                    .needs_selection = TRUE,
                                    .start           = start,
                                    .ask             = ask,
                                    .keep            = keep_check,
                                    .report          = report };

static void
add_return_values (GimpProcedure *procedure)
{
  smp_working_hours_add (procedure);
  smp_add_number_return_value (procedure, "delta-e-before", _ ("Colour difference before"),
                               _ ("CIEDE2000 difference of the scar's 3 mm discs from the skin "
                                  "near "
                                  "by, as it is, "
                                  "on "
                                  "average over the scar"));
  smp_add_number_return_value (procedure, "delta-e-after", _ ("Colour difference after"),
                               _ ("The same with the dots"));
  smp_add_number_return_value (procedure, "worst-tenth-before", _ ("Worst tenth before"),
                               _ ("The same, on average over the tenth of the scar that differs "
                                  "most, "
                                  "as it is"));
  smp_add_number_return_value (procedure, "worst-tenth-after", _ ("Worst tenth after"),
                               _ ("The same with the dots"));
  smp_add_number_return_value (procedure, "acceptable", _ ("Acceptable difference"),
                               _ ("The difference of colour that is acceptable on such skin: 1.8 "
                                  "on "
                                  "light skin, 2.6 "
                                  "on dark skin"));
  smp_add_number_return_value (procedure, "share-beyond", _ ("Share beyond"),
                               _ ("Share of the scar that differs by more, with the dots"));
  smp_add_number_return_value (procedure, "contrast-ratio", _ ("Contrast"),
                               _ ("Contrast of the dots over that of the hair around"));
  smp_add_number_return_value (procedure, "texture", _ ("Texture"),
                               _ ("How far the dots' texture is from that of the hair around; 0 is "
                                  "the "
                                  "same"));
  smp_add_number_return_value (procedure, "texture-around", _ ("Texture around"),
                               _ ("How far the texture of one place around is from that of "
                                  "another"));
  smp_add_words_return_value (procedure, "verdict", _ ("Verdict"),
                              _ ("How the scar is seen then, in words: by the worst of "
                                 "colour, contrast and texture"));
  smp_add_words_return_value (procedure, "reason", _ ("Reason"),
                              _ ("What gives the scar away, or nothing"));
  smp_add_words_return_value (procedure, "not-measured", _ ("Not measured"),
                              _ ("What could not be measured around the scar, and why"));
  smp_add_words_return_value (procedure, "self-checked", _ ("Self-check"),
                              _ ("What came of dots in the place of hair around the "
                                 "scar, where that was asked for"));
  smp_add_number_return_value (procedure, "checked-density", _ ("Checked density"),
                               _ ("Dots that are seen in the place of hair around, over that hair; "
                                  "0 "
                                  "where it was "
                                  "not "
                                  "tried"));
  smp_add_number_return_value (procedure, "checked-delta-e", _ ("Checked colour"),
                               _ ("CIEDE2000 difference of those dots from that hair"));
  smp_add_number_return_value (procedure, "checked-contrast", _ ("Checked contrast"),
                               _ ("Contrast of those dots over that of that hair"));
}

/* Behind all others, whose numbers scripts may count on. */
static void
add_places (GimpProcedure *procedure)
{
  smp_add_number_return_value (procedure, "palest", _ ("Palest place"),
                               _ ("How much lighter than the skin near by the scar's palest 3 mm "
                                  "disc is with the dots, in L*"));
  smp_add_number_return_value (procedure, "darkest", _ ("Darkest place"),
                               _ ("How much darker its darkest one is"));
  smp_add_number_return_value (procedure, "palest-around", _ ("Palest place around"),
                               _ ("The same of the palest disc of the skin around: a scar whose "
                                  "palest or darkest is well beyond these is found by it"));
  smp_add_number_return_value (procedure, "darkest-around", _ ("Darkest place around"),
                               _ ("How much darker the darkest disc of the skin around is"));
}

GimpProcedure *
smp_scar_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_treating_procedure_new (
    plug_in, name, &filter, _ ("_Conceal Scar..."),
    _ ("Make the selected scar disappear into the hair around it"),
    _ ("Measures the hair and skin around the selected scar, and fills it with "
       "dots of the same density, size, direction and colour, as far as a "
       "needle "
       "can, as a new layer over the photo, which is not changed. Hair that "
       "stands in the scar is left out. Tells how alike scar and surroundings "
       "are then."));

  smp_treating_add_arguments (procedure, &filter);
  gimp_procedure_add_boolean_argument (procedure, "self-check", _ ("Self-check"),
                                       _ ("Try the dots in the place of hair around too, and say "
                                          "how near they come to it; takes as long again"),
                                       FALSE, G_PARAM_READWRITE);
  add_return_values (procedure);
  smp_treating_add_last_values (procedure);
  add_places (procedure);
  return procedure;
}
