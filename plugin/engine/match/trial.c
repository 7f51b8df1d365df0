/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One drawing, from where it is done to what is seen of it. */

#include <string.h>

#include "base/same-math.h"
#include "base/stop.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "trial.h"

#define WINDOW_MM 7.0

/* Larger regions are judged by their windows alone: in a hurry, and at all. */
#define MOST_QUICK_PX 2e6
#define MOST_WHOLE_PX 8e6

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

static void
read_window (SmpTrialWindow *window, const SmpScene *scene, const SmpField *inner)
{
  gint left = window->x - scene->x, top = window->y - scene->y;

  smp_field_init (&window->inner, window->width, window->height);
  smp_field_init (&window->share, window->width, window->height);
  smp_field_init (&window->glare, window->width, window->height);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&window->before[c], window->width, window->height);
      smp_field_init (&window->after[c], window->width, window->height);
    }
  for (gint j = 0; j < window->height; j++)
    for (gint i = 0; i < window->width; i++)
      {
        smp_field_row (&window->glare, j)[i] = smp_scene_glare (scene, left + i, top + j);
        for (gint c = 0; c < 3; c++)
          smp_field_row (&window->before[c], j)[i] =
            smp_field_row (&scene->light[c], top + j)[left + i];
        smp_field_row (&window->share, j)[i] = smp_field_row (&scene->region, top + j)[left + i];
        smp_field_row (&window->inner, j)[i] = smp_field_row (inner, top + j)[left + i];
        window->n_inner += (gdouble) smp_field_row (&window->inner, j)[i];
      }
}

/* Adds the colour of the ring near by. */
static void
add_around (const SmpTrialWindow *window, const SmpScene *scene, gdouble sum[3])
{
  for (gint j = 0; j < window->height; j++)
    for (gint i = 0; i < window->width; i++)
      if (smp_field_row (&window->inner, j)[i] > 0.5f)
        {
          gdouble around[3];

          smp_scene_around (scene, window->x - scene->x + i, window->y - scene->y + j, around);
          for (gint c = 0; c < 3; c++)
            sum[c] += around[c];
        }
}

static void
choose_windows (SmpTrial *trial, const SmpScene *scene, const SmpField *inner)
{
  gint     size = (gint) (WINDOW_MM * scene->px_per_mm);
  SmpField distance, outside;

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
      memset (window, 0, sizeof *window);
      window->width  = MIN (size, scene->width);
      window->height = MIN (size, scene->height);
      window->x =
        CLAMP (deepest % scene->width - window->width / 2, 0, scene->width - window->width);
      window->y =
        CLAMP (deepest / scene->width - window->height / 2, 0, scene->height - window->height);
      window->x += scene->x;
      window->y += scene->y;
      read_window (window, scene, inner);
      trial->n_windows++;
    }
  smp_field_clear (&distance);
}

/* Discs and wide parts of the region reach no farther than this beyond it with any weight. */
#define BEYOND_MM 2.0

/* The region's bounds, and so much more that its places are those of the whole scene: the same
 * cells, smoothed over the same neighbours. */
static void
find_whole (SmpTrial *trial, const SmpScene *scene, const SmpField *inner)
{
  SmpTrialWindow *whole = &trial->whole;
  gint            left = scene->width, top = scene->height, right = 0, bottom = 0;
  gint            beyond = (gint) ceil (BEYOND_MM * scene->px_per_mm) + 1;
  gint            step   = smp_places_step_px (scene->px_per_mm);

  for (gint y = 0; y < scene->height; y++)
    for (gint x = 0; x < scene->width; x++)
      if (smp_field_row (&scene->region, y)[x] > 0.0f)
        {
          left   = MIN (left, x);
          right  = MAX (right, x + 1);
          top    = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }
  left   = MAX (left - beyond, 0) / step * step;
  top    = MAX (top - beyond, 0) / step * step;
  right  = MIN (right + beyond, scene->width);
  bottom = MIN (bottom + beyond, scene->height);
  if (left >= right || (gdouble) (right - left) * (bottom - top) > MOST_WHOLE_PX)
    return;
  whole->x      = scene->x + left;
  whole->y      = scene->y + top;
  whole->width  = right - left;
  whole->height = bottom - top;
  read_window (whole, scene, inner);
}

