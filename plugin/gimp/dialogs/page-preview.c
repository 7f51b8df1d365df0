/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "page-preview.h"
#include "pictures/draft.h"

#define ARGUMENT "show-page"
#define PREVIEW  "smp-page-preview"
#define BORDER   12

/* As large as the screen leaves beside the controls and above the buttons, within reason. */
#define LEAST_WIDTH    280
#define MOST_WIDTH     420
#define CONTROLS_WIDTH 620
#define LEAST_HEIGHT   396
#define MOST_HEIGHT    594
#define BUTTONS_HEIGHT 240

/* Controls that have not moved for so long rest. */
#define REST_MS 500

/* In a pause of the drawing the dialog answers for so long at most, and goes on. */
#define ANSWER_US (50 * 1000)

#define PROGRESS_HEIGHT 4
#define DIMMED          0.35

/* n_steps counts the pauses of the present drawing, n_steps_before those of the one before, which
 * tell about how far it is. */
typedef struct
{
  GimpProcedureConfig *config;
  SmpDraft            *draft;
  SmpPageTrouble       trouble;
  gpointer             data;
  GtkWidget           *area;
  cairo_surface_t     *page; /* or NULL */
  gint                 width;
  gint                 height;
  guint                waiting;
  gboolean             is_drawing;
  gboolean             is_outdated;
  guint                n_steps;
  guint                n_steps_before;
} PagePreview;

void
smp_page_preview_argument_add (GimpProcedure *procedure)
{
  gimp_procedure_add_boolean_aux_argument (procedure, ARGUMENT, _ ("Preview the page (_,)"),
                                           _ ("Shows beside the controls, small, what OK would "
                                              "make, and draws it anew when they have changed"),
                                           FALSE, G_PARAM_READWRITE);
}

static void
preview_free (gpointer data)
{
  PagePreview *self = data;

  if (self->waiting)
    g_source_remove (self->waiting);
  g_signal_handlers_disconnect_by_data (self->config, self);
  g_clear_pointer (&self->page, cairo_surface_destroy);
  smp_draft_free (self->draft);
  g_free (self);
}

/* By the screen that the dialog opens on, as far as that is known. */
static void
size_page (PagePreview *self)
{
  GdkRectangle screen;

  gdk_monitor_get_workarea (gdk_display_get_monitor (gdk_display_get_default (), 0), &screen);
  self->width  = CLAMP (screen.width - CONTROLS_WIDTH, LEAST_WIDTH, MOST_WIDTH);
  self->height = CLAMP (screen.height - BUTTONS_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT);
}

/* Lets the dialog do what waits to be done.  A drawing of what has changed by that is given up. */
static gboolean
answer (gpointer data)
{
  PagePreview *self     = data;
  const gint64 until_us = g_get_monotonic_time () + ANSWER_US;

  self->n_steps++;
  gtk_widget_queue_draw (self->area);
  while (!self->is_outdated && g_get_monotonic_time () < until_us && g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  return !self->is_outdated;
}

/* Whether the person is in a list or in another window of the dialog's. */
static gboolean
is_busy_elsewhere (const PagePreview *self)
{
  GtkWidget *grabbed = gtk_grab_get_current ();

  return grabbed && grabbed != gtk_widget_get_toplevel (self->area);
}

static gboolean
draw_page (gpointer data)
{
  PagePreview *self        = data;
  const gint   scale       = gtk_widget_get_scale_factor (self->area);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *page;

  if (self->is_drawing || is_busy_elsewhere (self))
    return G_SOURCE_CONTINUE;
  self->waiting     = 0;
  self->is_drawing  = TRUE;
  self->is_outdated = FALSE;
  self->n_steps     = 0;
  page =
    smp_draft_page (self->draft, self->config, scale * self->width, scale * self->height, &error);
  self->is_drawing = FALSE;
  if (self->is_outdated)
    {
      g_clear_pointer (&page, cairo_surface_destroy);
      return G_SOURCE_REMOVE;
    }
  self->n_steps_before = self->n_steps;
  self->trouble (error, self->data);
  g_clear_pointer (&self->page, cairo_surface_destroy);
  self->page = page;
  gtk_widget_queue_draw (self->area);
  return G_SOURCE_REMOVE;
}

static void
draw_later (PagePreview *self)
{
  gboolean is_wanted;

  self->is_outdated = TRUE;
  g_object_get (self->config, ARGUMENT, &is_wanted, NULL);
  gtk_widget_set_visible (self->area, is_wanted);
  if (self->waiting)
    g_source_remove (self->waiting);
  self->waiting = 0;
  if (is_wanted)
    self->waiting = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, draw_page, self, NULL);
}

