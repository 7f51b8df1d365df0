/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws the small picture of a preset that its chooser shows: the drawn sample's skin, treated.
 *
 *     smp-thumbnail PRESET PICTURE.jpg
 *
 * Scars are shown on the sample's strip scar among clipped hair, what has a soft rim as a patch,
 * everything else on all but bare scalp: dark dilutions on dark skin, for which they are meant, and
 * client profiles after eight years. */

#include "image-file.h"
#include "options.h"
#include "smp/preset-picture.h"
#include "truth.h"

#define QUALITY 90

/* The least that the sample can draw. */
#define BARE_DENSITY 5.0

static void
draw_ground (const SmpPresetScene *wanted, SmpPresetGround *ground)
{
  SampleOptions options;
  SampleArea    area = { 0, 0, SMP_PRESET_PICTURE_WIDTH_PX, SMP_PRESET_PICTURE_HEIGHT_PX };
  SampleScene   scene;
  SamplePicture picture;
  GArray       *hairs;

  sample_options_default (&options);
  options.width_px  = SMP_PRESET_PICTURE_WIDTH_PX;
  options.height_px = SMP_PRESET_PICTURE_HEIGHT_PX;
  options.px_per_mm = wanted->px_per_mm;
  options.close_up  = TRUE;
  options.glare     = 0.1;
  if (wanted->dark)
    options.skin = SAMPLE_SKIN_BROWN;
  if (!wanted->scar)
    options.density_per_cm2 = BARE_DENSITY;

  sample_scene_init (&scene, &options);
  hairs = sample_hair_grow (&scene);
  sample_picture_init (&picture, &options);
  sample_hair_draw (&scene, hairs, FALSE, &picture);
  if (!wanted->scar)
    sample_hair_draw (&scene, hairs, TRUE, &picture);
  sample_render (&scene, wanted->scar, &area, &picture);
  ground->rgb  = sample_camera_expose (&scene, &picture, &ground->glare);
  ground->scar = sample_truth_mask (&scene);
  sample_picture_clear (&picture);
  g_array_unref (hairs);
}

static GBytes *
draw (const SmpRecipe *preset)
{
  SmpPresetScene  scene;
  SmpPresetGround ground;
  GBytes         *file;

  smp_preset_scene (preset, &scene);
  draw_ground (&scene, &ground);
  smp_preset_picture_treat (preset, &ground);
  file = sample_encode_jpeg (ground.rgb, SMP_PRESET_PICTURE_WIDTH_PX, SMP_PRESET_PICTURE_HEIGHT_PX,
                             QUALITY);
  g_free (ground.rgb);
  g_free (ground.glare);
  g_free (ground.scar);
  return file;
}

int
main (int argc, char **argv)
{
  GError       *error = NULL;
  SmpRecipe    *preset;
  GBytes       *file;
  gconstpointer data;
  gsize         size;

  if (argc != 3)
    {
      g_printerr ("smp-thumbnail PRESET PICTURE.jpg\n");
      return 2;
    }
  preset = smp_recipe_load (argv[1], &error);
  if (preset)
    {
      file = draw (preset);
      data = g_bytes_get_data (file, &size);
      g_file_set_contents (argv[2], data, (gssize) size, &error);
      g_bytes_unref (file);
    }
  smp_recipe_free (preset);
  if (!error)
    return 0;

  g_printerr ("smp-thumbnail: %s\n", error->message);
  g_error_free (error);
  return 1;
}
