/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "match-trial.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define WINDOW_MM 7.0
#define EDGE_MM   0.3

static gint
find_deepest (const SmpField *distance, const SmpTrial *trial, const SmpScene *scene, gdouble apart)
{
  gint deepest = -1;

  for (gint i = 0; i < distance->width * distance->height; i++)
    {
      gboolean far = TRUE;

      if (distance->data[i] <= 0.0f || distance->data[i] > 1e5f ||
          (deepest >= 0 && distance->data[i] <= distance->data[deepest]))
        continue;
      for (gint k = 0; far && k < trial->n_windows; k++)
        {
          const SmpTrialWindow *w = &trial->windows[k];

          far = hypot (i % distance->width + scene->x - w->x - 0.5 * w->width,
                       i / distance->width + scene->y - w->y - 0.5 * w->height) > apart;
        }
      if (far)
        deepest = i;
    }
  return deepest;
}

/* Reads the window; adds the colour of the ring near by. */
static void
read_window (SmpTrialWindow *window,
             const SmpScene *scene,
             const SmpField *distance,
             gdouble         sum[3])
{
  gint left = window->x - scene->x, top = window->y - scene->y;

  smp_field_init (&window->inner, window->width, window->height);
  smp_field_init (&window->glare, window->width, window->height);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&window->before[c], window->width, window->height);
      smp_field_init (&window->after[c], window->width, window->height);
    }
  for (gint j = 0; j < window->height; j++)
    for (gint i = 0; i < window->width; i++)
      {
        gdouble around[3];

        smp_field_row (&window->glare, j)[i] = smp_scene_glare (scene, left + i, top + j);
        for (gint c = 0; c < 3; c++)
          smp_field_row (&window->before[c], j)[i] =
            smp_field_row (&scene->light[c], top + j)[left + i];
        if (smp_field_row (distance, top + j)[left + i] <= (gfloat) EDGE_MM)
          continue;
        smp_field_row (&window->inner, j)[i] = 1.0f;
        smp_scene_around (scene, left + i, top + j, around);
        for (gint c = 0; c < 3; c++)
          sum[c] += around[c];
        window->n_inner += 1.0;
      }
}

void
smp_trial_init (SmpTrial              *trial,
                const SmpScene        *scene,
                const SmpPlane        *region,
                const SmpSurroundings *surroundings)
{
  gint     size   = (gint) (WINDOW_MM * scene->px_per_mm);
  gdouble  sum[3] = { 0.0, 0.0, 0.0 }, n = 0.0;
  SmpField distance, outside;

  trial->region       = region;
  trial->surroundings = surroundings;
  trial->n_windows    = 0;
  smp_look_measure (scene->light, &scene->ring, scene->px_per_mm, &trial->ring);
  smp_field_init (&outside, scene->width, scene->height);
  for (gint i = 0; i < scene->width * scene->height; i++)
    outside.data[i] = scene->region.data[i] <= 0.5f;
  smp_field_distance (&outside, (gfloat) (1.0 / scene->px_per_mm), &distance);
  smp_field_clear (&outside);

  while (trial->n_windows < SMP_TRIAL_MOST_WINDOWS)
    {
      gint            deepest = find_deepest (&distance, trial, scene, size);
      SmpTrialWindow *window  = &trial->windows[trial->n_windows];

      if (deepest < 0)
        break;
      window->n_inner = 0.0;
      window->width   = MIN (size, scene->width);
      window->height  = MIN (size, scene->height);
      window->x =
        CLAMP (deepest % scene->width - window->width / 2, 0, scene->width - window->width);
      window->y =
        CLAMP (deepest / scene->width - window->height / 2, 0, scene->height - window->height);
      window->x += scene->x;
      window->y += scene->y;
      read_window (window, scene, &distance, sum);
      n += window->n_inner;
      trial->n_windows++;
    }
  for (gint c = 0; c < 3; c++)
    sum[c] = n > 0.0 ? sum[c] / n : scene->mean[c];
  smp_colour_set (&trial->ring.mean, sum);
  smp_field_clear (&distance);
}

