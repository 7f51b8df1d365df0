/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "split.h"
#include "text-layout.h"

#define MOST_PX      6000
#define LEAST_PX     640
#define GAP          0.7
#define TITLE_SIZE   1.35
#define HANDLE_SHARE 1.6
#define LINE_SHARE   0.14
#define N_ROUNDS     6

/* The line within a picture: a point on it, its direction, and the way to the simulation's side. */
typedef struct
{
  gdouble x, y;
  gdouble along_x, along_y;
  gdouble across_x, across_y;
} Line;

/* 0 lies at the one corner of the picture, 50 in the middle of what is treated, 100 at the other
 * corner. */
static Line
line_at (const SmpSplit *split, gint width, gint height, gdouble angle_deg, gdouble place_percent)
{
  gdouble angle = angle_deg * G_PI / 180.0;
  Line    line  = { 0 };
  gdouble reach, way, to_corner;

  line.along_x  = cos (angle);
  line.along_y  = -sin (angle);
  line.across_x = sin (angle);
  line.across_y = cos (angle);
  line.x        = split->middle_x * width;
  line.y        = split->middle_y * height;
  /* From the picture's middle to a corner, and from there back to the middle of the treatment. */
  reach     = 0.5 * (fabs (line.across_x) * width + fabs (line.across_y) * height);
  way       = place_percent / 50.0 - 1.0;
  to_corner = reach - (way < 0.0 ? -1.0 : 1.0) * ((line.x - 0.5 * width) * line.across_x +
                                                  (line.y - 0.5 * height) * line.across_y);
  line.x += way * to_corner * line.across_x;
  line.y += way * to_corner * line.across_y;
  return line;
}

static cairo_t *
draw_on (cairo_format_t format, gint width, gint height, cairo_surface_t **surface)
{
  *surface = cairo_image_surface_create (format, width, height);
  return cairo_create (*surface);
}

/* The simulation's side as a mask. */
static void
set_mask (GimpLayer *layer, gint width, gint height, const Line *line)
{
  const gdouble    far = 2.0 * (width + height);
  cairo_surface_t *surface;
  cairo_t         *cr   = draw_on (CAIRO_FORMAT_A8, width, height, &surface);
  GimpLayerMask   *mask = gimp_layer_get_mask (layer);
  GeglBuffer      *buffer;

  cairo_move_to (cr, line->x - far * line->along_x, line->y - far * line->along_y);
  cairo_rel_line_to (cr, 2.0 * far * line->along_x, 2.0 * far * line->along_y);
  cairo_rel_line_to (cr, far * line->across_x, far * line->across_y);
  cairo_rel_line_to (cr, -2.0 * far * line->along_x, -2.0 * far * line->along_y);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  if (!mask)
    {
      mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_BLACK);
      gimp_layer_add_mask (layer, mask);
    }
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (mask));
  gegl_buffer_set (buffer, GEGL_RECTANGLE (0, 0, width, height), 0, babl_format ("Y u8"),
                   cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface));
  gegl_buffer_flush (buffer);
  g_object_unref (buffer);
  gimp_drawable_update (GIMP_DRAWABLE (mask), 0, 0, width, height);
  cairo_surface_destroy (surface);
}

static void
arrow (cairo_t *cr, const Line *line, gdouble x, gdouble y, gdouble size, gdouble way)
{
  gdouble tip_x  = x + way * 0.62 * size * line->across_x;
  gdouble tip_y  = y + way * 0.62 * size * line->across_y;
  gdouble back_x = tip_x - way * 0.34 * size * line->across_x;
  gdouble back_y = tip_y - way * 0.34 * size * line->across_y;

  cairo_move_to (cr, back_x + 0.30 * size * line->along_x, back_y + 0.30 * size * line->along_y);
  cairo_line_to (cr, tip_x, tip_y);
  cairo_line_to (cr, back_x - 0.30 * size * line->along_x, back_y - 0.30 * size * line->along_y);
  cairo_stroke (cr);
}

/* The middle of the line's part within the picture. */
static void
middle_of (const Line *line, gint width, gint height, gdouble *x, gdouble *y)
{
  gdouble from = -G_MAXDOUBLE, to = G_MAXDOUBLE;
  gdouble starts[2] = { line->x, line->y };
  gdouble steps[2]  = { line->along_x, line->along_y };
  gdouble limits[2] = { width, height };

  for (gint i = 0; i < 2; i++)
    {
      gdouble a, b;

      if (fabs (steps[i]) < 1e-9)
        continue;
      a    = -starts[i] / steps[i];
      b    = (limits[i] - starts[i]) / steps[i];
      from = MAX (from, MIN (a, b));
      to   = MIN (to, MAX (a, b));
    }
  *x = CLAMP (line->x + 0.5 * (from + to) * line->along_x, 0.0, width);
  *y = CLAMP (line->y + 0.5 * (from + to) * line->along_y, 0.0, height);
}

