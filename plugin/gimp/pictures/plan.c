/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "plan.h"
#include "said-once.h"
#include "treatment/preset-folders.h"
#include "smp/craft.h"
#include "smp/fade.h"
#include "smp/text.h"

#define MOST_YEARS 100.0

/* A share from which on figures are seen not to make each other up. */
#define OTHERWISE 0.05

/* Of more regions the rest stands in one row. */
#define MOST_REGIONS 6

const gdouble smp_plan_shares[SMP_PLAN_COLUMNS] = {
  0.22, 0.10, 0.12, 0.10, 0.11, 0.10, 0.10, 0.15
};

void
smp_plan_hours (guint n_dots, gdouble *least, gdouble *most)
{
  const gdouble sessions = n_dots / (gdouble) SMP_DOTS_A_SESSION;

  *least = sessions * SMP_LEAST_SESSION_HOURS;
  *most  = sessions * SMP_MOST_SESSION_HOURS;
}

static gchar *
hours (guint n_dots)
{
  gdouble least, most;

  smp_plan_hours (n_dots, &least, &most);
  if (most < 0.5)
    return g_strdup (_ ("below ½"));
  return smp_text_printf (_ ("%.1f to %.1f"), least, most);
}

static gchar *
touch_up (const SmpParams *params)
{
  gdouble soonest = smp_fade_touch_up_years (params, SMP_LOSS_HIGH);
  gdouble latest  = smp_fade_touch_up_years (params, SMP_LOSS_LOW);

  if (soonest > MOST_YEARS)
    return g_strdup (_ ("none"));
  return smp_text_printf (_ ("year %.1f to %.1f"), soonest, MIN (latest, MOST_YEARS));
}

/* The figures of the whole treatment, however much of it is shown. */
static SmpFigures
figures_of (const SmpTreatment *treatment)
{
  SmpParams params = treatment->recipe->params;

  params.sessions = smp_params_all_sessions ();
  return smp_region_figures (treatment->region, &params);
}

static void
add_row (GPtrArray *rows, gchar *cells[SMP_PLAN_COLUMNS])
{
  gchar **row = g_new0 (gchar *, SMP_PLAN_COLUMNS + 1);

  for (guint i = 0; i < SMP_PLAN_COLUMNS; i++)
    row[i] = cells[i];
  g_ptr_array_add (rows, row);
}

static void
add_headings (GPtrArray *rows)
{
  gchar *cells[] = { g_strdup (_ ("Region")),   g_strdup (_ ("Area, cm²")),
                     g_strdup (_ ("Dots/cm²")), g_strdup (_ ("Dots")),
                     g_strdup (_ ("Sessions")), g_strdup (_ ("Hours")),
                     g_strdup (_ ("Dilution")), g_strdup (_ ("Touch-up")) };

  add_row (rows, cells);
}

/* Several regions together. */
static void
add_sum (GPtrArray *rows, gchar *name, gdouble area_cm2, guint n_dots)
{
  gchar *cells[] = { name,          smp_text_printf ("%.1f", area_cm2),
                     g_strdup (""), g_strdup_printf ("%u", n_dots),
                     g_strdup (""), hours (n_dots),
                     g_strdup (""), g_strdup ("") };

  add_row (rows, cells);
}

/* The layer's name, with the photo that it is in, and how much of it is counted there already.
 * Returns: (transfer full) */
static gchar *
region_name (const SmpTreatment *treatment)
{
  const gchar *name = gimp_item_get_name (GIMP_ITEM (treatment->replaced));

  if (!treatment->view)
    return g_strdup (name);
  if (treatment->counted_elsewhere <= 0.0)
    /* Translators: a region, and the photo that it is in. */
    return g_strdup_printf (_ ("%s, %s"), name, treatment->view);
  /* Translators: a region, the photo that it is in, and how much of it another photo shows too. */
  return g_strdup_printf (_ ("%s, %s; %.0f %% counted already"), name, treatment->view,
                          100.0 * treatment->counted_elsewhere);
}

/* What it adds to the sum of all. */
static void
add_counted (SmpFigures *sum, const SmpTreatment *treatment, const SmpFigures *figures)
{
  const gdouble counted = 1.0 - treatment->counted_elsewhere;

  sum->area_cm2 += counted * figures->area_cm2;
  sum->n_dots += (guint) lround (counted * figures->n_dots);
}

static void
add_region (GPtrArray *rows, const SmpTreatment *treatment, const SmpFigures *figures)
{
  const SmpParams *params  = &treatment->recipe->params;
  gchar           *cells[] = { region_name (treatment),
                               smp_text_printf ("%.1f", figures->area_cm2),
                               g_strdup_printf ("%.0f", params->density_per_cm2),
                               g_strdup_printf ("%u", figures->n_dots),
                               g_strdup_printf (_ ("%d of %d shown"), params->sessions,
                                                smp_params_all_sessions ()),
                               hours (figures->n_dots),
                               g_strdup_printf (_ ("1 : %.0f"), params->dilution),
                               touch_up (params) };

  add_row (rows, cells);
}

static gboolean
is_overlapping (GPtrArray *treatments)
{
  for (guint i = 0; i < treatments->len; i++)
    if (((SmpTreatment *) g_ptr_array_index (treatments, i))->counted_elsewhere > 0.0)
      return TRUE;
  return FALSE;
}

