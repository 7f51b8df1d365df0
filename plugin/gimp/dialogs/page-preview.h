/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page that a dialog would make, small, beside its controls. */

#pragma once

#include <gtk/gtk.h>
#include <libgimp/gimp.h>

/* Adds to the procedure whether the page is to be seen, which is remembered. */
void smp_page_preview_argument_add (GimpProcedure *procedure);

/* Called with the error of a page that cannot be made, of smp_draft_page(), or with NULL. */
typedef void (*SmpPageTrouble) (const GError *error, gpointer data);

/* Draws it, where it is to be seen, soon after the dialog is there, and again each time the
 * controls have rested.  Meanwhile the dialog answers, a step of GIMP's later at most; what changes
 * then gives the drawing up for another one.  treatments (SmpTreatment) stay the caller's.
 * Returns: (transfer floating) */
GtkWidget *smp_page_preview_new (GimpProcedureConfig *config,
                                 GPtrArray           *treatments,
                                 SmpPageTrouble       trouble,
                                 gpointer             data);

/* Gives up what is being drawn, and draws it later; FALSE where nothing is.  For what the person
 * asks for meanwhile that would wait for it or make use of GIMP itself: once the caller has
 * returned, it is over soon. */
gboolean smp_page_preview_give_up (GtkWidget *area);

/* What says whether it is to be seen.  Returns: (transfer floating) */
GtkWidget *smp_page_preview_tick_new (GimpProcedureConfig *config);
