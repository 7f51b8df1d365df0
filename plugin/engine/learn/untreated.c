/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The photo is looked at in cells.  From the treated skin on, all that looks like skin is followed
 * as far as no edge crosses; of that, what has no marks, is flat and does not shine is untreated.
 */

#include <string.h>

#include "base/exact-math.h"
#include "base/field.h"
#include "base/same-math.h"
#include "smp/glare.h"
#include "smp/learn.h"

/* Photos are read at no more than about so many pixels a millimetre. */
#define ENOUGH_PX_PER_MM 13.0

/* Shine is told in fine cells, all else in cells of three by three of them. */
#define FINE_MM 0.5
#define FINE    3

/* Pigment reaches a little beyond what is selected. */
#define GAP_MM 1.0

/* So far beyond its nearest place untreated skin is still taken. */
#define DEEP_MM 15.0

/* Marks are dark spots between these sizes. */
#define MARK_MM       0.05
#define LEAST_MARK_PX 0.6
#define AROUND_MM     0.24

/* Treated skin whose marks stand out less shows none to tell it by. */
#define LEAST_CONTRAST 0.006

/* Untreated skin stands out by less than this share of the treated, and no spot of it is as dark as
 * this share of a mark, but for so few pixels. */
#define MOST_CONTRAST 0.55
#define MOST_SPOT     0.6
#define MOST_SPOTS    0.004

/* An outline of the person holds this share of the treated skin. */
#define LEAST_WITHIN 0.95

/* Of a place's nine cells so many must be so. */
#define LEAST_AROUND 7

/* Logarithms of light: how much darker and lighter than the treated skin, how much redder (pigment
 * takes red) and of which other hue skin is that was not treated; and how much of it is followed.
 */
#define DARKER        0.22
#define LIGHTER       1.1
#define LESS_RED      0.06
#define REDDER        0.65
#define OTHER_HUE     0.45
#define FOLLOW_DARKER 1.2
#define FOLLOW_RED    0.25

/* Steps of these from a cell to the next are edges, or no flat skin. */
#define EDGE         0.36
#define EDGE_RED     0.15
#define PASSES       0.5
#define UNEVEN       0.11
#define UNEVEN_RED   0.06
#define SHINY        0.25f
#define OTHER_LIGHT  0.25
#define LEAST_CM2    0.25
#define ENOUGH_CM2   1.0
#define NEAR_MM      8.0
#define LIGHT_SPREAD 0.45

enum
{
  TREATED  = 1 << 0,
  FOLLOWED = 1 << 1,
  UNMARKED = 1 << 2,
  CORE     = 1 << 3,
  CHOSEN   = 1 << 4,
  IN_PATCH = 1 << 5,
  BESIDE   = 1 << 6
};

typedef struct
{
  gdouble green;       /* logarithm of its light */
  gdouble red;         /* of red over green */
  gdouble blue;        /* of blue over green */
  gdouble contrast;    /* standard deviation of the optical depth, of marks' size */
  gdouble spots;       /* share of pixels that are as dark as a mark */
  gdouble distance;    /* from treated skin, mm */
  gdouble followed[2]; /* green and red, on the way to it */
  gfloat  shine;
  guint   is;
} BareCell;

typedef struct
{
  gdouble   px_per_mm; /* of the fields */
  gint      step;      /* photo pixels a sample */
  gint      cell;      /* samples a cell's side */
  gint      fine;
  gint      width, height; /* in cells */
  BareCell *cells;
  SmpField  light[3];
  SmpField  inside; /* share that is treated */
  SmpField  spot;   /* optical depth, of marks' size */
  gdouble   mark;   /* of a typical mark */
  BareCell  middle; /* of the treated skin */
} SkinSearch;

static BareCell *
cell_at (const SkinSearch *search, gint x, gint y)
{
  return &search->cells[(gsize) y * (gsize) search->width + (gsize) x];
}

