/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libgimp/gimpui.h>

#include "layout-row.h"
#include "pictures/layouts.h"

#define DRAWING_WIDTH  42
#define DRAWING_HEIGHT 32
#define SPACING        2
#define MARGIN         3.0
#define GAP            2.0

/* Beside one another where the layout leaves that to the pictures' shape. */
#define FREE_COLUMNS 3

/* Before, and three presets. */
#define ALTERNATIVES 4

/* How strongly the simulation is drawn: fresh, and at the last of its years. */
#define FRESH_ALPHA 0.85
#define LAST_ALPHA  0.3

typedef struct
{
  gdouble x, y, width, height;
} Box;

/* The parts of a row, owned by it. */
typedef struct
{
  GimpProcedureConfig *config;
  GtkWidget           *heading;
  GtkWidget           *name;
  GPtrArray           *buttons;
} LayoutRow;

static void
free_row (gpointer data)
{
  LayoutRow *self = data;

  g_ptr_array_unref (self->buttons);
  g_free (self);
}

static void
set_ink (cairo_t *cr, const GdkRGBA *ink, gdouble alpha)
{
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, ink->alpha * alpha);
}

/* One picture: the frame alone is before, filled is the simulation. */
static void
draw_picture (cairo_t *cr, const GdkRGBA *ink, const Box *box, gdouble alpha)
{
  cairo_rectangle (cr, box->x + 0.5, box->y + 0.5, box->width - 1, box->height - 1);
  set_ink (cr, ink, alpha);
  if (alpha > 0)
    cairo_fill_preserve (cr);
  set_ink (cr, ink, FRESH_ALPHA);
  cairo_stroke (cr);
}

/* Before, and after it the moments, each paler than the one before it. */
static void
draw_pictures (cairo_t *cr, const GdkRGBA *ink, const Box *box, gint count, gint columns)
{
  gint    rows   = (count + columns - 1) / columns;
  gdouble width  = (box->width - GAP * (columns - 1)) / columns;
  gdouble height = (box->height - GAP * (rows - 1)) / rows;
  gdouble step   = count > 2 ? (FRESH_ALPHA - LAST_ALPHA) / (count - 2) : 0;

  for (gint i = 0; i < count; i++)
    {
      Box one = { box->x + (i % columns) * (width + GAP), box->y + (i / columns) * (height + GAP),
                  width, height };

      draw_picture (cr, ink, &one, i == 0 ? 0 : FRESH_ALPHA - step * (i - 1));
    }
}

/* A line through one picture, with its handle, the simulation on its right. */
static void
draw_split (cairo_t *cr, const GdkRGBA *ink, const Box *box)
{
  gdouble middle = box->x + box->width / 2;
  Box     right  = { middle, box->y, box->width / 2, box->height };

  draw_picture (cr, ink, box, 0);
  draw_picture (cr, ink, &right, FRESH_ALPHA);
  set_ink (cr, ink, 1);
  cairo_arc (cr, middle, box->y + box->height / 2, 4, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* A page that stands, with pictures at its head and lines of text below. */
static void
draw_sheet (cairo_t *cr, const GdkRGBA *ink, const Box *box)
{
  gdouble width = box->height / 1.3;
  Box     page  = { box->x + (box->width - width) / 2, box->y, width, box->height };
  Box     pair  = { page.x + 3, page.y + 3, page.width - 6, page.height / 2 - 3 };

  draw_picture (cr, ink, &page, 0);
  draw_pictures (cr, ink, &pair, 2, 2);
  for (gdouble y = pair.y + pair.height + 4; y < page.y + page.height - 3; y += 3)
    {
      cairo_move_to (cr, pair.x, y + 0.5);
      cairo_line_to (cr, pair.x + pair.width, y + 0.5);
      cairo_stroke (cr);
    }
}

/* A picture that moves: the sign to play it. */
static void
draw_animation (cairo_t *cr, const GdkRGBA *ink, const Box *box)
{
  gdouble x = box->x + box->width / 2, y = box->y + box->height / 2, half = box->height / 4;

  draw_picture (cr, ink, box, 0);
  cairo_move_to (cr, x - half, y - half);
  cairo_line_to (cr, x + half, y);
  cairo_line_to (cr, x - half, y + half);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static gboolean
draw (GtkWidget *area, cairo_t *cr, gpointer data)
{
  SmpLayout        layout  = (SmpLayout) GPOINTER_TO_INT (data);
  GtkStyleContext *style   = gtk_widget_get_style_context (area);
  gint             columns = smp_layout_columns (layout);
  Box     box = { MARGIN, MARGIN, DRAWING_WIDTH - 2 * MARGIN, DRAWING_HEIGHT - 2 * MARGIN };
  GdkRGBA ink = { 0, 0, 0, 1 };

  gtk_style_context_get_color (style, gtk_style_context_get_state (style), &ink);
  cairo_set_line_width (cr, 1);
  if (smp_layout_has (layout, SMP_LAYOUT_IS_PRINTED))
    draw_sheet (cr, &ink, &box);
  else if (smp_layout_has (layout, SMP_LAYOUT_HAS_FRAMES))
    draw_animation (cr, &ink, &box);
  else if (smp_layout_has (layout, SMP_LAYOUT_HAS_LINE))
    draw_split (cr, &ink, &box);
  else
    {
      g_autoptr (GArray) moments = NULL;
      gint count                 = 2;

      if (smp_layout_has (layout, SMP_LAYOUT_HAS_TIMES))
        moments = smp_layout_moments (layout);
      else if (smp_layout_has (layout, SMP_LAYOUT_HAS_ALTERNATIVES))
        count = ALTERNATIVES;
      draw_pictures (cr, &ink, &box, moments ? (gint) moments->len : count,
                     columns ? columns : FREE_COLUMNS);
    }
  return FALSE;
}

/* Presses the button of the layout that is chosen, and says its name. */
static void
show_chosen (LayoutRow *self)
{
  gint chosen = gimp_procedure_config_get_choice_id (self->config, "layout");

  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "layout")) != chosen)
        continue;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      gtk_label_set_text (GTK_LABEL (self->name),
                          atk_object_get_name (gtk_widget_get_accessible (button)));
      gtk_label_set_mnemonic_widget (GTK_LABEL (self->heading), button);
    }
}

