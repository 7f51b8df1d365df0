/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "years-panels.h"
#include "smp/error.h"

#define MOST_PX_ACROSS 6000.0
#define LEAST_PANEL_PX 160
#define FONT           "Sans-serif"
#define PAPER          "#ffffff"
#define INK            "#202020"

struct _SmpPanels
{
  GimpImage    *image;
  GimpFont     *font;
  GeglColor    *ink;
  GeglRectangle crop;
  gint          n_columns;
  gint          n_done;
  gint          panel_width;
  gint          panel_height;
  gint          gap;
  gdouble       label_px;
  gint          label_height;
};

const gchar *
smp_panels_disclaimer (void)
{
  return _ ("SIMULATED IMAGE - NOT AN ACTUAL RESULT. Individual results vary.");
}

static GimpFont *
find_font (GError **error)
{
  GimpFont *font = gimp_font_get_by_name (FONT);

  if (!font)
    font = gimp_context_get_font ();
  if (!font)
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 _ ("GIMP has no fonts loaded, so that the pictures cannot be labelled."));
  return font;
}

static GimpTextLayer *
add_text (SmpPanels *panels, const gchar *text, gdouble size_px, const gchar *name)
{
  GimpTextLayer *layer =
    gimp_text_layer_new (panels->image, text, panels->font, size_px, gimp_unit_pixel ());

  gimp_image_insert_layer (panels->image, GIMP_LAYER (layer), NULL, 0);
  gimp_text_layer_set_color (layer, panels->ink);
  gimp_item_set_name (GIMP_ITEM (layer), name);
  return layer;
}

/* Writes the small print below the rows, as high as it needs, and gives the image its final size.
 */
static void
add_small_print (SmpPanels *panels, gint width, gint top, const gchar *small_print)
{
  gchar         *text   = g_strdup_printf ("%s\n%s", smp_panels_disclaimer (), small_print);
  gdouble        size   = CLAMP (width / 75.0, 11.0, 0.8 * panels->label_px);
  GimpTextLayer *layer  = add_text (panels, text, size, _ ("Small print"));
  gint           room   = width - 2 * panels->gap;
  gdouble        wanted = gimp_drawable_get_width (GIMP_DRAWABLE (layer));
  gint height = (gint) ceil (wanted / room) * gimp_drawable_get_height (GIMP_DRAWABLE (layer));

  gimp_layer_set_offsets (GIMP_LAYER (layer), panels->gap, top);
  gimp_text_layer_resize (layer, room, height);
  gimp_image_resize (panels->image, width, top + height + panels->gap, 0, 0);
  g_free (text);
}

static GimpLayer *
add_paper (SmpPanels *panels)
{
  GimpLayer *paper =
    gimp_layer_new (panels->image, _ ("Paper"), gimp_image_get_width (panels->image),
                    gimp_image_get_height (panels->image), GIMP_RGB_IMAGE, 100.0,
                    GIMP_LAYER_MODE_NORMAL);
  GeglColor  *colour = gegl_color_new (PAPER);
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (paper));

  gegl_buffer_set_color (buffer, NULL, colour);
  g_object_unref (buffer);
  g_object_unref (colour);
  gimp_image_insert_layer (panels->image, paper, NULL, -1);
  gimp_image_lower_item_to_bottom (panels->image, GIMP_ITEM (paper));
  return paper;
}

SmpPanels *
smp_panels_new (GimpImage           *like,
                const GeglRectangle *crop,
                gint                 n_pictures,
                gint                 n_columns,
                const gchar         *small_print,
                GError             **error)
{
  GimpFont         *font = find_font (error);
  GimpColorProfile *profile;
  SmpPanels        *panels;
  gdouble           scale  = MIN (1.0, MOST_PX_ACROSS / ((gdouble) crop->width * n_columns));
  gint              n_rows = (n_pictures + n_columns - 1) / n_columns;
  gint              width, height;

  if (!font)
    return NULL;

  panels               = g_new0 (SmpPanels, 1);
  panels->font         = font;
  panels->crop         = *crop;
  panels->n_columns    = n_columns;
  panels->panel_width  = MAX ((gint) lround (crop->width * scale), 1);
  panels->panel_height = MAX ((gint) lround (crop->height * scale), 1);
  panels->label_px     = CLAMP (panels->panel_width / 14.0, 12.0, 72.0);
  panels->label_height = (gint) ceil (1.6 * panels->label_px);
  panels->gap          = (gint) ceil (0.5 * panels->label_px);
  panels->ink          = gegl_color_new (INK);

  width  = MAX (n_columns * (panels->panel_width + panels->gap) + panels->gap,
                LEAST_PANEL_PX + 2 * panels->gap);
  height = n_rows * (panels->panel_height + panels->label_height + panels->gap) + panels->gap;
  panels->image =
    gimp_image_new_with_precision (width, height, GIMP_RGB, gimp_image_get_precision (like));
  gimp_image_undo_disable (panels->image);
  profile = gimp_image_get_color_profile (like);
  if (profile)
    {
      gimp_image_set_color_profile (panels->image, profile);
      g_object_unref (profile);
    }
  add_small_print (panels, width, height, small_print);
  add_paper (panels);
  return panels;
}

void
smp_panels_add (SmpPanels *panels, GimpImage *picture, const gchar *label)
{
  gint       column = panels->n_done % panels->n_columns;
  gint       row    = panels->n_done / panels->n_columns;
  gint       x      = panels->gap + column * (panels->panel_width + panels->gap);
  gint       y = panels->gap + row * (panels->panel_height + panels->label_height + panels->gap);
  GimpLayer *layer = gimp_layer_new_from_visible (picture, panels->image, label);
  GimpTextLayer *text;

  gimp_image_insert_layer (panels->image, layer, NULL, 0);
  gimp_layer_resize (layer, panels->crop.width, panels->crop.height, -panels->crop.x,
                     -panels->crop.y);
  if (panels->panel_width != panels->crop.width)
    gimp_layer_scale (layer, panels->panel_width, panels->panel_height, FALSE);
  gimp_layer_set_offsets (layer, x, y + panels->label_height);

  text = add_text (panels, label, panels->label_px, label);
  gimp_layer_set_offsets (GIMP_LAYER (text), x, y);
  panels->n_done++;
}

GimpImage *
smp_panels_finish (SmpPanels *panels)
{
  GimpImage *image = panels->image;

  gimp_image_undo_enable (image);
  g_object_unref (panels->ink);
  g_free (panels);
  return image;
}
