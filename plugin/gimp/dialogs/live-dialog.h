/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the dialogs with the result on the canvas have in common: a row of presets, figures or a
 * plot below it, a switch between the result and the photo, the main controls and the others behind
 * "More". */

#pragma once

#include <libgimp/gimpui.h>

#include "treatment/preview.h"
#include "smp/recipe.h"

/* One such dialog, open or not yet. */
typedef struct _SmpLiveDialog SmpLiveDialog;

/* What a dialog is made of.  filter is that of its presets, params are its values.  changed is
 * called when they have changed, before they are drawn; shown as SmpPreviewShown;
 * looked, where it is not NULL, is called twice a second, and tells whether the person has changed
 * the image in a way that is to be drawn.  is_complete, where it is not NULL, tells whether nothing
 * that was typed besides keeps OK waiting.  are_found tells that the values are a layer's or the
 * photo's, and not of the last run.  locked is the id of a tick that cannot be changed, or NULL;
 * first that of a choice that stands above all others, or NULL.
 * next are the procedures of the next steps, as for smp_next_row_add(). */
typedef struct
{
  GimpProcedure       *procedure;
  GimpProcedureConfig *config;
  const gchar         *title;
  const gchar         *filter;
  guint                scopes;
  GPtrArray           *treatments;
  SmpParams           *params;
  gboolean             are_found;
  const gchar         *locked;
  const gchar         *first;
  const gchar *const  *next;
  void (*changed) (gpointer data);
  void (*shown) (const SmpFacts *facts, const GError *error, gpointer data);
  gboolean (*is_complete) (gpointer data);
  gboolean (*looked) (gpointer data);
  gpointer data;
} SmpLiveDialogParts;

/* body is a box for what is the dialog's own, above its controls. */
SmpLiveDialog *smp_live_dialog_new (const SmpLiveDialogParts *parts);
GtkWidget     *smp_live_dialog_body (SmpLiveDialog *self);
GtkWidget     *smp_live_dialog_window (SmpLiveDialog *self);

/* Other arguments of the procedure that are to have a control, below the parameters'. */
void smp_live_dialog_add_control (SmpLiveDialog *self, const gchar *id);

/* Below all controls: a GtkExpander that is seldom opened. */
void smp_live_dialog_add_last (SmpLiveDialog *self, GtkWidget *expander);

/* Makes the window as high as its content soon, as far as the screen goes: what is in its body has
 * grown. */
void smp_live_dialog_grow (SmpLiveDialog *self);

/* The parameters were changed otherwise than by the controls. */
void smp_live_dialog_write (SmpLiveDialog *self);

/* The same, and they are a preset's or the photo's: steps of a control count from them. */
void smp_live_dialog_write_found (SmpLiveDialog *self);

/* Between these the canvas and the facts rest: something else uses the treatments. */
void smp_live_dialog_hold (SmpLiveDialog *self);
void smp_live_dialog_release (SmpLiveDialog *self);

/* Runs it; the canvas is as before then.  FALSE with SMP_ERROR_CANCELLED where the person cancels.
 */
gboolean smp_live_dialog_run (SmpLiveDialog *self, GError **error);

/* Closes it, and frees it; what its parts name is not its own. */
void smp_live_dialog_free (SmpLiveDialog *self);
