/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a dialog opens: where the person had moved one of that title, or else aside. */

#pragma once

#include <gtk/gtk.h>

/* Opens the dialog where the person left it, as far as the screen reaches, and remembers where they
 * move it.  Until they do it is at the screen's right edge, so that the picture is to be seen;
 * where a desktop lets windows choose their place. */
void smp_dialog_place_aside (GtkWidget *dialog);

/* The same, but at the left edge where less of what the dialog is about is hidden there: that
 * reaches from and to such shares, 0 to 1, of a photo's width, which is aspect of its height.  To
 * be called before the dialog is shown. */
void smp_dialog_place_beside (GtkWidget *dialog, gdouble from, gdouble to, gdouble aspect);
