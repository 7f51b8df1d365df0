/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client is shown on a screen: before, the simulation, and it over the years. */

#pragma once

#include "compare.h"

/* The pictures, each drawn when it is first asked for. */
typedef struct _SmpViews SmpViews;

/* Reads what there is to show.  treatments (SmpTreatment) and options stay the caller's, and are
 * used until the views are freed; no picture is larger than that.  Fails as smp_compare_make()
 * does, with its error.  Returns: (transfer full) (nullable) */
SmpViews *smp_views_new (GPtrArray               *treatments,
                         const SmpCompareOptions *options,
                         gint                     most_width,
                         gint                     most_height,
                         GError                 **error);

/* How many there are: the first is before, the second the simulation, those after it the years. */
guint smp_views_count (const SmpViews *self);

/* What stands below a picture.  Returns: (transfer none) */
const gchar *smp_views_title (const SmpViews *self, guint number);

/* Whether it is drawn already. */
gboolean smp_views_is_drawn (const SmpViews *self, guint number);

/* Draws it where it is not yet.  NULL with SMP_ERROR_IMAGE where GIMP cannot.  Returns: (transfer
 * none) (nullable) */
cairo_surface_t *smp_views_get (SmpViews *self, guint number, GError **error);

/* Frees them and their pictures. */
void smp_views_free (SmpViews *self);

/* The image as it is seen, at most of that size.  NULL with SMP_ERROR_IMAGE where GIMP cannot read
 * it.  Returns: (transfer full) (nullable) */
cairo_surface_t *
smp_image_surface (GimpImage *image, gint most_width, gint most_height, GError **error);
