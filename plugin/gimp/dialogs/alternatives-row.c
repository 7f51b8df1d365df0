/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "alternatives-row.h"
#include "pictures/alternatives.h"
#include "treatment/preset-folders.h"

#define SPACING      12
#define LIST_SPACING 2

/* As many as are easily told apart beside each other. */
#define N_LISTS 3

/* The lists, which belong to the row. */
typedef struct
{
  GimpProcedureConfig *config;
  GtkWidget           *lists[N_LISTS];
} AlternativesRow;

static void
on_changed (AlternativesRow *self)
{
  const gchar      *ids[N_LISTS + 1] = { NULL };
  g_autofree gchar *list             = NULL;
  guint             n                = 0;

  for (guint i = 0; i < N_LISTS; i++)
    {
      const gchar *id = gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->lists[i]));

      if (id && *id)
        ids[n++] = id;
    }
  list = g_strjoinv (SMP_ALTERNATIVES_DIVIDER, (gchar **) ids);
  g_object_set (self->config, "alternatives", list, NULL);
}

/* Presets of a line's shape, or of ageing, are no alternatives of the same skin. */
static void
offer (GtkComboBoxText *list)
{
  g_autoptr (GPtrArray) presets =
    smp_preset_store_list (smp_preset_files_store (), SMP_FILTER_FILL);

  gtk_combo_box_text_append (list, SMP_ALTERNATIVE_AS_IT_IS, _ ("As planned"));
  for (guint i = 0; i < presets->len; i++)
    {
      const SmpPreset *preset = g_ptr_array_index (presets, i);

      if (!*preset->recipe->filter)
        gtk_combo_box_text_append (list, preset->id,
                                   preset->recipe->name ? preset->recipe->name : preset->id);
    }
}

static GtkWidget *
list_new (AlternativesRow *self, guint number, const gchar *id)
{
  GtkWidget        *list = gtk_combo_box_text_new ();
  g_autofree gchar *name = g_strdup_printf (_ ("Alternative %u"), number + 1);

  offer (GTK_COMBO_BOX_TEXT (list));
  if (!gtk_combo_box_set_active_id (GTK_COMBO_BOX (list), id))
    gtk_combo_box_set_active (GTK_COMBO_BOX (list), 0);
  gtk_widget_set_tooltip_text (list, name);
  atk_object_set_name (gtk_widget_get_accessible (list), name);
  g_signal_connect_swapped (list, "changed", G_CALLBACK (on_changed), self);
  return list;
}

GtkWidget *
smp_alternatives_row_new (GimpProcedureConfig *config, const gchar *filter)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), "alternatives");
  AlternativesRow *self  = g_new0 (AlternativesRow, 1);
  GtkWidget       *row   = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget       *lists = gtk_box_new (GTK_ORIENTATION_VERTICAL, LIST_SPACING);
  GtkWidget       *label = gtk_label_new_with_mnemonic (g_param_spec_get_nick (spec));
  g_auto (GStrv) ids = g_strsplit (smp_alternatives_default (filter), SMP_ALTERNATIVES_DIVIDER, 0);

  self->config = config;
  gtk_label_set_yalign (GTK_LABEL (label), 0.0);
  gtk_widget_set_margin_top (label, SPACING / 2);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  /* One below the other: beside each other they would make the dialog as wide as the photo. */
  gtk_box_pack_start (GTK_BOX (row), lists, TRUE, TRUE, 0);
  for (guint i = 0; i < N_LISTS; i++)
    {
      self->lists[i] = list_new (self, i, i < g_strv_length (ids) ? ids[i] : "");
      gtk_box_pack_start (GTK_BOX (lists), self->lists[i], FALSE, FALSE, 0);
    }
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->lists[0]);
  g_object_set_data_full (G_OBJECT (row), "smp-alternatives-row", self, g_free);
  on_changed (self);
  gtk_widget_show_all (row);
  return row;
}