static void
read_fields (SkinSearch *search, const SmpPlane *photo, const SmpPlane *treated)
{
  SmpField full[4];

  for (gint c = 0; c < 4; c++)
    smp_field_init (&full[c], photo->width, photo->height);
  for (gint y = 0; y < photo->height; y++)
    for (gint x = 0; x < photo->width; x++)
      {
        const gfloat *p = smp_plane_at (photo, photo->x + x, photo->y + y);

        for (gint c = 0; c < 3; c++)
          smp_field_row (&full[c], y)[x] = smp_light_of (p[c]);
        smp_field_row (&full[3], y)[x] = smp_share_at (treated, photo->x + x, photo->y + y);
      }
  for (gint c = 0; c < 3; c++)
    search->light[c] = smp_field_reduce (&full[c], search->step);
  search->inside = smp_field_reduce (&full[3], search->step);
  for (gint c = 0; c < 4; c++)
    smp_field_clear (&full[c]);
}

/* How much darker each place is than its surroundings. */
static void
filter_spots (SkinSearch *search)
{
  const SmpField *green = &search->light[1];
  gdouble         fine  = MAX (MARK_MM * search->px_per_mm, LEAST_MARK_PX);
  SmpField        depth, around;

  smp_field_init (&depth, green->width, green->height);
  smp_field_init (&around, green->width, green->height);
  smp_field_init (&search->spot, green->width, green->height);
  for (gsize i = 0; i < (gsize) green->width * (gsize) green->height; i++)
    depth.data[i] = -logf (MAX (green->data[i], 0.002f));
  smp_field_blur (&depth, fine, &search->spot);
  smp_field_blur (&depth, MAX (AROUND_MM * search->px_per_mm, 2.0 * fine), &around);
  for (gsize i = 0; i < (gsize) green->width * (gsize) green->height; i++)
    search->spot.data[i] -= around.data[i];
  smp_field_clear (&depth);
  smp_field_clear (&around);
}

/* How dark a typical mark of the treated skin is: the mean of its dark spots, weighted by the
 * square of their depth. */
static gdouble
typical_mark (const SkinSearch *search)
{
  gdouble squares = 0.0, cubes = 0.0;

  for (gsize i = 0; i < (gsize) search->spot.width * (gsize) search->spot.height; i++)
    if (search->inside.data[i] > 0.5f && search->spot.data[i] > 0.0f)
      {
        gdouble depth = (gdouble) search->spot.data[i];

        squares += depth * depth;
        cubes += depth * depth * depth;
      }
  return cubes / MAX (squares, 1e-12);
}

static void
read_cell (SkinSearch *search, gint cell_x, gint cell_y)
{
  BareCell *cell   = cell_at (search, cell_x, cell_y);
  gdouble   sum[3] = { 0.0 }, spot = 0.0, squares = 0.0, treated = 0.0;
  gdouble   n = search->cell * search->cell;

  for (gint j = 0; j < search->cell; j++)
    for (gint i = 0; i < search->cell; i++)
      {
        gint    x = cell_x * search->cell + i, y = cell_y * search->cell + j;
        gdouble depth = (gdouble) smp_field_row (&search->spot, y)[x];

        for (gint c = 0; c < 3; c++)
          sum[c] += (gdouble) smp_field_row (&search->light[c], y)[x] / n;
        spot += depth / n;
        squares += depth * depth / n;
        cell->spots += depth > MOST_SPOT * search->mark ? 1.0 / n : 0.0;
        treated += (gdouble) smp_field_row (&search->inside, y)[x] / n;
      }
  cell->green    = log (MAX (sum[1], 0.002));
  cell->red      = log (MAX (sum[0], 0.002)) - cell->green;
  cell->blue     = log (MAX (sum[2], 0.002)) - cell->green;
  cell->contrast = sqrt (MAX (squares - spot * spot, 0.0));
  cell->is       = treated > 0.5 ? TREATED : 0;
}

