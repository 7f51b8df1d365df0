/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fit.h"
#include "keys.h"
#include "place.h"

#define SPACING 6
#define BORDER  12

/* Of a screen's height, what is left for the window's frame. */
#define FRAME_HEIGHT 50
#define LEAST_HEIGHT 120

#define SCROLLED "smp-scrolled"
#define KEYS     "smp-keys"
#define HAS_KEYS "smp-has-keys"
#define WENT_TO  "smp-went-to"

/* A window manager answers within so many frames. */
#define REST_FRAMES 20

/* GIMP's buttons to load and save settings stand in a box of their own beside the content. */
static void
drop_settings (GtkWidget *child, gpointer data)
{
  if (!GTK_IS_BUTTON_BOX (child))
    return;
  gtk_widget_set_no_show_all (child, TRUE);
  gtk_widget_hide (child);
}

/* What the person went to last, a heading that was opened or a control: what is opened grows, and
 * then the window with it, each in its own time, and until both rest it is kept in sight. */
typedef struct
{
  GtkWidget *target; /* or NULL */
  gint       top;
  gint       height;
  gdouble    page;
  gint       n_frames;
  guint      tick;
} WentTo;

/* FALSE where it is nowhere. */
static gboolean
place_in (GtkWidget *scrolled, GtkWidget *target, gint *top)
{
  GtkWidget *viewport = gtk_bin_get_child (GTK_BIN (scrolled));
  GtkWidget *content  = GTK_IS_BIN (viewport) ? gtk_bin_get_child (GTK_BIN (viewport)) : NULL;

  return content && gtk_widget_translate_coordinates (target, content, 0, 0, NULL, top);
}

/* As much of it as there is room for; its top counts for more than its end. */
static void
reveal (GtkWidget *scrolled, const WentTo *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_clamp_page (place, self->top, self->top + self->height);
  if (gtk_adjustment_get_value (place) > self->top)
    gtk_adjustment_set_value (place, self->top);
}

/* Whether it has another place or size, or the window shows more or less. */
static gboolean
has_moved (GtkWidget *scrolled, WentTo *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  const WentTo   was   = *self;

  self->height = gtk_widget_get_allocated_height (self->target);
  self->page   = gtk_adjustment_get_page_size (place);
  return place_in (scrolled, self->target, &self->top) &&
         (self->top != was.top || self->height != was.height || self->page != was.page);
}

static gboolean
follow (GtkWidget *scrolled, GdkFrameClock *clock, gpointer data)
{
  WentTo *self = data;

  if (!self->target)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  if (has_moved (scrolled, self))
    {
      self->n_frames = 0;
      reveal (scrolled, self);
    }
  if (++self->n_frames < REST_FRAMES)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
went_to_free (gpointer data)
{
  WentTo *self = data;

  g_clear_weak_pointer (&self->target);
  g_free (self);
}

static WentTo *
went_to_of (GtkWidget *scrolled)
{
  WentTo *self = g_object_get_data (G_OBJECT (scrolled), WENT_TO);

  if (!self)
    {
      self = g_new0 (WentTo, 1);
      g_object_set_data_full (G_OBJECT (scrolled), WENT_TO, self, went_to_free);
    }
  return self;
}

static void
start_following (GtkWidget *target)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (target, GTK_TYPE_SCROLLED_WINDOW);
  WentTo    *self     = scrolled ? went_to_of (scrolled) : NULL;

  if (!self)
    return;
  g_set_weak_pointer (&self->target, target);
  has_moved (scrolled, self);
  self->n_frames = 0;
  if (!self->tick)
    self->tick = gtk_widget_add_tick_callback (scrolled, follow, self, NULL);
}

static void
on_focus (GtkWidget *content, GtkWidget *focus)
{
  if (focus && gtk_widget_is_ancestor (focus, content))
    start_following (focus);
}

static void
find_keys (GtkWidget *widget, gpointer keys)
{
  const guint key = smp_key_of (widget);

  if (key)
    g_array_append_val ((GArray *) keys, key);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_keys, keys);
}

static GArray *
keys_of (GtkWidget *expander)
{
  return g_object_get_data (G_OBJECT (expander), KEYS);
}

/* While it is closed, the keys of what is in it are its own. */
static void
take_keys (GtkWidget *expander)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (expander));
  GArray    *keys   = keys_of (expander);

  for (guint i = 0; i < keys->len; i++)
    gtk_window_add_mnemonic (window, g_array_index (keys, guint, i), expander);
  g_object_set_data (G_OBJECT (expander), HAS_KEYS, expander);
}

static void
give_keys_back (GtkWidget *expander)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (expander));
  GArray    *keys   = keys_of (expander);

  if (!g_object_steal_data (G_OBJECT (expander), HAS_KEYS))
    return;
  for (guint i = 0; i < keys->len; i++)
    gtk_window_remove_mnemonic (window, g_array_index (keys, guint, i), expander);
}

