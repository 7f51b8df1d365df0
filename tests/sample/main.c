/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* smp-sample: draws a photo of a clipped scalp with a strip scar, and writes
 * beside it everything that is true about it.
 */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "image-file.h"
#include "options.h"
#include "sample.h"
#include "truth.h"

#define N_FILES 7

/* How far beyond the scar's edge its own look, or a stroke of a hair that
 * it has cost, may reach. */
#define SCAR_MARGIN_MM 3.0

static const gchar *file_names[N_FILES] =
{
  "sample.jpg", "clean.png", "scar.png", "glare.png",
  "scale.txt", "dots.csv", "truth.txt"
};

static GBytes *
scale_text (const SampleScene *scene)
{
  gchar *text = g_new (gchar, G_ASCII_DTOSTR_BUF_SIZE + 1);

  g_ascii_dtostr (text, G_ASCII_DTOSTR_BUF_SIZE, scene->options.px_per_mm);
  strcat (text, "\n");

  return g_bytes_new_take (text, strlen (text));
}

/* The part of the picture that a scar changes.
 */
static SampleArea
scar_area (const SampleOptions *options,
           const guint8        *mask)
{
  gint       margin = (gint) ceil (SCAR_MARGIN_MM * options->px_per_mm) + 2;
  SampleArea area   = { options->width_px, options->height_px, 0, 0 };

  for (gint y = 0; y < options->height_px; y++)
    for (gint x = 0; x < options->width_px; x++)
      if (mask[(gsize) y * (gsize) options->width_px + (gsize) x])
        {
          area.left_px   = MIN (area.left_px, x);
          area.top_px    = MIN (area.top_px, y);
          area.right_px  = MAX (area.right_px, x + 1);
          area.bottom_px = MAX (area.bottom_px, y + 1);
        }

  area.left_px   = MAX (area.left_px - margin, 0);
  area.top_px    = MAX (area.top_px - margin, 0);
  area.right_px  = MIN (area.right_px + margin, options->width_px);
  area.bottom_px = MIN (area.bottom_px + margin, options->height_px);

  return area;
}

static void
draw_pictures (const SampleScene *scene,
               const GArray      *hairs,
               GBytes            *files[N_FILES])
{
  const SampleOptions *options = &scene->options;
  gint                 width   = options->width_px;
  gint                 height  = options->height_px;
  SampleArea           area    = { 0, 0, width, height };
  SamplePicture        picture;
  guint8              *pixels, *glare, *mask;

  sample_picture_init (&picture, options);
  sample_hair_draw (scene, hairs, FALSE, &picture);
  sample_render (scene, TRUE, &area, &picture);
  pixels   = sample_camera_expose (scene, &picture, &glare);
  files[0] = sample_encode_jpeg (pixels, width, height, options->quality);
  files[3] = sample_encode_png (glare, width, height, 1);
  g_free (pixels);
  g_free (glare);

  mask     = sample_truth_mask (scene);
  files[2] = sample_encode_png (mask, width, height, 1);
  area     = scar_area (options, mask);
  g_free (mask);

  sample_hair_draw (scene, hairs, TRUE, &picture);
  sample_render (scene, FALSE, &area, &picture);
  pixels   = sample_camera_expose (scene, &picture, NULL);
  files[1] = sample_encode_png (pixels, width, height, 3);
  g_free (pixels);

  sample_picture_clear (&picture);
}

static void
draw (const SampleOptions *options,
      GBytes              *files[N_FILES])
{
  SampleScene  scene;
  GArray      *hairs;

  sample_scene_init (&scene, options);
  hairs = sample_hair_grow (&scene);

  draw_pictures (&scene, hairs, files);
  files[4] = scale_text (&scene);
  files[5] = sample_truth_dots (&scene, hairs);
  files[6] = sample_truth_key_file (&scene, hairs);

  g_array_unref (hairs);
}

/* Writes all files, or none.
 */
static gboolean
write_all (const gchar  *folder,
           GBytes       *files[N_FILES],
           GError      **error)
{
  for (gint i = 0; i < N_FILES; i++)
    {
      gchar       *path = g_build_filename (folder, file_names[i], NULL);
      gsize        size;
      const gchar *data = g_bytes_get_data (files[i], &size);
      gboolean     done = g_file_set_contents (path, data, (gssize) size, error);

      g_free (path);
      if (done)
        continue;

      while (--i >= 0)
        {
          path = g_build_filename (folder, file_names[i], NULL);
          g_remove (path);
          g_free (path);
        }
      return FALSE;
    }

  return TRUE;
}

static gint
fail (const gchar *message)
{
  g_printerr ("smp-sample: %s\n", message);

  return 2;
}

gint
main (gint    argc,
      gchar **argv)
{
  SampleOptions  options;
  GBytes        *files[N_FILES];
  gchar         *folder = NULL;
  GError        *error  = NULL;
  gint           status = 0;

  if (! sample_options_parse (argc, argv, &options, &folder, &error))
    {
      status = fail (error->message);
      g_clear_error (&error);
      return status;
    }

  if (! folder)
    return 0;

  if (g_mkdir_with_parents (folder, 0777) != 0 || g_access (folder, 7) != 0)
    {
      gchar *message = g_strdup_printf ("cannot write into the folder “%s”.", folder);

      status = fail (message);
      g_free (message);
      g_free (folder);
      return status;
    }

  draw (&options, files);
  if (! write_all (folder, files, &error))
    {
      status = fail (error->message);
      g_clear_error (&error);
    }

  for (gint i = 0; i < N_FILES; i++)
    g_bytes_unref (files[i]);
  g_free (folder);

  return status;
}
