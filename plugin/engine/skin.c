/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Longer than usual: all steps of one drawing share its state. */

#include <math.h>
#include <string.h>

#include "exact-math.h"
#include "smp/fade.h"
#include "smp/skin.h"
#include "spread.h"

#define N_CHANNELS    3
#define BLOCK_WIDTH   256 /* so much stays in a processor's cache */
#define BLOCK_HEIGHT  64
#define BAND_HEIGHT   16
#define LARGEST_SHIFT 20
#define SPAN_PX       8

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

/* All that the drawing of one rectangle needs.  Coordinates count from the pattern's origin. */
struct _SmpSkin
{
  SmpParams   params;
  SmpReadFunc read;
  gpointer    source;
  SmpInk      ink;
  SmpGaussian photo_blur;
  Channel     channel[N_CHANNELS];
  gfloat     *memory; /* for the drawing of one block */
};

static void
skin_init (SmpSkin *skin, const SmpParams *params)
{
  gdouble spread_px = params->light_spread * params->px_per_mm;

  skin->params = *params;
  smp_ink_init (&skin->ink, params);
  smp_gaussian_init (&skin->photo_blur, params->photo_blur_px, 0);
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      Channel *channel = &skin->channel[c];

      smp_gaussian_init (&channel->narrow, point_spread[c].sigma_mm * spread_px, LARGEST_SHIFT);
      smp_gaussian_init (&channel->wide, point_spread[c].wide_sigma_mm * spread_px, LARGEST_SHIFT);
    }
}

static gint
widest_spread_px (const SmpSkin *skin)
{
  gint widest = 0;

  for (gint c = 0; c < N_CHANNELS; c++)
    {
      widest = MAX (widest, smp_gaussian_margin_px (&skin->channel[c].narrow));
      widest = MAX (widest, smp_gaussian_margin_px (&skin->channel[c].wide));
    }
  return widest;
}

gint
smp_skin_margin_px (const SmpParams *params)
{
  SmpSkin skin;

  skin_init (&skin, params);
  return MAX (widest_spread_px (&skin) + skin.photo_blur.radius,
              smp_fade_redness_margin_px (params));
}

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

      red[i]   = share * (1.0f - smp_exp (-absorption[0] * depth));
      green[i] = share * (1.0f - smp_exp (-absorption[1] * depth));
      blue[i]  = share * (1.0f - smp_exp (-absorption[2] * depth));
    }
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
      lose_light (pigment + 2 * i, SPAN_PX, absorption, red + i, green + i, blue + i);
  lose_light (pigment + 2 * i, n - i, absorption, red + i, green + i, blue + i);
}

/* The rectangle of the pigment map, counted from the pattern's origin; the whole of it where it
 * lies in memory as it is. */
static SmpPlane
read_pigment (const SmpSkin *skin, gint64 x, gint64 y, gint width, gint height, gfloat *data)
{
  SmpPlane plane = {
    data, (gint) (x + skin->params.origin_x), (gint) (y + skin->params.origin_y), width, height, 2
  };

  if (skin->read == smp_plane_read)
    return *(const SmpPlane *) skin->source;

  skin->read (&plane, skin->source);
  return plane;
}

/* The light lost in a row's pixels, of which the map may hold a part or none. */
static void
lose_light_in_row (const SmpSkin  *skin,
                   const SmpPlane *map,
                   gint64          x,
                   gint64          y,
                   gint            width,
                   gfloat         *red,
                   gfloat         *green,
                   gfloat         *blue)
{
  gint64 left  = (gint64) map->x - skin->params.origin_x;
  gint64 top   = (gint64) map->y - skin->params.origin_y;
  gint   from  = (gint) (CLAMP (left, x, x + width) - x);
  gint   to    = (gint) (CLAMP (left + map->width, x + from, x + width) - x);
  gsize  ahead = sizeof (gfloat) * (gsize) from, behind;

  if (y < top || y >= top + map->height)
    to = from;
  behind = sizeof (gfloat) * (gsize) (width - to);
  memset (red, 0, ahead);
  memset (green, 0, ahead);
  memset (blue, 0, ahead);
  memset (red + to, 0, behind);
  memset (green + to, 0, behind);
  memset (blue + to, 0, behind);
  if (to > from)
    lose_light_in_span (smp_plane_at (map, (gint) (x + from + skin->params.origin_x),
                                      (gint) (y + skin->params.origin_y)),
                        to - from, skin->ink.absorption, red + from, green + from, blue + from);
}

