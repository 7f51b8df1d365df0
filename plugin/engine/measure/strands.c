/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long strands are: hairs are found as marks, of which a strand that lies on the skin has
 * several, one behind the other. */

#include "search.h"

/* Strands are followed in such steps, turning so far at each, while they stay so dark. */
#define STRAND_STEP_MM  0.12
#define STRAND_TURN_DEG 8.0
#define STRAND_SHARE    0.4
#define STRAND_MOST_MM  4.0
#define STRANDS         400

void
smp_search_prepare_strands (SmpMarkSearch *search)
{
  smp_search_set_turns (search->strand_turns, SMP_STRAND_TURN_STEPS, STRAND_TURN_DEG);
}

/* The darkness of a strand that goes through a place that way. */
static gfloat
strand_at (const SmpMarkSearch *search, const gfloat axis[2], gfloat x, gfloat y)
{
  gfloat  step = (gfloat) (STRAND_STEP_MM * search->finder->px_per_mm);
  SmpFour sum  = { 0.0f };

  for (gint i = -1; i <= 1; i++)
    {
      const SmpPlace place = smp_field_place (&search->across, x + (gfloat) i * step * axis[0],
                                              y + (gfloat) i * step * axis[1]);

      sum += smp_search_hessian_at (search, &place);
    }
  return smp_search_across_of (search, axis, sum) / 3.0f;
}

/* Follows a strand from a mark one way (1 or -1), in samples. */
static gfloat
follow_strand (const SmpMarkSearch *search, const SmpFoundMark *mark, gfloat way)
{
  gfloat step = (gfloat) (STRAND_STEP_MM * search->finder->px_per_mm), far = 0.0f;
  gfloat axis[2] = { way * mark->axis_x, way * mark->axis_y };
  gfloat x = mark->x, y = mark->y;
  gfloat least = (gfloat) STRAND_SHARE * strand_at (search, axis, x, y);

  while (far < (gfloat) (STRAND_MOST_MM * search->finder->px_per_mm))
    {
      gfloat best = -G_MAXFLOAT, to[2] = { axis[0], axis[1] };

      for (gint k = 0; k <= 2 * SMP_STRAND_TURN_STEPS; k++)
        {
          const gfloat *turn      = search->strand_turns[k];
          gfloat        turned[2] = { axis[0] * turn[0] - axis[1] * turn[1],
                                      axis[1] * turn[0] + axis[0] * turn[1] };
          gfloat value = strand_at (search, turned, x + step * turned[0], y + step * turned[1]);

          if (value > best)
            {
              best  = value;
              to[0] = turned[0];
              to[1] = turned[1];
            }
        }
      if (best < least)
        break;
      axis[0] = to[0];
      axis[1] = to[1];
      x += step * axis[0];
      y += step * axis[1];
      far += step;
    }
  return far;
}

gdouble
smp_search_strand_length (const SmpMarkSearch *search)
{
  const GArray *marks   = search->finder->marks;
  guint         stride  = marks->len / STRANDS + 1;
  gfloat       *lengths = g_new (gfloat, marks->len / stride + 1);
  gsize         n       = 0;
  gdouble       length;

  for (guint i = 0; i < marks->len; i += stride)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      lengths[n++] = follow_strand (search, mark, 1.0f) + follow_strand (search, mark, -1.0f);
    }
  length = (gdouble) smp_quantile (lengths, n, 0.5);
  g_free (lengths);
  return length;
}
