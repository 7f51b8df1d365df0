/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "anchor.h"
#include "item-name.h"
#include "smp/text.h"

#define PARASITE_NAME "smp-anchor"
#define KEY_POINTS    "anchor"
#define KEY_SIZE      "image-size"

/* The path's own parasite, by which it is found in a duplicate of the image. */
#define PATH_PARASITE "smp-anchor-path"
#define PATH_NAME     "scale"

/* The path of a duplicate of the image, where items have other numbers; NULL where no path alone is
 * named so. */
static GimpPath *
named_path (GimpImage *image)
{
  g_autofree GimpPath **paths = gimp_image_get_paths (image);
  g_autoptr (GPtrArray) named = smp_item_name_find ((GimpItem **) paths, PATH_PARASITE, PATH_NAME);

  return named->len == 1 ? named->pdata[0] : NULL;
}

/* The image names the path by its tattoo, which files keep. */
static GimpPath *
find_path (GimpImage *image)
{
  GimpPath         *numbered, *named;
  GimpParasite     *parasite = gimp_image_get_parasite (image, PARASITE_NAME);
  g_autofree gchar *text     = NULL;
  const gchar      *data;
  guint32           size;

  if (!parasite)
    return NULL;
  data = gimp_parasite_get_data (parasite, &size);
  text = g_strndup (data, size);
  gimp_parasite_free (parasite);
  numbered = gimp_image_get_path_by_tattoo (image, (guint) g_ascii_strtoull (text, NULL, 10));
  if (numbered && smp_item_name_is (GIMP_ITEM (numbered), PATH_PARASITE, PATH_NAME))
    return numbered;
  named = named_path (image);
  return named ? named : numbered;
}

static void
remember_path (GimpImage *image, GimpPath *path)
{
  g_autofree gchar *text = g_strdup_printf ("%u", gimp_item_get_tattoo (GIMP_ITEM (path)));
  GimpParasite     *parasite =
    gimp_parasite_new (PARASITE_NAME, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                       (guint32) strlen (text), text);

  gimp_image_attach_parasite (image, parasite);
  gimp_parasite_free (parasite);
  smp_item_name_set (GIMP_ITEM (path), PATH_PARASITE, PATH_NAME);
}

void
smp_anchor_ensure (GimpImage *image)
{
  gdouble               points[6];
  gdouble               width    = gimp_image_get_width (image);
  gdouble               height   = gimp_image_get_height (image);
  GimpPath             *path     = find_path (image);
  g_autofree GimpPath **selected = NULL;
  gint                  stroke;

  if (smp_anchor_find (image, points))
    {
      if (!smp_item_name_is (GIMP_ITEM (path), PATH_PARASITE, PATH_NAME))
        remember_path (image, path);
      return;
    }
  if (path)
    gimp_image_remove_path (image, path);

  selected = gimp_image_get_selected_paths (image);
  path     = gimp_path_new (image, _ ("SMP scale (please keep)"));
  stroke   = gimp_path_bezier_stroke_new_moveto (path, width, 0.0);
  gimp_path_bezier_stroke_lineto (path, stroke, 0.0, 0.0);
  gimp_path_bezier_stroke_lineto (path, stroke, 0.0, height);
  gimp_item_set_visible (GIMP_ITEM (path), FALSE);
  gimp_image_insert_path (image, path, NULL, 0);
  remember_path (image, path);
  /* A new path becomes the one to work on; the person's stays that.  GIMP takes no empty list. */
  if (selected && selected[0])
    gimp_image_set_selected_paths (image, (const GimpPath **) selected);
}

gboolean
smp_anchor_find (GimpImage *image, gdouble points[6])
{
  GimpPath           *path      = find_path (image);
  gsize               n_strokes = 0, n_coords = 0;
  g_autofree gint    *strokes = path ? gimp_path_get_strokes (path, &n_strokes) : NULL;
  g_autofree gdouble *coords  = NULL;
  gboolean            closed;

  if (n_strokes != 1)
    return FALSE;
  gimp_path_stroke_get_points (path, strokes[0], &n_coords, &coords, &closed);
  /* Each point stands between its two handles. */
  if (n_coords != 18)
    return FALSE;
  for (gint i = 0; i < 3; i++)
    {
      points[2 * i]     = coords[6 * i + 2];
      points[2 * i + 1] = coords[6 * i + 3];
    }
  return TRUE;
}

void
smp_anchor_write (GimpImage *image, GKeyFile *file, const gchar *group)
{
  gint    size[2] = { gimp_image_get_width (image), gimp_image_get_height (image) };
  gdouble points[6];

  if (smp_anchor_find (image, points))
    g_key_file_set_double_list (file, group, KEY_POINTS, points, G_N_ELEMENTS (points));
  else
    g_key_file_remove_key (file, group, KEY_POINTS, NULL);
  g_key_file_set_integer_list (file, group, KEY_SIZE, size, G_N_ELEMENTS (size));
}

SmpAnchorState
smp_anchor_read (GimpImage *image, GKeyFile *file, const gchar *group, SmpAffine *map)
{
  gsize               n_points = 0, n_sizes = 0;
  g_autofree gdouble *was  = g_key_file_get_double_list (file, group, KEY_POINTS, &n_points, NULL);
  g_autofree gint    *size = g_key_file_get_integer_list (file, group, KEY_SIZE, &n_sizes, NULL);
  gdouble             points[6];

  if (n_points == 6 && smp_anchor_find (image, points) && smp_affine_between (was, points, map))
    return SMP_ANCHOR_KNOWN;
  if (n_sizes == 2 &&
      (size[0] != gimp_image_get_width (image) || size[1] != gimp_image_get_height (image)))
    return SMP_ANCHOR_LOST;
  return SMP_ANCHOR_UNKNOWN;
}

gboolean
smp_anchor_is_head (GimpPath *path)
{
  GimpParasite *mark = gimp_item_get_parasite (GIMP_ITEM (path), SMP_ANCHOR_HEAD_MARK);

  if (!mark)
    return FALSE;
  gimp_parasite_free (mark);
  return TRUE;
}

GimpPath **
smp_anchor_other_paths (GimpImage *image, gboolean selected)
{
  GimpPath **paths =
    selected ? gimp_image_get_selected_paths (image) : gimp_image_get_paths (image);
  GimpPath *own = find_path (image);
  gint      n   = 0;

  for (gint i = 0; paths && paths[i]; i++)
    if ((!own || gimp_item_get_id (GIMP_ITEM (paths[i])) != gimp_item_get_id (GIMP_ITEM (own))) &&
        !smp_anchor_is_head (paths[i]))
      paths[n++] = paths[i];
  if (paths)
    paths[n] = NULL;
  return paths;
}

void
smp_anchor_remove_path (GimpImage *image, GimpPath *path)
{
  g_autofree GimpPath **all      = gimp_image_get_paths (image);
  g_autofree GimpPath **selected = smp_anchor_other_paths (image, TRUE);
  g_autofree GimpPath **others   = NULL;
  gint                  n        = 0;

  for (gint i = 0; selected && selected[i]; i++)
    if (selected[i] != path)
      selected[n++] = selected[i];
  if (selected)
    selected[n] = NULL;
  /* The tool lets go where several are selected. */
  gimp_image_set_selected_paths (image, (const GimpPath **) all);
  gimp_image_remove_path (image, path);
  others = smp_anchor_other_paths (image, FALSE);
  if (n)
    gimp_image_set_selected_paths (image, (const GimpPath **) selected);
  else if (others && others[0])
    gimp_image_set_selected_paths (image, (const GimpPath *[]) { others[0], NULL });
}
