/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "facts-panel.h"
#include "head-row.h"
#include "live-dialog.h"
#include "treatment/fill-region.h"
#include "treatment/hairline-region.h"
#include "treatment/found-map.h"
#include "treatment/painting.h"
#include "treatment/scale-store.h"
#include "treatment/surroundings.h"
#include "treat-dialog.h"

typedef struct
{
  SmpTreatment  *treatment;
  SmpLiveDialog *dialog;
  GtkWidget     *facts;
  GtkWidget     *match;
  GtkWidget     *busy;
  SmpScaleBasis  scale_basis;
  GtkWidget     *paint;
  SmpPainting   *painting;
  GtkWidget     *found;
  SmpHeadRow    *head;
  GimpLayer     *marked;

  /* What a thread is solving for, and why it could not. */
  GThread  *solving;
  gboolean  measures_only;
  SmpParams solution;
  GError   *reason;

  /* What a thread tries on hair around, from these values, and what it said; is_over is set where
   * nobody waits for it. */
  GThread     *checking;
  gint         is_over;
  SmpParams    tried;
  gchar       *checked;
  SmpSelfCheck check;
} TreatDialog;

static const gchar *
how_to_paint (void)
{
  return _ ("Paint on the canvas: white for dots, black for none, grey for fewer.");
}

static gchar *
note_new (const TreatDialog *self)
{
  const SmpTreatment     *treatment    = self->treatment;
  const SmpNeighbourhood *n            = treatment->neighbourhood;
  gchar                  *not_measured = n ? smp_neighbourhood_not_measured (n) : g_strdup ("");
  const gchar            *lines[7];
  guint                   n_lines = 0;
  gchar                  *note;

  if (self->painting)
    lines[n_lines++] = how_to_paint ();
  if (self->reason && !self->solving)
    lines[n_lines++] = self->reason->message;
  if (self->scale_basis != SMP_SCALE_MEASURED)
    lines[n_lines++] = smp_scale_estimate_mark (self->scale_basis);
  if (treatment->note)
    lines[n_lines++] = treatment->note;
  if (treatment->left_out)
    lines[n_lines++] = treatment->left_out;
  if (*not_measured)
    lines[n_lines++] = not_measured;
  lines[n_lines] = NULL;
  note           = g_strjoinv ("\n", (gchar **) lines);
  g_free (not_measured);
  return note;
}

/* The neighbourhood keeps what was said in time, for the result. */
static void
end_checking (TreatDialog *self)
{
  if (!self->checking)
    return;
  g_atomic_int_set (&self->is_over, TRUE);
  g_clear_pointer (&self->checking, g_thread_join);
  self->treatment->neighbourhood->check   = self->check;
  self->treatment->neighbourhood->checked = g_steal_pointer (&self->checked);
}

static gboolean
on_checked (gpointer data)
{
  TreatDialog *self = data;

  if (self->checking)
    {
      end_checking (self);
      smp_facts_panel_show_check (self->facts, self->treatment->neighbourhood->checked,
                                  &self->treatment->neighbourhood->check);
    }
  return G_SOURCE_REMOVE;
}

static gpointer
check (gpointer data)
{
  TreatDialog *self = data;

  self->checked = smp_neighbourhood_check (self->treatment->neighbourhood, &self->tried,
                                           &self->is_over, &self->check);
  g_idle_add (on_checked, self);
  return NULL;
}

/* Once, after the first picture, which it must not hold up. */
static void
begin_checking (TreatDialog *self)
{
  const SmpNeighbourhood *n = self->treatment->neighbourhood;

  if (!n || !n->matcher || n->checked || self->checking || self->solving)
    return;
  self->is_over  = FALSE;
  self->tried    = self->treatment->recipe->params;
  self->checking = g_thread_new ("smp-check", check, self);
}

/* Marks where it is found, or not, as the person wants it; of the values that were judged last. */
static void
show_found (TreatDialog *self)
{
  const SmpNeighbourhood *n = self->treatment->neighbourhood;

  if (n && n->matcher && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->found)))
    self->marked = smp_found_map_show (self->treatment, self->marked);
  else
    {
      smp_found_map_remove (self->marked);
      self->marked = NULL;
    }
}

static void
on_shown (const SmpFacts *facts, const GError *error, gpointer data)
{
  TreatDialog      *self    = data;
  g_autofree gchar *note    = NULL;
  g_autofree gchar *no_dots = NULL;

  if (error)
    {
      smp_facts_panel_show_error (self->facts, error->message);
      return;
    }
  note    = note_new (self);
  no_dots = smp_treatment_why_no_dots (self->treatment, &facts->all);
  smp_facts_panel_show (self->facts, facts, &self->treatment->recipe->params, note, no_dots);
  show_found (self);
  begin_checking (self);
}