GPtrArray *
smp_plan_rows (GPtrArray *treatments)
{
  GPtrArray  *rows     = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const guint n_single = treatments->len <= MOST_REGIONS + 1 ? treatments->len : MOST_REGIONS;
  SmpFigures  all = { 0 }, rest = { 0 };

  add_headings (rows);
  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);
      const SmpFigures    figures   = figures_of (treatment);

      add_counted (&all, treatment, &figures);
      if (i < n_single)
        add_region (rows, treatment, &figures);
      else
        add_counted (&rest, treatment, &figures);
    }
  if (treatments->len > n_single)
    add_sum (rows, g_strdup_printf (_ ("%u more"), treatments->len - n_single), rest.area_cm2,
             rest.n_dots);
  if (treatments->len > 1)
    add_sum (rows, g_strdup (is_overlapping (treatments) ? _ ("All, each place once") : _ ("All")),
             all.area_cm2, all.n_dots);
  return rows;
}

SmpFigures
smp_plan_sum (GPtrArray *treatments)
{
  SmpFigures all = { 0 };

  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);
      const SmpFigures    figures   = figures_of (treatment);

      add_counted (&all, treatment, &figures);
    }
  return all;
}

/* What makes a region's dots fewer than its area and its density do.  Returns: (transfer none) */
static const gchar *
where_fewer (const SmpRegion *region)
{
  return region->extent > 1.0 ? _ ("fewer lie where hair stands and along soft edges")
                              : _ ("fewer lie along soft edges");
}

/* Why a region has other dots than its area and its density make; "" where it has not. */
static gchar *
say_why (GPtrArray *treatments, guint number, gconstpointer data)
{
  const SmpTreatment *treatment = g_ptr_array_index (treatments, number);
  const SmpParams    *params    = &treatment->recipe->params;
  const SmpFigures    figures   = figures_of (treatment);
  const gdouble       mean      = figures.n_dots / MAX (figures.area_cm2, 1e-9);
  const gdouble       missed    = params->missed_dots;
  const gdouble       placed    = mean / (1.0 - missed) / params->density_per_cm2;

  if (placed > 1.0 + OTHERWISE)
    return g_strdup_printf (_ ("%.0f on average, since some lie beyond the border"), mean);
  /* Translators: a number of dots, and where fewer of them lie. */
  if (placed < 1.0 - OTHERWISE && missed < OTHERWISE)
    return g_strdup_printf (_ ("%.0f on average, since %s"), mean, where_fewer (treatment->region));
  if (placed < 1.0 - OTHERWISE)
    return g_strdup_printf (_ ("%.0f on average, since %s, and %.0f %% of them do not take"), mean,
                            where_fewer (treatment->region), 100.0 * missed);
  if (missed >= OTHERWISE)
    return g_strdup_printf (_ ("%.0f on average, since %.0f %% of them do not take"), mean,
                            100.0 * missed);
  return g_strdup ("");
}

gchar *
smp_plan_why (GPtrArray *treatments)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree gchar *said       = NULL;

  for (guint i = 0; i < treatments->len; i++)
    {
      g_autofree gchar *why = say_why (treatments, i, NULL);

      if (*why)
        g_ptr_array_add (others, g_ptr_array_index (treatments, i));
    }
  if (!others->len)
    return NULL;
  said = smp_said_once (others, say_why, NULL);
  /* Translators: dots per square centimetre, and why they are others than the plan's. */
  return g_strdup_printf (_ ("Dots/cm² are asked for on bare skin; over all of the area they are "
                             "%s."),
                          said);
}

/* How many values the preset names, if the parameters have all of them; else 0. */
static guint
match (const SmpPreset *preset, const SmpParams *params)
{
  guint               n_infos, n_values = 0;
  const SmpParamInfo *infos  = smp_param_infos (&n_infos);
  SmpParams           wanted = *params;
  gchar             **keys   = g_key_file_get_keys (preset->recipe->file, "values", NULL, NULL);

  smp_recipe_apply (&wanted, preset->recipe);
  for (guint i = 0; i < n_infos; i++)
    if (smp_params_get (&wanted, &infos[i]) != smp_params_get (params, &infos[i]))
      {
        g_strfreev (keys);
        return 0;
      }
  for (gint i = 0; keys && keys[i]; i++)
    n_values++;
  g_strfreev (keys);
  return n_values;
}

/* The preset that names most of the values, all of which the treatment has. */
static gchar *
preset_of (const SmpParams *params, const gchar *filter)
{
  GPtrArray   *presets = smp_preset_store_list (smp_preset_files_store (), filter);
  const gchar *name    = _ ("own values");
  guint        best    = 0;
  gchar       *found;

  for (guint i = 0; i < presets->len; i++)
    {
      const SmpPreset *preset = g_ptr_array_index (presets, i);
      guint            n      = match (preset, params);

      if (n > best && preset->recipe->name)
        {
          best = n;
          name = preset->recipe->name;
        }
    }
  found = g_strdup (name);
  g_ptr_array_unref (presets);
  return found;
}

static gchar *
say_preset (GPtrArray *treatments, guint number, gconstpointer data)
{
  const SmpTreatment *treatment = g_ptr_array_index (treatments, number);

  return preset_of (&treatment->recipe->params, treatment->recipe->filter);
}

static gchar *
say_client (GPtrArray *treatments, guint number, gconstpointer data)
{
  const SmpTreatment *treatment = g_ptr_array_index (treatments, number);

  return preset_of (&treatment->recipe->params, SMP_FILTER_FADE);
}

gchar *
smp_plan_presets (GPtrArray *treatments)
{
  g_autofree gchar *presets = smp_said_once (treatments, say_preset, NULL);
  g_autofree gchar *client  = smp_said_once (treatments, say_client, NULL);

  return g_strdup_printf (_ ("Presets: %s; client profile: %s."), presets, client);
}
