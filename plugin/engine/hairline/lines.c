/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines made of something else: of a half, of a selection, of a template. */

#include "base/i18n.h"
#include "base/same-math.h"
#include "course.h"
#include "smp/error.h"

/* A half may cross the midline by this share of its length. */
#define MOST_ACROSS 0.25

/* And must lead away from it by this share of its length. */
#define LEAST_AWAY 0.1

/* Distance from the midline, of either sign. */
static gdouble
side (const SmpPoint axis[2], SmpPoint point)
{
  gdouble dx = axis[1].x - axis[0].x, dy = axis[1].y - axis[0].y;

  return (dx * (point.y - axis[0].y) - dy * (point.x - axis[0].x)) / sqrt (dx * dx + dy * dy);
}

static SmpPoint
reflect (const SmpPoint axis[2], SmpPoint point)
{
  gdouble dx = axis[1].x - axis[0].x, dy = axis[1].y - axis[0].y;
  gdouble twice = 2.0 * side (axis, point) / sqrt (dx * dx + dy * dy);

  return (SmpPoint) { point.x + twice * dy, point.y - twice * dx };
}

static SmpPoint
on_axis (const SmpPoint axis[2], SmpPoint a, SmpPoint b)
{
  gdouble from = side (axis, a), to = side (axis, b);
  gdouble share = from / (from - to);

  return (SmpPoint) { a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) };
}

/* The half's points on its own side of the midline, outermost first, ending on or before it. */
static GArray *
own_side (const SmpPoint axis[2], const SmpPoint *points, guint n_points, gdouble *across_share)
{
  GArray  *kept  = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  gdouble  first = side (axis, points[0]), last = side (axis, points[n_points - 1]);
  gboolean from_end = fabs (last) > fabs (first);
  gdouble  sign     = (from_end ? last : first) < 0.0 ? -1.0 : 1.0;
  guint    i;

  for (i = 0; i < n_points; i++)
    {
      SmpPoint point = points[from_end ? n_points - 1 - i : i];

      if (sign * side (axis, point) < 0.0)
        break;
      g_array_append_val (kept, point);
    }
  *across_share = 1.0 - smp_polyline_length ((const SmpPoint *) (gpointer) kept->data, kept->len) /
                          smp_polyline_length (points, n_points);
  if (i > 0 && i < n_points)
    {
      SmpPoint point = on_axis (axis, points[from_end ? n_points - i : i - 1],
                                points[from_end ? n_points - 1 - i : i]);

      g_array_append_val (kept, point);
    }
  return kept;
}

SmpPoint *
smp_hairline_mirror (const SmpPoint *points,
                     guint           n_points,
                     const SmpPoint  axis[2],
                     guint          *n_mirrored,
                     GError        **error)
{
  gdouble   length = smp_polyline_length (points, n_points);
  gdouble   away   = 0.0, across_share;
  GArray   *half;
  SmpPoint *whole;

  for (guint i = 0; i < n_points; i++)
    away = MAX (away, fabs (side (axis, points[i])));
  /* Neither comparison is true for NaN, which a midline without length gives. */
  if (!(away >= LEAST_AWAY * length && length > 0.0))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The half hairline runs along the midline: draw it from the midline to one "
                      "temple."));
      return NULL;
    }

  half = own_side (axis, points, n_points, &across_share);
  if (across_share > MOST_ACROSS)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The path runs well across the midline: draw one half alone, or choose the "
                      "whole path."));
      g_array_free (half, TRUE);
      return NULL;
    }

  *n_mirrored = 2 * half->len;
  whole       = g_new (SmpPoint, *n_mirrored);
  for (guint i = 0; i < half->len; i++)
    {
      whole[i]                   = g_array_index (half, SmpPoint, i);
      whole[*n_mirrored - 1 - i] = reflect (axis, whole[i]);
    }
  g_array_free (half, TRUE);
  return whole;
}

/* Mean over as many neighbours on both sides as there are, so that the ends stay. */
static void
smooth (gdouble *values, guint n, guint reach)
{
  gdouble *sums = g_new (gdouble, (gsize) n + 1);

  sums[0] = 0.0;
  for (guint i = 0; i < n; i++)
    sums[i + 1] = sums[i] + values[i];
  for (guint i = 0; i < n; i++)
    {
      guint around = MIN (reach, MIN (i, n - 1 - i));

      values[i] = (sums[i + around + 1] - sums[i - around]) / (2 * around + 1);
    }
  g_free (sums);
}

/* The selection as if the face were below: a column's value so many pixels down. */
static gdouble
turned_value (const SmpPlane *selection, SmpFront front, gint column, gint down)
{
  gint last_x = selection->x + selection->width - 1, last_y = selection->y + selection->height - 1;

  switch (front)
    {
    case SMP_FRONT_UP:
      return (gdouble) *smp_plane_at (selection, selection->x + column, last_y - down);
    case SMP_FRONT_LEFT:
      return (gdouble) *smp_plane_at (selection, last_x - down, selection->y + column);
    case SMP_FRONT_RIGHT:
      return (gdouble) *smp_plane_at (selection, selection->x + down, selection->y + column);
    default:
      return (gdouble) *smp_plane_at (selection, selection->x + column, selection->y + down);
    }
}

