/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page: a new image of named layers, on paper: pictures, words, blocks and drawings. */

#pragma once

#include <libgimp/gimp.h>

#include "treatment/stage-image.h"
#include "words.h"

/* Colours of words and lines, and of the page. */
#define SMP_PAGE_INK   "#202020"
#define SMP_PAGE_PAPER "#ffffff"

/* Of words that are not to be read first, and of lines between parts. */
#define SMP_PAGE_GREY "#5c5c5c"
#define SMP_PAGE_RULE "#b4b4b4"

/* failed is set where GIMP did not make something that was to be added: nothing more is added then,
 * and the page cannot be finished. */
typedef struct
{
  GimpImage *image;
  GimpFont  *font;
  SmpWords  *words;
  gboolean   failed;
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

/* A font that has, with its fall-backs, the scripts of this system; SMP_ERROR_NOT_FOUND where GIMP
 * has none.  Not to be freed. */
GimpFont *smp_page_font (GError **error);

/* What measures that font's words.  Returns: (transfer full) */
SmpWords *smp_page_words (GimpFont *font);

/* An image of that size in pixels, with the precision and the colours of another one; undo is off.
 * SMP_ERROR_IMAGE where GIMP makes none of that size.  Returns: (transfer full), in no display */
GimpImage *smp_page_image (GimpImage *like, gint width, gint height, GError **error);

/* A page of that size, of such an image.  SMP_ERROR_IMAGE where GIMP makes none.  Returns:
 * (transfer full) (nullable) */
SmpPage *smp_page_new (GimpImage *like, gint width, gint height, GError **error);

/* Whether everything could be added; SMP_ERROR_IMAGE where not, and SMP_ERROR_CANCELLED where it is
 * given up in a pause. */
gboolean smp_page_check (const SmpPage *page, GError **error);

/* The finished image, in no display; frees the rest.  NULL with SMP_ERROR_IMAGE, and nothing left
 * of it, where something could not be added.  Returns: (transfer full) (nullable) */
GimpImage *smp_page_finish (SmpPage *page, GError **error);

/* Frees it and its image. */
void smp_page_free (SmpPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPage, smp_page_free)

/* Puts a new layer, which is NULL where GIMP did not make it, on top of a group, or of the page
 * where group is NULL. */
gboolean smp_page_put (SmpPage *page, GimpLayer *layer, GimpLayer *group);

/* Adds words; returns how high they are, in pixels. */
gint smp_page_add_text (SmpPage *page, const SmpPageText *text);

/* Adds a filled rectangle.  Returns: (transfer none) (nullable), as all layers of a page are */
GimpLayer *smp_page_add_block (SmpPage             *page,
                               const GeglRectangle *place,
                               const gchar         *colour,
                               const gchar         *name);

/* Adds a drawing in sRGB, with alpha; takes it.  Returns: (transfer none) (nullable) */
GimpLayer *
smp_page_add_drawing (SmpPage *page, cairo_surface_t *drawing, gint x, gint y, const gchar *name);

/* Adds a picture file, as large as fits the place, at its right edge or its left.  Fails with
 * SMP_ERROR_NOT_FOUND where GIMP cannot read it. */
gboolean smp_page_add_file (SmpPage             *page,
                            GFile               *file,
                            const GeglRectangle *place,
                            const gchar         *name,
                            GError             **error);

/* Adds what the scene shows within the crop, scaled to the place.  Where it is simulated and
 * nothing lies over the SMP layers, it is a group of the photo and of the dots in mode Multiply.
 * cover is NULL for none.  Returns: (transfer none) (nullable): the layer or group */
GimpLayer *smp_page_add_picture (SmpPage             *page,
                                 SmpStageImage       *scene,
                                 gboolean             simulated,
                                 const SmpCover      *cover,
                                 const GeglRectangle *crop,
                                 const GeglRectangle *place,
                                 const gchar         *name);
