/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "buffers.h"
#include "head-words.h"
#include "smp/error.h"
#include "smp/head-outline.h"
#include "smp/text.h"

#define WORD_AUTO "auto"

/* The head is looked for in about so many cells along the photo's longer side. */
#define CELLS 520

/* The diagonal of the film that focal lengths are told for. */
#define FILM_DIAGONAL_MM 43.27

/* Smaller a difference of two shapes is one of rounding. */
#define SAME_SHAPE 0.01

SmpHeadLight
smp_head_light_read (GimpLayer *photo)
{
  const GeglRectangle place   = smp_drawable_place (GIMP_DRAWABLE (photo));
  const gdouble       cell_px = MAX (1.0, MAX (place.width, place.height) / (gdouble) CELLS);
  const GeglRectangle cells   = { 0, 0, (gint) (place.width / cell_px),
                                  (gint) (place.height / cell_px) };
  SmpHeadLight        read    = { .place = place, .cell_px = cell_px };

  if (cells.width >= 1 && cells.height >= 1)
    read.light = smp_plane_read_cells (photo, &cells, cell_px);
  return read;
}

gboolean
smp_head_light_find (const SmpHeadLight *photo,
                     const SmpHeadView **view,
                     gdouble             found[4],
                     GError            **error)
{
  gdouble box[4];

  if (!photo->light.data)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE,
                           _ ("The photo is too small to find a head in it."));
      return FALSE;
    }
  if (!smp_head_outline_find (&photo->light, view, box, error))
    return FALSE;
  for (gint i = 0; i < 4; i++)
    found[i] = box[i] * photo->cell_px + (i == 0 ? photo->place.x : i == 1 ? photo->place.y : 0);
  return TRUE;
}

gboolean
smp_head_find (GimpLayer *photo, const SmpHeadView **view, gdouble found[4], GError **error)
{
  const SmpHeadLight read  = smp_head_light_read (photo);
  g_autofree gfloat *light = read.light.data;

  return smp_head_light_find (&read, view, found, error);
}

const SmpHead *
smp_head_of_outline (const gdouble      box[4],
                     const SmpHeadView *view,
                     gdouble            turned_deg,
                     gdouble            distance_mm,
                     const SmpParams   *params,
                     GError           **error)
{
  const gdouble  box_mm[4] = { (box[0] - params->origin_x) / params->px_per_mm,
                               (box[1] - params->origin_y) / params->px_per_mm,
                               box[2] / params->px_per_mm, box[3] / params->px_per_mm };
  SmpHead        head;
  const SmpHead *kept;

  if (!smp_head_from_ellipse (box_mm, view, turned_deg, distance_mm, &head, error))
    return NULL;
  kept = smp_head_keep (&head);
  if (!kept)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE,
                         _ ("The head lies too far from the photo, or the camera too near."));
  return kept;
}

/* GIMP's own text of what the camera noted, or NULL: the library that GIMP keeps it in changes its
 * name from system to system, so that a program linked with it would run on few.  The size that the
 * camera noted is in the photo's file alone: in the image GIMP puts the image's in its place.  From
 * which file a script's image came is not known, nor whether one in an XCF file was cropped. */
static gchar *
camera_notes (GimpImage *image)
{
  g_autoptr (GFile) photo = gimp_image_get_imported_file (image);
  g_autoptr (GFile) xcf   = gimp_image_get_xcf_file (image);
  GimpMetadata *notes     = NULL;
  gchar        *text;

  if (photo)
    notes = gimp_metadata_load_from_file (photo, NULL);
  else if (!xcf)
    notes = gimp_image_get_metadata (image);
  if (!notes)
    return NULL;
  text = gimp_metadata_serialize (notes);
  g_object_unref (notes);
  return text;
}

static gdouble
noted_number (const gchar *notes, const gchar *tag)
{
  g_autofree gchar *mark  = g_strdup_printf ("<tag name=\"%s\">", tag);
  const gchar      *found = strstr (notes, mark);

  return found ? g_ascii_strtod (found + strlen (mark), NULL) : 0.0;
}

gdouble
smp_head_noted_distance_mm (GimpImage *image, gdouble px_per_mm)
{
  g_autofree gchar *notes    = camera_notes (image);
  const gdouble     sides[2] = { gimp_image_get_width (image), gimp_image_get_height (image) };
  gdouble           focal_mm, noted[2], distance_mm;

  if (!notes || !(px_per_mm > 0.0))
    return 0.0;
  focal_mm = noted_number (notes, "Exif.Photo.FocalLengthIn35mmFilm");
  noted[0] = noted_number (notes, "Exif.Photo.PixelXDimension");
  noted[1] = noted_number (notes, "Exif.Photo.PixelYDimension");
  /* As the camera wrote it, upright or not, of any size; what was cropped has another shape. */
  if (!(focal_mm > 0.0) || !(noted[0] > 0.0) || !(noted[1] > 0.0) ||
      fabs (MAX (noted[0], noted[1]) / MIN (noted[0], noted[1]) * MIN (sides[0], sides[1]) /
              MAX (sides[0], sides[1]) -
            1.0) > SAME_SHAPE)
    return 0.0;
  distance_mm = focal_mm / FILM_DIAGONAL_MM * hypot (sides[0], sides[1]) / px_per_mm;
  return distance_mm >= SMP_HEAD_LEAST_DISTANCE_MM && distance_mm <= SMP_HEAD_MOST_DISTANCE_MM
           ? distance_mm
           : 0.0;
}

/* "auto" and what may follow it; FALSE where it is something else. */
static gboolean
read_auto (const gchar *words, const SmpHeadView **view, gdouble *distance_mm)
{
  g_auto (GStrv) parts = g_strsplit (words, ",", 4);
  const guint n_parts  = g_strv_length (parts);
  gchar      *end      = NULL;

  *view        = NULL;
  *distance_mm = 0.0;
  if (n_parts < 1 || n_parts > 3 || strcmp (g_strstrip (parts[0]), WORD_AUTO) != 0)
    return FALSE;
  if (n_parts > 1 && !(*view = smp_head_view_find (g_strstrip (parts[1]))))
    return FALSE;
  if (n_parts > 2)
    *distance_mm = g_ascii_strtod (g_strstrip (parts[2]), &end);
  return n_parts < 3 ||
         (end != parts[2] && *end == '\0' && *distance_mm >= SMP_HEAD_LEAST_DISTANCE_MM &&
          *distance_mm <= SMP_HEAD_MOST_DISTANCE_MM);
}

gboolean
smp_head_read_words (GimpLayer *photo, const gchar *words, SmpParams *params, GError **error)
{
  const gint         origin[2] = { params->origin_x, params->origin_y };
  const SmpHeadView *view;
  const SmpHead     *head;
  gdouble            box[4];
  gdouble            distance_mm;

  if (!read_auto (words, &view, &distance_mm))
    return smp_head_from_words (words, params->px_per_mm, origin, &params->head, error);
  if (!smp_head_find (photo, &view, box, error))
    return FALSE;
  if (distance_mm == 0.0)
    distance_mm =
      smp_head_noted_distance_mm (gimp_item_get_image (GIMP_ITEM (photo)), params->px_per_mm);
  head = smp_head_of_outline (box, view, 0.0, distance_mm, params, error);
  if (!head)
    return FALSE;
  params->head = head;
  return TRUE;
}
