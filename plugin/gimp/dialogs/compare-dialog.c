/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>
#include <string.h>

#include "alternatives-row.h"
#include "client-view.h"
#include "pictures/client.h"
#include "compare-dialog.h"
#include "controls.h"
#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "layout-row.h"
#include "page-preview.h"
#include "export/export.h"
#include "pictures/options.h"
#include "spoken-names.h"
#include "treatment/moment.h"
#include "treatment/practitioner.h"
#include "treatment/preset-folders.h"
#include "treatment/treatments.h"
#include "views-list.h"

/* No wider than the rest of it, so that it leaves the photo in sight. */
#define WORD_CHARS 44

#define SPACING 12

typedef struct
{
  GimpProcedureDialog *dialog;
  GimpProcedureConfig *config;
  GPtrArray           *treatments;
  GtkWidget           *file;
  GtkWidget           *alternatives;
  GtkWidget           *views;
  GtkWidget           *page;
  GtkWidget           *trouble;
  gchar               *why; /* the page cannot be made, or NULL */
} CompareDialog;

/* The uppermost layer's. */
static const SmpTreatment *
first_of (const CompareDialog *self)
{
  return g_ptr_array_index (self->treatments, 0);
}

static void
set_sensitive (CompareDialog *self, const gchar *argument, gboolean sensitive)
{
  gimp_procedure_dialog_set_sensitive (self->dialog, argument, sensitive, NULL, NULL, FALSE);
}

/* Says what the picture will say, or why OK waits. */
static void
update_trouble (CompareDialog *self)
{
  g_autofree gchar *times    = NULL;
  g_autoptr (GArray) moments = NULL;
  g_autoptr (GError) error   = NULL;

  g_object_get (self->config, "times", &times, NULL);
  if (times && *times)
    moments = smp_moments_parse (times, &error);
  gtk_label_set_text (GTK_LABEL (self->trouble),
                      error ? error->message
                      : self->why
                        ? self->why
                        : _ ("The picture says that it is a simulation. A file of it holds "
                             "nothing of the photo's own data: no place, no camera, no name."));
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK, !error);
}

/* What OK would say is said before. */
static void
on_page (const GError *error, gpointer data)
{
  CompareDialog *self = data;

  g_free (self->why);
  self->why = error ? g_strdup (error->message) : NULL;
  update_trouble (self);
}

/* Only what the layout and the crop make use of can be changed. */
static void
update (CompareDialog *self)
{
  SmpLayout layout = (SmpLayout) gimp_procedure_config_get_choice_id (self->config, "layout");
  gint      crop   = gimp_procedure_config_get_choice_id (self->config, "crop");
  gint      motion = gimp_procedure_config_get_choice_id (self->config, "motion");
  gboolean  moving = smp_layout_has (layout, SMP_LAYOUT_HAS_FRAMES);
  gboolean  split =
    smp_layout_has (layout, SMP_LAYOUT_HAS_LINE) || (moving && motion == SMP_MOTION_WIPE);
  gboolean printed = smp_layout_has (layout, SMP_LAYOUT_IS_PRINTED);
  gint     width, height;
  gboolean social = smp_crop_is_social ((SmpCrop) crop, &width, &height);

  set_sensitive (self, "angle", split);
  set_sensitive (self, "place", smp_layout_has (layout, SMP_LAYOUT_HAS_LINE));
  set_sensitive (self, "times",
                 smp_layout_has (layout, SMP_LAYOUT_HAS_TIMES) || (moving && !split));
  gtk_widget_set_sensitive (self->alternatives,
                            smp_layout_has (layout, SMP_LAYOUT_HAS_ALTERNATIVES));
  set_sensitive (self, "motion", moving);
  set_sensitive (self, "paper", printed);
  set_sensitive (self, "typical-only", printed);
  set_sensitive (self, "where-found", printed);
  set_sensitive (self, "outcome", !printed);
  set_sensitive (self, "date", printed);
  set_sensitive (self, "client", printed);
  set_sensitive (self, "notes", printed);
  set_sensitive (self, "price", printed);
  set_sensitive (self, "signature", printed);
  set_sensitive (self, "consent", printed);
  gtk_widget_set_sensitive (self->views, printed);
  set_sensitive (self, "margin", crop != SMP_CROP_SELECTION && crop != SMP_CROP_PHOTO);
  set_sensitive (self, "without-label", !social);
  if (social)
    g_object_set (self->config, "without-label", FALSE, "typical-only", FALSE, "outcome", "typical",
                  NULL);
  update_trouble (self);
}

