/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "controls.h"
#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "next-row.h"
#include "shape-dialog.h"
#include "spoken-names.h"
#include "treatment/anchor.h"
#include "treatment/hairline-shape.h"

/* What tells the points: nothing yet, a path, the selection, or the hand that was given a line. */
typedef enum
{
  FROM_NOTHING,
  FROM_PATH,
  FROM_SELECTION,
  FROM_HAND
} From;

/* found is what the points were when they were last looked for: the shown line is made anew when
 * that changes, and is the hand's own otherwise. */
typedef struct
{
  GimpImage           *image;
  GimpProcedureConfig *config;
  GtkWidget           *dialog;
  GtkWidget           *sentence;
  gdouble              px_per_mm;
  GimpPath           **selected;
  From                 from;
  GimpPath            *source;
  SmpHairlineTemplate  found;
  GimpPath            *shown;
} ShapeDialog;

static const gchar *const next_steps[] = { "plug-in-smp-hairline", NULL };

SmpHairlineShape
smp_shape_of (GimpProcedureConfig *config)
{
  return (SmpHairlineShape) gimp_procedure_config_get_choice_id (config, "shape");
}

static gboolean
is_shown (const ShapeDialog *self)
{
  return self->shown && gimp_item_is_valid (GIMP_ITEM (self->shown));
}

static void
remove_shown (ShapeDialog *self)
{
  if (is_shown (self))
    {
      gimp_image_undo_freeze (self->image);
      smp_anchor_remove_path (self->image, self->shown);
      gimp_image_undo_thaw (self->image);
    }
  self->shown = NULL;
}

/* The new line is that to work on, so that its points can be dragged at once. */
static void
show (ShapeDialog *self, const SmpHairlineTemplate *template)
{
  remove_shown (self);
  self->shown = smp_hairline_template_path (template, self->image);
  gimp_image_undo_freeze (self->image);
  gimp_image_insert_path (self->image, self->shown, NULL, 0);
  gimp_item_set_visible (GIMP_ITEM (self->shown), TRUE);
  gimp_image_undo_thaw (self->image);
  gimp_image_set_selected_paths (self->image, (const GimpPath *[]) { self->shown, NULL });
  gimp_displays_flush ();
}

/* The points as they are by now.  Once a line is shown it would be the path that is taken, so that
 * the place where they were found first is kept to. */
static gboolean
find (ShapeDialog *self, SmpHairlineTemplate *template, GError **error)
{
  g_autoptr (GimpPath) given = NULL;

  switch (self->from)
    {
    case FROM_PATH:
      return gimp_item_is_valid (GIMP_ITEM (self->source)) &&
             smp_hairline_template_find (template, self->image, self->source, self->px_per_mm, NULL,
                                         error);
    case FROM_SELECTION:
      return smp_hairline_template_of_selection (template, self->image);
    case FROM_NOTHING:
      g_object_get (self->config, "path", &given, NULL);
      if (!smp_hairline_template_find (template, self->image, given, self->px_per_mm, &self->source,
                                       error))
        return FALSE;
      self->from = self->source ? FROM_PATH : FROM_SELECTION;
      return TRUE;
    case FROM_HAND:
      break;
    }
  return FALSE;
}

/* OK waits until there is something to make it of. */
static void
look (gpointer data)
{
  ShapeDialog *self            = data;
  SmpHairlineTemplate template = { .shape = smp_shape_of (self->config) };
  g_autoptr (GError) missing   = NULL;
  g_autofree gchar *start      = NULL;
  const gchar      *sentence =
    _ ("Click it with the Paths tool (B), and drag its points until it fits.");

  if (find (self, &template, &missing) &&
      !(self->shown && smp_hairline_template_equal (&template, &self->found)))
    {
      self->found = template;
      show (self, &template);
    }
  if (!is_shown (self) && missing)
    start = g_strconcat (missing->message, " ",
                         _ ("Or have a line drawn on the photo, and drag that."), NULL);
  if (!is_shown (self))
    sentence = start ? start : "";
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK, is_shown (self));
}

/* The same place in another shape: where the hand has left it, as long as it has its points. */
static void
on_shape (ShapeDialog *self)
{
  SmpHairlineTemplate template = self->found;

  if (!is_shown (self))
    return;
  smp_hairline_template_read (&template, self->shown);
  template.shape = self->found.shape = smp_shape_of (self->config);
  show (self, &template);
}

static void
on_line (ShapeDialog *self)
{
  SmpHairlineTemplate template = { .shape = smp_shape_of (self->config) };

  smp_hairline_template_start (&template, self->image);
  self->from  = FROM_HAND;
  self->found = template;
  show (self, &template);
  look (self);
}

static GtkWidget *
line_button_new (ShapeDialog *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Draw a line on the photo"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_line), self);
  gtk_widget_show (button);
  return button;
}

static void
fill (ShapeDialog *self, GimpProcedure *procedure)
{
  g_autoptr (GList) ids = g_list_append (NULL, (gpointer) "shape");
  GtkWidget *box;

  self->dialog   = gimp_procedure_dialog_new (procedure, self->config, _ ("Hairline Path"));
  self->sentence = smp_dialog_add_sentence (GTK_DIALOG (self->dialog));
  smp_dialog_list_make (GIMP_PROCEDURE_DIALOG (self->dialog), "shape");
  box = smp_dialog_fill_scrolled (GIMP_PROCEDURE_DIALOG (self->dialog), ids);
  gtk_box_pack_start (GTK_BOX (box), line_button_new (self), FALSE, FALSE, 0);
  smp_next_row_add (GTK_DIALOG (self->dialog), self->config, self->image, next_steps);
  smp_spoken_names_give (self->dialog);
  smp_guard_controls (box, self->sentence);
  smp_dialog_fit (self->dialog);
}

/* A line that is not to stay leaves the person's path the one to work on; GIMP takes no empty list.
 */
static void
leave (ShapeDialog *self)
{
  if (!gimp_image_is_valid (self->image))
    return;
  remove_shown (self);
  for (gint i = 0; self->selected && self->selected[i]; i++)
    if (!gimp_item_is_valid (GIMP_ITEM (self->selected[i])))
      return;
  if (self->selected && self->selected[0])
    gimp_image_set_selected_paths (self->image, (const GimpPath **) self->selected);
  gimp_displays_flush ();
}

GimpPath *
smp_shape_dialog_run (GimpProcedure       *procedure,
                      GimpProcedureConfig *config,
                      GimpImage           *image,
                      gdouble              px_per_mm,
                      GError             **error)
{
  ShapeDialog           self     = { .image = image, .config = config, .px_per_mm = px_per_mm };
  g_autofree GimpPath **selected = gimp_image_get_selected_paths (image);
  SmpImageWatch        *watch;
  gboolean              done;

  self.selected = selected;
  gimp_ui_init ("smp");
  fill (&self, procedure);
  look (&self);
  g_signal_connect_swapped (config, "notify::shape", G_CALLBACK (on_shape), &self);
  watch = smp_image_watch_new (self.dialog, image, look, &self);
  done  = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (self.dialog));
  g_signal_handlers_disconnect_by_data (config, &self);
  gtk_widget_destroy (self.dialog);
  if (smp_image_watch_end (watch, done, error) && is_shown (&self))
    return self.shown;
  leave (&self);
  return NULL;
}
