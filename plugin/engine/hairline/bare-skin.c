/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where skin is bare, by comparison with the forehead in front of a hairline. */

#include <stdlib.h>
#include <string.h>

#include "base/bareness.h"
#include "base/same-math.h"
#include "smp/hairline.h"

#define FRONT_FROM_MM 3.0
#define FRONT_TO_MM   15.0
#define LEAST_CELLS   20

/* Cells that are less bare than that part the head from the background. */
#define LEAST_BARE      0.3f
#define START_WITHIN_MM 6.0

/* By so much more must skin below shine be bare. */
#define LEAST_SHINE 0.05f

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

/* The medians of the forehead's traits. */
static gboolean
measure_forehead (const SmpHairline *hairline,
                  const SmpPlane    *photo,
                  gdouble            cell_px,
                  SmpPoint           corner,
                  gdouble           *medians)
{
  GArray *found[SMP_N_SKIN_TRAITS];
  guint   n;

  for (guint k = 0; k < SMP_N_SKIN_TRAITS; k++)
    found[k] = g_array_new (FALSE, FALSE, sizeof (gdouble));
  for (gint y = photo->y; y < photo->y + photo->height; y++)
    for (gint x = photo->x; x < photo->x + photo->width; x++)
      {
        SmpPoint middle = { corner.x + (x + 0.5) * cell_px, corner.y + (y + 0.5) * cell_px };
        SmpHairlinePlace place;
        gdouble          traits[SMP_N_SKIN_TRAITS];

        smp_hairline_place (hairline, middle, &place);
        if (place.behind_mm > -FRONT_FROM_MM || place.behind_mm < -FRONT_TO_MM ||
            place.inside_mm < 0.0)
          continue;
        smp_skin_traits (smp_plane_at (photo, x, y), traits);
        for (guint k = 0; k < SMP_N_SKIN_TRAITS; k++)
          g_array_append_val (found[k], traits[k]);
      }

  n = found[0]->len;
  for (guint k = 0; k < SMP_N_SKIN_TRAITS; k++)
    {
      if (n >= LEAST_CELLS)
        {
          qsort (found[k]->data, n, sizeof (gdouble), compare);
          medians[k] = g_array_index (found[k], gdouble, n / 2);
        }
      g_array_free (found[k], TRUE);
    }
  return n >= LEAST_CELLS;
}

/* The mean of each cell and its neighbours. */
static void
soften (SmpPlane *plane)
{
  gsize   n     = (gsize) plane->width * (gsize) plane->height;
  gfloat *sharp = g_new (gfloat, n);

  memcpy (sharp, plane->data, n * sizeof (gfloat));
  for (gint y = 0; y < plane->height; y++)
    for (gint x = 0; x < plane->width; x++)
      {
        gfloat sum   = 0.0f;
        gint   count = 0;

        for (gint j = MAX (y - 1, 0); j <= MIN (y + 1, plane->height - 1); j++)
          for (gint i = MAX (x - 1, 0); i <= MIN (x + 1, plane->width - 1); i++, count++)
            sum += sharp[(gsize) j * (gsize) plane->width + (gsize) i];
        plane->data[(gsize) y * (gsize) plane->width + (gsize) x] = sum / (gfloat) count;
      }
  g_free (sharp);
}

/* Marks the cells that bare skin connects to the line; what lies beyond hair is not meant. */
static void
spread (const SmpPlane *bare, GArray *edge, guint8 *reached)
{
  static const gint steps[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };

  while (edge->len > 0)
    {
      gint cell = g_array_index (edge, gint, edge->len - 1);

      g_array_set_size (edge, edge->len - 1);
      for (guint k = 0; k < 4; k++)
        {
          gint x = cell % bare->width + steps[k][0], y = cell / bare->width + steps[k][1];
          gint next = y * bare->width + x;

          if (x < 0 || y < 0 || x >= bare->width || y >= bare->height || reached[next])
            continue;
          reached[next] = 1;
          if (bare->data[next] >= LEAST_BARE)
            g_array_append_val (edge, next);
        }
    }
}

