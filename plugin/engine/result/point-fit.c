/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/i18n.h"
#include "base/same-math.h"
#include "bend.h"
#include "point-fit.h"
#include "smp/error.h"

/* Of the points' spread along the shorter axis over that along the longer: a line. */
#define LINE_SHARE 0.02

#define MOST_TIMES     5.0
#define MOST_MISS      0.05
#define LEAST_SPACE_PX 8.0

/* A richer map is justified where points that are left out lie nearer to it by that: as a share of
 * what they missed the plainer one by, and in pixels. */
#define LEAST_NEARER    0.25
#define LEAST_NEARER_PX 0.1

/* Means and sums of products about them. */
typedef struct
{
  gdouble n, x, y, to_x, to_y;
  gdouble xx, xy, yy;     /* of the first photo's */
  gdouble xu, yu, xv, yv; /* with the second's */
} Sums;

static void
find_sums (Sums *sums, const SmpPointPair *pairs, const gdouble *weights, guint n_pairs)
{
  *sums = (Sums) { 0 };
  for (guint i = 0; i < n_pairs; i++)
    {
      const gdouble w = weights ? weights[i] : 1.0;

      sums->n += w;
      sums->x += w * pairs[i].x;
      sums->y += w * pairs[i].y;
      sums->to_x += w * pairs[i].to_x;
      sums->to_y += w * pairs[i].to_y;
    }
  if (!(sums->n > 0.0))
    return;
  sums->x /= sums->n;
  sums->y /= sums->n;
  sums->to_x /= sums->n;
  sums->to_y /= sums->n;
  for (guint i = 0; i < n_pairs; i++)
    {
      const gdouble w = weights ? weights[i] : 1.0;
      const gdouble x = pairs[i].x - sums->x, y = pairs[i].y - sums->y;
      const gdouble u = pairs[i].to_x - sums->to_x, v = pairs[i].to_y - sums->to_y;

      sums->xx += w * x * x;
      sums->xy += w * x * y;
      sums->yy += w * y * y;
      sums->xu += w * x * u;
      sums->yu += w * y * u;
      sums->xv += w * x * v;
      sums->yv += w * y * v;
    }
}

gboolean
smp_pairs_fit (const SmpPointPair *pairs,
               const gdouble      *weights,
               guint               n_pairs,
               SmpRegistrationKind kind,
               SmpAffine          *map)
{
  Sums    s;
  gdouble spread, area;

  find_sums (&s, pairs, weights, n_pairs);
  spread = s.xx + s.yy;
  area   = s.xx * s.yy - s.xy * s.xy;
  if (!(s.n > 0.0) || !isfinite (spread) || !(spread > 1e-9) ||
      !isfinite (s.xu + s.yu + s.xv + s.yv))
    return FALSE;
  if (kind == SMP_REGISTRATION_SIMILARITY)
    {
      map->xx = map->yy = (s.xu + s.yv) / spread;
      map->yx           = (s.xv - s.yu) / spread;
      map->xy           = -map->yx;
    }
  else
    {
      if (!(area > LINE_SHARE * LINE_SHARE * 0.25 * spread * spread))
        return FALSE;
      map->xx = (s.xu * s.yy - s.yu * s.xy) / area;
      map->xy = (s.yu * s.xx - s.xu * s.xy) / area;
      map->yx = (s.xv * s.yy - s.yv * s.xy) / area;
      map->yy = (s.yv * s.xx - s.xv * s.xy) / area;
    }
  map->x0 = s.to_x - map->xx * s.x - map->xy * s.y;
  map->y0 = s.to_y - map->yx * s.x - map->yy * s.y;
  return TRUE;
}

static gdouble
times (const SmpAffine *map)
{
  return sqrt (fabs (map->xx * map->yy - map->xy * map->yx));
}

gdouble
smp_pair_miss (const SmpPointPair *pair, const SmpAffine *map)
{
  gdouble x = pair->x, y = pair->y;

  smp_affine_apply (map, &x, &y);
  return hypot (x - pair->to_x, y - pair->to_y) / MAX (times (map), 1e-9);
}

