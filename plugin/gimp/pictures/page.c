/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "export/export.h"
#include "page.h"
#include "smp/error.h"
#include "smp/text.h"
#include "treatment/pause.h"

#define FONT "Sans-serif"

/* A picture file that is smaller than its place is made larger by no more than this. */
#define MOST_SCALE 2.0

static void
fill_with (GimpLayer *layer, const gchar *colour_name)
{
  GeglColor *colour             = gegl_color_new (colour_name);
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));

  gegl_buffer_set_color (buffer, NULL, colour);
  gegl_buffer_flush (buffer);
  g_object_unref (colour);
}

/* Soft edges of words and lines, which are drawn for encoded numbers: in linear light thin strokes
 * would be too light, and other programs that open the layers would show others. */
static void
blend_as_drawn (GimpLayer *layer)
{
  gimp_layer_set_composite_space (layer, GIMP_LAYER_COLOR_SPACE_RGB_NON_LINEAR);
}

GimpFont *
smp_page_font (GError **error)
{
  GimpFont *font = gimp_font_get_by_name (FONT);

  if (!font)
    font = gimp_context_get_font ();
  if (!font)
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 P_ ("GIMP has no fonts loaded, so that the pictures cannot be labelled."));
  return font;
}

SmpWords *
smp_page_words (GimpFont *font)
{
  g_autoptr (PangoFontDescription) description = gimp_font_get_pango_font_description (font);

  if (!description)
    description = pango_font_description_from_string (FONT);
  return smp_words_new (description);
}

GimpImage *
smp_page_image (GimpImage *like, gint width, gint height, GError **error)
{
  g_autoptr (GimpColorProfile) own     = gimp_image_get_color_profile (like);
  g_autoptr (GimpColorProfile) profile = own ? smp_export_profile (like) : NULL;
  GimpImage *image                     = NULL;

  if (width > 0 && height > 0 && width <= GIMP_MAX_IMAGE_SIZE && height <= GIMP_MAX_IMAGE_SIZE)
    image =
      gimp_image_new_with_precision (width, height, GIMP_RGB, gimp_image_get_precision (like));
  if (!image)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   P_ ("GIMP could not make a picture of %d by %d pixels."), width, height);
      return NULL;
    }
  gimp_image_undo_disable (image);
  if (profile)
    gimp_image_set_color_profile (image, profile);
  return image;
}

SmpPage *
smp_page_new (GimpImage *like, gint width, gint height, GError **error)
{
  GimpFont           *font  = smp_page_font (error);
  GimpImage          *image = font ? smp_page_image (like, width, height, error) : NULL;
  const GeglRectangle whole = { 0, 0, width, height };
  SmpPage            *page;

  if (!image)
    return NULL;

  page        = g_new0 (SmpPage, 1);
  page->font  = font;
  page->words = smp_page_words (font);
  page->image = image;
  smp_page_add_block (page, &whole, SMP_PAGE_PAPER, _ ("Paper"));
  return page;
}

gboolean
smp_page_check (const SmpPage *page, GError **error)
{
  if (!smp_pause (error))
    return FALSE;
  if (page->failed)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 P_ ("GIMP could not make all of the picture: its memory or its folder for "
                     "temporary files may be full."));
  return !page->failed;
}

GimpImage *
smp_page_finish (SmpPage *page, GError **error)
{
  GimpImage *image = page->image;

  if (!smp_page_check (page, error))
    {
      smp_page_free (page);
      return NULL;
    }
  gimp_image_undo_enable (image);
  gimp_image_clean_all (image);
  smp_words_free (page->words);
  g_free (page);
  return image;
}

void
smp_page_free (SmpPage *page)
{
  if (!page)
    return;

  gimp_image_delete (page->image);
  smp_words_free (page->words);
  g_free (page);
}

gboolean
smp_page_put (SmpPage *page, GimpLayer *layer, GimpLayer *group)
{
  if (!layer || !gimp_image_insert_layer (page->image, layer, group, 0) || !smp_pause (NULL))
    page->failed = TRUE;
  return !page->failed;
}

static gboolean
put (SmpPage *page, GimpLayer *layer)
{
  return smp_page_put (page, layer, NULL);
}

GimpLayer *
smp_page_add_block (SmpPage             *page,
                    const GeglRectangle *place,
                    const gchar         *colour,
                    const gchar         *name)
{
  GimpLayer *layer;

  if (page->failed)
    return NULL;
  layer = gimp_layer_new (page->image, name, place->width, place->height, GIMP_RGB_IMAGE, 100.0,
                          GIMP_LAYER_MODE_NORMAL);
  if (!put (page, layer))
    return NULL;
  fill_with (layer, colour);
  gimp_layer_set_offsets (layer, place->x, place->y);
  return layer;
}

