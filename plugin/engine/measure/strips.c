/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Strips of rows, each in a thread of its own.  What is near the edge between two strips has to do
 * with the other one: there a strip waits until the other has done all that comes before, so that
 * nothing depends on how many strips there are. */

#include "base/field.h"
#include "base/stop.h"
#include "strips.h"

#define MOST_STRIPS 8

/* So many peaks ahead of the work what it needs is fetched. */
#define FETCHED_AHEAD 2

/* Where two strips meet: the numbers of the peaks near by, of either strip, and how many of these
 * are done. */
typedef struct
{
  GMutex   lock;
  GCond    changed;
  GArray  *near[2];
  guint    done[2];
  gboolean is_waited_for[2];
} Edge;

/* A mark with the number of its peak. */
typedef struct
{
  guint        peak;
  SmpFoundMark mark;
} NumberedMark;

typedef struct
{
  const SmpStripWork *work;
  gint                n;                      /* strips */
  gint                first[MOST_STRIPS + 1]; /* rows, and where the last ends */
  GArray             *own[MOST_STRIPS];       /* the strips' peaks, by number */
  GArray             *marks[MOST_STRIPS];     /* of NumberedMark */
  Edge                edges[MOST_STRIPS - 1]; /* below each strip but the last */
} Strips;

/* Divides the rows so that strips have as many peaks each; FALSE if one would be too narrow. */
static gboolean
divide_rows (Strips *strips, gint n, const guint *peaks_above)
{
  const SmpStripWork *work = strips->work;

  strips->n        = n;
  strips->first[0] = 0;
  strips->first[n] = work->height;
  for (gint k = 1, row = 0; k < n; k++)
    {
      while (row < work->height && peaks_above[row] < work->n_peaks / (guint) n * (guint) k)
        row++;
      strips->first[k] = row;
    }
  for (gint k = 0; k < n; k++)
    if (n > 1 && strips->first[k + 1] - strips->first[k] < 2 * work->near)
      return FALSE;
  return TRUE;
}

static void
edge_init (Edge *edge)
{
  g_mutex_init (&edge->lock);
  g_cond_init (&edge->changed);
  for (gint side = 0; side < 2; side++)
    {
      edge->near[side]          = g_array_new (FALSE, FALSE, sizeof (guint));
      edge->done[side]          = 0;
      edge->is_waited_for[side] = FALSE;
    }
}

static void
edge_clear (Edge *edge)
{
  g_mutex_clear (&edge->lock);
  g_cond_clear (&edge->changed);
  for (gint side = 0; side < 2; side++)
    g_array_unref (edge->near[side]);
}

/* Lists the peaks of each strip, and those near its edges. */
static void
list_peaks (Strips *strips)
{
  const SmpStripWork *work = strips->work;

  for (guint i = 0; i < work->n_peaks; i++)
    {
      gint row = work->rows[i], k = 0;

      while (row >= strips->first[k + 1])
        k++;
      g_array_append_val (strips->own[k], i);
      if (k > 0 && row - strips->first[k] < work->near)
        g_array_append_val (strips->edges[k - 1].near[1], i);
      if (k + 1 < strips->n && strips->first[k + 1] - row <= work->near)
        g_array_append_val (strips->edges[k].near[0], i);
    }
}

static void
strips_init (Strips *strips, const SmpStripWork *work)
{
  gint n = MIN (smp_threads_at_once (), MOST_STRIPS);

  g_autofree guint *peaks_above = g_new0 (guint, work->height + 1);

  strips->work = work;
  for (guint i = 0; i < work->n_peaks; i++)
    peaks_above[work->rows[i] + 1]++;
  for (gint row = 0; row < work->height; row++)
    peaks_above[row + 1] += peaks_above[row];
  while (!divide_rows (strips, n, peaks_above))
    n--;
  for (gint k = 0; k < strips->n; k++)
    {
      strips->own[k]   = g_array_new (FALSE, FALSE, sizeof (guint));
      strips->marks[k] = g_array_new (FALSE, FALSE, sizeof (NumberedMark));
    }
  for (gint k = 0; k + 1 < strips->n; k++)
    edge_init (&strips->edges[k]);
  list_peaks (strips);
}

