/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "arguments.h"
#include "dialog-controls.h"
#include "fade-dialog.h"
#include "fade-plot.h"
#include "smp/error.h"

#define PREVIEW_INTERVAL_MS 40

/* The first years get most of the slider's length. */
#define YEARS_GAMMA 2.0

typedef struct
{
  GPtrArray           *treatments;
  GimpProcedureConfig *config;
  SmpParams            params;
  GtkWidget           *plot;
  GtkWidget           *sentence;
  GtkWidget           *show;
  guint                pending;
} FadeDialog;

static void
end_previews (FadeDialog *self)
{
  for (guint i = 0; i < self->treatments->len; i++)
    smp_treatment_end_preview (g_ptr_array_index (self->treatments, i));
}

static void
update (FadeDialog *self)
{
  GError *error = NULL;
  gchar  *text;

  if (smp_arguments_read (self->config, SMP_SCOPE_AGEING, &self->params, &error))
    {
      smp_ageing_set_values (self->treatments, &self->params);
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->show)))
        for (guint i = 0; i < self->treatments->len && !error; i++)
          smp_treatment_preview (g_ptr_array_index (self->treatments, i), &error);
      else
        end_previews (self);
      gimp_displays_flush ();
    }
  text = error ? g_strdup (error->message) : smp_fade_plot_sentence (&self->params);
  gtk_label_set_text (GTK_LABEL (self->sentence), text);
  gtk_widget_queue_draw (self->plot);
  g_free (text);
  g_clear_error (&error);
}

static gboolean
update_later (gpointer data)
{
  FadeDialog *self = data;

  self->pending = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (FadeDialog *self)
{
  if (!self->pending)
    self->pending = g_timeout_add (PREVIEW_INTERVAL_MS, update_later, self);
}

static void
fill_top (GimpProcedureDialog *dialog, FadeDialog *self)
{
  GtkWidget *area = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget *top  = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *note =
    gtk_label_new (_ ("Illustrative: no long-term measurement of scalp pigment is published."));

  self->plot     = smp_fade_plot_new (&self->params);
  self->sentence = gtk_label_new (NULL);
  self->show     = gtk_check_button_new_with_mnemonic (_ ("Show on the can_vas"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->show), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0.0);
  gtk_label_set_xalign (GTK_LABEL (note), 0.0);
  gtk_container_set_border_width (GTK_CONTAINER (top), 12);
  gtk_box_pack_start (GTK_BOX (top), self->plot, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (top), self->sentence, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (top), note, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (top), self->show, FALSE, FALSE, 0);
  gtk_widget_show_all (top);
  gtk_box_pack_start (GTK_BOX (area), top, FALSE, FALSE, 0);
}

static void
fill_dialog (GimpProcedureDialog *dialog, FadeDialog *self)
{
  GtkWidget *years;

  fill_top (dialog, self);
  smp_dialog_controls_make (dialog, SMP_SCOPE_AGEING);
  years = gimp_procedure_dialog_get_spin_scale (dialog, "years", 1.0);
  gimp_spin_scale_set_gamma (GIMP_SPIN_SCALE (years), YEARS_GAMMA);
  gimp_procedure_dialog_fill (dialog, "smp-main", "smp-expander", "output", "times", "bands", NULL);
}

gboolean
smp_fade_dialog_run (GimpProcedure       *procedure,
                     GimpProcedureConfig *config,
                     GPtrArray           *treatments,
                     GError             **error)
{
  SmpTreatment *first     = g_ptr_array_index (treatments, 0);
  FadeDialog    self      = { treatments, config, first->recipe->params, NULL, NULL, NULL, 0 };
  gboolean      was_clean = !gimp_image_is_dirty (first->image);
  GtkWidget    *dialog;
  gboolean      done;

  gimp_ui_init ("smp");
  dialog = gimp_procedure_dialog_new (procedure, config, _ ("Preview Fading"));
  fill_dialog (GIMP_PROCEDURE_DIALOG (dialog), &self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (schedule), &self);
  g_signal_connect_swapped (self.show, "toggled", G_CALLBACK (schedule), &self);
  update (&self);
  done = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (dialog));
  g_signal_handlers_disconnect_by_data (config, &self);
  if (self.pending)
    g_source_remove (self.pending);
  gtk_widget_destroy (dialog);
  end_previews (&self);
  if (done)
    return TRUE;

  if (was_clean)
    gimp_image_clean_all (first->image);
  g_set_error (error, SMP_ERROR, SMP_ERROR_CANCELLED, _ ("Cancelled."));
  return FALSE;
}
