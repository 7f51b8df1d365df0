/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "smp/affine.h"

/* Sizes are whole pixels, so that even scaling is not quite even; more than this is stretched. */
#define MOST_STRETCH 0.015

/* A pixel over some thousand. */
#define ROUNDED_DEG 0.05

void
smp_affine_apply (const SmpAffine *map, gdouble *x, gdouble *y)
{
  gdouble a = *x, b = *y;

  *x = map->xx * a + map->xy * b + map->x0;
  *y = map->yx * a + map->yy * b + map->y0;
}

SmpAffine
smp_affine_then (const SmpAffine *first, const SmpAffine *second)
{
  SmpAffine both = { second->xx * first->xx + second->xy * first->yx,
                     second->xx * first->xy + second->xy * first->yy,
                     second->yx * first->xx + second->yy * first->yx,
                     second->yx * first->xy + second->yy * first->yy,
                     first->x0,
                     first->y0 };

  smp_affine_apply (second, &both.x0, &both.y0);
  return both;
}

SmpAffine
smp_affine_inverse (const SmpAffine *map)
{
  gdouble   area = map->xx * map->yy - map->xy * map->yx;
  SmpAffine back = { map->yy / area, -map->xy / area, -map->yx / area,
                     map->xx / area, -map->x0,        -map->y0 };
  gdouble   x = back.x0, y = back.y0;

  back.x0 = back.xx * x + back.xy * y;
  back.y0 = back.yx * x + back.yy * y;
  return back;
}

gboolean
smp_affine_between (const gdouble from[6], const gdouble to[6], SmpAffine *map)
{
  gdouble ux = from[2] - from[0], uy = from[3] - from[1];
  gdouble vx = from[4] - from[0], vy = from[5] - from[1];
  gdouble px = to[2] - to[0], py = to[3] - to[1];
  gdouble qx = to[4] - to[0], qy = to[5] - to[1];
  gdouble area = ux * vy - uy * vx;

  if (!(fabs (area) > 1e-6) || !(fabs (px * qy - py * qx) > 1e-6))
    return FALSE;
  map->xx = (px * vy - qx * uy) / area;
  map->xy = (qx * ux - px * vx) / area;
  map->yx = (py * vy - qy * uy) / area;
  map->yy = (qy * ux - py * vx) / area;
  map->x0 = to[0] - map->xx * from[0] - map->xy * from[1];
  map->y0 = to[1] - map->yx * from[0] - map->yy * from[1];
  return TRUE;
}

gboolean
smp_affine_similarity (const SmpAffine *map, SmpSimilarity *similarity)
{
  gboolean mirror = map->xx * map->yy - map->xy * map->yx < 0.0;
  gdouble  xx = mirror ? -map->xx : map->xx, yx = mirror ? -map->yx : map->yx;
  gdouble  cosine = 0.5 * (xx + map->yy), sine = 0.5 * (yx - map->xy);
  gdouble  scale = hypot (cosine, sine);
  gdouble  turn  = atan2 (sine, cosine) * 180.0 / G_PI;
  gdouble  quarters;

  if (!(scale > 0.0) || fabs (xx - map->yy) > 2.0 * MOST_STRETCH * scale ||
      fabs (yx + map->xy) > 2.0 * MOST_STRETCH * scale)
    return FALSE;

  quarters = round (turn / 90.0);
  if (fabs (turn - 90.0 * quarters) < ROUNDED_DEG)
    turn = 90.0 * quarters;
  if (turn < 0.0)
    turn += 360.0;
  if (turn >= 360.0)
    turn -= 360.0;
  *similarity = (SmpSimilarity) { scale, turn, mirror };
  return TRUE;
}
