/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "course.h"

static gdouble
distance (SmpPoint a, SmpPoint b)
{
  return sqrt ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}

gdouble
smp_polyline_length (const SmpPoint *points, guint n_points)
{
  gdouble length = 0.0;

  for (guint i = 1; i < n_points; i++)
    length += distance (points[i - 1], points[i]);
  return length;
}

void
smp_line_course_init (SmpLineCourse *course, const SmpPoint *points, guint n_points, gdouble step)
{
  gdouble length     = smp_polyline_length (points, n_points);
  guint   n_segments = (guint) CLAMP (ceil (length / step), 2.0, 4000.0);
  guint   k          = 1;
  gdouble passed     = 0.0;

  course->n_points = n_segments + 1;
  course->points   = g_new (SmpPoint, course->n_points);
  course->step     = length / n_segments;

  course->points[0]          = points[0];
  course->points[n_segments] = points[n_points - 1];
  for (guint i = 1; i < n_segments; i++)
    {
      gdouble wanted = i * course->step;
      gdouble piece  = distance (points[k - 1], points[k]);
      gdouble share;

      while (k + 1 < n_points && passed + piece < wanted)
        {
          passed += piece;
          k++;
          piece = distance (points[k - 1], points[k]);
        }
      share               = piece > 0.0 ? MIN ((wanted - passed) / piece, 1.0) : 0.0;
      course->points[i].x = points[k - 1].x + share * (points[k].x - points[k - 1].x);
      course->points[i].y = points[k - 1].y + share * (points[k].y - points[k - 1].y);
    }
}

void
smp_line_course_clear (SmpLineCourse *course)
{
  g_clear_pointer (&course->points, g_free);
}

void
smp_line_course_reverse (SmpLineCourse *course)
{
  for (guint i = 0, j = course->n_points - 1; i < j; i++, j--)
    {
      SmpPoint swapped = course->points[i];

      course->points[i] = course->points[j];
      course->points[j] = swapped;
    }
}

void
smp_line_course_extend (SmpLineCourse *course, const SmpPoint steps[2], const guint n_added[2])
{
  const guint    n       = n_added[0] + course->n_points + n_added[1];
  const SmpPoint ends[2] = { course->points[0], course->points[course->n_points - 1] };
  SmpPoint      *points  = g_new (SmpPoint, n);

  for (guint i = 0; i < n_added[0]; i++)
    points[i] = (SmpPoint) { ends[0].x + (n_added[0] - i) * steps[0].x,
                             ends[0].y + (n_added[0] - i) * steps[0].y };
  for (guint i = 0; i < course->n_points; i++)
    points[n_added[0] + i] = course->points[i];
  for (guint i = 0; i < n_added[1]; i++)
    points[n - n_added[1] + i] =
      (SmpPoint) { ends[1].x + (i + 1) * steps[1].x, ends[1].y + (i + 1) * steps[1].y };
  g_free (course->points);
  course->points   = points;
  course->n_points = n;
}

