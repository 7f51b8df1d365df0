/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pictures suppose, in words. */

#include <glib/gi18n-lib.h>

#include "layouts.h"

static const gchar *
choice_label (const SmpParams *params, const gchar *id)
{
  const SmpParamInfo *info = smp_param_find (id);

  return _ (info->choices[(gint) smp_params_get (params, info)].label);
}

/* "Temple: 150 dots/cm², 0.28 mm, dilution 15" */
static void
describe (GString *text, const SmpTreatment *treatment, gboolean named)
{
  const SmpParams *params = &treatment->recipe->params;

  if (text->len)
    g_string_append (text, "; ");
  if (named)
    g_string_append_printf (text, _ ("%s: "), gimp_item_get_name (GIMP_ITEM (treatment->replaced)));
  g_string_append_printf (text, _ ("%.0f dots/cm², dot size %.2f mm, dilution %.0f, %s"),
                          params->density_per_cm2, params->dot_diameter_mm, params->dilution,
                          choice_label (params, "pigment"));
}

/* When a simulation is shown as its layer is. */
static gchar *
describe_age (const SmpParams *params)
{
  SmpMoment moment = { SMP_MOMENT_YEARS, 0, params->years };
  gchar    *label, *text;

  if (params->sessions < 3)
    return g_strdup_printf (_ ("shown after session %d of 3"), params->sessions);
  if (params->years <= 0.0)
    return g_strdup (_ ("shown as healed, before any fading"));
  label = smp_moment_label (&moment);
  text  = g_strdup_printf (_ ("age shown: %s"), label);
  g_free (label);
  return text;
}

gchar *
smp_compare_assumptions (const SmpCompare *self)
{
  const SmpTreatment *first  = g_ptr_array_index (self->treatments, 0);
  const SmpParams    *params = &first->recipe->params;
  GString            *text   = g_string_new (NULL);
  SmpLayout           layout = self->options->layout;
  gchar              *age    = describe_age (params);

  for (guint i = 0; i < self->treatments->len; i++)
    describe (text, g_ptr_array_index (self->treatments, i), self->treatments->len > 1);
  if (layout == SMP_LAYOUT_GRID || layout == SMP_LAYOUT_TIMELINE)
    g_string_append (text, ". ");
  else
    g_string_append_printf (text, "; %s. ", age);
  g_string_append_printf (text,
                          _ ("Fading supposes sun: %s, skin: %s, age: %s, smoker: %s, loss: %s. It "
                             "is illustrative: no long-term measurement of scalp pigment is "
                             "published."),
                          choice_label (params, "sun"), choice_label (params, "skin"),
                          choice_label (params, "age"), choice_label (params, "smoker"),
                          choice_label (params, "loss"));
  g_free (age);
  return g_string_free (text, FALSE);
}
