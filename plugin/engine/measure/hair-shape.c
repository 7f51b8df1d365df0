/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The average hair: the photo around every found mark, turned into the mark's own frame and
 * averaged, so that noise and neighbours average out.  Its integral, the missing light, does not
 * depend on the photo's blur. */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "hair-shape.h"
#include "smp/colour.h"

#define ALONG_MM       2.6
#define ACROSS_MM      0.5
#define MAX_MARKS      800
#define LEAST_MARKS    10
#define SKIN_AT_SIGMAS 2.6
#define N_ALONG        52
#define N_ACROSS       26

/* A mark's four quarters, which are averaged, are read at once: all places that lie so far along.
 */
#define N_QUARTERS 4
#define N_PLACES   (N_QUARTERS * N_ACROSS)

/* The sum or average of light, R, G and B or luminance alone, at distances along and across; both
 * signs are one. */
typedef struct
{
  gdouble along_step, across_step;
  gint    n_channels;
  gdouble light[N_ALONG][3][N_ACROSS];
} Patch;

/* Marks, by their number, that are added to one patch. */
typedef struct
{
  Patch       *patch;
  const guint *marks;
  guint        n;
} Adding;

typedef struct
{
  const SmpMarkFinder *finder;
  const SmpField      *light;
  const Adding        *patches;
  gint                 first, n_along;   /* distances that are added */
  gfloat               side[N_PLACES];   /* along, 1 or -1 */
  gfloat               across[N_PLACES]; /* in samples */
} AddingWork;

/* Reads the light at all places that lie so far along, between samples. */
static SMP_VECTORISED void
read_places (const AddingWork   *work,
             const SmpFoundMark *mark,
             gfloat              along,
             gfloat              light[3][N_PLACES])
{
  const SmpField *field  = &work->light[0];
  const gint      width  = field->width;
  const gint      column = MAX (width - 2, 0), row = MAX (field->height - 2, 0);
  const gint      right = width > 1, below = field->height > 1 ? width : 0;
  const gfloat    x_end = (gfloat) (width - 1), y_end = (gfloat) (field->height - 1);
  const gfloat    x0 = mark->x, y0 = mark->y, axis_x = mark->axis_x, axis_y = mark->axis_y;
  gint            sample[N_PLACES];
  gfloat          u[N_PLACES], v[N_PLACES];

  for (gint k = 0; k < N_PLACES; k++)
    {
      const gfloat a = along * work->side[k], b = work->across[k];
      const gfloat x = x0 + a * axis_x - b * axis_y, y = y0 + a * axis_y + b * axis_x;
      const gfloat cx = CLAMP (x, 0.0f, x_end), cy = CLAMP (y, 0.0f, y_end);
      const gint   i = MIN ((gint) cx, column), j = MIN ((gint) cy, row);

      sample[k] = j * width + i;
      u[k]      = cx - (gfloat) i;
      v[k]      = cy - (gfloat) j;
    }
  for (gint c = 0; c < work->patches[0].patch->n_channels; c++)
    {
      const gfloat *p = work->light[c].data, *q = p + below;

      for (gint k = 0; k < N_PLACES; k++)
        light[c][k] = (p[sample[k]] * (1.0f - u[k]) + p[sample[k] + right] * u[k]) * (1.0f - v[k]) +
                      (q[sample[k]] * (1.0f - u[k]) + q[sample[k] + right] * u[k]) * v[k];
    }
}

/* Adds all marks of a patch at one distance along them: patches' distances follow each other. */
static SMP_VECTORISED void
add_distance (gint number, gpointer data)
{
  const AddingWork *work   = data;
  const Adding     *adding = &work->patches[number / work->n_along];
  const gint        i      = work->first + number % work->n_along;
  gfloat            light[3][N_PLACES];

  for (guint k = 0; k < adding->n; k++)
    {
      const guint mark = adding->marks[k];

      read_places (work, &g_array_index (work->finder->marks, SmpFoundMark, mark),
                   (gfloat) (i * adding->patch->along_step), light);
      for (gint c = 0; c < adding->patch->n_channels; c++)
        for (gint quarter = 0; quarter < N_QUARTERS; quarter++)
          for (gint j = 0; j < N_ACROSS; j++)
            adding->patch->light[i][c][j] += 0.25 * (gdouble) light[c][quarter * N_ACROSS + j];
    }
}