/* GIMP's rows are grids, ours boxes; NULL for one without a label. */
static GtkWidget *
label_of (GtkWidget *row)
{
  g_autoptr (GList) parts = NULL;

  if (GIMP_IS_LABELED (row))
    return gimp_labeled_get_label (GIMP_LABELED (row));
  parts = GTK_IS_BOX (row) ? gtk_container_get_children (GTK_CONTAINER (row)) : NULL;
  return parts && GTK_IS_LABEL (parts->data) ? parts->data : NULL;
}

/* What stands behind the labels of a box begins below each other. */
static void
align (GtkWidget *box)
{
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GList) rows         = gtk_container_get_children (GTK_CONTAINER (box));

  for (GList *row = rows; row; row = row->next)
    {
      GtkWidget *label = label_of (row->data);

      if (!label)
        continue;
      gtk_label_set_xalign (GTK_LABEL (label), 0.0);
      gtk_size_group_add_widget (group, label);
      if (GTK_IS_GRID (row->data))
        gtk_grid_set_column_spacing (GTK_GRID (row->data), SPACING);
    }
}

static gboolean
fit_later (gpointer data)
{
  smp_dialog_fit (data);
  return G_SOURCE_REMOVE;
}

static void
on_expanded (GtkWidget *dialog)
{
  g_idle_add (fit_later, dialog);
}

/* A box of controls behind a heading that opens it. */
static void
add_expander (CompareDialog *self, const gchar *id, const gchar *heading)
{
  gchar     *label = g_strconcat (id, "-label", NULL);
  gchar     *name  = g_strconcat (id, "-expander", NULL);
  GtkWidget *expander;

  gimp_procedure_dialog_get_label (self->dialog, label, heading, FALSE, FALSE);
  expander = gimp_procedure_dialog_fill_expander (self->dialog, name, label, FALSE, id);
  g_signal_connect_swapped (expander, "notify::expanded", G_CALLBACK (on_expanded), self->dialog);
  g_free (label);
  g_free (name);
}

/* The client profiles, by name. */
static GtkWidget *
make_profiles (CompareDialog *self)
{
  GPtrArray    *presets = smp_preset_store_list (smp_preset_files_store (), SMP_FILTER_FADE);
  GtkListStore *list    = gtk_list_store_new (2, G_TYPE_STRING, G_TYPE_STRING);
  GtkWidget    *row     = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget    *label   = gtk_label_new_with_mnemonic (_ ("Client profile (_J)"));
  GtkWidget    *combo;

  gtk_list_store_insert_with_values (list, NULL, -1, 0, "", 1, _ ("As the layers say"), -1);
  for (guint i = 0; i < presets->len; i++)
    {
      const SmpPreset *preset = g_ptr_array_index (presets, i);

      gtk_list_store_insert_with_values (list, NULL, -1, 0, preset->id, 1,
                                         preset->recipe->name ? preset->recipe->name : preset->id,
                                         -1);
    }
  combo =
    gimp_prop_string_combo_box_new (G_OBJECT (self->config), "preset", GTK_TREE_MODEL (list), 0, 1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), combo, TRUE, TRUE, 0);
  gtk_widget_show_all (row);
  g_object_unref (list);
  g_ptr_array_unref (presets);
  return row;
}

static void
fill_client (CompareDialog *self)
{
  GtkWidget *profiles = make_profiles (self);
  GtkWidget *box;

  for (guint i = 0; smp_compare_client_arguments[i]; i++)
    smp_dialog_list_make (self->dialog, smp_compare_client_arguments[i]);
  box = gimp_procedure_dialog_fill_box (self->dialog, "smp-client", "sun", "skin", "age", "smoker",
                                        NULL);
  gtk_box_pack_start (GTK_BOX (box), profiles, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box), profiles, 0);
  align (box);
}

