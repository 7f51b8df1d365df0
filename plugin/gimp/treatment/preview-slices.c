/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "preview-slices.h"

/* Sides of slices and their places are whole numbers of these where they can be: GIMP's tiles,
 * which need not be read before they are written. */
#define STEP_PX 64

/* Slices may have sides of so many pixels, and the first one of so many; longer ones where the
 * bounds are narrow. */
#define SIDE_PX       1024
#define FIRST_SIDE_PX 896

/* The map is looked at in so many rows. */
#define N_ROWS 64

/* Appends the ends of pieces of at most side from begin to end, which are as alike as they can be.
 */
static void
append_ends (GArray *ends, gint begin, gint end, gint side)
{
  const gint n = (end - begin + side - 1) / side;

  for (gint i = 1; i <= n; i++)
    {
      gint at = begin + (gint) ((gint64) (end - begin) * i / n);

      if (i < n)
        at -= at % STEP_PX;
      g_array_append_val (ends, at);
    }
}

/* Where pieces of at most side begin and end along a length, of which one of first_side has its
 * middle at place, or as near to it as can be.  Returns: (transfer full) (element-type gint) */
static GArray *
cut (gint length, gint first_side, gint side, gint place)
{
  GArray    *ends = g_array_new (FALSE, FALSE, sizeof (gint));
  const gint first =
    CLAMP (place - first_side / 2, 0, MAX (length - first_side, 0)) / STEP_PX * STEP_PX;
  const gint begin = 0;

  g_array_append_val (ends, begin);
  append_ends (ends, 0, first, side);
  append_ends (ends, first, MIN (first + first_side, length), side);
  append_ends (ends, MIN (first + first_side, length), length, side);
  return ends;
}

/* The sides of a slice of at most so many pixels, whose sides are at most side where they can be.
 */
static void
find_sides (const GeglRectangle *bounds, gint most_px, gint side, gint sides[2])
{
  const gint width = bounds->width, height = bounds->height;

  sides[1] = MIN (height, side);
  sides[0] = MIN (width, most_px / sides[1] / STEP_PX * STEP_PX);
  if (sides[0] < side)
    sides[1] = MIN (height, most_px / sides[0] / STEP_PX * STEP_PX);
}

/* The square of how far a slice's middle lies from a place. */
static gdouble
distance (const GeglRectangle *slice, const gint place[2])
{
  const gdouble dx = slice->x + 0.5 * slice->width - place[0];
  const gdouble dy = slice->y + 0.5 * slice->height - place[1];

  return dx * dx + dy * dy;
}

static gint
compare (gconstpointer a, gconstpointer b, gpointer place)
{
  const gdouble of_a = distance (a, place), of_b = distance (b, place);

  return (of_a > of_b) - (of_a < of_b);
}

gboolean
smp_preview_is_one_slice (const GeglRectangle *bounds)
{
  return (gint64) bounds->width * bounds->height < SMP_PREVIEW_SLICE_PX * 3 / 2;
}

GArray *
smp_preview_slices (const GeglRectangle *bounds, gint x, gint y)
{
  GArray *slices             = g_array_new (FALSE, FALSE, sizeof (GeglRectangle));
  g_autoptr (GArray) columns = NULL, rows = NULL;
  gint place[2] = { x, y }, sides[2], first[2];

  if (smp_preview_is_one_slice (bounds))
    {
      g_array_append_val (slices, *bounds);
      return slices;
    }
  find_sides (bounds, SMP_PREVIEW_SLICE_PX, SIDE_PX, sides);
  find_sides (bounds, SMP_PREVIEW_FIRST_PX, FIRST_SIDE_PX, first);
  /* What is one slice wide or high anyway is not cut for that. */
  for (gint i = 0; i < 2; i++)
    if (sides[i] == (i ? bounds->height : bounds->width))
      first[i] = sides[i];
  columns = cut (bounds->width, first[0], sides[0], x - bounds->x);
  rows    = cut (bounds->height, first[1], sides[1], y - bounds->y);
  for (guint j = 1; j < rows->len; j++)
    for (guint i = 1; i < columns->len; i++)
      {
        const gint   *to_x  = &g_array_index (columns, gint, i);
        const gint   *to_y  = &g_array_index (rows, gint, j);
        GeglRectangle slice = { bounds->x + to_x[-1], bounds->y + to_y[-1], to_x[0] - to_x[-1],
                                to_y[0] - to_y[-1] };

        g_array_append_val (slices, slice);
      }
  /* The middle of the first one, where the place lies too near to an edge. */
  place[0] = CLAMP (x, bounds->x + first[0] / 2, bounds->x + bounds->width - first[0] / 2);
  place[1] = CLAMP (y, bounds->y + first[1] / 2, bounds->y + bounds->height - first[1] / 2);
  g_array_sort_with_data (slices, compare, place);
  return slices;
}

/* The first of n values at which the sum of those so far is half of all; the one in the middle
 * where they are 0. */
static gint
half_of (const gdouble *values, gint n)
{
  gdouble sum = 0.0, so_far = 0.0;

  for (gint i = 0; i < n; i++)
    sum += values[i];
  for (gint i = 0; i < n && sum > 0.0; i++)
    {
      so_far += values[i];
      if (so_far >= 0.5 * sum)
        return i;
    }
  return n / 2;
}

static void
read_row (GeglBuffer *map, const GeglRectangle *part, gint row, gdouble *values)
{
  gegl_buffer_get (map, GEGL_RECTANGLE (part->x, part->y + row, part->width, 1), 1.0,
                   babl_format_with_space ("Y' double", gegl_buffer_get_format (map)), values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
}

void
smp_preview_middle (GeglBuffer *map, const GeglRectangle *part, gint *x, gint *y)
{
  const gint          n_rows = MIN (part->height, N_ROWS);
  g_autofree gdouble *values = g_new (gdouble, (gsize) part->width);
  gdouble             rows[N_ROWS];
  gint                row;

  for (gint j = 0; j < n_rows; j++)
    {
      read_row (map, part, (gint) ((2 * j + 1) * (gint64) part->height / (2 * n_rows)), values);
      rows[j] = 0.0;
      for (gint i = 0; i < part->width; i++)
        rows[j] += values[i];
    }
  row = (gint) ((2 * half_of (rows, n_rows) + 1) * (gint64) part->height / (2 * n_rows));
  read_row (map, part, row, values);
  *x = part->x + half_of (values, part->width);
  *y = part->y + row;
}
