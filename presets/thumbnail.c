/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws the small picture of a preset that its chooser shows: the drawn sample's skin, treated.
 *
 *     smp-thumbnail PRESET PICTURE.jpg
 *
 * Scars are shown on the sample's strip scar among clipped hair, what has a soft rim as a patch,
 * everything else on all but bare scalp: dark dilutions on dark skin, for which they are meant, and
 * client profiles after eight years. */

#include <math.h>
#include <string.h>

#include "image-file.h"
#include "options.h"
#include "smp/fade.h"
#include "smp/hairline.h"
#include "smp/recipe.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "truth.h"

/* Shown at half of it, or as it is on screens of double density. */
#define WIDTH     192
#define HEIGHT    128
#define PX_PER_MM 9.0
#define QUALITY   90

/* A hairline's front is wider than other presets' dots need. */
#define HAIRLINE_PX_PER_MM 5.0

#define PROFILE_YEARS     8.0
#define SOFT_RIM_DILUTION 0.2
#define DARK_DILUTION     8.0
/* The least that the sample can draw. */
#define BARE_DENSITY 5.0

/* The photo's bytes, the share of each pixel's light that is shine, and the scar. */
typedef struct
{
  guint8 *rgb;
  guint8 *glare;
  guint8 *scar;
} Ground;

static void
ground_draw (Ground *ground, gdouble px_per_mm, gboolean scar, gboolean dark)
{
  SampleOptions options;
  SampleArea    area = { 0, 0, WIDTH, HEIGHT };
  SampleScene   scene;
  SamplePicture picture;
  GArray       *hairs;

  sample_options_default (&options);
  options.width_px  = WIDTH;
  options.height_px = HEIGHT;
  options.px_per_mm = px_per_mm;
  options.close_up  = TRUE;
  options.glare     = 0.1;
  if (dark)
    options.skin = SAMPLE_SKIN_BROWN;
  if (!scar)
    options.density_per_cm2 = BARE_DENSITY;

  sample_scene_init (&scene, &options);
  hairs = sample_hair_grow (&scene);
  sample_picture_init (&picture, &options);
  sample_hair_draw (&scene, hairs, FALSE, &picture);
  if (!scar)
    sample_hair_draw (&scene, hairs, TRUE, &picture);
  sample_render (&scene, scar, &area, &picture);
  ground->rgb  = sample_camera_expose (&scene, &picture, &ground->glare);
  ground->scar = sample_truth_mask (&scene);
  sample_picture_clear (&picture);
  g_array_unref (hairs);
}

static void
fill_with_hairline (const SmpParams *params, SmpPlane *density)
{
  const SmpPoint line[]   = { { -200.0, 72.0 }, { WIDTH / 2.0, 88.0 }, { WIDTH + 200.0, 72.0 } };
  SmpHairline   *hairline = smp_hairline_new (params, line, G_N_ELEMENTS (line), FALSE, NULL);

  smp_hairline_render (hairline, NULL, FALSE, density);
  smp_hairline_free (hairline);
}

/* All of it, or a soft disc, so that a preset's edge is seen. */
static void
fill_with_patch (gboolean disc, SmpPlane *density)
{
  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        gdouble away = hypot ((x + 0.5 - WIDTH / 2.0) / (0.46 * WIDTH),
                              (y + 0.5 - HEIGHT / 2.0) / (0.46 * HEIGHT));
        gdouble rim  = CLAMP ((1.05 - away) / 0.5, 0.0, 1.0);

        density->data[y * WIDTH + x] = disc ? (gfloat) rim : 1.0f;
      }
}

static void
fill_with_scar (const Ground *ground, SmpPlane *density)
{
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    density->data[i] = (gfloat) ground->scar[i] / 255.0f;
}

static SmpPlane
plane (gint components)
{
  SmpPlane made = { NULL, 0, 0, WIDTH, HEIGHT, components };

  made.data = g_new0 (gfloat, (gsize) WIDTH * HEIGHT * (gsize) components);
  return made;
}

static gdouble
to_linear (gdouble encoded)
{
  return encoded <= 0.04045 ? encoded / 12.92 : pow ((encoded + 0.055) / 1.055, 2.4);
}

static gdouble
to_encoded (gdouble light)
{
  return light <= 0.0031308 ? light * 12.92 : 1.055 * pow (light, 1.0 / 2.4) - 0.055;
}

/* The photo as the SMP layer shows it: pigment takes light, but no shine. */
static void
treat (Ground *ground, const SmpParams *params, const SmpPlane *density)
{
  SmpPlane fresh = plane (2), faded = plane (2), light = plane (4);

  smp_stipple_render (params, density, &fresh);
  smp_fade_render (params, &fresh, &faded);
  smp_skin_render (params, &faded, &light);
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 0; c < 3; c++)
      {
        gdouble shine = ground->glare[i] / 255.0;
        gdouble kept  = shine + (1.0 - shine) * (gdouble) light.data[4 * i + c];
        gdouble photo = to_linear (ground->rgb[3 * i + c] / 255.0);

        ground->rgb[3 * i + c] = (guint8) floor (255.0 * to_encoded (kept * photo) + 0.5);
      }
  g_free (fresh.data);
  g_free (faded.data);
  g_free (light.data);
}

static GBytes *
draw (const SmpRecipe *preset)
{
  gboolean  hairline = strcmp (preset->filter, "hairline") == 0;
  gboolean  patch    = preset->params.edge_dilution >= SOFT_RIM_DILUTION;
  gboolean  scar     = strcmp (preset->category, "Scars") == 0 && !patch;
  SmpPlane  density  = plane (1);
  SmpParams params   = preset->params;
  Ground    ground;
  GBytes   *file;

  params.px_per_mm     = hairline ? HAIRLINE_PX_PER_MM : PX_PER_MM;
  params.direction_deg = 75.0;
  if (strcmp (preset->filter, SMP_RECIPE_FILTER_FADE) == 0)
    params.years = PROFILE_YEARS;
  ground_draw (&ground, params.px_per_mm, scar, params.dilution <= DARK_DILUTION);
  if (scar)
    fill_with_scar (&ground, &density);
  else if (hairline)
    fill_with_hairline (&params, &density);
  else
    fill_with_patch (patch, &density);
  treat (&ground, &params, &density);
  file = sample_encode_jpeg (ground.rgb, WIDTH, HEIGHT, QUALITY);

  g_free (density.data);
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
