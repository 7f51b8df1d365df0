/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "alternatives.h"
#include "smp/error.h"
#include "smp/text.h"
#include "treatment/preset-folders.h"
#include "treatment/treatment.h"

/* Densities per square centimetre that are said as one number. */
#define SAME_DENSITY 0.5

const gchar *
smp_alternatives_default (const gchar *filter)
{
  return strcmp (filter, SMP_FILTER_SCAR) == 0 ? "fine;strip-scar;full" : "fine;natural;full";
}

static void
alternative_free (gpointer data)
{
  SmpAlternative *self = data;

  g_free (self->listed);
  smp_recipe_free (self->preset);
  g_free (self);
}

/* A hairline's front was drawn along its line, which only its own filter can do anew. */
static gboolean
draws_dots_alone (const SmpRecipe *preset, GError **error)
{
  if (!*preset->filter)
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
               _ ("“%s” says more than how dots are, and alternatives are of the same shape and "
                  "the same age: choose a preset of density or of a scar."),
               preset->name ? preset->name : "");
  return FALSE;
}

static SmpAlternative *
alternative_new (const gchar *name, GError **error)
{
  g_autoptr (SmpRecipe) preset = NULL;
  SmpAlternative *self;

  if (strcmp (name, SMP_ALTERNATIVE_AS_IT_IS) != 0 &&
      (!(preset = smp_preset_find (name, error)) || !draws_dots_alone (preset, error)))
    return NULL;
  self         = g_new0 (SmpAlternative, 1);
  self->listed = g_strdup (name);
  self->preset = g_steal_pointer (&preset);
  return self;
}

const gchar *
smp_alternative_name (const SmpAlternative *alternative)
{
  const gchar *name;

  if (!alternative->preset)
    return _ ("As planned");
  name = alternative->preset->name;
  if (!name || !*name)
    return alternative->listed;
  return smp_preset_store_is_shipped (smp_preset_files_store (), alternative->listed) ? _ (name)
                                                                                      : name;
}

GPtrArray *
smp_alternatives_read (const gchar *list, GPtrArray *treatments, GError **error)
{
  const SmpTreatment *uppermost      = g_ptr_array_index (treatments, 0);
  g_autoptr (GPtrArray) alternatives = g_ptr_array_new_with_free_func (alternative_free);
  g_auto (GStrv) names               = NULL;

  if (!list || !*list)
    list = smp_alternatives_default (uppermost->recipe->filter);
  names = g_strsplit_set (list, SMP_ALTERNATIVES_DIVIDER "\n", -1);
  for (gchar **name = names; *name; name++)
    {
      SmpAlternative *alternative;

      if (!*g_strstrip (*name))
        continue;
      if (!(alternative = alternative_new (*name, error)))
        return NULL;
      g_ptr_array_add (alternatives, alternative);
    }
  if (alternatives->len >= 1 && alternatives->len <= SMP_MOST_ALTERNATIVES)
    return g_steal_pointer (&alternatives);
  g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
               _ ("Between 1 and %d alternatives can be shown, not %u: name presets, with “%s” "
                  "between them."),
               SMP_MOST_ALTERNATIVES, alternatives->len, SMP_ALTERNATIVES_DIVIDER);
  return NULL;
}

/* "" where the layers differ in it. */
static gchar *
density_words (GPtrArray *treatments, const SmpAlternative *alternative)
{
  gdouble density = -1.0;

  for (guint i = 0; i < treatments->len; i++)
    {
      SmpParams params = ((SmpTreatment *) g_ptr_array_index (treatments, i))->recipe->params;

      if (alternative->preset)
        smp_recipe_apply (&params, alternative->preset);
      if (i > 0 && fabs (params.density_per_cm2 - density) > SAME_DENSITY)
        return g_strdup ("");
      density = params.density_per_cm2;
    }
  /* Translators: follows a number of dots. */
  return g_strdup_printf (_ (", %.0f dots/cm²"), density);
}

gchar *
smp_alternative_figures (const SmpAlternative *alternative, GPtrArray *treatments)
{
  g_autofree gchar *density  = density_words (treatments, alternative);
  guint             n_dots   = 0;
  gint              sessions = smp_params_all_sessions ();

  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);
      SmpParams           params    = treatment->recipe->params;

      if (alternative->preset)
        smp_recipe_apply (&params, alternative->preset);
      sessions = MIN (sessions, params.sessions);
      n_dots += smp_region_figures (treatment->region, &params).n_dots;
    }
  if (sessions < smp_params_all_sessions ())
    /* Translators: a number of dots, "" or ", 150 dots/cm²", and which session of how many. */
    return g_strdup_printf (_ ("%u dots%s, session %d of %d"), n_dots, density, sessions,
                            smp_params_all_sessions ());
  /* Translators: a number of dots, "" or ", 150 dots/cm²", and of how many sessions. */
  return g_strdup_printf (_ ("%u dots%s, all %d sessions"), n_dots, density,
                          smp_params_all_sessions ());
}
