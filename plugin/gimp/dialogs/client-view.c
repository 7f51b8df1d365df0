/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#include "client-view.h"
#include "export/source-mark.h"
#include "pictures/views.h"
#include "smp/error.h"
#include "treatment/pause.h"

#define SPACING 12

/* Of the screen's height, what the words below the picture are given. */
#define WORDS_HEIGHT 110

/* A window that is gone is gone for the window manager too. */
#define SETTLED_MS 200

/* In a pause of the drawing the keys are heard for so long at most. */
#define ANSWER_US (20 * 1000)

/* The first and the second of the views. */
#define BEFORE     0
#define SIMULATION 1

#define STYLE                                                                   \
  "window.smp-client, .smp-client box { background: #101010; color: #f4f4f4; }" \
  ".smp-client .smp-title { font-size: 20px; font-weight: bold; }"              \
  ".smp-client .smp-hint { color: #b0b0b0; }"

/* wanted is what is to be shown while nothing is held.  seen is what is shown, once is_seen, and
 * what the title names: both stay until what is wanted is drawn. */
typedef struct
{
  GPtrArray               *treatments;
  const SmpCompareOptions *options;

  SmpViews  *views;
  GMainLoop *loop;
  GtkWidget *window;
  GtkWidget *area;
  GtkWidget *title;
  GtkWidget *simulated;
  GtkWidget *earlier;
  GtkWidget *later;
  guint      wanted;
  gboolean   is_held;
  gboolean   is_seen;
  guint      seen;
  guint      drawing;
  GError    *trouble;
} ClientView;

static guint
wanted_now (const ClientView *self)
{
  return self->is_held ? BEFORE : self->wanted;
}

static void
end (ClientView *self)
{
  g_main_loop_quit (self->loop);
}

static void
update (ClientView *self)
{
  const guint now = wanted_now (self);

  if (!self->views)
    return;
  gtk_widget_set_sensitive (self->earlier, self->wanted > BEFORE);
  gtk_widget_set_sensitive (self->later, self->wanted + 1 < smp_views_count (self->views));
  if (!smp_views_is_drawn (self->views, now))
    return;
  self->is_seen = TRUE;
  self->seen    = now;
  gtk_label_set_text (GTK_LABEL (self->title), smp_views_title (self->views, now));
  /* It keeps its room, so that the picture stays where it is. */
  gtk_widget_set_opacity (self->simulated, now == BEFORE ? 0.0 : 1.0);
  gtk_widget_queue_draw (self->area);
}

static void
go_to (ClientView *self, gint number)
{
  if (!self->views)
    return;
  self->wanted = (guint) CLAMP (number, BEFORE, (gint) smp_views_count (self->views) - 1);
  update (self);
}

static void
hold (ClientView *self, gboolean is_held)
{
  if (self->is_held == is_held)
    return;
  self->is_held = is_held;
  update (self);
}

