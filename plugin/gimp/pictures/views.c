/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "layouts.h"
#include "smp/error.h"
#include "smp/text.h"
#include "views.h"

struct _SmpViews
{
  SmpCompare        self;
  GeglRectangle     crop;
  gint              width;
  gint              height;
  GArray           *panels;
  cairo_surface_t **pictures;
};

cairo_surface_t *
smp_image_surface (GimpImage *image, gint most_width, gint most_height, GError **error)
{
  const gint    width = gimp_image_get_width (image), height = gimp_image_get_height (image);
  const gdouble scale =
    MIN (1.0, MIN (most_width / (gdouble) width, most_height / (gdouble) height));
  const GeglRectangle place = { 0, 0, MAX (1, (gint) lround (scale * width)),
                                MAX (1, (gint) lround (scale * height)) };
  GimpLayer          *seen  = gimp_layer_new_from_visible (image, image, NULL);
  cairo_surface_t    *surface;
  GeglBuffer         *buffer;

  if (!seen)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   P_ ("GIMP could not draw the picture: its memory or its folder for temporary "
                       "files may be full."));
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, place.width, place.height);
  buffer  = gimp_drawable_get_buffer (GIMP_DRAWABLE (seen));
  gegl_buffer_get (buffer, &place, scale, babl_format ("cairo-RGB24"),
                   cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface),
                   GEGL_ABYSS_NONE);
  cairo_surface_mark_dirty (surface);
  g_object_unref (buffer);
  gimp_item_delete (GIMP_ITEM (seen));
  return surface;
}

/* Before and the layers as they are, and then the years. */
static GArray *
panels_of (const SmpCompare *self)
{
  const SmpCompareOptions *options = self->options;
  const SmpMoment          before = { SMP_MOMENT_BEFORE, 0, 0.0 }, own = { SMP_MOMENT_OWN, 0, 0.0 };
  g_autoptr (GArray) years =
    options->moments ? g_array_ref (options->moments) : smp_layout_moments (SMP_LAYOUT_TIMELINE);
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (SmpMoment));

  g_array_append_val (moments, before);
  g_array_append_val (moments, own);
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, SmpMoment, i).kind != SMP_MOMENT_BEFORE)
      g_array_append_val (moments, g_array_index (years, SmpMoment, i));
  return smp_compare_moment_panels (moments, FALSE, options->outcome);
}

SmpViews *
smp_views_new (GPtrArray               *treatments,
               const SmpCompareOptions *options,
               gint                     most_width,
               gint                     most_height,
               GError                 **error)
{
  SmpViews *self = g_new0 (SmpViews, 1);
  gdouble   scale;

  if (!smp_compare_begin (&self->self, treatments, options, error) ||
      !smp_compare_crop (&self->self, 0, 0, &self->crop, error))
    {
      smp_views_free (self);
      return NULL;
    }
  scale = MIN (most_width / (gdouble) self->crop.width, most_height / (gdouble) self->crop.height);
  self->width    = MAX (1, (gint) (scale * self->crop.width));
  self->height   = MAX (1, (gint) (scale * self->crop.height));
  self->panels   = panels_of (&self->self);
  self->pictures = g_new0 (cairo_surface_t *, self->panels->len);
  return self;
}

guint
smp_views_count (const SmpViews *self)
{
  return self->panels->len;
}

const gchar *
smp_views_title (const SmpViews *self, guint number)
{
  return g_array_index (self->panels, SmpPanel, number).title;
}

gboolean
smp_views_is_drawn (const SmpViews *self, guint number)
{
  return self->pictures[number] != NULL;
}

cairo_surface_t *
smp_views_get (SmpViews *self, guint number, GError **error)
{
  const SmpPanel     *panel = &g_array_index (self->panels, SmpPanel, number);
  const GeglRectangle place = { 0, 0, self->width, self->height };
  g_autoptr (SmpPage) page  = NULL;

  if (self->pictures[number])
    return self->pictures[number];
  if (!smp_compare_show (&self->self, panel, error) ||
      !(page = smp_page_new (self->self.source, self->width, self->height, error)))
    return NULL;
  smp_page_add_picture (page, self->self.scene, !panel->before, self->self.cover, &self->crop,
                        &place, panel->title);
  if (smp_page_check (page, error))
    self->pictures[number] = smp_image_surface (page->image, self->width, self->height, error);
  return self->pictures[number];
}

void
smp_views_free (SmpViews *self)
{
  for (guint i = 0; self->panels && i < self->panels->len; i++)
    g_clear_pointer (&self->pictures[i], cairo_surface_destroy);
  g_clear_pointer (&self->panels, g_array_unref);
  g_free (self->pictures);
  smp_compare_end (&self->self);
  g_free (self);
}