/* A name may be typed whole, or without its folder: then it lies where pictures do, or at home. */
static GFile *
typed_file (CompareDialog *self)
{
  g_autofree gchar *typed  = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->file))));
  const gchar      *folder = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  g_autofree gchar *path   = NULL;

  if (!*typed)
    return NULL;
  if (strstr (typed, "://"))
    return g_file_new_for_uri (typed);
  path = g_canonicalize_filename (typed, folder ? folder : g_get_home_dir ());
  return g_file_new_for_path (path);
}

/* Asks for a folder and a name. */
static void
browse (CompareDialog *self)
{
  GtkWidget *chooser =
    gtk_file_chooser_dialog_new (_ ("Write to File"), GTK_WINDOW (self->dialog),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Cancel"), GTK_RESPONSE_CANCEL,
                                 _ ("_OK"), GTK_RESPONSE_OK, NULL);
  g_autoptr (GFile) present = typed_file (self);
  g_autoptr (GFile) chosen  = NULL;

  if (present)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), present, NULL);
  if (gtk_dialog_run (GTK_DIALOG (chooser)) == GTK_RESPONSE_OK &&
      (chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))))
    {
      g_autofree gchar *path = g_file_get_parse_name (chosen);

      gtk_entry_set_text (GTK_ENTRY (self->file), path);
    }
  gtk_widget_destroy (chooser);
}

/* The file's name to be typed, or chosen. */
static GtkWidget *
make_file_row (CompareDialog *self)
{
  GtkWidget *row    = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *label  = gtk_label_new_with_mnemonic (_ ("Write to _file"));
  GtkWidget *button = gtk_button_new_with_label (_ ("Browse…"));

  self->file = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->file), _ ("none: a new image"));
  gtk_widget_set_tooltip_text (self->file, g_param_spec_get_blurb (g_object_class_find_property (
                                             G_OBJECT_GET_CLASS (self->config), "file")));
  gtk_entry_set_activates_default (GTK_ENTRY (self->file), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->file);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->file, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (browse), self);
  gtk_widget_show_all (row);
  return row;
}

/* With what is chosen, but over the whole screen. */
static gboolean
show_to_client (gpointer data)
{
  CompareDialog *self                = data;
  g_auto (SmpCompareOptions) options = { 0 };
  g_autofree GimpDrawable **shown    = smp_ageing_shown (first_of (self)->image);
  g_autoptr (GError) error           = NULL;
  /* What is said of the client changes the treatments. */
  g_autoptr (GPtrArray) treatments = smp_ageing_treatments (first_of (self)->image, shown, &error);

  if (treatments && smp_compare_options_read (&options, self->config, treatments, &error))
    {
      options.layout       = SMP_LAYOUT_SIDE_BY_SIDE;
      options.all_outcomes = FALSE;
      smp_client_view_run (GTK_WINDOW (self->dialog), treatments, &options, &error);
    }
  if (error)
    gtk_label_set_text (GTK_LABEL (self->trouble), error->message);
  return G_SOURCE_REMOVE;
}

/* Once nothing else is being drawn. */
static void
on_show_to_client (CompareDialog *self)
{
  smp_page_preview_give_up (self->page);
  g_idle_add (show_to_client, self);
}

/* What shows what the picture will be. */
static GtkWidget *
make_looks_row (CompareDialog *self)
{
  GtkWidget *row    = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Show to the c_lient"));

  gtk_widget_set_tooltip_text (button,
                               _ ("Over the whole screen: before while a key or the mouse is held, "
                                  "the years by the arrow keys."));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_show_to_client), self);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), smp_page_preview_tick_new (self->config), FALSE, FALSE, 0);
  gtk_widget_show_all (row);
  return row;
}

