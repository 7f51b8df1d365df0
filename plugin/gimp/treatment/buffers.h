/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Between GIMP's buffers and the engine's planes.  All places are pixels of the image, unless a
 * function says otherwise; the samples of a plane that is returned belong to the caller, who frees
 * its data. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/plane.h"

/* Where a layer, mask or channel lies in its image. */
GeglRectangle smp_drawable_place (GimpDrawable *drawable);

/* A plane of zeros. */
SmpPlane smp_plane_new (const GeglRectangle *part, gint components);

/* What rectangle a plane covers. */
GeglRectangle smp_plane_place (const SmpPlane *plane);

/* The numbers of a buffer as they are stored there, of one component, float; 0 beyond it. */
SmpPlane smp_plane_read_stored (GeglBuffer *buffer, const GeglRectangle *part);

/* The linear light of a drawable, red, green and blue with sRGB's primaries and, if there are four
 * components, alpha, or of grey the one; beyond its border the nearest or, without clamp, 0.  What
 * SmpStoredLight does not know is read by way of doubles, because from 8 bits to floats babl would
 * first measure tables of 340 MB, which takes a second. */
SmpPlane smp_plane_read_drawable (GimpDrawable        *drawable,
                                  const GeglRectangle *part,
                                  gint                 components,
                                  gboolean             clamp);

/* The photo's light, read like that, averaged over square cells of that side in pixels, 1 or more:
 * three components, to the bit the same in every run.  The cells, and the plane's place, are
 * counted from the photo layer's corner; cells beyond its border are the nearest. */
SmpPlane smp_plane_read_cells (GimpLayer *photo, const GeglRectangle *cells, gdouble cell_px);

/* The value of a plane of one component, two cells or more a side, between the middles of four of
 * its cells; u and v count cells, with 0 at the first one's left upper corner if the plane lies at
 * 0.  Beyond the outer middles it is that of the border. */
gdouble smp_plane_between (const SmpPlane *cells, gdouble u, gdouble v);

/* A share, 0 to 1, as the nearest of the steps of 1/255 that a channel keeps exactly. */
gfloat smp_share_in_steps (gdouble share);

/* A checksum of a drawable's stored pixels, or of those in a part of it.  Returns: (transfer full)
 */
gchar *smp_drawable_fingerprint (GimpDrawable *drawable, const GeglRectangle *part);
