/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "controls.h"
#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "keys.h"
#include "live-dialog.h"
#include "next-row.h"
#include "place.h"
#include "preset-row/row.h"
#include "split-row.h"
#include "spoken-names.h"
#include "treatment/outlines.h"
#include "treatment/preset-folders.h"

#define SPACING 6

struct _SmpLiveDialog
{
  SmpLiveDialogParts parts;
  GtkWidget         *dialog;
  GtkWidget         *body;
  GtkWidget         *presets;
  GtkWidget         *show;
  GtkWidget         *split;
  GtkWidget         *last;
  GtkWidget         *all;
  gint               all_height;
  GList             *controls;
  SmpPreview        *preview;
  SmpOutlines       *outlines;
  gboolean           is_held;
  gboolean           is_seen; /* by the person, once */
  gboolean           has_error;
};

/* OK waits until nothing is missing or wrong. */
static void
update_ok (SmpLiveDialog *self)
{
  gboolean is_complete = !self->parts.is_complete || self->parts.is_complete (self->parts.data);

  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK,
                                     is_complete && !self->has_error);
}

static void
values_changed (SmpLiveDialog *self)
{
  if (self->is_held ||
      !smp_arguments_read (self->parts.config, self->parts.scopes, self->parts.params, NULL))
    return;

  smp_preset_row_update (self->presets);
  if (self->parts.changed)
    self->parts.changed (self->parts.data);
  update_ok (self);
  if (self->is_seen)
    smp_preview_draw (self->preview);
}

static gboolean
draw_first (gpointer data)
{
  SmpLiveDialog *self = data;

  self->is_seen = TRUE;
  smp_preview_draw (self->preview);
  return G_SOURCE_REMOVE;
}

/* What is drawn begins with work that the window would wait for, empty: it is seen first. */
static gboolean
on_seen (GtkWidget *dialog, cairo_t *cr, SmpLiveDialog *self)
{
  g_signal_handlers_disconnect_by_func (dialog, on_seen, self);
  gdk_display_flush (gtk_widget_get_display (dialog));
  g_idle_add (draw_first, self);
  return GDK_EVENT_PROPAGATE;
}

static void
on_show (SmpLiveDialog *self)
{
  const gboolean is_shown = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->show));

  gtk_widget_set_sensitive (self->split, is_shown);
  smp_preview_set_visible (self->preview, is_shown);
}

static void
on_split (gdouble place, gpointer data)
{
  smp_preview_set_split (((SmpLiveDialog *) data)->preview, place);
}

static void
on_preset (const SmpRecipe *preset, gpointer data)
{
  SmpLiveDialog *self = data;

  smp_recipe_apply (self->parts.params, preset);
  smp_live_dialog_write_found (self);
}

static gboolean
fit_height_later (gpointer data)
{
  smp_dialog_fit (((SmpLiveDialog *) data)->dialog);
  return G_SOURCE_REMOVE;
}

void
smp_live_dialog_grow (SmpLiveDialog *self)
{
  g_idle_add (fit_height_later, self);
}

/* Sentences come and go with the values. */
static void
on_shown (const SmpFacts *facts, const GError *error, gpointer data)
{
  SmpLiveDialog *self = data;
  gint           height;

  self->has_error = error != NULL;
  update_ok (self);
  self->parts.shown (facts, error, self->parts.data);
  gtk_widget_get_preferred_height (self->all, NULL, &height);
  if (height != self->all_height)
    smp_dialog_fit (self->dialog);
  self->all_height = height;
}

SmpLiveDialog *
smp_live_dialog_new (const SmpLiveDialogParts *parts)
{
  SmpLiveDialog *self = g_new0 (SmpLiveDialog, 1);

  gimp_ui_init ("smp");
  self->parts   = *parts;
  self->dialog  = gimp_procedure_dialog_new (parts->procedure, parts->config, parts->title);
  self->body    = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  self->presets = smp_preset_row_new (smp_preset_files_store (), parts->filter, parts->scopes,
                                      parts->params, on_preset, self);
  if (parts->are_found)
    smp_preset_row_forget_last (self->presets);
  self->show = gtk_check_button_new_with_mnemonic (_ ("Show on the can_vas"));
  gtk_widget_set_tooltip_text (self->show,
                               _ ("Off: the photo as it is.  Can be switched while a slider is "
                                  "held."));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->show), TRUE);
  self->split = smp_split_row_new (on_split, self);
  if (parts->first)
    gtk_box_pack_start (GTK_BOX (self->body),
                        smp_dialog_list_make (GIMP_PROCEDURE_DIALOG (self->dialog), parts->first),
                        FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self->body), self->presets, FALSE, FALSE, 0);
  self->preview = smp_preview_new (parts->treatments, on_shown, self);
  return self;
}

GtkWidget *
smp_live_dialog_body (SmpLiveDialog *self)
{
  return self->body;
}

GtkWidget *
smp_live_dialog_window (SmpLiveDialog *self)
{
  return self->dialog;
}

void
smp_live_dialog_add_control (SmpLiveDialog *self, const gchar *id)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (self->parts.config), id);

  if (GIMP_IS_PARAM_SPEC_CHOICE (spec))
    smp_dialog_list_make (GIMP_PROCEDURE_DIALOG (self->dialog), id);
  self->controls = g_list_append (self->controls, (gpointer) id);
}

void
smp_live_dialog_add_last (SmpLiveDialog *self, GtkWidget *expander)
{
  self->last = expander;
  g_signal_connect_swapped (expander, "notify::expanded", G_CALLBACK (smp_live_dialog_grow), self);
}

