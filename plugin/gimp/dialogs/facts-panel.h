/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of a treatment, in its dialog. */

#pragma once

#include <gtk/gtk.h>

#include "treatment/facts.h"

/* A panel with the figures of a treatment: area, dots, cover, sessions, time, touch-up, match.
 * Returns: (transfer floating), as new widgets are */
GtkWidget *smp_facts_panel_new (void);

/* Shows them, with what else is to be said of the treatment; note may be NULL.  Facts without a
 * match leave the last one standing. */
void smp_facts_panel_show (GtkWidget       *panel,
                           const SmpFacts  *facts,
                           const SmpParams *params,
                           const gchar     *note);

/* Shows what the self-check said. */
void smp_facts_panel_show_check (GtkWidget *panel, const gchar *sentence);

/* Shows why there are none. */
void smp_facts_panel_show_error (GtkWidget *panel, const gchar *sentence);
