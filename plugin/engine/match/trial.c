/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "trial.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define WINDOW_MM 7.0

/* Larger regions are judged by their windows alone: in a hurry, and at all. */
#define MOST_QUICK_PX 2e6
#define MOST_WHOLE_PX 8e6

/* Places are to be paler than the ring near by, by this optical depth, which is 0.3 L*: evenly
 * light is not seen where single dots too many are. */
#define BELOW 0.012

/* One step changes a place's share of dots by no more than these factors; no place gets more than
 * so many times the mean, and shares change over this distance. */
#define LEAST_STEP  0.3
#define MOST_STEP   1.8
#define MOST_UNEVEN 2.0
#define SMOOTH_MM   0.7

/* Dots that take less light than this, as an optical depth, say nothing of what more would do. */
#define LEAST_DONE 0.01

/* A place's disc reaches so many places beyond it. */
#define DISC_CELLS 2

/* Where the surface shines no number of dots helps. */
#define GLARY 0.08

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

/* The region's bounds, and a little more, so that its places are those of the whole scene. */
static void
find_whole (SmpTrial *trial, const SmpScene *scene, const SmpField *inner)
{
  SmpTrialWindow *whole = &trial->whole;
  gint            left = scene->width, top = scene->height, right = 0, bottom = 0;
  gint            beyond = (gint) ceil (SMP_EDGE_MM * scene->px_per_mm) + 1;
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

gdouble
smp_trial_mean_fill (const SmpTrial *trial)
{
  return trial->fill.mean * trial->surroundings->mean_need;
}

void
smp_trial_restart (SmpTrial *trial)
{
  correct_nothing (&trial->correction);
  smp_field_clear (&trial->fill.cells);
  trial->fill.mean = 1.0;
}

void
smp_trial_save_fill (const SmpTrial *trial, SmpFill *fill)
{
  const SmpField *cells = &trial->fill.cells;

  smp_field_clear (&fill->cells);
  *fill = trial->fill;
  fill->cells.data =
    g_memdup2 (cells->data, sizeof (gfloat) * (gsize) cells->width * (gsize) cells->height);
}

void
smp_trial_take_fill (SmpTrial *trial, SmpFill *fill)
{
  smp_field_clear (&trial->fill.cells);
  trial->fill = *fill;
  memset (fill, 0, sizeof *fill);
}

void
smp_trial_density (const SmpTrial *trial, const SmpParams *params, SmpPlane *density)
{
  gfloat scale = trial->fill.cells.data ? 1.0f / (gfloat) trial->fill.step_px : 0.0f;

  smp_surroundings_deficit (trial->surroundings, trial->region, params->density_per_cm2,
                            params->margin_mm, density);
  if (!trial->fill.cells.data)
    return;
  for (gint y = 0; y < density->height; y++)
    {
      gfloat *row  = smp_plane_at (density, density->x, density->y + y);
      gfloat  down = ((gfloat) (density->y + y - trial->fill.y) + 0.5f) * scale - 0.5f;

      for (gint x = 0; x < density->width; x++)
        if (row[x] > 0.0f)
          row[x] *=
            smp_field_at (&trial->fill.cells,
                          ((gfloat) (density->x + x - trial->fill.x) + 0.5f) * scale - 0.5f, down);
    }
}

/* Puts the dots' light on the photo, below its shine. */
static void
lay_over (SmpTrialWindow *window, const SmpPlane *light)
{
  for (gsize i = 0; i < (gsize) window->width * (gsize) window->height; i++)
    {
      gfloat        glare = window->glare.data[i];
      const gfloat *share = light->data + 4 * i;

      for (gsize c = 0; c < 3; c++)
        window->after[c].data[i] = window->before[c].data[i] *
                                   (glare + (1.0f - glare) * (share[3] > 0.0f ? share[c] : 1.0f));
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
  smp_trial_density (trial, params, &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, &light);
  lay_over (window, &light);
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

  smp_rows_stay_in_thread ();
  draw_window (drawing->trial, drawing->window, drawing->params);
  smp_look_measure (drawing->window->after, &drawing->window->inner, drawing->params->px_per_mm,
                    &drawing->look);
  return NULL;
}

/* What the windows' looks are together. */
static void
add_looks (const Drawing *drawings, gint n_drawings, SmpLook *look)
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
  Drawing  drawings[SMP_TRIAL_MOST_WINDOWS];
  GThread *threads[SMP_TRIAL_MOST_WINDOWS];

  for (gint k = 0; k < trial->n_windows; k++)
    {
      drawings[k] = (Drawing) { trial, &trial->windows[k], params, { .contrast = 0.0 } };
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

  clear_places (trial);
  *verdict = trial->ring_verdict;
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
  smp_verdict_conclude (trial->places, trial->n_places, trial->surroundings, verdict);
  return draws_whole;
}

/* Places without any of the region take their neighbours' value, and all become a little smoother,
 * so that no place's share is seen as an edge. */
static void
smooth_fill (const SmpPlaces *places, gdouble px_per_mm, SmpField *fill)
{
  gdouble  sigma = SMOOTH_MM * px_per_mm / places->step_px;
  gint     n     = fill->width * fill->height;
  SmpField area;

  smp_field_init (&area, fill->width, fill->height);
  for (gint i = 0; i < n; i++)
    {
      area.data[i] = (gfloat) places->spots[i].area;
      fill->data[i] *= area.data[i];
    }
  smp_field_blur (fill, sigma, fill);
  smp_field_blur (&area, sigma, &area);
  for (gint i = 0; i < n; i++)
    fill->data[i] = area.data[i] > 1e-4f ? fill->data[i] / area.data[i] : -1.0f;
  smp_field_clear (&area);
}

/* The mean over the region. */
static gdouble
mean_of_fill (const SmpPlaces *places, const SmpField *fill)
{
  gdouble sum = 0.0, area = 0.0;

  for (gint i = 0; i < fill->width * fill->height; i++)
    {
      sum += places->spots[i].area * (gdouble) fill->data[i];
      area += places->spots[i].area;
    }
  return area > 0.0 ? sum / area : 1.0;
}

static void
start_fill (SmpTrial *trial, const SmpPlaces *places)
{
  if (trial->fill.cells.data)
    return;
  smp_field_init (&trial->fill.cells, places->columns, places->rows);
  for (gint i = 0; i < places->columns * places->rows; i++)
    trial->fill.cells.data[i] = 1.0f;
  trial->fill.x       = places->x;
  trial->fill.y       = places->y;
  trial->fill.step_px = places->step_px;
}

/* How many times the dots of a place it needs. */
static gdouble
step_of (const SmpSpot *spot)
{
  gdouble step;

  if (spot->done < LEAST_DONE)
    return 1.0;
  step = MAX (spot->need - BELOW, 0.0) / spot->done;
  return CLAMP (step, LEAST_STEP, spot->glare > GLARY ? 1.0 : MOST_STEP);
}

void
smp_trial_even_out (SmpTrial *trial, gdouble most_per_cm2, SmpParams *params)
{
  const SmpPlaces *places = &trial->places[0];
  SmpField        *fill   = &trial->fill.cells;
  gfloat           mean, most = 0.0f, raise;
  gint             n = places->columns * places->rows;

  start_fill (trial, places);
  for (gint i = 0; i < n; i++)
    if (places->spots[i].area > 0.0)
      fill->data[i] *= (gfloat) step_of (&places->spots[i]);
  smooth_fill (places, trial->scene.px_per_mm, fill);
  mean = (gfloat) mean_of_fill (places, fill);
  for (gint i = 0; i < n; i++)
    {
      if (fill->data[i] < 0.0f)
        fill->data[i] = mean;
      fill->data[i] = MIN (fill->data[i], (gfloat) MOST_UNEVEN * mean);
      if (places->spots[i].area > 0.0)
        most = MAX (most, fill->data[i]);
    }
  if (most <= 0.0f)
    return;
  raise = MIN (most, (gfloat) MAX (most_per_cm2 / MAX (params->density_per_cm2, 1.0), 1e-3));
  params->density_per_cm2 *= (gdouble) raise;
  for (gint i = 0; i < n; i++)
    fill->data[i] = MIN (fill->data[i] / raise, 1.0f);
  trial->fill.mean = mean_of_fill (places, fill);
}

/* Takes so large a share of their dots from a place and, less, from those that its disc reaches. */
static void
thin_out (const SmpPlaces *places, gint column, gint row, gdouble share, SmpField *factors)
{
  for (gint j = MAX (row - DISC_CELLS, 0); j <= MIN (row + DISC_CELLS, places->rows - 1); j++)
    for (gint i = MAX (column - DISC_CELLS, 0); i <= MIN (column + DISC_CELLS, places->columns - 1);
         i++)
      {
        gdouble away   = hypot (i - column, j - row) / (DISC_CELLS + 1);
        gfloat *factor = &smp_field_row (factors, j)[i];

        *factor = MIN (*factor, (gfloat) (1.0 - share * MAX (1.0 - away * away, 0.0)));
      }
}

void
smp_trial_lighten (SmpTrial *trial, gdouble darkest)
{
  const SmpPlaces *places = &trial->places[0];
  gint             n      = places->columns * places->rows;
  SmpField         factors;

  start_fill (trial, places);
  smp_field_init (&factors, places->columns, places->rows);
  for (gint i = 0; i < n; i++)
    factors.data[i] = 1.0f;
  for (gint i = 0; i < n; i++)
    if (places->spots[i].area > 0.0 && places->spots[i].lab[0] < darkest)
      thin_out (places, i % places->columns, i / places->columns,
                1.0 - MIN (step_of (&places->spots[i]), 1.0), &factors);
  for (gint i = 0; i < n; i++)
    trial->fill.cells.data[i] *= factors.data[i];
  smp_field_clear (&factors);
  trial->fill.mean = mean_of_fill (places, &trial->fill.cells);
}
