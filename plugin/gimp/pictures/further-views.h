/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Further photos of one client, each with SMP layers of its own, that stand on the sheet of one. */

#pragma once

#include <libgimp/gimp.h>

/* More of them leave none of them room. */
#define SMP_MOST_FURTHER_VIEWS 3

/* In a list of them: between two, before the number of an image that is open, and before what is
 * counted in another view already, in percent. */
#define SMP_FURTHER_VIEWS_DIVIDER ";"
#define SMP_FURTHER_VIEW_OPEN     "#"
#define SMP_FURTHER_VIEW_COUNTED  "="

/* One of them: what it is called, its image, and the treatments (SmpTreatment) of the SMP layers
 * shown in it, which are its own.  The image is, too, where it was read from a file. */
typedef struct
{
  gchar     *name;
  GimpImage *image;
  gboolean   is_read;
  GPtrArray *treatments;
} SmpFurtherView;

/* Gives what is drawn in the place of an image, and stays the giver's; NULL with an error. */
typedef GimpImage *(*SmpStandIn) (GimpImage *image, gpointer data, GError **error);

/* Reads a list such as "side.xcf; back.xcf=30; #12", beside the image itself: files, or the numbers
 * of open images, and how many percent of each lie in another view too.  "" is none.  The
 * treatments are those of what stands in for the images, where stand_in is not NULL.  Fails with
 * SMP_ERROR_VALUE where the list cannot be read, names the image itself or one twice, or too many,
 * with SMP_ERROR_NOT_FOUND where a file cannot be read, and as smp_ageing_treatments() does.
 * Returns: (transfer full) (nullable): SmpFurtherView */
GPtrArray *smp_further_views_read (const gchar *list,
                                   GimpImage   *image,
                                   SmpStandIn   stand_in,
                                   gpointer     data,
                                   GError     **error);

/* The treatments of an image and of its further views, which may be NULL for none.  Returns:
 * (transfer container): SmpTreatment */
GPtrArray *smp_further_views_all (GPtrArray *treatments, GPtrArray *views);
