/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lost-light.h"

#include <string.h>

#include "base/exact-math.h"

/* The map is read in bands of so many rows. */
#define BAND_HEIGHT 128

/* So many pixels are looked at together, whether there is pigment. */
#define SPAN_PX 16

static inline __attribute__ ((always_inline)) void
lose_light (const gfloat *restrict pigment,
            gint n,
            const gfloat *restrict absorption,
            gfloat *restrict red,
            gfloat *restrict green,
            gfloat *restrict blue)
{
  for (gint i = 0; i < n; i++)
    {
      gfloat share = pigment[2 * i + 1];
      gfloat depth = pigment[2 * i] / MAX (share, 1e-30f);

      red[i]   = share * (1.0f - smp_exp_falling (absorption[0] * depth));
      green[i] = share * (1.0f - smp_exp_falling (absorption[1] * depth));
      blue[i]  = share * (1.0f - smp_exp_falling (absorption[2] * depth));
    }
}

/* The same of SMP_LANES pixels, quicker. */
static inline __attribute__ ((always_inline)) void
lose_light_together (const gfloat *restrict pigment,
                     const gfloat *restrict absorption,
                     gfloat *restrict red,
                     gfloat *restrict green,
                     gfloat *restrict blue)
{
  gfloat x[SMP_LOST_LIGHT_CHANNELS][SMP_LANES], light[SMP_LOST_LIGHT_CHANNELS][SMP_LANES];
  gfloat share[SMP_LANES], depth[SMP_LANES];

  SMP_ONE_VECTOR
  for (gint l = 0; l < SMP_LANES; l++)
    {
      share[l] = pigment[2 * l + 1];
      depth[l] = pigment[2 * l] / MAX (share[l], 1e-30f);
    }
  SMP_EACH_LANE (SMP_LOST_LIGHT_CHANNELS) x[v][l] = absorption[v] * depth[l];
  smp_exp_falling_together (x, SMP_LOST_LIGHT_CHANNELS, light);
  SMP_ONE_VECTOR
  for (gint l = 0; l < SMP_LANES; l++)
    red[l] = share[l] * (1.0f - light[0][l]);
  SMP_ONE_VECTOR
  for (gint l = 0; l < SMP_LANES; l++)
    green[l] = share[l] * (1.0f - light[1][l]);
  SMP_ONE_VECTOR
  for (gint l = 0; l < SMP_LANES; l++)
    blue[l] = share[l] * (1.0f - light[2][l]);
}

static inline gboolean
is_bare (const gfloat *pigment)
{
  guint64 pixels[SPAN_PX], any = 0;

  memcpy (pixels, pigment, sizeof pixels);
  for (gint i = 0; i < SPAN_PX; i++)
    any |= pixels[i];
  return any == 0;
}

/* The light lost in each channel to the pigment of n pixels; between the dots there is none. */
static SMP_VECTORISED void
lose_light_in_span (const gfloat *restrict pigment,
                    gint n,
                    const gfloat *restrict absorption,
                    gfloat *restrict red,
                    gfloat *restrict green,
                    gfloat *restrict blue)
{
  gint i = 0;

  for (; i + SPAN_PX <= n; i += SPAN_PX)
    if (is_bare (pigment + 2 * i))
      for (gint k = 0; k < SPAN_PX; k++)
        red[i + k] = green[i + k] = blue[i + k] = 0.0f;
    else
      for (gint k = i; k < i + SPAN_PX; k += SMP_LANES)
        lose_light_together (pigment + 2 * k, absorption, red + k, green + k, blue + k);
  lose_light (pigment + 2 * i, n - i, absorption, red + i, green + i, blue + i);
}

/* The rows of the pigment map; the whole of it where it lies in memory as it is.  FALSE where they
 * are known to be bare. */
static gboolean
read_pigment (const SmpLostLight *lost, gint64 y, gint height, SmpPlane *map)
{
  if (lost->read == smp_plane_read)
    {
      *map = *(const SmpPlane *) lost->source;
      return TRUE;
    }

  *map = (SmpPlane) { lost->pigment,
                      (gint) (lost->from + lost->origin_x),
                      (gint) (y + lost->origin_y),
                      (gint) (lost->to - lost->from),
                      height,
                      2 };
  return lost->read (map, lost->source);
}

static gsize
row_in_room (const SmpLostLight *lost, gint64 y)
{
  return (gsize) ((y - lost->first_in_room) % lost->room);
}

