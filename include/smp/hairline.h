/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a drawn line to the density map of a hairline: soft, broken, with strays, filled behind. */

#pragma once

#include "params.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SmpPoint:
 *
 * A place in the image, in pixels; a pixel's centre is at .5.
 */
typedef struct
{
  gdouble x;
  gdouble y;
} SmpPoint;

/**
 * SmpHairline:
 *
 * A hairline: where it runs, on which side the face is, and how it is broken.
 */
typedef struct _SmpHairline SmpHairline;

/**
 * SmpHairlinePlace:
 * @behind_mm: distance from the drawn line; negative in front of it
 * @along_mm: from the line's left end (its upper end, where the face is on the left or right) to
 *   the nearest point of the line; negative on what smp_hairline_close() added there
 * @inside_mm: from the nearer end that is not closed, along the line or straight from end to end,
 *   whichever is more; negative beyond all ends
 *
 * Where a point lies, seen from a hairline.
 */
typedef struct
{
  gdouble behind_mm;
  gdouble along_mm;
  gdouble inside_mm;
} SmpHairlinePlace;

/**
 * SmpHairlineShape:
 * @SMP_HAIRLINE_STRAIGHT: level in the middle, rounded corners down to the temples
 * @SMP_HAIRLINE_ROUND: one arc
 * @SMP_HAIRLINE_WINGED: two recessions beside a lower middle
 *
 * Practitioners' names for shapes of hairlines.
 */
typedef enum
{
  SMP_HAIRLINE_STRAIGHT,
  SMP_HAIRLINE_ROUND,
  SMP_HAIRLINE_WINGED
} SmpHairlineShape;

/**
 * SMP_HAIRLINE_HEIGHT_MM:
 *
 * Usual height of the hairline's middle above the glabella: 80 mm (Garg, J Cutan Aesthet Surg: 431
 * people; others state 60 to 100).
 */
#define SMP_HAIRLINE_HEIGHT_MM 80.0

/**
 * SMP_HAIRLINE_LEAST_MM:
 *
 * Shorter lines are taken for a slip of the hand.
 */
#define SMP_HAIRLINE_LEAST_MM 10.0

/**
 * smp_hairline_new:
 * @params: valid parameters; those of the scope SMP_SCOPE_HAIRLINE, the scale and the seed count
 * @points: the line, a polyline fine enough to be taken for the curve
 * @n_points: how many
 * @mirrored: its halves are mirror images, so that the asymmetry applies
 *
 * Fails with SMP_ERROR_IMAGE, in one sentence, where the line is too short, crosses itself, is far
 * outside of any image, or does not tell on which side the face is.
 *
 * The line may be drawn from either end.  It is broken by waves and jags: sums of cosines along the
 * line, of wave lengths within a factor of 1.4 of the asked ones, phases from the seed.  A mirrored
 * line has one half's on both sides where the asymmetry is 0; as that grows to 1 mm they become
 * independent, and the halves swing apart by up to the asymmetry.
 *
 * Returns: (transfer full) (nullable): the hairline
 */
SmpHairline *smp_hairline_new (const SmpParams *params,
                               const SmpPoint  *points,
                               guint            n_points,
                               gboolean         mirrored,
                               GError         **error);

/**
 * smp_hairline_free:
 * @hairline: (nullable): what is to be freed, with all that belongs to it
 */
void smp_hairline_free (SmpHairline *hairline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpHairline, smp_hairline_free)

/**
 * smp_hairline_length_mm:
 *
 * Returns: the length of the drawn line.
 */
gdouble smp_hairline_length_mm (const SmpHairline *hairline);

/**
 * smp_hairline_middle:
 *
 * Returns: the point half-way along the drawn line.
 */
SmpPoint smp_hairline_middle (const SmpHairline *hairline);

/**
 * smp_hairline_place:
 *
 * Where an image place lies, seen from the drawn line (its exact Euclidean distance).
 */
void smp_hairline_place (const SmpHairline *hairline, SmpPoint point, SmpHairlinePlace *place);

/**
 * smp_hairline_offset_mm:
 * @along_mm: as of #SmpHairlinePlace
 * @behind_mm: as of #SmpHairlinePlace; jags change across the line, waves do not
 *
 * Returns: how far behind the drawn line the broken line runs, as seen from a place; negative in
 *   front of it.
 */
gdouble smp_hairline_offset_mm (const SmpHairline *hairline, gdouble along_mm, gdouble behind_mm);

/**
 * smp_hairline_profile:
 * @behind_mm: distance behind the broken line
 *
 * Returns: the share of the full density there, away from the ends.  Within the feather it is
 *   a + (1 - a) s with s the smoothstep from 0 at the line to 1; in front of the line it falls as
 *   a (1 - x)^2 to nothing at x = 1, 1.5 feathers away.  a = n / (1 - 2 n) makes the strays' share
 * of all dots from there to the feather's end equal to n.  (The shape is a choice.)
 */
gdouble smp_hairline_profile (const SmpParams *params, gdouble behind_mm);

