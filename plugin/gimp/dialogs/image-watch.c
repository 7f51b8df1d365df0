/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "image-watch.h"
#include "smp/error.h"

#define INTERVAL_MS 500
#define MARGIN      12

struct _SmpImageWatch
{
  GtkWidget *dialog;
  GimpImage *image;
  void (*look) (gpointer data);
  gpointer data;
  guint    source;
};

static gboolean
on_time (gpointer data)
{
  SmpImageWatch *self = data;

  if (gimp_image_is_valid (self->image))
    {
      if (self->look)
        self->look (self->data);
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  gtk_dialog_response (GTK_DIALOG (self->dialog), GTK_RESPONSE_CANCEL);
  return G_SOURCE_REMOVE;
}

SmpImageWatch *
smp_image_watch_new (GtkWidget *dialog, GimpImage *image, void (*look) (gpointer), gpointer data)
{
  SmpImageWatch *self = g_new0 (SmpImageWatch, 1);

  *self        = (SmpImageWatch) { .dialog = dialog, .image = image, .look = look, .data = data };
  self->source = g_timeout_add (INTERVAL_MS, on_time, self);
  return self;
}

GtkWidget *
smp_dialog_add_sentence (GtkDialog *dialog)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_widget_set_margin_start (label, MARGIN);
  gtk_widget_set_margin_end (label, MARGIN);
  gtk_widget_set_margin_top (label, MARGIN / 2);
  gtk_widget_set_margin_bottom (label, MARGIN / 2);
  gtk_widget_show (label);
  gtk_box_pack_end (GTK_BOX (gtk_dialog_get_content_area (dialog)), label, FALSE, FALSE, 0);
  return label;
}

gboolean
smp_image_watch_end (SmpImageWatch *self, gboolean done, GError **error)
{
  gboolean is_there = gimp_image_is_valid (self->image);

  if (self->source)
    g_source_remove (self->source);
  g_free (self);
  if (!is_there)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The photo was closed while the dialog was open: open it again, and start "
                    "anew."));
  else if (!done)
    g_set_error (error, SMP_ERROR, SMP_ERROR_CANCELLED, _ ("Cancelled."));
  return done && is_there;
}
