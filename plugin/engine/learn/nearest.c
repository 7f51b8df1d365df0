/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "nearest.h"

#define NONE G_MAXUINT

struct _SmpNearest
{
  const gfloat *points;
  guint         n;
  gdouble       left, top, cell;
  gint          width, height;
  guint        *first; /* of a cell's points */
  guint        *next;  /* of the same cell */
};

static gint
cell_at (gdouble place, gdouble begin, gdouble cell, gint n)
{
  return (gint) CLAMP (floor ((place - begin) / cell), 0.0, n - 1.0);
}

SmpNearest *
smp_nearest_new (const gfloat *points, guint n, gdouble cell)
{
  SmpNearest *self = g_new0 (SmpNearest, 1);
  gdouble     right, bottom;

  self->points = points;
  self->n      = n;
  self->left = self->top = n > 0 ? G_MAXDOUBLE : 0.0;
  right = bottom = n > 0 ? -G_MAXDOUBLE : 0.0;
  for (guint k = 0; k < n; k++)
    {
      self->left = MIN (self->left, (gdouble) points[2 * k]);
      self->top  = MIN (self->top, (gdouble) points[2 * k + 1]);
      right      = MAX (right, (gdouble) points[2 * k]);
      bottom     = MAX (bottom, (gdouble) points[2 * k + 1]);
    }
  /* No more cells than there are points, or a few of them far apart would take all memory. */
  self->cell = MAX (cell, MAX (right - self->left, bottom - self->top) / MAX (n, 1u));
  self->cell = MAX (self->cell, sqrt ((right - self->left) * (bottom - self->top) / MAX (n, 1u)));
  if (!(self->cell > 0.0))
    self->cell = 1.0;
  self->width  = (gint) ((right - self->left) / self->cell) + 1;
  self->height = (gint) ((bottom - self->top) / self->cell) + 1;
  self->first  = g_new (guint, (gsize) self->width * (gsize) self->height);
  self->next   = g_new (guint, MAX (n, 1u));
  for (gsize i = 0; i < (gsize) self->width * (gsize) self->height; i++)
    self->first[i] = NONE;
  for (guint k = 0; k < n; k++)
    {
      gint   column = cell_at ((gdouble) points[2 * k], self->left, self->cell, self->width);
      gint   row    = cell_at ((gdouble) points[2 * k + 1], self->top, self->cell, self->height);
      guint *first  = self->first + (gsize) row * (gsize) self->width + (gsize) column;

      self->next[k] = *first;
      *first        = k;
    }
  return self;
}

void
smp_nearest_free (SmpNearest *self)
{
  if (!self)
    return;
  g_free (self->first);
  g_free (self->next);
  g_free (self);
}

static void
look_in_cell (const SmpNearest *self,
              gint              column,
              gint              row,
              gdouble           x,
              gdouble           y,
              guint             but,
              gdouble          *best)
{
  if (column < 0 || row < 0 || column >= self->width || row >= self->height)
    return;
  for (guint k = self->first[(gsize) row * (gsize) self->width + (gsize) column]; k != NONE;
       k       = self->next[k])
    {
      gdouble dx = (gdouble) self->points[2 * k] - x, dy = (gdouble) self->points[2 * k + 1] - y;

      if (k != but)
        *best = MIN (*best, dx * dx + dy * dy);
    }
}

gdouble
smp_nearest_squared (const SmpNearest *self, gdouble x, gdouble y, guint but)
{
  gint    column = cell_at (x, self->left, self->cell, self->width);
  gint    row    = cell_at (y, self->top, self->cell, self->height);
  gint    most   = MAX (self->width, self->height);
  gdouble best   = G_MAXDOUBLE;

  /* Rings of cells around the place's own: what lies in the next is farther than this one's width
   * times its number, also for places beside all cells. */
  for (gint ring = 0; ring <= most; ring++)
    {
      for (gint i = -ring; i <= ring; i++)
        {
          gint step = i == -ring || i == ring ? 1 : 2 * ring;

          for (gint j = -ring; j <= ring; j += MAX (step, 1))
            look_in_cell (self, column + j, row + i, x, y, but, &best);
        }
      if (best <= pow (ring * self->cell, 2.0))
        break;
    }
  return best;
}
