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

#include <math.h>
#include <string.h>

#include "dots.h"
#include "base/exact-math.h"
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
  SmpDotFunc       func;
  gpointer         data;
} Walk;

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

static guint32
dot_state (const Layout *layout, gint64 tile_x, gint64 tile_y, guint rank)
{
  guint32 state = layout->key;

  state ^= (guint32) tile_x * 0x9e3779b9u;
  smp_random_bits (&state);
  state ^= (guint32) tile_y * 0x85ebca6bu;
  smp_random_bits (&state);
  state ^= (guint32) rank * 0xc2b2ae35u;
  smp_random_bits (&state);
  return state;
}

/* Turns a direction of the picture, (right, up), by some degrees on the tilted skin, and makes it
 * as long as a step of one on the skin. */
static void
turn_on_skin (const SmpHeadPlace *place, gdouble turn_deg, gdouble axis[2])
{
  const gdouble *m = place->metric;
  gdouble        x = axis[0], y = -axis[1], cosine, sine, length;
  gdouble        mx, my;

  length = sqrt (m[0] * x * x + 2.0 * m[1] * x * y + m[2] * y * y);
  x /= length;
  y /= length;
  mx = m[0] * x + m[1] * y;
  my = m[1] * x + m[2] * y;
  smp_cos_sin (turn_deg, &cosine, &sine);
  /* (my, -mx) / area is at right angles to it on the skin, and as long. */
  axis[0] = x * cosine + my / place->area * sine;
  axis[1] = -(y * cosine - mx / place->area * sine);
}

/* The direction that the dot follows, as cosine and sine, turned by some degrees.  Directions are
 * those seen in the picture, so that a head turns nothing but the dots' own variation. */
