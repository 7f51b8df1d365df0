/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which dots there are, and what each is like.
 *
 * The tile lies without end over a plane in millimetres, turned and shifted by the seed.  Cells are
 * visited row by row in the tile's own frame, whatever the rectangle, so that dots come in one
 * order everywhere: sums of overlapping dots are then the same to the bit.  Where the picture was
 * turned, flipped or scaled since, the pattern is laid into it accordingly (laying.h), and then
 * around the head where there is one (smp/head.h).  Each dot's
 * own variation is drawn from a hash of the seed, the tile's number and the rank. */

#include <string.h>

#include "base/exact-math.h"
#include "base/head-skins.h"
#include "base/same-math.h"
#include "dots.h"
#include "laying.h"
#include "tile.h"

#define PLACEMENT_DEVIATION_MM 0.25

/* On a head's flattened skin, dots stray at most so many times as far as on the skin itself. */
#define MOST_STRETCH 2.0

/* Optical depth of a healed dot in green light: 1.2 at 20 parts of water, in proportion to the
 * concentration (Beer-Lambert); the 1.2 is right to a factor of three. */
#define OPTICAL_DEPTH_TIMES_PARTS (1.2 * 21.0)

/* How the seed lays the tile: tile = flip and swap (world) + shift. */
typedef struct
{
  guint    key;
  gint64   shift_x;
  gint64   shift_y;
  gboolean flip_x;
  gboolean flip_y;
  gboolean swap;
} Layout;

typedef struct
{
  gint64 x0, y0, x1, y1;
} UnitRect;

/* So many points are laid into the picture together. */
#define BATCH SMP_HEAD_MOST_SKINS

typedef struct
{
  const SmpParams *params;
  const SmpPlane  *density;
  Layout           layout;
  SmpLaying        laying;
  SmpHeadSurface   surface; /* of the head, where there is one */
  gdouble          px_per_unit;
  gdouble          rank_limit; /* ranks below it exist where the density map is 1 */
  gfloat           radius_px;
  gfloat           optical_depth;
  gint64           x0, y0, x1, y1; /* the rectangle, from the pattern's origin */
  gdouble          largest_shift_px;
  gdouble          shift_px; /* deviation of a dot's straying, on the flat pattern */
  gdouble          along[2]; /* the direction that is set: cosine and sine */
  SmpDotFunc       func;
  gpointer         data;
} Walk;

/* The skin that a dot lies on: metric and area of SmpHeadPlace, and the share of the pattern's dots
 * that is taken there. */
typedef struct
{
  gdouble metric[3];
  gdouble area;
  gdouble share;
} DotSkin;

static const DotSkin flat_skin = { { 1.0, 0.0, 1.0 }, 1.0, 1.0 };

static Layout
layout_from_seed (gint seed)
{
  guint32 state = (guint32) seed * 2654435761u + 97u;
  Layout  layout;
  guint32 bits;

  layout.key     = smp_random_bits (&state);
  bits           = smp_random_bits (&state);
  layout.shift_x = bits & 0xffff;
  layout.shift_y = bits >> 16;
  bits           = smp_random_bits (&state);
  layout.flip_x  = bits & 1;
  layout.flip_y  = (bits >> 1) & 1;
  layout.swap    = (bits >> 2) & 1;
  return layout;
}

gfloat
smp_dots_largest_factor (const SmpParams *params)
{
  return smp_exp ((gfloat) params->size_variation * SMP_RANDOM_NORMAL_LIMIT);
}

static gdouble
largest_shift_px (const SmpParams *params)
{
  return params->irregularity * PLACEMENT_DEVIATION_MM * (gdouble) SMP_RANDOM_NORMAL_LIMIT *
         params->px_per_mm;
}

/* Takes the sides of a rectangle of the picture to one of the flat pattern; FALSE where no dot
 * comes to lie in it. */
static gboolean
take_up_from_head (const Walk *walk, gdouble x[2], gdouble y[2])
{
  const gdouble px_per_mm = walk->params->px_per_mm;
  gboolean      is_seen;

  for (gint i = 0; i < 2; i++)
    {
      x[i] = (x[i] + (i ? 1.0 : -1.0)) / px_per_mm;
      y[i] = (y[i] + (i ? 1.0 : -1.0)) / px_per_mm;
    }
  is_seen = smp_head_take_up (&walk->surface, x, y);
  for (gint i = 0; i < 2; i++)
    {
      x[i] *= px_per_mm;
      y[i] *= px_per_mm;
    }
  return is_seen;
}

