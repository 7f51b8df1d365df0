/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libgimp/gimp.h>

#include "practitioner.h"
#include "smp/error.h"
#include "smp/text.h"

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

/* A file may hold anything. */
static void
recall_rate (GKeyFile *file, const gchar *key, gdouble *rate)
{
  const gdouble kept = g_key_file_get_double (file, GROUP, key, NULL);

  if (*rate <= 0.0 && kept > 0.0 && kept <= SMP_PRACTITIONER_MOST_RATE)
    *rate = kept;
}

void
smp_practitioner_recall (SmpPractitioner *self)
{
  g_autoptr (GKeyFile) file   = g_key_file_new ();
  g_autofree gchar *path      = file_path ();
  g_autofree gchar *logo_path = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  recall_text (file, "name", &self->name);
  recall_text (file, "contact", &self->contact);
  recall_text (file, "currency", &self->currency);
  recall_text (file, "language", &self->language);
  recall_rate (file, "rate-per-cm2", &self->rate_per_cm2);
  recall_rate (file, "rate-per-hour", &self->rate_per_hour);
  if (!self->logo)
    recall_text (file, "logo", &logo_path);
  if (logo_path && *logo_path)
    self->logo = g_file_new_for_path (logo_path);
}

static void
set_text (GKeyFile *file, const gchar *key, const gchar *text)
{
  g_key_file_set_string (file, GROUP, key, text ? text : "");
}

gboolean
smp_practitioner_remember (const SmpPractitioner *self, GError **error)
{
  g_autoptr (GKeyFile) file   = g_key_file_new ();
  g_autofree gchar *path      = file_path ();
  g_autofree gchar *folder    = g_path_get_dirname (path);
  g_autofree gchar *logo_path = self->logo ? g_file_get_path (self->logo) : NULL;
  gboolean          done;

  set_text (file, "name", self->name);
  set_text (file, "contact", self->contact);
  set_text (file, "logo", logo_path);
  set_text (file, "currency", self->currency);
  set_text (file, "language", self->language);
  g_key_file_set_double (file, GROUP, "rate-per-cm2", self->rate_per_cm2);
  g_key_file_set_double (file, GROUP, "rate-per-hour", self->rate_per_hour);
  done = g_mkdir_with_parents (folder, 0700) == 0 && g_key_file_save_to_file (file, path, NULL);
  if (!done)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("Your name, contact, logo and rates could not be remembered: “%s” cannot be "
                    "written."),
                 path);
  return done;
}

void
smp_practitioner_clear (SmpPractitioner *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->contact, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_object (&self->logo);
  self->rate_per_cm2 = self->rate_per_hour = 0.0;
}
