/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dialogs that fit every screen: what is too high scrolls, and OK stays in sight. */

#pragma once

#include <libgimp/gimpui.h>

/* Fills the dialog with the containers of these names, one below the other in a box, which is
 * returned, within a window that scrolls as soon as the screen is too low.  GIMP's own row for one
 * set of saved settings goes: presets are kept under names, and the last values come back by
 * themselves.  Keys are hidden as in keys.h, the dialog opens aside, and what can be
 * opened in it is watched as below. */
GtkWidget *smp_dialog_fill_scrolled (GimpProcedureDialog *dialog, GList *names);

/* Of what can be opened in content that was put into such a dialog later: what is closed is not
 * gone through by Tab, a key of a control in it opens it first, and what is opened is scrolled into
 * sight. */
void smp_dialog_watch_expanders (GtkWidget *content);

/* Makes a dialog so filled as high as its content, as far as the screen goes: once, and whenever
 * its content has changed. */
void smp_dialog_fit (GtkWidget *dialog);
