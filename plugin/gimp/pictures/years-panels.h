/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A new image of labelled pictures, all with the same crop and scale, and a line of small print. */

#pragma once

#include <libgimp/gimp.h>

typedef struct _SmpPanels SmpPanels;

/* Room for so many pictures in rows of so many, each the crop of an image like that one; with its
 * precision and colour profile.  NULL with an error where there are no fonts or no memory. */
SmpPanels *smp_panels_new (GimpImage           *like,
                           const GeglRectangle *crop,
                           gint                 n_pictures,
                           gint                 n_columns,
                           const gchar         *small_print,
                           GError             **error);

/* Puts what the image shows within the crop into the next place. */
void smp_panels_add (SmpPanels *panels, GimpImage *picture, const gchar *label);

/* The finished image; frees the rest. */
GimpImage *smp_panels_finish (SmpPanels *panels);

/* The sentence that every picture with simulated pixels carries. */
const gchar *smp_panels_disclaimer (void);
