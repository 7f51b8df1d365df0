/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the head is round: its outline on the canvas, found in the photo or drawn by the person,
 * the view, the camera's distance, and the head's sizes. */

#pragma once

#include <gtk/gtk.h>

#include "treatment/treatment.h"

/* One such row of a dialog, and what it has on the canvas. */
typedef struct _SmpHeadRow SmpHeadRow;

/* Called when the treatment's head is another one. */
typedef void (*SmpHeadRowChanged) (gpointer data);

/* On where the treatment has a head already.  Returns: (transfer full) */
SmpHeadRow *smp_head_row_new (SmpTreatment *treatment, SmpHeadRowChanged changed, gpointer data);

/* Takes the outline off the canvas, and frees the row; its widget is the dialog's. */
void smp_head_row_free (SmpHeadRow *self);

/* Returns: (transfer none) */
GtkWidget *smp_head_row_widget (SmpHeadRow *self);

/* Whether the person has moved the outline since, so that there is another head to be drawn. */
gboolean smp_head_row_look (SmpHeadRow *self);
