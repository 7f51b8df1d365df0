/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "exact-math.h"
#include "smp/fade.h"
#include "smp/skin.h"
#include "spread.h"

#define N_CHANNELS     3
#define BLOCK_WIDTH    512
#define BLOCK_HEIGHT   64
#define LARGEST_SHIFT  20

/* Less lost light than this is none: it is below half a step of an 8-bit picture. */
#define LEAST_LOSS (1.0f / 2048.0f)

/* Shares of the light that spread less than half a dot's radius, so hardly at all, and by either of
 * two Gaussians, in mm. */
static const struct
{
  gfloat  unspread_share;
  gdouble sigma_mm;
  gfloat  wide_share;
  gdouble wide_sigma_mm;
} point_spread[N_CHANNELS] = {
  { 0.20f, 0.34, 0.55f, 1.60 },
  { 0.40f, 0.34, 0.00f, 0.00 },
  { 0.56f, 0.25, 0.00f, 0.00 },
};

typedef struct
{
  SmpGaussian narrow;
  SmpGaussian wide;
  SmpGrid     narrow_loss; /* light lost, spread in the skin */
  SmpGrid     wide_loss;
} Channel;

/* All that the rendering of one rectangle needs.  Coordinates count from the pattern's origin. */
typedef struct
{
  const SmpParams *params;
  const SmpPlane  *pigment;
  SmpInk           ink;
  SmpGaussian      photo_blur;
  Channel          channel[N_CHANNELS];
} Skin;

void
smp_ink_init (SmpInk *ink, const SmpParams *params)
{
  static const gdouble absorption[][N_CHANNELS] = {
    [SMP_PIGMENT_CARBON]      = { 0.90, 1.00, 1.15 },
    [SMP_PIGMENT_CARBON_WARM] = { 0.84, 1.00, 1.25 },
    [SMP_PIGMENT_IRON_OXIDE]  = { 0.75, 1.00, 1.35 },
    [SMP_PIGMENT_TEMPORARY]   = { 0.86, 1.00, 1.20 },
  };
  static const gdouble sigma_s[N_CHANNELS] = { 0.74, 0.88, 1.01 };
  static const gdouble sigma_a[N_CHANNELS] = { 0.032, 0.17, 0.48 };
  gdouble              depth_mm;

  g_return_if_fail (ink != NULL && params != NULL);

  depth_mm = smp_fade_depth_mm (params);
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      gdouble s = 0.75 * sigma_s[c];
      gdouble a = 1.0 + 2.0 * sigma_a[c] / s;
      gdouble b = sqrt (a * a - 1.0);
      gdouble e = (gdouble) smp_exp ((gfloat) (-2.0 * b * s * depth_mm));

      /* sinh / (a sinh + b cosh), over R of an endless layer, a - b. */
      ink->haze[c] = (gfloat) ((1.0 - e) / (a * (1.0 - e) + b * (1.0 + e)) / (a - b));
      ink->absorption[c] =
        (gfloat) absorption[CLAMP (params->pigment, 0, SMP_PIGMENT_TEMPORARY)][c];
    }
  smp_fade_absorption (params, ink->absorption);
}

static void
skin_init (Skin *skin, const SmpParams *params, const SmpPlane *pigment)
{
  skin->params  = params;
  skin->pigment = pigment;
  smp_ink_init (&skin->ink, params);
  smp_gaussian_init (&skin->photo_blur, params->photo_blur_px, 0);
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      gdouble px = params->light_spread * params->px_per_mm;

      smp_gaussian_init (&skin->channel[c].narrow, point_spread[c].sigma_mm * px, LARGEST_SHIFT);
      smp_gaussian_init (&skin->channel[c].wide, point_spread[c].wide_sigma_mm * px,
                         LARGEST_SHIFT);
    }
}

gint
smp_skin_margin_px (const SmpParams *params)
{
  Skin skin;
  gint widest = 0;

  skin_init (&skin, params, NULL);
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      widest = MAX (widest, smp_gaussian_margin_px (&skin.channel[c].narrow));
      widest = MAX (widest, smp_gaussian_margin_px (&skin.channel[c].wide));
    }
  return widest + skin.photo_blur.radius;
}

/* The light lost in one channel to the pigment of n pixels. */
static SMP_VECTORISED void
lost_light (const gfloat *pigment, gint n, gfloat absorption, gfloat *loss)
{
  for (gint i = 0; i < n; i++)
    {
      gfloat share = pigment[2 * i + 1];
      gfloat depth = pigment[2 * i] / MAX (share, 1e-30f);

      loss[i] = share * (1.0f - smp_exp (-absorption * depth));
    }
}