/* Adds up a row of lost light, and at the end of a row of blocks writes their means. */
static SMP_VECTORISED void
gather_row (SmpGrid *grid, gint64 y, const gfloat *loss, gfloat *column)
{
  gint         block = 1 << grid->shift;
  const gfloat share = 1.0f / (gfloat) (block * block);
  gfloat      *out   = grid->data + ((y >> grid->shift) - grid->row) * grid->width;

  for (gint i = 0; i < grid->width << grid->shift; i++)
    column[i] += loss[i];
  if (((y + 1) & (block - 1)) != 0)
    return;

  for (gint i = 0; i < grid->width; i++)
    {
      gfloat sum = 0.0f;

      for (gint k = 0; k < block; k++)
        sum += column[(i << grid->shift) + k];
      out[i] = sum * share;
    }
  memset (column, 0, sizeof (gfloat) * (gsize) (grid->width << grid->shift));
}

/* The means of lost light over the finest blocks that any spread needs, in one pass over the map.
 */
static void
gather_light (const SmpSkin *skin, gint64 x, gint64 y0, gint width, gint64 y1, SmpGrid *grids)
{
  gfloat *pigment = g_new (gfloat, 2 * BAND_HEIGHT * (gsize) width);
  gfloat *loss    = g_new (gfloat, N_CHANNELS * (gsize) width);
  gfloat *column  = g_new0 (gfloat, N_CHANNELS * (gsize) width);

  for (gint64 y = y0; y < y1; y += BAND_HEIGHT)
    {
      gint     height = (gint) MIN (BAND_HEIGHT, y1 - y);
      SmpPlane map    = read_pigment (skin, x, y, width, height, pigment);

      for (gint row = 0; row < height; row++)
        {
          lose_light_in_row (skin, &map, x, y + row, width, loss, loss + width, loss + 2 * width);
          for (gint c = 0; c < N_CHANNELS; c++)
            gather_row (&grids[c], y + row, loss + c * width, column + c * width);
        }
    }
  g_free (pigment);
  g_free (loss);
  g_free (column);
}

static void
spread_channel (Channel *channel, const SmpGrid *finest)
{
  smp_grid_reduce (&channel->narrow_loss, finest);
  smp_grid_blur (&channel->narrow_loss, &channel->narrow);
  if (channel->wide_loss.data)
    {
      smp_grid_reduce (&channel->wide_loss, finest);
      smp_grid_blur (&channel->wide_loss, &channel->wide);
    }
}

/* What is lost around each pixel of the rectangle. */
static void
spread_light (SmpSkin *skin, gint64 x0, gint64 y0, gint64 x1, gint64 y1)
{
  gint    margin = widest_spread_px (skin);
  gint    shift  = 0;
  gint64  block, left, right, top, bottom;
  SmpGrid finest[N_CHANNELS];

  for (gint c = 0; c < N_CHANNELS; c++)
    {
      Channel *channel = &skin->channel[c];

      shift = MAX (shift, MAX (channel->narrow.shift, channel->wide.shift));
      smp_grid_init_around (&channel->narrow_loss, &channel->narrow, x0, y0, x1, y1);
      if (point_spread[c].wide_share > 0.0f)
        smp_grid_init_around (&channel->wide_loss, &channel->wide, x0, y0, x1, y1);
    }

  /* Whole blocks of every grid. */
  block  = (gint64) 1 << shift;
  left   = ((x0 - margin) >> shift) * block;
  top    = ((y0 - margin) >> shift) * block;
  right  = -((-(x1 + margin) >> shift) * block);
  bottom = -((-(y1 + margin) >> shift) * block);
  for (gint c = 0; c < N_CHANNELS; c++)
    smp_grid_init (&finest[c], skin->channel[c].narrow.shift, left, top, right, bottom);
  gather_light (skin, left, top, (gint) (right - left), bottom, finest);
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      spread_channel (&skin->channel[c], &finest[c]);
      smp_grid_clear (&finest[c]);
    }
}

