/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "arguments.h"
#include "dialog-controls.h"
#include "preset-files.h"
#include "smp/error.h"
#include "treat-dialog.h"

/* While a slider moves, the canvas follows this often at most. */
#define PREVIEW_INTERVAL_MS 40

#define HELMET_COVERAGE 0.2

typedef struct
{
  SmpTreatment        *treatment;
  GimpProcedureConfig *config;
  guint                scopes;
  GtkWidget           *facts;
  GtkWidget           *show;
  guint                pending;
} TreatDialog;

static void
show_facts (TreatDialog *self)
{
  SmpFigures figures =
    smp_region_figures (self->treatment->region, &self->treatment->recipe->params);
  gchar *text =
    g_strdup_printf (_ ("<b>%.2f cm²</b> to treat, <b>%u dots</b>, %.1f %% of the skin covered%s\n"
                        "%s%sScale: %.1f pixels per millimetre"),
                     figures.area_cm2, figures.n_dots, 100.0 * figures.coverage,
                     figures.coverage > HELMET_COVERAGE
                       ? _ (" - more than 20 % looks like a helmet")
                       : "",
                     self->treatment->verdict ? self->treatment->verdict : "",
                     self->treatment->verdict ? "\n" : "",
                     self->treatment->recipe->params.px_per_mm);

  gtk_label_set_markup (GTK_LABEL (self->facts), text);
  g_free (text);
}

static void
update (TreatDialog *self)
{
  GError  *error  = NULL;
  gboolean wanted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->show));

  if (smp_arguments_read (self->config, self->scopes, &self->treatment->recipe->params, &error) &&
      smp_treatment_update_region (self->treatment, &error))
    {
      show_facts (self);
      if (wanted)
        smp_treatment_preview (self->treatment, &error);
      else
        smp_treatment_end_preview (self->treatment);
      gimp_displays_flush ();
    }
  if (error)
    gtk_label_set_text (GTK_LABEL (self->facts), error->message);
  g_clear_error (&error);
}

static gboolean
update_later (gpointer data)
{
  TreatDialog *self = data;

  self->pending = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (TreatDialog *self)
{
  if (!self->pending)
    self->pending = g_timeout_add (PREVIEW_INTERVAL_MS, update_later, self);
}

static void
on_preset (GtkComboBoxText *combo, TreatDialog *self)
{
  gchar     *name   = gtk_combo_box_text_get_active_text (combo);
  GError    *error  = NULL;
  SmpRecipe *preset = NULL;

  if (name && gtk_combo_box_get_active (GTK_COMBO_BOX (combo)) > 0)
    preset = smp_preset_find (name, &error);
  if (preset)
    {
      smp_recipe_apply (&self->treatment->recipe->params, preset);
      smp_arguments_write (self->config, self->scopes, &self->treatment->recipe->params);
      smp_recipe_free (preset);
    }
  if (error)
    g_message ("%s", error->message);
  g_clear_error (&error);
  g_free (name);
}

/* The sliders move to what the hair around says. */
static void
on_match (TreatDialog *self)
{
  SmpParams *params = &self->treatment->recipe->params;
  GError    *error  = NULL;

  if (smp_arguments_read (self->config, self->scopes, params, &error) &&
      smp_treatment_match (self->treatment, &error))
    {
      smp_arguments_write (self->config, self->scopes, params);
      schedule (self);
    }
  if (error)
    gtk_label_set_text (GTK_LABEL (self->facts), error->message);
  g_clear_error (&error);
}

static GtkWidget *
preset_row (TreatDialog *self)
{
  GtkWidget *row     = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label   = gtk_label_new_with_mnemonic (_ ("_Preset:"));
  GtkWidget *combo   = gtk_combo_box_text_new ();
  GPtrArray *presets = smp_preset_store_list (smp_preset_files_store (), "fill");

  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ ("Current values"));
  for (guint i = 0; i < presets->len; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo),
                                    ((SmpPreset *) g_ptr_array_index (presets, i))->id);
  g_ptr_array_unref (presets);
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), combo, TRUE, TRUE, 0);
  g_signal_connect (combo, "changed", G_CALLBACK (on_preset), self);
  return row;
}

static void
fill_dialog (GimpProcedureDialog *dialog, TreatDialog *self)
{
  GtkWidget *area = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget *top  = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *match;

  self->facts = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->facts), 0.0);
  match = gtk_button_new_with_mnemonic (_ ("_Match the surroundings"));
  gtk_widget_set_halign (match, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (match, _ ("Measures the hair around and takes density, dilution, "
                                         "dot size, elongation, direction, "
                                         "pigment and sharpness from it."));
  g_signal_connect_swapped (match, "clicked", G_CALLBACK (on_match), self);
  self->show = gtk_check_button_new_with_mnemonic (_ ("Show on the can_vas"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->show), TRUE);
  gtk_container_set_border_width (GTK_CONTAINER (top), 12);
  gtk_box_pack_start (GTK_BOX (top), preset_row (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (top), self->facts, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (top), match, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (top), self->show, FALSE, FALSE, 0);
  gtk_widget_show_all (top);
  gtk_box_pack_start (GTK_BOX (area), top, FALSE, FALSE, 0);

  smp_dialog_controls_make (dialog, self->scopes);
  gimp_procedure_dialog_fill (dialog, "smp-main", "smp-expander", NULL);
}

gboolean
smp_treat_dialog_run (GimpProcedure       *procedure,
                      GimpProcedureConfig *config,
                      guint                scopes,
                      SmpTreatment        *treatment,
                      const gchar         *title,
                      GError             **error)
{
  TreatDialog self = { treatment, config, scopes, NULL, NULL, 0 };
  GtkWidget  *dialog;
  gboolean    was_clean = !gimp_image_is_dirty (treatment->image);
  gboolean    done;

  gimp_ui_init ("smp");
  if (treatment->replaced)
    smp_arguments_write (config, scopes, &treatment->recipe->params);
  dialog = gimp_procedure_dialog_new (procedure, config, title);
  fill_dialog (GIMP_PROCEDURE_DIALOG (dialog), &self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (schedule), &self);
  g_signal_connect_swapped (self.show, "toggled", G_CALLBACK (schedule), &self);
  update (&self);

  done = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (dialog));
  g_signal_handlers_disconnect_by_data (config, &self);
  if (self.pending)
    g_source_remove (self.pending);
  gtk_widget_destroy (dialog);
  smp_treatment_end_preview (treatment);

  if (!done)
    {
      if (was_clean)
        gimp_image_clean_all (treatment->image);
      g_set_error (error, SMP_ERROR, SMP_ERROR_CANCELLED, _ ("Cancelled."));
      return FALSE;
    }
  return smp_arguments_read (config, scopes, &treatment->recipe->params, error) &&
         smp_treatment_update_region (treatment, error);
}
