/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the preset row share: its state.  The signal "changed" tells that another
 * preset is the present one, or that other things may be done with it. */

#pragma once

#include "row.h"

/* The row, a box; what its fields point to is its own but for store, params and data. */
#define SMP_TYPE_PRESET_ROW (smp_preset_row_get_type ())
G_DECLARE_FINAL_TYPE (SmpPresetRow, smp_preset_row, SMP, PRESET_ROW, GtkBox)

struct _SmpPresetRow
{
  GtkBox                parent_instance;
  const SmpPresetStore *store;
  gchar                *filter;
  guint                 scopes;
  const SmpParams      *params;
  SmpPresetTaken        taken;
  gpointer              data;

  SmpPreset          *current; /* or NULL */
  gboolean            settled; /* which one the dialog starts with is known */
  gboolean            forget_last;
  GtkWidget          *picture;
  GtkWidget          *name;
  GtkWidget          *state;
  GtkWidget          *popover;
  GtkWidget          *bar;
  GtkWidget          *bar_text;
  GtkWidget          *bar_button;
  gchar              *bar_id; /* of the preset that its button takes */
  GSimpleActionGroup *actions;
};

/* The window to which questions belong.  Returns: (transfer none) */
GtkWindow *smp_preset_row_window (SmpPresetRow *self);

/* A sentence in the row, until it is closed or the next one.  With a preset's id, a button takes
 * that preset. */
void smp_preset_row_say (SmpPresetRow  *self,
                         GtkMessageType type,
                         const gchar   *sentence,
                         const gchar   *offered_id);

/* Says what went wrong, and frees the error. */
void smp_preset_row_fail (SmpPresetRow *self, GError *error);

/* Reads the presets again; the one of that id, or none, is then the present one. */
void smp_preset_row_reload (SmpPresetRow *self, const gchar *id);

/* The person takes the preset of that id: it becomes the present one, and the dialog's values are
 * set from it.  Where there is none any more, all stays as it is. */
void smp_preset_row_take (SmpPresetRow *self, const gchar *id);