/* Leaves bare skin that reaches from the line on, and nothing else. */
static void
keep_connected (const SmpHairline *hairline, gdouble cell_px, SmpPoint corner, SmpPlane *bare)
{
  gint    n       = bare->width * bare->height;
  guint8 *reached = g_new0 (guint8, n);
  GArray *edge    = g_array_new (FALSE, FALSE, sizeof (gint));

  for (gint i = 0; i < n; i++)
    {
      SmpPoint         middle = { corner.x + (bare->x + i % bare->width + 0.5) * cell_px,
                                  corner.y + (bare->y + i / bare->width + 0.5) * cell_px };
      SmpHairlinePlace place;

      smp_hairline_place (hairline, middle, &place);
      if (fabs (place.behind_mm) > START_WITHIN_MM || place.inside_mm < 0.0)
        continue;
      reached[i] = 1;
      if (bare->data[i] >= LEAST_BARE)
        g_array_append_val (edge, i);
    }
  spread (bare, edge, reached);
  for (gint i = 0; i < n; i++)
    if (!reached[i])
      bare->data[i] = 0.0f;
  g_array_free (edge, TRUE);
  g_free (reached);
}

/* Shine counts as the skin below it, which the light of a wall may be too like: what reaches the
 * picture's border behind the line is none.  below is as bare as the skin below shine is. */
static void
add_shine (const SmpHairline *hairline,
           gdouble            cell_px,
           SmpPoint           corner,
           SmpPlane          *below,
           SmpPlane          *bare)
{
  const gint n       = bare->width * bare->height;
  guint8    *reached = g_new0 (guint8, n);
  GArray    *edge    = g_array_new (FALSE, FALSE, sizeof (gint));

  for (gint i = 0; i < n; i++)
    {
      const gint       x = i % bare->width, y = i / bare->width;
      SmpPoint         middle = { corner.x + (bare->x + x + 0.5) * cell_px,
                                  corner.y + (bare->y + y + 0.5) * cell_px };
      SmpHairlinePlace place;

      if (below->data[i] < bare->data[i] + LEAST_SHINE)
        below->data[i] = 0.0f;
      if (below->data[i] <= 0.0f || (x > 0 && y > 0 && x < bare->width - 1 && y < bare->height - 1))
        continue;
      smp_hairline_place (hairline, middle, &place);
      if (place.behind_mm <= 0.0)
        continue;
      reached[i] = 1;
      g_array_append_val (edge, i);
    }
  spread (below, edge, reached);
  for (gint i = 0; i < n; i++)
    if (!reached[i])
      bare->data[i] = MAX (bare->data[i], below->data[i]);
  g_array_free (edge, TRUE);
  g_free (reached);
}

gboolean
smp_hairline_bare_skin (const SmpHairline *hairline,
                        const SmpPlane    *photo,
                        gdouble            cell_px,
                        SmpPoint           corner,
                        SmpPlane          *bare)
{
  gdouble  forehead[SMP_N_SKIN_TRAITS], traits[SMP_N_SKIN_TRAITS];
  SmpPlane below = *bare;

  g_return_val_if_fail (photo->components == 3 && bare->components == 1, FALSE);

  if (!measure_forehead (hairline, photo, cell_px, corner, forehead))
    return FALSE;
  below.data = g_new (gfloat, (gsize) bare->width * (gsize) bare->height);
  for (gint y = photo->y; y < photo->y + photo->height; y++)
    for (gint x = photo->x; x < photo->x + photo->width; x++)
      {
        smp_skin_traits (smp_plane_at (photo, x, y), traits);
        *smp_plane_at (bare, x, y) = smp_bareness (traits, forehead);
        *smp_plane_at (&below, x, y) =
          smp_bareness_below_shine (smp_plane_at (photo, x, y), forehead);
      }
  add_shine (hairline, cell_px, corner, &below, bare);
  g_free (below.data);
  keep_connected (hairline, cell_px, corner, bare);
  soften (bare);
  return TRUE;
}