/* By how much each pair misses the map through all the others, root mean square. */
static gdouble
left_out_miss (const SmpPointPair *pairs, guint n_pairs, SmpRegistrationKind kind)
{
  g_autofree gdouble *weights = g_new (gdouble, n_pairs);
  gdouble             squares = 0.0;

  for (guint i = 0; i < n_pairs; i++)
    weights[i] = 1.0;
  for (guint i = 0; i < n_pairs; i++)
    {
      SmpAffine map;

      weights[i] = 0.0;
      if (!smp_pairs_fit (pairs, weights, n_pairs, kind, &map))
        return G_MAXDOUBLE;
      weights[i] = 1.0;
      squares += pow (smp_pair_miss (&pairs[i], &map), 2.0);
    }
  return sqrt (squares / n_pairs);
}

static gboolean
is_justified (gdouble plainer, gdouble richer)
{
  return richer < (1.0 - LEAST_NEARER) * plainer && richer < plainer - LEAST_NEARER_PX;
}

gboolean
smp_pairs_choose (const SmpPointPair *pairs,
                  guint               n_pairs,
                  SmpRegistrationKind kind,
                  SmpRegistration    *registration)
{
  const gboolean is_free = kind == SMP_REGISTRATION_AUTOMATIC;
  SmpAffine      affine;
  SmpBend        bend;
  gdouble        plain, richer;

  registration->kind = is_free ? SMP_REGISTRATION_SIMILARITY : kind;
  registration->bend = (SmpBend) { .n_knots = 0 };
  if (!smp_pairs_fit (pairs, NULL, n_pairs,
                      registration->kind == SMP_REGISTRATION_SIMILARITY
                        ? SMP_REGISTRATION_SIMILARITY
                        : SMP_REGISTRATION_AFFINE,
                      &registration->map))
    return FALSE;
  if (kind == SMP_REGISTRATION_THIN_PLATE)
    {
      if (smp_bend_fit (pairs, n_pairs, &registration->map, &registration->bend, &richer))
        registration->rms_px = richer;
      else
        registration->kind = SMP_REGISTRATION_AFFINE;
    }
  if (!is_free || n_pairs <= SMP_REGISTRATION_LEAST_PAIRS ||
      !smp_pairs_fit (pairs, NULL, n_pairs, SMP_REGISTRATION_AFFINE, &affine))
    return TRUE;
  plain  = left_out_miss (pairs, n_pairs, SMP_REGISTRATION_SIMILARITY);
  richer = left_out_miss (pairs, n_pairs, SMP_REGISTRATION_AFFINE);
  if (is_justified (plain, richer))
    {
      registration->kind = SMP_REGISTRATION_AFFINE;
      registration->map  = affine;
      plain              = richer;
    }
  if (smp_bend_fit (pairs, n_pairs, &affine, &bend, &richer) && is_justified (plain, richer))
    {
      registration->kind   = SMP_REGISTRATION_THIN_PLATE;
      registration->map    = affine;
      registration->bend   = bend;
      registration->rms_px = richer;
    }
  return TRUE;
}

void
smp_registration_apply (const SmpRegistration *registration, gdouble *x, gdouble *y)
{
  gdouble dx, dy;

  smp_bend_at (&registration->bend, *x, *y, &dx, &dy);
  smp_affine_apply (&registration->map, x, y);
  *x += dx;
  *y += dy;
}

void
smp_registration_enlarge (SmpRegistration *registration, gdouble px, gdouble other_px)
{
  const SmpAffine in   = { 1.0 / px, 0.0, 0.0, 1.0 / px, 0.0, 0.0 };
  const SmpAffine out  = { other_px, 0.0, 0.0, other_px, 0.0, 0.0 };
  const SmpAffine to   = smp_affine_then (&in, &registration->map);
  SmpBend        *bend = &registration->bend;

  registration->map = smp_affine_then (&to, &out);
  registration->bent_px *= px;
  registration->rms_px *= px;
  registration->worst_px *= px;
  bend->x *= px;
  bend->y *= px;
  bend->unit_px *= px;
  for (guint c = 0; c < 2; c++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (bend->plane[c]); k++)
        bend->plane[c][k] *= other_px;
      for (guint i = 0; i < bend->n_knots; i++)
        bend->weights[i][c] *= other_px;
    }
}

