/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "controls.h"
#include "keys.h"
#include "step-note.h"

#define STEP_NOTE "smp-step-note"

/* The slider's label says what the number means. */
static void
show_word (GObject *config, GParamSpec *spec, GimpSpinScale *slider)
{
  const SmpParamInfo *info   = smp_param_find (g_param_spec_get_name (spec));
  GValue              number = G_VALUE_INIT;
  const gchar        *word;
  gchar              *label;
  g_autofree gchar   *name = smp_keys_strip (g_param_spec_get_nick (spec), NULL);

  g_value_init (&number, G_TYPE_DOUBLE);
  g_object_get_property (config, info->id, &number);
  word  = smp_param_word (info, g_value_get_double (&number));
  label = g_strdup_printf ("%s: %s", name, _ (word));
  gimp_spin_scale_set_label (slider, label);
  g_free (label);
  g_value_unset (&number);
}

static void
make_slider (GimpProcedureDialog *dialog, GimpProcedureConfig *config, const SmpParamInfo *info)
{
  GtkWidget *slider = gimp_procedure_dialog_get_spin_scale (dialog, info->id, 1.0);
  gchar     *signal;

  gimp_spin_scale_set_scale_limits (GIMP_SPIN_SCALE (slider), info->slider_minimum,
                                    info->slider_maximum);
  if (!smp_param_word (info, info->default_value))
    return;

  signal = g_strconcat ("notify::", info->id, NULL);
  g_signal_connect_object (config, signal, G_CALLBACK (show_word), slider, 0);
  show_word (G_OBJECT (config),
             g_object_class_find_property (G_OBJECT_GET_CLASS (config), info->id),
             GIMP_SPIN_SCALE (slider));
  g_free (signal);
}

/* Below the density's slider, where there is one. */
static void
add_step_note (GimpProcedureDialog *dialog,
               GtkWidget           *box,
               GimpProcedureConfig *config,
               const GList         *ids)
{
  GtkWidget *note;
  gint       place = 1;

  while (ids && !g_str_equal (ids->data, "density"))
    {
      ids = ids->next;
      place++;
    }
  if (!ids)
    return;
  note = smp_step_note_new (G_OBJECT (config));
  gtk_box_pack_start (GTK_BOX (box), note, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box), note, place);
  g_object_set_data (G_OBJECT (dialog), STEP_NOTE, note);
}

void
smp_dialog_controls_start (GimpProcedureDialog *dialog)
{
  GtkWidget *note = g_object_get_data (G_OBJECT (dialog), STEP_NOTE);

  if (note)
    smp_step_note_start (note);
}

GtkWidget *
smp_dialog_controls_make (GimpProcedureDialog *dialog, GimpProcedureConfig *config, guint scopes)
{
  guint               n_infos;
  const SmpParamInfo *infos    = smp_param_infos (&n_infos);
  GList              *main_ids = NULL, *more_ids = NULL;
  GtkWidget          *expander;

  for (guint i = 0; i < n_infos; i++)
    {
      if (!smp_argument_is_shown (&infos[i], scopes))
        continue;
      if (infos[i].type != SMP_TYPE_CHOICE)
        make_slider (dialog, config, &infos[i]);
      /* GIMP 3.2 would make buttons of a short choice, without a key. */
      else
        gimp_procedure_dialog_get_widget (dialog, infos[i].id, GTK_TYPE_COMBO_BOX);
      if (infos[i].scope & SMP_SCOPE_MAIN)
        main_ids = g_list_append (main_ids, (gpointer) infos[i].id);
      else
        more_ids = g_list_append (more_ids, (gpointer) infos[i].id);
    }

  add_step_note (dialog, gimp_procedure_dialog_fill_box_list (dialog, SMP_DIALOG_MAIN, main_ids),
                 config, main_ids);
  gimp_procedure_dialog_fill_box_list (dialog, "smp-more", more_ids);
  gimp_procedure_dialog_get_label (dialog, "smp-more-label", _ ("Mor_e"), FALSE, TRUE);
  expander = gimp_procedure_dialog_fill_expander (dialog, SMP_DIALOG_MORE, "smp-more-label", FALSE,
                                                  "smp-more");
  g_list_free (main_ids);
  g_list_free (more_ids);
  return expander;
}
