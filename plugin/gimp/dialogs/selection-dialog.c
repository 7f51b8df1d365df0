/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "image-watch.h"
#include "place.h"
#include "selection-dialog.h"
#include "treatment/region.h"

#define BORDER 12

typedef struct
{
  GimpImage   *image;
  const gchar *asked, *selected;
  GtkWidget   *dialog;
  GtkWidget   *sentence;
} Waiting;

static void
look (gpointer data)
{
  Waiting *self              = data;
  g_autoptr (GError) missing = NULL;
  gboolean     is_there      = smp_region_check_selection (self->image, &missing);
  const gchar *asked         = self->asked || is_there ? self->asked : missing->message;

  gtk_label_set_text (GTK_LABEL (self->sentence), is_there ? self->selected : asked);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK, is_there);
}

gboolean
smp_selection_dialog_wait (GimpImage   *image,
                           const gchar *title,
                           const gchar *asked,
                           const gchar *selected,
                           GError     **error)
{
  Waiting        self = { .image = image, .asked = asked, .selected = selected };
  GtkWidget     *area;
  SmpImageWatch *watch;
  gboolean       done;

  if (smp_region_check_selection (image, NULL))
    return TRUE;
  gimp_ui_init ("smp");
  self.dialog =
    gimp_dialog_new (title, "smp-selection", NULL, 0, gimp_standard_help_func, "smp-selection",
                     _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_OK"), GTK_RESPONSE_OK, NULL);
  self.sentence = smp_dialog_add_sentence (GTK_DIALOG (self.dialog));
  area          = gtk_dialog_get_content_area (GTK_DIALOG (self.dialog));
  gtk_container_set_border_width (GTK_CONTAINER (area), BORDER);
  gtk_dialog_set_default_response (GTK_DIALOG (self.dialog), GTK_RESPONSE_OK);
  look (&self);
  smp_dialog_place_aside (self.dialog);
  watch = smp_image_watch_new (self.dialog, image, look, &self);
  done  = gimp_dialog_run (GIMP_DIALOG (self.dialog)) == GTK_RESPONSE_OK;
  gtk_widget_destroy (self.dialog);
  return smp_image_watch_end (watch, done, error);
}
