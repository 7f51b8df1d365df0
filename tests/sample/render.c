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
} RowWork;

static gpointer
row_worker (gpointer data)
{
  RowWork *work = data;
  gint     row;

  while ((row = g_atomic_int_add (&work->next, 1)) < work->rows)
    work->func (row, work->data);

  return NULL;
}

/* Rows are independent of each other, so their order is of no matter.
 */
void
sample_parallel_rows (gint          rows,
                      SampleRowFunc func,
                      gpointer      data)
{
  RowWork  work = { func, data, rows, 0 };
  GThread *helpers[3];
  guint    n_helpers = MIN (g_get_num_processors (), 4u) - 1u;

  for (guint i = 0; i < n_helpers; i++)
    helpers[i] = g_thread_new ("rows", row_worker, &work);

  row_worker (&work);

  for (guint i = 0; i < n_helpers; i++)
    g_thread_join (helpers[i]);
}

void
sample_picture_init (SamplePicture       *picture,
                     const SampleOptions *options)
{
  gsize n_pixels = (gsize) options->width_px * (gsize) options->height_px;

  picture->width_px  = options->width_px;
  picture->height_px = options->height_px;
  picture->diffuse   = g_new (gfloat, 3 * n_pixels);
  picture->glare     = g_new (gfloat, n_pixels);
  picture->hair      = g_new (gfloat, 3 * n_pixels);

  for (gsize i = 0; i < 3 * n_pixels; i++)
    picture->hair[i] = 1.0f;
}

void
sample_picture_clear (SamplePicture *picture)
{
  g_free (picture->diffuse);
  g_free (picture->glare);
  g_free (picture->hair);
}

typedef struct
{
  const SampleScene *scene;
  gboolean           with_scar;
  SamplePicture     *picture;
} RenderWork;

static void
render_pixel (const SampleScene *scene,
              gboolean           with_scar,
              gdouble            x_mm,
              gdouble            y_mm,
              const gfloat      *hair,
              gfloat            *diffuse,
              gfloat            *glare)
{
  SampleSurface surface;
  gdouble       rgb[3]    = { 0.0, 0.0, 0.0 };
  gdouble       skin[3]   = { 0.0, 0.0, 0.0 };
  gdouble       shirt[3]  = { 0.0, 0.0, 0.0 };
  gdouble       shine     = 0.0;
  gdouble       body, cloth;

  sample_scene_surface (scene, x_mm, y_mm, &surface);
  body = CLAMP (0.5 - surface.outside_mm * scene->options.px_per_mm, 0.0, 1.0);

  if (body < 1.0)
    sample_surroundings (scene, x_mm, y_mm, rgb);
  if (body > 0.0)
    sample_skin_shade (scene, &surface, with_scar, skin, &shine);
  cloth = sample_surroundings_shirt (scene, x_mm, y_mm, shirt);

  for (gint c = 0; c < 3; c++)
    diffuse[c] = (gfloat) sample_mix (sample_mix (rgb[c], skin[c], body) * hair[c],
                                      shirt[c], cloth);

  /* Hair stands in the way of the skin's shine, too, but shines itself. */
  *glare = (gfloat) (shine * body * (1.0 - cloth) * (0.35 + 0.65 * hair[1]));
}

static void
render_row (gint     row,
            gpointer data)
{
  RenderWork    *work    = data;
  SamplePicture *picture = work->picture;

  for (gint column = 0; column < picture->width_px; column++)
    {
      gsize   i = (gsize) row * (gsize) picture->width_px + (gsize) column;
      gdouble x_mm, y_mm;

      sample_scene_to_mm (work->scene, column + 0.5, row + 0.5, &x_mm, &y_mm);

      render_pixel (work->scene, work->with_scar, x_mm, y_mm, picture->hair + 3 * i,
                    picture->diffuse + 3 * i, picture->glare + i);
    }
}

void
sample_render (const SampleScene *scene,
               gboolean           with_scar,
               SamplePicture     *picture)
{
  RenderWork work = { scene, with_scar, picture };

  sample_parallel_rows (picture->height_px, render_row, &work);
}
