/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "buffers.h"
#include "drawables.h"
#include "painting.h"
#include "smp/error.h"
#include "smp/text.h"

/* So many times as long as reading the channel took is waited before it is read again. */
#define PAUSE_SHARE 10

struct _SmpPainting
{
  SmpTreatment *treatment;
  GimpLayer   **selected;
  gboolean      was_visible;
  gdouble       opacity;
  gchar        *seen;
  gboolean      was_used;
  gint64        next_us;
};

static SmpRegion *
painted_region (SmpTreatment *treatment, GError **error)
{
  return smp_region_from_channel (treatment->image, treatment->channel, NULL, error);
}

static void
show (SmpTreatment *treatment, gboolean visible, gdouble opacity)
{
  gimp_image_undo_freeze (treatment->image);
  gimp_channel_set_opacity (treatment->channel, opacity);
  gimp_item_set_visible (GIMP_ITEM (treatment->channel), visible);
  gimp_image_undo_thaw (treatment->image);
}

SmpPainting *
smp_painting_new (SmpTreatment *treatment, GError **error)
{
  SmpPainting *self;

  if (treatment->is_carried)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The layer was moved away from its region: press OK first, which takes the "
                      "region along, and paint when you edit it again."));
      return NULL;
    }
  self              = g_new0 (SmpPainting, 1);
  self->treatment   = treatment;
  self->selected    = gimp_image_get_selected_layers (treatment->image);
  self->was_visible = gimp_item_get_visible (GIMP_ITEM (treatment->channel));
  self->opacity     = gimp_channel_get_opacity (treatment->channel);
  self->seen        = smp_drawable_fingerprint (GIMP_DRAWABLE (treatment->channel), NULL);
  show (treatment, TRUE, 0.0);
  gimp_image_set_selected_channels (treatment->image,
                                    (const GimpChannel *[]) { treatment->channel, NULL });
  treatment->make_region = painted_region;
  gimp_displays_flush ();
  return self;
}

gboolean
smp_painting_has_changed (SmpPainting *self)
{
  gint64            begin_us = g_get_monotonic_time ();
  g_autofree gchar *seen     = NULL;

  if (begin_us < self->next_us || !smp_treatment_check_there (self->treatment, NULL))
    return FALSE;
  seen          = smp_drawable_fingerprint (GIMP_DRAWABLE (self->treatment->channel), NULL);
  self->next_us = g_get_monotonic_time () + PAUSE_SHARE * (g_get_monotonic_time () - begin_us);
  if (g_strcmp0 (seen, self->seen) == 0)
    return FALSE;
  g_free (self->seen);
  self->seen     = g_steal_pointer (&seen);
  self->was_used = TRUE;
  return TRUE;
}

gboolean
smp_painting_was_used (const SmpPainting *self)
{
  return self->was_used;
}

void
smp_painting_free (SmpPainting *self)
{
  if (!self)
    return;

  if (smp_treatment_check_there (self->treatment, NULL))
    {
      show (self->treatment, self->was_visible, self->opacity);
      if (self->selected && self->selected[0] && gimp_item_is_valid (GIMP_ITEM (self->selected[0])))
        gimp_image_set_selected_layers (self->treatment->image,
                                        (const GimpLayer **) self->selected);
      gimp_displays_flush ();
    }
  g_free (self->selected);
  g_free (self->seen);
  g_free (self);
}
