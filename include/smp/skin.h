/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a pigment map to the share of light that pigmented skin returns: depth, spread of light,
 * sharpness of the photo. */

#pragma once

#include "params.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SmpInk:
 * @absorption: of the pigment, per channel R, G, B, relative to green
 * @haze: per channel, the share of the skin's diffuse light that tissue above the pigment returns
 *
 * The optics of one pigment at one depth.
 */
typedef struct
{
  gfloat absorption[3];
  gfloat haze[3];
} SmpInk;

/**
 * smp_ink_init:
 * @ink: (out): the optics of @params' pigment and depth, at @params' years (see fade.h)
 *
 * The haze is f = R0 / Rinf of a Kubelka-Munk layer as thick as the pigment is deep, with
 * K = 2 sigma_a and S = 0.75 sigma_s' of Jensen et al. 2001, "A practical model for subsurface
 * light transport" (skin1).  It grows from red to blue, which is why deep pigment looks blue.
 */
void smp_ink_init (SmpInk *ink, const SmpParams *params);

/**
 * smp_skin_margin_px:
 *
 * Returns: how many pixels around a rectangle of the picture the pigment map must be known; beyond,
 *   pigment has no effect on it.
 */
gint smp_skin_margin_px (const SmpParams *params);

/**
 * smp_skin_render:
 * @params: valid parameters
 * @pigment: the pigment map (see stipple.h); outside it there is no pigment
 * @light: (inout): the rectangle to draw, of four components a pixel, linear: for R, G and B the
 *   share M of the skin's diffuse light that comes back, and 1 where any light is lost, 0 elsewhere
 *
 * The model, in linear light and for each channel (Clapper and Yule 1953; Yule and Nielsen 1951):
 *
 *     T = transmittance of the pigment, averaged over the pixel: 1 - a (1 - exp (-absorption d))
 *     B = T spread by the skin's point spread function: light enters elsewhere
 *     M = haze + (1 - haze) T B, softened by the skin above the dots and by the photo's own blur,
 *         together by 5 pixels at most
 *
 * The point spread functions shorten the six Gaussians of d'Eon and Luebke (GPU Gems 3, chapter 14;
 * widths in mm) to an unspread share and one or two Gaussians: red 0.20 + 0.25 G (0.34) +
 * 0.55 G (1.6), green 0.40 + 0.60 G (0.34), blue 0.56 + 0.44 G (0.25).  They are computed on grids
 * of power-of-two blocks counted from the pattern's origin, with the blocks' and the
 * interpolation's own width taken off the Gaussian; so a pixel does not depend on the rectangle.
 */
void smp_skin_render (const SmpParams *params, const SmpPlane *pigment, SmpPlane *light);

/**
 * SmpSkin:
 *
 * The drawing of one column of the picture piece by piece, from a pigment map that is read piece by
 * piece: the same as smp_skin_render(), without the whole of either in memory.
 */
typedef struct _SmpSkin SmpSkin;

/**
 * smp_skin_new:
 * @params: valid parameters
 * @x: first column to draw
 * @width: pixels
 * @read: reads the pigment map, as far as smp_skin_margin_px() around the pieces drawn, and up to
 *   the end of the blocks that it computes the spread on
 * @source: for @read
 *
 * Returns: (transfer full): for smp_skin_draw(), to be freed with smp_skin_free()
 */
SmpSkin *
smp_skin_new (const SmpParams *params, gint x, gint width, SmpReadFunc read, gpointer source);

/**
 * smp_skin_draw:
 * @light: (inout): a piece that lies in the columns, see smp_skin_render()
 *
 * Pieces may come in any order, but quickly they are drawn from top to bottom, those of the same
 * rows one after the other: then the map is read, and the light lost to it computed, once a pixel.
 */
void smp_skin_draw (SmpSkin *skin, SmpPlane *light);

/**
 * smp_skin_bare_light:
 *
 * A pixel of the picture where no light is lost.
 */
extern const gfloat smp_skin_bare_light[4];

/**
 * smp_skin_is_bare:
 * @x: first column of the picture
 * @y: first row
 * @width: columns, which lie in those drawn
 * @height: rows
 *
 * Reads the map as smp_skin_draw() would, which then does not read it again.
 *
 * Returns: whether there is no pigment in or around this piece, so that smp_skin_draw() would draw
 *   nothing but smp_skin_bare_light
 */
gboolean smp_skin_is_bare (SmpSkin *skin, gint x, gint y, gint width, gint height);

/**
 * smp_skin_free:
 * @skin: (nullable): what is to be freed, with all that belongs to it
 */
void smp_skin_free (SmpSkin *skin);

G_END_DECLS
