/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "next-row.h"
#include "treatment/consultation.h"

#define ARGUMENT "offer-next"
#define CHOSEN   "smp-next"
#define SPACING  6
#define BORDER   12

void
smp_next_row_argument_add (GimpProcedure *procedure)
{
  gimp_procedure_add_boolean_aux_argument (procedure, ARGUMENT, _ ("Offer what comes next"),
                                           _ ("Whether the dialog offers the next step"), TRUE,
                                           G_PARAM_READWRITE);
}

static void
on_next (GtkButton *button, GimpProcedureConfig *config)
{
  g_object_set_data (G_OBJECT (config), CHOSEN, g_object_get_data (G_OBJECT (button), CHOSEN));
  gtk_dialog_response (GTK_DIALOG (gtk_widget_get_toplevel (GTK_WIDGET (button))), GTK_RESPONSE_OK);
}

static void
on_close (GimpProcedureConfig *config)
{
  g_object_set (config, ARGUMENT, FALSE, NULL);
}

/* The name of its entry in the menu, without a key.  Returns: (transfer full) */
static gchar *
name_of (const gchar *procedure_name)
{
  static const gchar *const dots[]    = { "...", "…" };
  GimpProcedure            *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), procedure_name);
  g_auto (GStrv) parts   = g_strsplit (gimp_procedure_get_menu_label (procedure), "_", -1);
  g_autofree gchar *name = g_strjoinv ("", parts);

  /* Some languages write the dots as one sign. */
  for (gsize i = 0; i < G_N_ELEMENTS (dots); i++)
    if (g_str_has_suffix (name, dots[i]))
      name[strlen (name) - strlen (dots[i])] = '\0';
  g_strchomp (name);
  return g_steal_pointer (&name);
}

static GtkWidget *
button_new (GtkDialog           *dialog,
            GimpProcedureConfig *config,
            const gchar         *procedure,
            gboolean             is_first)
{
  GtkWidget        *ok   = gtk_dialog_get_widget_for_response (dialog, GTK_RESPONSE_OK);
  g_autofree gchar *name = name_of (procedure);
  /* Translators: of a step of work, such as "Preview Fading". */
  g_autofree gchar *label = is_first ? g_strdup_printf (_ ("_Next: %s"), name) : g_strdup (name);
  GtkWidget        *button =
    is_first ? gtk_button_new_with_mnemonic (label) : gtk_button_new_with_label (label);

  gtk_button_set_relief (GTK_BUTTON (button), GTK_RELIEF_NONE);
  gtk_widget_set_tooltip_text (button, _ ("As OK, and then opens this."));
  g_object_bind_property (ok, "sensitive", button, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (button), CHOSEN, (gpointer) procedure);
  g_signal_connect (button, "clicked", G_CALLBACK (on_next), config);
  return button;
}

/* Of a step of a consultation, after which the next one comes by itself. */
static void
add_announcement (GtkDialog *dialog, const gchar *next)
{
  g_autofree gchar *name = next ? name_of (next) : NULL;
  /* Translators: of a step of work, such as "Preview Fading". */
  g_autofree gchar *text  = name ? g_strdup_printf (_ ("Consultation: OK goes on to %s."), name)
                                 : g_strdup (_ ("Consultation: this is the last step."));
  GtkWidget        *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_widget_set_margin_start (label, BORDER);
  gtk_widget_show (label);
  gtk_box_pack_end (GTK_BOX (gtk_dialog_get_content_area (dialog)), label, FALSE, FALSE, 0);
}

void
smp_next_row_add (GtkDialog           *dialog,
                  GimpProcedureConfig *config,
                  GimpImage           *image,
                  const gchar *const  *procedures)
{
  g_autofree gchar *next = NULL;
  GtkWidget        *row, *away;

  g_object_set_data (G_OBJECT (config), CHOSEN, NULL);
  if (smp_consultation_goes_on (image, &next))
    {
      add_announcement (dialog, next);
      return;
    }
  if (!g_object_class_find_property (G_OBJECT_GET_CLASS (config), ARGUMENT))
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  gtk_widget_set_margin_start (row, BORDER);
  gtk_widget_set_margin_end (row, BORDER);
  for (gint i = 0; procedures[i]; i++)
    gtk_box_pack_start (GTK_BOX (row), button_new (dialog, config, procedures[i], i == 0), FALSE,
                        FALSE, 0);
  away = gtk_button_new_from_icon_name ("window-close-symbolic", GTK_ICON_SIZE_MENU);
  gtk_button_set_relief (GTK_BUTTON (away), GTK_RELIEF_NONE);
  gtk_widget_set_tooltip_text (away, _ ("Do not offer the next step here. Reset brings it back."));
  g_signal_connect_swapped (away, "clicked", G_CALLBACK (on_close), config);
  gtk_box_pack_end (GTK_BOX (row), away, FALSE, FALSE, 0);
  gtk_widget_show_all (row);
  gtk_widget_set_no_show_all (row, TRUE);
  g_object_bind_property (config, ARGUMENT, row, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_pack_end (GTK_BOX (gtk_dialog_get_content_area (dialog)), row, FALSE, FALSE, 0);
}

gboolean
smp_next_run (const gchar *procedure, GimpImage *image)
{
  g_autofree GimpLayer **layers = gimp_image_get_selected_layers (image);
  GimpValueArray        *values =
    gimp_procedure_run (gimp_pdb_lookup_procedure (gimp_get_pdb (), procedure), "run-mode",
                        GIMP_RUN_INTERACTIVE, "image", image, "drawables", (GimpDrawable **) layers,
                        NULL);
  const gboolean done = GIMP_VALUES_GET_ENUM (values, 0) == GIMP_PDB_SUCCESS;

  gimp_value_array_unref (values);
  return done;
}

void
smp_next_row_go_on (GimpProcedureConfig *config, GimpImage *image)
{
  const gchar *chosen = g_object_get_data (G_OBJECT (config), CHOSEN);

  if (chosen)
    smp_next_run (chosen, image);
}