static void
correct_nothing (SmpLook *correction)
{
  for (gint c = 0; c < 3; c++)
    correction->mean.rgb[c] = correction->mark[c] = 1.0;
  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    correction->bands[k] = 1.0;
  correction->contrast = 1.0;
}

void
smp_trial_init (SmpTrial              *trial,
                SmpScene              *scene,
                const SmpLook         *ring,
                const SmpPlane        *region,
                const SmpSurroundings *surroundings)
{
  gdouble  sum[3] = { 0.0, 0.0, 0.0 }, n = 0.0;
  SmpField inner;

  memset (trial, 0, sizeof *trial);
  trial->region       = region;
  trial->surroundings = surroundings;
  trial->texture = trial->ring = *ring;
  correct_nothing (&trial->correction);
  trial->fill.mean = 1.0;
  smp_region_inner (&scene->region, scene->px_per_mm, &inner);
  choose_windows (trial, scene, &inner);
  find_whole (trial, scene, &inner);
  smp_field_clear (&inner);
  for (gint k = 0; k < trial->n_windows; k++)
    {
      add_around (&trial->windows[k], scene, sum);
      n += trial->windows[k].n_inner;
    }
  for (gint c = 0; c < 3; c++)
    sum[c] = n > 0.0 ? sum[c] / n : scene->mean[c];
  smp_colour_set (&trial->ring.mean, sum);

  smp_scene_clear_pixels (scene);
  trial->scene = *scene;
}

static void
clear_window (SmpTrialWindow *window)
{
  for (gint c = 0; c < 3; c++)
    {
      smp_field_clear (&window->before[c]);
      smp_field_clear (&window->after[c]);
    }
  smp_field_clear (&window->share);
  smp_field_clear (&window->inner);
  smp_field_clear (&window->glare);
}

static void
clear_places (SmpTrial *trial)
{
  for (gint k = 0; k < trial->n_places; k++)
    smp_places_clear (&trial->places[k]);
  trial->n_places = 0;
}

void
smp_trial_clear (SmpTrial *trial)
{
  clear_places (trial);
  smp_field_clear (&trial->fill.cells);
  for (gint k = 0; k < trial->n_windows; k++)
    clear_window (&trial->windows[k]);
  clear_window (&trial->whole);
  smp_scene_clear (&trial->scene);
}

/* Puts the dots' light on the photo in rows from first on, below its shine. */
static void
lay_over (SmpTrialWindow *window, gint first, const SmpPlane *light)
{
  const gsize start = (gsize) first * (gsize) window->width;

  for (gsize i = 0; i < (gsize) light->width * (gsize) light->height; i++)
    {
      gfloat        glare = window->glare.data[start + i];
      const gfloat *share = light->data + 4 * i;

      for (gsize c = 0; c < 3; c++)
        window->after[c].data[start + i] =
          window->before[c].data[start + i] *
          (glare + (1.0f - glare) * (share[3] > 0.0f ? share[c] : 1.0f));
    }
}

/* Parts of a window have so many rows at least: the light of the rows beside a part is spread for
 * it too. */
#define LEAST_ROWS 128

/* A window that is drawn in parts, one below another; each is the same to the bit as in one. */
typedef struct
{
  SmpTrialWindow  *window;
  const SmpParams *params;
  const SmpPlane  *density;
  gint             n;
} WindowDrawing;

static void
draw_part (gint part, gpointer data)
{
  const WindowDrawing *drawing = data;
  SmpTrialWindow      *window  = drawing->window;
  SmpParams            flat    = *drawing->params;
  gint                 first = window->height * part / drawing->n, w = window->width;
  gint                 h     = window->height * (part + 1) / drawing->n - first;
  gint                 reach = smp_skin_margin_px (drawing->params);
  SmpPlane             light = { NULL, window->x, window->y + first, w, h, 4 };
  SmpPlane pigment = { NULL, light.x - reach, light.y - reach, w + 2 * reach, h + 2 * reach, 2 };

  pigment.data = g_new0 (gfloat, (gsize) pigment.width * (gsize) pigment.height * 2);
  light.data   = g_new0 (gfloat, (gsize) w * (gsize) h * 4);
  /* Foreshortened dots, as many more, cover as much of the picture: tone is the same flat. */
  flat.head = NULL;
  smp_stipple_render (&flat, drawing->density, &pigment);
  smp_skin_render (drawing->params, &pigment, &light);
  lay_over (window, first, &light);
  g_free (pigment.data);
  g_free (light.data);
}

