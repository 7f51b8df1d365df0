/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The drawn line: evenly spaced points, and what lies nearest. */

#pragma once

#include "smp/hairline.h"

/* step is the points' distance along the line; the face is to the right of the way from the first
 * point to the last. */
typedef struct
{
  SmpPoint *points;
  guint     n_points;
  gdouble   step;
} SmpLineCourse;

/* What lies nearest to a place, in pixels; inside is the way from either end, along the line or
 * straight from end to end, whichever is more, negative beyond it. */
typedef struct
{
  gdouble behind;
  gdouble along;
  gdouble inside[2];
} SmpLinePlace;

/* The length of the way from point to point, in the unit of their places. */
gdouble smp_polyline_length (const SmpPoint *points, guint n_points);

/* Spaces the points of the polyline evenly, about as far apart as asked. */
void
smp_line_course_init (SmpLineCourse *course, const SmpPoint *points, guint n_points, gdouble step);
void smp_line_course_clear (SmpLineCourse *course);
void smp_line_course_reverse (SmpLineCourse *course);

/* Adds points to both ends, straight on from there by the steps given, which are a step long. */
void
smp_line_course_extend (SmpLineCourse *course, const SmpPoint steps[2], const guint n_added[2]);

/* Whether two of its segments that are not neighbours meet. */
gboolean smp_line_course_crosses_itself (const SmpLineCourse *course);

/* The segments of which one is nearest to any place within radius of the centre, in their order:
 * writes their numbers, returns how many.  nearest is the centre's distance from the line. */
guint smp_line_course_candidates (const SmpLineCourse *course,
                                  SmpPoint             centre,
                                  gdouble              radius,
                                  guint               *segments,
                                  gdouble             *nearest);

/* As if all segments had been given. */
void smp_line_course_place (const SmpLineCourse *course,
                            const guint         *segments,
                            guint                n_segments,
                            SmpPoint             point,
                            SmpLinePlace        *place);