/* The same for pixels x0 to x1 of row y, wherever the pigment map ends. */
static void
lost_light_in_row (const Skin *skin, gint channel, gint64 x0, gint64 x1, gint64 y, gfloat *loss)
{
  const SmpPlane *map   = skin->pigment;
  gint64          map_x = (gint64) map->x - skin->params->origin_x;
  gint64          map_y = (gint64) map->y - skin->params->origin_y;
  gint64          from  = CLAMP (map_x, x0, x1);
  gint64          to    = CLAMP (map_x + map->width, from, x1);

  if (y < map_y || y >= map_y + map->height)
    to = from;
  memset (loss, 0, sizeof (gfloat) * (gsize) (from - x0));
  memset (loss + (to - x0), 0, sizeof (gfloat) * (gsize) (x1 - to));
  if (to > from)
    lost_light (smp_plane_at (map, (gint) (from + skin->params->origin_x),
                              (gint) (y + skin->params->origin_y)),
                (gint) (to - from), skin->ink.absorption[channel], loss + (from - x0));
}

/* The means of lost light over the blocks of a grid. */
static SMP_VECTORISED void
fill_grid (const Skin *skin, gint channel, SmpGrid *grid)
{
  gint         block  = 1 << grid->shift;
  gint         width  = grid->width << grid->shift;
  gint64       x0     = grid->column << grid->shift;
  const gfloat share  = 1.0f / (gfloat) (block * block);
  gfloat      *loss   = g_new (gfloat, (gsize) width);
  gfloat      *column = g_new (gfloat, (gsize) width);

  for (gint row = 0; row < grid->height; row++)
    {
      gfloat *out = grid->data + (gsize) row * (gsize) grid->width;

      memset (column, 0, sizeof (gfloat) * (gsize) width);
      for (gint k = 0; k < block; k++)
        {
          lost_light_in_row (skin, channel, x0, x0 + width,
                             ((grid->row + row) << grid->shift) + k, loss);
          for (gint i = 0; i < width; i++)
            column[i] += loss[i];
        }
      for (gint i = 0; i < grid->width; i++)
        {
          gfloat sum = 0.0f;

          for (gint k = 0; k < block; k++)
            sum += column[(i << grid->shift) + k];
          out[i] = sum * share;
        }
    }
  g_free (loss);
  g_free (column);
}

static void
spread_light (Skin *skin, gint c, gint64 x0, gint64 y0, gint64 x1, gint64 y1)
{
  Channel *channel = &skin->channel[c];
  SmpGrid  blocks;

  smp_grid_init_around (&channel->narrow_loss, &channel->narrow, x0, y0, x1, y1);
  if (point_spread[c].wide_share > 0.0f)
    {
      smp_grid_init_around (&channel->wide_loss, &channel->wide, x0, y0, x1, y1);
      smp_grid_init_covering (&blocks, channel->narrow_loss.shift, &channel->wide_loss);
      fill_grid (skin, c, &blocks);
      smp_grid_reduce (&channel->narrow_loss, &blocks);
      smp_grid_reduce (&channel->wide_loss, &blocks);
      smp_grid_clear (&blocks);
      smp_grid_blur (&channel->wide_loss, &channel->wide);
    }
  else
    fill_grid (skin, c, &channel->narrow_loss);
  smp_grid_blur (&channel->narrow_loss, &channel->narrow);
}

/* M of one channel along a row, before the photo's blur. */
static SMP_VECTORISED void
returned_light_in_row (const Skin *skin,
                       gint        c,
                       gint64      x0,
                       gint64      y,
                       gint        width,
                       gfloat     *scratch,
                       gfloat     *row)
{
  const Channel *channel = &skin->channel[c];
  const gfloat   wide_share = point_spread[c].wide_share;
  const gfloat   unspread_share = point_spread[c].unspread_share;
  const gfloat   haze = skin->ink.haze[c];
  gfloat        *spread = scratch, *wide = scratch + width, *blocks = scratch + 2 * width;

  lost_light_in_row (skin, c, x0, x0 + width, y, row);
  smp_grid_read_row (&channel->narrow_loss, x0, y, width, blocks, spread);
  for (gint i = 0; i < width; i++)
    spread[i] = unspread_share * row[i] + (1.0f - unspread_share - wide_share) * spread[i];
  if (wide_share > 0.0f)
    {
      smp_grid_read_row (&channel->wide_loss, x0, y, width, blocks, wide);
      for (gint i = 0; i < width; i++)
        spread[i] += wide_share * wide[i];
    }
  for (gint i = 0; i < width; i++)
    row[i] = haze + (1.0f - haze) * (1.0f - row[i]) * (1.0f - spread[i]);
}

