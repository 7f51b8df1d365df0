/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "parts.h"
#include "point-fit.h"

/* A part is at least so many samples wide, and not more than so many of them are read a side. */
#define LEAST_PART 15
#define MOST_READ  20

/* What shows less than this, mean square of the features, shows nothing. */
#define LEAST_SHOWN 0.15

/* A part that lies less than this within the other photo is not sought. */
#define LEAST_WITHIN 0.7

/* A part that agrees lies within so many samples, and is as alike as this. */
#define NEAR_SAMPLES   1.5
#define LEAST_LIKENESS 0.3

#define MOST_SAMPLES ((MOST_READ + 4) * (MOST_READ + 4))
#define TRIMS        6

/* One part being sought: its samples, and where each of them lies in the other picture. */
typedef struct
{
  const SmpField *other;
  guint           n;
  gfloat          value[MOST_SAMPLES];
  gfloat          x[MOST_SAMPLES], y[MOST_SAMPLES];
} Sought;

/* From samples of a level of one photo to those of the other. */
static SmpAffine
map_of_level (const SmpAffine *map, gdouble step, gdouble other_step)
{
  const SmpAffine in  = { step, 0.0, 0.0, step, 0.5 * step, 0.5 * step };
  const SmpAffine out = { 1.0 / other_step, 0.0, 0.0, 1.0 / other_step, -0.5, -0.5 };
  const SmpAffine to  = smp_affine_then (&in, map);

  return smp_affine_then (&to, &out);
}

static gboolean
read_part (Sought *sought, const SmpField *field, const SmpAffine *map, gint x, gint y, gint half)
{
  const gint stride  = (2 * half + MOST_READ) / MOST_READ;
  gdouble    squares = 0.0;

  sought->n = 0;
  for (gint j = MAX (y - half, 0); j <= MIN (y + half, field->height - 1); j += stride)
    for (gint i = MAX (x - half, 0); i <= MIN (x + half, field->width - 1); i += stride)
      {
        const gfloat value = smp_field_row (field, j)[i];
        gdouble      u = i, v = j;

        if (sought->n == MOST_SAMPLES)
          continue;
        smp_affine_apply (map, &u, &v);
        sought->value[sought->n] = value;
        sought->x[sought->n]     = (gfloat) u;
        sought->y[sought->n]     = (gfloat) v;
        squares += (gdouble) (value * value);
        sought->n++;
      }
  return sought->n > 20 && squares > LEAST_SHOWN * sought->n;
}

