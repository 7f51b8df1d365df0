/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "grid.h"

/* Capitals of the usual fonts are 0.70 to 0.73 of the size: 0.0215 of the height make 1.5 %.  A
 * wide strip is looked at as wide as the screen, so its width counts too. */
#define SIZE_SHARE  0.0215
#define WIDTH_SHARE 0.55

/* In pixels.  The most is a share of the page's width: some 20 letters in a line. */
#define LEAST_TEXT_PX   14.0
#define LEAST_FOOTER_PX 13.0
#define SMALLEST_PX     10.0
#define MOST_TEXT_SHARE (1.0 / 24.0)

#define TITLE_SIZE      1.35
#define FOOTER_SIZE     0.75
#define GAP             0.7
#define LEAST_PX_ACROSS 640
#define LEAST_ASPECT    0.45
#define NEARLY_LEAST    0.8
#define MOST_COLUMNS    6

/* A page is about so much higher than its pictures. */
#define WITH_WORDS 1.4

/* The pictures of a given page have at least so much of its height. */
#define LEAST_PICTURES 0.45

/* A logo beside the words is so many of the label's sizes high at least, and so many times as wide
 * as high, if that is no more than a share of the page. */
#define LOGO_LINES  2.6
#define LOGO_ASPECT 3.0
#define MOST_LOGO   0.35

/* Of the pictures' greatest width is their greatest height. */
#define MOST_HEIGHT 1.5

gdouble
smp_grid_text_px (gint width, gint height)
{
  const gdouble wanted = SIZE_SHARE * MAX (height, WIDTH_SHARE * width);

  return ceil (MAX (MIN (wanted, MOST_TEXT_SHARE * width), LEAST_TEXT_PX));
}

/* So many columns that the pictures, of that aspect, fill the aspect of the whole well, and no
 * place stays empty if that can be. */
static gint
good_columns (gint n_pictures, gdouble picture_aspect, gdouble whole_aspect)
{
  gint    best      = 1;
  gdouble best_cost = G_MAXDOUBLE;

  for (gint columns = 1; columns <= MIN (n_pictures, MOST_COLUMNS); columns++)
    {
      gint    rows   = (n_pictures + columns - 1) / columns;
      gdouble aspect = columns * picture_aspect / rows;
      gdouble cost =
        fabs (log (aspect / whole_aspect)) + (gdouble) (rows * columns - n_pictures) / n_pictures;

      if (cost < best_cost)
        {
          best      = columns;
          best_cost = cost;
        }
    }
  return best;
}

/* The titles' widest word. */
static gint
longest (const SmpPageGrid *self, SmpWords *words)
{
  gint most = 1;

  for (gint i = 0; i < self->n_titles; i++)
    most = MAX (most, smp_words_longest (words, self->titles[i], self->title_px));
  return most;
}

/* The widest title. */
static gint
widest (const SmpPageGrid *self, SmpWords *words)
{
  gint most = 1;

  for (gint i = 0; i < self->n_titles; i++)
    most = MAX (most, smp_words_width (words, self->titles[i], self->title_px));
  return most;
}

/* The size at which words that are too wide fit, with a little for letters' whole pixels. */
static gdouble
shrunk (gdouble size_px, gint width, gint wanted)
{
  return floor (0.99 * size_px * wanted / width);
}

/* The titles as large as they fit into one line of that width, but no smaller than the label unless
 * a word alone would be wider. */
static void
size_titles (SmpPageGrid *self, SmpWords *words, gint width, gdouble least_px)
{
  gint found;

  self->title_px = ceil (TITLE_SIZE * self->text_px);
  if ((found = widest (self, words)) > width)
    self->title_px = MAX (shrunk (self->title_px, found, width), self->text_px);
  if ((found = longest (self, words)) > width)
    self->title_px = MAX (shrunk (self->title_px, found, width), least_px);
}

static gboolean
has_brand (const SmpPageGrid *self)
{
  return self->has_logo || (self->name && *self->name) || (self->contact && *self->contact);
}

/* How wide the words of who made the page may be. */
static gint
brand_room (const SmpPageGrid *self)
{
  return self->width - 2 * self->gap - (self->has_logo ? self->logo_width + self->gap : 0);
}

