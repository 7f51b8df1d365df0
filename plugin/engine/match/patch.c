/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "measure/skin-colour.h"
#include "patch.h"

/* Glare changes slowly, and the colour around even more so. */
#define CELL_MM    0.4
#define NODE_CELLS 3

/* The ring's colour near a place: standard deviation of the weights. */
#define AROUND_MM 3.0

typedef struct
{
  SmpScene              *scene;
  const SmpPlane        *photo;
  const SmpPlane        *light;
  const SmpPlane        *region;
  const SmpSurroundings *surroundings;
} PatchReading;

static void
read_row (gint row, gpointer data)
{
  PatchReading          *reading = data;
  SmpScene              *scene   = reading->scene;
  const SmpPlane        *region  = reading->region;
  const SmpSurroundings *s       = reading->surroundings;
  gint                   y       = scene->y + row;

  for (gint i = 0; i < scene->width; i++)
    {
      gint          x     = scene->x + i;
      const gfloat *pixel = smp_plane_at (reading->photo, x, y);

      for (gint c = 0; c < 3; c++)
        smp_field_row (&scene->light[c], row)[i] = smp_light_of (pixel[c]);
      smp_field_row (&scene->region, row)[i] = smp_share_at (region, x, y);
      smp_field_row (&scene->ring, row)[i] =
        s->ring.data[row / s->cell_px * s->ring.width + i / s->cell_px];
    }
}

/* Takes from the photo's light what pigment takes, but not from glare. */
static void
treat_row (gint row, gpointer data)
{
  PatchReading   *reading = data;
  SmpScene       *scene   = reading->scene;
  const SmpPlane *light   = reading->light;
  gint            y       = scene->y + row;

  if (y < light->y || y >= light->y + light->height)
    return;
  for (gint i = 0; i < scene->width; i++)
    {
      gint          x = scene->x + i;
      const gfloat *share;
      gfloat        glare;

      if (x < light->x || x >= light->x + light->width)
        continue;
      share = smp_plane_at (light, x, y);
      if (share[3] <= 0.0f)
        continue;
      glare = smp_scene_glare (scene, i, row);
      for (gint c = 0; c < 3; c++)
        smp_field_row (&scene->light[c], row)[i] *= glare + (1.0f - glare) * share[c];
    }
}

static void
find_shine (SmpScene *scene, const SmpField *region)
{
  gdouble sum = 0.0, n = 0.0;

  for (gint i = 0; i < region->width * region->height; i++)
    {
      sum += (gdouble) (region->data[i] * scene->glare.data[i]);
      n += (gdouble) region->data[i];
    }
  scene->shine = sum / MAX (n, 1e-9);
}

/* The means of the ring's light alone, with weights that fall off with distance, but end nowhere:
 * inside a wide region what is near goes over into what is far without a step. */
static void
find_around (SmpScene *scene)
{
  gsize    n    = (gsize) scene->width * (gsize) scene->height;
  gint     node = scene->node_px;
  gfloat   mean[3];
  SmpField within, share;

  smp_field_init (&within, scene->width, scene->height);
  share = smp_field_reduce (&scene->ring, node);
  for (gint c = 0; c < 3; c++)
    {
      for (gsize i = 0; i < n; i++)
        within.data[i] = scene->light[c].data[i] * scene->ring.data[i];
      scene->around[c] = smp_field_reduce (&within, node);
      mean[c]          = (gfloat) scene->mean[c];
    }
  smp_field_means_from_far (scene->around, 3, &share, AROUND_MM * scene->px_per_mm / node, mean);
  smp_field_clear (&within);
  smp_field_clear (&share);
}

static gfloat
cell_value (const SmpField *cells, gint cell_px, gint column, gint row)
{
  return smp_field_at (cells, ((gfloat) column + 0.5f) / (gfloat) cell_px - 0.5f,
                       ((gfloat) row + 0.5f) / (gfloat) cell_px - 0.5f);
}

gfloat
smp_scene_glare (const SmpScene *scene, gint column, gint row)
{
  return cell_value (&scene->glare, scene->cell_px, column, row);
}

void
smp_scene_around (const SmpScene *scene, gint column, gint row, gdouble rgb[3])
{
  for (gint c = 0; c < 3; c++)
    rgb[c] = (gdouble) cell_value (&scene->around[c], scene->node_px, column, row);
}

void
smp_scene_init (SmpScene              *scene,
                const SmpPlane        *photo,
                const SmpPlane        *light,
                const SmpPlane        *region,
                const SmpSurroundings *surroundings)
{
  PatchReading reading = { scene, photo, light, region, surroundings };
  SmpField     cells[3], inside;

  scene->x = surroundings->ring.x;
  scene->y = surroundings->ring.y;
  scene->width =
    MIN (surroundings->ring.width * surroundings->cell_px, photo->x + photo->width - scene->x);
  scene->height =
    MIN (surroundings->ring.height * surroundings->cell_px, photo->y + photo->height - scene->y);
  scene->px_per_mm = surroundings->px_per_mm;
  for (gint c = 0; c < 3; c++)
    smp_field_init (&scene->light[c], scene->width, scene->height);
  smp_field_init (&scene->region, scene->width, scene->height);
  smp_field_init (&scene->ring, scene->width, scene->height);
  smp_rows_foreach (scene->height, read_row, &reading);

  scene->cell_px = MAX (1, (gint) lround (CELL_MM * scene->px_per_mm));
  scene->node_px = NODE_CELLS * scene->cell_px;
  for (gint c = 0; c < 3; c++)
    {
      scene->mean[c] = surroundings->mean.rgb[c];
      cells[c]       = smp_field_reduce (&scene->light[c], scene->cell_px);
    }
  inside = smp_field_reduce (&scene->region, scene->cell_px);
  smp_cells_glare (cells, &inside, &scene->glare);
  find_shine (scene, &inside);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&cells[c]);
  smp_field_clear (&inside);
  for (gint c = 0; c < 3; c++)
    {
      gsize n = (gsize) scene->width * (gsize) scene->height;

      scene->plain[c]      = scene->light[c];
      scene->plain[c].data = g_memdup2 (scene->light[c].data, sizeof (gfloat) * n);
    }
  if (light)
    smp_rows_foreach (scene->height, treat_row, &reading);
  find_around (scene);
}

void
smp_scene_clear_pixels (SmpScene *scene)
{
  for (gint c = 0; c < 3; c++)
    {
      smp_field_clear (&scene->light[c]);
      smp_field_clear (&scene->plain[c]);
    }
  smp_field_clear (&scene->region);
  smp_field_clear (&scene->ring);
}

void
smp_scene_clear (SmpScene *scene)
{
  smp_scene_clear_pixels (scene);
  smp_field_clear (&scene->glare);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&scene->around[c]);
}
