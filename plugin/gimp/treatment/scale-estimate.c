/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "scale-estimate.h"
#include "smp/head-outline.h"
#include "smp/params.h"
#include "smp/text.h"
#include "treatment.h"

/* A consultation photo is mostly framed a little wider than the head: 152 mm of head breadth
 * (anthropometric mean) in about two thirds of the shorter side. */
#define SUPPOSED_SHORT_SIDE_MM 230.0

static gboolean
find_by_head (const SmpHeadLight *photo, gdouble *px_per_mm)
{
  if (!photo->light.data || !smp_head_outline_scale (&photo->light, px_per_mm))
    return FALSE;
  *px_per_mm *= photo->cell_px;
  return TRUE;
}

gdouble
smp_scale_estimate (GimpImage *image, const SmpHeadLight *photo, SmpScaleBasis *basis)
{
  gint    shorter   = MIN (gimp_image_get_width (image), gimp_image_get_height (image));
  gdouble px_per_mm = shorter / SUPPOSED_SHORT_SIDE_MM;

  *basis = find_by_head (photo, &px_per_mm) ? SMP_SCALE_BY_HEAD : SMP_SCALE_BY_SIZE;
  return CLAMP (floor (100.0 * px_per_mm + 0.5) / 100.0, 0.2, 500.0);
}

gdouble
smp_scale_estimate_of_selected (GimpImage *image, SmpScaleBasis *basis)
{
  g_autofree GimpDrawable **selected = gimp_image_get_selected_drawables (image);
  GimpLayer                *photo    = smp_treatment_photo (image, selected, NULL);
  SmpHeadLight              read     = { .light = { .data = NULL } };
  gdouble                   estimate;

  gegl_init (NULL, NULL);
  if (photo)
    read = smp_head_light_read (photo);
  estimate = smp_scale_estimate (image, &read, basis);
  g_free (read.light.data);
  return estimate;
}

const gchar *
smp_scale_estimate_text (SmpScaleBasis basis)
{
  return basis == SMP_SCALE_BY_HEAD
           ? _ ("This supposes that the head in the photo is as large as most. It can be wrong by "
                "a "
                "fifth, and every figure with it.")
           : _ ("This supposes that the photo shows one head with a little room around it. It can "
                "be wrong by a factor of two and more, and every figure with it.");
}