/* Name and contact, and beside them the logo as high as they are, with air above. */
static void
measure_brand (SmpPageGrid *self, SmpWords *words)
{
  gdouble logo = self->has_logo ? LOGO_LINES * self->text_px : 0.0;
  gint    high;

  self->brand_height = 0;
  if (!has_brand (self))
    return;
  self->logo_width = (gint) MIN (LOGO_ASPECT * logo, MOST_LOGO * self->width);
  high             = smp_words_height (words, self->name, self->text_px, brand_room (self)) +
         smp_words_height (words, self->contact, self->footer_px, brand_room (self));
  self->brand_height = MAX (high, (gint) logo) + self->gap;
}

/* The heights of the words at the present size. */
static void
measure_words (SmpPageGrid *self, SmpWords *words)
{
  const gint room = self->width - 2 * self->gap;

  self->title_height = 0;
  for (gint i = 0; i < self->n_titles; i++)
    self->title_height =
      MAX (self->title_height,
           smp_words_height (words, self->titles[i], self->title_px, self->box_width));
  self->lower_height  = self->lower_title ? self->title_height : 0;
  self->label_height  = smp_words_height (words, self->label, self->text_px, room);
  self->footer_height = smp_words_height (words, self->footer, self->footer_px, room);
  /* Air above the label's line, and below the small print. */
  if (self->label_height)
    self->label_height += self->gap / 2;
  if (self->footer_height)
    self->footer_height += self->gap;
  measure_brand (self, words);
}

static void
set_text (SmpPageGrid *self, gdouble text_px, gdouble least_footer_px)
{
  self->text_px   = text_px;
  self->footer_px = MAX (FOOTER_SIZE * text_px, least_footer_px);
  self->gap       = (gint) ceil (GAP * text_px);
}

/* The height of all but the pictures. */
static gint
words_height (const SmpPageGrid *self)
{
  return self->n_rows * (self->title_height + self->lower_height + self->gap) +
         (self->n_rows - self->n_plain_rows) * self->label_height + self->footer_height +
         self->brand_height + self->gap;
}

static void
lay_out_free (SmpPageGrid *self, SmpWords *words)
{
  const gdouble across = (gdouble) self->crop_width * self->n_columns;
  const gdouble down   = (gdouble) self->crop_height * self->n_rows;
  const gdouble scale = MIN (1.0, MIN (self->most_px / across, MOST_HEIGHT * self->most_px / down));
  /* High pictures get paper beside them, so that the words do not become higher than they are. */
  gint least = MAX ((gint) (LEAST_ASPECT * scale * down), LEAST_PX_ACROSS);
  gint room, word;

  self->panel_width  = MAX ((gint) lround (self->crop_width * scale), 1);
  self->panel_height = MAX ((gint) lround (self->crop_height * scale), 1);
  self->box_height   = self->panel_height;
  /* Pictures that are nearly as wide stand on the words' margins, not a little inside them. */
  if (self->n_columns * self->panel_width >= NEARLY_LEAST * least)
    least = 0;
  self->width = MAX (self->n_columns * self->panel_width, least);
  /* By the pictures and not by the whole page: larger words would make that higher, and so on. */
  set_text (self,
            smp_grid_text_px (self->width, (gint) (WITH_WORDS * self->n_rows * self->panel_height)),
            LEAST_FOOTER_PX);
  size_titles (self, words, self->panel_width, self->text_px);
  /* Many narrow columns: words do not make the page much wider than its pictures do. */
  room = MAX (self->panel_width, self->width / self->n_columns);
  if ((word = longest (self, words)) > room)
    {
      set_text (self, MAX (shrunk (self->text_px, word, room), LEAST_TEXT_PX), LEAST_FOOTER_PX);
      size_titles (self, words, room, self->text_px);
    }
  self->box_width = MAX (self->panel_width, longest (self, words));
  self->width     = MAX (self->n_columns * (self->box_width + self->gap) + self->gap, least);
  self->box_width = (self->width - (self->n_columns + 1) * self->gap) / self->n_columns;
  measure_words (self, words);
  self->height = self->n_rows * self->panel_height + words_height (self);
}

static void
lay_out_fixed (SmpPageGrid *self, SmpWords *words)
{
  gint least = 0;

  set_text (self, smp_grid_text_px (self->width, self->height), LEAST_FOOTER_PX);
  for (;;)
    {
      self->box_width = (self->width - (self->n_columns + 1) * self->gap) / self->n_columns;
      size_titles (self, words, self->box_width, SMALLEST_PX);
      measure_words (self, words);
      least = (gint) (LEAST_PICTURES * self->height);
      if (self->height - words_height (self) >= least || self->text_px <= SMALLEST_PX)
        break;
      set_text (self, self->text_px - 1.0, SMALLEST_PX);
    }
  self->box_height = MAX ((self->height - words_height (self)) / self->n_rows, 1);
  smp_grid_fit (self, self->crop_width, self->crop_height);
}

