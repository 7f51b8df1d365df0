/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "smp/preset-store.h"

gboolean
smp_preset_ask (GtkWindow   *parent,
                const gchar *title,
                const gchar *question,
                const gchar *detail,
                const gchar *verb)
{
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION,
                                              GTK_BUTTONS_NONE, "%s", question);
  gint       answer;

  gtk_window_set_title (GTK_WINDOW (dialog), title);
  if (detail)
    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", detail);
  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL, verb,
                          GTK_RESPONSE_OK, NULL);
  answer = gtk_dialog_run (GTK_DIALOG (dialog));
  gtk_widget_destroy (dialog);
  return answer == GTK_RESPONSE_OK;
}

static GtkWidget *
entry_new (GtkGrid *grid, gint row, const gchar *words, const gchar *text)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (words);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_entry_set_text (GTK_ENTRY (entry), text);
  gtk_entry_set_width_chars (GTK_ENTRY (entry), 36);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, entry, 1, row, 1, 1);
  return entry;
}

static GtkWidget *
sentence_new (const gchar *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  return label;
}

/* Only a name can be taken. */
static void
on_typed (GtkEntry *entry, GtkDialog *dialog)
{
  gchar *name = g_strstrip (g_strdup (gtk_entry_get_text (entry)));

  gtk_dialog_set_response_sensitive (dialog, GTK_RESPONSE_OK, *name != '\0');
  g_free (name);
}

static gboolean
try_until_had (GtkDialog       *dialog,
               GtkWidget       *name,
               GtkWidget       *description,
               GtkWidget       *trouble,
               SmpPresetTryName try_name,
               gpointer         data)
{
  while (gtk_dialog_run (dialog) == GTK_RESPONSE_OK)
    {
      GError *error = NULL;

      if (try_name (GTK_WINDOW (dialog), gtk_entry_get_text (GTK_ENTRY (name)),
                    description ? gtk_entry_get_text (GTK_ENTRY (description)) : NULL, data,
                    &error))
        return TRUE;
      gtk_label_set_text (GTK_LABEL (trouble), error ? error->message : "");
      gtk_widget_set_visible (trouble, error != NULL);
      g_clear_error (&error);
      gtk_widget_grab_focus (name);
    }
  return FALSE;
}

