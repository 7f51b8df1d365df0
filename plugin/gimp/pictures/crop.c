/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pictures show of the photo. */

#include <math.h>

#include "layouts.h"
#include "smp/error.h"
#include "smp/text.h"

#define LEAST_MARGIN_PX 20

static const gint social_sizes[][2] = { { 1080, 1080 }, { 1080, 1350 }, { 1080, 1920 } };

gboolean
smp_crop_is_social (SmpCrop crop, gint *width, gint *height)
{
  if (crop < SMP_CROP_SQUARE)
    return FALSE;

  *width  = social_sizes[crop - SMP_CROP_SQUARE][0];
  *height = social_sizes[crop - SMP_CROP_SQUARE][1];
  return TRUE;
}

static GeglRectangle
whole_of (GimpImage *image)
{
  return *GEGL_RECTANGLE (0, 0, gimp_image_get_width (image), gimp_image_get_height (image));
}

/* What is treated. */
static GeglRectangle
region_of (const SmpCompare *self)
{
  GeglRectangle region = { 0, 0, 0, 0 };

  for (guint i = 0; i < self->treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (self->treatments, i);

      if (i == 0)
        region = treatment->region->bounds;
      else
        gegl_rectangle_bounding_box (&region, &region, &treatment->region->bounds);
    }
  return region;
}

/* With some skin around it; it may reach beyond the photo. */
static GeglRectangle
region_with_margin (const SmpCompare *self)
{
  GeglRectangle crop = region_of (self);
  gint          margin;

  margin = (gint) (self->options->margin_percent / 100.0 * MAX (crop.width, crop.height)) +
           LEAST_MARGIN_PX;
  return *GEGL_RECTANGLE (crop.x - margin, crop.y - margin, crop.width + 2 * margin,
                          crop.height + 2 * margin);
}

static gboolean
selected (const SmpCompare *self, GeglRectangle *crop, GError **error)
{
  gboolean there;
  gint     x1, y1, x2, y2;

  if (gimp_selection_bounds (self->source, &there, &x1, &y1, &x2, &y2) && there)
    {
      *crop = *GEGL_RECTANGLE (x1, y1, x2 - x1, y2 - y1);
      return TRUE;
    }
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               P_ ("Nothing is selected to be shown: select a part of the photo, or choose another "
                   "crop."));
  return FALSE;
}

/* One side of a rectangle grown about its middle, and then moved into the photo. */
static void
grow_side (gint *from, gint *size, gdouble wanted, gint limit)
{
  gint grown = MIN ((gint) lround (wanted), limit);

  *from -= (grown - *size) / 2;
  *size = grown;
  *from = CLAMP (*from, 0, limit - grown);
}

gboolean
smp_compare_crop (const SmpCompare *self,
                  gint              width,
                  gint              height,
                  GeglRectangle    *crop,
                  GError          **error)
{
  GeglRectangle photo = whole_of (self->source);
  gdouble       wide, high;

  if (self->options->crop == SMP_CROP_PHOTO)
    *crop = photo;
  else if (self->options->crop != SMP_CROP_SELECTION)
    *crop = region_with_margin (self);
  else if (!selected (self, crop, error))
    return FALSE;

  if (width > 0 && height > 0)
    {
      wide = MAX (MAX (crop->width, crop->height * (gdouble) width / height), width);
      high = wide * height / width;
      grow_side (&crop->x, &crop->width, wide, photo.width);
      grow_side (&crop->y, &crop->height, high, photo.height);
    }
  gegl_rectangle_intersect (crop, crop, &photo);
  return TRUE;
}

gdouble
smp_compare_middle (const SmpCompare *self, const GeglRectangle *crop, gdouble *y)
{
  GeglRectangle region = region_of (self);

  *y = CLAMP ((region.y + 0.5 * region.height - crop->y) / crop->height, 0.1, 0.9);
  return CLAMP ((region.x + 0.5 * region.width - crop->x) / crop->width, 0.1, 0.9);
}
