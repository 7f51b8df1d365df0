/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the preset row share. */

#pragma once

#include "row.h"

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

/* The window to which questions belong. */
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

/* The person takes the preset. */
void smp_preset_row_take (SmpPresetRow *self, const SmpPreset *preset);

/* preset-manage.c: the menu beside the chooser, and which of its entries are possible. */
GtkWidget *smp_preset_manage_new (SmpPresetRow *self);
void       smp_preset_manage_update (SmpPresetRow *self);

/* preset-import.c: the files of a chooser or a drop (uris, NULL-terminated). */
void smp_preset_import_choose (SmpPresetRow *self);
void smp_preset_import_uris (SmpPresetRow *self, gchar **uris);
void smp_preset_import_accept_drops (SmpPresetRow *self);
