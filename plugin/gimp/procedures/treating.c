/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arguments.h"
#include "common-arguments.h"
#include "dialogs/next-row.h"
#include "dialogs/selection-dialog.h"
#include "dialogs/treat-dialog.h"
#include "procedures.h"
#include "results.h"
#include "treating.h"
#include "treatment/facts.h"
#include "treatment/head-words.h"
#include "treatment/limits.h"
#include "treatment/softness.h"

#define FILTER_KEY "smp-treating"

GimpLayer *
smp_treating_photo (const SmpTreatingRun *run, GError **error)
{
  return smp_limits_check_image (run->image, error)
           ? smp_treatment_photo (run->image, run->drawables, error)
           : NULL;
}

/* What a script's argument says; empty leaves what a value said.  In a window it could only be
 * another photo's. */
static gboolean
ask_head (const SmpTreatingRun *run, SmpParams *params, GError **error)
{
  g_autofree gchar *words = NULL;

  if (run->run_mode == GIMP_RUN_NONINTERACTIVE)
    g_object_get (run->config, "head", &words, NULL);
  return !words || !*words || smp_head_read_words (run->treatment->photo, words, params, error);
}

gboolean
smp_treating_ask_values (const SmpTreatingRun *run, guint scopes, GError **error)
{
  SmpParams *params = &run->treatment->recipe->params;

  return smp_asked_scale (run->image, run->run_mode, run->config, &params->px_per_mm, error) &&
         smp_asked_values (run->config, scopes, params, error) && ask_head (run, params, error);
}

void
smp_treating_read_softness (const SmpTreatingRun *run, const GeglRectangle *part)
{
  SmpRecipe          *recipe = run->treatment->recipe;
  const SmpParamInfo *info   = smp_param_find ("photo-blur");
  g_autofree gchar   *list   = NULL;

  g_object_get (run->config, "set", &list, NULL);
  /* In a window an argument could only be another photo's. */
  if ((list && strstr (list, info->id)) ||
      (run->run_mode == GIMP_RUN_NONINTERACTIVE &&
       recipe->params.photo_blur_px != smp_param_default (info, recipe->filter)))
    return;
  smp_softness_read (run->treatment->photo, part, recipe->filter, &recipe->params);
}

static SmpFigures
figures_of (const SmpTreatingRun *run)
{
  return smp_region_figures (run->treatment->region, &run->treatment->recipe->params);
}

/* NULL where there are some, or will be. */
static gchar *
why_no_dots (const SmpTreatingRun *run, const SmpFigures *figures)
{
  SmpParams  params = run->treatment->recipe->params;
  SmpFigures all    = *figures;

  params.sessions = smp_params_all_sessions ();
  if (figures->n_dots == 0)
    all = smp_region_figures (run->treatment->region, &params);
  return smp_treatment_why_no_dots (run->treatment, &all);
}

guint
smp_treating_n_dots (const SmpTreatingRun *run)
{
  return figures_of (run).n_dots;
}

/* What the filter stores with the layer is undone with it. */
static GimpLayer *
finish (const SmpTreating *filter, SmpTreatingRun *run, GError **error)
{
  GimpLayer *layer;

  if (!filter->keep)
    return smp_treatment_finish (run->treatment, error);
  gimp_image_undo_group_start (run->image);
  layer = smp_treatment_finish (run->treatment, error);
  if (layer)
    filter->keep (run, layer);
  gimp_image_undo_group_end (run->image);
  return layer;
}

/* Before anything is asked, so that nothing that was typed can be lost for want of a selection. */
static gboolean
await_selection (const SmpTreating *filter, const SmpTreatingRun *run, GError **error)
{
  return run->run_mode != GIMP_RUN_INTERACTIVE || !filter->needs_selection ||
         (smp_treating_photo (run, error) &&
          smp_selection_dialog_wait (run->image, _ (filter->title), NULL,
                                     _ ("The skin to treat is selected."), error));
}

static GimpLayer *
treat (const SmpTreating *filter, SmpTreatingRun *run, GError **error)
{
  if (!smp_operations_load (error) || !await_selection (filter, run, error) ||
      !filter->start (run, error) || !filter->ask (run, error))
    return NULL;
  if (run->run_mode == GIMP_RUN_INTERACTIVE
        ? !smp_treat_dialog_run (run->procedure, run->config, filter->scopes, run->treatment,
                                 _ (filter->title), error)
        : !smp_treatment_update_region (run->treatment, error))
    return NULL;
  return finish (filter, run, error);
}

