/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files around a store of presets share. */

#pragma once

#include "smp/preset-store.h"

struct _SmpPresetStore
{
  gchar *own;     /* the folder of one's own presets, which need not exist */
  gchar *shipped; /* that of the presets that come with the program; never written */
};

/* Beside a shipped preset lies its picture. */
#define SMP_PRESET_PICTURE_SUFFIX ".jpg"

/* What is remembered of presets, beside their folder. */
#define SMP_PRESET_MARKS_FILE "preset-marks.ini"
#define SMP_PRESET_OWN_FOLDER "presets"

/* names.c: a file's name for a preset of that name: letters and digits of any writing, and dashes;
 * the same for names that are alike, and one that every system takes.  (transfer full) */
gchar *smp_preset_id_of_name (const gchar *name);

/* names.c: whether a person would take two names for the same. */
gboolean smp_preset_names_are_alike (const gchar *a, const gchar *b);

/* The folder in which the own presets' folder lies.  (transfer full) */
gchar *smp_preset_store_base (const SmpPresetStore *store);

/* The path of a preset's file in a folder: its short name with SMP_PRESET_SUFFIX or another after
 * it.  (transfer full) */
gchar *smp_preset_path (const gchar *folder, const gchar *id, const gchar *suffix);

/* The same where there is such a file, else NULL; a short name is never a way out of the folder.
 * (transfer full) (nullable) */
gchar *smp_preset_existing_path (const gchar *folder, const gchar *id, const gchar *suffix);

/* Sets SMP_ERROR_NOT_FOUND, a sentence with the file's name and the reason: number is errno's, or 0
 * where that is not known.  Returns FALSE. */
gboolean smp_preset_fail_to_write (const gchar *path, gint number, GError **error);

/* Writes the file whole or not at all, and makes its folder where there is none.  Fails as
 * smp_preset_fail_to_write() does. */
gboolean smp_preset_write_file (const gchar *path, const gchar *text, GError **error);

/* Writes a new preset of that name, so that of several programs that want its path one has it:
 * where the file is, not beside it and then over it, which Windows does in two steps, between which
 * another could come.  One that a killed program left empty is taken over after a minute.  Fails
 * with SMP_ERROR_EXISTS, or as smp_preset_fail_to_write(). */
gboolean
smp_preset_write_new (const gchar *path, const gchar *name, const gchar *text, GError **error);

/* Removes what killed programs left behind while they wrote presets of the folder. */
void smp_preset_clear_leftovers (const gchar *folder);

/* marks.c: what is remembered of a preset is remembered of another instead, or of none (NULL). */
void smp_preset_marks_move (const SmpPresetStore *store, const gchar *from, const gchar *to);
