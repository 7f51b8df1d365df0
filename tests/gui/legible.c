/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* In the plug-in's process (spoken-names.c): when the file SMP_TEST_LOOK appears it looks at the
 * dialog that is open, writes what it finds to SMP_TEST_FOUND and takes the file away.  In the file
 * stands a word:
 *
 *     open          opens every heading that hides something, and does nothing else
 *     number        brings the focus to the size of dots
 *     ok            presses OK
 *     look          finds words that are cut, controls that lie over each other, a window or a
 *                   button outside the screen, controls that Tab does not come by, those without
 *                   role, name or value, and numbers with another decimal mark than the locale's
 *
 * A line of what is found is "fault …", and at the end stands "looked at N parts".  The answer
 * comes when the dialog has nothing else to do. */

#include <gtk/gtk.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "legible.h"

#define POLL_MS    100
#define MOST_STEPS 400
#define MOST_WAITS 50
#define WAIT_US    20000
/* How long a dialog may take to show what it computes, and to be as wide as that asks for. */
#define MOST_POLLS 300

typedef struct
{
  FILE      *file;
  GtkWidget *window;
  GPtrArray *parts;
  guint      n_parts;
} Look;

G_GNUC_PRINTF (2, 3)
static void
fault (Look *look, const gchar *format, ...)
{
  va_list arguments;

  fputs ("fault ", look->file);
  va_start (arguments, format);
  vfprintf (look->file, format, arguments);
  va_end (arguments);
  fputc ('\n', look->file);
}

/* What a widget says, for the report. */
static const gchar *
words_of (GtkWidget *widget)
{
  AtkObject   *spoken = gtk_widget_get_accessible (widget);
  const gchar *name =
    GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : atk_object_get_name (spoken);

  return name && *name ? name : G_OBJECT_TYPE_NAME (widget);
}

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_visible (widget);
}

/* --- Words that are cut ------------------------------------------------------------------------
 */

static void
look_at_label (Look *look, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  gint         width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    fault (look, "shortened: “%s”", gtk_label_get_text (label));
  else if (width > gtk_widget_get_allocated_width (GTK_WIDGET (label)) + 1 ||
           height > gtk_widget_get_allocated_height (GTK_WIDGET (label)) + 1)
    fault (look, "cut: “%s”, %dx%d in %dx%d", gtk_label_get_text (label), width, height,
           gtk_widget_get_allocated_width (GTK_WIDGET (label)),
           gtk_widget_get_allocated_height (GTK_WIDGET (label)));
}

static gint
width_of (GtkWidget *widget, const gchar *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  gint         width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  g_object_unref (layout);
  return width;
}

/* GIMP writes the name of a slider into it, before the number. */
static void
look_at_entry (Look *look, GtkEntry *entry)
{
  GdkRectangle      area;
  g_autofree gchar *label = NULL;
  gint              width = width_of (GTK_WIDGET (entry), gtk_entry_get_text (entry));

  gtk_entry_get_text_area (entry, &area);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (entry), "label"))
    g_object_get (entry, "label", &label, NULL);
  if (label)
    {
      width += width_of (GTK_WIDGET (entry), label);
      area.width = gtk_widget_get_allocated_width (GTK_WIDGET (entry));
      if (width > area.width)
        fault (look, "cut: slider “%s”, %d in %d", label, width, area.width);
      return;
    }
  if (gtk_entry_get_placeholder_text (entry) && !*gtk_entry_get_text (entry) &&
      width_of (GTK_WIDGET (entry), gtk_entry_get_placeholder_text (entry)) > area.width)
    fault (look, "cut: “%s” in a field of %d", gtk_entry_get_placeholder_text (entry), area.width);
  if (GTK_IS_SPIN_BUTTON (entry) && width > area.width)
    fault (look, "cut: the number “%s” in a field of %d", gtk_entry_get_text (entry), area.width);
}

/* A point between digits, where numbers have a comma. */
static void
look_at_numbers (Look *look, const gchar *text)
{
  if (*localeconv ()->decimal_point != '.' && g_regex_match_simple ("[0-9]\\.[0-9]", text, 0, 0))
    fault (look, "a decimal point: “%s”", text);
}

/* What counts to the width that a widget wants, and not to the one that it has. */
static gint
around (GtkWidget *widget)
{
  gint border = 0;

  if (GTK_IS_CONTAINER (widget) && !GTK_IS_WINDOW (widget))
    border = (gint) gtk_container_get_border_width (GTK_CONTAINER (widget));
  return gtk_widget_get_margin_start (widget) + gtk_widget_get_margin_end (widget) + 2 * border;
}

