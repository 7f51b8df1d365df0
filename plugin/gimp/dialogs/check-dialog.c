/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "check-dialog.h"
#include "controls.h"
#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "pick-list.h"
#include "place.h"
#include "spoken-names.h"
#include "smp/error.h"
#include "treatment/photo-name.h"

#define BORDER     12
#define LINE_CHARS 60

typedef struct
{
  GimpProcedureDialog *dialog;
  GimpProcedureConfig *config;
  GimpImage           *image;
  GimpImage           *healed; /* that was picked, or NULL for the file */
} CheckDialog;

/* The other images that are open, and a file where it is none of these. */
static void
offer_images (GtkWidget *list, gpointer data)
{
  CheckDialog           *self   = data;
  g_autofree GimpImage **images = gimp_get_images ();

  for (gint i = 0; images[i]; i++)
    {
      g_autofree gchar *name = smp_photo_name (images[i]);

      if (images[i] != self->image && gimp_image_get_base_type (images[i]) == GIMP_RGB)
        smp_pick_list_add (list, gimp_image_get_id (images[i]), name);
    }
  smp_pick_list_add (list, 0, _ ("The file below"));
}

static void
set_sensitive (CheckDialog *self, const gchar *argument, gboolean sensitive)
{
  gimp_procedure_dialog_set_sensitive (self->dialog, argument, sensitive, NULL, NULL, FALSE);
}

/* What does not matter cannot be set, and OK asks for a photo. */
static void
update (CheckDialog *self)
{
  g_autoptr (GFile) file = NULL;
  gboolean by_points     = gimp_procedure_config_get_choice_id (self->config, "alignment") == 1;

  g_object_get (self->config, "healed", &file, NULL);
  set_sensitive (self, "healed", !self->healed);
  set_sensitive (self, "kind", by_points);
  set_sensitive (self, "leave-points", !by_points);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK,
                                     self->healed || file);
}

static void
take_image (gint id, gpointer data)
{
  CheckDialog *self = data;

  self->healed = id > 0 ? gimp_image_get_by_id (id) : NULL;
  update (self);
}

/* Gives the label before an argument's control the width of the group. */
static void
align_label (CheckDialog *self, const gchar *argument, GtkSizeGroup *labels)
{
  GtkWidget *control = gimp_procedure_dialog_get_widget (self->dialog, argument, G_TYPE_NONE);
  GtkWidget *label   = GIMP_IS_FILE_CHOOSER (control)
                         ? gimp_file_chooser_get_label_widget (GIMP_FILE_CHOOSER (control))
                         : gimp_labeled_get_label (GIMP_LABELED (control));

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_size_group_add_widget (labels, label);
}

/* All controls begin under one another. */
static GtkWidget *
make_image_row (CheckDialog *self)
{
  GtkWidget *row   = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("H_ealed photo:"));
  GtkWidget *list  = smp_pick_list_new (GTK_WIDGET (self->dialog), offer_images, take_image, self);

  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), list);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_size_group_add_widget (labels, label);
  align_label (self, "healed", labels);
  align_label (self, "alignment", labels);
  align_label (self, "kind", labels);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), list, TRUE, TRUE, 0);
  gtk_widget_show_all (row);
  return row;
}

gboolean
smp_check_dialog_run (GimpProcedure       *procedure,
                      GimpProcedureConfig *config,
                      GimpImage           *image,
                      GimpImage          **healed,
                      GError             **error)
{
  CheckDialog    self = { .config = config, .image = image };
  GtkWidget     *box, *row;
  SmpImageWatch *watch;
  GList         *names;
  gboolean       done;

  gimp_ui_init ("smp");
  g_object_set (config, "healed", NULL, NULL);
  /* Scripts may name a photo that is not there, and then get a sentence of ours; a window needs a
   * chooser of one kind. */
  gimp_param_spec_file_set_action (g_object_class_find_property (G_OBJECT_GET_CLASS (config),
                                                                 "healed"),
                                   GIMP_FILE_CHOOSER_ACTION_OPEN);
  self.dialog = GIMP_PROCEDURE_DIALOG (gimp_procedure_dialog_new (procedure, config,
                                                                  _ ("Check against the Result")));
  smp_dialog_list_make (self.dialog, "alignment");
  smp_dialog_list_make (self.dialog, "kind");
  box = gimp_procedure_dialog_fill_box (self.dialog, "smp-what", "healed", "alignment", "kind",
                                        "leave-points", NULL);
  row = make_image_row (&self);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box), row, 0);
  names = g_list_append (NULL, (gpointer) "smp-what");
  smp_dialog_fill_scrolled (self.dialog, names);
  g_list_free (names);
  smp_spoken_names_give (gtk_dialog_get_content_area (GTK_DIALOG (self.dialog)));
  smp_guard_controls (gtk_dialog_get_content_area (GTK_DIALOG (self.dialog)),
                      smp_dialog_add_sentence (GTK_DIALOG (self.dialog)));
  update (&self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (update), &self);
  smp_dialog_fit (GTK_WIDGET (self.dialog));
  watch = smp_image_watch_new (GTK_WIDGET (self.dialog), image, NULL, NULL);
  done  = gimp_procedure_dialog_run (self.dialog);
  g_signal_handlers_disconnect_by_data (config, &self);
  gtk_widget_destroy (GTK_WIDGET (self.dialog));
  if (!smp_image_watch_end (watch, done, error))
    return FALSE;
  *healed = self.healed;
  return TRUE;
}

/* The name to save under. */
static GtkWidget *
add_name_row (GtkWidget *area, const gchar *name)
{
  GtkWidget *row   = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Preset's _name:"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_text (GTK_ENTRY (entry), name);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), entry, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (area), row, FALSE, FALSE, 0);
  return entry;
}

gchar *
smp_check_dialog_show (const gchar *words, const gchar *name)
{
  GtkWidget *dialog =
    gimp_dialog_new (_ ("Prediction and Result"), "smp-result", NULL, 0, gimp_standard_help_func,
                     "smp-result", _ ("_Close"), GTK_RESPONSE_CLOSE, NULL);
  GtkWidget *area  = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget *text  = gtk_label_new (words);
  GtkWidget *entry = name ? add_name_row (area, name) : NULL;
  gchar     *typed = NULL;

  if (name)
    gimp_dialog_add_button (GIMP_DIALOG (dialog), _ ("_Save Corrected Preset"), GTK_RESPONSE_OK);
  gtk_label_set_line_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), LINE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (text), 0.0);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_container_set_border_width (GTK_CONTAINER (area), BORDER);
  gtk_box_set_spacing (GTK_BOX (area), BORDER);
  gtk_box_pack_start (GTK_BOX (area), text, FALSE, FALSE, 0);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
  gtk_widget_show_all (area);
  smp_dialog_place_aside (dialog);
  if (gimp_dialog_run (GIMP_DIALOG (dialog)) == GTK_RESPONSE_OK)
    typed = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (entry))));
  gtk_widget_destroy (dialog);
  return typed;
}
