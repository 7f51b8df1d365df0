/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "head-row.h"
#include "treatment/head-path.h"
#include "treatment/head-words.h"

/* From farther it makes no difference that is seen; nearer no camera is. */
#define MOST_CM 300.0
#define STEP_CM 5.0

/* Of a head, from a child's to one of a scale that is estimated. */
#define LEAST_MM 90.0
#define MOST_MM  300.0

/* Hardly anybody's head is broader, without the ears. */
#define MOST_BREADTH_MM 168.0

/* Less was not moved by hand. */
#define MOVED_PX 0.75

#define SPACING     6
#define LABEL_CHARS 50

/* box is the outline as it lies on the canvas.  is_drawn tells that the hand has put it there,
 * is_placed that hand or photo has: else it is only a start for the hand, and the skin is flat.
 * typed_mm are the sizes that the person has set, or 0; is_showing, that controls are set to what
 * is so, and not by the person. */
struct _SmpHeadRow
{
  SmpTreatment     *treatment;
  SmpHeadRowChanged changed;
  gpointer          data;

  GtkWidget *box_widget;
  GtkWidget *is_round;
  GtkWidget *more;
  GtkWidget *view;
  GtkWidget *distance;
  GtkWidget *sizes[3];
  GtkWidget *sentence;

  GimpPath *path;
  gdouble   box[4];
  gdouble   turned_deg;
  gdouble   typed_mm[3];
  gboolean  is_drawn;
  gboolean  is_placed;
  gboolean  is_showing;
};

static SmpParams *
params_of (const SmpHeadRow *self)
{
  return &self->treatment->recipe->params;
}

static const SmpHeadView *
view_of (const SmpHeadRow *self)
{
  const gint row = gtk_combo_box_get_active (GTK_COMBO_BOX (self->view));

  return &smp_head_views ()[MAX (row, 0)];
}

static gdouble
distance_of (const SmpHeadRow *self)
{
  const gdouble mm = 10.0 * gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->distance));

  return mm < SMP_HEAD_LEAST_DISTANCE_MM ? 0.0 : mm;
}

static void
say (SmpHeadRow *self, const gchar *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  gtk_widget_set_visible (self->sentence, *sentence != '\0');
}

static void
lay (SmpHeadRow *self)
{
  self->path = smp_head_path_show (self->treatment->image, self->box, self->turned_deg);
  /* As it will be read. */
  smp_head_path_read (self->path, self->turned_deg, self->box);
}

static void
show_sizes (SmpHeadRow *self)
{
  const SmpHead *head = params_of (self)->head;

  self->is_showing = TRUE;
  for (gint k = 0; k < 3; k++)
    {
      gtk_widget_set_sensitive (self->sizes[k], head != NULL);
      if (head)
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->sizes[k]), 2.0 * head->half_mm[k]);
    }
  self->is_showing = FALSE;
}

/* The head of the outline, with the sizes that were typed; the outline then follows these. */
static const SmpHead *
head_now (SmpHeadRow *self, GError **error)
{
  const SmpHead *head = smp_head_of_outline (self->box, view_of (self), self->turned_deg,
                                             distance_of (self), params_of (self), error);
  SmpHead        sized;
  gboolean       is_typed = FALSE;

  if (!head)
    return NULL;
  sized = *head;
  for (gint k = 0; k < 3; k++)
    if (self->typed_mm[k] > 0.0)
      {
        sized.half_mm[k] = 0.5 * self->typed_mm[k];
        is_typed         = TRUE;
      }
  if (!is_typed)
    return head;
  head = smp_head_keep (&sized);
  smp_head_path_of (head, params_of (self), self->box);
  lay (self);
  return head;
}