static void
look_at_words (Look *look, GtkWidget *widget)
{
  gint least;

  gtk_widget_get_preferred_width (widget, &least, NULL);
  least -= around (widget);
  if (least > gtk_widget_get_allocated_width (widget) + 1)
    fault (look, "cut: %s, %d in %d", words_of (widget), least,
           gtk_widget_get_allocated_width (widget));
  if (GTK_IS_LABEL (widget))
    {
      look_at_label (look, GTK_LABEL (widget));
      look_at_numbers (look, gtk_label_get_text (GTK_LABEL (widget)));
    }
  else if (GTK_IS_ENTRY (widget))
    {
      look_at_entry (look, GTK_ENTRY (widget));
      look_at_numbers (look, gtk_entry_get_text (GTK_ENTRY (widget)));
    }
  else if (GTK_IS_CELL_VIEW (widget))
    {
      gint natural;

      gtk_widget_get_preferred_width (widget, NULL, &natural);
      natural -= around (widget);
      if (natural > gtk_widget_get_allocated_width (widget) + 1)
        fault (look, "cut: a choice of %s, %d in %d",
               words_of (gtk_widget_get_ancestor (widget, GTK_TYPE_COMBO_BOX)), natural,
               gtk_widget_get_allocated_width (widget));
    }
}

/* --- Where things lie --------------------------------------------------------------------------
 */

static gboolean
place_of (Look *look, GtkWidget *widget, GdkRectangle *place)
{
  place->width  = gtk_widget_get_allocated_width (widget);
  place->height = gtk_widget_get_allocated_height (widget);
  return gtk_widget_translate_coordinates (widget, look->window, 0, 0, &place->x, &place->y);
}

static void
look_for_overlaps (Look *look)
{
  for (guint i = 0; i < look->parts->len; i++)
    for (guint j = i + 1; j < look->parts->len; j++)
      {
        GtkWidget   *one   = g_ptr_array_index (look->parts, i);
        GtkWidget   *other = g_ptr_array_index (look->parts, j);
        GdkRectangle here, there, both;

        /* What is fixed below lies over what is scrolled away under it. */
        if (gtk_widget_get_ancestor (one, GTK_TYPE_SCROLLED_WINDOW) !=
              gtk_widget_get_ancestor (other, GTK_TYPE_SCROLLED_WINDOW) ||
            gtk_widget_is_ancestor (one, other) || gtk_widget_is_ancestor (other, one))
          continue;
        if (place_of (look, one, &here) && place_of (look, other, &there) &&
            gdk_rectangle_intersect (&here, &there, &both) && both.width > 1 && both.height > 1)
          fault (look, "one over the other: “%s” and “%s”, by %dx%d", words_of (one),
                 words_of (other), both.width, both.height);
      }
}

/* The window on the screen, and in it the buttons below. */
static void
look_at_window (Look *look)
{
  GdkWindow   *window = gtk_widget_get_window (look->window);
  GdkRectangle frame, screen;
  GtkWidget   *button;

  gdk_window_get_frame_extents (window, &frame);
  gdk_monitor_get_geometry (gdk_display_get_monitor_at_window (gdk_window_get_display (window),
                                                               window),
                            &screen);
  if (frame.x < screen.x || frame.y < screen.y || frame.width > screen.width ||
      frame.height > screen.height || frame.x + frame.width > screen.x + screen.width ||
      frame.y + frame.height > screen.y + screen.height)
    fault (look, "the window, %dx%d at %d,%d, leaves the screen", frame.width, frame.height,
           frame.x, frame.y);
  for (gint response = GTK_RESPONSE_HELP; response <= GTK_RESPONSE_NONE; response++)
    {
      GdkRectangle place;

      button = gtk_dialog_get_widget_for_response (GTK_DIALOG (look->window), response);
      if (button && is_seen (button) && place_of (look, button, &place) &&
          (place.x < 0 || place.y < 0 ||
           place.x + place.width > gtk_widget_get_allocated_width (look->window) ||
           place.y + place.height > gtk_widget_get_allocated_height (look->window)))
        fault (look, "the button “%s” is not in sight", words_of (button));
    }
}

static void
look_at_scrolling (Look *look, GtkScrolledWindow *scrolled)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (scrolled);

  if (gtk_adjustment_get_upper (across) > gtk_adjustment_get_page_size (across) + 1)
    fault (look, "hidden at the side: %.0f of %.0f are shown",
           gtk_adjustment_get_page_size (across), gtk_adjustment_get_upper (across));
}

