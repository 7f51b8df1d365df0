/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "check-dialog.h"
#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "smp/error.h"

#define BORDER     12
#define LINE_CHARS 60

/* Any other image that is open. */
static gboolean
is_choice (GimpImage *image, gpointer data)
{
  return image != data && gimp_image_get_base_type (image) == GIMP_RGB;
}

static void
on_image (GtkWidget *combo, gpointer data)
{
  GimpProcedureConfig *config = data;
  gint                 id     = -1;

  if (gimp_int_combo_box_get_active (GIMP_INT_COMBO_BOX (combo), &id))
    g_object_set (config, "healed-image", id > 0 ? gimp_image_get_by_id (id) : NULL, NULL);
}

/* An open image, before the file, which counts where none is chosen. */
static GtkWidget *
make_image_row (GimpProcedureConfig *config, GimpImage *image)
{
  GtkWidget *row   = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Healed p_hoto:"));
  GtkWidget *combo = gimp_image_combo_box_new (is_choice, image, NULL);

  gimp_int_combo_box_prepend (GIMP_INT_COMBO_BOX (combo), GIMP_INT_STORE_VALUE, 0,
                              GIMP_INT_STORE_LABEL, _ ("The file below"), -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
  g_signal_connect (combo, "changed", G_CALLBACK (on_image), config);
  gimp_int_combo_box_set_active (GIMP_INT_COMBO_BOX (combo), 0);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), combo, TRUE, TRUE, 0);
  gtk_widget_show_all (row);
  return row;
}

gboolean
smp_check_dialog_run (GimpProcedure       *procedure,
                      GimpProcedureConfig *config,
                      GimpImage           *image,
                      GError             **error)
{
  GimpProcedureDialog *dialog;
  GtkWidget           *box;
  SmpImageWatch       *watch;
  GList               *names;
  gboolean             done;

  gimp_ui_init ("smp");
  dialog = GIMP_PROCEDURE_DIALOG (gimp_procedure_dialog_new (procedure, config,
                                                             _ ("Check against the Result")));
  /* GIMP 3.2 would make buttons of a short choice, without a key. */
  gimp_procedure_dialog_get_widget (dialog, "alignment", GTK_TYPE_COMBO_BOX);
  gimp_procedure_dialog_get_widget (dialog, "kind", GTK_TYPE_COMBO_BOX);
  box = gimp_procedure_dialog_fill_box (dialog, "smp-what", "healed", "alignment", "kind",
                                        "leave-points", NULL);
  gtk_box_pack_start (GTK_BOX (box), make_image_row (config, image), FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box),
                         g_list_nth_data (gtk_container_get_children (GTK_CONTAINER (box)), 4), 0);
  names = g_list_append (NULL, (gpointer) "smp-what");
  smp_dialog_fill_scrolled (dialog, names);
  g_list_free (names);
  smp_guard_controls (gtk_dialog_get_content_area (GTK_DIALOG (dialog)),
                      smp_dialog_add_sentence (GTK_DIALOG (dialog)));
  smp_dialog_fit (GTK_WIDGET (dialog));
  watch = smp_image_watch_new (GTK_WIDGET (dialog), image, NULL, NULL);
  done  = gimp_procedure_dialog_run (dialog);
  gtk_widget_destroy (GTK_WIDGET (dialog));
  return smp_image_watch_end (watch, done, error);
}

gchar *
smp_check_dialog_show (const gchar *words, const gchar *name)
{
  GtkWidget *dialog =
    gimp_dialog_new (_ ("Prediction and Result"), "smp-result", NULL, 0, gimp_standard_help_func,
                     "smp-result", _ ("_Close"), GTK_RESPONSE_CLOSE, _ ("_Save Corrected Preset"),
                     GTK_RESPONSE_OK, NULL);
  GtkWidget *area  = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget *text  = gtk_label_new (words);
  GtkWidget *row   = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Preset's _name:"));
  GtkWidget *entry = gtk_entry_new ();
  gchar     *typed = NULL;

  gtk_label_set_line_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), LINE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (text), 0.0);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_entry_set_text (GTK_ENTRY (entry), name);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), entry, TRUE, TRUE, 0);
  gtk_container_set_border_width (GTK_CONTAINER (area), BORDER);
  gtk_box_set_spacing (GTK_BOX (area), BORDER);
  gtk_box_pack_start (GTK_BOX (area), text, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (area), row, FALSE, FALSE, 0);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
  gtk_widget_show_all (area);
  if (gimp_dialog_run (GIMP_DIALOG (dialog)) == GTK_RESPONSE_OK)
    typed = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (entry))));
  gtk_widget_destroy (dialog);
  return typed;
}
