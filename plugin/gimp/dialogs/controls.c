/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arguments.h"
#include "controls.h"
#include "keys.h"
#include "step-note.h"
#include "treatment/moment.h"

#define STEP_NOTE "smp-step-note"
#define YEARS     "years"

/* What a value is in plain words, or NULL.  Returns: (transfer full) */
static gchar *
words_of (const SmpParamInfo *info, gdouble value)
{
  const gchar *word = smp_param_word (info, value);

  if (strcmp (info->unit, YEARS) == 0)
    return value > 0.0 ? smp_years_words (value) : g_strdup (C_ ("years", "none"));
  return word ? g_strdup (_ (word)) : NULL;
}

/* The slider's label says what the number means. */
static void
show_word (GObject *config, GParamSpec *spec, GimpSpinScale *slider)
{
  const SmpParamInfo *info   = smp_param_find (g_param_spec_get_name (spec));
  GValue              number = G_VALUE_INIT;
  g_autofree gchar   *words  = NULL;
  g_autofree gchar   *label  = NULL;
  g_autofree gchar   *name   = smp_keys_strip (g_param_spec_get_nick (spec), NULL);

  g_value_init (&number, G_TYPE_DOUBLE);
  g_object_get_property (config, info->id, &number);
  words = words_of (info, g_value_get_double (&number));
  label = g_strdup_printf ("%s: %s", name, words);
  gimp_spin_scale_set_label (slider, label);
  g_value_unset (&number);
}

static void
make_slider (GimpProcedureDialog *dialog, GimpProcedureConfig *config, const SmpParamInfo *info)
{
  const gdouble     factor = smp_param_shown_factor (info);
  GtkWidget        *slider = gimp_procedure_dialog_get_spin_scale (dialog, info->id, factor);
  g_autofree gchar *words  = words_of (info, info->default_value);
  gchar            *signal;

  gimp_spin_scale_set_scale_limits (GIMP_SPIN_SCALE (slider), factor * info->slider_minimum,
                                    factor * info->slider_maximum);
  if (!words)
    return;

  signal = g_strconcat ("notify::", info->id, NULL);
  g_signal_connect_object (config, signal, G_CALLBACK (show_word), slider, 0);
  show_word (G_OBJECT (config),
             g_object_class_find_property (G_OBJECT_GET_CLASS (config), info->id),
             GIMP_SPIN_SCALE (slider));
  g_free (signal);
}

/* Below the density's slider, which is at the place; none where that is below 0. */
static void
add_step_note (GimpProcedureDialog *dialog, GtkWidget *box, GimpProcedureConfig *config, gint place)
{
  GtkWidget *note;

  if (place < 0)
    return;
  note = smp_step_note_new (G_OBJECT (config));
  gtk_box_pack_start (GTK_BOX (box), note, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box), note, place + 1);
  g_object_set_data (G_OBJECT (dialog), STEP_NOTE, note);
}

void
smp_dialog_controls_start (GimpProcedureDialog *dialog)
{
  GtkWidget *note = g_object_get_data (G_OBJECT (dialog), STEP_NOTE);

  if (note)
    smp_step_note_start (note);
}

static gboolean
to_tick (GBinding *binding, const GValue *nick, GValue *tick, gpointer data)
{
  const SmpParamInfo *info = data;

  g_value_set_boolean (tick,
                       g_strcmp0 (g_value_get_string (nick), info->choices[SMP_YES].nick) == 0);
  return TRUE;
}

static gboolean
from_tick (GBinding *binding, const GValue *tick, GValue *nick, gpointer data)
{
  const SmpParamInfo *info = data;

  g_value_set_static_string (nick,
                             info->choices[g_value_get_boolean (tick) ? SMP_YES : SMP_NO].nick);
  return TRUE;
}

/* What is so or not is ticked. */
static GtkWidget *
tick_new (GimpProcedureConfig *config, const SmpParamInfo *info)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), info->id);
  GtkWidget  *tick = gtk_check_button_new_with_mnemonic (g_param_spec_get_nick (spec));

  gtk_widget_set_tooltip_text (tick, g_param_spec_get_blurb (spec));
  g_object_bind_property_full (config, info->id, tick, "active",
                               G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL, to_tick, from_tick,
                               (gpointer) info, NULL);
  gtk_widget_show (tick);
  return tick;
}

GtkWidget *
smp_dialog_list_make (GimpProcedureDialog *dialog, const gchar *id)
{
  return gimp_procedure_dialog_get_widget (dialog, id, GTK_TYPE_COMBO_BOX);
}

/* The controls of these scopes that are main ones or not, in the order of the table. */
static void
fill_box (GimpProcedureDialog *dialog,
          GimpProcedureConfig *config,
          const gchar         *container,
          guint                scopes,
          gboolean             main,
          const gchar         *locked,
          const gchar         *apart)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);
  GPtrArray          *ticks = g_ptr_array_new ();
  GList              *ids   = NULL;
  GtkWidget          *box;
  gint                density = -1;

  for (guint i = 0; i < n_infos; i++)
    {
      if (!smp_argument_is_shown (&infos[i], scopes) ||
          ((infos[i].scope & SMP_SCOPE_MAIN) != 0) != main || g_strcmp0 (infos[i].id, apart) == 0)
        continue;
      if (smp_param_is_yes_or_no (&infos[i]))
        {
          GtkWidget *tick = tick_new (config, &infos[i]);

          gtk_widget_set_sensitive (tick, g_strcmp0 (infos[i].id, locked) != 0);
          g_ptr_array_add (ticks, tick);
          continue;
        }
      if (g_str_equal (infos[i].id, "density"))
        density = (gint) ticks->len;
      g_ptr_array_add (ticks, NULL);
      ids = g_list_append (ids, (gpointer) infos[i].id);
      if (infos[i].type != SMP_TYPE_CHOICE)
        make_slider (dialog, config, &infos[i]);
      else
        smp_dialog_list_make (dialog, infos[i].id);
    }
  box = gimp_procedure_dialog_fill_box_list (dialog, container, ids);
  for (guint i = 0; i < ticks->len; i++)
    if (ticks->pdata[i])
      {
        gtk_box_pack_start (GTK_BOX (box), ticks->pdata[i], FALSE, FALSE, 0);
        gtk_box_reorder_child (GTK_BOX (box), ticks->pdata[i], (gint) i);
      }
  add_step_note (dialog, box, config, density);
  g_list_free (ids);
  g_ptr_array_unref (ticks);
}

GtkWidget *
smp_dialog_controls_make (GimpProcedureDialog *dialog,
                          GimpProcedureConfig *config,
                          guint                scopes,
                          const gchar         *locked,
                          const gchar         *apart)
{
  fill_box (dialog, config, SMP_DIALOG_MAIN, scopes, TRUE, locked, apart);
  fill_box (dialog, config, "smp-more", scopes, FALSE, locked, apart);
  gimp_procedure_dialog_get_label (dialog, "smp-more-label", _ ("Mor_e"), FALSE, TRUE);
  return gimp_procedure_dialog_fill_expander (dialog, SMP_DIALOG_MORE, "smp-more-label", FALSE,
                                              "smp-more");
}
