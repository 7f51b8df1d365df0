/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a sheet's height is shared out, so that the pictures fill the page, whatever their aspect. */

#pragma once

#include <glib.h>

/* In: how wide over high the crop is and how wide a row is; the pictures' greatest heights; and of
 * the years how many pictures there are and how high their titles are, in one row and in two.
 * Out: the heights of the pictures and of the plot, and the columns of the years. */
typedef struct
{
  gdouble aspect;
  gint    room;
  gint    gap;
  gint    most_pair;
  gint    most_close;
  gint    most_plot;
  gint    n_years;
  gint    title_height[2];

  gint pair;
  gint close;
  gint plot;
  gint year;
  gint n_columns;
  gint n_rows;
} SmpSheetRooms;

/* Shares out so many pixels of height. */
void smp_sheet_rooms_share (SmpSheetRooms *rooms, gint height);

/* How wide a picture of the years may be. */
gint smp_sheet_rooms_year_width (const SmpSheetRooms *rooms);
