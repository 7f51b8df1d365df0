/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which pictures a layout has, and what they are called. */

#include "layouts.h"
#include "smp/text.h"

static const SmpMoment before = { SMP_MOMENT_BEFORE, 0, 0.0 };
static const SmpMoment own    = { SMP_MOMENT_OWN, 0, 0.0 };

/* The outcome is said where it is not the typical one, or where others stand beside it.
 * Returns: (transfer full) */
static gchar *
title_of (const SmpMoment *moment, SmpOutcome outcome, gboolean all_outcomes)
{
  g_autofree gchar *label   = NULL;
  const gchar      *words   = _ (smp_outcome_words (outcome));
  const gboolean    is_said = all_outcomes || outcome != SMP_OUTCOME_TYPICAL;

  if (moment->kind == SMP_MOMENT_OWN)
    return g_strdup_printf (_ ("Simulation: %s"), words);
  label = smp_moment_label (moment);
  if (moment->kind == SMP_MOMENT_BEFORE)
    return g_steal_pointer (&label);
  return is_said ? g_strdup_printf (_ ("Simulation: %s, %s"), label, words)
                 : g_strdup_printf (_ ("Simulation: %s"), label);
}

static void
add_panel (GArray *panels, const SmpMoment *moment, SmpOutcome outcome, gboolean all_outcomes)
{
  const SmpPanel panel = { .before  = moment->kind == SMP_MOMENT_BEFORE,
                           .moment  = *moment,
                           .outcome = outcome,
                           .title   = title_of (moment, outcome, all_outcomes) };

  g_array_append_val (panels, panel);
}

/* What the scene shows first. */
static void
add_as_shown (GArray *panels, const gchar *title)
{
  const SmpPanel panel = { .as_shown = TRUE, .title = g_strdup (title) };

  g_array_append_val (panels, panel);
}

/* The layers at their own moment. */
static void
add_own (GArray *panels, const SmpCompareOptions *options)
{
  if (options->all_outcomes)
    {
      add_panel (panels, &own, SMP_OUTCOME_GOOD, TRUE);
      add_as_shown (panels, _ ("Simulation: typical outcome"));
      add_panel (panels, &own, SMP_OUTCOME_POOR, TRUE);
    }
  else if (options->outcome == SMP_OUTCOME_TYPICAL)
    add_as_shown (panels, _ ("Simulation"));
  else
    {
      g_autofree gchar *title = title_of (&own, options->outcome, FALSE);

      add_as_shown (panels, title);
    }
}

/* The same skin as each of the presets would have it. */
static void
add_alternatives (GArray *panels, const SmpCompare *self)
{
  const SmpOutcome outcome = self->options->outcome;

  for (guint i = 0; i < self->options->alternatives->len; i++)
    {
      const SmpAlternative *alternative = g_ptr_array_index (self->options->alternatives, i);
      SmpPanel panel = { .moment = own, .outcome = outcome, .alternative = alternative };

      panel.title =
        outcome == SMP_OUTCOME_TYPICAL
          ? g_strdup_printf (_ ("Simulation: %s"), smp_alternative_name (alternative))
          : g_strdup_printf (_ ("Simulation: %s, %s"), smp_alternative_name (alternative),
                             _ (smp_outcome_words (outcome)));
      panel.figures = smp_alternative_figures (alternative, self->treatments);
      g_array_append_val (panels, panel);
    }
}

static void
clear_panel (gpointer panel)
{
  SmpPanel *self = panel;

  g_free (self->title);
  g_free (self->figures);
}

static GArray *
new_list (void)
{
  GArray *panels = g_array_new (FALSE, TRUE, sizeof (SmpPanel));

  g_array_set_clear_func (panels, clear_panel);
  return panels;
}

GArray *
smp_compare_moment_panels (const GArray *moments, gboolean all_outcomes, SmpOutcome outcome)
{
  const SmpOutcome first  = all_outcomes ? SMP_OUTCOME_GOOD : outcome;
  const SmpOutcome last   = all_outcomes ? SMP_OUTCOME_POOR : outcome;
  GArray          *panels = new_list ();

  for (SmpOutcome each = first; each <= last; each++)
    for (guint i = 0; i < moments->len; i++)
      add_panel (panels, &g_array_index (moments, SmpMoment, i), each, all_outcomes);
  return panels;
}

GArray *
smp_compare_pair_list (const SmpCompare *self)
{
  GArray *panels = new_list ();

  add_panel (panels, &before, SMP_OUTCOME_TYPICAL, FALSE);
  add_as_shown (panels, self->options->without_poor ? _ ("Simulation: typical outcome only")
                                                    : _ ("Simulation: typical outcome"));
  if (self->options->where_found)
    {
      add_as_shown (panels, _ ("Simulation: where it is found"));
      g_array_index (panels, SmpPanel, panels->len - 1).marked = TRUE;
    }
  if (!self->options->without_poor)
    add_panel (panels, &own, SMP_OUTCOME_POOR, TRUE);
  return panels;
}

GArray *
smp_compare_panel_list (const SmpCompare *self)
{
  const SmpCompareOptions *options = self->options;
  GArray                  *panels;

  if (smp_layout_has (options->layout, SMP_LAYOUT_HAS_TIMES))
    {
      g_autoptr (GArray) moments =
        options->moments ? g_array_ref (options->moments) : smp_layout_moments (options->layout);
      /* The sheet's poor outcome stands beside the typical one, above. */
      const gboolean is_sheet = smp_layout_has (options->layout, SMP_LAYOUT_IS_PRINTED);

      return smp_compare_moment_panels (moments, options->all_outcomes && !is_sheet,
                                        is_sheet ? SMP_OUTCOME_TYPICAL : options->outcome);
    }
  panels = new_list ();
  add_panel (panels, &before, SMP_OUTCOME_TYPICAL, FALSE);
  if (smp_layout_has (options->layout, SMP_LAYOUT_HAS_ALTERNATIVES))
    add_alternatives (panels, self);
  else
    add_own (panels, options);
  return panels;
}

gboolean
smp_compare_show (SmpCompare *self, const SmpPanel *panel, GError **error)
{
  /* What is shown is drawn once, before the first picture. */
  if (panel->before || panel->as_shown)
    return TRUE;
  return smp_stage_image_show (self->scene, panel->alternative ? panel->alternative->preset : NULL,
                               &panel->moment, panel->outcome, error);
}