gboolean
smp_preset_ask_name (GtkWindow       *parent,
                     const gchar     *title,
                     const gchar     *intro,
                     const gchar     *name,
                     const gchar     *description,
                     const gchar     *verb,
                     SmpPresetTryName try_name,
                     gpointer         data)
{
  GtkWidget *dialog =
    gtk_dialog_new_with_buttons (title, parent, GTK_DIALOG_MODAL, _ ("_Cancel"),
                                 GTK_RESPONSE_CANCEL, verb, GTK_RESPONSE_OK, NULL);
  GtkWidget *box     = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget *grid    = gtk_grid_new ();
  GtkWidget *trouble = sentence_new (NULL);
  GtkWidget *name_entry, *description_entry = NULL;
  gboolean   done;

  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  gtk_container_set_border_width (GTK_CONTAINER (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  if (intro)
    gtk_grid_attach (GTK_GRID (grid), sentence_new (intro), 0, 0, 2, 1);
  name_entry = entry_new (GTK_GRID (grid), 1, _ ("_Name:"), name);
  if (description)
    description_entry = entry_new (GTK_GRID (grid), 2, _ ("_Description:"), description);
  gtk_grid_attach (GTK_GRID (grid), trouble, 0, 3, 2, 1);
  gtk_widget_show_all (grid);
  gtk_widget_hide (trouble);
  gtk_container_add (GTK_CONTAINER (box), grid);
  g_signal_connect (name_entry, "changed", G_CALLBACK (on_typed), dialog);
  on_typed (GTK_ENTRY (name_entry), GTK_DIALOG (dialog));

  done =
    try_until_had (GTK_DIALOG (dialog), name_entry, description_entry, trouble, try_name, data);
  gtk_widget_destroy (dialog);
  return done;
}

/* Where the last file was; before, where mail and browsers put what comes, and what goes is looked
 * for. */
static gchar *last_folder;

static void
start_in (GtkFileChooser *chooser, GUserDirectory usual)
{
  const gchar *folder = last_folder ? last_folder : g_get_user_special_dir (usual);

  gtk_file_chooser_set_current_folder (chooser, folder ? folder : g_get_home_dir ());
}

static gboolean
run (GtkFileChooser *chooser)
{
  if (gtk_dialog_run (GTK_DIALOG (chooser)) != GTK_RESPONSE_OK)
    return FALSE;
  g_free (last_folder);
  last_folder = gtk_file_chooser_get_current_folder (chooser);
  return TRUE;
}

static GtkFileChooser *
chooser_new (GtkWindow *parent, const gchar *title, GtkFileChooserAction action, const gchar *verb)
{
  GtkWidget *chooser =
    gtk_file_chooser_dialog_new (title, parent, action, _ ("_Cancel"), GTK_RESPONSE_CANCEL, verb,
                                 GTK_RESPONSE_OK, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();
  gchar         *words  = g_strdup_printf (_ ("Presets (*%s)"), SMP_PRESET_SUFFIX);

  gtk_dialog_set_default_response (GTK_DIALOG (chooser), GTK_RESPONSE_OK);
  gtk_window_set_modal (GTK_WINDOW (chooser), TRUE);
  gtk_file_filter_set_name (filter, words);
  g_free (words);
  gtk_file_filter_add_pattern (filter, "*" SMP_PRESET_SUFFIX);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("All files"));
  gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  return GTK_FILE_CHOOSER (chooser);
}

gchar **
smp_preset_ask_files (GtkWindow *parent)
{
  GtkFileChooser *chooser =
    chooser_new (parent, _ ("Import Presets"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"));
  GPtrArray *uris = g_ptr_array_new ();

  gtk_file_chooser_set_select_multiple (chooser, TRUE);
  start_in (chooser, G_USER_DIRECTORY_DOWNLOAD);
  if (run (chooser))
    {
      GSList *chosen = gtk_file_chooser_get_uris (chooser);

      for (GSList *uri = chosen; uri; uri = uri->next)
        g_ptr_array_add (uris, uri->data);
      g_slist_free (chosen);
    }
  gtk_widget_destroy (GTK_WIDGET (chooser));
  g_ptr_array_add (uris, NULL);
  return (gchar **) g_ptr_array_free (uris, FALSE);
}

static gchar *
with_suffix (gchar *path)
{
  gchar *whole;

  if (g_str_has_suffix (path, SMP_PRESET_SUFFIX))
    return path;
  whole = g_strconcat (path, SMP_PRESET_SUFFIX, NULL);
  g_free (path);
  return whole;
}

static gboolean
may_write (GtkWindow *parent, const gchar *path)
{
  gchar   *name, *question;
  gboolean may;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  name     = g_filename_display_basename (path);
  question = g_strdup_printf (_ ("“%s” is there already. Replace it?"), name);
  may      = smp_preset_ask (parent, _ ("Replace File"), question, NULL, _ ("_Replace"));
  g_free (question);
  g_free (name);
  return may;
}

gchar *
smp_preset_ask_target (GtkWindow *parent, const gchar *file_name)
{
  GtkFileChooser *chooser =
    chooser_new (parent, _ ("Export Preset"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"));
  gchar *path = NULL;

  start_in (chooser, G_USER_DIRECTORY_DOCUMENTS);
  gtk_file_chooser_set_current_name (chooser, file_name);
  while (!path && run (chooser))
    {
      path = gtk_file_chooser_get_filename (chooser);
      if (path)
        path = with_suffix (path);
      if (path && !may_write (GTK_WINDOW (chooser), path))
        g_clear_pointer (&path, g_free);
    }
  gtk_widget_destroy (GTK_WIDGET (chooser));
  return path;
}
