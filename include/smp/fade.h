/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How pigment changes with the years.
 *
 * No long-term measurement of scalp micropigmentation is published.  What follows is an
 * illustration whose every number is marked: measured, practitioners' statement, or choice.
 *
 * With t the years since the last session, or since the last touch-up where there was one, and T
 * the years since the last session whatever came later:
 *
 *     healing     h = rh + (1 - rh) (0.8 exp (-t / 0.038) + 0.2 exp (-t / 0.3))
 *     long term   L = phi + (1 - phi) exp (-k t)
 *     pigment     m = h L, of what was put in
 *     radius      r = sqrt (r0^2 + D T)
 *     depth       z = z0 + 0.012 T, in mm
 *     absorption  e = e_end + (e_start - e_end) exp (-t / 3), per channel
 *
 * | number                          | value                | known from
 * |---------------------------------|----------------------|---------------------------------------
 * | rh, kept in healing             | 0.68                 | measured in mice (Engel 2010,
 * |                                 |                      | Exp Dermatol 19:54; Baeumler 2015)
 * | the same in scars               | 0.50                 | choice
 * | time of healing                 | 0.038 years          | practitioners' statement: settled
 * |                                 |                      | in 4 to 6 weeks
 * | of which a fifth takes          | 0.3 years            | choice: areola tattoos still change
 * |                                 |                      | from month 6 to 12 (60 sites, 2024)
 * | phi, never lost                 | 0.20                 | choice
 * | k, a year                       | 0.27 times factors   | measured, six months: visual density
 * |                                 |                      | 9.1 to 8.2 (Liu 2025, J Cosmet
 * |                                 |                      | Dermatol 24:e70375)
 * | phi of iron oxide               | 0.10                 | choice
 * | k of iron oxide                 | 0.38                 | measured on permanent make-up, 40
 * |                                 |                      | people: 0.32 lost after 14 months on
 * |                                 |                      | average (Kat 2006)
 * | phi, k of temporary pigment     | 0, 1.2               | practitioners' statement: faded in
 * |                                 |                      | 6 to 8 months, gone in 2 years
 * | k: sun protected, normal, high  | 0.75, 1, 1.6         | practitioners' direction, chosen size
 * | k: skin dry, normal, oily       | 1.1, 1, 1.2          | practitioners' direction, chosen size
 * | k: below 30 years; smoker       | 1.1; 1.1             | practitioners' direction, chosen size
 * | k: scar                         | 2.1                  | measured, six months: visual density
 * |                                 |                      | 8.1 to 6.5 (Liu 2025)
 * | k: depth 0; 0.04 to 0.1; 0.3 mm | 1.6; 1; 0.7          | practitioners' direction, chosen size
 * | k: loss low, typical, high      | 0.2, 1, 6            | measured: the least and the most that
 * | phi: loss low, typical, high    | 1, 1, 0.25           | 40 people lost of permanent make-up
 * |                                 |                      | after 14 months, 0.05 and 0.80 (Kat
 * |                                 |                      | 2006)
 * | D, mm2 a year                   | 0.0015 times factors | choice
 * | D: oily; scar; 0.3 mm deep      | 2; 4; 3              | practitioners' direction, chosen size
 * | sinking, mm a year              | 0.012                | choice, fits one tattoo's 2.8 years
 * | e_end of iron oxide             | 0.5, 1, 1.2          | choice
 *
 * Between the depths named, the factors are interpolated.
 *
 * The bars of one black tattoo widened by 0.24 mm (middle half 0.20 to 0.31) from 83 days to 2.8
 * years in photos, by 0.17 mm in this model; its ink then returned 0.09, 0.16 and 0.26 of the
 * skin's red, green and blue, surface glare included, and 0.06, 0.12 and 0.21 here
 * (tests/bench/tattoo-ageing.c).  One person's leg is no proof.
 *
 * The parameters describe the healed result, so contrast is m / rh, of the healed result, and what
 * heals away is shown by the fresh look alone: without it contrast is at most 1.  So at t = 0
 * nothing has faded, at SMP_HEALED_YEARS contrast is 1, and from half a year on the fresh look
 * makes hardly any difference. */

#pragma once

#include "params.h"
#include "plane.h"

G_BEGIN_DECLS

/**
 * SMP_FADE_TOUCH_UP_LINE:
 *
 * The contrast, relative to healed, at which a touch-up is suggested.  Choice: with it the time is
 * 2.6 years, inside the 2 to 6 years that practitioners state.
 */
#define SMP_FADE_TOUCH_UP_LINE 0.60

