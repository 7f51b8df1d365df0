/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the head is in the photo: found there, said by a script, or the ellipse of an outline. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/head.h"
#include "smp/params.h"
#include "smp/plane.h"

/* Sets the values' head to what a script says: the words of smp_head_from_words(), or "auto",
 * "auto,VIEW" or "auto,VIEW,DISTANCE" for one to be found in the photo; the camera's distance, if
 * it is not said then, is taken from the focal length that the photo's own notes tell, where it was
 * not cropped since.  Fails as smp_head_from_words(), smp_head_outline_find() and
 * smp_head_from_ellipse() do, with their errors. */
gboolean
smp_head_read_words (GimpLayer *photo, const gchar *words, SmpParams *params, GError **error);

/* A photo's light as the head is looked for in it; place is the layer's. */
typedef struct
{
  SmpPlane      light;
  GeglRectangle place;
  gdouble       cell_px;
} SmpHeadLight;

/* Reads it; its plane's data, NULL where the photo is too small for a head, belongs to the caller.
 */
SmpHeadLight smp_head_light_read (GimpLayer *photo);

/* As smp_head_find(), with its errors, in light that was read; asks nothing of GIMP, so that any
 * thread may do it. */
gboolean smp_head_light_find (const SmpHeadLight *photo,
                              const SmpHeadView **view,
                              gdouble             found[4],
                              GError            **error);

/* Finds the skull's outline in the photo: left, top, width and height of its ellipse, in the
 * image's pixels; view as in smp_head_outline_find(), whose errors it has. */
gboolean smp_head_find (GimpLayer *photo, const SmpHeadView **view, gdouble box[4], GError **error);

/* The head that has that outline, kept, with the values' scale and origin; fails as
 * smp_head_from_ellipse() does, with its error.  Returns: (transfer none) (nullable) */
const SmpHead *smp_head_of_outline (const gdouble      box[4],
                                    const SmpHeadView *view,
                                    gdouble            turned_deg,
                                    gdouble            distance_mm,
                                    const SmpParams   *params,
                                    GError           **error);

/* How far away the camera was, in mm, from the focal length that the photo's notes tell and the
 * scale; 0 where they do not tell, the photo was cropped since to another shape, or the image was
 * opened from an XCF file, which does not tell whether it was.  A script's image that came from no
 * file that GIMP knows is taken as whole. */
gdouble smp_head_noted_distance_mm (GimpImage *image, gdouble px_per_mm);