/* Normalised correlation where the part is shifted by that, -1 where too little of it is left. */
static gdouble
likeness_at (const Sought *sought, gfloat dx, gfloat dy)
{
  const gfloat right = (gfloat) (sought->other->width - 1),
               low   = (gfloat) (sought->other->height - 1);
  gdouble n = 0.0, a = 0.0, b = 0.0, aa = 0.0, bb = 0.0, ab = 0.0;

  for (guint i = 0; i < sought->n; i++)
    {
      const gfloat x = sought->x[i] + dx, y = sought->y[i] + dy;
      gdouble      p, q;

      if (x < 0.0f || y < 0.0f || x > right || y > low)
        continue;
      p = (gdouble) sought->value[i];
      q = (gdouble) smp_field_at (sought->other, x, y);
      n += 1.0;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  if (n < LEAST_WITHIN * sought->n)
    return -1.0;
  aa -= a * a / n;
  bb -= b * b / n;
  ab -= a * b / n;
  return aa > 1e-9 && bb > 1e-9 ? ab / sqrt (aa * bb) : -1.0;
}

/* Where between samples a parabola through three values is highest. */
static gdouble
peak_of (gdouble before, gdouble at, gdouble after)
{
  const gdouble bend = before - 2.0 * at + after;

  return bend < -1e-9 && before > -1.0 && after > -1.0
           ? CLAMP (0.5 * (before - after) / bend, -0.5, 0.5)
           : 0.0;
}

static gboolean
seek (const Sought *sought, gint reach, gdouble *dx, gdouble *dy, gdouble *likeness)
{
  gint best_x = 0, best_y = 0;

  *likeness = -1.0;
  for (gint j = -reach; j <= reach; j++)
    for (gint i = -reach; i <= reach; i++)
      {
        const gdouble found = likeness_at (sought, (gfloat) i, (gfloat) j);

        if (found <= *likeness)
          continue;
        *likeness = found;
        best_x    = i;
        best_y    = j;
      }
  if (*likeness <= -1.0)
    return FALSE;
  *dx = best_x + peak_of (likeness_at (sought, (gfloat) best_x - 1.0f, (gfloat) best_y), *likeness,
                          likeness_at (sought, (gfloat) best_x + 1.0f, (gfloat) best_y));
  *dy = best_y + peak_of (likeness_at (sought, (gfloat) best_x, (gfloat) best_y - 1.0f), *likeness,
                          likeness_at (sought, (gfloat) best_x, (gfloat) best_y + 1.0f));
  return TRUE;
}

GArray *
smp_parts_seek (const SmpFeatures *features,
                const SmpFeatures *other,
                gint               level,
                const SmpAffine   *map,
                gint               reach)
{
  const SmpField *field = &features->levels[level];
  const gdouble   step = features->step[level], other_step = other->step[level];
  const gint      size   = MAX (MAX (field->width, field->height) / SMP_PARTS_A_SIDE, 1);
  const gint      half   = MAX (size, LEAST_PART) / 2;
  const SmpAffine within = map_of_level (map, step, other_step);
  GArray         *parts  = g_array_new (FALSE, FALSE, sizeof (SmpSoughtPart));
  Sought         *sought = g_new (Sought, 1);

  sought->other = &other->levels[level];
  for (gint y = size / 2; y < field->height; y += size)
    for (gint x = size / 2; x < field->width; x += size)
      {
        SmpSoughtPart part = { { 0 }, 0.0, 0.0 };
        gdouble       dx, dy, u = x, v = y;

        if (!read_part (sought, field, &within, x, y, half) ||
            !seek (sought, reach, &dx, &dy, &part.likeness))
          continue;
        smp_affine_apply (&within, &u, &v);
        part.shift = hypot (dx, dy);
        part.pair  = (SmpPointPair) { (x + 0.5) * step, (y + 0.5) * step,
                                      (u + dx + 0.5) * other_step, (v + dy + 0.5) * other_step };
        g_array_append_val (parts, part);
      }
  g_free (sought);
  return parts;
}

gboolean
smp_part_agrees (const SmpSoughtPart *part)
{
  return part->shift <= NEAR_SAMPLES && part->likeness >= LEAST_LIKENESS;
}

guint
smp_parts_agreeing (const GArray *parts)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    n += smp_part_agrees (&g_array_index (parts, SmpSoughtPart, i));
  return n;
}

gboolean
smp_parts_fit (const GArray *parts, SmpRegistrationKind kind, SmpAffine *map)
{
  g_autofree SmpPointPair *pairs   = g_new (SmpPointPair, parts->len + 1);
  g_autofree gdouble      *weights = g_new (gdouble, parts->len + 1);
  g_autofree gfloat       *misses  = g_new (gfloat, parts->len + 1);
  gboolean                 fits    = FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      const SmpSoughtPart *part = &g_array_index (parts, SmpSoughtPart, i);

      pairs[i]   = part->pair;
      weights[i] = MAX (part->likeness - 0.1, 0.0);
    }
  for (gint trim = 0; trim < TRIMS; trim++)
    {
      /* Early on few may be right. */
      const gdouble kept = 0.5 + 0.04 * trim;
      gfloat        most;

      if (!(fits = smp_pairs_fit (pairs, weights, parts->len, kind, map)))
        break;
      for (guint i = 0; i < parts->len; i++)
        misses[i] = (gfloat) smp_pair_miss (&pairs[i], map);
      most = smp_quantile (misses, parts->len, kept);
      for (guint i = 0; i < parts->len; i++)
        {
          const SmpSoughtPart *part = &g_array_index (parts, SmpSoughtPart, i);
          const gdouble        miss = smp_pair_miss (&pairs[i], map);

          weights[i] = miss <= (gdouble) most ? MAX (part->likeness - 0.1, 0.0) : 0.0;
        }
    }
  return fits;
}
