/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A short animation: the split line wipes across, or the years go by. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "split.h"

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
static void
add_frame (GimpImage **frames, GimpImage *page, const gchar *words, gint ms)
{
  gchar     *name = g_strdup_printf ("%s (%dms) (replace)", words, ms);
  GimpLayer *layer;

  if (!*frames)
    {
      GimpColorProfile *profile = gimp_image_get_color_profile (page);

      *frames =
        gimp_image_new_with_precision (gimp_image_get_width (page), gimp_image_get_height (page),
                                       GIMP_RGB, gimp_image_get_precision (page));
      gimp_image_undo_disable (*frames);
      if (profile)
        {
          gimp_image_set_color_profile (*frames, profile);
          g_object_unref (profile);
        }
    }
  layer = gimp_layer_new_from_visible (page, *frames, name);
  gimp_image_insert_layer (*frames, layer, NULL, 0);
  g_free (name);
}

/* From mostly simulated to mostly before and back, with a rest at each end and easing between. */
static GimpImage *
wipe (SmpCompare *self, GError **error)
{
  GimpImage *frames = NULL;
  SmpSplit   split;

  if (!smp_split_new (&split, self, MOST_PX, error))
    return NULL;
  for (gint i = 0; i < 2 * N_STEPS; i++)
    {
      const gdouble way   = 0.5 - 0.5 * cos (G_PI * i / N_STEPS);
      const gchar  *words = _ ("Split");

      smp_split_move (&split, self->options->angle_deg, TO + way * (FROM - TO));
      add_frame (&frames, split.page->image, words, i % N_STEPS ? STEP_MS : HOLD_MS);
      gimp_progress_update ((i + 1.0) / (2 * N_STEPS));
    }
  smp_page_free (split.page);
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

static void
add_year (GimpImage *page, guint number, gpointer data)
{
  Years   *years = data;
  gboolean rest  = number <= 1 || number + 1 == years->moments->len;
  gchar   *words = smp_moment_label (&g_array_index (years->moments, SmpMoment, number));

  add_frame (&years->frames, page, words, rest ? HOLD_MS : YEAR_STEP_MS);
  g_free (words);
}

static GimpImage *
through_the_years (SmpCompare *self, GError **error)
{
  Years   years  = { NULL, years_of (self->options) };
  GArray *panels = smp_compare_moment_panels (years.moments, FALSE);

  if (!smp_compare_frames (self, panels, MOST_PX, add_year, &years, error) && years.frames)
    g_clear_pointer (&years.frames, gimp_image_delete);
  g_array_unref (panels);
  g_array_unref (years.moments);
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
