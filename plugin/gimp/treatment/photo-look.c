/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "head-words.h"
#include "photo-look.h"
#include "region.h"
#include "scale-estimate.h"
#include "smp/error.h"
#include "smp/text.h"

/* Skin around the selection that is looked at too. */
#define AROUND_MM 8.0

/* Of a photo without a selection, the middle; of that, what hair is looked at around. */
#define MIDDLE_SHARE 0.5
#define SPOT_SHARE   0.15

/* The longest side of what is looked at, so that it takes a second or two. */
#define MOST_SIDE_PX 1600

struct _SmpPhotoLook
{
  SmpPlane      photo;
  SmpPlane      region;
  gdouble       px_per_mm;
  SmpScaleBasis basis;
  SmpHeadLight  light;
  gdouble       distance_mm;
};

/* A part of that size at most, with the same middle. */
static void
keep_middle (GeglRectangle *part, gint width, gint height)
{
  const gint w = MIN (part->width, width), h = MIN (part->height, height);

  *part = *GEGL_RECTANGLE (part->x + (part->width - w) / 2, part->y + (part->height - h) / 2, w, h);
}

/* What is selected, or NULL where that is nothing, or lies outside the photo. */
static SmpRegion *
selected_skin (GimpImage *image, GimpLayer *photo)
{
  SmpRegion *region = smp_region_from_selection (image, NULL);

  return region ? smp_region_within (region, photo, NULL) : NULL;
}

static void
read_spot (SmpPhotoLook *look, const GeglRectangle *part)
{
  GeglRectangle spot = *part;

  keep_middle (&spot, MAX (1, (gint) (SPOT_SHARE * part->width)),
               MAX (1, (gint) (SPOT_SHARE * part->height)));
  look->region = smp_plane_new (&spot, 1);
  for (gsize i = 0; i < (gsize) spot.width * (gsize) spot.height; i++)
    look->region.data[i] = 1.0f;
}

SmpPhotoLook *
smp_photo_look_new (GimpImage *image, GimpLayer *photo, SmpScaleBasis *basis, GError **error)
{
  g_autoptr (SmpRegion) region = selected_skin (image, photo);
  GeglRectangle part = smp_drawable_place (GIMP_DRAWABLE (photo)), layer = part;
  SmpPhotoLook *look     = g_new0 (SmpPhotoLook, 1);
  gboolean      is_known = smp_scale_load (image, &look->px_per_mm, &look->basis, NULL);
  gint          around;

  look->light = smp_head_light_read (photo);
  if (!is_known)
    look->px_per_mm = smp_scale_estimate (image, &look->light, &look->basis);
  if (basis)
    *basis = look->basis;
  around = (gint) ceil (AROUND_MM * look->px_per_mm);
  if (region)
    part = *GEGL_RECTANGLE (region->bounds.x - around, region->bounds.y - around,
                            region->bounds.width + 2 * around, region->bounds.height + 2 * around);
  else
    keep_middle (&part, (gint) (MIDDLE_SHARE * layer.width), (gint) (MIDDLE_SHARE * layer.height));
  keep_middle (&part, MOST_SIDE_PX, MOST_SIDE_PX);
  if (!gegl_rectangle_intersect (&part, &part, &layer) || part.width < 2 || part.height < 2)
    {
      smp_photo_look_free (look);
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE, _ ("There is no photo to look at here."));
      return NULL;
    }
  look->photo = smp_plane_read_drawable (GIMP_DRAWABLE (photo), &part, 3, TRUE);
  if (region)
    look->region = smp_plane_read_stored (region->density, &region->bounds);
  else
    read_spot (look, &part);
  look->distance_mm = smp_head_noted_distance_mm (image, look->px_per_mm);
  return look;
}

/* The head of that outline.  Where the scale is an estimate the outline tells it better; how the
 * skin is turned does not hang on it. */
static gboolean
head_of_outline (const SmpPhotoLook *look,
                 const gdouble       box[4],
                 const SmpHeadView  *view,
                 SmpHead            *head)
{
  const gdouble usual = MIN (box[2], box[3]) / SMP_HEAD_USUAL_BREADTH_MM / look->px_per_mm;
  const gdouble size  = look->basis != SMP_SCALE_MEASURED ? usual : 1.0;
  gdouble       box_mm[4];

  for (gint i = 0; i < 4; i++)
    box_mm[i] = box[i] / look->px_per_mm / size;
  if (!smp_head_from_ellipse (box_mm, view, 0.0, look->distance_mm / size, head, NULL))
    return FALSE;
  for (gint i = 0; i < 3; i++)
    head->half_mm[i] *= size;
  head->x_mm *= size;
  head->y_mm *= size;
  head->distance_mm *= size;
  return TRUE;
}

/* The head, upright or from above; FALSE where none is found. */
static gboolean
find_head (const SmpPhotoLook *look, SmpHead *head)
{
  const SmpHeadView *const views[] = { NULL, smp_head_view_find ("top") };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      const SmpHeadView *view = views[i];
      gdouble            box[4];

      if (smp_head_light_find (&look->light, &view, box, NULL) &&
          head_of_outline (look, box, view, head))
        return TRUE;
    }
  return FALSE;
}

void
smp_photo_look_check (const SmpPhotoLook *look, SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS])
{
  SmpHead        head;
  const gboolean is_found = find_head (look, &head);

  smp_photo_check (&look->photo, &look->region, look->px_per_mm, is_found ? &head : NULL, readings);
}

void
smp_photo_look_free (SmpPhotoLook *look)
{
  if (!look)
    return;

  g_free (look->photo.data);
  g_free (look->region.data);
  g_free (look->light.light.data);
  g_free (look);
}