/* --- The keyboard ------------------------------------------------------------------------------
 */

static gboolean
wants_focus (GtkWidget *widget)
{
  if (!is_seen (widget) || !gtk_widget_is_sensitive (widget) || !gtk_widget_get_can_focus (widget))
    return FALSE;
  /* Of such buttons Tab comes by the pressed one, and arrow keys by the others. */
  if (GTK_IS_RADIO_BUTTON (widget) && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)))
    return FALSE;
  return GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_COMBO_BOX (widget) ||
         GTK_IS_SCALE (widget) || GTK_IS_EXPANDER (widget) || GTK_IS_TREE_VIEW (widget) ||
         GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_TEXT_VIEW (widget);
}

static void
collect_focusable (GtkWidget *widget, gpointer data)
{
  if (wants_focus (widget))
    g_ptr_array_add (data, widget);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), collect_focusable, data);
}

/* Whether what has the focus is scrolled into sight. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  gint       x, y;

  if (!scrolled || !gtk_widget_translate_coordinates (widget, scrolled, 0, 0, &x, &y))
    return TRUE;
  return y > -2 && y + MIN (gtk_widget_get_allocated_height (widget), 20) <=
                     gtk_widget_get_allocated_height (scrolled) + 2;
}

/* Goes all round with Tab, as the key does. */
static void
look_at_tabs (Look *look)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GHashTable) seen  = g_hash_table_new (NULL, NULL);
  GtkWidget *start = gtk_window_get_focus (GTK_WINDOW (look->window)), *focus = NULL;

  collect_focusable (look->window, wanted);
  for (gint i = 0; i < MOST_STEPS; i++)
    {
      GtkWidget *next;

      g_signal_emit_by_name (look->window, "move-focus", GTK_DIR_TAB_FORWARD);
      next = gtk_window_get_focus (GTK_WINDOW (look->window));
      if (!next || (next == focus && wanted->len > 1))
        {
          fault (look, "Tab does not go on from “%s”", focus ? words_of (focus) : "nowhere");
          break;
        }
      focus = next;
      if (g_hash_table_contains (seen, focus))
        break;
      g_hash_table_add (seen, focus);
      for (gint wait = 0; wait < MOST_WAITS && (wait == 0 || !is_in_sight (focus)); wait++)
        {
          g_usleep (wait ? WAIT_US : 0);
          while (gtk_events_pending ())
            gtk_main_iteration ();
        }
      if (!is_in_sight (focus))
        fault (look, "Tab goes to “%s”, which is not scrolled into sight", words_of (focus));
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      GtkWidget     *widget = g_ptr_array_index (wanted, i);
      gboolean       found  = g_hash_table_contains (seen, widget);
      GHashTableIter each;
      gpointer       other;

      /* The focus may be in a part of it. */
      g_hash_table_iter_init (&each, seen);
      while (!found && g_hash_table_iter_next (&each, &other, NULL))
        found = gtk_widget_is_ancestor (other, widget);
      if (!found)
        fault (look, "Tab does not come by “%s”, a %s", words_of (widget),
               G_OBJECT_TYPE_NAME (widget));
    }
  if (start)
    gtk_widget_grab_focus (start);
}

/* --- What a screen reader is told ---------------------------------------------------------------
 */

static void
look_at_role (Look *look, GtkWidget *widget)
{
  AtkObject *spoken = gtk_widget_get_accessible (widget);
  AtkRole    role   = atk_object_get_role (spoken);

  if (GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SCALE (widget))
    {
      g_autofree gchar *said  = NULL;
      gdouble           value = NAN;

      if (ATK_IS_VALUE (spoken))
        atk_value_get_value_and_text (ATK_VALUE (spoken), &value, &said);
      if (isnan (value))
        fault (look, "no value is told of “%s”", words_of (widget));
    }
  else if (GTK_IS_DRAWING_AREA (widget) || GTK_IS_IMAGE (widget))
    {
      const gchar *told = atk_object_get_description (spoken);

      /* A sign on a button is the button's affair. */
      if (gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) ||
          gtk_widget_get_ancestor (widget, GTK_TYPE_COMBO_BOX) ||
          gtk_widget_get_ancestor (widget, GTK_TYPE_ENTRY))
        return;
      if (role != ATK_ROLE_IMAGE && role != ATK_ROLE_CHART)
        fault (look, "the picture “%s” is told as %s", words_of (widget), atk_role_get_name (role));
      if (!told || !*told)
        fault (look, "what the picture “%s” shows is not told", words_of (widget));
    }
}