/* Twice the signed area of the triangle. */
static gdouble
turn (SmpPoint a, SmpPoint b, SmpPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

gboolean
smp_line_course_crosses_itself (const SmpLineCourse *course)
{
  const SmpPoint *p = course->points;

  for (guint i = 0; i + 1 < course->n_points; i++)
    for (guint j = i + 2; j + 1 < course->n_points; j++)
      if (turn (p[i], p[i + 1], p[j]) * turn (p[i], p[i + 1], p[j + 1]) < 0.0 &&
          turn (p[j], p[j + 1], p[i]) * turn (p[j], p[j + 1], p[i + 1]) < 0.0)
        return TRUE;
  return FALSE;
}

/* The nearest point of a segment: its share of the way, and its squared distance. */
static gdouble
nearest_share (SmpPoint a, SmpPoint b, SmpPoint point, gdouble *squared)
{
  gdouble dx = b.x - a.x, dy = b.y - a.y;
  gdouble length2 = dx * dx + dy * dy;
  gdouble share   = 0.0;

  if (length2 > 0.0)
    share = CLAMP (((point.x - a.x) * dx + (point.y - a.y) * dy) / length2, 0.0, 1.0);
  dx       = point.x - (a.x + share * dx);
  dy       = point.y - (a.y + share * dy);
  *squared = dx * dx + dy * dy;
  return share;
}

guint
smp_line_course_candidates (const SmpLineCourse *course,
                            SmpPoint             centre,
                            gdouble              radius,
                            guint               *segments,
                            gdouble             *nearest)
{
  gdouble least = G_MAXDOUBLE, squared, limit;
  guint   n     = 0;

  for (guint i = 0; i + 1 < course->n_points; i++)
    {
      nearest_share (course->points[i], course->points[i + 1], centre, &squared);
      least = MIN (least, squared);
    }

  *nearest = sqrt (least);
  limit    = *nearest + 2.0 * radius + 1e-6 * (1.0 + *nearest);
  for (guint i = 0; i + 1 < course->n_points; i++)
    {
      nearest_share (course->points[i], course->points[i + 1], centre, &squared);
      if (squared <= limit * limit)
        segments[n++] = i;
    }
  return n;
}

/* Behind or in front: at a corner its two sides' common normal decides. */
static gboolean
is_behind (const SmpLineCourse *course, guint segment, gdouble share, SmpPoint point)
{
  guint    last = course->n_points - 2;
  guint    from = share <= 0.0 && segment > 0 ? segment - 1 : segment;
  guint    to   = share >= 1.0 && segment < last ? segment + 1 : segment;
  SmpPoint foot = course->points[share >= 1.0 ? segment + 1 : segment];
  gdouble  dx, dy;

  dx = course->points[to + 1].x - course->points[from].x;
  dy = course->points[to + 1].y - course->points[from].y;
  return -dy * (point.x - foot.x) + dx * (point.y - foot.y) < 0.0;
}

/* How far beyond an end, in the direction in which the line leaves it. */
static gdouble
beyond (SmpPoint end, SmpPoint inner, SmpPoint point)
{
  gdouble length = distance (inner, end);

  if (length <= 0.0)
    return distance (end, point);
  return ((point.x - end.x) * (end.x - inner.x) + (point.y - end.y) * (end.y - inner.y)) / length;
}

/* How far on this side of an end, along the way from end to end; where the ends are one place, that
 * tells nothing. */
static gdouble
short_of (SmpPoint end, SmpPoint other, SmpPoint point)
{
  gdouble length = distance (other, end);

  return length > 0.0
           ? ((point.x - end.x) * (other.x - end.x) + (point.y - end.y) * (other.y - end.y)) /
               length
           : -G_MAXDOUBLE;
}

void
smp_line_course_place (const SmpLineCourse *course,
                       const guint         *segments,
                       guint                n_segments,
                       SmpPoint             point,
                       SmpLinePlace        *place)
{
  const SmpPoint *p     = course->points;
  guint           last  = course->n_points - 2;
  guint           best  = 0;
  gdouble         share = 0.0, least = G_MAXDOUBLE;

  for (guint i = 0; i < n_segments; i++)
    {
      gdouble squared;
      gdouble found = nearest_share (p[segments[i]], p[segments[i] + 1], point, &squared);

      if (squared < least)
        {
          least = squared;
          best  = segments[i];
          share = found;
        }
    }

  place->behind    = is_behind (course, best, share, point) ? sqrt (least) : -sqrt (least);
  place->along     = ((gdouble) best + share) * course->step;
  place->inside[0] = place->along;
  place->inside[1] = (last + 1) * course->step - place->along;
  if (best == 0 && share <= 0.0)
    place->inside[0] = -beyond (p[0], p[1], point);
  else if (best == last && share >= 1.0)
    place->inside[1] = -beyond (p[last + 1], p[last], point);
  /* An end that leads back over the head, as one seen from above does, bounds nothing behind it. */
  place->inside[0] = MAX (place->inside[0], short_of (p[0], p[last + 1], point));
  place->inside[1] = MAX (place->inside[1], short_of (p[last + 1], p[0], point));
}