/* The rectangle of tile units, in the tile's frame, where dots of the image rectangle can sit. */
static UnitRect
unit_rect (const Walk *walk)
{
  gdouble  reach = walk->largest_shift_px + 1.0;
  gdouble  x[2]  = { (gdouble) walk->x0, (gdouble) walk->x1 };
  gdouble  y[2]  = { (gdouble) walk->y0, (gdouble) walk->y1 };
  UnitRect r;

  if (walk->params->head && !take_up_from_head (walk, x, y))
    return (UnitRect) { 0, 0, -1, -1 };
  if (walk->params->head)
    reach *= MOST_STRETCH;
  if (walk->laying.is_laid)
    smp_laying_take_up_rectangle (&walk->laying, x, y);
  r.x0 = (gint64) floor ((x[0] - reach) / walk->px_per_unit) - 1;
  r.y0 = (gint64) floor ((y[0] - reach) / walk->px_per_unit) - 1;
  r.x1 = (gint64) ceil ((x[1] + reach) / walk->px_per_unit) + 1;
  r.y1 = (gint64) ceil ((y[1] + reach) / walk->px_per_unit) + 1;

  if (walk->layout.flip_x)
    r = (UnitRect) { -r.x1, r.y0, -r.x0, r.y1 };
  if (walk->layout.flip_y)
    r = (UnitRect) { r.x0, -r.y1, r.x1, -r.y0 };
  if (walk->layout.swap)
    r = (UnitRect) { r.y0, r.x0, r.y1, r.x1 };
  r.x0 += walk->layout.shift_x;
  r.x1 += walk->layout.shift_x;
  r.y0 += walk->layout.shift_y;
  r.y1 += walk->layout.shift_y;
  return r;
}

static void
tile_to_world (const Layout *layout, gint64 x, gint64 y, gint64 *world_x, gint64 *world_y)
{
  gint64 a = x - layout->shift_x, b = y - layout->shift_y;
  gint64 c = layout->swap ? b : a, d = layout->swap ? a : b;

  *world_x = layout->flip_x ? -c : c;
  *world_y = layout->flip_y ? -d : d;
}

/* Of the tile's dots' random numbers, before their ranks. */
static guint32
tile_state (const Layout *layout, gint64 tile_x, gint64 tile_y)
{
  guint32 state = layout->key;

  state ^= (guint32) tile_x * 0x9e3779b9u;
  smp_random_bits (&state);
  state ^= (guint32) tile_y * 0x85ebca6bu;
  smp_random_bits (&state);
  return state;
}

/* Turns a direction of the picture, (right, up), by some degrees on the tilted skin, and makes it
 * as long as a step of one on the skin. */
static void
turn_on_skin (const DotSkin *skin, gdouble turn_deg, gdouble axis[2])
{
  const gdouble *m = skin->metric;
  gdouble        x = axis[0], y = -axis[1], cosine, sine, length;
  gdouble        mx, my;

  length = sqrt (m[0] * x * x + 2.0 * m[1] * x * y + m[2] * y * y);
  x /= length;
  y /= length;
  mx = m[0] * x + m[1] * y;
  my = m[1] * x + m[2] * y;
  smp_cos_sin (turn_deg, &cosine, &sine);
  /* (my, -mx) / area is at right angles to it on the skin, and as long. */
  axis[0] = x * cosine + my / skin->area * sine;
  axis[1] = -(y * cosine - mx / skin->area * sine);
}

/* The direction that the dot follows, as cosine and sine, turned by some degrees.  Directions are
 * those seen in the picture, so that a head turns nothing but the dots' own variation. */
static void
find_axis (const Walk    *walk,
           const SmpDot  *dot,
           const DotSkin *skin,
           gdouble        turn_deg,
           gdouble        axis[2])
{
  const SmpParams         *params = walk->params;
  const SmpDirectionField *field  = params->follow_hair ? params->directions : NULL;
  gdouble                  along[2], cosine, sine;
  const gboolean follows = field && smp_direction_field_axis (field, dot->x / params->px_per_mm,
                                                              dot->y / params->px_per_mm, along);

  if (walk->params->head)
    {
      axis[0] = follows ? along[0] : walk->along[0];
      axis[1] = follows ? along[1] : walk->along[1];
      turn_on_skin (skin, turn_deg, axis);
    }
  else if (follows)
    {
      smp_cos_sin (turn_deg, &cosine, &sine);
      axis[0] = along[0] * cosine - along[1] * sine;
      axis[1] = along[1] * cosine + along[0] * sine;
    }
  else
    smp_cos_sin (params->direction_deg + turn_deg, &axis[0], &axis[1]);
}