static void
on_layout (GtkWidget *row)
{
  show_chosen (g_object_get_data (G_OBJECT (row), "smp-layout-row"));
}

static void
on_toggled (GtkToggleButton *button, gpointer data)
{
  LayoutRow *self = data;

  if (gtk_toggle_button_get_active (button))
    g_object_set (self->config, "layout",
                  smp_layout_nick ((SmpLayout)
                                     GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button),
                                                                         "layout"))),
                  NULL);
}

/* The heading's key goes to the chosen drawing, from which the arrow keys go on. */
static gboolean
on_mnemonic (GtkWidget *button)
{
  gtk_widget_grab_focus (button);
  return TRUE;
}

/* The arrow keys choose what stands beside, round and round, as they do in any such group. */
static gboolean
on_key (GtkWidget *button, const GdkEventKey *event, LayoutRow *self)
{
  gboolean to_left = gtk_widget_get_direction (button) == GTK_TEXT_DIR_RTL;
  guint    count = self->buttons->len, step = 0, place = 0;

  if (event->keyval == GDK_KEY_Down || event->keyval == (to_left ? GDK_KEY_Left : GDK_KEY_Right))
    step = 1;
  else if (event->keyval == GDK_KEY_Up || event->keyval == (to_left ? GDK_KEY_Right : GDK_KEY_Left))
    step = count - 1;
  if (!step || !g_ptr_array_find (self->buttons, button, &place))
    return FALSE;
  button = g_ptr_array_index (self->buttons, (place + step) % count);
  gtk_widget_grab_focus (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  return TRUE;
}

static GtkWidget *
add_button (LayoutRow *self, gint layout, const gchar *name)
{
  GtkWidget *button = gtk_radio_button_new (NULL);
  GtkWidget *area   = gtk_drawing_area_new ();

  if (self->buttons->len)
    gtk_radio_button_join_group (GTK_RADIO_BUTTON (button),
                                 g_ptr_array_index (self->buttons, self->buttons->len - 1));
  g_ptr_array_add (self->buttons, button);
  gtk_toggle_button_set_mode (GTK_TOGGLE_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, name);
  atk_object_set_name (gtk_widget_get_accessible (button), name);
  g_object_set_data (G_OBJECT (button), "layout", GINT_TO_POINTER (layout));
  gtk_widget_set_size_request (area, DRAWING_WIDTH, DRAWING_HEIGHT);
  g_signal_connect (area, "draw", G_CALLBACK (draw), GINT_TO_POINTER (layout));
  g_signal_connect (button, "mnemonic-activate", G_CALLBACK (on_mnemonic), NULL);
  g_signal_connect (button, "key-press-event", G_CALLBACK (on_key), self);
  gtk_container_add (GTK_CONTAINER (button), area);
  return button;
}

GtkWidget *
smp_layout_row_new (GimpProcedureConfig *config)
{
  GParamSpec *spec   = g_object_class_find_property (G_OBJECT_GET_CLASS (config), "layout");
  GimpChoice *choice = gimp_param_spec_choice_get_choice (spec);
  LayoutRow  *self   = g_new0 (LayoutRow, 1);
  GtkWidget  *row    = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget  *words  = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget  *line   = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  self->config  = config;
  self->heading = gtk_label_new_with_mnemonic (g_param_spec_get_nick (spec));
  self->name    = gtk_label_new (NULL);
  self->buttons = g_ptr_array_new ();
  for (GList *nick = gimp_choice_list_nicks (choice); nick; nick = nick->next)
    gtk_box_pack_start (GTK_BOX (line),
                        add_button (self, gimp_choice_get_id (choice, nick->data),
                                    gimp_choice_get_label (choice, nick->data)),
                        FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->heading, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (words), self->name, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), line, FALSE, FALSE, 0);
  g_object_set_data_full (G_OBJECT (row), "smp-layout-row", self, free_row);
  show_chosen (self);
  for (guint i = 0; i < self->buttons->len; i++)
    g_signal_connect (g_ptr_array_index (self->buttons, i), "toggled", G_CALLBACK (on_toggled),
                      self);
  g_signal_connect_object (config, "notify::layout", G_CALLBACK (on_layout), row,
                           G_CONNECT_SWAPPED);
  gtk_widget_show_all (row);
  return row;
}
