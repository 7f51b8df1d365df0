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

static gboolean
draw_page (gpointer data)
{
  PagePreview *self        = data;
  const gint   scale       = gtk_widget_get_scale_factor (self->area);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *page;

  self->waiting = 0;
  page =
    smp_draft_page (self->draft, self->config, scale * self->width, scale * self->height, &error);
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

  g_object_get (self->config, ARGUMENT, &is_wanted, NULL);
  gtk_widget_set_visible (self->area, is_wanted);
  if (self->waiting)
    g_source_remove (self->waiting);
  self->waiting = 0;
  if (is_wanted)
    self->waiting = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, draw_page, self, NULL);
}

/* In the middle, where the page will be. */
static void
draw_words (GtkWidget *area, cairo_t *cr, const gchar *words)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (area, words);
  GtkStyleContext *style         = gtk_widget_get_style_context (area);
  gint             width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_render_layout (style, cr, (gtk_widget_get_allocated_width (area) - width) / 2.0,
                     (gtk_widget_get_allocated_height (area) - height) / 2.0, layout);
}

static gboolean
on_draw (GtkWidget *area, cairo_t *cr, const PagePreview *self)
{
  const gint scale = gtk_widget_get_scale_factor (area);
  gint       width, height, x, y;

  if (!self->page)
    {
      draw_words (area, cr, self->waiting ? _ ("The pictures are being drawn …") : "");
      return GDK_EVENT_STOP;
    }
  width  = cairo_image_surface_get_width (self->page);
  height = cairo_image_surface_get_height (self->page);
  x      = (scale * gtk_widget_get_allocated_width (area) - width) / 2;
  y      = (scale * gtk_widget_get_allocated_height (area) - height) / 2;
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, self->page, x, y);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_set_line_width (cr, 1.0);
  cairo_rectangle (cr, x + 0.5, y + 0.5, width - 1, height - 1);
  cairo_stroke (cr);
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
  self->draft   = smp_draft_new (treatments);
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