/* The head of the outline as it lies there; flat, and why, where it is none. */
static void
take (SmpHeadRow *self)
{
  g_autoptr (GError) error = NULL;
  const SmpHead *head      = head_now (self, &error);

  params_of (self)->head = head;
  show_sizes (self);
  if (error)
    {
      g_autofree gchar *sentence = g_strdup_printf (_ ("Taken as flat. %s"), error->message);

      say (self, sentence);
      return;
    }
  /* Its sides are farther away than the skin that is nearest. */
  if (head->distance_mm > 0.0 && 2.0 * head->half_mm[0] > MOST_BREADTH_MM)
    {
      g_autofree gchar *sentence =
        g_strdup_printf (_ ("From so near, the head would be %.0f mm broad. Was the scale measured "
                            "at the head's "
                            "sides, and not on the nearest skin? Then set Camera at to 0."),
                         2.0 * head->half_mm[0]);

      say (self, sentence);
      return;
    }
  say (self, self->is_drawn
               ? _ ("The outline is as you have drawn it.")
               : _ ("The outline was found in the photo and lies on the canvas. If it does not fit "
                    "the skull, click it with the Paths tool (B) and drag its points, or select an "
                    "ellipse and take that."));
}

/* A usual head in the middle of the photo, for the hand to put where it belongs. */
static void
start_by_hand (SmpHeadRow *self, const gchar *reason)
{
  const gdouble     mm = params_of (self)->px_per_mm;
  g_autofree gchar *sentence =
    g_strdup_printf (_ ("Taken as flat. %s Select an ellipse around the skull, without ears, chin "
                        "and neck, and take that, or click the outline with the Paths tool (B) "
                        "and drag it there."),
                     reason);

  self->box[2]   = SMP_HEAD_USUAL_BREADTH_MM * mm;
  self->box[3]   = SMP_HEAD_USUAL_HEIGHT_MM * mm;
  self->box[0]   = 0.5 * (gimp_image_get_width (self->treatment->image) - self->box[2]);
  self->box[1]   = 0.5 * (gimp_image_get_height (self->treatment->image) - self->box[3]);
  self->is_drawn = self->is_placed = FALSE;
  params_of (self)->head           = NULL;
  lay (self);
  show_sizes (self);
  say (self, sentence);
}

/* In the photo, from that side, or from whichever the outline tells for NULL. */
static void
find (SmpHeadRow *self, const SmpHeadView *view)
{
  g_autoptr (GError) error = NULL;

  self->turned_deg = 0.0;
  if (!smp_head_find (self->treatment->photo, &view, self->box, &error))
    {
      start_by_hand (self, error->message);
      return;
    }
  self->is_showing = TRUE;
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->view), (gint) (view - smp_head_views ()));
  self->is_showing = FALSE;
  self->is_drawn   = FALSE;
  self->is_placed  = TRUE;
  lay (self);
  take (self);
}

static void
on_round (SmpHeadRow *self)
{
  const gboolean is_round = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->is_round));

  gtk_widget_set_visible (self->more, is_round);
  memset (self->typed_mm, 0, sizeof self->typed_mm);
  if (is_round)
    find (self, NULL);
  else
    {
      smp_head_path_remove (self->path);
      self->path             = NULL;
      params_of (self)->head = NULL;
      say (self, "");
    }
  self->changed (self->data);
}

/* An outline that was drawn stays; one that was not is looked for anew. */
static void
on_view (SmpHeadRow *self)
{
  if (!self->path || self->is_showing)
    return;
  if (self->is_drawn)
    take (self);
  else
    find (self, view_of (self));
  self->changed (self->data);
}

static void
on_distance (SmpHeadRow *self)
{
  if (!self->path || !self->is_placed || self->is_showing)
    return;
  take (self);
  self->changed (self->data);
}

static void
on_size (SmpHeadRow *self, GtkWidget *size)
{
  if (!self->path || !self->is_placed || self->is_showing)
    return;
  for (gint k = 0; k < 3; k++)
    if (self->sizes[k] == size)
      self->typed_mm[k] = gtk_spin_button_get_value (GTK_SPIN_BUTTON (size));
  take (self);
  self->changed (self->data);
}

/* Sizes that the outline shows are those of a new outline; what was typed of the others stays. */
static void
forget_seen_sizes (SmpHeadRow *self)
{
  const SmpHeadView *view   = view_of (self);
  const gdouble      around = view->around_deg * G_PI / 180.0;
  const gdouble      above  = view->above_deg * G_PI / 180.0;
  const gdouble hidden[3] = { fabs (sin (around)) * cos (above), fabs (cos (around)) * cos (above),
                              sin (above) };

  for (gint k = 0; k < 3; k++)
    if (hidden[k] < 0.99)
      self->typed_mm[k] = 0.0;
}

