/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "anchor.h"
#include "outlines.h"
#include "smp/text.h"

#define DATA_KEY "smp-outlines"

/* selection is NULL where nothing was selected. */
struct _SmpOutlines
{
  GimpImage    *image;
  GPtrArray    *paths;
  GimpChannel  *selection;
  GeglRectangle bounds;
};

static gboolean
selected_bounds (GimpImage *image, GeglRectangle *bounds)
{
  gboolean some;
  gint     x1, y1, x2, y2;

  if (!gimp_selection_bounds (image, &some, &x1, &y1, &x2, &y2) || !some || x2 <= x1 || y2 <= y1)
    return FALSE;
  *bounds = *GEGL_RECTANGLE (x1, y1, x2 - x1, y2 - y1);
  return TRUE;
}

static void
hide_paths (SmpOutlines *self)
{
  g_autofree GimpPath **paths = smp_anchor_other_paths (self->image, FALSE);

  for (gint i = 0; paths && paths[i]; i++)
    if (gimp_item_get_visible (GIMP_ITEM (paths[i])))
      {
        gimp_item_set_visible (GIMP_ITEM (paths[i]), FALSE);
        g_ptr_array_add (self->paths, paths[i]);
      }
}

/* The layers or channels that were selected stay so: the new channel would take their place. */
static void
hide_selection (SmpOutlines *self)
{
  g_autofree GimpLayer   **layers   = gimp_image_get_selected_layers (self->image);
  g_autofree GimpChannel **channels = gimp_image_get_selected_channels (self->image);

  self->selection = GIMP_CHANNEL (gimp_selection_save (self->image));
  gimp_item_set_name (GIMP_ITEM (self->selection), _ ("SMP selection, while it is hidden"));
  gimp_item_set_visible (GIMP_ITEM (self->selection), FALSE);
  gimp_selection_none (self->image);
  if (layers && layers[0])
    gimp_image_set_selected_layers (self->image, (const GimpLayer **) layers);
  else if (channels && channels[0])
    gimp_image_set_selected_channels (self->image, (const GimpChannel **) channels);
}

SmpOutlines *
smp_outlines_hide (GimpImage *image)
{
  SmpOutlines *self = g_new0 (SmpOutlines, 1);

  self->image = image;
  self->paths = g_ptr_array_new ();
  gimp_image_undo_freeze (image);
  hide_paths (self);
  if (selected_bounds (image, &self->bounds))
    hide_selection (self);
  gimp_image_undo_thaw (image);
  g_object_set_data (G_OBJECT (image), DATA_KEY, self);
  return self;
}

static gboolean
has_selection (const SmpOutlines *self)
{
  return self && self->selection && gimp_item_is_valid (GIMP_ITEM (self->selection));
}

static void
show (SmpOutlines *self)
{
  for (guint i = 0; i < self->paths->len; i++)
    if (gimp_item_is_valid (self->paths->pdata[i]))
      gimp_item_set_visible (self->paths->pdata[i], TRUE);
  if (!has_selection (self))
    return;
  if (gimp_selection_is_empty (self->image))
    gimp_image_select_item (self->image, GIMP_CHANNEL_OP_REPLACE, GIMP_ITEM (self->selection));
  gimp_image_remove_channel (self->image, self->selection);
}

void
smp_outlines_show (SmpOutlines *self)
{
  g_object_set_data (G_OBJECT (self->image), DATA_KEY, NULL);
  if (gimp_image_is_valid (self->image))
    {
      gimp_image_undo_freeze (self->image);
      show (self);
      gimp_image_undo_thaw (self->image);
    }
  g_ptr_array_unref (self->paths);
  g_free (self);
}

GimpDrawable *
smp_outlines_selection (GimpImage *image, GeglRectangle *bounds)
{
  const SmpOutlines *hidden = g_object_get_data (G_OBJECT (image), DATA_KEY);

  if (selected_bounds (image, bounds))
    return GIMP_DRAWABLE (gimp_image_get_selection (image));
  if (!has_selection (hidden))
    return NULL;
  *bounds = hidden->bounds;
  return GIMP_DRAWABLE (hidden->selection);
}