static gsize
row_size (const SmpLostLight *lost)
{
  return SMP_LOST_LIGHT_CHANNELS * (gsize) lost->width;
}

static gfloat *
pixels_of_row (const SmpLostLight *lost, gint64 y)
{
  return lost->pixels + row_in_room (lost, y) * row_size (lost);
}

const gfloat *
smp_lost_light_row (const SmpLostLight *lost, gint channel, gint64 x, gint64 y)
{
  return pixels_of_row (lost, y) + (gsize) channel * (gsize) lost->width + (x - lost->left);
}

/* What is bare already, as most often where much is, is not written again. */
static void
lose_no_light_in_row (SmpLostLight *lost, gint64 y)
{
  gboolean *is_bare = &lost->is_bare[row_in_room (lost, y)];

  if (!*is_bare)
    memset (pixels_of_row (lost, y), 0, sizeof (gfloat) * row_size (lost));
  *is_bare = TRUE;
}

/* The light lost in a row's pixels, of which the map may hold a part or none. */
static void
lose_light_in_row (SmpLostLight *lost, const SmpPlane *map, gint64 y)
{
  gint64  left = (gint64) map->x - lost->origin_x, top = (gint64) map->y - lost->origin_y;
  gint64  begin = lost->left, end = lost->left + lost->width;
  gint    from   = (gint) (CLAMP (left, begin, end) - begin);
  gint    to     = (gint) (CLAMP (left + map->width, begin + from, end) - begin);
  gfloat *pixels = pixels_of_row (lost, y);
  gfloat *red = pixels, *green = red + lost->width, *blue = green + lost->width;

  lost->is_bare[row_in_room (lost, y)] = FALSE;
  if (y < top || y >= top + map->height)
    to = from;
  for (gint c = 0; c < SMP_LOST_LIGHT_CHANNELS; c++)
    {
      memset (pixels + c * lost->width, 0, sizeof (gfloat) * (gsize) from);
      memset (pixels + c * lost->width + to, 0, sizeof (gfloat) * (gsize) (lost->width - to));
    }
  if (to > from)
    lose_light_in_span (smp_plane_at (map, (gint) (begin + from + lost->origin_x),
                                      (gint) (y + lost->origin_y)),
                        to - from, lost->absorption, red + from, green + from, blue + from);
}

/* The means over blocks of n x n pixels.  With n a constant all rows are added at once. */
static inline __attribute__ ((always_inline)) void
find_means (const gfloat *const *rows,
            gint                 n,
            gint                 n_blocks,
            gfloat *restrict columns,
            gfloat *restrict means)
{
  const gfloat share = 1.0f / ((gfloat) n * (gfloat) n);

  for (gint i = 0; i < n * n_blocks; i++)
    {
      gfloat sum = rows[0][i];

      for (gint k = 1; k < n; k++)
        sum += rows[k][i];
      columns[i] = sum;
    }
  for (gint i = 0; i < n_blocks; i++)
    {
      gfloat sum = columns[i * n];

      for (gint k = 1; k < n; k++)
        sum += columns[i * n + k];
      means[i] = sum * share;
    }
}

/* The row of blocks that ends with the row. */
static SMP_VECTORISED void
gather_blocks (SmpLostLight *lost, SmpGrid *grid, gint channel, gint64 y)
{
  gint           block = 1 << grid->shift;
  const gfloat **rows  = lost->rows;
  gfloat        *means = grid->data + ((y >> grid->shift) - grid->row) * grid->width;

  if (y - block >= lost->last_treated)
    {
      memset (means, 0, sizeof (gfloat) * (gsize) grid->width);
      return;
    }
  for (gint k = 0; k < block; k++)
    rows[k] = smp_lost_light_row (lost, channel, lost->left, y + 1 - block + k);
  switch (block)
    {
    case 2:
      find_means (rows, 2, grid->width, lost->columns, means);
      break;
    case 4:
      find_means (rows, 4, grid->width, lost->columns, means);
      break;
    case 8:
      find_means (rows, 8, grid->width, lost->columns, means);
      break;
    default:
      find_means (rows, block, grid->width, lost->columns, means);
      break;
    }
}