/* M of one channel along a row, from the light lost in its pixels, before the photo's blur. */
static SMP_VECTORISED void
return_light (const SmpSkin *skin,
              gint           c,
              gint64         x0,
              gint64         y,
              gint           width,
              gfloat        *scratch,
              gfloat        *row)
{
  const Channel *channel        = &skin->channel[c];
  const gfloat   wide_share     = point_spread[c].wide_share;
  const gfloat   unspread_share = point_spread[c].unspread_share;
  const gfloat   narrow_share   = 1.0f - unspread_share - wide_share;
  const gfloat   haze           = skin->ink.haze[c];
  gfloat        *spread = scratch, *wide = scratch + width, *blocks = scratch + 2 * width;

  smp_grid_read_row (&channel->narrow_loss, x0, y, width, blocks, spread);
  if (wide_share > 0.0f)
    {
      smp_grid_read_row (&channel->wide_loss, x0, y, width, blocks, wide);
      for (gint i = 0; i < width; i++)
        spread[i] = narrow_share * spread[i] + wide_share * wide[i];
    }
  else
    for (gint i = 0; i < width; i++)
      spread[i] *= narrow_share;

  for (gint i = 0; i < width; i++)
    row[i] =
      haze + (1.0f - haze) * (1.0f - row[i]) * (1.0f - (unspread_share * row[i] + spread[i]));
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
draw_block (const SmpSkin *skin, SmpPlane *light, gint left, gint top)
{
  gint     radius = skin->photo_blur.radius;
  gint     width = MIN (BLOCK_WIDTH, light->width - left), wide = width + 2 * radius;
  gint     height = MIN (BLOCK_HEIGHT, light->height - top), high = height + 2 * radius;
  gint64   x       = (gint64) light->x + left - skin->params.origin_x - radius;
  gint64   y       = (gint64) light->y + top - skin->params.origin_y - radius;
  gint     plane   = high * width;
  gfloat  *blurred = skin->memory, *row = blurred + N_CHANNELS * plane;
  gfloat  *scratch       = row + N_CHANNELS * wide;
  gfloat  *m[N_CHANNELS] = { row, row + wide, row + 2 * wide };
  SmpPlane pigment       = read_pigment (skin, x, y, wide, high, scratch + 3 * wide + 8);

  for (gint j = 0; j < high; j++)
    {
      lose_light_in_row (skin, &pigment, x, y + j, wide, m[0], m[1], m[2]);
      for (gint c = 0; c < N_CHANNELS; c++)
        {
          return_light (skin, c, x, y + j, wide, scratch, m[c]);
          smp_blur_row (&skin->photo_blur, m[c] + radius, 1, width,
                        blurred + c * plane + j * width);
        }
    }

  for (gint j = 0; j < height; j++)
    {
      for (gint c = 0; c < N_CHANNELS; c++)
        smp_blur_row (&skin->photo_blur, blurred + c * plane + (j + radius) * width, width, width,
                      m[c]);
      write_row (m, width, smp_plane_at (light, light->x + left, light->y + top + j));
    }
}

SmpSkin *
smp_skin_new (const SmpParams *params,
              gint             x,
              gint             y,
              gint             width,
              gint             height,
              SmpReadFunc      read,
              gpointer         source)
{
  SmpSkin *skin;
  gint     radius;
  gint64   x0, y0;

  g_return_val_if_fail (params != NULL && read != NULL, NULL);

  skin = g_new0 (SmpSkin, 1);
  skin_init (skin, params);
  skin->read   = read;
  skin->source = source;
  radius       = skin->photo_blur.radius;
  x0           = (gint64) x - params->origin_x - radius;
  y0           = (gint64) y - params->origin_y - radius;
  spread_light (skin, x0, y0, x0 + width + 2 * radius, y0 + height + 2 * radius);

  /* Per pixel two numbers of pigment and three of light, and some rows. */
  skin->memory = g_new (gfloat, (gsize) (BLOCK_HEIGHT + 2 * radius + 8) *
                                  (gsize) (BLOCK_WIDTH + 2 * radius) * (N_CHANNELS + 2));
  return skin;
}

void
smp_skin_draw (SmpSkin *skin, SmpPlane *light)
{
  g_return_if_fail (skin != NULL && light->components == 4);

  for (gint top = 0; top < light->height; top += BLOCK_HEIGHT)
    for (gint left = 0; left < light->width; left += BLOCK_WIDTH)
      draw_block (skin, light, left, top);
  smp_fade_redden (&skin->params, skin->read, skin->source, light);
}

void
smp_skin_free (SmpSkin *skin)
{
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      smp_grid_clear (&skin->channel[c].narrow_loss);
      smp_grid_clear (&skin->channel[c].wide_loss);
    }
  g_free (skin->memory);
  g_free (skin);
}

void
smp_skin_render (const SmpParams *params, const SmpPlane *pigment, SmpPlane *light)
{
  SmpSkin *skin;

  g_return_if_fail (pigment->components == 2 && light->components == 4);

  skin = smp_skin_new (params, light->x, light->y, light->width, light->height, smp_plane_read,
                       (gpointer) pigment);
  smp_skin_draw (skin, light);
  smp_skin_free (skin);
}
