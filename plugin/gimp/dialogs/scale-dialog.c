/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "next-row.h"
#include "place.h"
#include "scale-dialog.h"
#include "treatment/scale-estimate.h"
#include "smp/error.h"

#define RESPONSE_SET 1

static gint
ask (gdouble estimate, SmpScaleBasis basis)
{
  GtkWidget *dialog;
  gint       response;

  gimp_ui_init ("smp");
  dialog =
    gtk_message_dialog_new (NULL, GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s",
                            _ ("How large is this photo? Its scale is not known yet, and dots are "
                               "placed by the millimetre."));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog),
                                            _ ("Estimate: about %.2f pixels per millimetre. %s"),
                                            estimate, smp_scale_estimate_text (basis));
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Scale Not Known"));
  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL,
                          _ ("Use the _Estimate"), GTK_RESPONSE_OK, _ ("_Set Scale..."),
                          RESPONSE_SET, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), RESPONSE_SET);
  gimp_help_connect (dialog, NULL, gimp_standard_help_func, "plug-in-smp-scale", NULL, NULL);
  gimp_window_set_transient (GTK_WINDOW (dialog));
  smp_dialog_place_aside (dialog);
  response = gtk_dialog_run (GTK_DIALOG (dialog));
  gtk_widget_destroy (dialog);
  return response;
}

gboolean
smp_scale_dialog_ask (GimpImage *image, gdouble *px_per_mm, GError **error)
{
  SmpScaleBasis basis;
  gdouble       estimate = smp_scale_estimate_of_selected (image, &basis);
  gint          response = ask (estimate, basis);

  if (response == GTK_RESPONSE_OK)
    {
      *px_per_mm = estimate;
      return smp_scale_store (image, estimate, smp_scale_basis_word (basis), error);
    }
  if (response == RESPONSE_SET)
    {
      smp_next_run ("plug-in-smp-scale", image);
      if (smp_scale_load (image, px_per_mm, NULL, NULL))
        return TRUE;
    }
  g_set_error (error, SMP_ERROR, SMP_ERROR_CANCELLED, _ ("Cancelled."));
  return FALSE;
}
