/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where pictures and words lie on a page of pictures in rows.  Numbers and Pango alone. */

#pragma once

#include <glib.h>

#include "words.h"

/* A place on the page, in pixels. */
typedef struct
{
  gint x, y, width, height;
} SmpPagePlace;

/* In: how many pictures and the titles above them; how many columns there are to be at most, or
 * exactly (0 to choose) and the aspect that a page of chosen columns shall have; the crop's size in
 * the photo; the label's sentence, once below each row, and the small print below all of them (NULL
 * for none); how many rows at the top have no label, nothing in them being simulated; where
 * ends_titles is set, the first two titles stand above the ends of one picture, and the second
 * below it where lower_title is set too; name, contact and has_logo are what is said of who made
 * the page, below all else (NULL or "" for none); width and height are those of a given page, or 0.
 *
 * Out: everything else.  text_px is the label's size.  A box is the room of one picture, of which
 * the panel is as much as the crop's aspect leaves. */
typedef struct
{
  gint                n_panels;
  gint                n_columns;
  gdouble             good_aspect;
  gint                most_px;
  gint                crop_width;
  gint                crop_height;
  const gchar *const *titles;
  gint                n_titles;
  gboolean            ends_titles;
  gboolean            lower_title;
  const gchar        *label;
  gint                n_plain_rows;
  const gchar        *footer;
  const gchar        *name;
  const gchar        *contact;
  gboolean            has_logo;
  gint                width;
  gint                height;

  gint    n_rows;
  gdouble text_px;
  gdouble title_px;
  gdouble footer_px;
  gint    gap;
  gint    title_height;
  gint    lower_height;
  gint    label_height;
  gint    footer_height;
  gint    brand_height;
  gint    logo_width;
  gint    box_width;
  gint    box_height;
  gint    panel_width;
  gint    panel_height;
} SmpPageGrid;

/* Lays a page out round pictures as large as the crop is, as far as that is reasonable; or, where
 * the page's size is given, pictures into what the words leave of it.  Text is sized by what the
 * page can carry: as large as its height asks for, and never so large that the label's sentence
 * does not go into three lines. */
void smp_grid_lay_out (SmpPageGrid *self, SmpWords *words);

/* The crop of a given page has been made to suit the box. */
void smp_grid_fit (SmpPageGrid *self, gint crop_width, gint crop_height);

/* The pictures' size on a screen asks for letters of that size, in a picture of that size. */
gdouble smp_grid_text_px (gint width, gint height);

/* Where things are: a picture, its title, the label below a row, the title below a single picture,
 * the small print, and who made the page: words, and a logo at the right. */
SmpPagePlace smp_grid_picture (const SmpPageGrid *self, gint number);
SmpPagePlace smp_grid_title (const SmpPageGrid *self, SmpWords *words, gint number);
SmpPagePlace smp_grid_label (const SmpPageGrid *self, gint row);
SmpPagePlace smp_grid_footer (const SmpPageGrid *self);
SmpPagePlace smp_grid_brand (const SmpPageGrid *self);
SmpPagePlace smp_grid_logo (const SmpPageGrid *self);
