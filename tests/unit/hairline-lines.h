/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that tests of the hairline draw. */

#pragma once

#include <math.h>

#include "smp/hairline.h"

typedef struct
{
  SmpPoint points[1024];
  guint    n;
} Line;

static inline Line
line_straight (gdouble x1, gdouble y1, gdouble x2, gdouble y2)
{
  return (Line) { { { x1, y1 }, { 0.5 * (x1 + x2), 0.5 * (y1 + y2) }, { x2, y2 } }, 3 };
}

/* Angles in degrees, clockwise from the right, as rows count downwards. */
static inline Line
line_arc (gdouble x, gdouble y, gdouble radius, gdouble from, gdouble to)
{
  Line line = { .n = 400 };

  for (guint i = 0; i < line.n; i++)
    {
      gdouble angle = (from + (to - from) * i / (line.n - 1)) * G_PI / 180.0;

      line.points[i] = (SmpPoint) { x + radius * cos (angle), y + radius * sin (angle) };
    }
  return line;
}

static inline Line
line_s (gdouble x, gdouble y, gdouble width, gdouble swing)
{
  Line line = { .n = 400 };

  for (guint i = 0; i < line.n; i++)
    {
      gdouble share = (gdouble) i / (line.n - 1);

      line.points[i] = (SmpPoint) { x + share * width, y + swing * sin (2.0 * G_PI * share) };
    }
  return line;
}

static inline SmpParams
hairline_params (gdouble px_per_mm)
{
  SmpParams params;

  smp_params_init (&params);
  params.px_per_mm = px_per_mm;
  params.behind    = SMP_BEHIND_REACH;
  return params;
}

static inline SmpHairline *
hairline_of (const SmpParams *params, const Line *line, gboolean mirrored)
{
  GError      *error    = NULL;
  SmpHairline *hairline = smp_hairline_new (params, line->points, line->n, mirrored, &error);

  g_assert_no_error (error);
  g_assert_nonnull (hairline);
  return hairline;
}
