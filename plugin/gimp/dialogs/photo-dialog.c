/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "image-watch.h"
#include "photo-dialog.h"
#include "place.h"
#include "treatment/smp-layer.h"
#include "smp/error.h"

#define BORDER 12

/* The image and the SMP layer for which a photo is looked for. */
typedef struct
{
  GimpImage *image;
  GimpLayer *smp_layer;
} Wanted;

static gboolean
is_choice (GimpImage *image, GimpItem *item, gpointer data)
{
  const Wanted *wanted = data;

  return image == wanted->image && GIMP_IS_LAYER (item) &&
         smp_layer_can_be_photo (GIMP_LAYER (item), wanted->smp_layer);
}

static const gchar *
question (GimpImage *image, GimpLayer *smp_layer)
{
  const gchar *deleted =
    _ ("The photo below this SMP layer has been deleted. Which layer is the photo now?");
  GimpLayer   *photo;
  GimpChannel *channel;

  g_autoptr (SmpRecipe) recipe = smp_layer_get_recipe (image, smp_layer, &photo, &channel, NULL);

  return recipe ? smp_layer_why_no_photo (image, smp_layer, recipe, deleted) : deleted;
}

GimpLayer *
smp_photo_dialog_ask (GimpImage *image, GimpLayer *smp_layer, GError **error)
{
  Wanted         wanted = { image, smp_layer };
  gint           id     = -1;
  GtkWidget     *dialog, *words, *combo, *area;
  SmpImageWatch *watch;
  gboolean       done;

  gimp_ui_init ("smp");
  combo = gimp_layer_combo_box_new (is_choice, &wanted, NULL);
  if (!gimp_int_combo_box_get_active (GIMP_INT_COMBO_BOX (combo), &id) || id < 0)
    {
      gtk_widget_destroy (g_object_ref_sink (combo));
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The photo below this SMP layer has been deleted, and there is no other "
                      "layer that could be it."));
      return NULL;
    }
  dialog = gimp_dialog_new (_ ("Choose the Photo"), "smp-photo", NULL, 0, gimp_standard_help_func,
                            "smp-photo", _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_OK"),
                            GTK_RESPONSE_OK, NULL);
  words  = gtk_label_new (question (image, smp_layer));
  area   = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  gtk_label_set_line_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 50);
  gtk_container_set_border_width (GTK_CONTAINER (area), BORDER);
  gtk_box_set_spacing (GTK_BOX (area), BORDER);
  gtk_box_pack_start (GTK_BOX (area), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (area), combo, FALSE, FALSE, 0);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  gtk_widget_show_all (area);
  smp_dialog_place_aside (dialog);
  watch = smp_image_watch_new (dialog, image, NULL, NULL);
  done  = gimp_dialog_run (GIMP_DIALOG (dialog)) == GTK_RESPONSE_OK &&
         gimp_int_combo_box_get_active (GIMP_INT_COMBO_BOX (combo), &id);
  gtk_widget_destroy (dialog);
  return smp_image_watch_end (watch, done, error) ? gimp_layer_get_by_id (id) : NULL;
}