void
smp_live_dialog_write (SmpLiveDialog *self)
{
  smp_arguments_write (self->parts.config, self->parts.scopes, self->parts.params);
  values_changed (self);
}

void
smp_live_dialog_write_found (SmpLiveDialog *self)
{
  smp_live_dialog_write (self);
  smp_dialog_controls_start (GIMP_PROCEDURE_DIALOG (self->dialog));
}

void
smp_live_dialog_hold (SmpLiveDialog *self)
{
  self->is_held = TRUE;
  smp_preview_stop (self->preview);
}

void
smp_live_dialog_release (SmpLiveDialog *self)
{
  self->is_held = FALSE;
  values_changed (self);
}

/* Beside what is treated, as far as that is known yet. */
static void
place_beside (SmpLiveDialog *self)
{
  const SmpTreatment *first  = g_ptr_array_index (self->parts.treatments, 0);
  const SmpRegion    *region = first->region;
  const gdouble       width  = gimp_image_get_width (first->image);

  if (region)
    smp_dialog_place_beside (self->dialog, region->bounds.x / width,
                             (region->bounds.x + region->bounds.width) / width,
                             width / gimp_image_get_height (first->image));
}

static void
fill (SmpLiveDialog *self)
{
  GimpProcedureDialog *dialog  = GIMP_PROCEDURE_DIALOG (self->dialog);
  GtkWidget           *showing = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2 * SPACING);

  gtk_box_pack_start (GTK_BOX (showing), self->show, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (showing), self->split, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->body), showing, FALSE, FALSE, 0);
  gtk_widget_show_all (self->body);

  g_signal_connect_swapped (smp_dialog_controls_make (dialog, self->parts.config,
                                                      self->parts.scopes, self->parts.locked,
                                                      self->parts.first),
                            "notify::expanded", G_CALLBACK (smp_live_dialog_grow), self);
  self->controls = g_list_prepend (self->controls, (gpointer) SMP_DIALOG_MORE);
  self->controls = g_list_prepend (self->controls, (gpointer) SMP_DIALOG_MAIN);
  self->all      = smp_dialog_fill_scrolled (dialog, self->controls);
  gtk_box_pack_start (GTK_BOX (self->all), self->body, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (self->all), self->body, 0);
  smp_keys_hide (self->body);
  smp_dialog_watch_expanders (self->body);
  if (self->last)
    {
      gtk_box_pack_start (GTK_BOX (self->all), self->last, FALSE, FALSE, 0);
      smp_keys_hide (self->last);
      smp_dialog_watch_expanders (self->last);
    }
  place_beside (self);
  if (self->parts.next)
    smp_next_row_add (GTK_DIALOG (self->dialog), self->parts.config,
                      ((SmpTreatment *) g_ptr_array_index (self->parts.treatments, 0))->image,
                      self->parts.next);
  smp_spoken_names_give (self->dialog);
  smp_guard_controls (self->all, smp_dialog_add_sentence (GTK_DIALOG (self->dialog)));
  smp_dialog_fit (self->dialog);
}

/* Values of the last run give way to the preset that the person wants to start with. */
static void
take_default_preset (SmpLiveDialog *self)
{
  SmpRecipe *preset = smp_preset_row_default (smp_preset_files_store (), self->parts.filter);

  if (preset &&
      smp_arguments_read (self->parts.config, self->parts.scopes, self->parts.params, NULL))
    {
      smp_recipe_apply (self->parts.params, preset);
      smp_arguments_write (self->parts.config, self->parts.scopes, self->parts.params);
    }
  g_clear_pointer (&preset, smp_recipe_free);
}

/* What was missing may be there now, and what was there be gone. */
static void
look_again (gpointer data)
{
  SmpLiveDialog *self     = data;
  gboolean       is_there = TRUE;

  for (guint i = 0; i < self->parts.treatments->len && is_there; i++)
    is_there = smp_treatment_check_there (g_ptr_array_index (self->parts.treatments, i), NULL);
  if (self->is_held)
    return;
  if (is_there && self->parts.looked && self->parts.looked (self->parts.data))
    {
      smp_preview_keep_dirty (self->preview);
      smp_preview_draw (self->preview);
    }
  else if (self->has_error == is_there)
    smp_preview_draw (self->preview);
}

gboolean
smp_live_dialog_run (SmpLiveDialog *self, GError **error)
{
  SmpTreatment  *first = g_ptr_array_index (self->parts.treatments, 0);
  SmpImageWatch *watch;
  gboolean       done;

  if (!self->parts.are_found)
    take_default_preset (self);
  fill (self);
  g_signal_connect_swapped (self->parts.config, "notify", G_CALLBACK (values_changed), self);
  g_signal_connect_swapped (self->show, "toggled", G_CALLBACK (on_show), self);
  g_signal_connect_after (self->dialog, "draw", G_CALLBACK (on_seen), self);
  self->outlines = smp_outlines_hide (first->image);
  values_changed (self);

  watch = smp_image_watch_new (self->dialog, first->image, look_again, self);
  done  = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (self->dialog));
  g_signal_handlers_disconnect_by_data (self->parts.config, self);
  while (g_idle_remove_by_data (self))
    ;
  return smp_image_watch_end (watch, done, error);
}

void
smp_live_dialog_free (SmpLiveDialog *self)
{
  gtk_widget_destroy (self->dialog);
  g_clear_pointer (&self->outlines, smp_outlines_show);
  smp_preview_free (self->preview);
  g_list_free (self->controls);
  g_free (self);
}
