/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "split.h"
#include "smp/text.h"

#define MOST_PX      6000
#define HANDLE_SHARE 1.6
#define LINE_SHARE   0.14

/* The handle's radius has no more than this of the picture's shorter side. */
#define MOST_HANDLE 0.09

/* The line within a picture: a point on it, its direction, and the way to the simulation's side. */
typedef struct
{
  gdouble x, y;
  gdouble along_x, along_y;
  gdouble across_x, across_y;
} SplitLine;

/* 0 lies at the one corner of the picture, 50 in the middle of what is treated, 100 at the other
 * corner. */
static SplitLine
line_at (const SmpSplit *split, gint width, gint height, gdouble angle_deg, gdouble place_percent)
{
  gdouble   angle = angle_deg * G_PI / 180.0;
  SplitLine line  = { 0 };
  gdouble   reach, way, to_corner;

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
set_mask (GimpLayer *layer, gint width, gint height, const SplitLine *line)
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
arrow (cairo_t *cr, const SplitLine *line, gdouble x, gdouble y, gdouble size, gdouble way)
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
middle_of (const SplitLine *line, gint width, gint height, gdouble *x, gdouble *y)
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
draw_line (gint width, gint height, const SplitLine *line, gdouble base_px)
{
  const gdouble    far     = 2.0 * (width + height);
  const gdouble    size    = MIN (HANDLE_SHARE * base_px, MOST_HANDLE * MIN (width, height));
  const gdouble    thick   = MAX (LINE_SHARE / HANDLE_SHARE * size, 2.0);
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
  const gint      width = split->place.width, height = split->place.height;
  const SplitLine line = line_at (split, width, height, angle_deg, place_percent);

  if (!split->simulation)
    return;
  set_mask (split->simulation, width, height, &line);
  if (split->line)
    gimp_image_remove_layer (split->page->image, split->line);
  split->line = smp_page_add_drawing (split->page, draw_line (width, height, &line, split->base_px),
                                      split->place.x, split->place.y, _ ("Split line"));
}

/* Whether the line lies rather across the picture, so that each side has its title above or below.
 */
static gboolean
is_flat (gdouble angle_deg)
{
  return angle_deg < 45.0 || angle_deg > 135.0;
}

/* The page, as large as the crop or of a given size. */
static gboolean
lay_out (SmpPageGrid *grid, GeglRectangle *crop, const SmpCompare *self, GError **error)
{
  const gboolean fixed = smp_crop_is_social (self->options->crop, &grid->width, &grid->height);

  if (!smp_compare_crop (self, 0, 0, crop, error))
    return FALSE;

  grid->n_panels    = 1;
  grid->n_columns   = 1;
  grid->n_titles    = 2;
  grid->ends_titles = TRUE;
  grid->lower_title = is_flat (self->options->angle_deg);
  grid->label       = smp_compare_label (self);
  grid->crop_width  = crop->width;
  grid->crop_height = crop->height;
  smp_compare_set_brand (self, grid);
  smp_grid_lay_out (grid, self->words);
  if (!fixed)
    return TRUE;
  if (!smp_compare_crop (self, grid->box_width, grid->box_height, crop, error))
    return FALSE;
  smp_grid_fit (grid, crop->width, crop->height);
  return TRUE;
}

static void
add_words (SmpPage *page, const SmpCompare *self, const SmpPageGrid *grid)
{
  static const gchar *const names[] = { N_ ("Title: Before"), N_ ("Title: Simulation") };
  const SmpPagePlace        label   = smp_grid_label (grid, 0);
  const SmpPagePlace        below   = smp_grid_footer (grid);
  const SmpPageText small_print = { grid->footer, _ ("Small print"), NULL,        grid->footer_px,
                                    below.x,      below.y,           below.width, 0.0 };

  for (gint i = 0; i < 2; i++)
    {
      const SmpPagePlace place = smp_grid_title (grid, self->words, i);
      const SmpPageText  title = { grid->titles[i], _ (names[i]), NULL,        grid->title_px,
                                   place.x,         place.y,      place.width, i };

      smp_page_add_text (page, &title);
    }
  smp_compare_add_label (self, page, &label, grid->text_px);
  if (grid->footer)
    smp_page_add_text (page, &small_print);
}

gboolean
smp_split_new (SmpSplit *split, SmpCompare *self, gint most_px, GError **error)
{
  const gchar *const titles[] = { _ ("Before"), _ ("Simulation") };
  g_autofree gchar  *footer   = smp_compare_footer (self);
  SmpPageGrid grid = { .most_px = most_px ? most_px : MOST_PX, .titles = titles, .footer = footer };
  GeglRectangle crop;
  SmpPagePlace  place;

  memset (split, 0, sizeof *split);
  if (!lay_out (&grid, &crop, self, error) ||
      !(split->page = smp_page_new (self->source, grid.width, grid.height, error)))
    return FALSE;

  place           = smp_grid_picture (&grid, 0);
  split->base_px  = grid.text_px;
  split->place    = *GEGL_RECTANGLE (place.x, place.y, place.width, place.height);
  split->middle_x = smp_compare_middle (self, &crop, &split->middle_y);
  smp_page_add_picture (split->page, self->scene, FALSE, self->cover, &crop, &split->place,
                        _ ("Before"));
  split->simulation = smp_page_add_picture (split->page, self->scene, TRUE, self->cover, &crop,
                                            &split->place, _ ("Simulation"));
  add_words (split->page, self, &grid);
  smp_split_move (split, self->options->angle_deg, self->options->place_percent);
  if (smp_compare_add_brand (self, split->page, &grid, error))
    return TRUE;
  g_clear_pointer (&split->page, smp_page_free);
  return FALSE;
}

GimpImage *
smp_compare_split (SmpCompare *self, GError **error)
{
  SmpSplit split;

  if (!smp_split_new (&split, self, 0, error))
    return NULL;
  gimp_progress_update (1.0);
  return smp_page_finish (split.page, error);
}
