/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libgimp/gimp.h>

#include "preset-folders.h"

#define FOLDER "smp"

const SmpPresetStore *
smp_preset_files_store (void)
{
  static SmpPresetStore *store;

  if (!store)
    {
      g_autofree gchar *program = g_path_get_dirname (gimp_get_progname ());
      g_autofree gchar *shipped = g_build_filename (program, "presets", NULL);
      g_autofree gchar *own     = g_build_filename (gimp_directory (), FOLDER, "presets", NULL);

      smp_preset_store_carry_over (gimp_directory (), FOLDER);
      store = smp_preset_store_new (own, shipped);
    }
  return store;
}

SmpRecipe *
smp_preset_find (const gchar *name_or_path, GError **error)
{
  return smp_preset_store_find (smp_preset_files_store (), name_or_path, error);
}
