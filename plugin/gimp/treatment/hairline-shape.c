/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "hairline-shape.h"
#include "hairline-source.h"
#include "smp/error.h"
#include "smp/text.h"

/* Temples nearer than that, in pixels, are a slip of the hand. */
#define LEAST_WIDTH_PX 4.0

/* Without a glabella, the middle is so far above the temples, in proportion to their distance. */
static const gdouble usual_rise[] = {
  [SMP_HAIRLINE_STRAIGHT] = 0.22,
  [SMP_HAIRLINE_ROUND]    = 0.28,
  [SMP_HAIRLINE_WINGED]   = 0.20,
};

/* Where a template is put that nothing tells the place of: shares of the photo's sides. */
#define START_LEFT 0.3
#define START_Y    0.35

/* How many anchors a template's path has. */
#define N_ANCHORS 5

/* The anchors of the path's line; NULL where it has none, or several lines. */
static SmpPoint *
anchors_of (GimpPath *path, guint *n_anchors)
{
  gsize               n_strokes = 0, n_coords = 0;
  g_autofree gint    *strokes = gimp_path_get_strokes (path, &n_strokes);
  g_autofree gdouble *coords  = NULL;
  SmpPoint           *anchors = NULL;
  gboolean            closed;

  if (n_strokes == 1)
    gimp_path_stroke_get_points (path, strokes[0], &n_coords, &coords, &closed);
  *n_anchors = (guint) (n_coords / 6);
  if (*n_anchors > 0)
    {
      anchors = g_new (SmpPoint, *n_anchors);
      for (guint i = 0; i < *n_anchors; i++)
        anchors[i] = (SmpPoint) { coords[6 * i + 2], coords[6 * i + 3] };
    }
  return anchors;
}

/* The corners of the selection, and the middle of its upper side. */
static gboolean
take_selection (SmpHairlineTemplate *template, const SmpPlane *selection)
{
  template->ends[0] = (SmpPoint) { selection->x, selection->y + selection->height };
  template->ends[1] =
    (SmpPoint) { selection->x + selection->width, selection->y + selection->height };
  template->middle = (SmpPoint) { selection->x + 0.5 * selection->width, selection->y };
  return TRUE;
}

/* Two temples, or the middle between them too: from the path's anchors, or the selection's corners.
 */
static gboolean
find_points (SmpHairlineTemplate *template,
             GimpImage *image,
             GimpPath  *given,
             GimpPath **taken,
             gboolean  *has_middle,
             GError   **error)
{
  SmpPlane  selection = smp_hairline_source_selection (image);
  GimpPath *path      = smp_hairline_source_path (image, given, selection.data ? NULL : error);
  guint     n         = 0;
  g_autofree SmpPoint *anchors = path ? anchors_of (path, &n) : NULL;
  gboolean             done    = n >= 2;

  *has_middle = n == 3;
  *taken      = done ? path : NULL;
  if (done)
    {
      template->ends[0] = anchors[0];
      template->ends[1] = anchors[n - 1];
      template->middle  = anchors[n / 2];
    }
  else if (selection.data && smp_hairline_source_check_edge (image, &selection, error))
    done = *has_middle = take_selection (template, &selection);
  else if (path && !selection.data)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The path must have two or three points: the temples, and the hairline's "
                    "middle "
                    "between them."));
  g_free (selection.data);
  return done;
}

gboolean
smp_hairline_template_of_selection (SmpHairlineTemplate *template, GimpImage *image)
{
  SmpPlane selection = smp_hairline_source_selection (image);
  gboolean done      = selection.data && smp_hairline_source_check_edge (image, &selection, NULL) &&
                  take_selection (template, &selection);

  g_free (selection.data);
  return done;
}

static gdouble
width_of (const SmpHairlineTemplate *template)
{
  return hypot (template->ends[1].x - template->ends[0].x,
                template->ends[1].y - template->ends[0].y);
}

static void
set_usual_middle (SmpHairlineTemplate *template)
{
  template->middle.x = 0.5 * (template->ends[0].x + template->ends[1].x);
  template->middle.y = 0.5 * (template->ends[0].y + template->ends[1].y) -
                       usual_rise[template->shape] * width_of (template);
}

gboolean
smp_hairline_template_find (SmpHairlineTemplate *template,
                            GimpImage *image,
                            GimpPath  *given,
                            gdouble    px_per_mm,
                            GimpPath **path,
                            GError   **error)
{
  GimpPath *taken;
  gboolean  has_middle;
  gdouble   glabella;

  if (!find_points (template, image, given, path ? path : &taken, &has_middle, error))
    return FALSE;
  if (width_of (template) < LEAST_WIDTH_PX)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The temples are at one place: draw a path with one point at each."));
      return FALSE;
    }
  if (has_middle)
    return TRUE;
  set_usual_middle (template);
  if (px_per_mm > 0.0 && smp_hairline_source_glabella (image, &glabella))
    template->middle.y = glabella - SMP_HAIRLINE_HEIGHT_MM *px_per_mm;
  return TRUE;
}

gboolean
smp_hairline_template_needs_scale (GimpImage *image, GimpPath *given)
{
  SmpHairlineTemplate template = { .shape = SMP_HAIRLINE_ROUND };
  GimpPath *taken;
  gboolean  has_middle;
  gdouble   glabella;

  return find_points (&template, image, given, &taken, &has_middle, NULL) && !has_middle &&
         smp_hairline_source_glabella (image, &glabella);
}

void
smp_hairline_template_start (SmpHairlineTemplate *template, GimpImage *image)
{
  const gdouble width = gimp_image_get_width (image), height = gimp_image_get_height (image);

  template->ends[0] = (SmpPoint) { START_LEFT * width, START_Y * height };
  template->ends[1] = (SmpPoint) { (1.0 - START_LEFT) * width, START_Y * height };
  set_usual_middle (template);
}

gboolean
smp_hairline_template_read (SmpHairlineTemplate *template, GimpPath *path)
{
  guint                n       = 0;
  g_autofree SmpPoint *anchors = anchors_of (path, &n);

  if (n != N_ANCHORS)
    return FALSE;
  template->ends[0] = anchors[0];
  template->ends[1] = anchors[n - 1];
  template->middle  = anchors[n / 2];
  return TRUE;
}

GimpPath *
smp_hairline_template_path (const SmpHairlineTemplate *template, GimpImage *image)
{
  GimpPath            *path = gimp_path_new (image, _ ("Hairline"));
  guint                n;
  g_autofree SmpPoint *curve =
    smp_hairline_template (template->shape, template->ends, template->middle, &n);
  g_autofree gdouble *coords = g_new (gdouble, 6 * (gsize) n);

  for (guint i = 0; i < 3 * n; i++)
    {
      coords[2 * i]     = curve[i].x;
      coords[2 * i + 1] = curve[i].y;
    }
  gimp_path_stroke_new_from_points (path, GIMP_PATH_STROKE_TYPE_BEZIER, 6 * (gsize) n, coords,
                                    FALSE);
  return path;
}

static gboolean
are_near (SmpPoint one, SmpPoint other)
{
  return hypot (one.x - other.x, one.y - other.y) < 0.1;
}

gboolean
smp_hairline_template_equal (const SmpHairlineTemplate *one, const SmpHairlineTemplate *other)
{
  return one->shape == other->shape && are_near (one->ends[0], other->ends[0]) &&
         are_near (one->ends[1], other->ends[1]) && are_near (one->middle, other->middle);
}
