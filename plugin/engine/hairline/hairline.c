/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The density map of a hairline.
 *
 * Distances are exact ones to the drawn line, not those of a distance transform of pixels: the map
 * is then the same at every resolution, whatever rectangle is drawn, and knows how far along the
 * line a place lies, which the waves and jags need.  The drawn line itself stays where it is; they
 * are added to the distance. */

#include "base/choices.h"
#include "base/exact-math.h"
#include "base/i18n.h"
#include "base/same-math.h"
#include "breaks.h"
#include "course.h"
#include "smp/error.h"

#define LINE_STEP_MM 0.5
#define FARTHEST_PX  1e6
#define BLOCK_PX     16

/* The share of a line's length that must lead across the direction to the face. */
#define LEAST_ACROSS 0.3

/* Strays reach this many feathers in front of the line. */
#define STRAY_FEATHERS 1.5

/* The way over which the direction is taken in which the line leaves its end. */
#define END_MM 5.0

/* What is less bare is hair, or no skin: sparse stubble at the side counts too. */
#define LEAST_BARE 0.75f

/* course is the drawn line with n_added points at either end; is_closed tells which ends meet hair.
 */
struct _SmpHairline
{
  SmpParams     params;
  SmpLineCourse course;
  SmpBreaks     breaks;
  guint         n_added[2];
  gboolean      is_closed[2];
};

static gboolean
fail (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
}

static gboolean
check_points (const SmpParams *params, const SmpPoint *points, guint n_points, GError **error)
{
  gdouble length_mm;

  /* The comparison is false for NaN, so that it is refused too. */
  for (guint i = 0; i < n_points; i++)
    if (!(fabs (points[i].x) < FARTHEST_PX && fabs (points[i].y) < FARTHEST_PX))
      return fail (error, _ ("The line runs far outside the image."));

  length_mm = smp_polyline_length (points, n_points) / params->px_per_mm;
  if (length_mm >= SMP_HAIRLINE_LEAST_MM)
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("The line is only %.1f mm long: draw the hairline from temple to temple (%.0f mm "
                  "at least)."),
               length_mm, SMP_HAIRLINE_LEAST_MM);
  return FALSE;
}

/* Turns the line so that the face is to the right of its course (rows count downwards). */
static gboolean
orient (const SmpParams *params, SmpLineCourse *course, GError **error)
{
  const gdouble *face = smp_front_choices[params->front].figures;
  SmpPoint       a = course->points[0], b = course->points[course->n_points - 1];
  gdouble        dx = b.x - a.x, dy = b.y - a.y;
  gdouble        across = -dy * face[FRONT_X] + dx * face[FRONT_Y];

  if (fabs (across) < LEAST_ACROSS * sqrt (dx * dx + dy * dy) || across == 0.0)
    return fail (error,
                 _ ("The line does not tell on which side the face is: set “Face lies” to the "
                    "side where it is."));
  if (across < 0.0)
    smp_line_course_reverse (course);
  return TRUE;
}

SmpHairline *
smp_hairline_new (const SmpParams *params,
                  const SmpPoint  *points,
                  guint            n_points,
                  gboolean         mirrored,
                  GError         **error)
{
  SmpHairline *hairline;

  if (!check_points (params, points, n_points, error))
    return NULL;

  hairline         = g_new0 (SmpHairline, 1);
  hairline->params = *params;
  smp_line_course_init (&hairline->course, points, n_points, LINE_STEP_MM * params->px_per_mm);
  if (smp_line_course_crosses_itself (&hairline->course))
    {
      fail (error, _ ("The line crosses itself: draw the hairline as one open line, from temple to "
                      "temple."));
      g_clear_pointer (&hairline, smp_hairline_free);
    }
  else if (!orient (params, &hairline->course, error))
    g_clear_pointer (&hairline, smp_hairline_free);
  if (!hairline)
    return NULL;

  smp_breaks_init (&hairline->breaks, params,
                   params->waves_mm *
                     smp_diffusion_choices[params->diffusion].figures[DIFFUSION_WAVES],
                   params->jags_mm *
                     smp_diffusion_choices[params->diffusion].figures[DIFFUSION_JAGS],
                   smp_hairline_length_mm (hairline), mirrored);
  return hairline;
}

