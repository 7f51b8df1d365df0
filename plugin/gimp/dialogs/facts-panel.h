/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of a treatment, in its dialog. */

#pragma once

#include <gtk/gtk.h>

#include "treatment/facts.h"
#include "smp/self-check.h"

/* A panel with the figures of a treatment: area, dots, cover, sessions, time, touch-up, match.
 * Sentences have room from the beginning, and room that was needed once stays, so that what is
 * below does not move.  Returns: (transfer floating), as new widgets are */
GtkWidget *smp_facts_panel_new (void);

/* Room for a note like this one, of which it is known from the beginning that it may come. */
void smp_facts_panel_keep_note (GtkWidget *panel, const gchar *note);

/* The match and the self-check are to come: room is made for them.  */
void smp_facts_panel_await (GtkWidget *panel);

/* What shows the figures behind the words once it is opened, to be put where there is room: a
 * GtkExpander.  Returns: (transfer none) */
GtkWidget *smp_facts_panel_figures (GtkWidget *panel);

/* Shows them, with what else is to be said of the treatment; no_dots, a warning, is why there are
 * none; both may be NULL.  Facts without a match leave the last one standing. */
void smp_facts_panel_show (GtkWidget       *panel,
                           const SmpFacts  *facts,
                           const SmpParams *params,
                           const gchar     *note,
                           const gchar     *no_dots);

/* Shows what the self-check said, and its figures, where there are some. */
void
smp_facts_panel_show_check (GtkWidget *panel, const gchar *sentence, const SmpSelfCheck *check);

/* Shows why there are none. */
void smp_facts_panel_show_error (GtkWidget *panel, const gchar *sentence);
