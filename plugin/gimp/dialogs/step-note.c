/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "smp/params.h"
#include "step-note.h"

#define PROPERTY "density"

typedef struct
{
  GObject *values; /* not owned: the signal ends with it */
  gdouble  start;
} StepNote;

static StepNote *
note_of (GtkWidget *label)
{
  return g_object_get_data (G_OBJECT (label), "smp-step-note");
}

static gdouble
density (const StepNote *self)
{
  gdouble value;

  g_object_get (self->values, PROPERTY, &value, NULL);
  return value;
}

static void
on_density (GObject *values, GParamSpec *spec, GtkWidget *label)
{
  const StepNote *self = note_of (label);
  const gdouble   now  = density (self);

  gtk_label_set_text (GTK_LABEL (label),
                      now != self->start && !smp_density_step_is_noticed (self->start, now)
                        ? _ ("This step will hardly be seen.")
                        : "");
}

GtkWidget *
smp_step_note_new (GObject *values)
{
  GtkWidget *label = gtk_label_new (NULL);
  StepNote  *self  = g_new0 (StepNote, 1);

  self->values = values;
  g_object_set_data_full (G_OBJECT (label), "smp-step-note", self, g_free);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), GTK_STYLE_CLASS_DIM_LABEL);
  gtk_widget_show (label);
  g_signal_connect_object (values, "notify::" PROPERTY, G_CALLBACK (on_density), label, 0);
  smp_step_note_start (label);
  return label;
}

void
smp_step_note_start (GtkWidget *note)
{
  StepNote *self = note_of (note);

  self->start = density (self);
  gtk_label_set_text (GTK_LABEL (note), "");
}
