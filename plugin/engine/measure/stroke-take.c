/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a stroke's own response out of the filtered photo, so that what touches it is seen:
 * profiles along (flat, with soft ends) and across. */

#include "base/exact-math.h"
#include "base/same-math.h"
#include "search.h"

#define CORE_ALONG    0.55 /* of the length: closer peaks are the same mark */
#define CORE_ACROSS   1.1  /* of the filtered stroke's sigma */
#define ACROSS_SIGMAS 3.5  /* of the same, where its response ends */

/* How near a stroke is: a Gaussian of such widths. */
#define NEAR_ALONG  0.82 /* sigma, of the length */
#define NEAR_ACROSS 1.80 /* sigma, of the filtered stroke's */

#define PROFILE_STEPS 4 /* a sample */

static void
set_error_nodes (SmpMarkSearch *search)
{
  for (gint k = 0; k < SMP_ERROR_NODES; k++)
    {
      gdouble x = (gdouble) k / SMP_ERROR_STEPS;

      search->error[k][0] = (gfloat) erf (x);
      search->error[k][1] = (gfloat) (2.0 / sqrt (G_PI) * exp (-x * x));
    }
}

static void
set_gaussian (SmpMarkSearch *search)
{
  for (gint k = 0; k < SMP_GAUSSIAN_NODES; k++)
    {
      gdouble x = (k + 0.5) / SMP_GAUSSIAN_STEPS;

      search->gaussian[k] = (gfloat) exp (-0.5 * x * x);
    }
}

void
smp_search_prepare_taking (SmpMarkSearch *search)
{
  set_error_nodes (search);
  set_gaussian (search);
}

void
smp_search_set_profile (SmpMarkSearch *search)
{
  gdouble t2 = smp_search_stroke_sigma (search) * smp_search_stroke_sigma (search);
  gint    n;

  search->profile_end = (gfloat) ACROSS_SIGMAS * (gfloat) smp_search_stroke_sigma (search);
  n                   = (gint) ceilf (search->profile_end) * PROFILE_STEPS + 2;
  g_free (search->profile);
  search->profile     = g_new (gfloat, 2 * n);
  search->near_across = search->profile + n;
  for (gint i = 0; i < n; i++)
    {
      gdouble x = (gdouble) i / PROFILE_STEPS, y = x / NEAR_ACROSS;

      search->profile[i]     = (gfloat) ((1.0 - x * x / t2) * exp (-0.5 * x * x / t2));
      search->near_across[i] = (gfloat) exp (-0.5 * y * y / t2);
    }
}

/* The error function, by its series around the nearest node. */
static inline gfloat
error_function (const SmpMarkSearch *search, gfloat x)
{
  const gfloat size = MIN (fabsf (x), (gfloat) SMP_ERROR_END);
  const gint   k    = (gint) (size * SMP_ERROR_STEPS + 0.5f);
  const gfloat node = (gfloat) k / SMP_ERROR_STEPS, d = size - node;
  const gfloat third = (2.0f * node * node - 1.0f) / 3.0f;
  const gfloat value =
    search->error[k][0] + search->error[k][1] * d * (1.0f + d * (d * third - node));

  return copysignf (value, x);
}

static SMP_VECTORISED void
fill_profile_along (const SmpMarkSearch *search, gfloat length, gfloat sigma, gfloat *along, gint n)
{
  const gfloat s2 =
    (gfloat) (search->finder->shape.sigma_across * search->finder->shape.sigma_across);
  const gfloat f2    = (gfloat) (search->filter_sigma * search->filter_sigma);
  const gfloat scale = 1.0f / sqrtf (2.0f * (f2 + sigma * sigma + s2)), half = 0.5f * length;
  const gfloat share = 0.5f / error_function (search, half * scale);

  for (gint i = 0; i < n; i++)
    {
      const gfloat x = (gfloat) i / PROFILE_STEPS;

      along[i] = share * (error_function (search, (x + half) * scale) -
                          error_function (search, (x - half) * scale));
    }
}

/* Narrows a row's offsets from a mark to those where |x * across + along| may be at most reach. */
static void
narrow (gfloat across, gfloat along, gfloat reach, gfloat *first, gfloat *last)
{
  gfloat from = (-reach - along) / across, to = (reach - along) / across;

  if (fabsf (across) < 1e-3f)
    return;
  *first = MAX (*first, MIN (from, to) - 1.0f);
  *last  = MIN (*last, MAX (from, to) + 1.0f);
}

/* Samples that are worked on at a time; those beyond a span stay as they are. */
#define LANES 8

/* A mark that is taken out of the response. */
typedef struct
{
  const SmpFoundMark *mark;
  const gfloat       *along, *across;           /* its profiles */
  const gfloat       *near_along, *near_across; /* of how near it is */
  gfloat              reach, side;              /* how far these go */
  gfloat              core_along, core_across;
  gint                pass;
} Taking;

