/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The presets that there are, a person's own and the shipped ones, in two folders of files. */

#pragma once

#include "recipe.h"

G_BEGIN_DECLS

/**
 * SMP_PRESET_SUFFIX:
 *
 * How the names of preset files end.
 */
#define SMP_PRESET_SUFFIX ".smp-preset"

/**
 * SmpPresetStore:
 *
 * Where presets are kept: a folder of the person's own, and one of those shipped with the program,
 * which is only ever read.
 */
typedef struct _SmpPresetStore SmpPresetStore;

/**
 * SmpPreset:
 * @id: its short name: the file's without the suffix
 * @path: its file
 * @picture: a small picture of it, or NULL
 * @own: it is the person's own
 * @recipe: what it holds
 *
 * A preset of a store.
 */
typedef struct
{
  gchar     *id;
  gchar     *path;
  gchar     *picture;
  gboolean   own;
  SmpRecipe *recipe;
} SmpPreset;

/**
 * smp_preset_copy:
 *
 * Returns: (transfer full): the same preset once more.
 */
SmpPreset *smp_preset_copy (const SmpPreset *preset);

/**
 * smp_preset_free:
 * @preset: what is to be freed, with its recipe; must not be %NULL
 */
void smp_preset_free (SmpPreset *preset);

/**
 * smp_preset_heading:
 *
 * Returns: (transfer none): the words under which a list shows it: its category, or that it is
 *   one's own
 */
const gchar *smp_preset_heading (const SmpPreset *preset);

/**
 * smp_preset_matches:
 * @typed: what a person typed to search
 *
 * Returns: whether its name, description, category and heading hold every word typed, or the
 *   beginning or middle of it, whatever case and accents.
 */
gboolean smp_preset_matches (const SmpPreset *preset, const gchar *typed);

/**
 * smp_preset_export:
 * @path: the file to write, which is replaced
 *
 * Writes a preset as smp_recipe_to_text_as_read() gives it: nothing of a photo goes along.  Fails
 * with SMP_ERROR_NOT_FOUND where the file cannot be written.
 */
gboolean smp_preset_export (const SmpRecipe *preset, const gchar *path, GError **error);

/**
 * SmpPresetMark:
 * @SMP_PRESET_MARK_DEFAULT: the preset that a filter's dialog starts with
 * @SMP_PRESET_MARK_LAST: the preset that was taken last
 *
 * What is remembered of presets, for each filter.
 */
typedef enum
{
  SMP_PRESET_MARK_DEFAULT,
  SMP_PRESET_MARK_LAST
} SmpPresetMark;

/**
 * smp_preset_store_new:
 * @own_folder: of the person's own presets; made when the first is saved
 * @shipped_folder: of the shipped ones
 */
SmpPresetStore *smp_preset_store_new (const gchar *own_folder, const gchar *shipped_folder);

/**
 * smp_preset_store_free:
 * @store: (nullable): what is to be freed, with all that belongs to it
 */
void smp_preset_store_free (SmpPresetStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPresetStore, smp_preset_store_free)

/**
 * smp_preset_store_carry_over:
 * @profile: a program's folder of the present version, such as "…/GIMP/3.2"
 * @below: where in it the own presets' folder and what is remembered lie, such as "smp"
 *
 * Where the profile has no such folder yet, copies the one of the newest older version beside it.
 *
 * Returns: how many presets were copied
 */
guint smp_preset_store_carry_over (const gchar *profile, const gchar *below);

/**
 * smp_preset_store_list:
 * @filter: (nullable): leave out presets for other filters; NULL: all
 *
 * Files that cannot be read are left out.
 *
 * Returns: (transfer full): the presets as SmpPreset, the person's own first; among those, and
 *   among the others, those made for @filter alone first, then by category
 */
GPtrArray *smp_preset_store_list (const SmpPresetStore *store, const gchar *filter);

/**
 * smp_preset_store_find:
 * @name_or_path: a short name, of an own preset or a shipped one, or a preset's file
 *
 * Fails with SMP_ERROR_NOT_FOUND, naming those that there are.
 *
 * Returns: (transfer full) (nullable): what it holds
 */
SmpRecipe *
smp_preset_store_find (const SmpPresetStore *store, const gchar *name_or_path, GError **error);

/**
 * smp_preset_store_is_shipped:
 * @id: a short name
 *
 * Returns: whether it is the name of a preset that came with the program, and not of an own one:
 * such a preset's texts, as smp_preset_store_find() gives them, are English, and in the catalogues
 */
gboolean smp_preset_store_is_shipped (const SmpPresetStore *store, const gchar *id);

/**
 * smp_preset_store_save:
 * @text: a preset's text, of smp_recipe_to_text() or smp_recipe_to_text_as_read()
 * @name: the name that it is to have
 * @replace: an own preset of that name is replaced
 *
 * Saves an own preset, under a file name made of its name.  Fails with SMP_ERROR_EXISTS where there
 * is one of that name already, and always where a shipped one has it; SMP_ERROR_VALUE where the
 * name is none.
 *
 * Returns: (transfer full) (nullable): its short name
 */
gchar *smp_preset_store_save (const SmpPresetStore *store,
                              const gchar          *text,
                              const gchar          *name,
                              gboolean              replace,
                              GError              **error);

/**
 * smp_preset_store_rename:
 * @id: an own preset's short name
 * @name: its new name
 *
 * What is remembered of it follows.
 *
 * Returns: (transfer full) (nullable): its new short name; @error as of smp_preset_store_save()
 */
gchar *smp_preset_store_rename (const SmpPresetStore *store,
                                const gchar          *id,
                                const gchar          *name,
                                GError              **error);

/**
 * smp_preset_store_delete:
 * @id: an own preset's short name
 *
 * What is remembered of it goes, too.  Fails with SMP_ERROR_NOT_FOUND where there is none of one's
 * own of that name, or where its file cannot be removed.
 */
gboolean smp_preset_store_delete (const SmpPresetStore *store, const gchar *id, GError **error);

/**
 * smp_preset_store_import:
 * @path: a preset's file, from anywhere
 *
 * Saves it as an own one, without anything that no preset may hold.
 *
 * Returns: (transfer full) (nullable): its short name; @error as of smp_recipe_load() and
 *   smp_preset_store_save()
 */
gchar *smp_preset_store_import (const SmpPresetStore *store,
                                const gchar          *path,
                                gboolean              replace,
                                GError              **error);

/**
 * smp_preset_store_get_mark:
 *
 * Returns: (transfer full) (nullable): the short name of the preset remembered for the filter, or
 *   NULL; it may be gone since.
 */
gchar *
smp_preset_store_get_mark (const SmpPresetStore *store, SmpPresetMark mark, const gchar *filter);

/**
 * smp_preset_store_set_mark:
 * @id: (nullable): a preset's short name, or NULL for none
 *
 * Remembers it for the filter.  Fails with SMP_ERROR_NOT_FOUND where that cannot be written.
 */
gboolean smp_preset_store_set_mark (const SmpPresetStore *store,
                                    SmpPresetMark         mark,
                                    const gchar          *filter,
                                    const gchar          *id,
                                    GError              **error);

G_END_DECLS