static void
read_distances (SkinSearch *search)
{
  SmpField distance;

  smp_field_distance (&search->inside, (gfloat) (1.0 / search->px_per_mm), &distance);
  for (gint y = 0; y < search->height; y++)
    for (gint x = 0; x < search->width; x++)
      cell_at (search, x, y)->distance =
        (gdouble) smp_field_at (&distance, ((gfloat) x + 0.5f) * (gfloat) search->cell,
                                ((gfloat) y + 0.5f) * (gfloat) search->cell);
  smp_field_clear (&distance);
}

/* The median of one number of the cells that are so. */
static gdouble
median_of (const SkinSearch *search, guint is, gsize offset)
{
  gsize              n = (gsize) search->width * (gsize) search->height, found = 0;
  g_autofree gfloat *values = g_new (gfloat, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    if (search->cells[i].is & is)
      values[found++] = (gfloat) G_STRUCT_MEMBER (gdouble, &search->cells[i], offset);
  return (gdouble) smp_quantile (values, found, 0.5);
}

static gboolean
read_cells (SkinSearch *search)
{
  search->width  = search->light[0].width / search->cell;
  search->height = search->light[0].height / search->cell;
  search->cells  = g_new0 (BareCell, MAX ((gsize) search->width * (gsize) search->height, 1));
  search->mark   = typical_mark (search);
  for (gint y = 0; y < search->height; y++)
    for (gint x = 0; x < search->width; x++)
      read_cell (search, x, y);
  read_distances (search);
  search->middle.green    = median_of (search, TREATED, G_STRUCT_OFFSET (BareCell, green));
  search->middle.red      = median_of (search, TREATED, G_STRUCT_OFFSET (BareCell, red));
  search->middle.blue     = median_of (search, TREATED, G_STRUCT_OFFSET (BareCell, blue));
  search->middle.contrast = median_of (search, TREATED, G_STRUCT_OFFSET (BareCell, contrast));
  return search->middle.contrast > LEAST_CONTRAST;
}

/* Leaves out what is beside the person; an outline that has not the treated skin within is none. */
static void
keep_to_person (SkinSearch *search, const SmpPlane *photo, const SmpPlane *person, gint person_px)
{
  gdouble half = 0.5 * search->step * search->cell, treated = 0.0, within = 0.0;
  gint    all = search->width * search->height;

  for (gint i = 0; i < all; i++)
    {
      gint x = (gint) (photo->x + (2 * (i % search->width) + 1) * half) / person_px;
      gint y = (gint) (photo->y + (2 * (i / search->width) + 1) * half) / person_px;

      if (smp_share_at (person, x, y) < 0.5f)
        search->cells[i].is |= BESIDE;
      if (search->cells[i].is & TREATED)
        {
          treated += 1.0;
          within += search->cells[i].is & BESIDE ? 0.0 : 1.0;
        }
    }
  for (gint i = 0; i < all && within < LEAST_WITHIN * treated; i++)
    search->cells[i].is &= ~(guint) BESIDE;
}

static gboolean
looks_like_skin (const SkinSearch *search, const BareCell *cell)
{
  const BareCell *middle = &search->middle;

  return cell->green > middle->green - FOLLOW_DARKER && cell->green < middle->green + LIGHTER &&
         cell->red > middle->red - FOLLOW_RED && cell->red < middle->red + FOLLOW_RED + REDDER &&
         fabs (cell->blue - middle->blue) < 2.0 * OTHER_HUE;
}

/* Edges are steps from what was followed, which passes gradually into what is found, so that one
 * that falls within a cell is no smaller. */
static gboolean
is_edge (const BareCell *from, const BareCell *to)
{
  return fabs (from->followed[0] - to->green) > EDGE ||
         fabs (from->followed[1] - to->red) > EDGE_RED;
}

static const gint steps[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };

/* The cell beside, or NULL. */
static BareCell *
beside (const SkinSearch *search, const BareCell *cell, gint way)
{
  gint i = (gint) (cell - search->cells);
  gint x = i % search->width + steps[way][0], y = i / search->width + steps[way][1];

  return x >= 0 && y >= 0 && x < search->width && y < search->height ? cell_at (search, x, y)
                                                                     : NULL;
}

/* All that is skin, from the treated on, and crosses no edge. */
static void
follow_skin (SkinSearch *search)
{
  gint                  all = search->width * search->height, n = 0;
  g_autofree BareCell **queue = g_new (BareCell *, MAX (all, 1));

  for (gint i = 0; i < all; i++)
    if (search->cells[i].is & TREATED)
      {
        BareCell *cell = &search->cells[i];

        cell->is |= FOLLOWED;
        cell->followed[0] = cell->green;
        cell->followed[1] = cell->red;
        queue[n++]        = cell;
      }
  for (gint at = 0; at < n; at++)
    for (gint way = 0; way < 4; way++)
      {
        BareCell *next = beside (search, queue[at], way);

        if (!next || next->is & (FOLLOWED | BESIDE) || next->distance > SMP_UNTREATED_AROUND_MM ||
            !looks_like_skin (search, next) || is_edge (queue[at], next))
          continue;
        next->is |= FOLLOWED;
        next->followed[0] =
          queue[at]->followed[0] + PASSES * (next->green - queue[at]->followed[0]);
        next->followed[1] = queue[at]->followed[1] + PASSES * (next->red - queue[at]->followed[1]);
        queue[n++]        = next;
      }
}

/* Shine is told from the skin that was followed. */
static void
read_shine (SkinSearch *search)
{
  SmpField small[3];
  SmpPlane photo, skin, share;
  gsize    n;

  for (gint c = 0; c < 3; c++)
    small[c] = smp_field_reduce (&search->light[c], search->fine);
  n     = (gsize) small[0].width * (gsize) small[0].height;
  photo = (SmpPlane) { g_new (gfloat, 3 * n), 0, 0, small[0].width, small[0].height, 3 };
  skin  = (SmpPlane) { g_new0 (gfloat, n), 0, 0, small[0].width, small[0].height, 1 };
  share = (SmpPlane) { g_new0 (gfloat, n), 0, 0, small[0].width, small[0].height, 1 };
  for (gsize i = 0; i < n; i++)
    for (gsize c = 0; c < 3; c++)
      photo.data[3 * i + c] = small[c].data[i];
  for (gint y = 0; y < FINE * search->height; y++)
    for (gint x = 0; x < FINE * search->width; x++)
      *smp_plane_at (&skin, x, y) =
        cell_at (search, x / FINE, y / FINE)->is & FOLLOWED ? 1.0f : 0.0f;
  smp_glare_estimate (&photo, &skin, &share);
  for (gint y = 0; y < FINE * search->height; y++)
    for (gint x = 0; x < FINE * search->width; x++)
      {
        BareCell *cell = cell_at (search, x / FINE, y / FINE);

        cell->shine = MAX (cell->shine, *smp_plane_at (&share, x, y));
      }
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&small[c]);
  g_free (photo.data);
  g_free (skin.data);
  g_free (share.data);
}