/* Adds marks to patches, each in its order, in threads, at distances from first until before end.
 */
static void
add_marks (const SmpMarkFinder *finder,
           const SmpField      *light,
           const Adding        *patches,
           gint                 n,
           gint                 first,
           gint                 end)
{
  AddingWork work = { finder, light, patches, first, end - first, { 0.0f }, { 0.0f } };

  if (n == 0 || first >= end)
    return;
  for (gint quarter = 0; quarter < N_QUARTERS; quarter++)
    for (gint j = 0; j < N_ACROSS; j++)
      {
        gint place = quarter * N_ACROSS + j;

        work.side[place] = quarter & 1 ? -1.0f : 1.0f;
        work.across[place] =
          (gfloat) (j * patches[0].patch->across_step) * (quarter & 2 ? -1.0f : 1.0f);
      }
  smp_rows_foreach (n * work.n_along, add_distance, &work);
}

static void
patch_init (Patch *patch, const SmpMarkFinder *finder, gint n_channels)
{
  memset (patch, 0, sizeof (Patch));
  patch->along_step  = ALONG_MM * finder->px_per_mm / (N_ALONG - 1);
  patch->across_step = ACROSS_MM * finder->px_per_mm / (N_ACROSS - 1);
  patch->n_channels  = n_channels;
}

/* Adds a patch's share to another, at the first distances along. */
static void
patch_add (Patch *patch, const Patch *other, gdouble share, gint n_along)
{
  for (gint i = 0; i < n_along; i++)
    for (gint c = 0; c < patch->n_channels; c++)
      for (gint j = 0; j < N_ACROSS; j++)
        patch->light[i][c][j] += share * other->light[i][c][j];
}

static gdouble
patch_luminance (const Patch *patch, gint i, gint j)
{
  const gdouble rgb[3] = { patch->light[i][0][j], patch->light[i][1][j], patch->light[i][2][j] };

  return patch->n_channels == 1 ? rgb[0] : smp_luminance (rgb);
}

static gboolean
is_typical (const SmpMarkFinder *finder, const SmpFoundMark *mark)
{
  gfloat typical = smp_marks_typical_at (finder, mark->x, mark->y);

  return mark->hairs > 0.15f && mark->strength > 0.6f * typical && mark->strength < 1.6f * typical;
}

/* Where a falling profile crosses half its height above its end. */
static gdouble
half_width (const gdouble *profile, gint n)
{
  gdouble half = 0.5 * profile[0];

  for (gint i = 1; i < n; i++)
    if (profile[i] < half)
      return i - 1 + (profile[i - 1] - half) / (profile[i - 1] - profile[i]);
  return n - 1;
}

/* The skin beside the mark: the brightest place across it. */
static gint
brightest_across (const Patch *patch)
{
  gint best = 1;

  for (gint j = 2; j < N_ACROSS; j++)
    if (patch_luminance (patch, 0, j) + patch_luminance (patch, 1, j) >
        patch_luminance (patch, 0, best) + patch_luminance (patch, 1, best))
      best = j;
  return best;
}

/* The width across: sigma of the Gaussian with the same half height.  The skin's level is taken
 * close by, so that the light that a hair's neighbours and its root under the skin take does not
 * count. */
static gint
measure_width (const Patch *patch, SmpMarkShape *shape)
{
  gint    skin = brightest_across (patch);
  gdouble across[N_ACROSS];

  for (gint round = 0; round < 4; round++)
    {
      for (gint j = 0; j <= skin; j++)
        across[j] = 1.0 - patch_luminance (patch, 0, j) / patch_luminance (patch, 0, skin);
      shape->darkening    = across[0];
      shape->sigma_across = half_width (across, skin + 1) * patch->across_step / 1.1774;
      skin = CLAMP ((gint) (SKIN_AT_SIGMAS * shape->sigma_across / patch->across_step + 0.5), 3,
                    brightest_across (patch));
    }
  return skin;
}