/* The page stands beside what scrolls. */
static void
add_page (CompareDialog *self, GtkWidget *controls)
{
  GtkWidget *area     = gtk_dialog_get_content_area (GTK_DIALOG (self->dialog));
  GtkWidget *scrolled = gtk_widget_get_ancestor (controls, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *both     = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->page = smp_page_preview_new (self->config, self->treatments, on_page, self);
  g_object_ref (scrolled);
  gtk_container_remove (GTK_CONTAINER (area), scrolled);
  gtk_box_pack_start (GTK_BOX (both), scrolled, TRUE, TRUE, 0);
  g_object_unref (scrolled);
  gtk_box_pack_start (GTK_BOX (both), self->page, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (area), both, TRUE, TRUE, 0);
  gtk_box_reorder_child (GTK_BOX (area), both, 0);
  gtk_widget_show (both);
  g_signal_connect_swapped (self->page, "notify::visible", G_CALLBACK (on_expanded), self->dialog);
}

static void
fill (CompareDialog *self)
{
  const gchar *const choices[] = { "cover", "language", "motion", "colours",
                                   "paper", "outcome",  "price" };
  const gchar *const parts[]   = { "smp-what", "smp-client-expander", "smp-sheet-expander",
                                   "smp-details-expander", "smp-practitioner-expander" };
  GList             *names     = NULL;
  GtkWidget         *what, *sheet;
  GtkWidget         *layouts;
  GtkWidget         *area = gtk_dialog_get_content_area (GTK_DIALOG (self->dialog));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    smp_dialog_list_make (self->dialog, choices[i]);
  gimp_procedure_dialog_get_scale_entry (self->dialog, "angle", 1.0);
  gimp_procedure_dialog_get_scale_entry (self->dialog, "place", 1.0);
  gimp_procedure_dialog_get_scale_entry (self->dialog, "margin", 1.0);
  what    = gimp_procedure_dialog_fill_box (self->dialog, "smp-what", "outcome", "crop", "cover",
                                            "language", NULL);
  layouts = smp_layout_row_new (self->config);
  gtk_box_pack_start (GTK_BOX (what), layouts, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (what), layouts, 0);
  self->alternatives = smp_alternatives_row_new (self->config, first_of (self)->recipe->filter);
  gtk_box_pack_start (GTK_BOX (what), self->alternatives, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (what), self->alternatives, 1);
  gtk_box_pack_start (GTK_BOX (what), make_file_row (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (what), make_looks_row (self), FALSE, FALSE, 0);
  align (what);
  gimp_procedure_dialog_fill_box (self->dialog, "smp-details", "margin", "angle", "place", "times",
                                  "motion", "colours", "without-label", NULL);
  sheet = gimp_procedure_dialog_fill_box (self->dialog, "smp-sheet", "client", "notes", "date",
                                          "paper", "price", "signature", "consent", "typical-only",
                                          "where-found", NULL);
  gimp_procedure_dialog_fill_box (self->dialog, "smp-practitioner", "practitioner", "contact",
                                  "logo", "rate-area", "rate-hour", "currency", NULL);
  self->views = smp_views_list_new (self->config, first_of (self)->image);
  gtk_box_pack_start (GTK_BOX (sheet), self->views, FALSE, FALSE, 0);
  fill_client (self);
  add_expander (self, "smp-client", _ ("How the client ages"));
  add_expander (self, "smp-details", _ ("Details"));
  add_expander (self, "smp-sheet", _ ("Consultation sheet"));
  add_expander (self, "smp-practitioner", _ ("You and your rates"));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    names = g_list_append (names, (gpointer) parts[i]);
  add_page (self, smp_dialog_fill_scrolled (self->dialog, names));
  g_list_free (names);
  self->trouble = gtk_label_new (NULL);
  gtk_label_set_line_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->trouble), WORD_CHARS);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0.0);
  gtk_widget_set_margin_start (self->trouble, 12);
  gtk_widget_set_margin_end (self->trouble, 12);
  gtk_box_pack_end (GTK_BOX (area), self->trouble, FALSE, FALSE, 0);
  gtk_widget_show (self->trouble);
  smp_spoken_names_give (area);
  smp_guard_controls (area, smp_dialog_add_sentence (GTK_DIALOG (self->dialog)));
  smp_dialog_fit (GTK_WIDGET (self->dialog));
}

static gboolean
ask_overwrite (CompareDialog *self, const gchar *name)
{
  GtkWidget *question =
    gtk_message_dialog_new (GTK_WINDOW (self->dialog), GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION,
                            GTK_BUTTONS_NONE, _ ("“%s” is there already. Replace it?"), name);
  gint answer;

  gtk_window_set_title (GTK_WINDOW (question), _ ("Replace File"));
  gtk_dialog_add_buttons (GTK_DIALOG (question), _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Replace"),
                          GTK_RESPONSE_OK, NULL);
  answer = gtk_dialog_run (GTK_DIALOG (question));
  gtk_widget_destroy (question);
  return answer == GTK_RESPONSE_OK;
}