static gboolean
is_even (const SkinSearch *search, const BareCell *cell)
{
  for (gint way = 0; way < 4; way++)
    {
      const BareCell *next = beside (search, cell, way);

      if (next &&
          (fabs (next->green - cell->green) > UNEVEN || fabs (next->red - cell->red) > UNEVEN_RED))
        return FALSE;
    }
  return TRUE;
}

/* Marks what may be untreated, and of it what has such cells around. */
static void
find_unmarked (SkinSearch *search)
{
  const BareCell *middle = &search->middle;

  for (gint i = 0; i < search->width * search->height; i++)
    {
      BareCell *cell = &search->cells[i];

      if (cell->is & FOLLOWED && cell->distance > GAP_MM &&
          cell->contrast < MOST_CONTRAST * middle->contrast && cell->spots < MOST_SPOTS &&
          cell->green > middle->green - DARKER && cell->red > middle->red - LESS_RED &&
          cell->red < middle->red + REDDER && fabs (cell->blue - middle->blue) < OTHER_HUE &&
          cell->shine < SHINY && is_even (search, cell))
        cell->is |= UNMARKED;
    }
  for (gint y = 1; y + 1 < search->height; y++)
    for (gint x = 1; x + 1 < search->width; x++)
      {
        gint n = 0;

        for (gint j = -1; j <= 1; j++)
          for (gint i = -1; i <= 1; i++)
            n += (cell_at (search, x + i, y + j)->is & UNMARKED) != 0;
        if (n >= LEAST_AROUND && cell_at (search, x, y)->is & UNMARKED)
          cell_at (search, x, y)->is |= CORE;
      }
}

