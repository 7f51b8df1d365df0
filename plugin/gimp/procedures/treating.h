/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one way that every procedure goes which makes an SMP layer or draws one anew: what is to be
 * treated, its values, the dialog where a person is asked, the layer, and what it comes to. */

#pragma once

#include "treatment/treatment.h"

/* One run.  treatment is made by the filter's start; data is the filter's own, and ended by its
 * end. */
typedef struct
{
  GimpProcedure       *procedure;
  GimpRunMode          run_mode;
  GimpImage           *image;
  GimpDrawable       **drawables;
  GimpProcedureConfig *config;
  SmpTreatment        *treatment;
  gpointer             data;
} SmpTreatingRun;

/* What a treating filter has of its own.  filter is its name (SMP_FILTER_FILL and so on), or NULL
 * where that is the layer's; title, marked with N_(), that of its dialog; scopes the parameters
 * that it asks for; match whether it takes the surroundings' values unless a script says otherwise;
 * needs_selection whether a person is to select the skin before.
 *
 * start makes the run's treatment; ask sets its values, from the arguments and from what was
 * measured; both return FALSE with an error that a person can read.  keep stores with the finished
 * layer what it is to remember, in the same undo step; report sets the return values of its own,
 * end frees the run's data; these three may be NULL. */
typedef struct
{
  const gchar *filter;
  const gchar *title;
  guint        scopes;
  gboolean     match;
  gboolean     needs_selection;
  gboolean (*start) (SmpTreatingRun *run, GError **error);
  gboolean (*ask) (SmpTreatingRun *run, GError **error);
  void (*keep) (const SmpTreatingRun *run, GimpLayer *layer);
  void (*report) (const SmpTreatingRun *run, GimpLayer *layer, GimpValueArray *values);
  void (*end) (SmpTreatingRun *run);
} SmpTreating;

/* A procedure that runs the filter (static data), with the return values that all of them have:
 * layer, area-cm2, dots and coverage-percent; texts as in smp_procedure_new().
 * Returns: (transfer full) */
GimpProcedure *smp_treating_procedure_new (GimpPlugIn        *plug_in,
                                           const gchar       *name,
                                           const SmpTreating *filter,
                                           const gchar       *menu_label,
                                           const gchar       *blurb,
                                           const gchar       *help);

/* The arguments that filters which treat anew have: a preset, values, the scale, the head, whether
 * to match the surroundings, and one for each parameter of the filter's scopes, with its defaults.
 */
void smp_treating_add_arguments (GimpProcedure *procedure, const SmpTreating *filter);

/* The return values that all of them have behind a filter's own: of the head, and why there are no
 * dots. */
void smp_treating_add_last_values (GimpProcedure *procedure);

/* The photo of a run, or NULL with an error: see smp_treatment_photo().  Returns: (transfer none)
 * (nullable) */
GimpLayer *smp_treating_photo (const SmpTreatingRun *run, GError **error);

/* Takes the scale and the values that a script or the last run says: what ask does first.  Fails as
 * smp_asked_scale() and smp_asked_values() do, with their errors. */
gboolean smp_treating_ask_values (const SmpTreatingRun *run, guint scopes, GError **error);

/* Takes the photo's softness from its edges in that part of the image, and around it, unless a
 * script says another than is usual. */
void smp_treating_read_softness (const SmpTreatingRun *run, const GeglRectangle *part);

/* How many dots the finished treatment has. */
guint smp_treating_n_dots (const SmpTreatingRun *run);
