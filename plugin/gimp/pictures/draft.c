/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "draft.h"
#include "options.h"
#include "smp/error.h"
#include "smp/text.h"
#include "treatment/pause.h"
#include "treatment/treatments.h"
#include "views.h"

/* Of the page's width, so much of what is shown is kept: letters stay as large beside it as they
 * will be, and not much more is drawn than is seen. */
#define KEPT 2.0

/* An image, and its copy of that size. */
typedef struct
{
  GimpImage *image;
  GimpImage *copy;
  gdouble    scale;
} Copy;

struct _SmpDraft
{
  GPtrArray         *treatments;
  GPtrArray         *copies;
  gint               most_width;
  SmpPauseFunc       answer;
  gpointer           data;
  SmpCompareOptions *spoken; /* while labels are written, or NULL */
};

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_clear_pointer (&self->copy, gimp_image_delete);
  g_free (self);
}

SmpDraft *
smp_draft_new (GPtrArray *treatments, SmpPauseFunc answer, gpointer data)
{
  SmpDraft *self = g_new0 (SmpDraft, 1);

  self->treatments = treatments;
  self->answer     = answer;
  self->data       = data;
  self->copies     = g_ptr_array_new_with_free_func (copy_free);
  return self;
}

static GimpImage *
image_of (const SmpDraft *self)
{
  return ((SmpTreatment *) g_ptr_array_index (self->treatments, 0))->image;
}

/* The wider of what is treated with its margin and, where more is shown, the photo. */
static gint
shown_width (const SmpDraft *self, GimpProcedureConfig *config)
{
  const SmpCrop crop = (SmpCrop) gimp_procedure_config_get_choice_id (config, "crop");
  GeglRectangle all  = { 0, 0, 0, 0 };
  gdouble       margin_percent;

  if (crop == SMP_CROP_PHOTO)
    return gimp_image_get_width (image_of (self));
  g_object_get (config, "margin", &margin_percent, NULL);
  for (guint i = 0; i < self->treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (self->treatments, i);

      gegl_rectangle_bounding_box (&all, &all, &treatment->region->bounds);
    }
  return MAX ((gint) (all.width * (1.0 + 0.02 * margin_percent)), 1);
}

static void
name_as (GimpItem **copies, GimpItem **items)
{
  for (gint i = 0; copies && items && copies[i] && items[i]; i++)
    {
      gimp_item_set_tattoo (copies[i], gimp_item_get_tattoo (items[i]));
      if (gimp_item_is_group (items[i]))
        {
          g_autofree GimpItem **inner_copies = gimp_item_get_children (copies[i]);
          g_autofree GimpItem **inner_items  = gimp_item_get_children (items[i]);

          name_as (inner_copies, inner_items);
        }
    }
}

/* SMP layers know their photo and their region by tattoo, and GIMP gives copies other ones. */
static void
keep_tattoos (GimpImage *copy, GimpImage *image)
{
  g_autofree GimpLayer   **copied_layers   = gimp_image_get_layers (copy);
  g_autofree GimpLayer   **layers          = gimp_image_get_layers (image);
  g_autofree GimpChannel **copied_channels = gimp_image_get_channels (copy);
  g_autofree GimpChannel **channels        = gimp_image_get_channels (image);
  g_autofree GimpPath    **copied_paths    = gimp_image_get_paths (copy);
  g_autofree GimpPath    **paths           = gimp_image_get_paths (image);

  name_as ((GimpItem **) copied_layers, (GimpItem **) layers);
  name_as ((GimpItem **) copied_channels, (GimpItem **) channels);
  name_as ((GimpItem **) copied_paths, (GimpItem **) paths);
}

static Copy *
copy_of (SmpDraft *self, GimpImage *image)
{
  Copy *copy;

  for (guint i = 0; i < self->copies->len; i++)
    if ((copy = g_ptr_array_index (self->copies, i))->image == image)
      return copy;
  copy        = g_new0 (Copy, 1);
  copy->image = image;
  g_ptr_array_add (self->copies, copy);
  return copy;
}