static void
set_busy (TreatDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->match, !busy);
  gtk_widget_set_sensitive (smp_head_row_widget (self->head), !busy);
  gtk_label_set_text (GTK_LABEL (self->busy), busy ? _ ("Measuring the hair around …") : "");
  if (busy)
    smp_live_dialog_hold (self->dialog);
  else
    smp_live_dialog_release (self->dialog);
}

/* Where it could not be measured, the surroundings count for nothing. */
static void
end_solving (TreatDialog *self)
{
  g_clear_pointer (&self->solving, g_thread_join);
  if (self->reason)
    g_clear_pointer (&self->treatment->neighbourhood, smp_neighbourhood_free);
}

/* What could not be read is said beside the figures until the next try: they are drawn anew now. */
static void
end_reading (TreatDialog *self)
{
  set_busy (self, FALSE);
  if (self->reason)
    smp_facts_panel_show_error (self->facts, self->reason->message);
}

static gboolean
on_solved (gpointer data)
{
  TreatDialog *self = data;

  end_solving (self);
  if (!self->reason && !self->measures_only)
    {
      self->treatment->recipe->params = self->solution;
      smp_live_dialog_write_found (self->dialog);
    }
  end_reading (self);
  return G_SOURCE_REMOVE;
}

static gpointer
solve (gpointer data)
{
  TreatDialog *self = data;

  if (self->measures_only)
    smp_neighbourhood_measure (self->treatment->neighbourhood, &self->solution, &self->reason);
  else
    smp_neighbourhood_solve (self->treatment->neighbourhood, &self->solution, &self->reason);
  g_idle_add (on_solved, self);
  return NULL;
}

/* Reads the hair around, and moves the sliders to what it says, or only measures it. */
static void
read_around (TreatDialog *self, gboolean measures_only)
{
  g_clear_error (&self->reason);
  set_busy (self, TRUE);
  smp_facts_panel_await (self->facts);
  /* It reads what may be read anew. */
  end_checking (self);
  if (!smp_treatment_read_surroundings (self->treatment, &self->reason))
    {
      end_reading (self);
      return;
    }
  self->measures_only = measures_only;
  self->solution      = self->treatment->recipe->params;
  self->solving       = g_thread_new ("smp-match", solve, self);
}

static void
on_match (TreatDialog *self)
{
  read_around (self, FALSE);
}

/* What is not measured yet is measured first, with the values as they are. */
static void
on_found (TreatDialog *self)
{
  const SmpNeighbourhood *n = self->treatment->neighbourhood;

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->found)) && (!n || !n->matcher) &&
      !self->solving)
    read_around (self, TRUE);
  else
    show_found (self);
}

/* A hairline that is measured around gets another region: it is matched by its own button. */
static GtkWidget *
found_new (TreatDialog *self)
{
  self->found = gtk_toggle_button_new_with_mnemonic (_ ("Where it is _found"));
  gtk_widget_set_tooltip_text (self->found,
                               _ ("Hatches on the canvas where the treated skin differs from that "
                                  "around by more than is acceptable, and crosses where it is more "
                                  "than twice as much.  Goes with a second click, and with the "
                                  "dialog."));
  gtk_widget_set_no_show_all (self->found, self->treatment->read_surroundings != NULL);
  g_signal_connect_swapped (self->found, "toggled", G_CALLBACK (on_found), self);
  return self->found;
}

static GtkWidget *
match_row_new (TreatDialog *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->match = gtk_button_new_with_mnemonic (_ ("_Match the surroundings"));
  self->busy  = gtk_label_new (NULL);
  gtk_widget_set_tooltip_text (
    self->match, _ ("Measures the hair around and takes density, dilution, dot size and "
                    "length, direction, spacing, depth, pigment and softness from "
                    "it."));
  g_signal_connect_swapped (self->match, "clicked", G_CALLBACK (on_match), self);
  gtk_box_pack_start (GTK_BOX (row), self->match, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), found_new (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->busy, FALSE, FALSE, 0);
  return row;
}

/* In one step, there and back. */
static void
on_paint (TreatDialog *self)
{
  GError *error = NULL;

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->paint)))
    {
      g_clear_pointer (&self->painting, smp_painting_free);
      smp_live_dialog_write (self->dialog);
      return;
    }
  if (!self->painting)
    self->painting = smp_painting_new (self->treatment, &error);
  if (self->painting)
    smp_live_dialog_write (self->dialog);
  if (error)
    {
      smp_facts_panel_show_error (self->facts, error->message);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->paint), FALSE);
      g_error_free (error);
    }
}

