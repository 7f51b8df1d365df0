/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page: a new image of named layers, on paper: pictures, words, blocks and drawings. */

#pragma once

#include <libgimp/gimp.h>

#include "treatment/stage-image.h"

#define SMP_PAGE_INK   "#202020"
#define SMP_PAGE_PAPER "#ffffff"

typedef struct
{
  GimpImage *image;
  GimpFont  *font;
} SmpPage;

/* What is covered in every picture: bounds and mask are the person's selection, in the source. */
typedef struct
{
  gboolean      blurred;
  GeglRectangle bounds;
  GeglBuffer   *mask;
} SmpCover;

/* Words at a place, wrapped to the width; align is 0 for left, 0.5 for centred, 1 for right. */
typedef struct
{
  const gchar *words;
  const gchar *name;
  const gchar *colour;
  gdouble      size_px;
  gint         x;
  gint         y;
  gint         width;
  gdouble      align;
} SmpPageText;

/* A page of that size, with the precision and the colour profile of an image. */
SmpPage *smp_page_new (GimpImage *like, gint width, gint height, GError **error);

/* The finished image; frees the rest. */
GimpImage *smp_page_finish (SmpPage *page);

/* Frees it and its image. */
void smp_page_free (SmpPage *page);

/* Adds words; returns how high they are. */
gint smp_page_add_text (SmpPage *page, const SmpPageText *text);

/* Adds a filled rectangle. */
GimpLayer *smp_page_add_block (SmpPage             *page,
                               const GeglRectangle *place,
                               const gchar         *colour,
                               const gchar         *name);

/* Adds a drawing in sRGB, with alpha; takes it. */
GimpLayer *
smp_page_add_drawing (SmpPage *page, cairo_surface_t *drawing, gint x, gint y, const gchar *name);

/* Adds a picture file, as large as fits the place, at its right edge or its left. */
gboolean smp_page_add_file (SmpPage             *page,
                            GFile               *file,
                            const GeglRectangle *place,
                            const gchar         *name,
                            GError             **error);

/* Adds what the scene shows within the crop, scaled to the place.  Where it is simulated and
 * nothing lies over the SMP layers, it is a group of the photo and of the dots in mode Multiply.
 * cover is NULL for none. */
GimpLayer *smp_page_add_picture (SmpPage             *page,
                                 SmpScene            *scene,
                                 gboolean             simulated,
                                 const SmpCover      *cover,
                                 const GeglRectangle *crop,
                                 const GeglRectangle *place,
                                 const gchar         *name);
