/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "page.h"
#include "smp/error.h"
#include "text-layout.h"

/* A picture file that is smaller than its place is made larger by no more than this. */
#define MOST_SCALE 2.0

static void
fill_with (GimpLayer *layer, const gchar *colour_name)
{
  GeglColor  *colour = gegl_color_new (colour_name);
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));

  gegl_buffer_set_color (buffer, NULL, colour);
  gegl_buffer_flush (buffer);
  g_object_unref (buffer);
  g_object_unref (colour);
}

/* Soft edges of words and lines, which are drawn for encoded numbers: in linear light thin strokes
 * would be too light, and other programs that open the layers would show others. */
static void
blend_as_drawn (GimpLayer *layer)
{
  gimp_layer_set_composite_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_NON_LINEAR);
}

SmpPage *
smp_page_new (GimpImage *like, gint width, gint height, GError **error)
{
  GimpFont           *font  = smp_words_font (error);
  const GeglRectangle whole = { 0, 0, width, height };
  GimpColorProfile   *profile;
  SmpPage            *page;

  if (!font)
    return NULL;

  page       = g_new0 (SmpPage, 1);
  page->font = font;
  page->image =
    gimp_image_new_with_precision (width, height, GIMP_RGB, gimp_image_get_precision (like));
  gimp_image_undo_disable (page->image);
  profile = gimp_image_get_color_profile (like);
  if (profile)
    {
      gimp_image_set_color_profile (page->image, profile);
      g_object_unref (profile);
    }
  smp_page_add_block (page, &whole, SMP_PAGE_PAPER, _ ("Paper"));
  return page;
}

GimpImage *
smp_page_finish (SmpPage *page)
{
  GimpImage *image = page->image;

  gimp_image_undo_enable (image);
  gimp_image_clean_all (image);
  g_free (page);
  return image;
}

void
smp_page_free (SmpPage *page)
{
  if (!page)
    return;

  gimp_image_delete (page->image);
  g_free (page);
}

GimpLayer *
smp_page_add_block (SmpPage             *page,
                    const GeglRectangle *place,
                    const gchar         *colour,
                    const gchar         *name)
{
  GimpLayer *layer = gimp_layer_new (page->image, name, place->width, place->height, GIMP_RGB_IMAGE,
                                     100.0, GIMP_LAYER_MODE_NORMAL);

  fill_with (layer, colour);
  gimp_image_insert_layer (page->image, layer, NULL, 0);
  gimp_layer_set_offsets (layer, place->x, place->y);
  return layer;
}

gint
smp_page_add_text (SmpPage *page, const SmpPageText *text)
{
  gchar         *wrapped = smp_words_wrap (page->font, text->words, text->size_px, text->width);
  GimpTextLayer *layer;
  GeglColor     *colour;
  gint           width, height;

  if (!*wrapped)
    {
      g_free (wrapped);
      return 0;
    }
  layer  = gimp_text_layer_new (page->image, wrapped, page->font, smp_words_size (text->size_px),
                                gimp_unit_pixel ());
  colour = gegl_color_new (text->colour ? text->colour : SMP_PAGE_INK);
  gimp_image_insert_layer (page->image, GIMP_LAYER (layer), NULL, 0);
  gimp_text_layer_set_color (layer, colour);
  blend_as_drawn (GIMP_LAYER (layer));
  if (text->align != 0.0)
    gimp_text_layer_set_justification (layer, text->align < 1.0 ? GIMP_TEXT_JUSTIFY_CENTER
                                                                : GIMP_TEXT_JUSTIFY_RIGHT);
  gimp_item_set_name (GIMP_ITEM (layer), text->name ? text->name : text->words);
  width  = gimp_drawable_get_width (GIMP_DRAWABLE (layer));
  height = gimp_drawable_get_height (GIMP_DRAWABLE (layer));
  gimp_layer_set_offsets (GIMP_LAYER (layer),
                          text->x + (gint) lround (text->align * (text->width - width)), text->y);
  g_object_unref (colour);
  g_free (wrapped);
  return height;
}