/* Reads on, down to the row. */
static void
read_down_to (SmpLostLight *lost, gint64 bottom)
{
  while (lost->bottom < bottom)
    {
      gint     height = (gint) MIN (BAND_HEIGHT, bottom - lost->bottom);
      SmpPlane map;
      gboolean is_treated = read_pigment (lost, lost->bottom, height, &map);

      if (is_treated)
        lost->last_treated = lost->bottom + height - 1;
      for (gint64 y = lost->bottom; y < lost->bottom + height; y++)
        {
          if (is_treated)
            lose_light_in_row (lost, &map, y);
          else
            lose_no_light_in_row (lost, y);
          for (gint i = 0; i < lost->n_means; i++)
            if (((y + 1) & ((1 << lost->means[i].shift) - 1)) == 0)
              gather_blocks (lost, &lost->means[i], i < SMP_LOST_LIGHT_CHANNELS ? i : 1, y);
        }
      lost->bottom += height;
    }
}

/* Forgets the means above the row, and makes room for those down to the other. */
static void
move_means (SmpLostLight *lost, gint64 top, gint64 bottom)
{
  for (gint i = 0; i < lost->n_means; i++)
    {
      SmpGrid *grid = &lost->means[i];
      gint64   row = top >> grid->shift, end = bottom >> grid->shift;
      gsize    size = sizeof (gfloat) * (gsize) grid->width;
      gint64   kept = (lost->bottom >> grid->shift) - row;

      if (kept > 0)
        memmove (grid->data, grid->data + (row - grid->row) * grid->width, size * (gsize) kept);
      if (end - row > grid->height)
        {
          grid->height = (gint) (end - row);
          grid->data   = g_realloc (grid->data, size * (gsize) grid->height);
        }
      grid->row = row;
    }
  lost->top = top;
}

/* Makes room for so many rows of pixels, and keeps those from the given one on. */
static void
make_room (SmpLostLight *lost, gint64 pixels_top, gint n_rows)
{
  gsize        size   = row_size (lost);
  SmpLostLight larger = *lost;

  larger.room    = n_rows;
  larger.pixels  = g_new (gfloat, (gsize) n_rows * size + SMP_LANES); /* whole vectors are read */
  larger.is_bare = g_new0 (gboolean, (gsize) n_rows);
  for (gint64 y = pixels_top; y < lost->bottom; y++)
    {
      memcpy (pixels_of_row (&larger, y), pixels_of_row (lost, y), sizeof (gfloat) * size);
      larger.is_bare[row_in_room (&larger, y)] = lost->is_bare[row_in_room (lost, y)];
    }
  g_free (lost->pixels);
  g_free (lost->is_bare);
  *lost = larger;
}

void
smp_lost_light_move (SmpLostLight *lost, gint64 means_top, gint64 pixels_top, gint64 bottom)
{
  gint64 whole_blocks = -(gint64) lost->block, top = means_top & whole_blocks;

  bottom = (bottom + lost->block - 1) & whole_blocks;
  if (top < lost->top || top > lost->bottom || pixels_top < lost->pixels_top)
    {
      lost->bottom = lost->first_in_room = top;
      lost->last_treated                 = G_MININT64;
    }
  if (bottom - pixels_top > lost->room)
    make_room (lost, pixels_top, (gint) (bottom - pixels_top));
  move_means (lost, top, bottom);
  lost->pixels_top = pixels_top;
  read_down_to (lost, bottom);
}

void
smp_lost_light_init (SmpLostLight *lost, gint64 from, gint64 to, gint coarsest_shift)
{
  gint64 block = (gint64) 1 << coarsest_shift;

  lost->block   = (gint) block;
  lost->from    = from;
  lost->to      = to;
  lost->left    = from & -block;
  lost->width   = (gint) (((to + block - 1) & -block) - lost->left);
  lost->top     = G_MAXINT64;
  lost->bottom  = G_MININT64;
  lost->room    = 0;
  lost->pixels  = NULL;
  lost->is_bare = NULL;
  lost->columns = g_new (gfloat, (gsize) lost->width);
  lost->rows    = g_new (const gfloat *, (gsize) lost->block);
  lost->pigment = g_new (gfloat, 2 * BAND_HEIGHT * (gsize) lost->width);
  for (gint i = 0; i < lost->n_means; i++)
    {
      SmpGrid *grid = &lost->means[i];

      grid->column = lost->left >> grid->shift;
      grid->width  = lost->width >> grid->shift;
      grid->height = 0;
      grid->data   = NULL;
    }
}

void
smp_lost_light_clear (SmpLostLight *lost)
{
  for (gint i = 0; i < lost->n_means; i++)
    smp_grid_clear (&lost->means[i]);
  g_free (lost->columns);
  g_free (lost->rows);
  g_free (lost->pigment);
  g_free (lost->pixels);
  g_free (lost->is_bare);
}
