/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From options to the bytes of all files. */

#include "produce.h"

#include <math.h>
#include <string.h>

#include "image-file.h"
#include "truth.h"

/* How far beyond the scar's edge its own look, or a stroke of a hair that
 * it has cost, may reach. */
#define SCAR_MARGIN_MM 3.0

const gchar *const sample_file_names[SAMPLE_N_FILES] = { "sample.jpg", "clean.png", "scar.png",
                                                         "glare.png",  "scale.txt", "dots.csv",
                                                         "truth.txt" };

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
scar_area (const SampleOptions *options, const guint8 *mask)
{
  gdouble    reach  = MAX (SCAR_MARGIN_MM, sample_longest_mm (options) + 0.5);
  gint       margin = (gint) ceil (reach * options->px_per_mm) + 2;
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
draw_pictures (const SampleScene *scene, const GArray *hairs, GBytes *files[SAMPLE_N_FILES])
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
  pixels              = sample_camera_expose (scene, &picture, &glare);
  files[SAMPLE_JPEG]  = sample_encode_jpeg (pixels, width, height, options->quality);
  files[SAMPLE_GLARE] = sample_encode_png (glare, width, height, 1);
  g_free (pixels);
  g_free (glare);

  mask               = sample_truth_mask (scene);
  files[SAMPLE_SCAR] = sample_encode_png (mask, width, height, 1);
  area               = scar_area (options, mask);
  g_free (mask);

  sample_hair_draw (scene, hairs, TRUE, &picture);
  sample_render (scene, FALSE, &area, &picture);
  pixels              = sample_camera_expose (scene, &picture, NULL);
  files[SAMPLE_CLEAN] = sample_encode_png (pixels, width, height, 3);
  g_free (pixels);

  sample_picture_clear (&picture);
}

void
sample_produce (const SampleOptions *options, GBytes *files[SAMPLE_N_FILES])
{
  SampleScene scene;
  GArray     *hairs;

  sample_scene_init (&scene, options);
  hairs = sample_hair_grow (&scene);

  draw_pictures (&scene, hairs, files);
  files[SAMPLE_SCALE] = scale_text (&scene);
  files[SAMPLE_DOTS]  = sample_truth_dots (&scene, hairs);
  files[SAMPLE_TRUTH] = sample_truth_key_file (&scene, hairs);

  g_array_unref (hairs);
}