static gboolean
on_draw (GtkWidget *area, cairo_t *cr, ClientView *self)
{
  const gint       scale = gtk_widget_get_scale_factor (area);
  cairo_surface_t *picture;

  if (!self->is_seen)
    return GDK_EVENT_STOP;
  picture = smp_views_get (self->views, self->seen, NULL);
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, picture,
                            (scale * gtk_widget_get_allocated_width (area) -
                             cairo_image_surface_get_width (picture)) /
                              2,
                            (scale * gtk_widget_get_allocated_height (area) -
                             cairo_image_surface_get_height (picture)) /
                              2);
  cairo_paint (cr);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkWidget *window, const GdkEventKey *event, ClientView *self)
{
  switch (event->keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
    case GDK_KEY_Page_Down:
      go_to (self, (gint) self->wanted + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
    case GDK_KEY_Page_Up:
      go_to (self, (gint) self->wanted - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      go_to (self, SIMULATION);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      go_to (self, G_MAXINT);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
      hold (self, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      end (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key_release (GtkWidget *window, const GdkEventKey *event, ClientView *self)
{
  if (event->keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  hold (self, FALSE);
  return GDK_EVENT_STOP;
}

static gboolean
on_button (GtkWidget *area, const GdkEventButton *event, ClientView *self)
{
  hold (self, event->type != GDK_BUTTON_RELEASE);
  return GDK_EVENT_STOP;
}

static void
on_earlier (ClientView *self)
{
  go_to (self, (gint) self->wanted - 1);
}

static void
on_later (ClientView *self)
{
  go_to (self, (gint) self->wanted + 1);
}

static gboolean
on_delete (ClientView *self)
{
  end (self);
  return GDK_EVENT_STOP;
}

/* The picture's room on the screen that the window is on, in its own pixels. */
static void
room_on_screen (GtkWidget *window, gint *width, gint *height)
{
  GdkWindow   *place    = gtk_widget_get_window (window);
  GdkMonitor  *monitor  = gdk_display_get_monitor_at_window (gdk_window_get_display (place), place);
  const gint   scale    = gdk_monitor_get_scale_factor (monitor);
  GdkRectangle geometry = { 0 };

  gdk_monitor_get_geometry (monitor, &geometry);
  *width  = geometry.width * scale;
  *height = MAX (geometry.height - WORDS_HEIGHT, 1) * scale;
}

/* Which is to be drawn next: what is waited for, and then the others in their order; the number of
 * views where all are. */
static guint
next_to_draw (const ClientView *self)
{
  guint i = 0;

  if (!smp_views_is_drawn (self->views, wanted_now (self)))
    return wanted_now (self);
  while (i < smp_views_count (self->views) && smp_views_is_drawn (self->views, i))
    i++;
  return i;
}

/* Hears the keys.  FALSE once the window is to go. */
static gboolean
answer (gpointer data)
{
  const ClientView *self     = data;
  const gint64      until_us = g_get_monotonic_time () + ANSWER_US;

  while (g_main_loop_is_running (self->loop) && g_get_monotonic_time () < until_us &&
         g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  return g_main_loop_is_running (self->loop);
}

/* One after the other; meanwhile the keys are heard.  Before is there first, and gives way to the
 * simulation. */
static gboolean
draw_next (gpointer data)
{
  ClientView *self = data;
  guint       next;
  gint        width, height;

  if (!self->views)
    {
      room_on_screen (self->window, &width, &height);
      self->views = smp_views_new (self->treatments, self->options, width, height, &self->trouble);
    }
  next = self->views ? next_to_draw (self) : 0;
  if (self->trouble || next == smp_views_count (self->views) ||
      !smp_views_get (self->views, next, &self->trouble))
    {
      self->drawing = 0;
      if (self->trouble)
        end (self);
      return G_SOURCE_REMOVE;
    }
  if (next == BEFORE && self->wanted == BEFORE)
    {
      update (self);
      self->wanted = SIMULATION;
    }
  update (self);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
button_new (const gchar *label, GCallback clicked, ClientView *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  /* The keys are the window's. */
  gtk_widget_set_can_focus (button, FALSE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
words_new (const gchar *words, const gchar *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_style_context_add_class (gtk_widget_get_style_context (label), style);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  return label;
}

/* The picture, below it what it shows and that it is simulated, and below that the buttons. */
static void
fill (ClientView *self)
{
  GtkWidget *box     = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING / 2);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *hint = words_new (_ ("Hold the space bar, or the mouse on the picture: before.  Arrow "
                                  "keys: the years.  Esc: end."),
                               "smp-hint");

  self->area      = gtk_drawing_area_new ();
  self->title     = words_new (_ ("The pictures are being drawn …"), "smp-title");
  self->earlier   = button_new (_ ("◀ Earlier"), G_CALLBACK (on_earlier), self);
  self->later     = button_new (_ ("Later ▶"), G_CALLBACK (on_later), self);
  self->simulated = words_new (smp_source_disclaimer (), "smp-hint");
  gtk_widget_set_opacity (self->simulated, 0.0);
  gtk_widget_set_sensitive (self->earlier, FALSE);
  gtk_widget_set_sensitive (self->later, FALSE);
  atk_object_set_name (gtk_widget_get_accessible (self->area), _ ("The picture"));
  gtk_widget_add_events (self->area, GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK);
  g_signal_connect (self->area, "draw", G_CALLBACK (on_draw), self);
  g_signal_connect (self->area, "button-press-event", G_CALLBACK (on_button), self);
  g_signal_connect (self->area, "button-release-event", G_CALLBACK (on_button), self);
  gtk_box_pack_start (GTK_BOX (buttons), self->earlier, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (buttons), self->later, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (buttons), hint, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (buttons), button_new (_ ("End"), G_CALLBACK (end), self), FALSE, FALSE,
                    0);
  gtk_container_set_border_width (GTK_CONTAINER (buttons), SPACING / 2);
  gtk_box_pack_start (GTK_BOX (box), self->area, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->title, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->simulated, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), buttons, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (self->window), box);
  gtk_widget_show_all (box);
}

static void
make_window (ClientView *self, GtkWindow *parent)
{
  self->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Before and Simulation"));
  gtk_window_set_transient_for (GTK_WINDOW (self->window), parent);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->window), "smp-client");
  fill (self);
  g_signal_connect (self->window, "key-press-event", G_CALLBACK (on_key), self);
  g_signal_connect (self->window, "key-release-event", G_CALLBACK (on_key_release), self);
  g_signal_connect_swapped (self->window, "delete-event", G_CALLBACK (on_delete), self);
  gtk_window_fullscreen (GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
present (gpointer parent)
{
  if (gtk_widget_get_visible (parent))
    gtk_window_present (parent);
  return G_SOURCE_REMOVE;
}

gboolean
smp_client_view_run (GtkWindow               *parent,
                     GPtrArray               *treatments,
                     const SmpCompareOptions *options,
                     GError                 **error)
{
  ClientView self                  = { .treatments = treatments, .options = options };
  GdkScreen *screen                = gtk_window_get_screen (parent);
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (style, STYLE, -1, NULL);
  gtk_style_context_add_provider_for_screen (screen, GTK_STYLE_PROVIDER (style),
                                             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  make_window (&self, parent);
  self.loop    = g_main_loop_new (NULL, FALSE);
  self.drawing = g_idle_add_full (G_PRIORITY_LOW, draw_next, &self, NULL);
  smp_pause_set (answer, &self);
  g_main_loop_run (self.loop);
  smp_pause_set (NULL, NULL);
  if (self.drawing)
    g_source_remove (self.drawing);
  gtk_widget_destroy (self.window);
  gtk_window_present (parent);
  /* Window managers that choose themselves who gets the keys of a window that is gone choose
   * another one. */
  g_timeout_add_full (G_PRIORITY_DEFAULT, SETTLED_MS, present, g_object_ref (parent),
                      g_object_unref);
  gtk_style_context_remove_provider_for_screen (screen, GTK_STYLE_PROVIDER (style));
  g_main_loop_unref (self.loop);
  g_clear_pointer (&self.views, smp_views_free);
  /* Whoever ends it while something is drawn gives that up. */
  if (g_error_matches (self.trouble, SMP_ERROR, SMP_ERROR_CANCELLED))
    g_clear_error (&self.trouble);
  if (!self.trouble)
    return TRUE;
  g_propagate_error (error, self.trouble);
  return FALSE;
}