/* The length of what is known at the first distances along, and how many of these count; FALSE if
 * the hair goes on beyond them. */
static gboolean
measure_length (const Patch *patch, gint skin, gint n_along, SmpMarkShape *shape, gint *end)
{
  gint    core = CLAMP ((gint) (shape->sigma_across / patch->across_step), 0, skin - 1);
  gdouble along[N_ALONG], half;

  for (gint i = 0; i < n_along; i++)
    {
      along[i] = 0.0;
      for (gint j = 0; j <= core; j++)
        along[i] +=
          (1.0 - patch_luminance (patch, i, j) / patch_luminance (patch, i, skin)) / (core + 1);
    }
  half          = half_width (along, n_along);
  shape->length = 2.0 * half * patch->along_step;
  *end          = MIN (N_ALONG, (gint) (0.75 * shape->length / patch->along_step) + 1);
  return n_along == N_ALONG || (half < n_along - 1 && *end <= n_along);
}

/* Measures what is known at the first distances along; FALSE if more of them are needed. */
static gboolean
measure_patch (const Patch *patch, gint n_along, SmpMarkShape *shape)
{
  gint skin = measure_width (patch, shape), end;

  if (!measure_length (patch, skin, n_along, shape, &end))
    return FALSE;
  memset (shape->mass_rgb, 0, sizeof shape->mass_rgb);
  for (gint i = 0; i < end; i++)
    for (gint j = 0; j < skin; j++)
      for (gint c = 0; c < patch->n_channels; c++)
        shape->mass_rgb[c] += (i == 0 ? 1.0 : 2.0) * (j == 0 ? 1.0 : 2.0) * patch->along_step *
                              patch->across_step *
                              (1.0 - patch->light[i][c][j] / patch->light[i][c][skin]);
  shape->mass = patch->n_channels == 1 ? shape->mass_rgb[0] : smp_luminance (shape->mass_rgb);
  for (gint c = 0; c < patch->n_channels; c++)
    shape->skin_rgb[c] = patch->light[0][c][skin];
  return TRUE;
}

/* Patches are first filled as far along as such a part of the average hair goes, as it is known so
 * far; where hair turns out to be longer, to their end. */
#define FIRST_ALONG 1.1

static gint
first_along (const SmpMarkFinder *finder)
{
  const gdouble end = FIRST_ALONG * finder->shape.length / finder->px_per_mm / ALONG_MM;

  return MIN ((gint) (end * (N_ALONG - 1)) + 2, N_ALONG);
}

/* Adds the marks to the sum, at distances from first until before end, and measures what they are
 * on average; FALSE if more distances are needed. */
static gboolean
measure_average (const SmpMarkFinder *finder,
                 const Adding        *adding,
                 gint                 first,
                 gint                 end,
                 SmpMarkShape        *shape)
{
  Patch average;

  add_marks (finder, finder->light, adding, 1, first, end);
  patch_init (&average, finder, 3);
  patch_add (&average, adding->patch, 1.0 / MAX (adding->n, 1), end);
  return measure_patch (&average, end, shape);
}

gboolean
smp_mark_shape_measure (SmpMarkFinder *finder)
{
  guint  stride = finder->marks->len / MAX_MARKS + 1;
  gint   end    = first_along (finder);
  Patch  sum;
  guint  marks[MAX_MARKS];
  Adding adding = { &sum, marks, 0 };

  for (guint i = 0; i < finder->marks->len; i += stride)
    if (is_typical (finder, &g_array_index (finder->marks, SmpFoundMark, i)))
      marks[adding.n++] = i;
  if (adding.n < LEAST_MARKS)
    return FALSE;
  patch_init (&sum, finder, 3);
  if (!measure_average (finder, &adding, 0, end, &finder->shape))
    measure_average (finder, &adding, end, N_ALONG, &finder->shape);
  return TRUE;
}

/* Edges are read so far from a mark's middle, in steps of half a sample, at three places along it;
 * of all edges this share is sharper. */
#define EDGE_STEPS     14
#define EDGE_ALONG     0.2f
#define SHARPEST_EDGES 0.25
#define LEAST_EDGE     0.04

