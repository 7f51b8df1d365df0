/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "list.h"
#include "list-row.h"

#define WIDTH       400
#define LEAST       160
#define MOST        460
#define ABOVE_LIST  84 /* the search, and the frame's parts above and below */
#define BESIDE_LIST 36
#define PAGE_ROWS   5
#define DATA_KEY    "smp-preset-list"

typedef struct
{
  GtkWidget      *popover;
  GtkWidget      *search;
  GtkWidget      *scrolled;
  GtkWidget      *box;
  SmpPresetPicked picked;
  gpointer        data;
} List;

static gboolean
is_shown (GtkListBoxRow *row, gpointer data)
{
  const List *self = data;

  return smp_preset_matches (smp_preset_list_row_preset (row),
                             gtk_entry_get_text (GTK_ENTRY (self->search)));
}

static void
head (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const gchar *heading = smp_preset_heading (smp_preset_list_row_preset (row));
  GtkWidget   *label;

  if (before && strcmp (heading, smp_preset_heading (smp_preset_list_row_preset (before))) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = smp_preset_list_dim_new (heading);
  gtk_widget_set_margin_top (label, before ? 12 : 6);
  gtk_widget_set_margin_bottom (label, 3);
  gtk_widget_set_margin_start (label, 6);
  gtk_list_box_row_set_header (row, label);
}

/* The rows that the search leaves, as GtkListBoxRow. */
static GPtrArray *
rows_shown (const List *self)
{
  GPtrArray *rows = g_ptr_array_new ();
  GList     *all  = gtk_container_get_children (GTK_CONTAINER (self->box));

  for (GList *row = all; row; row = row->next)
    if (is_shown (row->data, (gpointer) self))
      g_ptr_array_add (rows, row->data);
  g_list_free (all);
  return rows;
}

static void
scroll_to (const List *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  GtkWidget    *header = gtk_list_box_row_get_header (row);
  GtkAllocation place;
  gint          above = header ? gtk_widget_get_allocated_height (header) : 0;

  gtk_widget_get_allocation (GTK_WIDGET (row), &place);
  gtk_adjustment_clamp_page (adjustment, place.y - above, place.y + place.height);
}

static void
select_row (const List *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (GTK_LIST_BOX (self->box), row);
  if (row)
    scroll_to (self, row);
}

static void
move_by (const List *self, gint steps)
{
  GPtrArray     *rows     = rows_shown (self);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->box));
  guint          place;

  if (rows->len)
    {
      if (!selected || !g_ptr_array_find (rows, selected, &place))
        place = steps > 0 ? 0 : rows->len - 1;
      else
        place = (guint) CLAMP ((gint) place + steps, 0, (gint) rows->len - 1);
      select_row (self, g_ptr_array_index (rows, place));
    }
  g_ptr_array_unref (rows);
}

static void
on_search (List *self)
{
  GPtrArray     *rows;
  GtkListBoxRow *selected;

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->box));
  gtk_list_box_invalidate_headers (GTK_LIST_BOX (self->box));
  rows     = rows_shown (self);
  selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->box));
  if (!rows->len)
    select_row (self, NULL);
  else if (!selected || !g_ptr_array_find (rows, selected, NULL))
    select_row (self, g_ptr_array_index (rows, 0));
  g_ptr_array_unref (rows);
}

static gboolean
on_key (GtkWidget *search, GdkEventKey *event, List *self)
{
  switch (event->keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_by (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_by (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      move_by (self, PAGE_ROWS);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      move_by (self, -PAGE_ROWS);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Typing in the list goes on with the search. */
static gboolean
on_key_in_list (GtkWidget *box, GdkEvent *event, List *self)
{
  if (!gtk_search_entry_handle_event (GTK_SEARCH_ENTRY (self->search), event))
    return FALSE;
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->search));
  return TRUE;
}

static void
pick (List *self, GtkListBoxRow *row)
{
  SmpPreset *preset = smp_preset_copy (smp_preset_list_row_preset (row));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  /* The rows may be made anew in it. */
  self->picked (preset, self->data);
  smp_preset_free (preset);
}

static void
on_return (List *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->box));

  if (selected && is_shown (selected, self))
    pick (self, selected);
}

/* The room below the button, in its window and on the screen; a popover is never larger than its
 * window. */