/* Copies the image, unless there is a copy of that size already; NULL with the error. */
static GimpImage *
small_image (SmpDraft *self, GimpImage *image, gdouble scale, GError **error)
{
  Copy *copy = copy_of (self, image);

  scale = MIN (scale, 1.0);
  if (copy->copy && scale == copy->scale)
    return copy->copy;
  g_clear_pointer (&copy->copy, gimp_image_delete);
  copy->scale = scale;
  copy->copy  = gimp_image_duplicate (image);
  if (!copy->copy)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("GIMP could not draw the picture: its memory or its folder for temporary "
                      "files may be full."));
      return NULL;
    }
  gimp_image_undo_disable (copy->copy);
  keep_tattoos (copy->copy, image);
  smp_pause (NULL);
  if (scale < 1.0)
    gimp_image_scale (copy->copy, MAX (1, (gint) lround (scale * gimp_image_get_width (image))),
                      MAX (1, (gint) lround (scale * gimp_image_get_height (image))));
  return smp_pause (error) ? copy->copy : NULL;
}

/* A further view has no more than half of the page's width; an SMP layer is as wide as what it
 * treats. */
static GimpImage *
small_view (GimpImage *image, gpointer data, GError **error)
{
  SmpDraft                 *self  = data;
  g_autofree GimpDrawable **shown = smp_ageing_shown (image);
  gint                      width = 1;

  for (gint i = 0; shown[i]; i++)
    width = MAX (width, gimp_drawable_get_width (shown[i]));
  return small_image (self, image, 0.5 * KEPT * self->most_width / width, error);
}

/* What stands still for an animation. */
static void
stand_still (SmpCompareOptions *options)
{
  if (smp_layout_has (options->layout, SMP_LAYOUT_HAS_FRAMES))
    options->layout =
      options->motion == SMP_MOTION_WIPE ? SMP_LAYOUT_SPLIT : SMP_LAYOUT_SIDE_BY_SIDE;
}

/* The dialog does not speak the language of labels. */
static gboolean
on_pause (gpointer data)
{
  SmpDraft *self = data;
  gboolean  goes_on;

  smp_text_speak (NULL, NULL, NULL);
  goes_on = self->answer (self->data);
  return goes_on && (!self->spoken || smp_compare_options_speak (self->spoken, NULL));
}

static GimpImage *
make_page (SmpDraft *self, GimpImage *copy, GimpProcedureConfig *config, GError **error)
{
  g_auto (SmpCompareOptions) options = { .stand_in = small_view, .stand_in_data = self };
  g_autofree GimpDrawable **shown    = smp_ageing_shown (copy);
  g_autoptr (GPtrArray) treatments   = smp_ageing_treatments (copy, shown, error);
  GimpImage *page;

  if (!treatments || !smp_compare_options_read (&options, config, treatments, error))
    return NULL;
  stand_still (&options);
  if (!smp_compare_options_speak (&options, error))
    return NULL;
  self->spoken = &options;
  page         = smp_compare_make (treatments, &options, error);
  self->spoken = NULL;
  smp_text_speak (NULL, NULL, NULL);
  return page;
}

cairo_surface_t *
smp_draft_page (SmpDraft            *draft,
                GimpProcedureConfig *config,
                gint                 most_width,
                gint                 most_height,
                GError             **error)
{
  cairo_surface_t *surface = NULL;
  GimpImage       *copy, *page;

  draft->most_width = most_width;
  smp_pause_set (on_pause, draft);
  if ((copy = small_image (draft, image_of (draft), KEPT * most_width / shown_width (draft, config),
                           error)) &&
      (page = make_page (draft, copy, config, error)))
    {
      surface = smp_image_surface (page, most_width, most_height, error);
      gimp_image_delete (page);
    }
  smp_pause_set (NULL, NULL);
  return surface;
}

void
smp_draft_free (SmpDraft *draft)
{
  if (!draft)
    return;
  g_ptr_array_unref (draft->copies);
  g_free (draft);
}