void
smp_hairline_free (SmpHairline *hairline)
{
  if (!hairline)
    return;

  smp_line_course_clear (&hairline->course);
  smp_breaks_clear (&hairline->breaks);
  g_free (hairline);
}

/* How many points the drawn line has. */
static guint
n_drawn (const SmpHairline *hairline)
{
  return hairline->course.n_points - hairline->n_added[0] - hairline->n_added[1];
}

gdouble
smp_hairline_length_mm (const SmpHairline *hairline)
{
  return (n_drawn (hairline) - 1) * hairline->course.step / hairline->params.px_per_mm;
}

SmpPoint
smp_hairline_middle (const SmpHairline *hairline)
{
  const SmpPoint *p = hairline->course.points + hairline->n_added[0];
  guint           n = n_drawn (hairline);

  return (SmpPoint) { 0.5 * (p[(n - 1) / 2].x + p[n / 2].x),
                      0.5 * (p[(n - 1) / 2].y + p[n / 2].y) };
}

static void
to_mm (const SmpHairline *hairline, const SmpLinePlace *px, SmpHairlinePlace *place)
{
  const gdouble added  = hairline->n_added[0] * hairline->course.step;
  gdouble       inside = MIN (px->inside[0], px->inside[1]);

  /* Dots run out at no closed end, but do not go beyond it either. */
  if (inside > 0.0 && (hairline->is_closed[0] || hairline->is_closed[1]))
    inside = hairline->is_closed[0] && hairline->is_closed[1]
               ? G_MAXFLOAT
               : px->inside[hairline->is_closed[0] ? 1 : 0];
  place->behind_mm = px->behind / hairline->params.px_per_mm;
  place->along_mm  = (px->along - added) / hairline->params.px_per_mm;
  place->inside_mm = inside / hairline->params.px_per_mm;
}

/* A step on from an end, in the direction in which the line leaves it. */
static SmpPoint
step_on (const SmpHairline *hairline, gint which)
{
  const SmpLineCourse *course = &hairline->course;
  const guint          last   = course->n_points - 1;
  const guint back = MIN (last, (guint) ceil (END_MM * hairline->params.px_per_mm / course->step));
  const SmpPoint end   = course->points[which ? last : 0];
  const SmpPoint inner = course->points[which ? last - back : back];
  const gdouble  dx = end.x - inner.x, dy = end.y - inner.y;
  const gdouble  length = sqrt (dx * dx + dy * dy);

  return length > 0.0 ? (SmpPoint) { dx / length * course->step, dy / length * course->step }
                      : (SmpPoint) { 0.0, 0.0 };
}

/* Whether the cell there is hair, or no skin that is known of. */
static gboolean
is_hair (const SmpPlane *bare, gdouble cell_px, SmpPoint corner, SmpPoint point)
{
  const gdouble x = floor ((point.x - corner.x) / cell_px),
                y = floor ((point.y - corner.y) / cell_px);

  return x < bare->x || y < bare->y || x >= bare->x + bare->width || y >= bare->y + bare->height ||
         *smp_plane_at (bare, (gint) x, (gint) y) < LEAST_BARE;
}

/* Whether hair, or the skin's edge, is met from an end on, and after how many steps. */
static gboolean
meets_hair (const SmpHairline *hairline,
            gint               which,
            SmpPoint           step,
            const SmpPlane    *bare,
            gdouble            cell_px,
            SmpPoint           corner,
            guint             *n_steps)
{
  const SmpLineCourse *course = &hairline->course;
  const SmpPoint       end    = course->points[which ? course->n_points - 1 : 0];
  const guint most = (guint) (SMP_HAIRLINE_CLOSE_MM * hairline->params.px_per_mm / course->step);

  for (*n_steps = 0; *n_steps <= most; ++*n_steps)
    if (is_hair (bare, cell_px, corner,
                 (SmpPoint) { end.x + *n_steps * step.x, end.y + *n_steps * step.y }))
      return TRUE;
  *n_steps = 0;
  return FALSE;
}