/* Every dot draws the same numbers in the same order, so that no slider but its own changes it. */
static void
vary_dot (const Walk *walk, guint32 *state, const DotSkin *skin, SmpDot *dot)
{
  const SmpParams *params         = walk->params;
  gfloat           size           = (gfloat) params->size_variation;
  gfloat           strength       = (gfloat) params->strength_variation;
  gfloat           size_draw      = smp_random_normal (state);
  gfloat           strength_draw  = smp_random_normal (state);
  gfloat           direction_draw = smp_random_normal (state);
  gfloat           mirror         = params->pattern_mirror ? -1.0f : 1.0f;
  gdouble          axis[2];

  /* The second terms keep the mean area and the mean depth what they are without variation. */
  dot->radius_px = walk->radius_px * smp_exp (size * size_draw - size * size);
  dot->optical_depth =
    walk->optical_depth * smp_exp (strength * strength_draw - 0.5f * strength * strength);

  find_axis (walk, dot, skin, params->direction_variation_deg * (gdouble) (mirror * direction_draw),
             axis);
  dot->axis_x = (gfloat) axis[0];
  dot->axis_y = (gfloat) -axis[1]; /* rows count downwards */
  for (gint i = 0; i < 3; i++)
    dot->metric[i] = (gfloat) skin->metric[i];
}

/* Whether the dot takes at all.  The last number drawn, so that it moves nothing else. */
static gboolean
takes (const Walk *walk, guint32 *state)
{
  return smp_random_bits (state) >= (guint32) (walk->params->missed_dots * 4294967295.0);
}

/* Where the region fades out, dots get smaller and paler. */
static void
thin_dot (const Walk *walk, gfloat share, SmpDot *dot)
{
  const SmpParams *params  = walk->params;
  gdouble          missing = 1.0 - (gdouble) CLAMP (share, 0.0f, 1.0f);
  gdouble          parts   = 1.0 + params->dilution;

  dot->radius_px *= (gfloat) (1.0 - (1.0 - params->edge_size) * missing);
  dot->optical_depth *=
    (gfloat) (parts / (parts + params->dilution * params->edge_dilution * missing));
}

/* Points of the pattern on their way to dots, in the order of the walk. */
typedef struct
{
  gint         n;
  guint32      state[BATCH]; /* of the dot's random numbers */
  guint16      rank[BATCH];
  gdouble      pattern_x[BATCH], pattern_y[BATCH]; /* pixels */
  gdouble      x[BATCH], y[BATCH];                 /* in the picture */
  gdouble      x_mm[BATCH], y_mm[BATCH];
  gdouble      is_seen[BATCH];
  gfloat       density[BATCH]; /* of the map there */
  SmpHeadSkins skins;
} Batch;

/* Lays the places x and y into the picture, and says which are to be seen there. */
static SMP_VECTORISED void
lay_into_picture (const Walk *walk, Batch *batch)
{
  const gint    n         = batch->n;
  const gdouble px_per_mm = walk->params->px_per_mm;

  if (walk->laying.is_laid)
    for (gint i = 0; i < n; i++)
      smp_laying_lay (&walk->laying, &batch->x[i], &batch->y[i]);
  if (!walk->params->head)
    {
      for (gint i = 0; i < n; i++)
        batch->is_seen[i] = 1.0;
      return;
    }
  for (gint i = 0; i < n; i++)
    {
      batch->x[i] /= px_per_mm;
      batch->y[i] /= px_per_mm;
    }
  smp_head_lay_many (&walk->surface, n, batch->x, batch->y, batch->is_seen);
  for (gint i = 0; i < n; i++)
    {
      batch->x[i] *= px_per_mm;
      batch->y[i] *= px_per_mm;
    }
}

/* What the head's skin is like at x and y. */
static SMP_VECTORISED void
find_skins (const Walk *walk, Batch *batch)
{
  const gdouble px_per_mm = walk->params->px_per_mm;

  for (gint i = 0; i < batch->n; i++)
    {
      batch->x_mm[i] = batch->x[i] / px_per_mm;
      batch->y_mm[i] = batch->y[i] / px_per_mm;
    }
  smp_head_find_skins (&walk->surface, batch->n, batch->x_mm, batch->y_mm, &batch->skins);
}

