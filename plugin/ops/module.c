/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What GEGL asks of a module that it loads. */

#include <glib/gi18n-lib.h>

#include "stages.h"

G_MODULE_EXPORT const GeglModuleInfo *gegl_module_query (GTypeModule *module);
G_MODULE_EXPORT gboolean              gegl_module_register (GTypeModule *module);

const GeglModuleInfo *
gegl_module_query (GTypeModule *module)
{
  static const GeglModuleInfo info = { GEGL_MODULE_ABI_VERSION };

  return &info;
}

/* On Windows gettext opens files by names in the system's own letters, GLib by names in UTF-8. */
static void
bind_to (const gchar *folder)
{
#ifdef G_OS_WIN32
  g_autofree gchar *native = g_win32_locale_filename_from_utf8 (folder);

  if (!native)
    return;
#else
  const gchar *native = folder;
#endif
  bindtextdomain (GETTEXT_PACKAGE, native);
}

static gboolean
binds (const gchar *data_folder)
{
  const gchar *const *languages    = g_get_language_names ();
  g_autofree gchar   *locale       = g_build_filename (data_folder, "locale", NULL);
  gboolean            is_installed = FALSE;

  for (guint i = 0; languages[i] && !is_installed; i++)
    {
      g_autofree gchar *catalogue =
        g_build_filename (locale, languages[i], "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      is_installed = g_file_test (catalogue, G_FILE_TEST_EXISTS);
    }
  if (is_installed)
    bind_to (locale);
  return is_installed;
}

/* In the plug-in GIMP's library has bound the texts already; a program that knows of the operations
 * alone, GIMP itself too, has not.  A catalogue's text for "" is its header. */
static void
bind_texts (void)
{
  const gchar *const *folders = g_get_system_data_dirs ();
  gboolean            bound   = *g_dgettext (GETTEXT_PACKAGE, "") != '\0';

  if (!bound)
    bound = binds (g_get_user_data_dir ());
  for (guint i = 0; folders[i] && !bound; i++)
    bound = binds (folders[i]);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

gboolean
gegl_module_register (GTypeModule *module)
{
  bind_texts ();
  smp_stage_register (module, &smp_stage_stipple);
  smp_stage_register (module, &smp_stage_fade);
  smp_stage_register (module, &smp_stage_skin);
  smp_stage_register (module, &smp_stage_treatment);
  return TRUE;
}
