/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of tattoo-ageing. */

#pragma once

#include <glib.h>

/* A picture in linear light, red, green and blue. */
typedef struct
{
  gfloat *rgb;
  gint    width;
  gint    height;
} TattooPicture;

/* Three bars of the test chart, as wide as their gaps.  Corners of the square that they fill, in
 * pixels: where the first bar begins, where it ends, where the last bar ends, where it begins. */
typedef struct
{
  const gchar *name;
  gdouble      bar_mm;
  gdouble      corners[4][2];
} TattooBars;

/* What is seen of bars; medians.  Light is relative to bare skin beside them, R, G and B. */
typedef struct
{
  gdouble ink[3];
  gdouble darkest[3]; /* the darkest fifth of the ink */
  gdouble gap[3];     /* between bars */
  gdouble bar_mm;     /* the middle bar's width at half its contrast; NAN where bars have merged */
  gdouble edge_mm;    /* of the outer edges, from 20 % to 80 % of the contrast, green */
  gdouble px_per_mm;  /* across the bars */
} TattooSeen;

TattooPicture tattoo_load (const gchar *folder, const gchar *name);

TattooSeen tattoo_measure (const TattooPicture *picture, const TattooBars *bars);

/* The same bars of the artwork, as the engine shows them so many years after tattooing, in a photo
 * as sharp as one of so many pixels per mm. */
TattooSeen tattoo_predict (const TattooPicture *artwork,
                           const TattooBars    *artwork_bars,
                           gdouble              years,
                           gdouble              photo_px_per_mm);
