/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pictures suppose, in words. */

#include "further-views.h"
#include "layouts.h"
#include "said-once.h"
#include "treatment/treatments.h"
#include "smp/text.h"

static const gchar *
choice_label (const SmpParams *params, const gchar *id)
{
  const SmpParamInfo *info = smp_param_find (id);

  return _ (info->choices[(gint) smp_params_get (params, info)].label);
}

/* When a simulation is shown as its layer is.  Returns: (transfer full) */
static gchar *
describe_age (const SmpParams *params)
{
  const SmpMoment   moment = { SMP_MOMENT_YEARS, 0, params->years };
  g_autofree gchar *label  = smp_moment_label (&moment);

  if (params->sessions < smp_params_all_sessions ())
    return g_strdup_printf (_ ("shown after session %d of %d"), params->sessions,
                            smp_params_all_sessions ());
  if (params->years <= 0.0)
    return g_strdup (_ ("shown as healed, before any fading"));
  return g_strdup_printf (_ ("age shown: %s"), label);
}

/* How dots are said: with the age where the layers are shown as they are, and as the preset would
 * have them (NULL for none). */
typedef struct
{
  gboolean         with_age;
  const SmpRecipe *preset;
} DotsSaid;

/* "150 dots/cm², 0.28 mm, dilution 15". */
static gchar *
say_dots (GPtrArray *treatments, guint number, gconstpointer data)
{
  const SmpTreatment *treatment = g_ptr_array_index (treatments, number);
  const DotsSaid     *how       = data;
  SmpParams           params    = treatment->recipe->params;
  g_autofree gchar   *age       = NULL;
  g_autofree gchar   *dots      = NULL;

  if (how->preset)
    smp_recipe_apply (&params, how->preset);
  age  = describe_age (&params);
  dots = smp_text_printf (_ ("%.0f dots/cm², dot size %.2f mm, dilution %.0f, %s"),
                          params.density_per_cm2, params.dot_diameter_mm, params.dilution,
                          choice_label (&params, "pigment"));
  return how->with_age ? g_strdup_printf (_ ("%s; %s"), dots, age) : g_steal_pointer (&dots);
}

/* Of all layers, or of each alternative. */
static gchar *
all_dots (const SmpCompare *self, GPtrArray *treatments, gboolean with_age)
{
  const GPtrArray *alternatives = self->options->alternatives;
  DotsSaid         how          = { with_age, NULL };
  g_autoptr (GString) all       = g_string_new (NULL);

  if (!smp_layout_has (self->options->layout, SMP_LAYOUT_HAS_ALTERNATIVES))
    return smp_said_once (treatments, say_dots, &how);
  for (guint i = 0; i < alternatives->len; i++)
    {
      const SmpAlternative *alternative = g_ptr_array_index (alternatives, i);
      g_autofree gchar     *said        = NULL;

      how.preset = alternative->preset;
      said       = smp_said_once (treatments, say_dots, &how);
      g_string_append_printf (all, i ? ". %s: %s" : "%s: %s", smp_alternative_name (alternative),
                              said);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static gchar *
say_fading (GPtrArray *treatments, guint number, gconstpointer data)
{
  const SmpTreatment *treatment = g_ptr_array_index (treatments, number);
  const SmpParams    *params    = &treatment->recipe->params;

  return g_strdup_printf (_ ("sun: %s, skin: %s, age: %s, smoker: %s, loss: %s%s"),
                          choice_label (params, "sun"), choice_label (params, "skin"),
                          choice_label (params, "age"), choice_label (params, "smoker"),
                          choice_label (params, "loss"),
                          params->scar == SMP_YES ? _ (", scar tissue") : "");
}

/* Which outcome of the plan is shown, where the pictures' titles do not say so. */
static const gchar *
say_outcome (const SmpCompareOptions *options)
{
  const gboolean is_sheet = smp_layout_has (options->layout, SMP_LAYOUT_IS_PRINTED);

  if (is_sheet ? !options->without_poor : options->all_outcomes)
    return "";
  switch (is_sheet ? SMP_OUTCOME_TYPICAL : options->outcome)
    {
    case SMP_OUTCOME_GOOD:
      return _ ("Good outcome only. ");
    case SMP_OUTCOME_POOR:
      return _ ("Poor outcome only. ");
    default:
      return _ ("Typical outcome only. ");
    }
}

/* Of the least sure of all layers' scales; "" where somebody measured them. */
static const gchar *
say_scale (GPtrArray *treatments)
{
  return smp_scale_estimate_mark (smp_ageing_scale_basis (treatments));
}

/* Whether each picture's title says how old the pigment in it is. */
static gboolean
titles_say_ages (const SmpCompareOptions *options)
{
  return smp_layout_has (options->layout, SMP_LAYOUT_SAYS_AGES) ||
         (smp_layout_has (options->layout, SMP_LAYOUT_HAS_FRAMES) &&
          options->motion == SMP_MOTION_YEARS);
}

gchar *
smp_compare_assumptions (const SmpCompare *self)
{
  const gboolean with_age   = !titles_say_ages (self->options);
  g_autoptr (GPtrArray) all = smp_further_views_all (self->treatments, self->options->views);
  g_autofree gchar *dots    = all_dots (self, all, with_age);
  g_autofree gchar *fading  = smp_said_once (all, say_fading, NULL);
  const gchar      *scale   = say_scale (all);

  return g_strdup_printf (_ ("%s%s%s. %sFading supposes %s. It is illustrative: no long-term "
                             "measurement "
                             "of scalp pigment is published."),
                          scale, *scale ? " " : "", dots, say_outcome (self->options), fading);
}
