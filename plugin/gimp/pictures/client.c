/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "client.h"
#include "treatment/preset-folders.h"
#include "treatment/treatment.h"
#include "smp/text.h"

#define AS_IT_IS "as-it-is"

const gchar *const smp_compare_client_arguments[] = { "sun", "skin", "age", "smoker", NULL };

static void
add_choice (GimpProcedure *procedure, const SmpParamInfo *info, guint number)
{
  GimpChoice *choice = gimp_choice_new ();
  gchar      *label  = g_strdup_printf ("%s (_%u)", _ (info->label), number);

  g_autofree gchar *help = smp_param_help (info);

  gimp_choice_add (choice, AS_IT_IS, -1, _ ("As in the profile or the layer"), NULL);
  for (gint i = 0; info->choices[i].nick; i++)
    gimp_choice_add (choice, info->choices[i].nick, i, _ (info->choices[i].label), NULL);
  gimp_procedure_add_choice_argument (procedure, info->id, label, help, choice, AS_IT_IS,
                                      G_PARAM_READWRITE);
  g_free (label);
}

void
smp_compare_client_add (GimpProcedure *procedure)
{
  gimp_procedure_add_string_argument (procedure, "preset", _ ("Client profile (_J)"),
                                      _ ("How the client ages: a preset's name or file, such as "
                                         "client-high-sun; empty for what the layers say"),
                                      "", G_PARAM_READWRITE);
  for (guint i = 0; smp_compare_client_arguments[i]; i++)
    add_choice (procedure, smp_param_find (smp_compare_client_arguments[i]), i + 1);
  gimp_procedure_add_string_argument (procedure, "set", _ ("Values"),
                                      _ ("KEY=VALUE pairs of ageing, separated by ';' or line "
                                         "ends, that are applied last, such as loss=high"),
                                      "", G_PARAM_READWRITE);
}

void
smp_compare_client_reset (GimpProcedureConfig *config)
{
  g_object_set (config, "preset", "", "set", "", NULL);
  for (guint i = 0; smp_compare_client_arguments[i]; i++)
    g_object_set (config, smp_compare_client_arguments[i], AS_IT_IS, NULL);
}

/* The values that are asked for, where the present ones are these. */
static gboolean
ask (GimpProcedureConfig *config, const SmpRecipe *preset, SmpParams *params, GError **error)
{
  gchar   *list = NULL;
  gboolean done;

  if (preset)
    smp_recipe_apply (params, preset);
  for (guint i = 0; smp_compare_client_arguments[i]; i++)
    {
      gint number = gimp_procedure_config_get_choice_id (config, smp_compare_client_arguments[i]);

      if (number >= 0)
        smp_params_set (params, smp_param_find (smp_compare_client_arguments[i]), number, NULL);
    }
  g_object_get (config, "set", &list, NULL);
  done = !list || smp_params_set_list (params, list, error);
  g_free (list);
  return done;
}

/* Takes over what is about ageing; what is scar tissue stays it. */
static gboolean
take_over (SmpTreatment *treatment, const SmpParams *wanted)
{
  SmpParams          *params = &treatment->recipe->params;
  guint               n_infos;
  const SmpParamInfo *infos   = smp_param_infos (&n_infos);
  gboolean            changed = FALSE;

  for (guint i = 0; i < n_infos; i++)
    {
      const gdouble value = smp_params_get (wanted, &infos[i]);

      if (!(infos[i].scope & SMP_SCOPE_AGEING) || value == smp_params_get (params, &infos[i]) ||
          (params->scar == SMP_YES && strcmp (infos[i].id, "scar") == 0))
        continue;
      smp_params_set (params, &infos[i], value, NULL);
      changed = TRUE;
    }
  return changed;
}

gboolean
smp_compare_client_apply (GimpProcedureConfig *config,
                          GPtrArray           *treatments,
                          gboolean            *changed,
                          GError             **error)
{
  g_autofree gchar *name       = NULL;
  g_autoptr (SmpRecipe) preset = NULL;
  gboolean done                = TRUE;

  *changed = FALSE;
  g_object_get (config, "preset", &name, NULL);
  if (name && *name)
    done = (preset = smp_preset_find (name, error)) != NULL;
  for (guint i = 0; done && i < treatments->len; i++)
    {
      SmpTreatment *treatment = g_ptr_array_index (treatments, i);
      SmpParams     wanted    = treatment->recipe->params;

      done = ask (config, preset, &wanted, error);
      if (done && take_over (treatment, &wanted))
        *changed = TRUE;
    }
  return done;
}