/* What the key leads to is shown first. */
static gboolean
on_mnemonic (GtkWidget *expander)
{
  g_autoptr (GdkEvent) event = gtk_get_current_event ();
  GArray         *keys       = keys_of (expander);
  GdkModifierType modifiers  = 0;
  guint           pressed    = 0;

  if (!event || !gdk_event_get_keyval (event, &pressed) ||
      !gdk_event_get_state (event, &modifiers) ||
      gtk_expander_get_expanded (GTK_EXPANDER (expander)))
    return FALSE;
  pressed = gdk_keyval_to_lower (pressed);
  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, guint, i) == pressed)
      {
        gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
        gtk_window_mnemonic_activate (GTK_WINDOW (gtk_widget_get_toplevel (expander)), pressed,
                                      modifiers & gtk_accelerator_get_default_mod_mask ());
        return TRUE;
      }
  return FALSE;
}

/* What is closed is not there for the keys that go from one control to the next. */
static void
on_expanded (GtkWidget *expander)
{
  const gboolean is_open = gtk_expander_get_expanded (GTK_EXPANDER (expander));

  gtk_widget_set_visible (gtk_bin_get_child (GTK_BIN (expander)), is_open);
  if (!is_open)
    {
      take_keys (expander);
      return;
    }
  give_keys_back (expander);
  start_following (expander);
}

static void
watch_expander (GtkWidget *expander)
{
  GtkWidget *content = gtk_bin_get_child (GTK_BIN (expander));
  GArray    *keys    = g_array_new (FALSE, FALSE, sizeof (guint));

  find_keys (content, keys);
  g_object_set_data_full (G_OBJECT (expander), KEYS, keys, (GDestroyNotify) g_array_unref);
  gtk_widget_set_no_show_all (content, TRUE);
  on_expanded (expander);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (on_expanded), NULL);
  g_signal_connect (expander, "mnemonic-activate", G_CALLBACK (on_mnemonic), NULL);
  /* The window wants to be rid of them before its controls go. */
  g_signal_connect_object (gtk_widget_get_toplevel (expander), "destroy",
                           G_CALLBACK (give_keys_back), expander, G_CONNECT_SWAPPED);
}

static void
watch (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_EXPANDER (widget))
    watch_expander (widget);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), watch, data);
}

void
smp_dialog_watch_expanders (GtkWidget *content)
{
  watch (content, NULL);
  g_signal_connect_object (gtk_widget_get_toplevel (content), "set-focus", G_CALLBACK (on_focus),
                           content, G_CONNECT_SWAPPED);
}

GtkWidget *
smp_dialog_fill_scrolled (GimpProcedureDialog *dialog, GList *names)
{
  GtkWidget *box = gimp_procedure_dialog_fill_box_list (dialog, "smp-all", names);
  GtkWidget *scrolled;

  gtk_box_set_spacing (GTK_BOX (box), SPACING);
  gtk_container_set_border_width (GTK_CONTAINER (box), BORDER);
  scrolled = gimp_procedure_dialog_fill_scrolled_window (dialog, SCROLLED, "smp-all");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (scrolled), GTK_SHADOW_NONE);
  gimp_procedure_dialog_fill (dialog, SCROLLED, NULL);
  smp_keys_hide (scrolled);
  smp_dialog_watch_expanders (scrolled);
  g_object_set_data (G_OBJECT (dialog), SCROLLED, scrolled);
  smp_dialog_place_aside (GTK_WIDGET (dialog));
  gtk_container_foreach (GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (dialog))),
                         drop_settings, NULL);
  return box;
}

void
smp_dialog_fit (GtkWidget *dialog)
{
  GtkScrolledWindow *scrolled = g_object_get_data (G_OBJECT (dialog), SCROLLED);
  GdkRectangle       screen;
  GdkWindow         *window  = gtk_widget_get_window (dialog);
  GdkDisplay        *display = gtk_widget_get_display (dialog);
  GdkMonitor        *monitor = window ? gdk_display_get_monitor_at_window (display, window)
                                      : gdk_display_get_monitor (display, 0);
  gint               width, height, content;

  gdk_monitor_get_workarea (monitor, &screen);
  gtk_scrolled_window_set_max_content_height (scrolled, -1);
  gtk_widget_get_preferred_height (dialog, NULL, &height);
  gtk_widget_get_preferred_height (GTK_WIDGET (scrolled), NULL, &content);
  gtk_scrolled_window_set_max_content_height (scrolled,
                                              MAX (LEAST_HEIGHT, screen.height - FRAME_HEIGHT -
                                                                   (height - content)));
  if (!window)
    return;
  gtk_widget_get_preferred_height (dialog, NULL, &height);
  gtk_window_get_size (GTK_WINDOW (dialog), &width, NULL);
  gtk_window_resize (GTK_WINDOW (dialog), width, height);
}