/* Takes a mark out of the first samples of a row, of which n, a constant, are worked on. */
static inline __attribute__ ((always_inline)) void
take_lanes (const Taking *taking,
            gint          first,
            gint          n,
            gint          n_of_span,
            gfloat        dy,
            gfloat       *response,
            guint8       *taken,
            guint8       *near_mark)
{
  const gfloat axis_x = taking->mark->axis_x, axis_y = taking->mark->axis_y;
  const gfloat dx0 = (gfloat) first - taking->mark->x, reach = taking->reach, side = taking->side;
  gint         change[LANES], near[LANES];
  gint         any = 0;

  SMP_ONE_VECTOR
  for (gint i = 0; i < n; i++)
    {
      const gfloat dx = dx0 + (gfloat) i;
      const gfloat a = fabsf (dx * axis_x + dy * axis_y), b = fabsf (dy * axis_x - dx * axis_y);
      const gint   u         = (gint) (MIN (a, reach) * PROFILE_STEPS + 0.5f);
      const gint   v         = (gint) (MIN (b, side) * PROFILE_STEPS + 0.5f);
      const gint   is_inside = (a <= reach) & (b <= side) & (i < n_of_span);
      const gfloat amount    = taking->mark->strength * taking->along[u] * taking->across[v];

      response[i] -= is_inside ? amount : 0.0f;
      change[i] =
        is_inside ? taking->pass | ((a < taking->core_along) & (b < taking->core_across)) : 0;
      near[i] = (gint) (taking->near_along[u] * taking->near_across[v]);
    }
  for (gint i = 0; i < n; i++)
    any |= change[i];
  if (any)
    for (gint i = 0; i < n; i++)
      {
        taken[i]     = (guint8) (change[i] ? (taken[i] & SMP_IN_CORE) | change[i] : taken[i]);
        near_mark[i] = (guint8) (change[i] ? MAX (near_mark[i], near[i]) : near_mark[i]);
      }
}

/* Of n samples of a row, and some more as far as there is room. */
static SMP_VECTORISED void
take_span (const Taking *taking,
           gint          first,
           gint          n,
           gint          room,
           gfloat        dy,
           gfloat       *response,
           guint8       *taken,
           guint8       *near_mark)
{
  gint i = 0;

  for (; i < n && i + LANES <= room; i += LANES)
    take_lanes (taking, first + i, LANES, n - i, dy, response + i, taken + i, near_mark + i);
  for (; i < n; i++)
    take_lanes (taking, first + i, 1, 1, dy, response + i, taken + i, near_mark + i);
}

/* The height of a Gaussian, in steps. */
static void
fill_gaussian (const SmpMarkSearch *search, gfloat sigma, gfloat height, gfloat *to, gint n)
{
  const gfloat scale = (gfloat) SMP_GAUSSIAN_STEPS / (PROFILE_STEPS * sigma);

  for (gint i = 0; i < n; i++)
    to[i] = height * search->gaussian[MIN ((gint) ((gfloat) i * scale), SMP_GAUSSIAN_NODES - 1)];
}

void
smp_search_take_mark (SmpMarkSearch *search, const SmpFoundMark *mark, guint8 pass)
{
  gfloat    t     = (gfloat) smp_search_stroke_sigma (search);
  gfloat    sigma = smp_search_along_sigma (smp_marks_length_at (search->finder, mark->x, mark->y));
  gfloat    soft  = 2.0f * (sigma + (gfloat) search->filter_sigma);
  gfloat    reach = 0.5f * mark->length + soft, side = search->profile_end;
  gint      n     = (gint) ceilf (MAX (reach, side));
  gint      steps = n * PROFILE_STEPS + 2;
  gfloat   *along = g_new (gfloat, 2 * steps), *near_along = along + steps;
  SmpField *r      = &search->response;
  Taking    taking = { mark,
                       along,
                       search->profile,
                       near_along,
                       search->near_across,
                       reach,
                       side,
                       (gfloat) CORE_ALONG * mark->length,
                       (gfloat) CORE_ACROSS * t,
                       pass };

  fill_profile_along (search, mark->length, sigma, along, steps);
  fill_gaussian (search, (gfloat) NEAR_ALONG * mark->length, 255.0f, near_along, steps);
  for (gint y = MAX ((gint) mark->y - n, 0); y <= MIN ((gint) mark->y + n, r->height - 1); y++)
    {
      gfloat dy = (gfloat) y - mark->y, first = (gfloat) (-n - 1), last = (gfloat) (n + 1);
      gint   left = (gint) mark->x - n, right = (gint) mark->x + n;
      gsize  at;

      narrow (mark->axis_x, dy * mark->axis_y, reach, &first, &last);
      narrow (-mark->axis_y, dy * mark->axis_x, side, &first, &last);
      left  = MAX (MAX (left, (gint) floorf (mark->x + first)), 0);
      right = MIN (MIN (right, (gint) ceilf (mark->x + last)), r->width - 1);
      at    = (gsize) y * (gsize) r->width + (gsize) left;
      if (left > right)
        continue;
      take_span (&taking, left, right - left + 1, r->width - left, dy, r->data + at,
                 search->taken + at, search->near_mark + at);
    }
  g_free (along);
}