/* The steepest slope of a Gaussian of height 1 and standard deviation 1. */
#define GAUSSIAN_SLOPE 0.6065

/* The light across a mark, on one side (1 or -1), from its middle on. */
static void
read_side (const SmpMarkFinder *finder, const SmpFoundMark *mark, gfloat side, gdouble *light)
{
  for (gint k = 0; k <= EDGE_STEPS; k++)
    {
      gfloat aside = 0.5f * side * (gfloat) k;

      light[k] = 0.0;
      for (gint i = -1; i <= 1; i++)
        {
          gfloat   along = EDGE_ALONG * (gfloat) i * mark->length;
          gfloat   x     = mark->x + along * mark->axis_x - aside * mark->axis_y;
          gfloat   y     = mark->y + along * mark->axis_y + aside * mark->axis_x;
          SmpPlace place = smp_field_place (&finder->depth, x, y);

          light[k] += exp (-(gdouble) smp_field_value (&finder->depth, &place)) / 3.0;
        }
    }
}

/* The sigma of one edge, or 0 where it is none. */
static gdouble
edge_sigma (const gdouble *light)
{
  gdouble dark = MIN (light[0], MIN (light[1], light[2])), bright = 0.0, slope = 0.0;
  gint    end = 0;

  /* Up to the first bright place beside the mark; the next one's edge is another. */
  for (gint k = 1; k <= EDGE_STEPS; k++)
    {
      if (light[k] > bright)
        {
          bright = light[k];
          end    = k;
        }
      else if (light[k] < bright - 0.3 * (bright - dark))
        break;
    }
  for (gint k = 0; k + 2 <= end; k++)
    slope = MAX (slope, light[k + 2] - light[k]);
  if (bright - dark < LEAST_EDGE * bright || slope <= 0.0)
    return 0.0;
  return GAUSSIAN_SLOPE * (bright - dark) / slope;
}

gdouble
smp_marks_edge_sigma (const SmpMarkFinder *finder)
{
  guint   stride = finder->marks->len / MAX_MARKS + 1;
  gfloat *sigmas = g_new (gfloat, 2 * (finder->marks->len / stride + 1));
  gsize   n      = 0;
  gdouble sigma;

  for (guint i = 0; i < finder->marks->len; i += stride)
    {
      const SmpFoundMark *mark = &g_array_index (finder->marks, SmpFoundMark, i);
      gdouble             light[EDGE_STEPS + 1];

      if (!is_typical (finder, mark))
        continue;
      for (gint side = -1; side <= 1; side += 2)
        {
          read_side (finder, mark, (gfloat) side, light);
          sigmas[n] = (gfloat) edge_sigma (light);
          n += sigmas[n] > 0.0f;
        }
    }
  sigma = n >= 20 ? (gdouble) smp_quantile (sigmas, n, SHARPEST_EDGES) : 0.0;
  g_free (sigmas);
  return sigma;
}

/* Patches of a tile and its neighbours make a place's: hairs within some 5 mm. */
#define MOST_IN_TILE  40
#define LEAST_IN_AREA 10.0

/* A patch is large, and tiles are many: three rows of tiles have theirs at a time. */
#define ROWS_KEPT 3

typedef struct
{
  const SmpMarkFinder  *finder;
  const SmpLocalShapes *shapes;
  const SmpField       *light;
  gint                  n_channels;
  guint                *marks; /* MOST_IN_TILE of each tile */
  guint                *n;     /* of these, how many there are */
  Patch                *kept;
  gint                  first_along;
  gint                  filled[ROWS_KEPT]; /* distances along */
  Adding               *adding;
  gint                  row;        /* that is measured */
  gint                  n_along;    /* all that the patches needed for it have */
  guint8               *unfinished; /* tiles of the row */
} Tiles;

static Patch *
patch_of_tile (const Tiles *tiles, gint column, gint row)
{
  return &tiles->kept[(row % ROWS_KEPT) * tiles->shapes->columns + column];
}