/* While something is measured, the region is what it is measured around. */
static gboolean
was_changed (gpointer data)
{
  TreatDialog  *self      = data;
  SmpTreatment *treatment = self->treatment;

  return (!self->solving && smp_head_row_look (self->head)) ||
         (self->painting && smp_painting_has_changed (self->painting)) ||
         (!self->solving && treatment->look_again && treatment->look_again (treatment));
}

/* While something is measured its values are not to be touched. */
static void
on_head (gpointer data)
{
  TreatDialog *self = data;

  if (!self->solving)
    smp_live_dialog_write (self->dialog);
  smp_live_dialog_grow (self->dialog);
}

/* The region of a layer that is there already is a channel. */
static GtkWidget *
paint_new (TreatDialog *self)
{
  self->paint = gtk_toggle_button_new_with_mnemonic (_ ("Paint _where dots go"));
  gtk_widget_set_tooltip_text (self->paint,
                               _ ("Makes the layer's region what GIMP's brushes paint on: white "
                                  "for dots, black for none, grey for fewer. The dots follow."));
  g_signal_connect_swapped (self->paint, "toggled", G_CALLBACK (on_paint), self);
  return self->paint;
}

/* In the order of work. */
static const gchar *const next_steps[] = { "plug-in-smp-fade", "plug-in-smp-compare", NULL };

/* For what comes later as a rule: when the brush is taken up, or the background has been found. */
static void
keep_room_for_note (TreatDialog *self)
{
  const gchar      *filter = self->treatment->recipe->filter;
  g_autofree gchar *note   = NULL;

  if (self->treatment->replaced)
    note = g_strdup (how_to_paint ());
  else if (g_str_equal (filter, SMP_FILTER_HAIRLINE))
    note = smp_hairline_usual_note ();
  else if (g_str_equal (filter, SMP_FILTER_FILL))
    note = g_strdup (smp_fill_background_note ());
  if (note)
    smp_facts_panel_keep_note (self->facts, note);
}

static void
fill_body (TreatDialog *self)
{
  GtkBox    *body = GTK_BOX (smp_live_dialog_body (self->dialog));
  GtkWidget *row;

  self->facts = smp_facts_panel_new ();
  keep_room_for_note (self);
  gtk_box_pack_start (body, self->facts, FALSE, FALSE, 0);
  if (self->treatment->neighbourhood)
    smp_facts_panel_await (self->facts);
  smp_live_dialog_add_last (self->dialog, smp_facts_panel_figures (self->facts));
  row = match_row_new (self);
  if (self->treatment->replaced)
    gtk_box_pack_end (GTK_BOX (row), paint_new (self), FALSE, FALSE, 0);
  gtk_box_pack_start (body, row, FALSE, FALSE, 0);
  self->head = smp_head_row_new (self->treatment, on_head, self);
  gtk_box_pack_start (body, smp_head_row_widget (self->head), FALSE, FALSE, 0);
}

static void
stop_solving (TreatDialog *self)
{
  if (!self->solving)
    return;
  end_solving (self);
  while (g_idle_remove_by_data (self))
    ;
  g_clear_error (&self->reason);
}

gboolean
smp_treat_dialog_run (GimpProcedure       *procedure,
                      GimpProcedureConfig *config,
                      guint                scopes,
                      SmpTreatment        *treatment,
                      const gchar         *title,
                      GError             **error)
{
  TreatDialog        self       = { .treatment = treatment };
  GPtrArray         *treatments = g_ptr_array_new ();
  SmpLiveDialogParts parts      = { .procedure  = procedure,
                                    .config     = config,
                                    .title      = title,
                                    .filter     = treatment->recipe->filter,
                                    .scopes     = scopes,
                                    .treatments = treatments,
                                    .params     = &treatment->recipe->params,
                                    .are_found  = treatment->replaced || treatment->neighbourhood,
                                    .first      = scopes & SMP_SCOPE_HAIRLINE ? "line-from" : NULL,
                                    .shown      = on_shown,
                                    .looked     = was_changed,
                                    .next       = next_steps,
                                    .data       = &self };
  gboolean           done;

  self.scale_basis = smp_treatment_scale_basis (treatment);
  g_ptr_array_add (treatments, treatment);
  smp_arguments_write (config, scopes, &treatment->recipe->params);
  self.dialog = smp_live_dialog_new (&parts);
  fill_body (&self);
  done = smp_live_dialog_run (self.dialog, error);
  stop_solving (&self);
  end_checking (&self);
  while (g_idle_remove_by_data (&self))
    ;
  g_clear_pointer (&self.painting, smp_painting_free);
  smp_found_map_remove (self.marked);
  g_clear_pointer (&self.head, smp_head_row_free);
  smp_live_dialog_free (self.dialog);
  g_ptr_array_unref (treatments);
  return done && smp_arguments_read (config, scopes, &treatment->recipe->params, error) &&
         smp_treatment_update_region (treatment, error);
}
