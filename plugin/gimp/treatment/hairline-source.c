/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "buffers.h"
#include "anchor.h"
#include "hairline-source.h"
#include "limits.h"
#include "outlines.h"
#include "smp/error.h"
#include "smp/text.h"

#define CURVE_PRECISION_PX 0.2

/* Length over which steps of a selection's edge are smoothed. */
#define SMOOTH_EDGE_MM 3.0

static gboolean
fail (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
}

static guint
count_paths (GimpPath **paths)
{
  guint n = 0;

  while (paths && paths[n])
    n++;
  return n;
}

gboolean
smp_hairline_source_exists (GimpImage *image, GimpPath *path, GError **error)
{
  GeglRectangle bounds;
  GimpPath    **paths  = smp_anchor_other_paths (image, FALSE);
  gboolean      exists = path || count_paths (paths) > 0 || smp_outlines_selection (image, &bounds);

  g_free (paths);
  return exists ||
         fail (error, _ ("There is no hairline yet: draw a path from temple to temple with "
                         "the Paths tool, or select the area to fill."));
}

GimpPath *
smp_hairline_source_path (GimpImage *image, GimpPath *given, GError **error)
{
  GimpPath **paths;
  guint      n;

  if (given)
    return given;

  paths = smp_anchor_other_paths (image, TRUE);
  n     = count_paths (paths);
  if (n == 0)
    {
      g_free (paths);
      paths = smp_anchor_other_paths (image, FALSE);
      n     = count_paths (paths);
    }
  if (n == 1)
    given = paths[0];
  else if (n == 0)
    fail (error,
          _ ("There is no path: draw one along the hairline, from temple to temple, with the "
             "Paths tool."));
  else
    fail (error, _ ("There are several paths: select the one that is the hairline."));
  g_free (paths);
  return given;
}

SmpPoint *
smp_hairline_source_points (GimpPath *path, guint *n_points, GError **error)
{
  gsize     n_strokes = 0, n_coords = 0;
  gint     *strokes = gimp_path_get_strokes (path, &n_strokes);
  gdouble  *coords  = NULL;
  gboolean  closed  = FALSE;
  SmpPoint *points  = NULL;

  if (n_strokes > 1)
    fail (error, _ ("The path has several lines: draw the hairline as one line."));
  else if (n_strokes == 1)
    coords =
      gimp_path_stroke_interpolate (path, strokes[0], CURVE_PRECISION_PX, &n_coords, &closed);
  g_free (strokes);

  if (n_strokes > 1)
    return NULL;
  if (closed)
    fail (error,
          _ ("The path is closed: draw the hairline as an open line, from temple to temple."));
  else if (n_coords < 4)
    fail (error, _ ("The path is empty: draw the hairline from temple to temple."));
  else if (smp_limits_check_path (n_coords / 2, error))
    {
      *n_points = (guint) (n_coords / 2);
      points    = g_new (SmpPoint, *n_points);
      for (guint i = 0; i < *n_points; i++)
        points[i] = (SmpPoint) { coords[2 * i], coords[2 * i + 1] };
    }
  g_free (coords);
  return points;
}

/* How many guides run that way, and where the last of them is. */
static guint
count_guides (GimpImage *image, GimpOrientationType orientation, gdouble *position)
{
  guint n = 0;

  for (guint guide = gimp_image_find_next_guide (image, 0); guide;
       guide       = gimp_image_find_next_guide (image, guide))
    if (gimp_image_get_guide_orientation (image, guide) == orientation)
      {
        *position = gimp_image_get_guide_position (image, guide);
        n++;
      }
  return n;
}

gboolean
smp_hairline_source_glabella (GimpImage *image, gdouble *y)
{
  return count_guides (image, GIMP_ORIENTATION_HORIZONTAL, y) == 1;
}

/* The image's other path, where it has two: from its one end to the other. */
static gboolean
axis_of_other_path (GimpImage *image, GimpPath *half, SmpPoint axis[2])
{
  GimpPath **paths  = smp_anchor_other_paths (image, FALSE);
  SmpPoint  *points = NULL;
  guint      n      = 0;

  if (count_paths (paths) == 2)
    points = smp_hairline_source_points (paths[0] == half ? paths[1] : paths[0], &n, NULL);
  g_free (paths);
  if (!points)
    return FALSE;

  axis[0] = points[0];
  axis[1] = points[n - 1];
  g_free (points);
  return TRUE;
}

/* A guide across the line, the other path, or upright through the half's end next to the middle of
 * the image. */
