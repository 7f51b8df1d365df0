/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A head at many places at once, in arrays of the caller's: quicker than smp/head.h one by one, and
 * the same to the bit.  Nothing here fails. */

#pragma once

#include "smp/head.h"

/* So many places at most. */
#define SMP_HEAD_MOST_SKINS 128

/* The skin at each place: metric and area as of SmpHeadPlace, and smp_head_pattern_share(), which
 * is 0 beside the head and where it is tilted too far for dots; there the others say nothing. */
typedef struct
{
  gdouble metric[3][SMP_HEAD_MOST_SKINS];
  gdouble area[SMP_HEAD_MOST_SKINS];
  gdouble share[SMP_HEAD_MOST_SKINS];
} SmpHeadSkins;

/* The skins at n places of the picture. */
void smp_head_find_skins (const SmpHeadSurface *surface,
                          gint                  n,
                          const gdouble        *x_mm,
                          const gdouble        *y_mm,
                          SmpHeadSkins         *skins);

/* Lays n places as smp_head_lay() does; is_seen, what that returns, is 1 or 0. */
void smp_head_lay_many (const SmpHeadSurface *surface,
                        gint                  n,
                        gdouble              *x_mm,
                        gdouble              *y_mm,
                        gdouble              *is_seen);