/* How much of it there is, the nearer the more, of the patch that begins at a cell; its cells are
 * marked as given. */
static gdouble
walk_patch (SkinSearch *search, BareCell *first, guint mark, BareCell **queue, gint *n)
{
  gdouble sum = 0.0;

  *n            = 0;
  queue[(*n)++] = first;
  first->is |= mark;
  for (gint at = 0; at < *n; at++)
    {
      sum += exp (-queue[at]->distance / NEAR_MM);
      for (gint way = 0; way < 4; way++)
        {
          BareCell *next = beside (search, queue[at], way);

          if (!next || !(next->is & CORE) || next->is & mark)
            continue;
          next->is |= mark;
          queue[(*n)++] = next;
        }
    }
  return sum;
}

/* Of all patches the one of which most lies near; and of that what is in one light, and not deep.
 */
static gboolean
choose_patch (SkinSearch *search)
{
  gint                  all   = search->width * search->height, n;
  g_autofree BareCell **queue = g_new (BareCell *, MAX (all, 1));
  BareCell             *best  = NULL;
  gdouble               most = 0.0, light, nearest = G_MAXDOUBLE;

  for (gint i = 0; i < all; i++)
    if (search->cells[i].is & CORE && !(search->cells[i].is & IN_PATCH))
      {
        gdouble sum = walk_patch (search, &search->cells[i], IN_PATCH, queue, &n);

        if (sum > most)
          {
            most = sum;
            best = &search->cells[i];
          }
      }
  if (!best)
    return FALSE;
  walk_patch (search, best, CHOSEN, queue, &n);
  light = median_of (search, CHOSEN, G_STRUCT_OFFSET (BareCell, green));
  for (gint i = 0; i < n; i++)
    nearest = MIN (nearest, queue[i]->distance);
  for (gint i = 0; i < n; i++)
    if (queue[i]->distance > nearest + DEEP_MM || fabs (queue[i]->green - light) > OTHER_LIGHT)
      queue[i]->is &= ~(guint) CHOSEN;
  return TRUE;
}

/* Whether a cell, or one beside it, was chosen. */
static gboolean
is_in_chosen (const SkinSearch *search, gint column, gint row)
{
  if (!(cell_at (search, column, row)->is & UNMARKED))
    return FALSE;
  for (gint j = MAX (row - 1, 0); j <= MIN (row + 1, search->height - 1); j++)
    for (gint i = MAX (column - 1, 0); i <= MIN (column + 1, search->width - 1); i++)
      if (cell_at (search, i, j)->is & CHOSEN)
        return TRUE;
  return FALSE;
}

/* Sets the mask where cells are chosen, and where the cells around them are unmarked. */
static void
write_mask (const SkinSearch *search, SmpPlane *bare, const SmpPlane *photo)
{
  gint side = search->step * search->cell;

  memset (bare->data, 0, sizeof (gfloat) * (gsize) bare->width * (gsize) bare->height);
  for (gint row = 0; row < search->height; row++)
    for (gint column = 0; column < search->width; column++)
      if (is_in_chosen (search, column, row))
        for (gint i = 0; i < side * side; i++)
          {
            gint x = photo->x + column * side + i % side, y = photo->y + row * side + i / side;

            if (x >= bare->x && y >= bare->y && x < bare->x + bare->width &&
                y < bare->y + bare->height)
              *smp_plane_at (bare, x, y) = 1.0f;
          }
}