/**
 * smp_hairline_bounds:
 * @x: (inout): first column of a rectangle, such as the image
 * @y: (inout): first row
 * @width: (inout): pixels
 * @height: (inout): pixels
 *
 * Cuts a rectangle down to where the hairline's density map can be above 0.
 *
 * Returns: whether anything is left
 */
gboolean
smp_hairline_bounds (const SmpHairline *hairline, gint *x, gint *y, gint *width, gint *height);

/**
 * smp_hairline_render:
 * @limit: (nullable): one component, what the map is multiplied by, such as the selection; outside
 *   it 0
 * @spare_front: @limit does not count in front of the line, and fades in over the feather (for a
 *   line that is the limit's own edge)
 * @density: (inout): the rectangle to draw, one component
 *
 * Draws the density map, as a share of the full density in steps of 1/255, which a channel keeps
 * exactly: the profile across the line, times smoothsteps over the blend at the ends and, unless
 * the whole selection is filled, before the reach.  A pixel depends on its place alone, not on the
 * rectangle.
 */
void smp_hairline_render (const SmpHairline *hairline,
                          const SmpPlane    *limit,
                          gboolean           spare_front,
                          SmpPlane          *density);

/**
 * smp_hairline_bare_skin:
 * @photo: the photo in cells, linear light, three components; its x and y count cells
 * @cell_px: a cell's side
 * @corner: image place of the upper left corner of cell (0, 0)
 * @bare: (inout): one component, of @photo's size; set to 1 where skin is bare, 0 where it has hair
 *   or is none
 *
 * Tells bare skin from hair, ears and background by tone and colour.  The measure is the median of
 * the forehead, from 3 to 15 mm in front of the line.  Cells darker than it by 0.35 (natural
 * logarithm of luminance) count as haired, wholly from 1.05 on; cells whose red over green and
 * green over blue differ by 0.25 to 0.6 count as something else.  The limits are assumptions, tried
 * on portraits.  Cells that are lighter than the measure count as what they are without white
 * light, as shine on skin is, unless more such cells lead behind the line to @photo's border.
 *
 * Returns: whether there was enough skin in front of the line
 */
gboolean smp_hairline_bare_skin (const SmpHairline *hairline,
                                 const SmpPlane    *photo,
                                 gdouble            cell_px,
                                 SmpPoint           corner,
                                 SmpPlane          *bare);

/**
 * SMP_HAIRLINE_CLOSE_MM:
 *
 * An end of a line that stands so near to hair is meant to meet it.  An assumption, tried on
 * portraits: temples that are drawn by hand end 5 to 15 mm before the hair at the side.
 */
#define SMP_HAIRLINE_CLOSE_MM 20.0

/**
 * smp_hairline_close:
 * @bare: one component, as smp_hairline_bare_skin() sets it
 * @cell_px: a cell's side
 * @corner: image place of the upper left corner of cell (0, 0)
 *
 * Closes temples and sides: each end from which hair, or the edge of the skin, is met within
 * #SMP_HAIRLINE_CLOSE_MM in the direction in which the line leaves it runs on straight until there,
 * and dots do not run out at it any more.  The drawn line, its length and its breaks stay as they
 * are.  To be called once.
 *
 * Returns: how many ends were closed, 0 to 2
 */
guint
smp_hairline_close (SmpHairline *hairline, const SmpPlane *bare, gdouble cell_px, SmpPoint corner);

/**
 * smp_hairline_mirror:
 * @points: one half of the line
 * @axis: two points of the midline
 * @n_mirrored: (out): points of the whole line
 *
 * Makes a whole line of a half: what lies beyond the midline is cut off, and the inner end is
 * joined to its mirror image.  Fails with SMP_ERROR_IMAGE where the half runs along the midline, or
 * well across it.
 *
 * Returns: (transfer full) (nullable): the whole line
 */
SmpPoint *smp_hairline_mirror (const SmpPoint *points,
                               guint           n_points,
                               const SmpPoint  axis[2],
                               guint          *n_mirrored,
                               GError        **error);

/**
 * smp_hairline_front_edge:
 * @selection: one component, 0 to 1
 * @front: where the face is; SMP_FRONT_AUTO is SMP_FRONT_DOWN
 * @smooth_px: length over which steps of the edge are smoothed
 * @n_points: (out): its points
 *
 * Returns: (transfer full): the selection's edge towards the face, where it falls below a half.
 */
SmpPoint *smp_hairline_front_edge (const SmpPlane *selection,
                                   SmpFront        front,
                                   gdouble         smooth_px,
                                   guint          *n_points);

/**
 * smp_hairline_template:
 * @ends: the two temples
 * @middle: the line's middle
 * @n_anchors: (out): anchors
 *
 * Returns: (transfer full): a Bezier curve of that shape, three points an anchor (the handle before
 *   it, the anchor, the handle behind it), as paths are stored.
 */
SmpPoint *smp_hairline_template (SmpHairlineShape shape,
                                 const SmpPoint   ends[2],
                                 SmpPoint         middle,
                                 guint           *n_anchors);

G_END_DECLS
