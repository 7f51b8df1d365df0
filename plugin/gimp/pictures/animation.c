/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A short animation: the split line wipes across, or the years go by. */

#include <math.h>

#include "smp/error.h"
#include "split.h"
#include "smp/text.h"

#define MOST_PX       900
#define N_STEPS       12
#define STEP_MS       90
#define HOLD_MS       1200
#define FRAMES_A_YEAR 2.0
#define YEAR_STEP_MS  220
#define LAST_YEAR     10.0
#define FROM          12.0
#define TO            88.0

/* Puts what the page shows into the frames' image, as one frame. */
static gboolean
add_frame (GimpImage **frames, GimpImage *page, const gchar *words, gint ms, GError **error)
{
  g_autofree gchar *name = g_strdup_printf ("%s (%dms) (replace)", words, ms);
  GimpLayer        *layer;

  if (!*frames)
    *frames =
      smp_page_image (page, gimp_image_get_width (page), gimp_image_get_height (page), error);
  if (!*frames)
    return FALSE;
  layer = gimp_layer_new_from_visible (page, *frames, name);
  if (layer && gimp_image_insert_layer (*frames, layer, NULL, 0))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               P_ ("GIMP could not make a frame of the animation: its memory or its folder for "
                   "temporary files may be full."));
  return FALSE;
}

/* From mostly simulated to mostly before and back, with a rest at each end and easing between. */
static GimpImage *
wipe (SmpCompare *self, GError **error)
{
  GimpImage *frames = NULL;
  gboolean   done   = TRUE;
  SmpSplit   split;

  if (!smp_split_new (&split, self, MOST_PX, error))
    return NULL;
  for (gint i = 0; done && i < 2 * N_STEPS; i++)
    {
      const gdouble way   = 0.5 - 0.5 * cos (G_PI * i / N_STEPS);
      const gchar  *words = _ ("Split");

      smp_split_move (&split, self->options->angle_deg, TO + way * (FROM - TO));
      done = smp_page_check (split.page, error) &&
             add_frame (&frames, split.page->image, words, i % N_STEPS ? STEP_MS : HOLD_MS, error);
      gimp_progress_update ((i + 1.0) / (2 * N_STEPS));
    }
  smp_page_free (split.page);
  if (!done && frames)
    g_clear_pointer (&frames, gimp_image_delete);
  return frames;
}

static GArray *
years_of (const SmpCompareOptions *options)
{
  const SmpMoment before  = { SMP_MOMENT_BEFORE, 0, 0.0 };
  GArray         *moments = g_array_new (FALSE, TRUE, sizeof (SmpMoment));
  gdouble         last    = LAST_YEAR;

  for (guint i = 0; options->moments && i < options->moments->len; i++)
    {
      const SmpMoment *moment = &g_array_index (options->moments, SmpMoment, i);

      if (moment->kind == SMP_MOMENT_YEARS)
        last = i && g_array_index (options->moments, SmpMoment, i - 1).kind == SMP_MOMENT_YEARS
                 ? MAX (last, moment->years)
                 : moment->years;
    }
  g_array_append_val (moments, before);
  for (gint i = 0; i <= (gint) ceil (last * FRAMES_A_YEAR); i++)
    {
      SmpMoment moment = { SMP_MOMENT_YEARS, 0, MIN (i / FRAMES_A_YEAR, last) };

      g_array_append_val (moments, moment);
    }
  return moments;
}

typedef struct
{
  GimpImage *frames;
  GArray    *moments;
} Years;

static gboolean
add_year (GimpImage *page, guint number, gpointer data, GError **error)
{
  Years            *years = data;
  gboolean          rest  = number <= 1 || number + 1 == years->moments->len;
  g_autofree gchar *words = smp_moment_label (&g_array_index (years->moments, SmpMoment, number));

  return add_frame (&years->frames, page, words, rest ? HOLD_MS : YEAR_STEP_MS, error);
}

static GimpImage *
through_the_years (SmpCompare *self, GError **error)
{
  Years years                = { NULL, years_of (self->options) };
  g_autoptr (GArray) moments = years.moments;
  g_autoptr (GArray) panels =
    smp_compare_moment_panels (years.moments, FALSE, self->options->outcome);

  if (!smp_compare_frames (self, panels, MOST_PX, add_year, &years, error) && years.frames)
    g_clear_pointer (&years.frames, gimp_image_delete);
  return years.frames;
}

GimpImage *
smp_compare_animation (SmpCompare *self, GError **error)
{
  GimpImage *frames = self->options->motion == SMP_MOTION_YEARS ? through_the_years (self, error)
                                                                : wipe (self, error);

  if (frames)
    {
      gimp_image_undo_enable (frames);
      gimp_image_clean_all (frames);
    }
  return frames;
}
