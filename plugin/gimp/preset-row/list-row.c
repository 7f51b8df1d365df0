/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "list-row.h"
#include "picture.h"

#define PRESET_KEY "smp-preset"

static GtkWidget *
text_new (const gchar *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

GtkWidget *
smp_preset_list_dim_new (const gchar *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), "dim-label");
  gtk_widget_show (label);
  return label;
}

/* A grid, for GIMP's own themes give vertical boxes a ground that hides a row's. */
static GtkWidget *
words_new (const SmpPreset *preset, gboolean is_default)
{
  GtkWidget *words = gtk_grid_new ();
  GtkWidget *name  = text_new (NULL);
  gchar     *bold  = g_markup_printf_escaped ("<b>%s</b>", preset->recipe->name);

  gtk_label_set_markup (GTK_LABEL (name), bold);
  g_free (bold);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (words), 2);
  gtk_grid_set_column_spacing (GTK_GRID (words), 6);
  gtk_grid_attach (GTK_GRID (words), name, 0, 0, 1, 1);
  if (is_default)
    gtk_grid_attach (GTK_GRID (words), smp_preset_list_dim_new (_ ("default")), 1, 0, 1, 1);
  if (*preset->recipe->description)
    gtk_grid_attach (GTK_GRID (words), text_new (preset->recipe->description), 0, 1, 2, 1);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

/* GIMP's dark theme hardly shows which row is selected, and the keys are in the search meanwhile.
 */
static void
mark_when_selected (GtkWidget *row)
{
  static GtkCssProvider *css;

  if (!css)
    {
      css = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (css,
                                       "row:selected { box-shadow: inset 3px 0 0 0 currentColor; }",
                                       -1, NULL);
    }
  gtk_style_context_add_provider (gtk_widget_get_style_context (row), GTK_STYLE_PROVIDER (css),
                                  GTK_STYLE_PROVIDER_PRIORITY_USER);
}

GtkWidget *
smp_preset_list_row_new (SmpPreset *preset, gboolean is_default)
{
  GtkWidget *row     = gtk_list_box_row_new ();
  GtkWidget *line    = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *picture = smp_preset_picture_new (SMP_PRESET_PICTURE_WIDTH);

  g_object_set_data_full (G_OBJECT (row), PRESET_KEY, preset, (GDestroyNotify) smp_preset_free);
  smp_preset_picture_set (picture, preset);
  gtk_container_set_border_width (GTK_CONTAINER (line), 6);
  gtk_box_pack_start (GTK_BOX (line), picture, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (line), words_new (preset, is_default), TRUE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (row), line);
  mark_when_selected (row);
  atk_object_set_name (gtk_widget_get_accessible (row), preset->recipe->name);
  if (*preset->recipe->source)
    {
      gchar *tip = g_strdup_printf (_ ("Its numbers: %s"), preset->recipe->source);

      gtk_widget_set_tooltip_text (row, tip);
      g_free (tip);
    }
  gtk_widget_show_all (row);
  return row;
}

const SmpPreset *
smp_preset_list_row_preset (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), PRESET_KEY);
}