static void
strips_clear (Strips *strips)
{
  for (gint k = 0; k < strips->n; k++)
    {
      g_array_unref (strips->own[k]);
      g_array_unref (strips->marks[k]);
    }
  for (gint k = 0; k + 1 < strips->n; k++)
    edge_clear (&strips->edges[k]);
}

/* Whether the next peak of one side that is near an edge is this one. */
static gboolean
is_next (const Edge *edge, gint side, guint peak)
{
  return edge->done[side] < edge->near[side]->len &&
         g_array_index (edge->near[side], guint, edge->done[side]) == peak;
}

/* Waits until the other side has done all that comes before a peak near the edge. */
static void
wait_for_other (Edge *edge, gint side, guint peak)
{
  const GArray *other = edge->near[1 - side];

  g_mutex_lock (&edge->lock);
  while (edge->done[1 - side] < other->len &&
         g_array_index (other, guint, edge->done[1 - side]) < peak)
    {
      edge->is_waited_for[1 - side] = TRUE;
      g_cond_wait (&edge->changed, &edge->lock);
    }
  g_mutex_unlock (&edge->lock);
}

/* Tells the other side that so many peaks near the edge are done. */
static void
tell_other (Edge *edge, gint side, guint done)
{
  g_mutex_lock (&edge->lock);
  edge->done[side] = done;
  if (edge->is_waited_for[side])
    g_cond_signal (&edge->changed);
  edge->is_waited_for[side] = FALSE;
  g_mutex_unlock (&edge->lock);
}

static void
take_peak (Strips *strips, gint number, guint peak)
{
  NumberedMark found = { .peak = peak };

  if (strips->work->take (peak, &found.mark, strips->work->data))
    g_array_append_val (strips->marks[number], found);
}

static void
work_strip (gint number, gpointer data)
{
  Strips *strips   = data;
  Edge   *edges[2] = { number > 0 ? &strips->edges[number - 1] : NULL,
                     number + 1 < strips->n ? &strips->edges[number] : NULL };
  GArray *own = strips->own[number];

  for (guint i = 0; i < own->len && !smp_is_stopped (); i++)
    {
      guint peak = g_array_index (own, guint, i);
      /* A strip lies below the edge above it. */
      gint near = edges[0] && is_next (edges[0], 1, peak)   ? 0
                  : edges[1] && is_next (edges[1], 0, peak) ? 1
                                                            : -1;

      if (i + FETCHED_AHEAD < own->len)
        strips->work->fetch (g_array_index (own, guint, i + FETCHED_AHEAD), strips->work->data);
      if (near >= 0)
        wait_for_other (edges[near], 1 - near, peak);
      take_peak (strips, number, peak);
      if (near >= 0)
        tell_other (edges[near], 1 - near, edges[near]->done[1 - near] + 1);
    }
  for (gint near = 0; near < 2; near++)
    if (edges[near])
      tell_other (edges[near], 1 - near, G_MAXUINT);
}

/* Adds the marks of all strips, in the order of their peaks. */
static void
add_marks (const Strips *strips, GArray *marks)
{
  guint next[MOST_STRIPS] = { 0 };
  gint  best;

  do
    {
      guint least = G_MAXUINT;

      best = -1;
      for (gint k = 0; k < strips->n; k++)
        if (next[k] < strips->marks[k]->len &&
            g_array_index (strips->marks[k], NumberedMark, next[k]).peak < least)
          {
            best  = k;
            least = g_array_index (strips->marks[k], NumberedMark, next[k]).peak;
          }
      if (best >= 0)
        g_array_append_val (marks,
                            g_array_index (strips->marks[best], NumberedMark, next[best]++).mark);
    }
  while (best >= 0);
}

void
smp_strips_work (const SmpStripWork *work, GArray *marks)
{
  Strips strips;

  strips_init (&strips, work);
  smp_parts_foreach (strips.n, work_strip, &strips);
  add_marks (&strips, marks);
  strips_clear (&strips);
}
