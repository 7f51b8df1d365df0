/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked for is checked, and handed to its layout. */

#include "compare.h"
#include "layouts.h"
#include "price.h"
#include "smp/error.h"
#include "treatment/photo-name.h"
#include "treatment/treatments.h"
#include "smp/text.h"

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
                   P_ ("Nothing is selected to be covered: select the eyes or the face first."));
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
    sentence = P_ ("A picture for social media always carries the label that it is a simulation: "
                   "choose another crop, or keep the label.");
  else if (options->cover != SMP_COVER_NONE && options->crop == SMP_CROP_SELECTION)
    sentence = P_ ("The selection can be what is shown, or what is covered, not both: choose "
                   "another crop.");
  else if (smp_layout_has (options->layout, SMP_LAYOUT_IS_PRINTED) &&
           smp_crop_is_social (options->crop, &width, &height))
    sentence = P_ ("A consultation sheet is a printed page: choose a crop that is no size for "
                   "social media.");
  else if (options->all_outcomes && smp_layout_has (options->layout, SMP_LAYOUT_HAS_ONE_OUTCOME))
    sentence = P_ ("A split picture, alternatives and an animation show one outcome: choose the "
                   "good, the typical or the poor one.");
  if (!sentence)
    return TRUE;

  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, sentence);
  return FALSE;
}

/* A picture of a hidden photo would be one of dots on nothing. */
static gboolean
photos_are_shown (GPtrArray *treatments, GError **error)
{
  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);

      if (smp_item_is_shown (GIMP_ITEM (treatment->photo)))
        continue;
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   P_ ("The photo “%s” is hidden, so that there is nothing to compare: show its "
                       "layer first."),
                   gimp_item_get_name (GIMP_ITEM (treatment->photo)));
      return FALSE;
    }
  return TRUE;
}

static GimpImage *
make_layout (SmpCompare *self, GError **error)
{
  static const SmpLayoutFunc makers[] = {
#define SMP_LAYOUT(value, nick, label, maker, columns, traits, times) [value] = maker,
#include "layouts.def"
  };

  return makers[self->options->layout](self, error);
}

/* Whether a file of that name is there, or an open picture has it and would be written over it. */
static gboolean
is_taken (const gchar *path)
{
  g_autofree GimpImage **images = gimp_get_images ();
  g_autoptr (GFile) file        = g_file_new_for_path (path);
  gboolean taken                = g_file_test (path, G_FILE_TEST_EXISTS);

  for (gint i = 0; images && images[i] && !taken; i++)
    {
      g_autoptr (GFile) other = gimp_image_get_file (images[i]);

      taken = other && g_file_equal (file, other);
    }
  return taken;
}

/* Named after the case, as a file beside the photo's that is not there yet: nothing is written. */
static void
name_picture (GimpImage *picture, GimpImage *source)
{
  GFile            *photo = smp_photo_file (source);
  g_autofree gchar *path  = photo ? g_file_get_path (photo) : NULL;
  g_autofree gchar *base = NULL, *folder = NULL, *free_path = NULL;
  g_autoptr (GFile) file = NULL;

  if (!path)
    return;
  folder = g_path_get_dirname (path);
  base   = smp_photo_name (source);
  for (gint number = 1; !free_path || is_taken (free_path); number++)
    {
      /* Translators: the name of a new picture: the photo's name, and a number from the second on.
       */
      g_autofree gchar *name = number == 1
                                 ? g_strdup_printf (_ ("%s, simulation.xcf"), base)
                                 : g_strdup_printf (_ ("%s, simulation %d.xcf"), base, number);

      g_free (free_path);
      free_path = g_build_filename (folder, name, NULL);
    }
  file = g_file_new_for_path (free_path);
  gimp_image_set_file (picture, file);
}

/* What is shown where the moment is the layers' own. */
static SmpOutcome
first_outcome (const SmpCompareOptions *options)
{
  return options->all_outcomes || smp_layout_has (options->layout, SMP_LAYOUT_IS_PRINTED)
           ? SMP_OUTCOME_TYPICAL
           : options->outcome;
}

gboolean
smp_compare_begin (SmpCompare              *self,
                   GPtrArray               *treatments,
                   const SmpCompareOptions *options,
                   GError                 **error)
{
  const SmpMoment     own     = { SMP_MOMENT_OWN, 0, 0.0 };
  const SmpTreatment *first   = g_ptr_array_index (treatments, 0);
  const SmpOutcome    outcome = first_outcome (options);
  GimpFont           *font;

  *self = (SmpCompare) { .options = options, .treatments = treatments, .source = first->image };
  if (!check (options, error) || !smp_price_check (options, error) ||
      !photos_are_shown (treatments, error) || !(font = smp_page_font (error)))
    return FALSE;
  if (options->cover != SMP_COVER_NONE &&
      !(self->cover = make_cover (self->source, options, error)))
    return FALSE;
  self->words = smp_page_words (font);
  self->scene = smp_stage_image_new (treatments, error);
  return self->scene && ((!options->redraw && outcome == SMP_OUTCOME_TYPICAL) ||
                         smp_stage_image_show (self->scene, NULL, &own, outcome, error));
}

void
smp_compare_end (SmpCompare *self)
{
  smp_stage_image_free (self->scene);
  if (self->cover)
    g_object_unref (self->cover->mask);
  g_free (self->cover);
  smp_words_free (self->words);
}

GimpImage *
smp_compare_make (GPtrArray *treatments, const SmpCompareOptions *options, GError **error)
{
  GimpImage *picture = NULL;
  SmpCompare self;

  gimp_progress_init (P_ ("Making the picture"));
  if (smp_compare_begin (&self, treatments, options, error))
    picture = make_layout (&self, error);
  gimp_progress_end ();
  if (picture)
    {
      name_picture (picture, self.source);
      gimp_image_clean_all (picture);
    }
  smp_compare_end (&self);
  return picture;
}
