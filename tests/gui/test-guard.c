/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No value of a dialog changes unless the person means it: what is typed into number fields, and
 * where the mouse's wheel turns. */

#include <libgimp/gimpui.h>
#include <string.h>

#include "dialogs/guard.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *scrolled;
  GtkWidget *other;
  GtkWidget *number; /* a slider, from 0 to 400, at 150 */
  GtkWidget *choice;
  GtkWidget *sentence;
} Controls;

static void
controls_init (Controls *c, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *pad = gtk_label_new (NULL);

  c->window   = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  c->scrolled = gtk_scrolled_window_new (NULL, NULL);
  c->other    = gtk_entry_new ();
  c->number =
    gimp_spin_scale_new (gtk_adjustment_new (150.0, 0.0, 400.0, 1.0, 10.0, 0.0), "Density", 1);
  c->choice   = gtk_combo_box_text_new ();
  c->sentence = gtk_label_new (NULL);
  for (gint i = 0; i < 3; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (c->choice), "choice");
  gtk_combo_box_set_active (GTK_COMBO_BOX (c->choice), 1);
  gtk_widget_set_size_request (pad, 10, 2000);
  gtk_container_add (GTK_CONTAINER (box), c->other);
  gtk_container_add (GTK_CONTAINER (box), c->number);
  gtk_container_add (GTK_CONTAINER (box), c->choice);
  gtk_container_add (GTK_CONTAINER (box), c->sentence);
  gtk_container_add (GTK_CONTAINER (box), pad);
  gtk_container_add (GTK_CONTAINER (c->scrolled), box);
  gtk_container_add (GTK_CONTAINER (c->window), c->scrolled);
  gtk_window_set_default_size (GTK_WINDOW (c->window), 300, 300);
  smp_guard_controls (c->window, c->sentence);
  gtk_widget_show_all (c->window);
  while (gtk_events_pending ())
    gtk_main_iteration ();
  gtk_widget_grab_focus (c->other);
}

static void
controls_clear (Controls *c, gconstpointer data)
{
  gtk_widget_destroy (c->window);
}

/* Letter by letter, as from the keyboard, and then on to the next control. */
static void
type (Controls *c, const gchar *text)
{
  gint place = 0;

  gtk_editable_delete_text (GTK_EDITABLE (c->number), 0, -1);
  for (const gchar *letter = text; *letter; letter = g_utf8_next_char (letter))
    gtk_editable_insert_text (GTK_EDITABLE (c->number), letter,
                              (gint) (g_utf8_next_char (letter) - letter), &place);
  gtk_spin_button_update (GTK_SPIN_BUTTON (c->number));
}

static gdouble
value (const Controls *c)
{
  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (c->number));
}

static const gchar *
said (const Controls *c)
{
  return gtk_label_get_text (GTK_LABEL (c->sentence));
}

static void
test_a_number_counts (Controls *c, gconstpointer data)
{
  static const struct
  {
    const gchar *typed;
    gdouble      value;
  } numbers[] = { { "12", 12.0 },   { "0,5", 0.5 }, { "0.5", 0.5 },  { " 9.5 ", 9.5 },
                  { "400", 400.0 }, { "0", 0.0 },   { "1e2", 100.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      type (c, numbers[i].typed);
      g_assert_cmpfloat (value (c), ==, numbers[i].value);
      g_assert_cmpstr (said (c), ==, "");
    }
}

static void
test_what_is_none_leaves_the_old_one (Controls *c, gconstpointer data)
{
  static const gchar *const typed[] = { "abc", "nan",   "inf",   "1e999", "-3",    "-0,1",
                                        "401", "1,2,3", "1,2.3", "12 mm", "12 13", "--" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      type (c, "131");
      type (c, "130");
      g_assert_cmpstr (said (c), ==, "");
      type (c, typed[i]);
      /* A field may be read more than once. */
      gtk_spin_button_update (GTK_SPIN_BUTTON (c->number));
      g_assert_cmpfloat (value (c), ==, 130.0);
      g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (c->number)), ==, "130.0");
      g_assert_nonnull (strstr (said (c), typed[i]));
      g_assert_nonnull (strstr (said (c), "from 0 to 400"));
    }
  type (c, "");
  g_assert_cmpfloat (value (c), ==, 130.0);
  g_assert_cmpstr (said (c), !=, "");
}

/* A field shows fewer digits than its value has. */
static void
test_what_is_not_typed_stays_exact (Controls *c, gconstpointer data)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (c->number), 33.333);
  gtk_spin_button_update (GTK_SPIN_BUTTON (c->number));
  g_assert_cmpfloat (value (c), ==, 33.333);
}

static void
turn_wheel (GtkWidget *widget)
{
  GdkEvent *event = gdk_event_new (GDK_SCROLL);
  GdkSeat  *seat  = gdk_display_get_default_seat (gtk_widget_get_display (widget));

  event->scroll.window    = g_object_ref (gtk_widget_get_window (widget));
  event->scroll.direction = GDK_SCROLL_DOWN;
  event->scroll.delta_y   = 1.0;
  gdk_event_set_device (event, gdk_seat_get_pointer (seat));
  gtk_widget_event (widget, event);
  gdk_event_free (event);
}

static gdouble
scrolled_to (const Controls *c)
{
  return gtk_adjustment_get_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (c->scrolled)));
}

static void
test_the_wheel_scrolls (Controls *c, gconstpointer data)
{
  gdouble was = scrolled_to (c);

  turn_wheel (c->number);
  g_assert_cmpfloat (value (c), ==, 150.0);
  g_assert_cmpfloat (scrolled_to (c), >, was);
  was = scrolled_to (c);
  turn_wheel (c->choice);
  g_assert_cmpint (gtk_combo_box_get_active (GTK_COMBO_BOX (c->choice)), ==, 1);
  g_assert_cmpfloat (scrolled_to (c), >, was);
}

static void
test_the_wheel_changes_what_has_the_focus (Controls *c, gconstpointer data)
{
  gtk_widget_grab_focus (c->number);
  turn_wheel (c->number);
  g_assert_cmpfloat (value (c), <, 150.0);
  g_assert_cmpfloat (scrolled_to (c), ==, 0.0);
}

#define ADD(path, test) g_test_add (path, Controls, NULL, controls_init, test, controls_clear)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("/guard/number", test_a_number_counts);
  ADD ("/guard/no-number", test_what_is_none_leaves_the_old_one);
  ADD ("/guard/untouched", test_what_is_not_typed_stays_exact);
  ADD ("/guard/wheel/scrolls", test_the_wheel_scrolls);
  ADD ("/guard/wheel/focus", test_the_wheel_changes_what_has_the_focus);
  return g_test_run ();
}