/* The line and its handle, light with a dark rim, to be seen on any skin. */
static cairo_surface_t *
draw_line (gint width, gint height, const Line *line, gdouble base_px)
{
  const gdouble    far     = 2.0 * (width + height);
  const gdouble    thick   = MAX (LINE_SHARE * base_px, 2.0);
  const gdouble    size    = HANDLE_SHARE * base_px;
  const gdouble    tones[] = { 0.06, 1.0 };
  cairo_surface_t *surface;
  cairo_t         *cr = draw_on (CAIRO_FORMAT_ARGB32, width, height, &surface);
  gdouble          x, y;

  middle_of (line, width, height, &x, &y);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gint i = 0; i < 2; i++)
    {
      cairo_set_source_rgb (cr, tones[i], tones[i], tones[i]);
      cairo_set_line_width (cr, i ? thick : 2.0 * thick);
      cairo_move_to (cr, line->x - far * line->along_x, line->y - far * line->along_y);
      cairo_rel_line_to (cr, 2.0 * far * line->along_x, 2.0 * far * line->along_y);
      cairo_stroke (cr);
      cairo_arc (cr, x, y, i ? size : size + 0.5 * thick, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }
  cairo_set_source_rgb (cr, 0.06, 0.06, 0.06);
  cairo_set_line_width (cr, thick);
  arrow (cr, line, x, y, size, -1.0);
  arrow (cr, line, x, y, size, 1.0);
  cairo_destroy (cr);
  return surface;
}

void
smp_split_move (SmpSplit *split, gdouble angle_deg, gdouble place_percent)
{
  const gint       width = split->place.width, height = split->place.height;
  const gint       top  = split->band.above ? split->band.height : 0;
  Line             line = line_at (split, width, height, angle_deg, place_percent);
  cairo_surface_t *drawing;

  set_mask (split->simulation, width, height, &line);
  if (split->line)
    gimp_image_remove_layer (split->page->image, split->line);
  line.y -= top;
  drawing     = draw_line (width, height - split->band.height, &line, split->base_px);
  split->line = smp_page_add_drawing (split->page, drawing, split->place.x, split->place.y + top,
                                      _ ("Split line"));
}

/* The page round the picture: everything but the picture itself. */
typedef struct
{
  gint          width;
  gint          height;
  gint          most_px;
  gboolean      fixed;
  gboolean      flat;
  GeglRectangle crop;
  gint          gap;
  gint          title_height;
  gint          footer_height;
  gchar        *footer;
} Frame;

/* Measures the words at the present size; the picture's room is what they leave, or the other way
 * round. */
static void
measure (Frame *frame, SmpSplit *split, const SmpCompare *self)
{
  gint titles;

  frame->gap = (gint) ceil (GAP * split->base_px);
  frame->title_height =
    smp_words_height (self->font, _ ("Simulation"), TITLE_SIZE * split->base_px, G_MAXINT);
  titles = (frame->flat ? 2 : 1) * frame->title_height;
  if (!frame->fixed)
    frame->width = MAX (split->place.width + 2 * frame->gap, LEAST_PX);
  g_free (frame->footer);
  split->band   = smp_compare_band (self, split->base_px, split->place.width, split->place.height);
  frame->footer = smp_compare_footer (self, &split->band);
  frame->footer_height =
    smp_words_height (self->font, frame->footer, smp_compare_footer_px (&split->band),
                      frame->width - 2 * frame->gap);
  if (frame->fixed)
    {
      split->place.width  = frame->width - 2 * frame->gap;
      split->place.height = frame->height - frame->footer_height - titles - 3 * frame->gap;
    }
  else
    frame->height = split->place.height + frame->footer_height + titles + 3 * frame->gap;
}

