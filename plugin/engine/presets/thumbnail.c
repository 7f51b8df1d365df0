/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The small pictures of presets. */

#include <string.h>

#include "base/same-math.h"
#include "smp/colour.h"
#include "smp/fade.h"
#include "smp/hairline.h"
#include "smp/preset-picture.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define WIDTH    SMP_PRESET_PICTURE_WIDTH_PX
#define HEIGHT   SMP_PRESET_PICTURE_HEIGHT_PX
#define N_PIXELS (WIDTH * HEIGHT)

#define PX_PER_MM 9.0
/* A hairline's front is wider than other presets' dots need. */
#define HAIRLINE_PX_PER_MM 5.0

#define PROFILE_YEARS     8.0
#define SOFT_RIM_DILUTION 0.2
#define DARK_DILUTION     8.0
#define DIRECTION_DEG     75.0

static gboolean
is_hairline (const SmpRecipe *preset)
{
  return strcmp (preset->filter, SMP_FILTER_HAIRLINE) == 0;
}

/* What has a soft rim is shown as a patch. */
static gboolean
is_patch (const SmpRecipe *preset)
{
  return preset->params.edge_dilution >= SOFT_RIM_DILUTION;
}

void
smp_preset_scene (const SmpRecipe *preset, SmpPresetScene *scene)
{
  scene->px_per_mm = is_hairline (preset) ? HAIRLINE_PX_PER_MM : PX_PER_MM;
  scene->dark      = preset->params.dilution <= DARK_DILUTION;
  scene->scar      = strcmp (preset->category, "Scars") == 0 && !is_patch (preset);
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
fill_with_scar (const guint8 *scar, SmpPlane *density)
{
  for (gint i = 0; i < N_PIXELS; i++)
    density->data[i] = (gfloat) scar[i] / 255.0f;
}

static SmpPlane
plane (gint components)
{
  SmpPlane made = { NULL, 0, 0, WIDTH, HEIGHT, components };

  made.data = g_new0 (gfloat, (gsize) N_PIXELS * (gsize) components);
  return made;
}

/* The photo as the SMP layer shows it: pigment takes light, but no shine. */
static void
treat (SmpPresetGround *ground, const SmpParams *params, const SmpPlane *density)
{
  SmpPlane fresh = plane (2), faded = plane (2), light = plane (4);

  smp_stipple_render (params, density, &fresh);
  smp_fade_render (params, &fresh, &faded);
  smp_skin_render (params, &faded, &light);
  for (gint i = 0; i < N_PIXELS; i++)
    for (gint c = 0; c < 3; c++)
      {
        gdouble shine = ground->glare ? ground->glare[i] / 255.0 : 0.0;
        gdouble kept  = shine + (1.0 - shine) * (gdouble) light.data[4 * i + c];
        gdouble photo = smp_srgb_decode (ground->rgb[3 * i + c] / 255.0);

        ground->rgb[3 * i + c] = (guint8) floor (255.0 * smp_srgb_encode (kept * photo) + 0.5);
      }
  g_free (fresh.data);
  g_free (faded.data);
  g_free (light.data);
}

void
smp_preset_picture_treat (const SmpRecipe *preset, SmpPresetGround *ground)
{
  SmpPlane       density = plane (1);
  SmpParams      params  = preset->params;
  SmpPresetScene scene;

  smp_preset_scene (preset, &scene);
  params.px_per_mm     = scene.px_per_mm;
  params.direction_deg = DIRECTION_DEG;
  if (strcmp (preset->filter, SMP_FILTER_FADE) == 0)
    params.years = PROFILE_YEARS;
  if (scene.scar && ground->scar)
    fill_with_scar (ground->scar, &density);
  else if (is_hairline (preset))
    fill_with_hairline (&params, &density);
  else
    fill_with_patch (is_patch (preset), &density);
  treat (ground, &params, &density);
  g_free (density.data);
}

guint8 *
smp_preset_picture_draw (const SmpRecipe *preset)
{
  const guint8    light[3] = { 205, 165, 145 }, brown[3] = { 141, 96, 72 };
  SmpPresetGround ground = { g_new (guint8, 3 * N_PIXELS), NULL, NULL };
  SmpPresetScene  scene;

  smp_preset_scene (preset, &scene);
  for (gint i = 0; i < N_PIXELS; i++)
    memcpy (ground.rgb + 3 * i, scene.dark ? brown : light, 3);
  smp_preset_picture_treat (preset, &ground);
  return ground.rgb;
}