static void
take_drawn (SmpHeadRow *self)
{
  self->is_drawn = self->is_placed = TRUE;
  forget_seen_sizes (self);
  take (self);
}

/* Nothing is selected while the dialog is open but what the person selects now; it is done with
 * then, and the region is again what was selected before. */
static void
on_take_selection (SmpHeadRow *self)
{
  GimpImage *image = self->treatment->image;
  gboolean   some;
  gint       x1, y1, x2, y2;

  if (!gimp_selection_bounds (image, &some, &x1, &y1, &x2, &y2) || !some)
    {
      say (self, _ ("Nothing is selected now: select an ellipse around the skull with the Ellipse "
                    "Select tool (E) first."));
      self->changed (self->data);
      return;
    }
  gimp_image_undo_freeze (image);
  gimp_selection_none (image);
  gimp_image_undo_thaw (image);
  self->box[0]     = x1;
  self->box[1]     = y1;
  self->box[2]     = x2 - x1;
  self->box[3]     = y2 - y1;
  self->turned_deg = 0.0;
  lay (self);
  take_drawn (self);
  self->changed (self->data);
}

gboolean
smp_head_row_look (SmpHeadRow *self)
{
  gdouble now[4], moved = 0.0;

  if (!self->path)
    return FALSE;
  if (!smp_head_path_read (self->path, self->turned_deg, now))
    {
      /* Deleted by hand: the same as taken off. */
      self->path = NULL;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->is_round), FALSE);
      return FALSE;
    }
  for (gint i = 0; i < 4; i++)
    moved = MAX (moved, fabs (now[i] - self->box[i]));
  if (moved < MOVED_PX)
    return FALSE;
  memcpy (self->box, now, sizeof self->box);
  take_drawn (self);
  return TRUE;
}

/* The row of the list that a head is seen from, nearly. */
static gint
row_of_view (const SmpHead *head)
{
  const SmpHeadView *views   = smp_head_views ();
  gint               nearest = 0;
  gdouble            least   = G_MAXDOUBLE;

  for (gint i = 0; views[i].nick; i++)
    {
      const gdouble off = fabs (remainder (head->turn_deg[0] - views[i].around_deg, 360.0)) *
                            (views[i].above_deg == 90.0 ? 0.0 : 1.0) +
                          2.0 * fabs (head->turn_deg[1] - views[i].above_deg);

      if (off < least)
        {
          least   = off;
          nearest = i;
        }
    }
  return nearest;
}

/* Two controls stand in a line, so that the window need not be wider for them. */
static void
add_labelled (SmpHeadRow  *self,
              gint         place,
              const gchar *text,
              GtkWidget   *control,
              const gchar *help)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_widget_set_tooltip_text (control, help);
  gtk_grid_attach (GTK_GRID (self->more), label, 2 * (place % 2), place / 2, 1, 1);
  gtk_grid_attach (GTK_GRID (self->more), control, 2 * (place % 2) + 1, place / 2, 1, 1);
}

static void
make_sizes (SmpHeadRow *self)
{
  static const gchar *const names[3] = { N_ ("Breadth (mm)"), N_ ("Length (mm)"),
                                         N_ ("Height (mm)") };
  static const gchar *const helps[3] = {
    N_ ("From ear to ear, without the ears."),
    N_ ("From forehead to back."),
    N_ ("Of the whole egg that the skull is the upper part of, which ends about at the upper lip."),
  };

  static const gdouble usual_mm[3] = { SMP_HEAD_USUAL_BREADTH_MM, SMP_HEAD_USUAL_LENGTH_MM,
                                       SMP_HEAD_USUAL_HEIGHT_MM };

  for (gint k = 0; k < 3; k++)
    {
      self->sizes[k] = gtk_spin_button_new_with_range (LEAST_MM, MOST_MM, 1.0);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->sizes[k]), usual_mm[k]);
      add_labelled (self, 2 + k, _ (names[k]), self->sizes[k], _ (helps[k]));
      g_signal_connect_swapped (self->sizes[k], "value-changed", G_CALLBACK (on_size), self);
    }
}