/**
 * SMP_FADE_N_TOUCH_UPS:
 *
 * How many touch-ups parameters hold.
 */
#define SMP_FADE_N_TOUCH_UPS 4

/**
 * SmpFadeState:
 * @pigment: m, the share of the pigment put in that is still there
 * @contrast: the pigment relative to the healed result, 1 = healed; above 1 in the fresh look only
 * @radius_mm: half the diameter of a round dot of the parameters' size
 * @peak: optical depth at its centre over the healed dot's
 * @long_term: the share of the healed result that is left, at most 1
 *
 * What has become of a dot.
 */
typedef struct
{
  gdouble pigment;
  gdouble contrast;
  gdouble radius_mm;
  gdouble peak;
  gdouble long_term;
} SmpFadeState;

/**
 * smp_fade_state:
 * @state: (out): a dot at @params' years, with @params' touch-ups
 *
 * In the fresh look, radius is 1 + 0.3 exp (-t / 0.038) times as large at the same depth: ink and
 * crust at the surface, that is shed (choice).
 */
void smp_fade_state (const SmpParams *params, SmpFadeState *state);

/**
 * smp_fade_contrast:
 * @loss: the rate of loss to show, instead of @params' own
 * @years: time since the last session, 0 to 20, instead of @params' own
 *
 * Returns: contrast relative to the healed result, with @params' touch-ups: a point of the plot's
 *   curve, or of its band.
 */
gdouble smp_fade_contrast (const SmpParams *params, SmpLoss loss, gdouble years);

/**
 * smp_fade_touch_up_years:
 * @loss: the rate of loss to show, instead of @params' own
 *
 * Returns: years from the last session, or from a touch-up, until contrast falls to
 *   SMP_FADE_TOUCH_UP_LINE, right to a thousandth; G_MAXDOUBLE where it does not in 100 years.
 */
gdouble smp_fade_touch_up_years (const SmpParams *params, SmpLoss loss);

/**
 * smp_fade_plan:
 * @params: (inout): its touch-ups are set, each at the time that smp_fade_touch_up_years() gives
 *   after the one before, for @params' own loss; the rest are none
 * @horizon_years: the plan's length
 *
 * Returns: how many touch-ups there are before the horizon, at most SMP_FADE_N_TOUCH_UPS.
 */
guint smp_fade_plan (SmpParams *params, gdouble horizon_years);

/**
 * smp_fade_depth_mm:
 *
 * Returns: tissue above the pigment, in mm, at @params' years.
 */
gdouble smp_fade_depth_mm (const SmpParams *params);

/**
 * smp_fade_absorption:
 * @absorption: (inout): of @params' pigment, for R, G and B; healed before, at @params' years after
 *
 * Carbon does not change its colour; iron oxide turns reddish.
 */
void smp_fade_absorption (const SmpParams *params, gfloat absorption[3]);

/**
 * smp_fade_margin_px:
 *
 * Returns: how many pixels around a rectangle of the faded pigment map the pigment map must be
 * known.
 */
gint smp_fade_margin_px (const SmpParams *params);

/**
 * smp_fade_render:
 * @params: valid parameters
 * @pigment: the pigment map (see stipple.h); outside it there is no pigment
 * @faded: (inout): the rectangle to draw, of two components a pixel: the map at @params' years
 *
 * Pigment spreads as heat does: the mean depth is blurred by a Gaussian of variance 0.3763 D T on
 * each axis, which keeps its sum, and for a dot's profile 2^-(u^4) keeps the sum of its square at
 * what the same profile of radius r has.  The sum of the squared depth within pixels, from which
 * the covered share is made, is blurred with half that variance and falls as a dot's peak does.
 *
 * From place to place pigment is multiplied by 1 - uneven-loss (1 - c) n, with c the share of the
 * healed result that is left, and n a smooth noise of
 * the seed, mean 0, standard deviation 1, from -2 to 2, in patches of 2 and 5 mm.
 *
 * Where nothing has faded the map is copied.  A pixel depends on @params, @pigment and its place
 * alone, not on the rectangle.
 */
void smp_fade_render (const SmpParams *params, const SmpPlane *pigment, SmpPlane *faded);

/**
 * smp_fade_redness:
 *
 * Returns: the share of green and blue light that freshly treated skin lacks right beside a dot:
 *   0.07 exp (-t / 3 days) in the fresh look, otherwise 0.  That it is gone in 2 to 5 days is
 *   practitioners' statement, the strength a choice.
 */
gdouble smp_fade_redness (const SmpParams *params);

G_END_DECLS
