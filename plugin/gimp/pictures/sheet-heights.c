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

gint
smp_sheet_rooms_year_width (const SmpSheetRooms *rooms)
{
  return (rooms->room - (rooms->n_columns - 1) * rooms->gap) / rooms->n_columns;
}

/* The years in one row or in two, whichever makes them larger; returns how high that is. */
static gint
share_years (SmpSheetRooms *rooms, gint height)
{
  gint best_year = 0, best_rows = 1;

  for (gint n_rows = 1; n_rows <= MIN (2, rooms->n_years); n_rows++)
    {
      gint year;

      rooms->n_columns = (rooms->n_years + n_rows - 1) / n_rows;
      year = MIN ((height - (n_rows - 1) * rooms->gap) / n_rows - rooms->title_height[n_rows - 1],
                  (gint) (smp_sheet_rooms_year_width (rooms) / rooms->aspect));
      if (year > best_year)
        {
          best_year = year;
          best_rows = n_rows;
        }
    }
  rooms->n_rows    = best_rows;
  rooms->n_columns = (rooms->n_years + best_rows - 1) / best_rows;
  rooms->year      = MAX (best_year, 1);
  return best_rows * (rooms->year + rooms->title_height[best_rows - 1]) +
         (best_rows - 1) * rooms->gap;
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
