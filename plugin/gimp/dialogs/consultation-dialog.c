/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "consultation-dialog.h"
#include "controls.h"
#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "spoken-names.h"
#include "treatment/scale-store.h"

#define SPACING        6
#define COLUMN         12
#define SENTENCE_CHARS 52

/* Seen on light and dark themes alike; the word says the same. */
static const gchar *const colours[] = { "#888888", "#2f9e4f", "#d98a00", "#d8382e" };

typedef struct
{
  GtkWidget      *dialog;
  SmpPhotoLook   *look;
  GThread        *looking;
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];
  GtkWidget      *grades[SMP_N_PHOTO_ASPECTS];
  GtkWidget      *sentences[SMP_N_PHOTO_ASPECTS];
} ConsultationDialog;

static GtkWidget *
label_new (const gchar *text, gint chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_yalign (GTK_LABEL (label), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  return label;
}

static gboolean
on_looked (gpointer data)
{
  ConsultationDialog *self = data;

  g_clear_pointer (&self->looking, g_thread_join);
  for (gint i = 0; i < SMP_N_PHOTO_ASPECTS; i++)
    {
      const SmpPhotoReading *reading = &self->readings[i];
      g_autofree gchar      *markup =
        g_markup_printf_escaped ("<span foreground=\"%s\">●</span> %s", colours[reading->grade],
                                 smp_grade_word (reading->grade));

      gtk_label_set_markup (GTK_LABEL (self->grades[i]), markup);
      gtk_label_set_text (GTK_LABEL (self->sentences[i]), reading->sentence);
    }
  smp_dialog_fit (self->dialog);
  return G_SOURCE_REMOVE;
}

static gpointer
look (gpointer data)
{
  ConsultationDialog *self = data;

  smp_photo_look_check (self->look, self->readings);
  g_idle_add (on_looked, self);
  return NULL;
}

static GtkWidget *
readings_new (ConsultationDialog *self, SmpScaleBasis basis)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), COLUMN);
  gtk_grid_set_row_spacing (GTK_GRID (grid), SPACING);
  for (gint i = 0; i < SMP_N_PHOTO_ASPECTS; i++)
    {
      self->grades[i]    = label_new ("…", 12);
      self->sentences[i] = label_new ("", SENTENCE_CHARS);
      gtk_grid_attach (GTK_GRID (grid), label_new (smp_photo_aspect_name ((SmpPhotoAspect) i), 15),
                       0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->grades[i], 1, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->sentences[i], 2, i, 1, 1);
    }
  if (basis != SMP_SCALE_MEASURED)
    gtk_grid_attach (GTK_GRID (grid), label_new (smp_scale_estimate_mark (basis), SENTENCE_CHARS),
                     0, SMP_N_PHOTO_ASPECTS, 3, 1);
  gtk_widget_show_all (grid);
  return grid;
}

static GtkWidget *
dialog_new (ConsultationDialog  *self,
            GimpProcedure       *procedure,
            GimpProcedureConfig *config,
            SmpScaleBasis        basis)
{
  GtkWidget *dialog     = gimp_procedure_dialog_new (procedure, config, _ ("New Consultation"));
  g_autoptr (GList) ids = g_list_append (NULL, (gpointer) "treatment");
  GtkWidget *box, *steps, *readings;

  smp_dialog_list_make (GIMP_PROCEDURE_DIALOG (dialog), "treatment");
  box   = smp_dialog_fill_scrolled (GIMP_PROCEDURE_DIALOG (dialog), ids);
  steps = label_new (_ ("OK goes through scale, skin to treat, treatment, years and sheet, each in "
                        "its own dialog. Cancel in one of them ends it, and leaves what is done."),
                     SENTENCE_CHARS);
  readings = readings_new (self, basis);
  gtk_box_pack_start (GTK_BOX (box), readings, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box), readings, 0);
  gtk_box_pack_start (GTK_BOX (box), steps, FALSE, FALSE, 0);
  gtk_widget_show (steps);
  smp_spoken_names_give (dialog);
  /* No number is typed here, and so no sentence about one is needed. */
  smp_guard_controls (dialog, NULL);
  smp_dialog_fit (dialog);
  return dialog;
}

gboolean
smp_consultation_dialog_run (GimpProcedure       *procedure,
                             GimpProcedureConfig *config,
                             GimpImage           *image,
                             SmpPhotoLook        *photo,
                             SmpScaleBasis        basis,
                             GError             **error)
{
  ConsultationDialog self = { .look = photo };
  SmpImageWatch     *watch;
  gboolean           done;

  gimp_ui_init ("smp");
  self.dialog  = dialog_new (&self, procedure, config, basis);
  self.looking = g_thread_new ("smp-look", look, &self);
  watch        = smp_image_watch_new (self.dialog, image, NULL, NULL);
  done         = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (self.dialog));
  g_clear_pointer (&self.looking, g_thread_join);
  while (g_idle_remove_by_data (&self))
    ;
  gtk_widget_destroy (self.dialog);
  smp_photo_look_free (photo);
  return smp_image_watch_end (watch, done, error);
}