/* Little skin, skin far off, skin in other light, and skin that stands out nearly as treated skin
 * does are each trusted less. */
static gdouble
confidence_of (const SkinSearch *search, const SmpUntreated *found)
{
  const BareCell *middle = &search->middle;
  gdouble light    = median_of (search, CHOSEN, G_STRUCT_OFFSET (BareCell, green)) - middle->green;
  gdouble red      = median_of (search, CHOSEN, G_STRUCT_OFFSET (BareCell, red)) - middle->red;
  gdouble contrast = median_of (search, CHOSEN, G_STRUCT_OFFSET (BareCell, contrast));
  gdouble sure     = 0.95 * sqrt (MIN (found->area_cm2 / ENOUGH_CM2, 1.0));

  sure *= 1.0 - 0.6 * smp_rise (NEAR_MM, SMP_UNTREATED_AROUND_MM, found->distance_mm);
  sure *= 1.0 - 0.7 * smp_rise (0.5 * MOST_CONTRAST, MOST_CONTRAST, contrast / middle->contrast);
  sure *= exp (-pow (MAX (light - LIGHT_SPREAD, 0.0) / LIGHT_SPREAD, 2.0));
  /* Pigment takes light and red: skin that lacks as much may be treated, and out of focus. */
  return sure * smp_rise (-DARKER, 0.06, light) * smp_rise (-2.0 * LESS_RED, 0.0, red);
}

gboolean
smp_untreated_find (const SmpPlane *photo,
                    const SmpPlane *treated,
                    const SmpPlane *person,
                    gint            person_px,
                    gdouble         px_per_mm,
                    SmpPlane       *bare,
                    SmpUntreated   *found)
{
  SkinSearch search = { .step = MAX ((gint) (px_per_mm / ENOUGH_PX_PER_MM + 0.35), 1) };
  gboolean   is_found;

  g_return_val_if_fail (photo->components >= 3 && treated->components == 1, FALSE);
  g_return_val_if_fail (bare->components == 1 && px_per_mm > 0.0, FALSE);

  *found           = (SmpUntreated) { 0.0, 0.0, 0.0 };
  search.px_per_mm = px_per_mm / search.step;
  search.fine      = MAX ((gint) (FINE_MM * search.px_per_mm + 0.5), 1);
  search.cell      = FINE * search.fine;
  read_fields (&search, photo, treated);
  filter_spots (&search);
  is_found = read_cells (&search);
  if (is_found)
    {
      if (person)
        keep_to_person (&search, photo, person, person_px);
      follow_skin (&search);
      read_shine (&search);
      find_unmarked (&search);
      is_found = choose_patch (&search);
    }
  if (is_found)
    {
      gdouble side_mm = search.cell / search.px_per_mm, n = 0.0;

      found->distance_mm = G_MAXDOUBLE;
      for (gint i = 0; i < search.width * search.height; i++)
        if (search.cells[i].is & CHOSEN)
          found->distance_mm = MIN (found->distance_mm, search.cells[i].distance - side_mm);
      write_mask (&search, bare, photo);
      for (gsize i = 0; i < (gsize) bare->width * (gsize) bare->height; i++)
        n += (gdouble) bare->data[i];
      found->area_cm2    = n / (100.0 * px_per_mm * px_per_mm);
      found->distance_mm = MAX (found->distance_mm, 0.0);
      found->confidence  = confidence_of (&search, found);
      is_found           = found->area_cm2 > LEAST_CM2 && found->confidence >= SMP_UNTREATED_LEAST;
    }
  if (!is_found)
    memset (bare->data, 0, sizeof (gfloat) * (gsize) bare->width * (gsize) bare->height);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&search.light[c]);
  smp_field_clear (&search.inside);
  smp_field_clear (&search.spot);
  g_free (search.cells);
  return is_found;
}
