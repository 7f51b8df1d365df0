/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions about presets. */

#pragma once

#include <gtk/gtk.h>

/* Whether the person says yes to a question; verb is the label of the button that does. */
gboolean smp_preset_ask (GtkWindow   *parent,
                         const gchar *title,
                         const gchar *question,
                         const gchar *detail,
                         const gchar *verb);

/* Tries a name that the person gave.  On FALSE the dialog stays, and shows the error, if any. */
typedef gboolean (*SmpPresetTryName) (GtkWindow   *dialog,
                                      const gchar *name,
                                      const gchar *description,
                                      gpointer     data,
                                      GError     **error);

/* Asks for a name, and for a description where it is not NULL, until it can be had or the person
 * cancels, which is FALSE.  Intro is a sentence above, or NULL. */
gboolean smp_preset_ask_name (GtkWindow       *parent,
                              const gchar     *title,
                              const gchar     *intro,
                              const gchar     *name,
                              const gchar     *description,
                              const gchar     *verb,
                              SmpPresetTryName try_name,
                              gpointer         data);

/* A chooser of preset files; the URIs chosen, or NULL.  Returns: (transfer full) (nullable) */
gchar **smp_preset_ask_files (GtkWindow *parent);

/* A chooser of the file to write; an existing one is asked about.  (transfer full) or NULL. */
gchar *smp_preset_ask_target (GtkWindow *parent, const gchar *file_name);
