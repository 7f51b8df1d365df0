/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which pictures a layout has, and what they are called. */

#include <glib/gi18n-lib.h>

#include "layouts.h"

#define GRID_YEARS     { 0.115, 3.0, 5.0 }
#define TIMELINE_YEARS { 0.115, 1.0, 3.0, 5.0, 10.0 }

/* Returns: (transfer full) */
static gchar *
title_of (const SmpMoment *moment, gint loss)
{
  g_autofree gchar *label = smp_moment_label (moment);

  if (moment->kind == SMP_MOMENT_BEFORE)
    return g_steal_pointer (&label);
  if (loss < 0 || moment->kind != SMP_MOMENT_YEARS)
    return g_strdup_printf (_ ("Simulation: %s"), label);
  return g_strdup_printf (_ ("Simulation: %s, %s loss"), label,
                          _ (smp_param_find ("loss")->choices[loss].label));
}

static void
add_panel (GArray *panels, const SmpMoment *moment, gint loss)
{
  const SmpPanel panel = { .before = moment->kind == SMP_MOMENT_BEFORE,
                           .moment = *moment,
                           .loss   = loss,
                           .title  = title_of (moment, loss) };

  g_array_append_val (panels, panel);
}

/* What the layers show as they are. */
static void
add_as_shown (GArray *panels)
{
  const SmpPanel panel = { .as_shown = TRUE,
                           .loss     = SMP_LOSS_OWN,
                           .title    = g_strdup (_ ("Simulation")) };

  g_array_append_val (panels, panel);
}

static void
add_years (GArray *panels, const gdouble *years, guint n_years)
{
  for (guint i = 0; i < n_years; i++)
    add_panel (panels, &(SmpMoment) { SMP_MOMENT_YEARS, 0, years[i] }, SMP_LOSS_OWN);
}

static void
clear_panel (gpointer panel)
{
  g_free (((SmpPanel *) panel)->title);
}

static GArray *
new_list (void)
{
  GArray *panels = g_array_new (FALSE, TRUE, sizeof (SmpPanel));

  g_array_set_clear_func (panels, clear_panel);
  return panels;
}

GArray *
smp_compare_moment_panels (const GArray *moments, gboolean bands)
{
  GArray *panels = new_list ();

  for (gint loss = bands ? SMP_LOSS_LOW : SMP_LOSS_OWN;
       loss <= (bands ? SMP_LOSS_HIGH : SMP_LOSS_OWN); loss++)
    for (guint i = 0; i < moments->len; i++)
      add_panel (panels, &g_array_index (moments, SmpMoment, i), loss);
  return panels;
}

GArray *
smp_compare_panel_list (const SmpCompare *self)
{
  static const gdouble grid_years[] = GRID_YEARS, timeline_years[] = TIMELINE_YEARS;
  const SmpMoment      before  = { SMP_MOMENT_BEFORE, 0, 0.0 };
  const GArray        *moments = self->options->moments;
  SmpLayout            layout  = self->options->layout;
  GArray              *panels;

  if (moments &&
      (layout == SMP_LAYOUT_GRID || layout == SMP_LAYOUT_TIMELINE || layout == SMP_LAYOUT_SHEET))
    return smp_compare_moment_panels (moments, self->options->bands);

  panels = new_list ();
  add_panel (panels, &before, SMP_LOSS_OWN);
  if (layout == SMP_LAYOUT_GRID)
    add_years (panels, grid_years, G_N_ELEMENTS (grid_years));
  else if (layout == SMP_LAYOUT_TIMELINE || layout == SMP_LAYOUT_SHEET)
    add_years (panels, timeline_years, G_N_ELEMENTS (timeline_years));
  else
    add_as_shown (panels);
  return panels;
}

gboolean
smp_compare_show (SmpCompare *self, const SmpPanel *panel, GError **error)
{
  /* What is shown is drawn once, before the first picture. */
  if (panel->before || panel->as_shown)
    return TRUE;
  return smp_scene_show (self->scene, &panel->moment, panel->loss, error);
}
