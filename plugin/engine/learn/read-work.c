/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Treated skin as it is read of a photo. */

#include "base/same-math.h"
#include "read-work.h"
#include "smp/glare.h"

/* Shine of this share of the light hides dots. */
#define GLARY    0.35f
#define GLARE_MM 0.4

/* The bounds of what a mask holds; FALSE where that is nothing. */
static gboolean
find_bounds (const SmpPlane *mask, const SmpPlane *photo, gint bounds[4])
{
  bounds[0] = bounds[1] = G_MAXINT;
  bounds[2] = bounds[3] = G_MININT;
  for (gint y = MAX (mask->y, photo->y); y < MIN (mask->y + mask->height, photo->y + photo->height);
       y++)
    for (gint x = MAX (mask->x, photo->x); x < MIN (mask->x + mask->width, photo->x + photo->width);
         x++)
      if (smp_share_of (*smp_plane_at (mask, x, y)) > 0.5f)
        {
          bounds[0] = MIN (bounds[0], x);
          bounds[1] = MIN (bounds[1], y);
          bounds[2] = MAX (bounds[2], x + 1);
          bounds[3] = MAX (bounds[3], y + 1);
        }
  return bounds[0] < bounds[2];
}

/* What shines shows no dots. */
static void
leave_glare_out (SmpWork *work)
{
  gint     cell = MAX ((gint) (GLARE_MM * work->px_per_mm + 0.5), 1);
  SmpField small[3];
  SmpPlane photo, share;

  for (gint c = 0; c < 3; c++)
    small[c] = smp_field_reduce (&work->light[c], cell);
  photo = (SmpPlane) { g_new (gfloat, (gsize) small[0].width * (gsize) small[0].height * 3),
                       0,
                       0,
                       small[0].width,
                       small[0].height,
                       3 };
  share = photo;
  share.components = 1;
  share.data       = g_new0 (gfloat, (gsize) small[0].width * (gsize) small[0].height);
  for (gsize i = 0; i < (gsize) photo.width * (gsize) photo.height; i++)
    for (gsize c = 0; c < 3; c++)
      photo.data[3 * i + c] = small[c].data[i];
  smp_glare_estimate (&photo, NULL, &share);
  for (gint y = 0; y < work->usable.height; y++)
    for (gint x = 0; x < work->usable.width; x++)
      if (*smp_plane_at (&share, x / cell, y / cell) > GLARY)
        smp_field_row (&work->usable, y)[x] = 0.0f;
  g_free (photo.data);
  g_free (share.data);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&small[c]);
}

/* The part of the photo that the mask holds, reduced to what is fine enough. */
gboolean
smp_work_read (const SmpPlane *photo,
               const SmpPlane *mask,
               gdouble         px_per_mm,
               gint            step,
               SmpWork        *work)
{
  gint     bounds[4], width, height;
  SmpField light[3], inside;

  if (!find_bounds (mask, photo, bounds))
    return FALSE;
  width  = bounds[2] - bounds[0];
  height = bounds[3] - bounds[1];
  smp_field_init (&inside, width, height);
  for (gint c = 0; c < 3; c++)
    smp_field_init (&light[c], width, height);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        const gfloat *p = smp_plane_at (photo, bounds[0] + x, bounds[1] + y);

        smp_field_row (&inside, y)[x] = smp_share_at (mask, bounds[0] + x, bounds[1] + y) > 0.5f;
        for (gint c = 0; c < 3; c++)
          smp_field_row (&light[c], y)[x] = smp_light_of (p[c]);
      }
  work->px_per_mm = px_per_mm / step;
  for (gint c = 0; c < 3; c++)
    {
      work->light[c] = smp_field_reduce (&light[c], step);
      smp_field_clear (&light[c]);
    }
  work->usable = smp_field_reduce (&inside, step);
  for (gsize i = 0; i < (gsize) work->usable.width * (gsize) work->usable.height; i++)
    work->usable.data[i] = work->usable.data[i] > 0.99f;
  smp_field_clear (&inside);
  leave_glare_out (work);
  return TRUE;
}