static void
make_more (SmpHeadRow *self)
{
  GtkWidget *take = gtk_button_new_with_label (_ ("Take the selection"));

  self->more     = gtk_grid_new ();
  self->view     = gtk_combo_box_text_new ();
  self->distance = gtk_spin_button_new_with_range (0.0, MOST_CM, STEP_CM);
  gtk_grid_set_row_spacing (GTK_GRID (self->more), SPACING / 2);
  gtk_grid_set_column_spacing (GTK_GRID (self->more), SPACING);
  for (const SmpHeadView *view = smp_head_views (); view->nick; view++)
    gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (self->view), view->nick, _ (view->label));
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->view), 0);
  add_labelled (self, 0, _ ("Seen from"), self->view,
                _ ("The side of the head that the photo shows: left and right are the person's."));
  add_labelled (self, 1, _ ("Camera at (cm)"), self->distance,
                _ ("From the camera to the nearest skin, where the scale is taken to hold; 0 where "
                   "it is not known. From the photo's own notes if they tell the focal length. "
                   "From farther than a metre it makes little difference."));
  make_sizes (self);
  gtk_widget_set_tooltip_text (take, _ ("Makes the ellipse that is selected on the canvas now the "
                                        "skull's outline."));
  gtk_grid_attach (GTK_GRID (self->more), take, 2, 2, 2, 1);
  g_signal_connect_swapped (take, "clicked", G_CALLBACK (on_take_selection), self);
}

static void
show_head (SmpHeadRow *self, const SmpHead *head)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->is_round), TRUE);
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->view), row_of_view (head));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->distance), 0.1 * head->distance_mm);
  self->turned_deg = head->turn_deg[2];
  smp_head_path_of (head, params_of (self), self->box);
  for (gint k = 0; k < 3; k++)
    self->typed_mm[k] = 2.0 * head->half_mm[k];
  self->is_drawn = self->is_placed = TRUE;
  lay (self);
}

static void
make (SmpHeadRow *self)
{
  self->box_widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING / 2);
  self->is_round   = gtk_check_button_new_with_mnemonic (_ ("The head i_s round"));
  self->sentence   = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->sentence), LABEL_CHARS);
  gtk_widget_set_tooltip_text (self->is_round,
                               _ ("Dots and areas are those of the skin of a round head, "
                                  "whose outline lies on the canvas.  Off: the skin is taken as "
                                  "flat."));
  make_more (self);
  gtk_box_pack_start (GTK_BOX (self->box_widget), self->is_round, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self->box_widget), self->more, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self->box_widget), self->sentence, FALSE, FALSE, 0);
  gtk_widget_show_all (self->box_widget);
  gtk_widget_set_no_show_all (self->more, TRUE);
  gtk_widget_set_no_show_all (self->sentence, TRUE);
  gtk_widget_hide (self->sentence);
}

SmpHeadRow *
smp_head_row_new (SmpTreatment *treatment, SmpHeadRowChanged changed, gpointer data)
{
  SmpHeadRow *self = g_new0 (SmpHeadRow, 1);

  *self = (SmpHeadRow) { .treatment = treatment, .changed = changed, .data = data };
  make (self);
  self->is_showing = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->distance),
                             0.1 * smp_head_noted_distance_mm (treatment->image,
                                                               params_of (self)->px_per_mm));
  if (params_of (self)->head)
    show_head (self, params_of (self)->head);
  self->is_showing = FALSE;
  show_sizes (self);
  gtk_widget_set_visible (self->more, self->path != NULL);
  g_signal_connect_swapped (self->is_round, "toggled", G_CALLBACK (on_round), self);
  g_signal_connect_swapped (self->view, "changed", G_CALLBACK (on_view), self);
  g_signal_connect_swapped (self->distance, "value-changed", G_CALLBACK (on_distance), self);
  return self;
}

void
smp_head_row_free (SmpHeadRow *self)
{
  if (!self)
    return;
  smp_head_path_remove (self->path);
  g_free (self);
}

GtkWidget *
smp_head_row_widget (SmpHeadRow *self)
{
  return self->box_widget;
}