static gboolean
find_axis (GimpImage       *image,
           GimpPath        *half,
           const SmpPoint  *points,
           guint            n_points,
           const SmpParams *params,
           SmpPoint         axis[2],
           GError         **error)
{
  gboolean upright = params->front != SMP_FRONT_LEFT && params->front != SMP_FRONT_RIGHT;
  SmpPoint last    = points[n_points - 1];
  gdouble  position, middle;
  guint    n_guides =
    count_guides (image, upright ? GIMP_ORIENTATION_VERTICAL : GIMP_ORIENTATION_HORIZONTAL,
                  &position);

  if (n_guides > 1)
    return fail (error,
                 _ ("There are several guides across the hairline: leave only the one that is "
                    "the midline."));
  if (n_guides == 0 && axis_of_other_path (image, half, axis))
    return TRUE;
  if (n_guides == 0 && upright)
    {
      middle   = 0.5 * gimp_image_get_width (image);
      position = ABS (points[0].x - middle) < ABS (last.x - middle) ? points[0].x : last.x;
    }
  else if (n_guides == 0)
    {
      middle   = 0.5 * gimp_image_get_height (image);
      position = ABS (points[0].y - middle) < ABS (last.y - middle) ? points[0].y : last.y;
    }
  axis[0] = upright ? (SmpPoint) { position, 0.0 } : (SmpPoint) { 0.0, position };
  axis[1] = upright ? (SmpPoint) { position, 1.0 } : (SmpPoint) { 1.0, position };
  return TRUE;
}

static gboolean
mirror (SmpHairlineSource *source,
        GimpImage         *image,
        GimpPath          *path,
        const SmpParams   *params,
        GError           **error)
{
  SmpPoint  axis[2];
  SmpPoint *whole;
  guint     n;

  if (!find_axis (image, path, source->points, source->n_points, params, axis, error))
    return FALSE;
  whole = smp_hairline_mirror (source->points, source->n_points, axis, &n, error);
  if (!whole)
    return FALSE;

  g_free (source->points);
  source->points   = whole;
  source->n_points = n;
  source->mirrored = TRUE;
  return TRUE;
}

static gboolean
check_inside (const SmpHairlineSource *source, GimpImage *image, GError **error)
{
  gdouble width = gimp_image_get_width (image), height = gimp_image_get_height (image);

  for (guint i = 0; i < source->n_points; i++)
    if (source->points[i].x >= 0.0 && source->points[i].x <= width && source->points[i].y >= 0.0 &&
        source->points[i].y <= height)
      return TRUE;
  return fail (error, _ ("The line lies outside the image."));
}

static SmpLine
line_kind (GimpImage *image, GimpPath *path, const SmpParams *params)
{
  GimpPath **paths = smp_anchor_other_paths (image, FALSE);
  gboolean   any   = path || count_paths (paths) > 0;

  g_free (paths);
  if (params->line_from != SMP_LINE_AUTO)
    return params->line_from;
  return any ? SMP_LINE_PATH : SMP_LINE_SELECTION;
}

gboolean
smp_hairline_source_check_edge (GimpImage *image, const SmpPlane *selection, GError **error)
{
  if (selection->width < gimp_image_get_width (image) ||
      selection->height < gimp_image_get_height (image))
    return TRUE;
  return fail (error,
               _ ("All of the photo is selected, which has no edge to be the hairline: draw a "
                  "path from temple to temple, or select the area to fill."));
}

gboolean
smp_hairline_source_read (SmpHairlineSource *source,
                          GimpImage         *image,
                          GimpPath          *path,
                          const SmpPlane    *selection,
                          const SmpParams   *params,
                          GError           **error)
{
  SmpLine  kind = line_kind (image, path, params);
  gboolean done;

  *source = (SmpHairlineSource) { NULL, 0, FALSE, kind == SMP_LINE_SELECTION };
  if (!smp_hairline_source_exists (image, path, error))
    return FALSE;
  if (kind == SMP_LINE_SELECTION && !selection)
    return fail (error, _ ("Nothing is selected: select the area to fill first, or draw a path."));
  if (kind == SMP_LINE_SELECTION && !smp_hairline_source_check_edge (image, selection, error))
    return FALSE;
  if (kind == SMP_LINE_SELECTION)
    source->points =
      smp_hairline_front_edge (selection, params->front, SMOOTH_EDGE_MM * params->px_per_mm,
                               &source->n_points);
  else
    {
      path = smp_hairline_source_path (image, path, error);
      if (path)
        source->points = smp_hairline_source_points (path, &source->n_points, error);
      if (!source->points)
        return FALSE;
    }

  done = (kind != SMP_LINE_HALF_PATH || mirror (source, image, path, params, error)) &&
         check_inside (source, image, error);
  if (!done)
    smp_hairline_source_clear (source);
  return done;
}

void
smp_hairline_source_clear (SmpHairlineSource *source)
{
  g_clear_pointer (&source->points, g_free);
}

SmpPlane
smp_hairline_source_selection (GimpImage *image)
{
  SmpPlane      plane = { NULL, 0, 0, 0, 0, 1 };
  GeglRectangle bounds;
  GimpDrawable *selection = smp_outlines_selection (image, &bounds);

  return selection ? smp_plane_read_drawable (selection, &bounds, 1, FALSE) : plane;
}

gboolean
smp_hairline_source_equal (const SmpHairlineSource *one, const SmpHairlineSource *other)
{
  return one->n_points == other->n_points && one->mirrored == other->mirrored &&
         one->is_selections_edge == other->is_selections_edge &&
         memcmp (one->points, other->points, one->n_points * sizeof (SmpPoint)) == 0;
}