static gint
room_below (GtkWidget *button, GtkWidget *window)
{
  GdkWindow   *frame   = gtk_widget_get_window (window);
  GdkMonitor  *monitor = gdk_display_get_monitor_at_window (gdk_window_get_display (frame), frame);
  GdkRectangle screen;
  gint         x, y, left, top;
  gint         end = gtk_widget_get_allocated_height (window);

  gdk_monitor_get_workarea (monitor, &screen);
  gdk_window_get_origin (frame, &left, &top);
  end = MIN (end, screen.y + screen.height - top);
  if (!gtk_widget_translate_coordinates (button, window, 0,
                                         gtk_widget_get_allocated_height (button), &x, &y))
    return end;
  return end - y;
}

static void
fit (List *self)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
  GtkWidget         *button   = gtk_popover_get_relative_to (GTK_POPOVER (self->popover));
  GtkWidget         *window   = gtk_widget_get_toplevel (button);
  gint               height   = CLAMP (room_below (button, window) - ABOVE_LIST, LEAST, MOST);

  gtk_scrolled_window_set_min_content_height (scrolled, LEAST);
  gtk_scrolled_window_set_max_content_height (scrolled, height);
  gtk_scrolled_window_set_min_content_height (scrolled, height);
  gtk_widget_set_size_request (self->scrolled,
                               MIN (WIDTH, gtk_widget_get_allocated_width (window) - BESIDE_LIST),
                               -1);
}

static void
on_show (List *self)
{
  fit (self);
  gtk_entry_set_text (GTK_ENTRY (self->search), "");
  gtk_widget_grab_focus (self->search);
}

/* Once it has its place and size. */
static void
on_map (List *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->box));

  gtk_widget_grab_focus (self->search);
  if (selected)
    scroll_to (self, selected);
}

/* Tab goes on from the row. */
static void
on_closed (List *self)
{
  gtk_widget_grab_focus (gtk_popover_get_relative_to (GTK_POPOVER (self->popover)));
}

GtkWidget *
smp_preset_list_new (SmpPresetPicked picked, gpointer data)
{
  List      *self    = g_new0 (List, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *nothing = gtk_label_new (_ ("No preset has these words."));

  self->popover  = gtk_popover_new (NULL);
  self->search   = gtk_search_entry_new ();
  self->scrolled = gtk_scrolled_window_new (NULL, NULL);
  self->box      = gtk_list_box_new ();
  self->picked   = picked;
  self->data     = data;
  g_object_set_data_full (G_OBJECT (self->popover), DATA_KEY, self, g_free);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->search), _ ("Search presets"));
  atk_object_set_name (gtk_widget_get_accessible (self->search), _ ("Search presets"));
  atk_object_set_name (gtk_widget_get_accessible (self->box), _ ("Preset"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (self->scrolled), GTK_SHADOW_IN);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->box), is_shown, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->box), head, self, NULL);
  gtk_widget_show (nothing);
  gtk_widget_set_margin_top (nothing, 24);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->box), nothing);
  gtk_container_add (GTK_CONTAINER (self->scrolled), self->box);
  gtk_container_set_border_width (GTK_CONTAINER (content), 6);
  gtk_box_pack_start (GTK_BOX (content), self->search, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (content), self->scrolled, TRUE, TRUE, 0);
  gtk_widget_show_all (content);
  gtk_container_add (GTK_CONTAINER (self->popover), content);

  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect (self->search, "key-press-event", G_CALLBACK (on_key), self);
  g_signal_connect (self->box, "key-press-event", G_CALLBACK (on_key_in_list), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (on_return), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown),
                            self->popover);
  g_signal_connect_swapped (self->box, "row-activated", G_CALLBACK (pick), self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_show), self);
  g_signal_connect_swapped (self->popover, "map", G_CALLBACK (on_map), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (on_closed), self);
  return self->popover;
}

void
smp_preset_list_fill (GtkWidget   *list,
                      GPtrArray   *presets,
                      const gchar *current_id,
                      const gchar *default_id)
{
  List  *self = g_object_get_data (G_OBJECT (list), DATA_KEY);
  GList *old  = gtk_container_get_children (GTK_CONTAINER (self->box));

  g_list_free_full (old, (GDestroyNotify) gtk_widget_destroy);
  while (presets->len)
    {
      SmpPreset *preset = g_ptr_array_steal_index (presets, 0);
      GtkWidget *row    = smp_preset_list_row_new (preset, g_strcmp0 (preset->id, default_id) == 0);

      gtk_container_add (GTK_CONTAINER (self->box), row);
      if (g_strcmp0 (preset->id, current_id) == 0)
        gtk_list_box_select_row (GTK_LIST_BOX (self->box), GTK_LIST_BOX_ROW (row));
    }
  g_ptr_array_unref (presets);
}