void
smp_trial_clear (SmpTrial *trial)
{
  for (gint k = 0; k < trial->n_windows; k++)
    {
      for (gint c = 0; c < 3; c++)
        {
          smp_field_clear (&trial->windows[k].before[c]);
          smp_field_clear (&trial->windows[k].after[c]);
        }
      smp_field_clear (&trial->windows[k].inner);
      smp_field_clear (&trial->windows[k].glare);
    }
}

static void
draw_window (const SmpTrial *trial, SmpTrialWindow *window, const SmpParams *params)
{
  gint     reach = smp_skin_margin_px (params), margin = reach + smp_stipple_margin_px (params);
  gint     w = window->width, h = window->height;
  SmpPlane density = { NULL,           window->x - margin, window->y - margin,
                       w + 2 * margin, h + 2 * margin,     1 };
  SmpPlane pigment = {
    NULL, window->x - reach, window->y - reach, w + 2 * reach, h + 2 * reach, 2
  };
  SmpPlane light = { NULL, window->x, window->y, w, h, 4 };

  density.data = g_new0 (gfloat, (gsize) density.width * (gsize) density.height);
  pigment.data = g_new0 (gfloat, (gsize) pigment.width * (gsize) pigment.height * 2);
  light.data   = g_new0 (gfloat, (gsize) w * (gsize) h * 4);
  smp_surroundings_deficit (trial->surroundings, trial->region, params->density_per_cm2,
                            params->margin_mm, &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, &light);
  for (gsize i = 0; i < (gsize) w * (gsize) h; i++)
    for (gsize c = 0; c < 3; c++)
      {
        gfloat glare = window->glare.data[i];
        gfloat share = light.data[4 * i + 3] > 0.0f ? light.data[4 * i + c] : 1.0f;

        window->after[c].data[i] = window->before[c].data[i] * (glare + (1.0f - glare) * share);
      }
  g_free (density.data);
  g_free (pigment.data);
  g_free (light.data);
}

typedef struct
{
  const SmpTrial  *trial;
  SmpTrialWindow  *window;
  const SmpParams *params;
  SmpLook          look;
} Drawing;

static gpointer
draw_and_look (gpointer data)
{
  Drawing *drawing = data;

  draw_window (drawing->trial, drawing->window, drawing->params);
  smp_look_measure (drawing->window->after, &drawing->window->inner, drawing->params->px_per_mm,
                    &drawing->look);
  return NULL;
}

void
smp_trial_draw (SmpTrial *trial, const SmpParams *params)
{
  Drawing  drawings[SMP_TRIAL_MOST_WINDOWS];
  GThread *threads[SMP_TRIAL_MOST_WINDOWS];
  gdouble  mark[3] = { 0.0, 0.0, 0.0 };
  gdouble  sum[3] = { 0.0, 0.0, 0.0 }, squares[SMP_MATCH_BANDS + 1] = { 0.0 }, n = 0.0;

  for (gint k = 0; k < trial->n_windows; k++)
    {
      drawings[k] = (Drawing) { trial, &trial->windows[k], params, { .contrast = 0.0 } };
      threads[k]  = g_thread_new ("smp-match", draw_and_look, &drawings[k]);
    }
  for (gint k = 0; k < trial->n_windows; k++)
    {
      const SmpLook *look   = &drawings[k].look;
      gdouble        weight = trial->windows[k].n_inner;

      g_thread_join (threads[k]);

      for (gint c = 0; c < 3; c++)
        sum[c] += weight * look->mean.rgb[c];
      for (gint b = 0; b < SMP_MATCH_BANDS; b++)
        squares[b] += weight * look->bands[b] * look->bands[b];
      squares[SMP_MATCH_BANDS] += weight * look->contrast * look->contrast;
      for (gint c = 0; c < 3; c++)
        mark[c] += weight * look->mark[c];
      n += weight;
    }
  n = MAX (n, 1.0);
  for (gint c = 0; c < 3; c++)
    {
      sum[c] /= n;
      trial->look.mark[c] = mark[c] / n;
    }
  smp_colour_set (&trial->look.mean, sum);
  for (gint b = 0; b < SMP_MATCH_BANDS; b++)
    trial->look.bands[b] = sqrt (squares[b] / n);
  trial->look.contrast = sqrt (squares[SMP_MATCH_BANDS] / n);
}
