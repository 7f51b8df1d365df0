/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The region to treat: a density map at its place in the image. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/affine.h"
#include "smp/params.h"
#include "smp/plane.h"

/* Called with the share done, 0 to 1; returns FALSE to stop. */
typedef gboolean (*SmpProgressFunc) (gdouble share, gpointer data);

/* density holds shares of the asked density, 0 to 1, as "Y' float" of the image's colour space, so
 * that operations read them as they are; it covers the image, empty outside the bounds.  extent is
 * how many times larger the skin worked on is than what the shares alone say, since hair that
 * stands in it was left out of them; else 1. */
typedef struct
{
  GeglBuffer   *density;
  GeglRectangle bounds;
  gdouble       extent;
} SmpRegion;

/* area_cm2 is the skin that is worked on, whatever the density: where half of it or more is asked
 * for skin counts in full, along soft edges by twice the share, and hair that is left out counts as
 * the skin around it.  On a head it is the head's skin, without what is tilted too far for dots;
 * turned_away is that part, 0 to 1, of the region as the picture shows it.  coverage is the share
 * that lies under dots of the skin without such hair. */
typedef struct
{
  gdouble area_cm2;
  guint   n_dots;
  gdouble coverage;
  gdouble turned_away;
} SmpFigures;

/* Whether anything is selected; SMP_ERROR_IMAGE and what to do where nothing is. */
gboolean smp_region_check_selection (GimpImage *image, GError **error);

/* Takes the selection; SMP_ERROR_IMAGE where nothing is selected.  Returns: (transfer full)
 * (nullable) */
SmpRegion *smp_region_from_selection (GimpImage *image, GError **error);

/* Takes a region channel, carried to where the map takes it, or as it lies where that is NULL;
 * SMP_ERROR_IMAGE where it is empty, or nothing of it lies in the image then.  Returns: (transfer
 * full) (nullable) */
SmpRegion *smp_region_from_channel (GimpImage       *image,
                                    GimpChannel     *channel,
                                    const SmpAffine *map,
                                    GError         **error);

/* Takes a copy of a density map that lies within the image.  Returns: (transfer full) (nullable),
 * NULL where all of it is 0 */
SmpRegion *smp_region_from_plane (GimpImage *image, const SmpPlane *plane);

/* Takes a region, and leaves of it what lies on pixels of the photo; SMP_ERROR_IMAGE where none
 * does.  Returns: (transfer full): the same, where all of it does. */
SmpRegion *smp_region_within (SmpRegion *region, GimpLayer *photo, GError **error);

/* The region's shares at the middles of cells that are counted from the photo layer's corner, as
 * smp_plane_read_cells() has them: one component, which belongs to the caller. */
SmpPlane smp_region_read_cells (const SmpRegion     *region,
                                GimpLayer           *photo,
                                const GeglRectangle *cells,
                                gdouble              cell_px);

/* Another one of the same map, which is not to be changed then.  Returns: (transfer full) */
SmpRegion *smp_region_copy (const SmpRegion *region);

/* Frees it; NULL is none. */
void smp_region_free (SmpRegion *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpRegion, smp_region_free)

/* A new channel of the image that holds the region, hidden, above the others.  Returns:
 * (transfer none) */
GimpChannel *smp_region_save (const SmpRegion *region, GimpImage *image, const gchar *name);

/* How many pixels of skin are worked on where such shares of the density are asked for. */
gdouble smp_region_worked_px (const SmpPlane *shares);

/* Says how many pixels of skin are worked on in a region whose maker left hair out of its shares,
 * as many or fewer of them as the density asks for. */
void smp_region_set_worked (SmpRegion *region, gdouble worked_px);

/* What treating the region with the parameters comes to; less where it is given up in a pause. */
SmpFigures smp_region_figures (const SmpRegion *region, const SmpParams *params);

/* The same; FALSE where progress, which may be NULL, stopped it. */
gboolean smp_region_figures_stoppable (const SmpRegion *region,
                                       const SmpParams *params,
                                       SmpProgressFunc  progress,
                                       gpointer         data,
                                       SmpFigures      *figures);