/* How the skin was taken, and what gets no dots. */
static gchar *
head_words (const SmpTreatingRun *run, const SmpFigures *figures)
{
  const gchar      *left_out = run->treatment->left_out;
  g_autofree gchar *words    = smp_facts_head_words (figures, &run->treatment->recipe->params);

  return left_out ? g_strjoin (" ", words, left_out, NULL) : g_steal_pointer (&words);
}

static GimpValueArray *
report (const SmpTreating *filter, const SmpTreatingRun *run, GimpLayer *layer)
{
  SmpFigures        figures = figures_of (run);
  g_autofree gchar *words   = head_words (run, &figures);
  g_autofree gchar *no_dots = why_no_dots (run, &figures);
  GimpValueArray   *values =
    gimp_procedure_new_return_values (run->procedure, GIMP_PDB_SUCCESS, NULL);

  smp_results_set (run->procedure, values, "layer", layer, "area-cm2", figures.area_cm2, "dots",
                   (gint) figures.n_dots, "coverage-percent", 100.0 * figures.coverage,
                   "turned-away-percent", 100.0 * figures.turned_away, "head-words", words,
                   "no-dots", no_dots ? no_dots : "", NULL);
  if (filter->report)
    filter->report (run, layer, values);
  return values;
}

static GimpValueArray *
run_filter (GimpProcedure       *procedure,
            GimpRunMode          run_mode,
            GimpImage           *image,
            GimpDrawable       **drawables,
            GimpProcedureConfig *config,
            gpointer             data)
{
  const SmpTreating *filter = g_object_get_data (G_OBJECT (procedure), FILTER_KEY);
  SmpTreatingRun     run    = { procedure, run_mode, image, drawables, config, NULL, NULL };
  GError            *error  = NULL;
  GimpLayer         *layer  = treat (filter, &run, &error);
  GimpValueArray    *values =
    layer ? report (filter, &run, layer) : smp_arguments_fail (procedure, error);

  smp_treatment_free (run.treatment);
  if (filter->end)
    filter->end (&run);
  gimp_displays_flush ();
  if (layer)
    smp_next_row_go_on (config, image);
  return values;
}

static void
add_return_values (GimpProcedure *procedure)
{
  gimp_procedure_add_layer_return_value (procedure, "layer", _ ("Layer"), _ ("The SMP layer"),
                                         FALSE, G_PARAM_READWRITE);
  smp_add_number_return_value (procedure, "area-cm2", _ ("Area"),
                               _ ("Area of the region, in square centimetres"));
  gimp_procedure_add_int_return_value (procedure, "dots", _ ("Dots"), _ ("Number of dots"), 0,
                                       G_MAXINT, 0, G_PARAM_READWRITE);
  smp_add_number_return_value (procedure, "coverage-percent", _ ("Coverage"),
                               _ ("Share of the region that lies under dots"));
}

void
smp_treating_add_last_values (GimpProcedure *procedure)
{
  smp_add_number_return_value (procedure, "turned-away-percent", _ ("Turned away"),
                               _ ("Share of the region that gets no dots, as it is tilted too far "
                                  "from the camera or lies beside the head; 0 without a head"));
  smp_add_words_return_value (procedure, "head-words", _ ("Head"),
                              _ ("Whether the skin was taken as flat, and what gets no dots"));
  smp_add_words_return_value (procedure, "no-dots", _ ("No dots"),
                              _ ("Why there are no dots, or nothing"));
}

GimpProcedure *
smp_treating_procedure_new (GimpPlugIn        *plug_in,
                            const gchar       *name,
                            const SmpTreating *filter,
                            const gchar       *menu_label,
                            const gchar       *blurb,
                            const gchar       *help)
{
  GimpProcedure *procedure = smp_procedure_new (plug_in, name, run_filter, menu_label, blurb, help);

  g_object_set_data (G_OBJECT (procedure), FILTER_KEY, (gpointer) filter);
  add_return_values (procedure);
  smp_next_row_argument_add (procedure);
  return procedure;
}

void
smp_treating_add_arguments (GimpProcedure *procedure, const SmpTreating *filter)
{
  smp_asked_arguments_add (procedure);
  gimp_procedure_add_string_argument (procedure, "head", _ ("Head"),
                                      _ ("The head's place in the photo, so that dots follow its "
                                         "round: X,Y,WIDTH,HEIGHT,VIEW, the skull's outline in "
                                         "pixels and a view such as front, back, left or top; "
                                         "“auto,VIEW” finds the outline in the photo; "
                                         "“none” takes the skin as flat"),
                                      "", G_PARAM_READWRITE);
  smp_asked_match_add (procedure, filter->match);
  /* Translators: the underlined letters of Match the surroundings, Where it is found and
   * Figures. */
  smp_arguments_add (procedure, filter->scopes, _ ("mfg"), FALSE);
  smp_arguments_take_defaults (procedure, filter->filter);
}
