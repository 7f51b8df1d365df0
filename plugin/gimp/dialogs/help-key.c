/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "help-key.h"

#define HELP_ID "smp-help-id"

/* Before the control that has the focus, which in GIMP 3.2 keeps the key to itself. */
static gboolean
on_key_press (GtkWidget *dialog, const GdkEventKey *event, gpointer data)
{
  if ((event->keyval != GDK_KEY_F1 && event->keyval != GDK_KEY_KP_F1) ||
      (event->state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;
  gimp_standard_help_func (g_object_get_data (G_OBJECT (dialog), HELP_ID), NULL);
  return GDK_EVENT_STOP;
}

void
smp_help_key_add (GtkWidget *dialog, const gchar *help_id)
{
  g_object_set_data_full (G_OBJECT (dialog), HELP_ID, g_strdup (help_id), g_free);
  g_signal_connect (dialog, "key-press-event", G_CALLBACK (on_key_press), NULL);
}

GtkWidget *
smp_procedure_dialog_new (GimpProcedure *procedure, GimpProcedureConfig *config, const gchar *title)
{
  GtkWidget *dialog = gimp_procedure_dialog_new (procedure, config, title);

  smp_help_key_add (dialog, gimp_procedure_get_help_id (procedure));
  return dialog;
}
