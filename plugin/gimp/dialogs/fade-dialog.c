/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "fade-dialog.h"
#include "pictures/fade-plot.h"
#include "live-dialog.h"
#include "smp/recipe.h"

/* The first years get most of the slider's length. */
#define YEARS_GAMMA 2.0

typedef struct
{
  GPtrArray *treatments;
  SmpParams  params;
  GtkWidget *plot;
  GtkWidget *sentence;
} FadeDialog;

static void
on_changed (gpointer data)
{
  FadeDialog *self = data;
  gchar      *text = smp_fade_plot_sentence (&self->params);

  smp_ageing_set_values (self->treatments, &self->params);
  gtk_label_set_text (GTK_LABEL (self->sentence), text);
  gtk_widget_queue_draw (self->plot);
  g_free (text);
}

static void
on_shown (const SmpFacts *facts, const GError *error, gpointer data)
{
  FadeDialog *self = data;

  if (error)
    gtk_label_set_text (GTK_LABEL (self->sentence), error->message);
}

static void
fill_body (FadeDialog *self, SmpLiveDialog *dialog)
{
  GtkBox    *body = GTK_BOX (smp_live_dialog_body (dialog));
  GtkWidget *note =
    gtk_label_new (_ ("Illustrative: no long-term measurement of scalp pigment is published."));

  self->plot     = smp_fade_plot_new (&self->params);
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0.0);
  gtk_box_pack_start (body, self->plot, TRUE, TRUE, 0);
  gtk_box_pack_start (body, self->sentence, FALSE, FALSE, 0);
  gtk_box_pack_start (body, note, FALSE, FALSE, 0);
}

gboolean
smp_fade_dialog_run (GimpProcedure       *procedure,
                     GimpProcedureConfig *config,
                     GPtrArray           *treatments,
                     GError             **error)
{
  SmpTreatment      *first  = g_ptr_array_index (treatments, 0);
  FadeDialog         self   = { treatments, first->recipe->params, NULL, NULL };
  SmpLiveDialogParts parts  = { .procedure  = procedure,
                                .config     = config,
                                .title      = _ ("Preview Fading"),
                                .filter     = SMP_RECIPE_FILTER_FADE,
                                .scopes     = SMP_SCOPE_AGEING,
                                .treatments = treatments,
                                .params     = &self.params,
                                .changed    = on_changed,
                                .shown      = on_shown,
                                .data       = &self };
  SmpLiveDialog     *dialog = smp_live_dialog_new (&parts);
  GtkWidget         *years;
  gboolean           done;

  fill_body (&self, dialog);
  smp_live_dialog_add_control (dialog, "output");
  smp_live_dialog_add_control (dialog, "times");
  smp_live_dialog_add_control (dialog, "bands");
  years =
    gimp_procedure_dialog_get_spin_scale (GIMP_PROCEDURE_DIALOG (smp_live_dialog_window (dialog)),
                                          "years", 1.0);
  gimp_spin_scale_set_gamma (GIMP_SPIN_SCALE (years), YEARS_GAMMA);
  done = smp_live_dialog_run (dialog, error);
  smp_live_dialog_free (dialog);
  return done;
}