static void
find_axis (const Walk         *walk,
           const SmpDot       *dot,
           const SmpHeadPlace *place,
           gdouble             turn_deg,
           gdouble             axis[2])
{
  const SmpParams         *params = walk->params;
  const SmpDirectionField *field  = params->follow_hair ? params->directions : NULL;
  gdouble                  along[2], cosine, sine;
  const gboolean follows = field && smp_direction_field_axis (field, dot->x / params->px_per_mm,
                                                              dot->y / params->px_per_mm, along);

  if (place)
    {
      if (!follows)
        smp_cos_sin (params->direction_deg, &along[0], &along[1]);
      axis[0] = along[0];
      axis[1] = along[1];
      turn_on_skin (place, turn_deg, axis);
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
vary_dot (const Walk *walk, guint32 *state, const SmpHeadPlace *place, SmpDot *dot)
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

  find_axis (walk, dot, place,
             params->direction_variation_deg * (gdouble) (mirror * direction_draw), axis);
  dot->axis_x = (gfloat) axis[0];
  dot->axis_y = (gfloat) -axis[1]; /* rows count downwards */
  for (gint i = 0; i < 3; i++)
    dot->metric[i] = place ? (gfloat) place->metric[i] : i == 1 ? 0.0f : 1.0f;
}

/* Whether the density at the dot's place lets it be, of whose pattern so much is taken; and that
 * density. */
static gboolean
exists_at (const Walk *walk, const SmpDot *dot, gdouble taken, gfloat *share)
{
  const SmpPlane *map    = walk->density;
  gint64          column = (gint64) floor (dot->x) + walk->params->origin_x;
  gint64          row    = (gint64) floor (dot->y) + walk->params->origin_y;

  if (column < map->x || column >= (gint64) map->x + map->width || row < map->y ||
      row >= (gint64) map->y + map->height)
    return FALSE;

  /* Not below, so that NaN in a map is no dot. */
  *share = *smp_plane_at (map, (gint) column, (gint) row);
  return dot->rank < walk->rank_limit * taken * (gdouble) *share;
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

/* Lays a place of the pattern into the picture.  FALSE where that is not to be seen. */
static gboolean
lay_into_picture (const Walk *walk, gdouble *x, gdouble *y)
{
  const gdouble px_per_mm = walk->params->px_per_mm;
  gboolean      is_seen;

  if (walk->laying.is_laid)
    smp_laying_lay (&walk->laying, x, y);
  if (!walk->params->head)
    return TRUE;
  *x /= px_per_mm;
  *y /= px_per_mm;
  is_seen = smp_head_lay (&walk->surface, x, y);
  *x *= px_per_mm;
  *y *= px_per_mm;
  return is_seen;
}

/* What the head's skin is like at a place of the picture, in pixels, and the pattern's share that
 * is taken there; FALSE where no dot can be. */
static gboolean
find_skin (const Walk *walk, gdouble x, gdouble y, SmpHeadPlace *place, gdouble *taken)
{
  const gdouble x_mm = x / walk->params->px_per_mm, y_mm = y / walk->params->px_per_mm;

  if (!smp_head_place (&walk->surface, x_mm, y_mm, place) || !smp_head_is_treated (place))
    return FALSE;
  *taken = smp_head_pattern_share (&walk->surface, x_mm, y_mm, place);
  return TRUE;
}

/* How much farther a dot strays on the flat pattern than on the skin at a place of the picture. */
static gdouble
stretch_at (const Walk *walk, gdouble x, gdouble y)
{
  SmpHeadPlace place;
  gdouble      taken;

  if (!find_skin (walk, x, y, &place, &taken))
    return MOST_STRETCH;
  return MIN (1.0 / sqrt (taken), MOST_STRETCH);
}

/* Whether a point that lies there in the picture can have its dot in the rectangle: most of what
 * lies around is soon left out.  A turned dot strays as far in each direction, and not more than
 * the root of two further. */
static gboolean
is_near (const Walk *walk, gdouble x, gdouble y)
{
  gdouble reach = walk->largest_shift_px + 1.0;

  if (walk->laying.is_laid)
    reach *= 1.5;
  if (walk->params->head)
    reach *= MOST_STRETCH;

  return x >= (gdouble) walk->x0 - reach && x < (gdouble) walk->x1 + reach &&
         y >= (gdouble) walk->y0 - reach && y < (gdouble) walk->y1 + reach;
}

static void
visit_point (const Walk *walk, const SmpTilePoint *point, gint64 tile_x, gint64 tile_y)
{
  const SmpParams *params = walk->params;
  gdouble          shift  = params->irregularity * PLACEMENT_DEVIATION_MM * params->px_per_mm;
  gdouble          pattern_x, pattern_y, laid_x, laid_y, taken = 1.0;
  gint64           x, y;
  guint32          state;
  gfloat           share;
  SmpDot           dot;
  SmpHeadPlace     place;

  tile_to_world (&walk->layout, tile_x * SMP_TILE_SIZE + point->x,
                 tile_y * SMP_TILE_SIZE + point->y, &x, &y);
  laid_x = pattern_x = (gdouble) x * walk->px_per_unit;
  laid_y = pattern_y = (gdouble) y * walk->px_per_unit;
  /* What lies on the far side strays to none that is treated. */
  if (!lay_into_picture (walk, &laid_x, &laid_y) || !is_near (walk, laid_x, laid_y))
    return;

  if (params->head)
    shift *= stretch_at (walk, laid_x, laid_y);
  state    = dot_state (&walk->layout, tile_x, tile_y, point->rank);
  dot.rank = point->rank;
  dot.x    = pattern_x + shift * (gdouble) smp_random_normal (&state);
  dot.y    = pattern_y + shift * (gdouble) smp_random_normal (&state);
  if (!lay_into_picture (walk, &dot.x, &dot.y))
    return;

  if (dot.x >= (gdouble) walk->x0 && dot.x < (gdouble) walk->x1 && dot.y >= (gdouble) walk->y0 &&
      dot.y < (gdouble) walk->y1 &&
      (!params->head || find_skin (walk, dot.x, dot.y, &place, &taken)) &&
      exists_at (walk, &dot, taken, &share))
    {
      vary_dot (walk, &state, params->head ? &place : NULL, &dot);
      thin_dot (walk, share, &dot);
      if (takes (walk, &state))
        walk->func (&dot, walk->data);
    }
}

static void
visit_cell (const Walk *walk, gint64 column, gint64 row)
{
  gint64  tile_x = column >> 6, tile_y = row >> 6;
  gsize   cell = (gsize) ((row & 63) * SMP_TILE_CELLS + (column & 63));
  guint32 end  = smp_tile_cell_start[cell + 1];

  for (guint32 i = smp_tile_cell_start[cell]; i < end; i++)
    {
      if (smp_tile_points[i].rank >= walk->rank_limit)
        break;
      visit_point (walk, &smp_tile_points[i], tile_x, tile_y);
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
  walk.data             = data;

  r = unit_rect (&walk);
  for (gint64 row = r.y0 >> SMP_TILE_CELL_SHIFT; row <= r.y1 >> SMP_TILE_CELL_SHIFT; row++)
    for (gint64 column = r.x0 >> SMP_TILE_CELL_SHIFT; column <= r.x1 >> SMP_TILE_CELL_SHIFT;
         column++)
      visit_cell (&walk, column, row);
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