/* The first typical marks of each tile. */
static void
list_marks (const Tiles *tiles)
{
  const SmpMarkFinder *finder = tiles->finder;

  for (guint i = 0; i < finder->marks->len; i++)
    {
      const SmpFoundMark *mark   = &g_array_index (finder->marks, SmpFoundMark, i);
      gint                column = (gint) ((gdouble) mark->x / tiles->shapes->tile_px);
      gint                row    = (gint) ((gdouble) mark->y / tiles->shapes->tile_px);
      gint                tile   = row * tiles->shapes->columns + column;

      if (tiles->n[tile] < MOST_IN_TILE && is_typical (finder, mark))
        tiles->marks[tile * MOST_IN_TILE + (gint) tiles->n[tile]++] = i;
    }
}

/* Fills a row's patches until before that distance along. */
static void
fill_row (Tiles *tiles, gint row, gint end)
{
  gint *filled = &tiles->filled[row % ROWS_KEPT], n = 0;

  for (gint column = 0; column < tiles->shapes->columns; column++)
    {
      const gint tile = row * tiles->shapes->columns + column;
      Patch     *patch;

      if (tiles->n[tile] == 0)
        continue;
      patch = patch_of_tile (tiles, column, row);
      if (*filled == 0)
        patch_init (patch, tiles->finder, tiles->n_channels);
      tiles->adding[n++] =
        (Adding) { patch, tiles->marks + (gsize) tile * MOST_IN_TILE, tiles->n[tile] };
    }
  add_marks (tiles->finder, tiles->light, tiles->adding, n, *filled, end);
  *filled = MAX (*filled, end);
}

static void
begin_row (Tiles *tiles, gint row)
{
  tiles->filled[row % ROWS_KEPT] = 0;
  fill_row (tiles, row, tiles->first_along);
}

/* The hairs of a tile count fully, of those beside it half, at its corners a quarter. */
static void
measure_tile (gint column, gpointer data)
{
  const Tiles          *tiles  = data;
  const SmpLocalShapes *shapes = tiles->shapes;
  SmpLocalShape        *local  = &shapes->tiles[tiles->row * shapes->columns + column];
  Patch                 patch;

  if (!tiles->unfinished[column])
    return;
  tiles->unfinished[column] = FALSE;
  patch_init (&patch, tiles->finder, tiles->n_channels);
  local->n = 0.0;
  for (gint j = MAX (tiles->row - 1, 0); j <= MIN (tiles->row + 1, shapes->rows - 1); j++)
    for (gint i = MAX (column - 1, 0); i <= MIN (column + 1, shapes->columns - 1); i++)
      if (tiles->n[j * shapes->columns + i] > 0)
        {
          gdouble share = (i == column ? 1.0 : 0.5) * (j == tiles->row ? 1.0 : 0.5);

          patch_add (&patch, patch_of_tile (tiles, i, j), share, tiles->n_along);
          local->n += share * tiles->n[j * shapes->columns + i];
        }
  if (local->n < LEAST_IN_AREA)
    {
      local->n = 0.0;
      return;
    }
  for (gint i = 0; i < tiles->n_along; i++)
    for (gint c = 0; c < tiles->n_channels; c++)
      for (gint j = 0; j < N_ACROSS; j++)
        patch.light[i][c][j] /= local->n;
  tiles->unfinished[column] = !measure_patch (&patch, tiles->n_along, &local->shape);
  if (local->shape.mass <= 0.0 || local->shape.darkening <= 0.0)
    local->n = 0.0;
}

/* Measures a row of tiles; where hairs are long their patches, and those beside them, are filled to
 * the end. */
static void
measure_row (Tiles *tiles)
{
  const gint columns = tiles->shapes->columns;
  const gint first = MAX (tiles->row - 1, 0), last = MIN (tiles->row + 1, tiles->shapes->rows - 1);

  memset (tiles->unfinished, TRUE, (gsize) columns);
  tiles->n_along = tiles->first_along;
  smp_rows_foreach (columns, measure_tile, tiles);
  if (!memchr (tiles->unfinished, TRUE, (gsize) columns))
    return;
  for (gint row = first; row <= last; row++)
    fill_row (tiles, row, N_ALONG);
  tiles->n_along = N_ALONG;
  smp_rows_foreach (columns, measure_tile, tiles);
}

