/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page as PDF: the picture, and its words as words that can be searched and copied. */

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "export.h"

#define POINTS_PER_INCH 72.0

/* Words that come out larger or smaller than in the picture, by more than this share of their size,
 * would not fit their place. */
#define MOST_OFF 0.04

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The picture's pixels, which PDF takes from the JPEG file as it is. */
static void
draw_picture (cairo_t *cr, gint width, gint height, const guint8 *jpeg, gsize size)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_memdup2 (jpeg, size), size, g_free,
                               NULL);
  cairo_set_source_surface (cr, surface, 0.0, 0.0);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

/* The words of a layer, laid out as GIMP does. */
static PangoLayout *
lay_out (cairo_t *cr, GimpTextLayer *layer)
{
  PangoLayout          *layout      = pango_cairo_create_layout (cr);
  cairo_font_options_t *options     = cairo_font_options_create ();
  GimpFont             *font        = gimp_text_layer_get_font (layer);
  PangoFontDescription *description = gimp_font_get_pango_font_description (font);
  GimpUnit             *unit;
  gchar                *text = gimp_text_layer_get_text (layer);

  if (!description)
    description = pango_font_description_from_string ("Sans");
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  pango_font_description_set_absolute_size (description,
                                            gimp_text_layer_get_font_size (layer, &unit) *
                                              PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  if (gimp_text_layer_get_justification (layer) == GIMP_TEXT_JUSTIFY_CENTER)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  else if (gimp_text_layer_get_justification (layer) == GIMP_TEXT_JUSTIFY_RIGHT)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);

  pango_font_description_free (description);
  cairo_font_options_destroy (options);
  g_free (text);
  return layout;
}

static void
draw_words (cairo_t *cr, GimpTextLayer *layer)
{
  PangoLayout   *layout = lay_out (cr, layer);
  GeglColor     *colour = gimp_text_layer_get_color (layer);
  PangoRectangle ink, logical;
  gdouble        rgba[4];
  gint           x, y;

  pango_layout_get_pixel_extents (layout, &ink, &logical);
  gegl_color_get_pixel (colour, babl_format ("R'G'B'A double"), rgba);
  cairo_set_source_rgb (cr, rgba[0], rgba[1], rgba[2]);
  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &x, &y);
  cairo_move_to (cr, x - MIN (ink.x, logical.x), y - MIN (ink.y, logical.y));
  pango_cairo_show_layout (cr, layout);
  g_object_unref (colour);
  g_object_unref (layout);
}

gboolean
smp_export_pdf_has_words (GimpLayer *layer)
{
  cairo_surface_t *surface;
  cairo_t         *cr;
  PangoLayout     *layout;
  gint             width, height;
  gboolean         has_them;

  if (!gimp_item_is_text_layer (GIMP_ITEM (layer)) || !gimp_item_get_visible (GIMP_ITEM (layer)))
    return FALSE;

  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cr      = cairo_create (surface);
  layout  = lay_out (cr, GIMP_TEXT_LAYER (layer));
  pango_layout_get_pixel_size (layout, &width, &height);
  has_them =
    pango_layout_get_unknown_glyphs_count (layout) == 0 &&
    ABS (width - gimp_drawable_get_width (GIMP_DRAWABLE (layer))) <= MOST_OFF * width + 2 &&
    ABS (height - gimp_drawable_get_height (GIMP_DRAWABLE (layer))) <= MOST_OFF * height + 2;
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return has_them;
}

GByteArray *
smp_export_pdf (GimpImage *picture, const guint8 *jpeg, gsize size)
{
  GByteArray      *bytes    = g_byte_array_new ();
  GimpLayer      **layers   = gimp_image_get_layers (picture);
  gint             width    = gimp_image_get_width (picture);
  gint             height   = gimp_image_get_height (picture);
  gint             n_layers = 0;
  gdouble          ppi_x, ppi_y;
  cairo_surface_t *surface;
  cairo_t         *cr;

  gimp_image_get_resolution (picture, &ppi_x, &ppi_y);
  surface = cairo_pdf_surface_create_for_stream (append, bytes, width * POINTS_PER_INCH / ppi_x,
                                                 height * POINTS_PER_INCH / ppi_y);
  /* Whose table of contents is plain text, so that it can be added to. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cr = cairo_create (surface);
  cairo_scale (cr, POINTS_PER_INCH / ppi_x, POINTS_PER_INCH / ppi_y);
  draw_picture (cr, width, height, jpeg, size);
  while (layers[n_layers])
    n_layers++;
  for (gint i = n_layers - 1; i >= 0; i--)
    if (smp_export_pdf_has_words (layers[i]))
      draw_words (cr, GIMP_TEXT_LAYER (layers[i]));
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&bytes, g_byte_array_unref);
  cairo_surface_destroy (surface);
  g_free (layers);
  return bytes;
}