/* Leaves out points that are not seen, or not within the reach of the rectangle. */
static void
keep_near (const Walk *walk, gdouble reach, Batch *batch)
{
  const gdouble left = (gdouble) walk->x0 - reach, right = (gdouble) walk->x1 + reach;
  const gdouble top = (gdouble) walk->y0 - reach, bottom = (gdouble) walk->y1 + reach;
  gint          n = 0;

  /* Without a branch, which a processor would guess wrong often. */
  for (gint i = 0; i < batch->n; i++)
    {
      const gdouble x = batch->x[i], y = batch->y[i], is_seen = batch->is_seen[i];

      batch->x[n]         = x;
      batch->y[n]         = y;
      batch->pattern_x[n] = batch->pattern_x[i];
      batch->pattern_y[n] = batch->pattern_y[i];
      batch->state[n]     = batch->state[i];
      batch->rank[n]      = batch->rank[i];
      n += (x >= left) & (x < right) & (y >= top) & (y < bottom) & (is_seen > 0.0);
    }
  batch->n = n;
}

/* How far from the rectangle a point can lie in the picture and have its dot in it: most of what
 * lies around is soon left out.  A turned dot strays as far in each direction, and not more than
 * the root of two further. */
static gdouble
largest_reach (const Walk *walk)
{
  gdouble reach = walk->largest_shift_px + 1.0;

  if (walk->laying.is_laid)
    reach *= 1.5;
  if (walk->params->head)
    reach *= MOST_STRETCH;
  return reach;
}

/* Moves the dots from their points on the flat pattern; there farther than on the skin where that
 * is narrower. */
static SMP_VECTORISED void
stray (const Walk *walk, Batch *batch)
{
  const gdouble shift = walk->shift_px;
  const gint    n     = batch->n;

  if (walk->params->head)
    {
      find_skins (walk, batch);
      for (gint i = 0; i < n; i++)
        batch->x[i] = batch->y[i] = shift * MIN (1.0 / sqrt (batch->skins.share[i]), MOST_STRETCH);
    }
  else
    for (gint i = 0; i < n; i++)
      batch->x[i] = batch->y[i] = shift;
  for (gint i = 0; i < n; i++)
    {
      guint32 state = batch->state[i];

      batch->x[i]     = batch->pattern_x[i] + batch->x[i] * (gdouble) smp_random_normal (&state);
      batch->y[i]     = batch->pattern_y[i] + batch->y[i] * (gdouble) smp_random_normal (&state);
      batch->state[i] = state;
    }
}

/* Looks up the density at x and y, for all together, as the memory takes its time for each. */
static SMP_VECTORISED void
find_densities (const Walk *walk, Batch *batch)
{
  const SmpPlane *map      = walk->density;
  const gint64    origin_x = walk->params->origin_x - (gint64) map->x;
  const gint64    origin_y = walk->params->origin_y - (gint64) map->y;

  for (gint i = 0; i < batch->n; i++)
    {
      const gint64 column = (gint64) floor (batch->x[i]) + origin_x;
      const gint64 row    = (gint64) floor (batch->y[i]) + origin_y;

      batch->density[i] = column >= 0 && column < map->width && row >= 0 && row < map->height
                            ? map->data[(gsize) row * (gsize) map->width + (gsize) column]
                            : 0.0f;
    }
}

static void
visit_dot (const Walk *walk, const Batch *batch, gint i)
{
  DotSkin skin  = flat_skin;
  guint32 state = batch->state[i];
  SmpDot  dot   = { .x = batch->x[i], .y = batch->y[i], .rank = batch->rank[i] };

  if (walk->params->head)
    skin = (DotSkin) { { batch->skins.metric[0][i], batch->skins.metric[1][i],
                         batch->skins.metric[2][i] },
                       batch->skins.area[i],
                       batch->skins.share[i] };
  /* Not below, so that NaN in a map is no dot. */
  if (!(dot.rank < walk->rank_limit * skin.share * (gdouble) batch->density[i]))
    return;
  vary_dot (walk, &state, &skin, &dot);
  thin_dot (walk, batch->density[i], &dot);
  if (takes (walk, &state))
    walk->func (&dot, walk->data);
}

/* Makes dots of the points, step by step for all at once, and forgets them.  What lies on the far
 * side strays to none that is treated. */