guint
smp_hairline_close (SmpHairline *hairline, const SmpPlane *bare, gdouble cell_px, SmpPoint corner)
{
  SmpPoint steps[2];

  for (gint end = 0; end < 2; end++)
    {
      steps[end] = step_on (hairline, end);
      hairline->is_closed[end] =
        meets_hair (hairline, end, steps[end], bare, cell_px, corner, &hairline->n_added[end]);
    }
  smp_line_course_extend (&hairline->course, steps, hairline->n_added);
  return (guint) hairline->is_closed[0] + (guint) hairline->is_closed[1];
}

void
smp_hairline_place (const SmpHairline *hairline, SmpPoint point, SmpHairlinePlace *place)
{
  guint       *segments = g_new (guint, hairline->course.n_points);
  gdouble      nearest;
  guint        n = smp_line_course_candidates (&hairline->course, point, 0.0, segments, &nearest);
  SmpLinePlace px;

  smp_line_course_place (&hairline->course, segments, n, point, &px);
  to_mm (hairline, &px, place);
  g_free (segments);
}

gdouble
smp_hairline_offset_mm (const SmpHairline *hairline, gdouble along_mm, gdouble behind_mm)
{
  return smp_breaks_at (&hairline->breaks, along_mm, behind_mm);
}

static gdouble
feather_of (const SmpParams *params)
{
  return params->feather_mm * smp_diffusion_choices[params->diffusion].figures[DIFFUSION_FEATHER];
}

gdouble
smp_hairline_profile (const SmpParams *params, gdouble behind_mm)
{
  gdouble feather = feather_of (params);
  gdouble strays =
    params->strays * smp_diffusion_choices[params->diffusion].figures[DIFFUSION_STRAYS];
  gdouble at_line = strays / (1.0 - 2.0 * strays);
  gdouble left    = 1.0 + behind_mm / (STRAY_FEATHERS * feather);

  if (behind_mm >= feather)
    return 1.0;
  if (behind_mm >= 0.0)
    return at_line + (1.0 - at_line) * smp_rise (0.0, feather, behind_mm);
  return feather > 0.0 && left > 0.0 ? at_line * left * left : 0.0;
}

/* How far from the drawn line its feather and strays can be. */
static gdouble
front_mm (const SmpHairline *hairline)
{
  return STRAY_FEATHERS * feather_of (&hairline->params) + hairline->breaks.largest_mm;
}

/* How far from the drawn line the map can be above 0, in pixels. */
static gdouble
reach_px (const SmpHairline *hairline)
{
  const SmpParams *params = &hairline->params;

  if (params->behind == SMP_BEHIND_SELECTION)
    return 4.0 * FARTHEST_PX;
  return MAX (front_mm (hairline), params->reach_mm) * params->px_per_mm;
}

gboolean
smp_hairline_bounds (const SmpHairline *hairline, gint *x, gint *y, gint *width, gint *height)
{
  gdouble reach = reach_px (hairline) + 1.0;
  gdouble x1 = G_MAXDOUBLE, y1 = G_MAXDOUBLE, x2 = -G_MAXDOUBLE, y2 = -G_MAXDOUBLE;
  gint    right = *x + *width, bottom = *y + *height;

  for (guint i = 0; i < hairline->course.n_points; i++)
    {
      SmpPoint p = hairline->course.points[i];

      x1 = MIN (x1, p.x - reach);
      y1 = MIN (y1, p.y - reach);
      x2 = MAX (x2, p.x + reach);
      y2 = MAX (y2, p.y + reach);
    }
  *x      = MAX (*x, (gint) floor (x1));
  *y      = MAX (*y, (gint) floor (y1));
  *width  = MIN (right, (gint) ceil (x2)) - *x;
  *height = MIN (bottom, (gint) ceil (y2)) - *y;
  return *width > 0 && *height > 0;
}

