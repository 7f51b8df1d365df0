/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The peaks of the filtered photo, where hairs may be. */

#include <string.h>

#include "base/exact-math.h"
#include "search.h"

typedef struct
{
  const SmpMarkSearch *search;
  gfloat               limit;
  gboolean             is_strong; /* those alone that are strong beside the marks near by */
  GArray             **rows;      /* of SmpMarkPeak, or NULL */
} PeakWork;

/* Whether a peak is strong enough for a mark, of what is typical near it. */
static gboolean
is_strong_peak (const SmpMarkSearch *search, const SmpMarkPeak *peak)
{
  const gint width = search->response.width;

  return peak->strength >= (gfloat) SMP_LEAST_STRENGTH *
                             smp_marks_typical_at (search->finder, (gfloat) (peak->at % width),
                                                   (gfloat) (peak->at / width));
}

/* Sets where a row's samples are higher than those around; of equal ones the last is. */
static SMP_VECTORISED void
flag_peaks (const gfloat *row, gint w, gfloat limit, guint8 *flags)
{
  const gfloat *above = row - w, *below = row + w;

  for (gint x = 1; x < w - 1; x++)
    {
      const gfloat p = row[x];

      flags[x] = (guint8) ((p > limit) & (p >= row[x - 1]) & (p > row[x + 1]) & (p >= above[x]) &
                           (p > below[x]) & (p >= above[x - 1]) & (p >= above[x + 1]) &
                           (p > below[x - 1]) & (p > below[x + 1]));
    }
}

/* Whether marks are sought at a sample. */
static gboolean
is_sought (const SmpMarkFinder *finder, gint x, gint y)
{
  return !finder->is_sparse || !(((gint) (x / finder->tile_px) | (gint) (y / finder->tile_px)) & 1);
}

static void
find_peaks_of_row (gint number, gpointer data)
{
  PeakWork            *work   = data;
  const SmpMarkFinder *finder = work->search->finder;
  const SmpField      *r      = &work->search->response;
  const gint           y = number + 1, w = r->width;
  const gfloat        *row    = smp_field_row (r, y);
  const gfloat        *usable = smp_field_row (&finder->usable, y / finder->cell);
  guint8              *flags = g_new0 (guint8, w), *flag = flags;

  flag_peaks (row, w, work->limit, flags);
  while ((flag = memchr (flag, TRUE, (gsize) (flags + w - flag))))
    {
      const gint  x    = (gint) (flag++ - flags);
      SmpMarkPeak peak = { row[x], y * w + x };

      if (usable[x / finder->cell] < 0.5f || !is_sought (finder, x, y) ||
          (work->is_strong && !is_strong_peak (work->search, &peak)))
        continue;
      if (!work->rows[number])
        work->rows[number] = g_array_new (FALSE, FALSE, sizeof (SmpMarkPeak));
      g_array_append_val (work->rows[number], peak);
    }
  g_free (flags);
}

GArray *
smp_search_find_peaks (const SmpMarkSearch *search, gfloat limit, gboolean is_strong)
{
  const gint n_rows = search->response.height - 2;
  GArray    *peaks  = g_array_new (FALSE, FALSE, sizeof (SmpMarkPeak));
  PeakWork   work   = { search, limit, is_strong, g_new0 (GArray *, MAX (n_rows, 1)) };

  smp_rows_foreach (n_rows, find_peaks_of_row, &work);
  for (gint row = 0; row < n_rows; row++)
    if (work.rows[row])
      {
        g_array_append_vals (peaks, work.rows[row]->data, work.rows[row]->len);
        g_array_unref (work.rows[row]);
      }
  g_free (work.rows);
  return peaks;
}

/* The highest first. */
static gint
compare_peaks (gconstpointer a, gconstpointer b)
{
  const SmpMarkPeak *m = a, *n = b;

  if (m->strength != n->strength)
    return m->strength < n->strength ? 1 : -1;
  return (m->at > n->at) - (m->at < n->at);
}

void
smp_search_sort_peaks (GArray *peaks)
{
  g_array_sort (peaks, compare_peaks);
}

void
smp_search_drop_faint (const SmpMarkSearch *search, GArray *peaks)
{
  guint n = 0;

  for (guint i = 0; i < peaks->len; i++)
    if (is_strong_peak (search, &g_array_index (peaks, SmpMarkPeak, i)))
      g_array_index (peaks, SmpMarkPeak, n++) = g_array_index (peaks, SmpMarkPeak, i);
  g_array_set_size (peaks, n);
}

void
smp_search_drop_taken (const SmpMarkSearch *search, GArray *peaks)
{
  guint n = 0;

  for (guint i = 0; i < peaks->len; i++)
    if (!(search->taken[g_array_index (peaks, SmpMarkPeak, i).at] & SMP_IN_CORE))
      g_array_index (peaks, SmpMarkPeak, n++) = g_array_index (peaks, SmpMarkPeak, i);
  g_array_set_size (peaks, n);
}

SmpFoundMark
smp_search_mark_at_peak (const SmpMarkSearch *search, const SmpMarkPeak *peak)
{
  SmpFoundMark mark = { .x        = (gfloat) (peak->at % search->response.width),
                        .y        = (gfloat) (peak->at / search->response.width),
                        .strength = peak->strength };
  gfloat       axis[2];

  smp_search_axis_at (search, mark.x, mark.y, axis);
  mark.axis_x = axis[0];
  mark.axis_y = axis[1];
  return mark;
}
