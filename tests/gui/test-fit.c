/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the person went to last stays in sight while a dialog's content is still growing. */

#include <libgimp/gimpui.h>

#include "dialogs/fit.h"

#define MOST_TRIES 100
#define WAIT_US    20000

typedef struct
{
  GtkWidget *window;
  GtkWidget *scrolled;
  GtkWidget *first;
  GtkWidget *heading;
  GtkWidget *grows; /* in the heading's content, above the last */
  GtkWidget *last;
} Content;

static void
content_init (Content *c, gconstpointer data)
{
  GtkWidget *box    = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  c->window   = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  c->scrolled = gtk_scrolled_window_new (NULL, NULL);
  c->first    = gtk_entry_new ();
  c->heading  = gtk_expander_new ("More");
  c->grows    = gtk_label_new ("…");
  c->last     = gtk_entry_new ();
  gtk_widget_set_size_request (c->first, 10, 250);
  gtk_widget_set_size_request (c->grows, 10, 400);
  gtk_container_add (GTK_CONTAINER (inside), c->grows);
  gtk_container_add (GTK_CONTAINER (inside), c->last);
  gtk_container_add (GTK_CONTAINER (c->heading), inside);
  gtk_container_add (GTK_CONTAINER (box), c->first);
  gtk_container_add (GTK_CONTAINER (box), c->heading);
  gtk_container_add (GTK_CONTAINER (c->scrolled), box);
  gtk_container_add (GTK_CONTAINER (c->window), c->scrolled);
  gtk_window_set_default_size (GTK_WINDOW (c->window), 300, 300);
  gtk_widget_show_all (c->scrolled);
  smp_dialog_watch_expanders (c->scrolled);
  gtk_widget_show (c->window);
  gtk_widget_grab_focus (c->first);
}

static void
content_clear (Content *c, gconstpointer data)
{
  gtk_widget_destroy (c->window);
}

/* Its upper edge within what is seen, or a negative number where it is above that. */
static gint
seen_at (const Content *c, GtkWidget *widget)
{
  gint y;

  g_assert_true (gtk_widget_translate_coordinates (widget, c->scrolled, 0, 0, NULL, &y));
  return y;
}

static gboolean
is_seen (const Content *c, GtkWidget *widget)
{
  const gint y = seen_at (c, widget);

  return y >= 0 && y + MIN (gtk_widget_get_allocated_height (widget), 20) <=
                     gtk_widget_get_allocated_height (c->scrolled);
}

/* For as long as a window takes to rest. */
static void
rest (void)
{
  for (gint i = 0; i < MOST_TRIES; i++)
    {
      while (gtk_events_pending ())
        gtk_main_iteration ();
      g_usleep (WAIT_US / 4);
    }
}

static void
open_heading (const Content *c)
{
  gtk_expander_set_expanded (GTK_EXPANDER (c->heading), TRUE);
  for (gint i = 0; i < MOST_TRIES && gtk_widget_get_allocated_height (c->grows) < 400; i++)
    {
      while (gtk_events_pending ())
        gtk_main_iteration ();
      g_usleep (WAIT_US);
    }
}

static void
test_what_is_opened_is_scrolled_into_sight (Content *c, gconstpointer data)
{
  rest ();
  open_heading (c);
  rest ();
  g_assert_cmpint (ABS (seen_at (c, c->heading)), <=, 1);
}

static void
test_the_control_that_was_gone_to_stays_in_sight (Content *c, gconstpointer data)
{
  rest ();
  open_heading (c);
  gtk_widget_grab_focus (c->last);
  /* Figures come when they have been worked out. */
  gtk_widget_set_size_request (c->grows, 10, 600);
  rest ();
  g_assert_cmpint (gtk_widget_get_allocated_height (c->grows), ==, 600);
  g_assert_true (is_seen (c, c->last));
}

#define ADD(path, test) g_test_add (path, Content, NULL, content_init, test, content_clear)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("/fit/opened", test_what_is_opened_is_scrolled_into_sight);
  ADD ("/fit/gone-to", test_the_control_that_was_gone_to_stays_in_sight);
  return g_test_run ();
}