static SMP_VECTORISED void
blur_row (const SmpGaussian *gaussian, const gfloat *in, gint width, gfloat *out)
{
  for (gint i = 0; i < width; i++)
    out[i] = gaussian->taps[0] * in[i];
  for (gint k = 1; k <= gaussian->radius; k++)
    for (gint i = 0; i < width; i++)
      out[i] += gaussian->taps[k] * (in[i - k] + in[i + k]);
}

/* The sum of rows of one channel, weighted by the blur's taps. */
static SMP_VECTORISED void
blur_column (const SmpGaussian *gaussian, const gfloat *in, gint stride, gint width, gfloat *out)
{
  for (gint i = 0; i < width; i++)
    out[i] = gaussian->taps[0] * in[i];
  for (gint k = 1; k <= gaussian->radius; k++)
    for (gint i = 0; i < width; i++)
      out[i] += gaussian->taps[k] * (in[i - k * stride] + in[i + k * stride]);
}

static void
write_row (gfloat *const m[N_CHANNELS], gint width, gfloat *light)
{
  for (gint i = 0; i < width; i++)
    {
      gfloat least = MIN (MIN (m[0][i], m[1][i]), m[2][i]);

      light[4 * i]     = m[0][i];
      light[4 * i + 1] = m[1][i];
      light[4 * i + 2] = m[2][i];
      light[4 * i + 3] = least < 1.0f - LEAST_LOSS ? 1.0f : 0.0f;
    }
}

/* Draws a block of at most BLOCK_WIDTH x BLOCK_HEIGHT pixels of the picture. */
static void
render_block (const Skin *skin, SmpPlane *light, gint left, gint top, gfloat *memory)
{
  gint    width  = MIN (BLOCK_WIDTH, light->width - left);
  gint    height = MIN (BLOCK_HEIGHT, light->height - top);
  gint    radius = skin->photo_blur.radius;
  gint64  x      = (gint64) light->x + left - skin->params->origin_x;
  gint64  y      = (gint64) light->y + top - skin->params->origin_y;
  gsize   plane  = (gsize) (height + 2 * radius) * (gsize) width;
  gfloat *row    = memory + N_CHANNELS * plane;
  gfloat *m[N_CHANNELS];
  gfloat *scratch;

  for (gint c = 0; c < N_CHANNELS; c++)
    m[c] = row + c * width;
  scratch = row + N_CHANNELS * (width + 2 * radius);

  for (gint c = 0; c < N_CHANNELS; c++)
    for (gint j = -radius; j < height + radius; j++)
      {
        returned_light_in_row (skin, c, x - radius, y + j, width + 2 * radius, scratch, row);
        blur_row (&skin->photo_blur, row + radius, width,
                  memory + (gsize) c * plane + (gsize) ((j + radius) * width));
      }

  for (gint j = 0; j < height; j++)
    {
      for (gint c = 0; c < N_CHANNELS; c++)
        blur_column (&skin->photo_blur,
                     memory + (gsize) c * plane + (gsize) ((j + radius) * width), width, width,
                     m[c]);
      write_row (m, width, smp_plane_at (light, light->x + left, light->y + top + j));
    }
}

void
smp_skin_render (const SmpParams *params, const SmpPlane *pigment, SmpPlane *light)
{
  Skin    skin;
  gint    radius;
  gint64  x0, y0;
  gfloat *memory;

  g_return_if_fail (pigment->components == 2 && light->components == 4);

  skin_init (&skin, params, pigment);
  radius = skin.photo_blur.radius;
  x0     = (gint64) light->x - params->origin_x - radius;
  y0     = (gint64) light->y - params->origin_y - radius;
  for (gint c = 0; c < N_CHANNELS; c++)
    spread_light (&skin, c, x0, y0, x0 + light->width + 2 * radius,
                  y0 + light->height + 2 * radius);

  memory = g_new (gfloat, (gsize) (BLOCK_HEIGHT + 2 * radius + 8) *
                            (gsize) (BLOCK_WIDTH + 2 * radius) * N_CHANNELS);
  for (gint top = 0; top < light->height; top += BLOCK_HEIGHT)
    for (gint left = 0; left < light->width; left += BLOCK_WIDTH)
      render_block (&skin, light, left, top, memory);
  g_free (memory);

  for (gint c = 0; c < N_CHANNELS; c++)
    {
      smp_grid_clear (&skin.channel[c].narrow_loss);
      if (point_spread[c].wide_share > 0.0f)
        smp_grid_clear (&skin.channel[c].wide_loss);
    }
}