/* The room becomes the picture: as much of it as the crop's aspect leaves. */
static void
fit_picture (const Frame *frame, SmpSplit *split)
{
  gint    room_width = frame->width - 2 * frame->gap, room_height = split->place.height;
  gdouble scale =
    MIN (room_width / (gdouble) frame->crop.width, room_height / (gdouble) frame->crop.height);

  if (frame->fixed)
    {
      split->place.width  = MAX ((gint) (frame->crop.width * scale), 1);
      split->place.height = MAX ((gint) (frame->crop.height * scale), 1);
    }
  split->place.x = (frame->width - split->place.width) / 2;
  split->place.y = frame->gap + frame->title_height + (room_height - split->place.height) / 2;
}

static gboolean
lay_out (Frame *frame, SmpSplit *split, const SmpCompare *self, GError **error)
{
  gdouble scale;
  gint    same_height = 0;

  if (frame->fixed)
    {
      split->base_px      = smp_compare_label_px (frame->width, frame->height);
      split->place.width  = frame->width - 2 * (gint) ceil (GAP * split->base_px);
      split->place.height = frame->height / 2;
      measure (frame, split, self);
      if (!smp_compare_crop (self, split->place.width, split->place.height, &frame->crop, error))
        return FALSE;
      smp_compare_place_band (self, &split->band, &frame->crop, split->place.height, TRUE);
    }
  else if (!smp_compare_crop (self, 0, 0, &frame->crop, error))
    return FALSE;

  for (gint i = 0; !frame->fixed && i < N_ROUNDS; i++)
    {
      scale = MIN (1.0, frame->most_px / (gdouble) MAX (frame->crop.width, frame->crop.height));
      split->place.width  = MAX ((gint) lround (scale * frame->crop.width), 1);
      split->place.height = MAX ((gint) lround (scale * frame->crop.height), 1);
      split->base_px =
        MAX (split->base_px, i ? smp_compare_label_px (frame->width, frame->height)
                               : smp_compare_label_px (split->place.width, split->place.height));
      measure (frame, split, self);
      smp_compare_place_band (self, &split->band, &frame->crop, split->place.height, FALSE);
      if (same_height == frame->height)
        break;
      same_height = frame->height;
    }
  fit_picture (frame, split);
  return TRUE;
}

static void
add_words (SmpSplit *split, const Frame *frame)
{
  const SmpPageText small_print = { frame->footer,
                                    _ ("Small print"),
                                    NULL,
                                    smp_compare_footer_px (&split->band),
                                    frame->gap,
                                    frame->height - frame->footer_height - frame->gap,
                                    frame->width - 2 * frame->gap,
                                    0.0 };
  SmpPageText       title       = { _ ("Before"),
                                    _ ("Title: Before"),
                                    NULL,
                                    TITLE_SIZE * split->base_px,
                                    split->place.x,
                                    0,
                                    split->place.width,
                                    0.0 };

  title.y = split->place.y - frame->title_height;
  smp_page_add_text (split->page, &title);
  title.words = _ ("Simulation");
  title.name  = _ ("Title: Simulation");
  title.align = 1.0;
  if (frame->flat)
    title.y = split->place.y + split->place.height;
  smp_page_add_text (split->page, &title);
  smp_page_add_text (split->page, &small_print);
}

gboolean
smp_split_new (SmpSplit *split, SmpCompare *self, gint most_px, GError **error)
{
  Frame frame = { 0 };

  memset (split, 0, sizeof *split);
  frame.most_px = most_px ? most_px : MOST_PX;
  frame.fixed   = smp_crop_is_social (self->options->crop, &frame.width, &frame.height);
  frame.flat    = self->options->angle_deg < 45.0 || self->options->angle_deg > 135.0;
  if (lay_out (&frame, split, self, error))
    split->page = smp_page_new (self->source, frame.width, frame.height, error);
  if (split->page)
    {
      split->middle_x = smp_compare_middle (self, &frame.crop, &split->middle_y);
      smp_page_add_picture (split->page, self->scene, FALSE, self->cover, &frame.crop,
                            &split->place, _ ("Before"));
      split->simulation = smp_page_add_picture (split->page, self->scene, TRUE, self->cover,
                                                &frame.crop, &split->place, _ ("Simulation"));
      smp_compare_burn_in (self, split->page, &split->band, &split->place);
      add_words (split, &frame);
      smp_split_move (split, self->options->angle_deg, self->options->place_percent);
    }
  g_free (frame.footer);
  return split->page != NULL;
}

GimpImage *
smp_compare_split (SmpCompare *self, GError **error)
{
  SmpSplit split;

  if (!smp_split_new (&split, self, 0, error))
    return NULL;
  gimp_progress_update (1.0);
  return smp_page_finish (split.page);
}