static void
measure_shapes (const SmpMarkFinder *finder,
                const SmpField      *light,
                gint                 n_channels,
                SmpLocalShapes      *shapes)
{
  Tiles tiles = { .finder = finder, .shapes = shapes, .light = light, .n_channels = n_channels };
  gsize n;

  shapes->tile_px   = SMP_TILE_MM * finder->px_per_mm;
  shapes->columns   = (gint) (finder->depth.width / shapes->tile_px) + 1;
  shapes->rows      = (gint) (finder->depth.height / shapes->tile_px) + 1;
  n                 = (gsize) shapes->columns * (gsize) shapes->rows;
  shapes->tiles     = g_new0 (SmpLocalShape, n);
  tiles.marks       = g_new (guint, n * MOST_IN_TILE);
  tiles.n           = g_new0 (guint, n);
  tiles.kept        = g_new (Patch, (gsize) ROWS_KEPT * (gsize) shapes->columns);
  tiles.adding      = g_new (Adding, shapes->columns);
  tiles.unfinished  = g_new (guint8, shapes->columns);
  tiles.first_along = first_along (finder);
  list_marks (&tiles);
  begin_row (&tiles, 0);
  for (tiles.row = 0; tiles.row < shapes->rows; tiles.row++)
    {
      if (tiles.row + 1 < shapes->rows)
        begin_row (&tiles, tiles.row + 1);
      measure_row (&tiles);
    }
  g_free (tiles.marks);
  g_free (tiles.n);
  g_free (tiles.kept);
  g_free (tiles.adding);
  g_free (tiles.unfinished);
}

void
smp_local_shapes_measure (const SmpMarkFinder *finder, SmpLocalShapes *shapes)
{
  measure_shapes (finder, finder->light, 3, shapes);
}

void
smp_local_shapes_clear (SmpLocalShapes *shapes)
{
  g_clear_pointer (&shapes->tiles, g_free);
}

/* The average of all hairs counts as much as so many near by. */
#define HAIRS_OF_ALL 2.0f

/* Lengths go over so smoothly, in tiles. */
#define LENGTH_TILES 0.6

static void
set_luminance_of_row (gint row, gpointer data)
{
  const SmpMarkFinder *finder = data;
  const gfloat        *r      = smp_field_row (&finder->light[0], row),
               *g             = smp_field_row (&finder->light[1], row);
  const gfloat *b             = smp_field_row (&finder->light[2], row);
  gfloat       *to            = smp_field_row (&finder->scratch[0], row);

  for (gint x = 0; x < finder->depth.width; x++)
    to[x] = (gfloat) SMP_LUMA_R * r[x] + (gfloat) SMP_LUMA_G * g[x] + (gfloat) SMP_LUMA_B * b[x];
}

void
smp_local_lengths_measure (SmpMarkFinder *finder)
{
  SmpLocalShapes shapes;
  SmpField       weight;

  /* A length does not need colours. */
  smp_rows_foreach (finder->depth.height, set_luminance_of_row, finder);
  measure_shapes (finder, &finder->scratch[0], 1, &shapes);
  smp_field_clear (&finder->length_near);
  smp_field_init (&finder->length_near, shapes.columns, shapes.rows);
  smp_field_init (&weight, shapes.columns, shapes.rows);
  for (gint i = 0; i < shapes.columns * shapes.rows; i++)
    if (shapes.tiles[i].n > 0.0)
      {
        weight.data[i]              = (gfloat) shapes.tiles[i].n;
        finder->length_near.data[i] = (gfloat) (shapes.tiles[i].n * shapes.tiles[i].shape.length);
      }
  smp_field_blur (&weight, LENGTH_TILES, &weight);
  smp_field_blur (&finder->length_near, LENGTH_TILES, &finder->length_near);
  for (gint i = 0; i < shapes.columns * shapes.rows; i++)
    finder->length_near.data[i] =
      (finder->length_near.data[i] + HAIRS_OF_ALL * (gfloat) finder->shape.length) /
      (weight.data[i] + HAIRS_OF_ALL);
  smp_field_clear (&weight);
  smp_local_shapes_clear (&shapes);
}