static SmpPoint
turned_point (const SmpPlane *selection, SmpFront front, gdouble column, gdouble down)
{
  switch (front)
    {
    case SMP_FRONT_UP:
      return (SmpPoint) { selection->x + column, selection->y + selection->height - down };
    case SMP_FRONT_LEFT:
      return (SmpPoint) { selection->x + selection->width - down, selection->y + column };
    case SMP_FRONT_RIGHT:
      return (SmpPoint) { selection->x + down, selection->y + column };
    default:
      return (SmpPoint) { selection->x + column, selection->y + down };
    }
}

/* How far down the selection reaches in a column, between pixels; negative where it does not. */
static gdouble
edge_of_column (const SmpPlane *selection, SmpFront front, gint column, gint height)
{
  for (gint down = height - 1; down >= 0; down--)
    {
      gdouble value = turned_value (selection, front, column, down);
      gdouble next  = down + 1 < height ? turned_value (selection, front, column, down + 1) : 0.0;

      if (value >= 0.5)
        return down + 0.5 + (value - 0.5) / (value - next);
    }
  return -1.0;
}

SmpPoint *
smp_hairline_front_edge (const SmpPlane *selection,
                         SmpFront        front,
                         gdouble         smooth_px,
                         guint          *n_points)
{
  gboolean  across  = front != SMP_FRONT_LEFT && front != SMP_FRONT_RIGHT;
  gint      width   = across ? selection->width : selection->height;
  gint      height  = across ? selection->height : selection->width;
  gdouble  *columns = g_new (gdouble, width), *edges = g_new (gdouble, width);
  SmpPoint *points;
  guint     n = 0;

  for (gint column = 0; column < width; column++)
    {
      gdouble edge = edge_of_column (selection, front, column, height);

      if (edge < 0.0)
        continue;
      columns[n] = column + 0.5;
      edges[n++] = edge;
    }

  /* Twice, so that no corner of the mean is left. */
  if (n > 0)
    {
      smooth (edges, n, (guint) (0.5 * smooth_px));
      smooth (edges, n, (guint) (0.5 * smooth_px));
    }
  points = g_new (SmpPoint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    points[i] = turned_point (selection, front, columns[i], edges[i]);
  g_free (columns);
  g_free (edges);
  *n_points = n;
  return points;
}

/* The anchor between a temple and the middle: how far along, and how high, of the way. */
static const struct
{
  gdouble along;
  gdouble height;
} shapes[] = {
  [SMP_HAIRLINE_STRAIGHT] = { 0.30, 0.90 },
  [SMP_HAIRLINE_ROUND]    = { 0.40, 0.80 },
  [SMP_HAIRLINE_WINGED]   = { 0.40, 1.20 },
};

static SmpPoint
between (SmpPoint end, SmpPoint other, SmpPoint middle, gdouble along, gdouble height)
{
  gdouble dx = other.x - end.x, dy = other.y - end.y;
  gdouble share =
    ((middle.x - end.x) * dx + (middle.y - end.y) * dy) / MAX (dx * dx + dy * dy, 1e-9);
  gdouble rise_x = middle.x - (end.x + share * dx), rise_y = middle.y - (end.y + share * dy);

  return (SmpPoint) { end.x + along * share * dx + height * rise_x,
                      end.y + along * share * dy + height * rise_y };
}

SmpPoint *
smp_hairline_template (SmpHairlineShape shape,
                       const SmpPoint   ends[2],
                       SmpPoint         middle,
                       guint           *n_anchors)
{
  SmpPoint  anchors[5];
  SmpPoint *curve = g_new (SmpPoint, 15);

  anchors[0] = ends[0];
  anchors[1] = between (ends[0], ends[1], middle, shapes[shape].along, shapes[shape].height);
  anchors[2] = middle;
  anchors[3] = between (ends[1], ends[0], middle, shapes[shape].along, shapes[shape].height);
  anchors[4] = ends[1];

  *n_anchors = 5;
  for (guint i = 0; i < 5; i++)
    {
      SmpPoint before = anchors[i > 0 ? i - 1 : 0], behind = anchors[i < 4 ? i + 1 : 4];
      SmpPoint here = anchors[i];
      gdouble  dx = behind.x - before.x, dy = behind.y - before.y;
      gdouble  length = MAX (sqrt (dx * dx + dy * dy), 1e-9);
      /* A third of the way to either neighbour, along the line through both. */
      gdouble back = sqrt ((here.x - before.x) * (here.x - before.x) +
                           (here.y - before.y) * (here.y - before.y)) /
                     3.0;
      gdouble on = sqrt ((behind.x - here.x) * (behind.x - here.x) +
                         (behind.y - here.y) * (behind.y - here.y)) /
                   3.0;

      curve[3 * i]     = (SmpPoint) { here.x - back * dx / length, here.y - back * dy / length };
      curve[3 * i + 1] = here;
      curve[3 * i + 2] = (SmpPoint) { here.x + on * dx / length, here.y + on * dy / length };
    }
  return curve;
}
