/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window with the row of presets and little else, for `run-preset-row` to drive.
 *
 *     preset-row-window FILTER OWN-FOLDER SHIPPED-FOLDER STATE [FILE-TO-DRAG]…
 *
 * What a person could read in the row stands in the file STATE at any time, with the
 * density, where the files to drag and the row are, and what has the keys. */

#include <gtk/gtk.h>
#include <string.h>

#include "treatment/preset-folders.h"
#include "preset-row/row.h"

typedef struct
{
  const gchar *state_path;
  gchar      **files;
  SmpParams    params;
  guint        n_taken;
  GtkWidget   *row;
  GtkWidget   *density;
  GtkWidget   *dragged;
  gchar       *state;
} Window;

static SmpPresetStore *store;

static void
on_taken (const SmpRecipe *preset, gpointer data)
{
  Window *self = data;

  self->n_taken++;
  smp_recipe_apply (&self->params, preset);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->density), self->params.density_per_cm2);
  smp_preset_row_update (self->row);
}

static void
on_density (Window *self)
{
  self->params.density_per_cm2 = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->density));
  smp_preset_row_update (self->row);
}

static void
add_words (GtkWidget *widget, gpointer data)
{
  GString *words = data;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), add_words, data);
}

/* Where the widget's middle is on the screen. */
static void
add_place (GtkWidget *widget, GString *words)
{
  GtkAllocation place;
  gint          x, y;

  gtk_widget_get_allocation (widget, &place);
  gdk_window_get_origin (gtk_widget_get_window (widget), &x, &y);
  if (gtk_widget_get_has_window (widget))
    place.x = place.y = 0;
  g_string_append_printf (words, " %d %d", x + place.x + place.width / 2,
                          y + place.y + place.height / 2);
}

/* What the next key goes to: the menu, the list of presets, or the window of that title. */
static const gchar *
has_the_keys (void)
{
  GtkWidget *grab           = gtk_grab_get_current ();
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  if (GTK_IS_MENU (grab))
    return "menu";
  if (GTK_IS_POPOVER (grab))
    return "list";
  for (GList *window = windows; window; window = window->next)
    if (gtk_window_is_active (window->data))
      return gtk_window_get_title (window->data);
  return "";
}

static gboolean
write_state (gpointer data)
{
  Window  *self  = data;
  GString *words = g_string_new (NULL);

  add_words (self->row, words);
  g_string_append (words, "places=");
  add_place (self->dragged, words);
  add_place (self->row, words);
  g_string_append_printf (words, "\nkeys=%s\ndensity=%g taken=%u\n", has_the_keys (),
                          self->params.density_per_cm2, self->n_taken);
  if (g_strcmp0 (words->str, self->state) != 0)
    {
      g_file_set_contents (self->state_path, words->str, -1, NULL);
      g_free (self->state);
      self->state = g_strdup (words->str);
    }
  g_string_free (words, TRUE);
  return G_SOURCE_CONTINUE;
}

static void
on_drag (Window *self, GdkDragContext *context, GtkSelectionData *selection)
{
  GPtrArray *uris = g_ptr_array_new_with_free_func (g_free);

  for (gchar **file = self->files; *file; file++)
    g_ptr_array_add (uris, g_filename_to_uri (*file, NULL, NULL));
  g_ptr_array_add (uris, NULL);
  gtk_selection_data_set_uris (selection, (gchar **) uris->pdata);
  g_ptr_array_unref (uris);
}

static GtkWidget *
files_new (Window *self)
{
  GtkWidget *files = gtk_button_new_with_label ("Files to drag");

  gtk_drag_source_set (files, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_source_add_uri_targets (files);
  g_signal_connect_swapped (files, "drag-data-get", G_CALLBACK (on_drag), self);
  return files;
}

static GtkWidget *
dialog_new (Window *self, const gchar *filter)
{
  GtkWidget *dialog = gtk_dialog_new_with_buttons ("Row", NULL, 0, "_Cancel", GTK_RESPONSE_CANCEL,
                                                   "_OK", GTK_RESPONSE_OK, NULL);
  GtkWidget *box    = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget *label  = gtk_label_new_with_mnemonic ("_Density");

  self->row = smp_preset_row_new (store, filter, SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN, &self->params,
                                  on_taken, self);
  self->density = gtk_spin_button_new_with_range (0.0, 400.0, 1.0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->density), self->params.density_per_cm2);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->density);
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  gtk_box_set_spacing (GTK_BOX (box), 12);
  gtk_container_add (GTK_CONTAINER (box), self->row);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), self->density);
  self->dragged = files_new (self);
  gtk_container_add (GTK_CONTAINER (box), self->dragged);
  g_signal_connect_swapped (self->density, "value-changed", G_CALLBACK (on_density), self);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 480, 600);
  return dialog;
}

int
main (int argc, char **argv)
{
  Window     self = { 0 };
  GtkWidget *dialog;
  SmpRecipe *start;
  guint      timer;

  gtk_init (&argc, &argv);
  if (argc < 5)
    g_error ("preset-row-window FILTER OWN-FOLDER SHIPPED-FOLDER STATE [FILE-TO-DRAG]…");
  store           = smp_preset_store_new (argv[2], argv[3]);
  self.state_path = argv[4];
  self.files      = argv + 5;
  smp_params_init (&self.params);
  start = smp_preset_row_default (store, argv[1]);
  if (start)
    smp_recipe_apply (&self.params, start);
  smp_recipe_free (start);
  dialog = dialog_new (&self, argv[1]);
  timer  = g_timeout_add (50, write_state, &self);
  gtk_widget_show_all (dialog);
  gtk_dialog_run (GTK_DIALOG (dialog));
  g_source_remove (timer);
  gtk_widget_destroy (dialog);
  g_free (self.state);
  smp_preset_store_free (store);
  return 0;
}
