/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a sheet's height is shared out, so that the pictures fill the page, whatever their aspect. */

#pragma once

#include <glib.h>

/* In so many rows at most the years stand. */
#define SMP_SHEET_MOST_ROWS 4

/* All in pixels.  In: how wide over high the crop is and how wide a row is; the pictures' greatest
 * heights; and of the years how many pictures there are, how high the words above and below a row
 * of them are where there are one, two … rows, and how wide the longest word is, which is not to be
 * broken.  Out: the heights of the pictures and of the plot, and the columns and rows of the years.
 */
typedef struct
{
  gdouble aspect;
  gint    room;
  gint    gap;
  gint    most_pair;
  gint    most_close;
  gint    most_plot;
  gint    n_years;
  gint    words_height[SMP_SHEET_MOST_ROWS];
  gint    longest_word;

  gint pair;
  gint close;
  gint plot;
  gint year;
  gint n_columns;
  gint n_rows;
} SmpSheetRooms;

/* Shares out so many pixels of height. */
void smp_sheet_rooms_share (SmpSheetRooms *rooms, gint height);

/* How high everything is so. */
gint smp_sheet_rooms_height (const SmpSheetRooms *rooms);

/* How wide a picture of the years may be. */
gint smp_sheet_rooms_year_width (const SmpSheetRooms *rooms);