gboolean
smp_page_preview_give_up (GtkWidget *area)
{
  PagePreview   *self        = g_object_get_data (G_OBJECT (area), PREVIEW);
  const gboolean was_drawing = self->is_drawing;

  if (was_drawing)
    draw_later (self);
  return was_drawing;
}

/* About how far the drawing is, in the middle, where the page will be. */
static void
draw_progress (GtkWidget *area, cairo_t *cr, const PagePreview *self)
{
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (area, _ ("The pictures are being drawn …"));
  const gdouble n = MAX (self->n_steps_before, self->n_steps + 1);
  gint          width, height;
  gdouble       x, y;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = (gtk_widget_get_allocated_width (area) - width) / 2.0;
  y = (gtk_widget_get_allocated_height (area) - height) / 2.0;
  cairo_set_source_rgb (cr, 0.15, 0.15, 0.15);
  cairo_rectangle (cr, x - BORDER, y - BORDER, width + 2 * BORDER, height + 2 * BORDER);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_rectangle (cr, x, y + height + 2, self->n_steps / n * width, PROGRESS_HEIGHT);
  cairo_fill (cr);
}

/* A page that gives way to another one is dimmed. */
static void
draw_drawn (GtkWidget *area, cairo_t *cr, const PagePreview *self)
{
  const gint scale  = gtk_widget_get_scale_factor (area);
  const gint width  = cairo_image_surface_get_width (self->page);
  const gint height = cairo_image_surface_get_height (self->page);
  const gint x      = (scale * gtk_widget_get_allocated_width (area) - width) / 2;
  const gint y      = (scale * gtk_widget_get_allocated_height (area) - height) / 2;

  cairo_save (cr);
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, self->page, x, y);
  cairo_paint_with_alpha (cr, self->is_drawing ? DIMMED : 1.0);
  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_set_line_width (cr, 1.0);
  cairo_rectangle (cr, x + 0.5, y + 0.5, width - 1, height - 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static gboolean
on_draw (GtkWidget *area, cairo_t *cr, const PagePreview *self)
{
  if (self->page)
    draw_drawn (area, cr, self);
  if (self->is_drawing || (self->waiting && !self->page))
    draw_progress (area, cr, self);
  return GDK_EVENT_STOP;
}

GtkWidget *
smp_page_preview_new (GimpProcedureConfig *config,
                      GPtrArray           *treatments,
                      SmpPageTrouble       trouble,
                      gpointer             data)
{
  PagePreview *self = g_new0 (PagePreview, 1);

  self->config  = config;
  self->draft   = smp_draft_new (treatments, answer, self);
  self->trouble = trouble;
  self->data    = data;
  self->area    = gtk_drawing_area_new ();
  size_page (self);
  gtk_widget_set_size_request (self->area, self->width + BORDER, self->height);
  gtk_widget_set_margin_end (self->area, BORDER);
  gtk_widget_set_tooltip_text (self->area, _ ("What OK would make, small"));
  gtk_widget_set_no_show_all (self->area, TRUE);
  g_signal_connect (self->area, "draw", G_CALLBACK (on_draw), self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (draw_later), self);
  g_object_set_data_full (G_OBJECT (self->area), PREVIEW, self, preview_free);
  draw_later (self);
  return self->area;
}

GtkWidget *
smp_page_preview_tick_new (GimpProcedureConfig *config)
{
  GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), ARGUMENT);
  GtkWidget  *tick = gtk_check_button_new_with_mnemonic (g_param_spec_get_nick (spec));

  gtk_widget_set_tooltip_text (tick, g_param_spec_get_blurb (spec));
  g_object_bind_property (config, ARGUMENT, tick, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_widget_show (tick);
  return tick;
}