static void
visit_points (const Walk *walk, Batch *batch)
{
  lay_into_picture (walk, batch);
  keep_near (walk, largest_reach (walk), batch);
  stray (walk, batch);
  lay_into_picture (walk, batch);
  keep_near (walk, 0.0, batch);
  if (walk->params->head)
    find_skins (walk, batch);
  find_densities (walk, batch);
  for (gint i = 0; i < batch->n; i++)
    visit_dot (walk, batch, i);
  batch->n = 0;
}

static void
visit_cell (const Walk *walk, gint64 column, gint64 row, Batch *batch)
{
  gint64  tile_x = column >> 6, tile_y = row >> 6;
  gsize   cell  = (gsize) ((row & 63) * SMP_TILE_CELLS + (column & 63));
  guint32 end   = smp_tile_cell_start[cell + 1];
  guint32 state = tile_state (&walk->layout, tile_x, tile_y);

  for (guint32 i = smp_tile_cell_start[cell]; i < end; i++)
    {
      const SmpTilePoint *point = &smp_tile_points[i];
      guint32             own;
      gint64              x, y;

      if (point->rank >= walk->rank_limit)
        break;
      if (batch->n == BATCH)
        visit_points (walk, batch);
      own = state ^ (guint32) point->rank * 0xc2b2ae35u;
      smp_random_bits (&own);
      tile_to_world (&walk->layout, tile_x * SMP_TILE_SIZE + point->x,
                     tile_y * SMP_TILE_SIZE + point->y, &x, &y);
      batch->state[batch->n]     = own;
      batch->rank[batch->n]      = point->rank;
      batch->pattern_x[batch->n] = batch->x[batch->n] = (gdouble) x * walk->px_per_unit;
      batch->pattern_y[batch->n] = batch->y[batch->n] = (gdouble) y * walk->px_per_unit;
      batch->n++;
    }
}

void
smp_dots_foreach (const SmpParams *params,
                  const SmpPlane  *density,
                  gint             x,
                  gint             y,
                  gint             width,
                  gint             height,
                  SmpDotFunc       func,
                  gpointer         data)
{
  Walk     walk;
  UnitRect r;
  Batch    batch;

  g_return_if_fail (params != NULL && density != NULL && density->components == 1);

  walk.params  = params;
  walk.density = density;
  walk.layout  = layout_from_seed (params->seed);
  smp_laying_init (&walk.laying, params);
  if (params->head)
    walk.surface = *smp_head_kept_surface (params->head);
  walk.px_per_unit = params->px_per_mm / SMP_TILE_UNITS_PER_MM;
  walk.rank_limit  = params->density_per_cm2 * smp_params_session_share (params) /
                    SMP_TILE_DOTS_PER_CM2 * SMP_TILE_N_POINTS;
  walk.radius_px = (gfloat) (0.5 * smp_params_healed_diameter_mm (params) * params->px_per_mm);
  /* What spreads is as much pigment as before. */
  walk.optical_depth    = (gfloat) (OPTICAL_DEPTH_TIMES_PARTS / (1.0 + params->dilution) *
                                 params->retention / (params->dot_spread * params->dot_spread));
  walk.x0               = (gint64) x - params->origin_x;
  walk.y0               = (gint64) y - params->origin_y;
  walk.x1               = walk.x0 + width;
  walk.y1               = walk.y0 + height;
  walk.func             = func;
  walk.largest_shift_px = largest_shift_px (params);
  walk.shift_px         = params->irregularity * PLACEMENT_DEVIATION_MM * params->px_per_mm;
  walk.data             = data;
  smp_cos_sin (params->direction_deg, &walk.along[0], &walk.along[1]);

  batch.n = 0;
  r       = unit_rect (&walk);
  for (gint64 row = r.y0 >> SMP_TILE_CELL_SHIFT; row <= r.y1 >> SMP_TILE_CELL_SHIFT; row++)
    for (gint64 column = r.x0 >> SMP_TILE_CELL_SHIFT; column <= r.x1 >> SMP_TILE_CELL_SHIFT;
         column++)
      visit_cell (&walk, column, row, &batch);
  visit_points (&walk, &batch);
}

static void
count_dot (const SmpDot *dot, gpointer count)
{
  (void) dot;
  *(guint *) count += 1;
}

guint
smp_dots_count (const SmpParams *params, const SmpPlane *density)
{
  guint count = 0;

  smp_dots_foreach (params, density, density->x, density->y, density->width, density->height,
                    count_dot, &count);
  return count;
}
