/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libgimp/gimpui.h>

#include "place.h"

#define PLACE  "smp-place"
#define BORDER 12
#define GROUP  "places"

/* Of a screen's height, what is left for the window's frame and the buttons, of which a window that
 * is placed does not know yet. */
#define BUTTONS_HEIGHT 170

/* Of a window that was left at the screen's rim, so much is to be seen again. */
#define LEAST_SEEN 160

/* Of a screen, what GIMP's canvas is when its window fills it, in whose middle the photo lies. */
#define CANVAS_WIDTH  0.65
#define CANVAS_HEIGHT 0.75

/* A window manager may shift a window by a frame. */
#define SAME_PX 40

/* Where it was put first, and where it is now; both as the window manager says. */
typedef struct
{
  gdouble  from, to, aspect;
  gboolean is_placed;
  gint     first_x, first_y;
  gint     x, y;
} WindowPlace;

static gchar *
file_path (void)
{
  return g_build_filename (gimp_directory (), "smp", "places", NULL);
}

/* A title as a key.  What asks for something first has the title of the dialog that it asks for,
 * and another size.  Returns: (transfer full) */
static gchar *
key_of (GtkWidget *dialog)
{
  const gchar *title = gtk_window_get_title (GTK_WINDOW (dialog));
  const gchar *role =
    GIMP_IS_PROCEDURE_DIALOG (dialog) ? NULL : gtk_window_get_role (GTK_WINDOW (dialog));

  return g_strdelimit (role ? g_strdup_printf ("%s %s", title, role) : g_strdup (title), "=[] \t\n",
                       '-');
}

/* FALSE where nothing is remembered that is a place.  A file may hold anything. */
static gboolean
recall (GtkWidget *dialog, gint *x, gint *y)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree gchar *path    = file_path ();
  g_autofree gchar *key     = key_of (dialog);
  g_autofree gint  *numbers = NULL;
  gsize             n       = 0;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  numbers = g_key_file_get_integer_list (file, GROUP, key, &n, NULL);
  if (!numbers || n != 2)
    return FALSE;
  *x = numbers[0];
  *y = numbers[1];
  return TRUE;
}

/* What cannot be written is not remembered, and no more is lost. */
static void
remember (GtkWidget *dialog, const WindowPlace *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree gchar *path    = file_path ();
  g_autofree gchar *folder  = g_path_get_dirname (path);
  g_autofree gchar *key     = key_of (dialog);
  gint              both[]  = { self->x, self->y };

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_integer_list (file, GROUP, key, both, G_N_ELEMENTS (both));
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_key_file_save_to_file (file, path, NULL);
}

/* Screens come and go. */
static void
move_into_sight (GtkWidget *dialog, gint x, gint y)
{
  GdkMonitor *monitor =
    gdk_display_get_monitor_at_point (gtk_widget_get_display (dialog), x + LEAST_SEEN / 2, y);
  GdkRectangle screen;
  gint         width;

  gdk_monitor_get_workarea (monitor, &screen);
  gtk_window_get_size (GTK_WINDOW (dialog), &width, NULL);
  x = CLAMP (x, screen.x + MIN (LEAST_SEEN - width, 0), screen.x + screen.width - LEAST_SEEN);
  y = CLAMP (y, screen.y, screen.y + MAX (screen.height - LEAST_SEEN, 0));
  gtk_window_move (GTK_WINDOW (dialog), x, y);
}

/* At the right, unless it would lie over what it is about there, and over clearly less of it at the
 * left: of what lies in the middle it hides as much on either side. */
static gint
aside (const WindowPlace *self, const GdkRectangle *screen, gint width)
{
  const gint    right = MAX (0, screen->width - width - BORDER);
  const gdouble shown =
    MIN (CANVAS_WIDTH * screen->width, CANVAS_HEIGHT * screen->height * self->aspect);
  const gdouble over_right = 0.5 * screen->width + (self->to - 0.5) * shown - right;
  const gdouble over_left  = BORDER + width - 0.5 * screen->width - (self->from - 0.5) * shown;

  return over_right > 0.0 && over_left + BORDER < over_right ? MIN (BORDER, right) : right;
}

static void
on_realize (GtkWidget *dialog, const WindowPlace *self)
{
  GdkRectangle screen;
  GdkMonitor  *monitor = gdk_display_get_monitor_at_window (gtk_widget_get_display (dialog),
                                                            gtk_widget_get_window (dialog));
  gint         width, height, x, y;

  if (recall (dialog, &x, &y))
    {
      move_into_sight (dialog, x, y);
      return;
    }
  gdk_monitor_get_workarea (monitor, &screen);
  gtk_window_get_size (GTK_WINDOW (dialog), &width, &height);
  x = aside (self, &screen, width);
  gtk_window_move (GTK_WINDOW (dialog), screen.x + x,
                   screen.y + MAX (0, screen.height - height - BUTTONS_HEIGHT) / 2);
}

/* It is the person's move where the window is far from where it opened. */
static gboolean
on_configure (GtkWidget *dialog, GdkEvent *event, WindowPlace *self)
{
  if (!gtk_widget_get_mapped (dialog))
    return GDK_EVENT_PROPAGATE;
  gtk_window_get_position (GTK_WINDOW (dialog), &self->x, &self->y);
  if (!self->is_placed)
    {
      self->first_x = self->x;
      self->first_y = self->y;
    }
  self->is_placed = TRUE;
  return GDK_EVENT_PROPAGATE;
}

static void
on_unmap (GtkWidget *dialog, const WindowPlace *self)
{
  if (self->is_placed &&
      MAX (ABS (self->x - self->first_x), ABS (self->y - self->first_y)) > SAME_PX)
    remember (dialog, self);
}

static WindowPlace *
place_of (GtkWidget *dialog)
{
  WindowPlace *self = g_object_get_data (G_OBJECT (dialog), PLACE);

  if (self)
    return self;
  self = g_new0 (WindowPlace, 1);
  g_object_set_data_full (G_OBJECT (dialog), PLACE, self, g_free);
  g_signal_connect (dialog, "realize", G_CALLBACK (on_realize), self);
  g_signal_connect (dialog, "configure-event", G_CALLBACK (on_configure), self);
  g_signal_connect (dialog, "unmap", G_CALLBACK (on_unmap), self);
  return self;
}

void
smp_dialog_place_aside (GtkWidget *dialog)
{
  place_of (dialog);
}

void
smp_dialog_place_beside (GtkWidget *dialog, gdouble from, gdouble to, gdouble aspect)
{
  WindowPlace *self = place_of (dialog);

  self->from   = from;
  self->to     = to;
  self->aspect = aspect;
}