void
smp_registration_judge (SmpRegistration *registration, const SmpPointPair *pairs, guint n_pairs)
{
  const gdouble larger  = MAX (times (&registration->map), 1e-9);
  gdouble       squares = 0.0;

  registration->worst_px = registration->bent_px = 0.0;
  for (guint i = 0; i < n_pairs; i++)
    {
      gdouble x = pairs[i].x, y = pairs[i].y, dx, dy, miss;

      smp_bend_at (&registration->bend, x, y, &dx, &dy);
      smp_registration_apply (registration, &x, &y);
      miss = hypot (x - pairs[i].to_x, y - pairs[i].to_y) / larger;
      squares += miss * miss;
      registration->worst_px = MAX (registration->worst_px, miss);
      registration->bent_px  = MAX (registration->bent_px, hypot (dx, dy) / larger);
    }
  squares              = sqrt (squares / MAX (n_pairs, 1));
  registration->rms_px = registration->kind == SMP_REGISTRATION_THIN_PLATE
                           ? MAX (registration->rms_px, squares)
                           : squares;
}

/* Diagonal of what the points take up. */
static gdouble
space_of (const SmpPointPair *pairs, guint n_pairs)
{
  gdouble left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < n_pairs; i++)
    {
      left   = MIN (left, pairs[i].x);
      right  = MAX (right, pairs[i].x);
      top    = MIN (top, pairs[i].y);
      bottom = MAX (bottom, pairs[i].y);
    }
  return hypot (right - left, bottom - top);
}

static gboolean
refuse (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
}

gboolean
smp_registration_fit (const SmpPointPair *pairs,
                      guint               n_pairs,
                      SmpRegistrationKind kind,
                      SmpRegistration    *registration,
                      GError            **error)
{
  SmpAffine    *map     = &registration->map;
  gdouble       squares = 0.0, space;
  SmpPointPair *back;
  gboolean      fits;

  *registration = (SmpRegistration) { .map = SMP_AFFINE_NONE };
  if (n_pairs < SMP_REGISTRATION_LEAST_PAIRS)
    return refuse (error, _ ("There are too few points: set at least three, on the same spots of "
                             "both photos and in the same order."));
  if (kind == SMP_REGISTRATION_THIN_PLATE &&
      (n_pairs < SMP_REGISTRATION_LEAST_BENT || n_pairs > SMP_REGISTRATION_MOST_BENT))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("To bend one photo over the other, set %d to %d points, on the same spots of "
                      "both photos and in the same order; there are %u."),
                   SMP_REGISTRATION_LEAST_BENT, SMP_REGISTRATION_MOST_BENT, n_pairs);
      return FALSE;
    }
  space = space_of (pairs, n_pairs);
  fits  = space >= LEAST_SPACE_PX && smp_pairs_choose (pairs, n_pairs, kind, registration);
  /* The second photo's points must not lie in one line either. */
  back = g_new (SmpPointPair, n_pairs);
  for (guint i = 0; i < n_pairs; i++)
    back[i] = (SmpPointPair) { pairs[i].to_x, pairs[i].to_y, pairs[i].x, pairs[i].y };
  fits =
    fits && space_of (back, n_pairs) >= LEAST_SPACE_PX &&
    smp_pairs_fit (back, NULL, n_pairs,
                   registration->kind == SMP_REGISTRATION_SIMILARITY ? SMP_REGISTRATION_SIMILARITY
                                                                     : SMP_REGISTRATION_AFFINE,
                   &(SmpAffine) { 0 });
  g_free (back);
  if (!fits)
    return refuse (error, _ ("The points lie on one spot or in one line: set them wide apart, and "
                             "one of them off the line of the others."));
  if (map->xx * map->yy - map->xy * map->yx <= 0.0 || times (map) > MOST_TIMES ||
      times (map) < 1.0 / MOST_TIMES)
    return refuse (error, _ ("The points of the two photos do not belong together: check that both "
                             "are set in the same order."));
  /* What belongs together is told without bending, which would fit anything. */
  for (guint i = 0; i < n_pairs; i++)
    squares += pow (smp_pair_miss (&pairs[i], map), 2.0);
  if (sqrt (squares / n_pairs) > MOST_MISS * space)
    return refuse (error, _ ("The points of the two photos miss each other by far: some of them "
                             "show different spots, or stand in another order."));
  smp_registration_judge (registration, pairs, n_pairs);
  return TRUE;
}
