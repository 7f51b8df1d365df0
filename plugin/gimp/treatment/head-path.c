/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "anchor.h"
#include "head-path.h"
#include "smp/text.h"

/* The one before, and what a filter that was ended by force has left. */
static void
remove_others (GimpImage *image)
{
  g_autofree GimpPath **paths = gimp_image_get_paths (image);

  for (gint i = 0; paths && paths[i]; i++)
    if (smp_anchor_is_head (paths[i]))
      smp_anchor_remove_path (image, paths[i]);
}

GimpPath *
smp_head_path_show (GimpImage *image, const gdouble box[4], gdouble turned_deg)
{
  GimpPath             *path          = gimp_path_new (image, _ ("SMP head's outline"));
  GimpParasite         *mark          = gimp_parasite_new (SMP_ANCHOR_HEAD_MARK, 0, 1, "1");
  g_autofree GimpPath **selected      = smp_anchor_other_paths (image, TRUE);
  const gdouble         half_width_px = 0.5 * box[2], half_height_px = 0.5 * box[3];

  gimp_image_undo_freeze (image);
  remove_others (image);
  gimp_path_bezier_stroke_new_ellipse (path, box[0] + half_width_px, box[1] + half_height_px,
                                       half_width_px, half_height_px, turned_deg * G_PI / 180.0);
  gimp_item_attach_parasite (GIMP_ITEM (path), mark);
  gimp_image_insert_path (image, path, NULL, 0);
  gimp_item_set_visible (GIMP_ITEM (path), TRUE);
  /* The person's path stays the one to work on; GIMP takes no empty list. */
  if (selected && selected[0])
    gimp_image_set_selected_paths (image, (const GimpPath **) selected);
  gimp_image_undo_thaw (image);
  gimp_parasite_free (mark);
  gimp_displays_flush ();
  return path;
}

void
smp_head_path_remove (GimpPath *path)
{
  GimpImage *image;

  if (!path || !gimp_item_is_valid (GIMP_ITEM (path)))
    return;
  image = gimp_item_get_image (GIMP_ITEM (path));
  gimp_image_undo_freeze (image);
  smp_anchor_remove_path (image, path);
  gimp_image_undo_thaw (image);
  gimp_displays_flush ();
}

/* The extent of a curve that is turned back by that much about the image's corner, and its middle
 * turned forth again: the ellipse as it would lie in the picture not turned, around its middle. */
static void
measure (const gdouble *coords, gsize n, gdouble turned_deg, gdouble box[4])
{
  const gdouble cosine = cos (turned_deg * G_PI / 180.0), sine = sin (turned_deg * G_PI / 180.0);
  gdouble       least[2] = { G_MAXDOUBLE, G_MAXDOUBLE }, most[2] = { -G_MAXDOUBLE, -G_MAXDOUBLE };
  gdouble       middle[2];

  for (gsize i = 0; i + 1 < n; i += 2)
    {
      const gdouble at[2] = { cosine * coords[i] + sine * coords[i + 1],
                              cosine * coords[i + 1] - sine * coords[i] };

      for (gint k = 0; k < 2; k++)
        {
          least[k] = MIN (least[k], at[k]);
          most[k]  = MAX (most[k], at[k]);
        }
    }
  for (gint k = 0; k < 2; k++)
    {
      middle[k]  = 0.5 * (least[k] + most[k]);
      box[2 + k] = most[k] - least[k];
    }
  box[0] = cosine * middle[0] - sine * middle[1] - 0.5 * box[2];
  box[1] = cosine * middle[1] + sine * middle[0] - 0.5 * box[3];
}

gboolean
smp_head_path_read (GimpPath *path, gdouble turned_deg, gdouble box[4])
{
  g_autofree gint    *strokes   = NULL;
  g_autofree gdouble *coords    = NULL;
  gsize               n_strokes = 0, n_coords = 0;
  gboolean            closed;

  if (!path || !gimp_item_is_valid (GIMP_ITEM (path)))
    return FALSE;
  strokes = gimp_path_get_strokes (path, &n_strokes);
  if (n_strokes == 0)
    return FALSE;
  coords = gimp_path_stroke_interpolate (path, strokes[0], 0.1, &n_coords, &closed);
  if (!coords || n_coords < 6)
    return FALSE;
  measure (coords, n_coords, turned_deg, box);
  return box[2] > 0.0 && box[3] > 0.0;
}

void
smp_head_path_of (const SmpHead *head, const SmpParams *params, gdouble box[4])
{
  SmpHead        upright = *head;
  SmpHeadSurface surface;
  gdouble        determinant;

  upright.turn_deg[2] = 0.0;
  smp_head_surface_init (&surface, &upright);
  determinant = surface.outline[0] * surface.outline[2] - surface.outline[1] * surface.outline[1];
  box[2]      = 2.0 * sqrt (surface.outline[2] / determinant) * params->px_per_mm;
  box[3]      = 2.0 * sqrt (surface.outline[0] / determinant) * params->px_per_mm;
  smp_head_surface_init (&surface, head);
  box[0] = surface.centre[0] * params->px_per_mm + params->origin_x - 0.5 * box[2];
  box[1] = surface.centre[1] * params->px_per_mm + params->origin_y - 0.5 * box[3];
}
