/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The skull's outline, found in a photo. */

#pragma once

#include "smp/head.h"
#include "smp/plane.h"

G_BEGIN_DECLS

/**
 * smp_head_outline_fit:
 * @mask: one component: 1 where the person is, 0 beside
 * @view: from where the head is seen
 * @box: (out): left, top, width and height of the ellipse around the skull, in the mask's pixels;
 *   unchanged on failure
 *
 * The ellipse that the upper part of an outline belongs to, above ears, brow and neck; from above
 * it is the whole of it.  Fails with SMP_ERROR_VALUE where the outline is no skull's: where it
 * leaves the picture, or strays from every ellipse.
 */
gboolean smp_head_outline_fit (const SmpPlane    *mask,
                               const SmpHeadView *view,
                               gdouble            box[4],
                               GError           **error);

/**
 * smp_head_outline_mask:
 * @photo: linear light of three components
 * @mask: (out): one component, 1 where the person is, in pixels @cell of the photo's large; its
 *   data to be freed with g_free(); unchanged on failure
 * @cell: (out): how many of the photo's pixels one of the mask's is wide and high
 *
 * Tells a person from a background that is plain, or passes gradually, and differs from hair and
 * skin; or that is even, not of the skin's hue and all around the picture's upper edges.  Fails
 * with SMP_ERROR_VALUE where it is none such.
 */
gboolean smp_head_outline_mask (const SmpPlane *photo, SmpPlane *mask, gint *cell, GError **error);

/**
 * smp_background_find:
 * @photo: linear light of three components, of all of a photo
 * @selected: one component of the same size: the share that is selected
 * @background: (out): one component, 1 where there is background, in pixels @cell of the photo's
 *   large; its data to be freed with g_free(); unchanged on failure
 * @cell: (out): how many of the photo's pixels one of @background's is wide and high
 *
 * Finds what of a photo lies beside the person, and is neither of the hue of the skin that is
 * selected nor uneven as hair is.  Where smp_head_outline_mask() cannot tell a person from the
 * background, or takes such pieces for one, it is what else is so, hangs together in large pieces
 * and reaches the photo's edge; what is warm or patterned is not found then.  Cloth that is greener
 * or bluer than any skin or hair, and reaches the edge, is background too, even or not.  FALSE
 * where none of all that is selected.
 */
gboolean smp_background_find (const SmpPlane *photo,
                              const SmpPlane *selected,
                              SmpPlane       *background,
                              gint           *cell);

/**
 * smp_head_outline_find:
 * @photo: linear light of three components
 * @view: (inout): from where the head is seen; NULL where that is to be found too, as far as an
 *   outline tells: a face and the back of a head have the same
 * @box: (out): as of smp_head_outline_fit(), in the photo's pixels; unchanged on failure
 *
 * Both steps.  Fails as they do, and where the view cannot be told.
 */
gboolean smp_head_outline_find (const SmpPlane     *photo,
                                const SmpHeadView **view,
                                gdouble             box[4],
                                GError            **error);

/**
 * smp_head_outline_scale:
 * @photo: linear light of three components
 * @px_per_mm: (out): pixels of @photo a millimetre, where the head is as large as most; unchanged
 *   where none is found
 *
 * How large a photo shows a head: by a usual breadth where the outline is upright and even, as of a
 * face or the back of a head; else by the middle between breadth and length, which is off by a
 * seventh at most for that.  On nine photos, most of one studio, it was 8 % too small to 16 % too
 * large, beside scales by hand that were mostly read from the head too.
 *
 * Returns: whether an outline was found
 */
gboolean smp_head_outline_scale (const SmpPlane *photo, gdouble *px_per_mm);

G_END_DECLS