void
smp_grid_fit (SmpPageGrid *self, gint crop_width, gint crop_height)
{
  const gdouble scale =
    MIN (self->box_width / (gdouble) crop_width, self->box_height / (gdouble) crop_height);

  self->panel_width  = MAX ((gint) (crop_width * scale), 1);
  self->panel_height = MAX ((gint) (crop_height * scale), 1);
}

void
smp_grid_lay_out (SmpPageGrid *self, SmpWords *words)
{
  if (self->n_columns == 0)
    self->n_columns =
      good_columns (self->n_panels, (gdouble) self->crop_width / self->crop_height,
                    self->height > 0 ? (gdouble) self->width / self->height : self->good_aspect);
  self->n_rows = (self->n_panels + self->n_columns - 1) / self->n_columns;
  if (self->height > 0)
    lay_out_fixed (self, words);
  else
    lay_out_free (self, words);
}

/* The upper edge of a row's titles. */
static gint
row_top (const SmpPageGrid *self, gint row)
{
  return self->gap +
         row * (self->title_height + self->box_height + self->lower_height + self->gap) +
         MAX (row - self->n_plain_rows, 0) * self->label_height;
}

SmpPagePlace
smp_grid_picture (const SmpPageGrid *self, gint number)
{
  const gint x   = self->gap + number % self->n_columns * (self->box_width + self->gap);
  const gint top = row_top (self, number / self->n_columns) + self->title_height;

  return (SmpPagePlace) { x + (self->box_width - self->panel_width) / 2,
                          top + (self->box_height - self->panel_height) / 2, self->panel_width,
                          self->panel_height };
}

/* Whether the two titles have room within the picture: side by side, or each on its side of it. */
static gboolean
ends_fit (const SmpPageGrid *self, SmpWords *words, gint width)
{
  const gint first  = smp_words_width (words, self->titles[0], self->title_px);
  const gint second = smp_words_width (words, self->titles[1], self->title_px);

  return self->lower_title ? MAX (first, second) <= width : first + self->gap + second <= width;
}

SmpPagePlace
smp_grid_title (const SmpPageGrid *self, SmpWords *words, gint number)
{
  const SmpPagePlace picture = smp_grid_picture (self, self->ends_titles ? 0 : number);
  const gint         column  = self->ends_titles ? 0 : number % self->n_columns;
  SmpPagePlace       place   = { .x     = self->gap + column * (self->box_width + self->gap),
                                 .width = self->box_width,
                                 .height = smp_words_height (words, self->titles[number], self->title_px,
                                                             self->box_width) };

  if (self->ends_titles && ends_fit (self, words, picture.width))
    {
      place.x     = picture.x;
      place.width = picture.width;
    }
  place.y =
    self->lower_title && number == 1 ? picture.y + picture.height : picture.y - place.height;
  return place;
}

SmpPagePlace
smp_grid_label (const SmpPageGrid *self, gint row)
{
  const gint bottom =
    row_top (self, row) + self->title_height + self->box_height + self->lower_height;
  const gint below = (self->box_height - self->panel_height) / 2;

  return (SmpPagePlace) { self->gap, bottom - below + self->gap / 2, self->width - 2 * self->gap,
                          MAX (self->label_height - self->gap / 2, 0) };
}

SmpPagePlace
smp_grid_footer (const SmpPageGrid *self)
{
  return (SmpPagePlace) { self->gap, row_top (self, self->n_rows), self->width - 2 * self->gap,
                          MAX (self->footer_height - self->gap, 0) };
}

SmpPagePlace
smp_grid_brand (const SmpPageGrid *self)
{
  return (SmpPagePlace) { self->gap, row_top (self, self->n_rows) + self->footer_height,
                          brand_room (self), MAX (self->brand_height - self->gap, 0) };
}

SmpPagePlace
smp_grid_logo (const SmpPageGrid *self)
{
  SmpPagePlace place = smp_grid_brand (self);

  place.x     = self->width - self->gap - self->logo_width;
  place.width = self->logo_width;
  return place;
}