/* Takes the file whose name stands in the dialog; says so there where it cannot be written. */
static gboolean
file_is_good (CompareDialog *self, gboolean *overwrite)
{
  gboolean frames =
    smp_layout_has ((SmpLayout) gimp_procedure_config_get_choice_id (self->config, "layout"),
                    SMP_LAYOUT_HAS_FRAMES);
  g_autoptr (GFile) file   = typed_file (self);
  g_autoptr (GError) error = NULL;
  g_autofree gchar *name   = NULL;

  *overwrite = FALSE;
  g_object_set (self->config, "file", file, NULL);
  if (!file)
    return TRUE;
  if (!smp_export_check (file, frames, TRUE, &error))
    {
      gtk_label_set_text (GTK_LABEL (self->trouble), error->message);
      gtk_widget_grab_focus (self->file);
      return FALSE;
    }
  if (!g_file_query_exists (file, NULL))
    return TRUE;
  name       = g_file_get_basename (file);
  *overwrite = ask_overwrite (self, name);
  return *overwrite;
}

static const gchar *
or_nothing (const gchar *text)
{
  return text ? text : "";
}

/* A file may hold anything. */
static const gchar *
known_language (GimpProcedureConfig *config, const gchar *remembered)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), "language");

  return remembered && gimp_choice_is_valid (gimp_param_spec_choice_get_choice (spec), remembered)
           ? remembered
           : SMP_COMPARE_OWN_LANGUAGE;
}

/* What is remembered of the practitioner goes into the dialog, and what it then holds is
 * remembered; what is the client's is not. */
static void
recall (GimpProcedureConfig *config)
{
  g_auto (SmpPractitioner) known = { 0 };

  smp_practitioner_recall (&known);
  smp_compare_client_reset (config);
  g_object_set (config, "practitioner", or_nothing (known.name), "contact",
                or_nothing (known.contact), "logo", known.logo, "rate-area", known.rate_per_cm2,
                "rate-hour", known.rate_per_hour, "currency", or_nothing (known.currency), "date",
                "", "client", "", "notes", "", "file", NULL, "without-label", FALSE, "typical-only",
                FALSE, "where-found", FALSE, "outcome", "typical", "language",
                known_language (config, known.language), NULL);
}

static gboolean
remember (GimpProcedureConfig *config, GError **error)
{
  g_auto (SmpPractitioner) given = { 0 };

  smp_compare_practitioner_get (config, &given);
  return smp_practitioner_remember (&given, error);
}

gboolean
smp_compare_dialog_run (GimpProcedure       *procedure,
                        GimpProcedureConfig *config,
                        GPtrArray           *treatments,
                        gboolean            *overwrite,
                        GError             **error)
{
  CompareDialog  self = { .config = config, .treatments = treatments };
  SmpImageWatch *watch;
  gboolean       done;

  gimp_ui_init ("smp");
  /* Scripts may name a logo that is not there, and then get a sentence of ours; a window needs a
   * chooser of one kind. */
  gimp_param_spec_file_set_action (g_object_class_find_property (G_OBJECT_GET_CLASS (config),
                                                                 "logo"),
                                   GIMP_FILE_CHOOSER_ACTION_OPEN);
  recall (config);
  self.dialog =
    GIMP_PROCEDURE_DIALOG (gimp_procedure_dialog_new (procedure, config, _ ("Before and After")));
  fill (&self);
  update (&self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (update), &self);
  g_signal_connect_swapped (self.dialog, "response", G_CALLBACK (smp_page_preview_give_up),
                            self.page);
  watch = smp_image_watch_new (GTK_WIDGET (self.dialog), first_of (&self)->image, NULL, NULL);
  do
    done = gimp_procedure_dialog_run (self.dialog);
  while (done && !file_is_good (&self, overwrite));
  g_signal_handlers_disconnect_by_data (config, &self);
  while (g_idle_remove_by_data (self.dialog) || g_idle_remove_by_data (&self))
    ;
  gtk_widget_destroy (GTK_WIDGET (self.dialog));
  g_free (self.why);
  return smp_image_watch_end (watch, done, error) && remember (config, error);
}
