/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the layers of the scene together, pixel by pixel. */

#include "sample.h"

#include <math.h>

#include "noise.h"

typedef struct
{
  SampleRowFunc func;
  gpointer      data;
  gint          rows;
  gint          next;
} SharedRows;

static gpointer
row_worker (gpointer data)
{
  SharedRows *work = data;
  gint        row;

  while ((row = g_atomic_int_add (&work->next, 1)) < work->rows)
    work->func (row, work->data);

  return NULL;
}

/* Rows are independent of each other, so their order is of no matter.
 */
void
sample_parallel_rows (gint rows, SampleRowFunc func, gpointer data)
{
  SharedRows work = { func, data, rows, 0 };
  GThread   *helpers[3];
  guint      n_helpers = MIN (g_get_num_processors (), 4u) - 1u;

  for (guint i = 0; i < n_helpers; i++)
    helpers[i] = g_thread_new ("rows", row_worker, &work);

  row_worker (&work);

  for (guint i = 0; i < n_helpers; i++)
    g_thread_join (helpers[i]);
}

void
sample_picture_init (SamplePicture *picture, const SampleOptions *options)
{
  gsize n_pixels = (gsize) options->width_px * (gsize) options->height_px;

  picture->width_px  = options->width_px;
  picture->height_px = options->height_px;
  picture->light     = g_new (gfloat, 4 * n_pixels);
  picture->hair      = g_new (gfloat, 4 * n_pixels);
  picture->defocus   = g_new (gfloat, n_pixels);

  for (gsize i = 0; i < 4 * n_pixels; i++)
    picture->hair[i] = i % 4 == 3 ? 0.0f : 1.0f;
}

void
sample_picture_clear (SamplePicture *picture)
{
  g_free (picture->light);
  g_free (picture->hair);
  g_free (picture->defocus);
}

typedef struct
{
  const SampleScene *scene;
  gboolean           with_scar;
  const SampleArea  *area;
  SamplePicture     *picture;
} RenderWork;

static void
render_pixel (const RenderWork *work, gdouble x_mm, gdouble y_mm, gsize pixel)
{
  const SampleScene *scene    = work->scene;
  const gfloat      *hair     = work->picture->hair + 4 * pixel;
  gfloat            *light    = work->picture->light + 4 * pixel;
  gdouble            rgb[3]   = { 0.0, 0.0, 0.0 };
  gdouble            skin[3]  = { 0.0, 0.0, 0.0 };
  gdouble            shirt[3] = { 0.0, 0.0, 0.0 };
  gdouble            shine    = 0.0;
  gdouble            far      = 1.0;
  gdouble            body, cloth;
  SampleSurface      surface;

  sample_scene_surface (scene, x_mm, y_mm, &surface);
  body = CLAMP (0.5 - surface.outside_mm * scene->options.px_per_mm, 0.0, 1.0);

  if (body < 1.0)
    sample_surroundings (scene, x_mm, y_mm, rgb);
  if (body > 0.0)
    {
      sample_skin_shade (scene, &surface, work->with_scar, skin, &shine);
      far = sample_smoothstep (28.0, 85.0, scene->focus_mm - surface.z_mm);
    }
  cloth = sample_surroundings_shirt (scene, x_mm, y_mm, shirt);

  for (gint c = 0; c < 3; c++)
    light[c] =
      (gfloat) sample_mix (sample_mix (rgb[c], skin[c], body) * (gdouble) hair[c], shirt[c], cloth);

  /* Hair stands in the way of the skin's shine, but has glints of its own. */
  light[3] = (gfloat) ((1.0 - cloth) * (shine * body * (0.35 + 0.65 * (gdouble) hair[1]) +
                                        (gdouble) hair[3] * skin[1]));
  work->picture->defocus[pixel] = (gfloat) far;
}

static void
render_row (gint row, gpointer data)
{
  RenderWork *work = data;

  row += work->area->top_px;
  for (gint column = work->area->left_px; column < work->area->right_px; column++)
    {
      gsize   pixel = (gsize) row * (gsize) work->picture->width_px + (gsize) column;
      gdouble x_mm, y_mm;

      sample_scene_to_mm (work->scene, column + 0.5, row + 0.5, &x_mm, &y_mm);
      render_pixel (work, x_mm, y_mm, pixel);
    }
}

void
sample_render (const SampleScene *scene,
               gboolean           with_scar,
               const SampleArea  *area,
               SamplePicture     *picture)
{
  RenderWork work = { scene, with_scar, area, picture };

  sample_parallel_rows (area->bottom_px - area->top_px, render_row, &work);
}