GimpLayer *
smp_page_add_drawing (SmpPage *page, cairo_surface_t *drawing, gint x, gint y, const gchar *name)
{
  const gint  width  = cairo_image_surface_get_width (drawing);
  const gint  height = cairo_image_surface_get_height (drawing);
  GimpLayer  *layer  = gimp_layer_new (page->image, name, width, height, GIMP_RGBA_IMAGE, 100.0,
                                       GIMP_LAYER_MODE_NORMAL);
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));

  cairo_surface_flush (drawing);
  gegl_buffer_set (buffer, GEGL_RECTANGLE (0, 0, width, height), 0, babl_format ("cairo-ARGB32"),
                   cairo_image_surface_get_data (drawing),
                   cairo_image_surface_get_stride (drawing));
  gegl_buffer_flush (buffer);
  g_object_unref (buffer);
  cairo_surface_destroy (drawing);
  gimp_image_insert_layer (page->image, layer, NULL, 0);
  gimp_layer_set_offsets (layer, x, y);
  blend_as_drawn (layer);
  return layer;
}

/* A drawing, at the size of its place: GIMP 3.0 loads one without a dialog only when asked so. */
static GimpImage *
load_drawing (GFile *file, const GeglRectangle *place)
{
  GimpProcedure       *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), "file-svg-load");
  GimpProcedureConfig *config;
  GimpValueArray      *values;
  GimpImage           *image = NULL;

  if (!procedure)
    return NULL;

  config = gimp_procedure_create_config (procedure);
  g_object_set (config, "run-mode", GIMP_RUN_NONINTERACTIVE, "file", file, "width", place->width,
                "height", place->height, NULL);
  values = gimp_procedure_run_config (procedure, config);
  if (g_value_get_enum (gimp_value_array_index (values, 0)) == GIMP_PDB_SUCCESS)
    image = g_value_get_object (gimp_value_array_index (values, 1));
  gimp_value_array_unref (values);
  g_object_unref (config);
  return image;
}

static GimpImage *
load_file (GFile *file, const GeglRectangle *place)
{
  gchar     *name  = g_file_get_basename (file);
  gchar     *lower = g_ascii_strdown (name, -1);
  GimpImage *image = NULL;

  if (g_str_has_suffix (lower, ".svg") || g_str_has_suffix (lower, ".svgz"))
    image = load_drawing (file, place);
  else if (g_file_query_exists (file, NULL))
    image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, file);
  g_free (lower);
  g_free (name);
  return image;
}

gboolean
smp_page_add_file (SmpPage             *page,
                   GFile               *file,
                   const GeglRectangle *place,
                   const gchar         *name,
                   GError             **error)
{
  GimpImage *image = load_file (file, place);
  gchar     *shown = g_file_get_basename (file);
  GimpLayer *layer;
  gdouble    scale;
  gint       width, height;

  if (!image)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("The logo “%s” is not there, or is no picture that GIMP can read."), shown);
      g_free (shown);
      return FALSE;
    }
  g_free (shown);
  gimp_image_undo_disable (image);
  layer = gimp_layer_new_from_visible (image, page->image, name);
  gimp_image_delete (image);
  gimp_image_insert_layer (page->image, layer, NULL, 0);
  width  = gimp_drawable_get_width (GIMP_DRAWABLE (layer));
  height = gimp_drawable_get_height (GIMP_DRAWABLE (layer));
  scale  = MIN (place->width / (gdouble) width, place->height / (gdouble) height);
  scale  = MIN (scale, MOST_SCALE);
  width  = MAX ((gint) lround (scale * width), 1);
  height = MAX ((gint) lround (scale * height), 1);
  gimp_layer_scale (layer, width, height, FALSE);
  gimp_layer_set_offsets (layer, place->x + place->width - width,
                          place->y + (place->height - height) / 2);
  return TRUE;
}
