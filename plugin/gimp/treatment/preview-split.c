/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "buffers.h"
#include "preview-layer.h"
#include "preview-split.h"
#include "smp/text.h"

/* The line is one of so many parts of the image's longer side wide, light within a dark rim; wide
 * enough to stay light where all of a large photo is shown. */
#define LINE_PART     280
#define RIM_PART      4
#define LEAST_LINE_PX 3

/* A layer that is split, its mask before, row by row, and up to where it is hidden now, counted
 * from its left edge. */
typedef struct
{
  GimpLayer *layer;
  guint8    *mask;
  gint       hidden;
} Split;

struct _SmpPreviewSplit
{
  GimpImage *image;
  GimpLayer *line;
  GArray    *splits;
  gint       x;
  gboolean   is_visible;
};

static gboolean
is_there (GimpLayer *layer)
{
  return layer && gimp_item_is_valid (GIMP_ITEM (layer));
}

static void
clear_split (gpointer data)
{
  g_free (((Split *) data)->mask);
}

/* Hides or shows the columns between where it was hidden up to, and where it shall be.  They are
 * written, as GIMP hears nothing of what is only cleared. */
static void
hide_up_to (Split *split, gint hidden)
{
  const GeglRectangle place      = smp_drawable_place (GIMP_DRAWABLE (split->layer));
  GimpLayerMask      *mask       = gimp_layer_get_mask (split->layer);
  g_autoptr (GeglBuffer) now     = NULL;
  g_autofree guint8 *transparent = NULL;
  const Babl        *format;
  GeglRectangle      columns;
  gsize              pixel_bytes;

  hidden = CLAMP (hidden, 0, place.width);
  if (!mask || hidden == split->hidden)
    return;
  format      = gimp_drawable_get_format (GIMP_DRAWABLE (mask));
  pixel_bytes = (gsize) babl_format_get_bytes_per_pixel (format);
  columns =
    *GEGL_RECTANGLE (MIN (hidden, split->hidden), 0, ABS (hidden - split->hidden), place.height);
  now = gimp_drawable_get_buffer (GIMP_DRAWABLE (mask));
  if (hidden > split->hidden)
    {
      transparent = g_malloc0_n ((gsize) columns.width * (gsize) columns.height, pixel_bytes);
      gegl_buffer_set (now, &columns, 0, format, transparent, GEGL_AUTO_ROWSTRIDE);
    }
  else
    gegl_buffer_set (now, &columns, 0, format, split->mask + (gsize) columns.x * pixel_bytes,
                     place.width * (gint) pixel_bytes);
  gegl_buffer_flush (now);
  gimp_drawable_update (GIMP_DRAWABLE (mask), columns.x, columns.y, columns.width, columns.height);
  split->hidden = hidden;
}

/* Layers that are gone are forgotten. */
static void
hide_all (SmpPreviewSplit *self)
{
  for (guint i = self->splits->len; i-- > 0;)
    {
      Split *split = &g_array_index (self->splits, Split, i);

      if (!is_there (split->layer))
        g_array_remove_index (self->splits, i);
      else
        hide_up_to (split, self->x - smp_drawable_place (GIMP_DRAWABLE (split->layer)).x);
    }
}

/* Light within a dark rim, to be seen on any skin. */
static void
draw_line (GimpLayer *line, gint width, gint height)
{
  static const guint8 dark[] = { 16, 16, 16, 255 }, light[] = { 255, 255, 255, 255 };
  g_autoptr (GeglBuffer) pixels = gimp_drawable_get_buffer (GIMP_DRAWABLE (line));
  const gint rim                = MAX (1, width / RIM_PART);

  gegl_buffer_set_color_from_pixel (pixels, GEGL_RECTANGLE (0, 0, width, height), dark,
                                    babl_format ("R'G'B'A u8"));
  gegl_buffer_set_color_from_pixel (pixels, GEGL_RECTANGLE (rim, 0, width - 2 * rim, height), light,
                                    babl_format ("R'G'B'A u8"));
  gegl_buffer_flush (pixels);
  gimp_drawable_update (GIMP_DRAWABLE (line), 0, 0, width, height);
}

static gint
line_width (const SmpPreviewSplit *self)
{
  return MAX (LEAST_LINE_PX,
              MAX (gimp_image_get_width (self->image), gimp_image_get_height (self->image)) /
                LINE_PART);
}

static void
place_line (SmpPreviewSplit *self)
{
  const gint width = line_width (self), height = gimp_image_get_height (self->image);
  const gint left = self->x - width / 2;

  if (!is_there (self->line))
    {
      self->line = gimp_layer_new (self->image, _ ("SMP preview: before and simulation"), width,
                                   height, GIMP_RGBA_IMAGE, 100.0, GIMP_LAYER_MODE_NORMAL);
      if (!self->line)
        return;
      draw_line (self->line, width, height);
      gimp_item_set_visible (GIMP_ITEM (self->line), self->is_visible);
      gimp_layer_set_offsets (self->line, left, 0);
      smp_preview_layer_add_above (self->image, self->line);
      return;
    }
  gimp_image_undo_freeze (self->image);
  gimp_layer_set_offsets (self->line, left, 0);
  gimp_image_undo_thaw (self->image);
}

SmpPreviewSplit *
smp_preview_split_new (GimpImage *image)
{
  SmpPreviewSplit *self = g_new0 (SmpPreviewSplit, 1);

  self->image      = image;
  self->is_visible = TRUE;
  self->splits     = g_array_new (FALSE, TRUE, sizeof (Split));
  g_array_set_clear_func (self->splits, clear_split);
  return self;
}

void
smp_preview_split_set (SmpPreviewSplit *self, gint x)
{
  self->x = x;
  hide_all (self);
  place_line (self);
}

void
smp_preview_split_set_visible (SmpPreviewSplit *self, gboolean visible)
{
  self->is_visible = visible;
  if (is_there (self->line))
    smp_preview_layer_set_visible (self->line, visible);
}

void
smp_preview_split_add (SmpPreviewSplit *self, GimpLayer *layer)
{
  const GeglRectangle place  = smp_drawable_place (GIMP_DRAWABLE (layer));
  GimpLayerMask      *mask   = gimp_layer_get_mask (layer);
  Split               split  = { layer, NULL, 0 };
  g_autoptr (GeglBuffer) now = NULL;
  const Babl *format;

  if (!mask)
    return;
  format     = gimp_drawable_get_format (GIMP_DRAWABLE (mask));
  split.mask = g_malloc_n ((gsize) place.width * (gsize) place.height,
                           (gsize) babl_format_get_bytes_per_pixel (format));
  now        = gimp_drawable_get_buffer (GIMP_DRAWABLE (mask));
  gegl_buffer_get (now, GEGL_RECTANGLE (0, 0, place.width, place.height), 1.0, format, split.mask,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_array_append_val (self->splits, split);
  hide_up_to (&g_array_index (self->splits, Split, self->splits->len - 1), self->x - place.x);
}

void
smp_preview_split_free (SmpPreviewSplit *self)
{
  if (gimp_image_is_valid (self->image))
    {
      self->x = G_MININT / 2;
      hide_all (self);
      if (is_there (self->line))
        smp_preview_layer_remove (self->line);
    }
  g_array_unref (self->splits);
  g_free (self);
}
