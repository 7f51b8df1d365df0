/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bars in a picture.  Bars are read along lines across them, each line on its own, so that bars may
 * wave and shade may fall unevenly; the lines' results are summed up by medians.  Positions across
 * go from 0, where the first bar starts, to 1, where the last one ends. */

#include <math.h>
#include <stdlib.h>

#include "tattoo.h"

#define N_LINES 49
#define N_AVERAGED                                                               \
  4 /* neighbouring readings a line is averaged from, against the skin's texture \
     */
#define N_POINTS    641
#define FIRST       -0.3
#define LAST        1.3
#define MAX_SAMPLES (N_LINES * 3 * 64)

typedef struct
{
  gdouble values[MAX_SAMPLES];
  guint   n;
} Samples;

typedef struct
{
  gdouble light[3][N_POINTS];
} LightLine;

static gint
compare (gconstpointer a, gconstpointer b)
{
  const gdouble *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
add_sample (Samples *samples, gdouble value)
{
  if (samples->n < MAX_SAMPLES)
    samples->values[samples->n++] = value;
}

/* The value below which such a share of the samples lies. */
static gdouble
quantile (Samples *samples, gdouble share)
{
  if (samples->n == 0)
    return NAN;

  qsort (samples->values, samples->n, sizeof (gdouble), compare);
  return samples->values[(guint) (share * (samples->n - 1))];
}

static gint
point_at (gdouble position)
{
  return (gint) ((position - FIRST) / (LAST - FIRST) * (N_POINTS - 1) + 0.5);
}

static void
pixel_at (const TattooBars *bars, gdouble along, gdouble across, gdouble *x, gdouble *y)
{
  for (gint i = 0; i < 2; i++)
    {
      gdouble first = bars->corners[0][i] + along * (bars->corners[1][i] - bars->corners[0][i]);
      gdouble last  = bars->corners[3][i] + along * (bars->corners[2][i] - bars->corners[3][i]);

      *(i == 0 ? x : y) = first + across * (last - first);
    }
}

static gdouble
read_pixel (const TattooPicture *picture, gdouble x, gdouble y, gint channel)
{
  gdouble fx = CLAMP (x, 0.0, picture->width - 1.001), fy = CLAMP (y, 0.0, picture->height - 1.001);
  gint    column = (gint) fx, row = (gint) fy;
  const gfloat *p     = picture->rgb + 3 * (row * picture->width + column) + channel;
  const gfloat *below = p + 3 * picture->width;

  fx -= column;
  fy -= row;
  return (1.0 - fy) * ((1.0 - fx) * (gdouble) p[0] + fx * (gdouble) p[3]) +
         fy * ((1.0 - fx) * (gdouble) below[0] + fx * (gdouble) below[3]);
}

static gdouble
mean_of (const gdouble *values, gdouble from, gdouble to)
{
  gdouble sum = 0.0;

  for (gint i = point_at (from); i <= point_at (to); i++)
    sum += values[i];
  return sum / (point_at (to) - point_at (from) + 1);
}

/* Light relative to the bare skin on both sides. */
static void
read_line (const TattooPicture *picture, const TattooBars *bars, gdouble along, LightLine *line)
{
  for (gint c = 0; c < 3; c++)
    {
      gdouble before, after;

      for (gint i = 0; i < N_POINTS; i++)
        {
          gdouble across = FIRST + (LAST - FIRST) * i / (N_POINTS - 1), sum = 0.0, x, y;

          for (gint k = 0; k < N_AVERAGED; k++)
            {
              pixel_at (bars, along + 0.003 * k, across, &x, &y);
              sum += read_pixel (picture, x, y, c);
            }
          line->light[c][i] = sum / N_AVERAGED;
        }
      before = mean_of (line->light[c], -0.28, -0.15);
      after  = mean_of (line->light[c], 1.15, 1.28);
      for (gint i = 0; i < N_POINTS; i++)
        line->light[c][i] /=
          before + (after - before) * (FIRST + (LAST - FIRST) * i / (N_POINTS - 1));
    }
}

/* Where light first rises to a level, going from a place in steps of +-1 point; NAN where it does
 * not within so far. */
static gdouble
crossing (const gdouble *light, gdouble from, gint step, gdouble level, gdouble within)
{
  gint points = point_at (from + within) - point_at (from);

  for (gint i = point_at (from), n = 0; n < points && i + step >= 0 && i + step < N_POINTS;
       i += step, n++)
    if (light[i] <= level && light[i + step] > level)
      return FIRST + (LAST - FIRST) *
                       (i + step * (level - light[i]) / (light[i + step] - light[i])) /
                       (N_POINTS - 1);

  return NAN;
}

typedef struct
{
  Samples ink[3], gap[3], width, edge, scale;
} Collected;

/* Half way between a bar and what is beside it: bare skin, or the darker gap to the next bar. */
static gdouble
half_level (const gdouble *green, gint bar, gint side)
{
  gdouble middle = 0.1 + 0.4 * bar, gap = middle + 0.2 * side;
  gdouble core = mean_of (green, middle - 0.04, middle + 0.04);

  return 0.5 * core +
         0.5 * (gap > 0.0 && gap < 1.0 ? mean_of (green, gap - 0.02, gap + 0.02) : 1.0);
}

static void
collect_edges (const LightLine *line, const TattooBars *bars, gdouble line_px, Collected *all)
{
  const gdouble *green = line->light[1];
  gdouble        left[3], right[3], mm;

  for (gint i = 0; i < 3; i++)
    {
      gdouble middle = 0.1 + 0.4 * i;

      left[i]  = crossing (green, middle, -1, half_level (green, i, -1), 0.25);
      right[i] = crossing (green, middle, 1, half_level (green, i, 1), 0.25);
    }
  mm = 4.0 * bars->bar_mm / (0.5 * (left[2] + right[2]) - 0.5 * (left[0] + right[0]));
  if (!(mm > 0.0))
    return;

  add_sample (&all->scale, line_px / mm);
  add_sample (&all->width, (right[1] - left[1]) * mm);
  for (gint i = 0; i < 3; i += 2)
    {
      gdouble middle = 0.1 + 0.4 * i, core = mean_of (green, middle - 0.04, middle + 0.04);
      gdouble dark   = crossing (green, middle, i - 1, core + 0.2 * (1.0 - core), 0.4);
      gdouble bright = crossing (green, middle, i - 1, core + 0.8 * (1.0 - core), 0.4);

      if (fabs (bright - dark) >= 0.0)
        add_sample (&all->edge, fabs (bright - dark) * mm);
    }
}

static void
collect_light (const LightLine *line, Collected *all)
{
  for (gint c = 0; c < 3; c++)
    {
      for (gint i = 0; i < 3; i++)
        for (gint k = point_at (0.05 + 0.4 * i); k <= point_at (0.15 + 0.4 * i); k++)
          add_sample (&all->ink[c], line->light[c][k]);
      for (gint i = 0; i < 2; i++)
        add_sample (&all->gap[c], mean_of (line->light[c], 0.28 + 0.4 * i, 0.32 + 0.4 * i));
    }
}

TattooSeen
tattoo_measure (const TattooPicture *picture, const TattooBars *bars)
{
  Collected *all  = g_new0 (Collected, 1);
  LightLine *line = g_new (LightLine, 1);
  TattooSeen seen;

  for (gint i = 0; i < N_LINES; i++)
    {
      gdouble along = 0.2 + 0.6 * i / (N_LINES - 1), x0, y0, x1, y1;

      pixel_at (bars, along, 0.0, &x0, &y0);
      pixel_at (bars, along, 1.0, &x1, &y1);
      read_line (picture, bars, along, line);
      collect_light (line, all);
      collect_edges (line, bars, hypot (x1 - x0, y1 - y0), all);
    }
  for (gint c = 0; c < 3; c++)
    {
      seen.ink[c]     = quantile (&all->ink[c], 0.5);
      seen.darkest[c] = quantile (&all->ink[c], 0.1);
      seen.gap[c]     = quantile (&all->gap[c], 0.5);
    }
  seen.bar_mm    = quantile (&all->width, 0.5);
  seen.edge_mm   = quantile (&all->edge, 0.5);
  seen.px_per_mm = quantile (&all->scale, 0.5);
  if (all->scale.n < N_LINES / 3)
    seen.bar_mm = NAN;
  g_free (line);
  g_free (all);
  return seen;
}
