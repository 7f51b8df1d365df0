/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>

#include "practitioner.h"
#include "smp/error.h"

#define GROUP "practitioner"

static gchar *
file_path (void)
{
  return g_build_filename (gimp_directory (), "smp", "practitioner", NULL);
}

static void
recall_text (GKeyFile *file, const gchar *key, gchar **text)
{
  if (*text && **text)
    return;

  g_free (*text);
  *text = g_key_file_get_string (file, GROUP, key, NULL);
}

void
smp_practitioner_recall (gchar **name, gchar **contact, GFile **logo)
{
  g_autoptr (GKeyFile) file   = g_key_file_new ();
  g_autofree gchar *path      = file_path ();
  g_autofree gchar *logo_path = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  recall_text (file, "name", name);
  recall_text (file, "contact", contact);
  if (!*logo)
    recall_text (file, "logo", &logo_path);
  if (logo_path && *logo_path)
    *logo = g_file_new_for_path (logo_path);
}

gboolean
smp_practitioner_remember (const gchar *name, const gchar *contact, GFile *logo, GError **error)
{
  g_autoptr (GKeyFile) file   = g_key_file_new ();
  g_autofree gchar *path      = file_path ();
  g_autofree gchar *folder    = g_path_get_dirname (path);
  g_autofree gchar *logo_path = logo ? g_file_get_path (logo) : NULL;
  gboolean          done;

  g_key_file_set_string (file, GROUP, "name", name ? name : "");
  g_key_file_set_string (file, GROUP, "contact", contact ? contact : "");
  g_key_file_set_string (file, GROUP, "logo", logo_path ? logo_path : "");
  done = g_mkdir_with_parents (folder, 0700) == 0 && g_key_file_save_to_file (file, path, NULL);
  if (!done)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("Your name, contact and logo could not be remembered: “%s” cannot be written."),
                 path);
  return done;
}