/* The map's value at a place, before limits. */
static gdouble
value_at (const SmpHairline *hairline, const SmpHairlinePlace *place, gdouble *behind_broken)
{
  const SmpParams *params = &hairline->params;
  gdouble          value;

  *behind_broken = place->behind_mm;
  /* Beyond it the broken line changes nothing, and takes its time. */
  if (fabs (place->behind_mm) < front_mm (hairline))
    *behind_broken -= smp_hairline_offset_mm (hairline, place->along_mm, place->behind_mm);
  value = smp_hairline_profile (params, *behind_broken);
  if (params->blend_mm > 0.0)
    value *= smp_rise (0.0, params->blend_mm, place->inside_mm);
  else if (place->inside_mm < 0.0)
    value = 0.0;
  if (params->behind != SMP_BEHIND_SELECTION)
    value *= 1.0 - smp_rise (params->reach_mm - MIN (params->blend_mm, params->reach_mm),
                             params->reach_mm, place->behind_mm);
  return value;
}

static gdouble
limit_at (const SmpPlane *limit, gint x, gint y)
{
  gdouble value;

  if (x < limit->x || y < limit->y || x >= limit->x + limit->width || y >= limit->y + limit->height)
    return 0.0;
  value = (gdouble) *smp_plane_at (limit, x, y);
  /* Not above, so that NaN is no skin; below the end, as an infinity would make one of it. */
  return value > 0.0 ? MIN (value, 1.0) : 0.0;
}

typedef struct
{
  const SmpHairline *hairline;
  const SmpPlane    *limit;
  gboolean           spare_front;
  guint             *segments;
  guint              n_segments;
} MapDrawing;

static gfloat
pixel (const MapDrawing *drawing, gint x, gint y)
{
  SmpLinePlace     px;
  SmpHairlinePlace place;
  gdouble          value, behind, limit = 1.0;

  if (drawing->limit)
    limit = limit_at (drawing->limit, x, y);
  if (!(limit > 0.0) && !drawing->spare_front)
    return 0.0f;

  smp_line_course_place (&drawing->hairline->course, drawing->segments, drawing->n_segments,
                         (SmpPoint) { x + 0.5, y + 0.5 }, &px);
  to_mm (drawing->hairline, &px, &place);
  value = value_at (drawing->hairline, &place, &behind);
  if (drawing->spare_front)
    limit +=
      (1.0 - limit) * (1.0 - smp_rise (0.0, feather_of (&drawing->hairline->params), behind));
  return (gfloat) (floor (value * CLAMP (limit, 0.0, 1.0) * 255.0 + 0.5) / 255.0);
}

void
smp_hairline_render (const SmpHairline *hairline,
                     const SmpPlane    *limit,
                     gboolean           spare_front,
                     SmpPlane          *density)
{
  MapDrawing drawing = { hairline, limit, spare_front, g_new (guint, hairline->course.n_points),
                         0 };
  gdouble    reach   = reach_px (hairline);

  for (gint top = density->y; top < density->y + density->height; top += BLOCK_PX)
    for (gint left = density->x; left < density->x + density->width; left += BLOCK_PX)
      {
        gint    right  = MIN (left + BLOCK_PX, density->x + density->width);
        gint    bottom = MIN (top + BLOCK_PX, density->y + density->height);
        gdouble nearest;

        drawing.n_segments =
          smp_line_course_candidates (&hairline->course,
                                      (SmpPoint) { left + 0.5 * BLOCK_PX, top + 0.5 * BLOCK_PX },
                                      G_SQRT2 * 0.5 * BLOCK_PX, drawing.segments, &nearest);
        for (gint y = top; y < bottom; y++)
          for (gint x = left; x < right; x++)
            *smp_plane_at (density, x, y) =
              nearest - BLOCK_PX > reach ? 0.0f : pixel (&drawing, x, y);
      }
  g_free (drawing.segments);
}