static void
draw_window (const SmpTrial *trial, SmpTrialWindow *window, const SmpParams *params)
{
  gint          margin  = smp_skin_margin_px (params) + smp_stipple_margin_px (params);
  SmpPlane      density = { NULL,
                            window->x - margin,
                            window->y - margin,
                            window->width + 2 * margin,
                            window->height + 2 * margin,
                            1 };
  WindowDrawing drawing = { window, params, &density,
                            CLAMP (window->height / LEAST_ROWS, 1, smp_threads_at_once ()) };

  density.data = g_new0 (gfloat, (gsize) density.width * (gsize) density.height);
  smp_trial_density (trial, params, &density);
  smp_parts_foreach (drawing.n, draw_part, &drawing);
  g_free (density.data);
}

typedef struct
{
  const SmpTrial  *trial;
  SmpTrialWindow  *window;
  const SmpParams *params;
  SmpLook          look;
} LookDrawing;

static gpointer
draw_and_look (gpointer data)
{
  LookDrawing *drawing = data;

  smp_rows_stay_in_thread ();
  draw_window (drawing->trial, drawing->window, drawing->params);
  smp_look_measure (drawing->window->after, &drawing->window->inner, drawing->params->px_per_mm,
                    &drawing->look);
  return NULL;
}

/* What the windows' looks are together. */
static void
add_looks (const LookDrawing *drawings, gint n_drawings, SmpLook *look)
{
  gdouble n = 0.0;

  memset (look, 0, sizeof *look);
  for (gint k = 0; k < n_drawings; k++)
    {
      const SmpLook *part   = &drawings[k].look;
      gdouble        weight = drawings[k].window->n_inner;

      for (gint c = 0; c < 3; c++)
        {
          look->mean.rgb[c] += weight * part->mean.rgb[c];
          look->mark[c] += weight * part->mark[c];
        }
      for (gint b = 0; b < SMP_MATCH_BANDS; b++)
        look->bands[b] += weight * part->bands[b] * part->bands[b];
      look->contrast += weight * part->contrast * part->contrast;
      n += weight;
    }
  n = MAX (n, 1.0);
  for (gint c = 0; c < 3; c++)
    {
      look->mean.rgb[c] /= n;
      look->mark[c] /= n;
    }
  for (gint b = 0; b < SMP_MATCH_BANDS; b++)
    look->bands[b] = sqrt (look->bands[b] / n);
  look->contrast = sqrt (look->contrast / n);
}

static void
correct_look (SmpTrial *trial)
{
  const SmpLook *drawn = &trial->drawn, *correction = &trial->correction;
  gdouble        rgb[3];

  for (gint c = 0; c < 3; c++)
    {
      rgb[c]              = drawn->mean.rgb[c] * correction->mean.rgb[c];
      trial->look.mark[c] = drawn->mark[c] * correction->mark[c];
    }
  smp_colour_set (&trial->look.mean, rgb);
  for (gint b = 0; b < SMP_MATCH_BANDS; b++)
    trial->look.bands[b] = drawn->bands[b] * correction->bands[b];
  trial->look.contrast = drawn->contrast * correction->contrast;
}

void
smp_trial_draw (SmpTrial *trial, const SmpParams *params)
{
  LookDrawing drawings[SMP_TRIAL_MOST_WINDOWS];
  GThread    *threads[SMP_TRIAL_MOST_WINDOWS];

  if (smp_is_stopped ())
    return;
  for (gint k = 0; k < trial->n_windows; k++)
    {
      drawings[k] = (LookDrawing) { trial, &trial->windows[k], params, { .contrast = 0.0 } };
      threads[k]  = g_thread_new ("smp-match", draw_and_look, &drawings[k]);
    }
  for (gint k = 0; k < trial->n_windows; k++)
    g_thread_join (threads[k]);
  add_looks (drawings, trial->n_windows, &trial->drawn);
  correct_look (trial);
}

