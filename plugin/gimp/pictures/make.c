/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked for is checked, and handed to its layout. */

#include <glib/gi18n-lib.h>

#include "compare.h"
#include "layouts.h"
#include "smp/error.h"
#include "text-layout.h"

/* What the selection covers; SMP_ERROR_IMAGE where there is none. */
static SmpCover *
make_cover (GimpImage *source, const SmpCompareOptions *options, GError **error)
{
  SmpCover *cover;
  gboolean  there;
  gint      x1, y1, x2, y2;

  if (!gimp_selection_bounds (source, &there, &x1, &y1, &x2, &y2) || !there)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("Nothing is selected to be covered: select the eyes or the face first."));
      return NULL;
    }
  cover          = g_new0 (SmpCover, 1);
  cover->blurred = options->cover == SMP_COVER_BLUR;
  cover->bounds  = *GEGL_RECTANGLE (x1, y1, x2 - x1, y2 - y1);
  cover->mask    = gimp_drawable_get_buffer (GIMP_DRAWABLE (gimp_image_get_selection (source)));
  return cover;
}

static gboolean
check (const SmpCompareOptions *options, GError **error)
{
  const gchar *sentence = NULL;
  gint         width, height;

  if (!options->label && smp_crop_is_social (options->crop, &width, &height))
    sentence = _ ("A picture for social media always carries the label that it is a simulation: "
                  "choose another crop, or keep the label.");
  else if (options->cover != SMP_COVER_NONE && options->crop == SMP_CROP_SELECTION)
    sentence = _ ("The selection can be what is shown, or what is covered, not both: choose "
                  "another crop.");
  else if (options->layout == SMP_LAYOUT_SHEET &&
           smp_crop_is_social (options->crop, &width, &height))
    sentence = _ ("A consultation sheet is a printed page: choose a crop that is no size for "
                  "social media.");
  if (!sentence)
    return TRUE;

  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, sentence);
  return FALSE;
}

static GimpImage *
make_layout (SmpCompare *self, GError **error)
{
  switch (self->options->layout)
    {
    case SMP_LAYOUT_SPLIT:
      return smp_compare_split (self, error);
    case SMP_LAYOUT_SHEET:
      return smp_compare_sheet (self, error);
    case SMP_LAYOUT_ANIMATION:
      return smp_compare_animation (self, error);
    default:
      return smp_compare_panels (self, error);
    }
}

GimpImage *
smp_compare_make (GPtrArray *treatments, const SmpCompareOptions *options, GError **error)
{
  const SmpMoment     own     = { SMP_MOMENT_OWN, 0, 0.0 };
  const SmpTreatment *first   = g_ptr_array_index (treatments, 0);
  SmpCompare          self    = { options, treatments, first->image, NULL, NULL, NULL };
  GimpImage          *picture = NULL;

  if (!check (options, error) || !(self.font = smp_words_font (error)))
    return NULL;
  if (options->cover != SMP_COVER_NONE && !(self.cover = make_cover (self.source, options, error)))
    return NULL;

  gimp_progress_init (_ ("Making the picture"));
  self.scene = smp_scene_new (treatments, error);
  if (self.scene && (!options->redraw || smp_scene_show (self.scene, &own, SMP_LOSS_OWN, error)))
    picture = make_layout (&self, error);
  smp_scene_free (self.scene);
  gimp_progress_end ();
  if (self.cover)
    g_object_unref (self.cover->mask);
  g_free (self.cover);
  return picture;
}
