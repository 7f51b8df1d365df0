/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "picture.h"
#include "smp/preset-picture.h"

#define DATA_KEY "smp-preset-picture"

typedef struct
{
  SmpPreset       *preset;
  cairo_surface_t *surface;
  gint             scale;
} Picture;

static void
forget (Picture *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->preset, smp_preset_free);
}

static void
picture_free (gpointer data)
{
  forget (data);
  g_free (data);
}

static GdkPixbuf *
render (const SmpRecipe *preset)
{
  const gint stride = 3 * SMP_PRESET_PICTURE_WIDTH_PX;
  guint8    *rgb    = smp_preset_picture_draw (preset);
  GBytes    *bytes  = g_bytes_new_take (rgb, (gsize) stride * SMP_PRESET_PICTURE_HEIGHT_PX);
  GdkPixbuf *picture =
    gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, FALSE, 8, SMP_PRESET_PICTURE_WIDTH_PX,
                               SMP_PRESET_PICTURE_HEIGHT_PX, stride);

  g_bytes_unref (bytes);
  return picture;
}

/* Kept by what the preset says, for the list is made anew more often than presets change. */
static GdkPixbuf *
drawn (const SmpRecipe *preset)
{
  static GHashTable *kept;
  gchar             *text = smp_recipe_to_text_as_read (preset);
  GdkPixbuf         *picture;

  if (!kept)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  picture = g_hash_table_lookup (kept, text);
  if (!picture)
    {
      picture = render (preset);
      g_hash_table_insert (kept, g_strdup (text), picture);
    }
  g_free (text);
  return g_object_ref (picture);
}

static void
make (Picture *self, GtkWidget *widget, gint width, gint height)
{
  GdkPixbuf *whole = NULL, *fitting;

  self->scale = gtk_widget_get_scale_factor (widget);
  if (self->preset->picture)
    whole = gdk_pixbuf_new_from_file (self->preset->picture, NULL);
  if (!whole)
    whole = drawn (self->preset->recipe);
  fitting =
    gdk_pixbuf_scale_simple (whole, width * self->scale, height * self->scale, GDK_INTERP_BILINEAR);
  self->surface =
    gdk_cairo_surface_create_from_pixbuf (fitting, self->scale, gtk_widget_get_window (widget));
  g_object_unref (fitting);
  g_object_unref (whole);
}

static gboolean
draw (GtkWidget *widget, cairo_t *cr, gpointer data)
{
  Picture *self   = data;
  gint     width  = gtk_widget_get_allocated_width (widget);
  gint     height = gtk_widget_get_allocated_height (widget);

  if (self->surface && self->scale != gtk_widget_get_scale_factor (widget))
    g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (self->preset && !self->surface)
    make (self, widget, width, height);
  if (self->surface)
    {
      cairo_set_source_surface (cr, self->surface, 0.0, 0.0);
      cairo_paint (cr);
    }
  return FALSE;
}

GtkWidget *
smp_preset_picture_new (gint width)
{
  GtkWidget *widget = gtk_drawing_area_new ();
  Picture   *self   = g_new0 (Picture, 1);

  gtk_widget_set_size_request (widget, width,
                               width * SMP_PRESET_PICTURE_HEIGHT / SMP_PRESET_PICTURE_WIDTH);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  atk_object_set_role (gtk_widget_get_accessible (widget), ATK_ROLE_IMAGE);
  g_object_set_data_full (G_OBJECT (widget), DATA_KEY, self, picture_free);
  g_signal_connect (widget, "draw", G_CALLBACK (draw), self);
  return widget;
}

void
smp_preset_picture_set (GtkWidget *widget, const SmpPreset *preset)
{
  Picture *self = g_object_get_data (G_OBJECT (widget), DATA_KEY);

  forget (self);
  self->preset = preset ? smp_preset_copy (preset) : NULL;
  atk_object_set_name (gtk_widget_get_accessible (widget),
                       preset ? preset->recipe->name : _ ("None"));
  atk_object_set_description (gtk_widget_get_accessible (widget),
                              preset ? preset->recipe->description : "");
  gtk_widget_queue_draw (widget);
}