static gdouble
factor (gdouble whole, gdouble part)
{
  return part > 1e-9 && whole > 1e-9 ? CLAMP (whole / part, 0.5, 2.0) : 1.0;
}

static void
correct_from_now_on (SmpTrial *trial, const SmpLook *whole, const gdouble ratio[3])
{
  const SmpLook *drawn = &trial->drawn;
  SmpLook       *to    = &trial->correction;

  for (gint c = 0; c < 3; c++)
    {
      gdouble part = drawn->mean.rgb[c] / MAX (trial->ring.mean.rgb[c], 1e-9);

      to->mean.rgb[c] = factor (ratio[c], part);
      to->mark[c]     = factor (whole->mark[c], drawn->mark[c]);
    }
  for (gint k = 0; k < SMP_MATCH_BANDS; k++)
    to->bands[k] = factor (whole->bands[k], drawn->bands[k]);
  to->contrast = factor (whole->contrast, drawn->contrast);
  correct_look (trial);
}

static void
measure_window_places (SmpTrial *trial, const SmpTrialWindow *window)
{
  const SmpPart part = { &trial->scene, window->after, &window->share, window->x - trial->scene.x,
                         window->y - trial->scene.y };

  smp_places_measure (&part, window->before, &trial->places[trial->n_places++]);
}

/* All of it, drawn. */
static void
judge_whole (SmpTrial *trial, const SmpParams *params, gboolean correct, SmpVerdict *verdict)
{
  SmpTrialWindow *whole = &trial->whole;
  SmpLook         look;
  gdouble         ratio[3];

  draw_window (trial, whole, params);
  smp_look_measure (whole->after, &whole->inner, params->px_per_mm, &look);
  smp_verdict_compare (&look, &trial->texture, verdict);
  measure_window_places (trial, whole);
  smp_verdict_judge_places (trial->places, 1, trial->surroundings, verdict, ratio);
  if (correct)
    correct_from_now_on (trial, &look, ratio);
}

gboolean
smp_trial_judge (SmpTrial        *trial,
                 const SmpParams *params,
                 gboolean         is_thorough,
                 SmpVerdict      *verdict)
{
  const SmpTrialWindow *whole = &trial->whole;
  gboolean              draws_whole =
    whole->inner.data &&
    (is_thorough || (gdouble) whole->width * (gdouble) whole->height <= MOST_QUICK_PX);

  *verdict = trial->ring_verdict;
  /* The places that were judged last stay: whoever goes on from them finds some. */
  if (smp_is_stopped ())
    return FALSE;
  clear_places (trial);
  if (is_thorough || !draws_whole)
    smp_trial_draw (trial, params);
  if (draws_whole)
    {
      judge_whole (trial, params, is_thorough, verdict);
    }
  else
    {
      smp_verdict_compare (&trial->look, &trial->ring, verdict);
      for (gint k = 0; k < trial->n_windows; k++)
        measure_window_places (trial, &trial->windows[k]);
      smp_verdict_judge_places (trial->places, trial->n_places, trial->surroundings, verdict, NULL);
    }
  smp_verdict_conclude (trial->places, trial->n_places, trial->surroundings,
                        trial->ring_verdict.contrast_ratio, verdict);
  return draws_whole;
}

void
smp_trial_find_places (SmpTrial *trial, const SmpParams *params)
{
  if (!trial->whole.inner.data || smp_is_stopped ())
    return;
  clear_places (trial);
  draw_window (trial, &trial->whole, params);
  measure_window_places (trial, &trial->whole);
}

void
smp_trial_restart (SmpTrial *trial)
{
  correct_nothing (&trial->correction);
  smp_field_clear (&trial->fill.cells);
  trial->fill.mean = 1.0;
}
