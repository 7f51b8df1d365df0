/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dialog stays open while the person goes on working in GIMP: the image may be closed, layers
 * deleted, paths and guides drawn.  GIMP tells a plug-in none of it, so it is asked twice a second.
 */

#pragma once

#include <libgimp/gimpui.h>

/* One watch; it is its maker's. */
typedef struct _SmpImageWatch SmpImageWatch;

/* look is called at each time that the image is still there, and may be NULL.  Once it is not, the
 * dialog is answered as by its Cancel.  Returns: (transfer full), to smp_image_watch_end() */
SmpImageWatch *
smp_image_watch_new (GtkWidget *dialog, GimpImage *image, void (*look) (gpointer), gpointer data);

/* A label below the dialog's controls for what is missing, in one sentence.  Returns: (transfer
 * none), it is the dialog's */
GtkWidget *smp_dialog_add_sentence (GtkDialog *dialog);

/* Ends it, and frees it, with what the dialog's run gave.  FALSE with SMP_ERROR_CANCELLED where the
 * person cancelled, and with SMP_ERROR_IMAGE and a sentence where the image is gone. */
gboolean smp_image_watch_end (SmpImageWatch *watch, gboolean done, GError **error);