gint
smp_page_add_text (SmpPage *page, const SmpPageText *text)
{
  g_autofree gchar *wrapped = smp_words_wrap (page->words, text->words, text->size_px, text->width);
  GeglColor        *colour;
  GimpTextLayer    *layer;
  gint              width, height;

  if (!*wrapped || page->failed)
    return 0;

  layer = gimp_text_layer_new (page->image, wrapped, page->font, smp_words_size (text->size_px),
                               gimp_unit_pixel ());
  if (!put (page, layer ? GIMP_LAYER (layer) : NULL))
    return 0;
  colour = gegl_color_new (text->colour ? text->colour : SMP_PAGE_INK);
  gimp_text_layer_set_color (layer, colour);
  g_object_unref (colour);
  blend_as_drawn (GIMP_LAYER (layer));
  if (text->align != 0.0)
    gimp_text_layer_set_justification (layer, text->align < 1.0 ? GIMP_TEXT_JUSTIFY_CENTER
                                                                : GIMP_TEXT_JUSTIFY_RIGHT);
  gimp_item_set_name (GIMP_ITEM (layer), text->name ? text->name : text->words);
  width  = gimp_drawable_get_width (GIMP_DRAWABLE (layer));
  height = gimp_drawable_get_height (GIMP_DRAWABLE (layer));
  gimp_layer_set_offsets (GIMP_LAYER (layer),
                          text->x + (gint) lround (text->align * (text->width - width)), text->y);
  return height;
}

GimpLayer *
smp_page_add_drawing (SmpPage *page, cairo_surface_t *drawing, gint x, gint y, const gchar *name)
{
  const gint width              = cairo_image_surface_get_width (drawing);
  const gint height             = cairo_image_surface_get_height (drawing);
  g_autoptr (GeglBuffer) buffer = NULL;
  GimpLayer *layer              = NULL;

  if (!page->failed && cairo_surface_status (drawing) == CAIRO_STATUS_SUCCESS)
    layer = gimp_layer_new (page->image, name, width, height, GIMP_RGBA_IMAGE, 100.0,
                            GIMP_LAYER_MODE_NORMAL);
  if (!put (page, layer))
    {
      cairo_surface_destroy (drawing);
      return NULL;
    }
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  cairo_surface_flush (drawing);
  gegl_buffer_set (buffer, GEGL_RECTANGLE (0, 0, width, height), 0, babl_format ("cairo-ARGB32"),
                   cairo_image_surface_get_data (drawing),
                   cairo_image_surface_get_stride (drawing));
  gegl_buffer_flush (buffer);
  cairo_surface_destroy (drawing);
  gimp_layer_set_offsets (layer, x, y);
  blend_as_drawn (layer);
  return layer;
}

/* A drawing, at the size of its place: GIMP 3.0 loads one without a dialog only when asked so. */
static GimpImage *
load_drawing (GFile *file, const GeglRectangle *place)
{
  GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), "file-svg-load");
  g_autoptr (GimpProcedureConfig) config = NULL;
  GimpValueArray *values;
  GimpImage      *image = NULL;

  if (!procedure)
    return NULL;

  config = gimp_procedure_create_config (procedure);
  g_object_set (config, "run-mode", GIMP_RUN_NONINTERACTIVE, "file", file, "width", place->width,
                "height", place->height, NULL);
  values = gimp_procedure_run_config (procedure, config);
  if (g_value_get_enum (gimp_value_array_index (values, 0)) == GIMP_PDB_SUCCESS)
    image = g_value_get_object (gimp_value_array_index (values, 1));
  gimp_value_array_unref (values);
  return image;
}

static GimpImage *
load_file (GFile *file, const GeglRectangle *place)
{
  g_autofree gchar *name  = g_file_get_basename (file);
  g_autofree gchar *lower = g_ascii_strdown (name, -1);
  GimpImage        *image = NULL;

  if (g_str_has_suffix (lower, ".svg") || g_str_has_suffix (lower, ".svgz"))
    image = load_drawing (file, place);
  else if (g_file_query_exists (file, NULL))
    image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, file);
  return image;
}

gboolean
smp_page_add_file (SmpPage             *page,
                   GFile               *file,
                   const GeglRectangle *place,
                   const gchar         *name,
                   GError             **error)
{
  GimpImage        *image = load_file (file, place);
  g_autofree gchar *shown = g_file_get_basename (file);
  GimpLayer        *layer;
  gdouble           scale;
  gint              width, height;

  if (!image)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   P_ ("The logo “%s” is not there, or is no picture that GIMP can read."), shown);
      return FALSE;
    }
  gimp_image_undo_disable (image);
  layer = page->failed ? NULL : gimp_layer_new_from_visible (image, page->image, name);
  gimp_image_delete (image);
  if (!put (page, layer))
    return smp_page_check (page, error);
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
