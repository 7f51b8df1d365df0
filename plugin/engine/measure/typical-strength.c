/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How strong the typical mark is, of all places and near each: from all peaks of the filtered
 * photo.  Where there is hardly any hair, what is strongest is the skin's texture, so that no
 * place's may be less than a share of all. */

#include <string.h>

#include "base/same-math.h"
#include "search.h"

/* Strengths in classes of 5 %, so that those of many places are added fast. */
#define N_CLASSES   240
#define CLASS_RATIO 1.05
#define FAINTEST    1e-5

typedef struct
{
  gfloat squares[N_CLASSES];
} Strengths;

static gint
class_of_strength (gdouble strength, gdouble log_ratio)
{
  gint class = (gint) (log (MAX (strength, FAINTEST) / FAINTEST) / log_ratio);

  return MIN (class, N_CLASSES - 1);
}

static void
add_strength (Strengths *strengths, gint class, gdouble strength)
{
  strengths->squares[class] += (gfloat) (strength * strength);
}

/* The strength of the typical mark: half of all strength lies in stronger ones, which leaves the
 * many faint peaks of the skin's own texture out. */
static gdouble
typical_strength (const Strengths *strengths)
{
  gdouble sum = 0.0, part = 0.0;

  for (gint i = 0; i < N_CLASSES; i++)
    sum += (gdouble) strengths->squares[i];
  for (gint i = N_CLASSES - 1; i >= 0 && sum > 0.0; i--)
    {
      gdouble own = (gdouble) strengths->squares[i];

      part += own;
      if (part >= 0.5 * sum)
        return FAINTEST * pow (CLASS_RATIO, i + (part - 0.5 * sum) / own);
    }
  return 0.0;
}

void
smp_marks_find_typical (SmpMarkFinder *finder, const GArray *peaks)
{
  gint       columns = (gint) (finder->depth.width / finder->tile_px) + 1;
  gint       rows    = (gint) (finder->depth.height / finder->tile_px) + 1;
  Strengths *tiles = g_new0 (Strengths, columns * rows), *sum = g_new0 (Strengths, 1);
  gdouble    log_ratio = log (CLASS_RATIO);

  for (guint i = 0; i < peaks->len; i++)
    {
      const SmpMarkPeak *peak   = &g_array_index (peaks, SmpMarkPeak, i);
      gint               column = (gint) (peak->at % finder->depth.width / finder->tile_px);
      gint               row    = (gint) (peak->at / finder->depth.width / finder->tile_px);
      gint class                = class_of_strength ((gdouble) peak->strength, log_ratio);

      add_strength (&tiles[row * columns + column], class, (gdouble) peak->strength);
      add_strength (sum, class, (gdouble) peak->strength);
    }
  finder->typical = typical_strength (sum);
  smp_field_clear (&finder->typical_near);
  smp_field_init (&finder->typical_near, columns, rows);
  for (gint row = 0; row < rows; row++)
    for (gint column = 0; column < columns; column++)
      {
        gdouble typical;

        memset (sum, 0, sizeof (Strengths));
        for (gint j = MAX (row - 1, 0); j <= MIN (row + 1, rows - 1); j++)
          for (gint i = MAX (column - 1, 0); i <= MIN (column + 1, columns - 1); i++)
            for (gint k = 0; k < N_CLASSES; k++)
              sum->squares[k] += tiles[j * columns + i].squares[k];
        typical = typical_strength (sum);
        smp_field_row (&finder->typical_near, row)[column] =
          (gfloat) (typical > 0.0 ? MAX (typical, SMP_QUIETEST_PLACE * finder->typical)
                                  : finder->typical);
      }
  g_free (tiles);
  g_free (sum);
}
