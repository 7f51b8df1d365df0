/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sheet-heights.h"

/* What each would get of the whole height, if nothing limited it. */
#define PAIR_SHARE  0.36
#define CLOSE_SHARE 0.26
#define YEARS_SHARE 0.24
#define PLOT_SHARE  0.14

#define MOST_FACTOR 8.0
#define N_HALVINGS  24

/* Another row of years is worth its words where it makes them so much larger. */
#define WORTH_A_ROW 1.35

gint
smp_sheet_rooms_year_width (const SmpSheetRooms *rooms)
{
  return (rooms->room - (rooms->n_columns - 1) * rooms->gap) / rooms->n_columns;
}

static gint
years_height (const SmpSheetRooms *rooms)
{
  return rooms->n_rows * (rooms->year + rooms->words_height[rooms->n_rows - 1]) +
         (rooms->n_rows - 1) * rooms->gap;
}

gint
smp_sheet_rooms_height (const SmpSheetRooms *rooms)
{
  return rooms->pair + rooms->close + rooms->plot + years_height (rooms);
}

/* The years in as many rows as make them largest, with columns that are as wide as the longest word
 * if that can be; returns how high that is. */
static gint
share_years (SmpSheetRooms *rooms, gint height)
{
  const gint most_rows = MIN (SMP_SHEET_MOST_ROWS, rooms->n_years);
  gint       best_year = 0, best_rows = most_rows;

  for (gint n_rows = 1; n_rows <= most_rows; n_rows++)
    {
      gint year;

      rooms->n_columns = (rooms->n_years + n_rows - 1) / n_rows;
      if (smp_sheet_rooms_year_width (rooms) < rooms->longest_word)
        continue;
      year = MIN ((height - (n_rows - 1) * rooms->gap) / n_rows - rooms->words_height[n_rows - 1],
                  (gint) (smp_sheet_rooms_year_width (rooms) / rooms->aspect));
      if (year > WORTH_A_ROW * best_year)
        {
          best_year = year;
          best_rows = n_rows;
        }
    }
  rooms->n_rows    = best_rows;
  rooms->n_columns = (rooms->n_years + best_rows - 1) / best_rows;
  rooms->year      = MAX (best_year, 1);
  return years_height (rooms);
}

/* Everything a factor larger or smaller, within its limits; returns how high that is. */
static gint
try_factor (SmpSheetRooms *rooms, gdouble height)
{
  rooms->pair  = CLAMP ((gint) (PAIR_SHARE * height), 1, rooms->most_pair);
  rooms->close = CLAMP ((gint) (CLOSE_SHARE * height), 1, rooms->most_close);
  rooms->plot  = CLAMP ((gint) (PLOT_SHARE * height), 1, rooms->most_plot);
  return rooms->pair + rooms->close + rooms->plot +
         share_years (rooms, (gint) (YEARS_SHARE * height));
}

void
smp_sheet_rooms_share (SmpSheetRooms *rooms, gint height)
{
  gdouble low = 0.0, high = MOST_FACTOR * MAX (height, 1);

  for (gint i = 0; i < N_HALVINGS; i++)
    {
      gdouble middle = 0.5 * (low + high);

      if (try_factor (rooms, middle) <= height)
        low = middle;
      else
        high = middle;
    }
  try_factor (rooms, low);
}
