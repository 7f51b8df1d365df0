/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The row at the top of every dialog: which preset the values are of, and all that can be done with
 * presets. */

#pragma once

#include <gtk/gtk.h>

#include "smp/preset-store.h"

/* Called when the person takes a preset: apply it to the dialog's values (smp_recipe_apply()) and
 * call smp_preset_row_update(). */
typedef void (*SmpPresetTaken) (const SmpRecipe *preset, gpointer data);

/* The store must last as long as the row.  The filter is one of SMP_FILTER_FILL and so on; params
 * are the dialog's live values (not owned; read whenever needed), scopes the parameters of the
 * dialog.  Which preset was taken last is remembered when the GtkDialog around the row answers
 * GTK_RESPONSE_OK.  Returns: (transfer floating) */
GtkWidget *smp_preset_row_new (const SmpPresetStore *store,
                               const gchar          *filter,
                               guint                 scopes,
                               const SmpParams      *params,
                               SmpPresetTaken        taken,
                               gpointer              data);

/* To be called after params changed: shows whether the values are a preset's, or a preset's
 * "modified". */
void smp_preset_row_update (GtkWidget *row);

/* The values are from elsewhere than the last run, such as a layer's: the preset that was taken
 * last is shown only where they are still its own. */
void smp_preset_row_forget_last (GtkWidget *row);

/* A preset whose values the dialog starts with: the default one marked by the person for this
 * filter, or NULL.  (transfer full) */
SmpRecipe *smp_preset_row_default (const SmpPresetStore *store, const gchar *filter);