/* ------------------------------------------------------------------------------------------------
 */

static void
collect (GtkWidget *widget, gpointer data)
{
  Look *look = data;

  if (!is_seen (widget))
    return;
  look->n_parts++;
  look_at_words (look, widget);
  look_at_role (look, widget);
  if (GTK_IS_SCROLLED_WINDOW (widget))
    look_at_scrolling (look, GTK_SCROLLED_WINDOW (widget));
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) ||
      GTK_IS_COMBO_BOX (widget) || GTK_IS_DRAWING_AREA (widget) || GTK_IS_SCALE (widget))
    g_ptr_array_add (look->parts, widget);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), collect, look);
}

static void
open_headings (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), open_headings, data);
}

/* The size of dots: the first that is set in hundredths of a millimetre. */
static void
focus_number (GtkWidget *widget, gpointer data)
{
  gboolean *is_found = data;

  if (!*is_found && GTK_IS_SPIN_BUTTON (widget) && is_seen (widget) &&
      gtk_adjustment_get_upper (gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (widget))) == 1.0)
    {
      *is_found = TRUE;
      gtk_widget_grab_focus (widget);
    }
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), focus_number, data);
}

static GtkWidget *
find_dialog (void)
{
  GtkWidget *found   = NULL;
  GList     *windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each; each = each->next)
    if (GTK_IS_DIALOG (each->data) && gtk_widget_get_mapped (each->data) &&
        (!found || gtk_window_is_active (each->data)))
      found = each->data;
  g_list_free (windows);
  return found;
}

static void
look_at_dialog (GtkWidget *window)
{
  Look look = { fopen (g_getenv ("SMP_TEST_FOUND"), "a"), window, g_ptr_array_new (), 0 };

  if (!look.file)
    return;
  collect (window, &look);
  look_for_overlaps (&look);
  look_at_window (&look);
  look_at_tabs (&look);
  fprintf (look.file, "looked at %u parts\n", look.n_parts);
  fclose (look.file);
  g_ptr_array_unref (look.parts);
}

static void
do_asked (const gchar *asked, GtkWidget *window)
{
  gboolean is_found = FALSE;

  if (g_str_equal (asked, "open"))
    open_headings (window, NULL);
  else if (g_str_equal (asked, "number"))
    focus_number (window, &is_found);
  else if (g_str_equal (asked, "look"))
    look_at_dialog (window);
  else if (g_str_equal (asked, "ok"))
    gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_OK);
  else
    g_error ("There is no \"%s\".", asked);
}

static void
find_empty (GtkWidget *widget, gpointer data)
{
  gboolean *is_found = data;

  if (GTK_IS_IMAGE (widget) && is_seen (widget) &&
      gtk_image_get_storage_type (GTK_IMAGE (widget)) == GTK_IMAGE_EMPTY)
    *is_found = TRUE;
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_empty, data);
}

/* Whether its pictures are there, and the window manager has made it as wide as it wants to be. */
static gboolean
is_settled (GtkWidget *window)
{
  gboolean is_empty = FALSE;
  gint     least;

  find_empty (window, &is_empty);
  gtk_widget_get_preferred_width (window, &least, NULL);
  return !is_empty && least <= gtk_widget_get_allocated_width (window);
}

/* While it goes round with Tab, events are handled. */
static gboolean is_busy;

/* When everything is drawn that was to be drawn. */
static gboolean
answer (gpointer data)
{
  const gchar      *path  = g_getenv ("SMP_TEST_LOOK");
  g_autofree gchar *asked = NULL;
  static gint       n_polls;
  GtkWidget        *window;

  if (is_busy || !g_file_get_contents (path, &asked, NULL, NULL) || !(window = find_dialog ()) ||
      (!is_settled (window) && n_polls++ < MOST_POLLS))
    return G_SOURCE_REMOVE;
  is_busy = TRUE;
  do_asked (asked, window);
  is_busy = FALSE;
  remove (path);
  return G_SOURCE_REMOVE;
}

static gboolean
poll (gpointer data)
{
  if (!is_busy && g_file_test (g_getenv ("SMP_TEST_LOOK"), G_FILE_TEST_EXISTS) && find_dialog ())
    g_idle_add_full (G_PRIORITY_LOW, answer, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

void
smp_test_legible_start (void)
{
  if (g_getenv ("SMP_TEST_LOOK"))
    g_timeout_add (POLL_MS, poll, NULL);
}
