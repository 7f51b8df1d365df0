/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "fade.h"
#include "lost-light.h"
#include "smp/craft.h"
#include "smp/skin.h"
#include "softening.h"

#define N_CHANNELS    SMP_LOST_LIGHT_CHANNELS
#define REDNESS_MEANS N_CHANNELS
#define BLOCK_WIDTH   128 /* so much stays in a processor's cache */
#define BLOCK_HEIGHT  128
#define ROWS_AHEAD    3   /* the light lost there is fetched into the cache meanwhile */
#define SLICE_HEIGHT  256 /* of a large picture, so that little light lost is held */
#define LARGEST_SHIFT 20
#define MOST_BLUR_PX  5.0 /* wider ones have more taps than there is room for */

/* Less lost light than this is none: it is below half a step of an 8-bit picture. */
#define LEAST_LOSS (1.0f / 2048.0f)

/* What rounding in the photo's blur may leave of no loss at all. */
#define ROUNDING 2e-7f

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

/* All that the drawing of one column of the picture needs.  Coordinates count from the pattern's
 * origin. */
struct _SmpSkin
{
  SmpParams    params;
  SmpInk       ink;
  SmpGaussian  photo_blur;
  gint64       x0, x1; /* with the photo's blur */
  SmpLostLight lost;
  gint64       top, bottom; /* rows for which light is spread */
  gboolean     is_bare;     /* no light is lost that reaches any of them */
  Channel      channel[N_CHANNELS];
  SmpGaussian  redness;
  SmpGrid      redness_loss;
  gfloat      *memory; /* for the drawing of one block */
};

static void
skin_init (SmpSkin *skin, const SmpParams *params)
{
  gdouble spread_px = params->light_spread * params->px_per_mm;

  skin->params = *params;
  smp_ink_init (&skin->ink, params);
  /* Both soften the light that comes back, so one Gaussian does. */
  smp_gaussian_init (&skin->photo_blur,
                     MIN (hypot (params->photo_blur_px,
                                 params->dot_softness_mm * params->px_per_mm),
                          MOST_BLUR_PX),
                     0);
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      Channel *channel = &skin->channel[c];

      smp_gaussian_init (&channel->narrow, point_spread[c].sigma_mm * spread_px, LARGEST_SHIFT);
      smp_gaussian_init (&channel->wide, point_spread[c].wide_sigma_mm * spread_px, LARGEST_SHIFT);
    }
  smp_fade_redness_init (&skin->redness, params);
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
  return MAX (widest, smp_gaussian_margin_px (&skin->redness));
}

gint
smp_skin_margin_px (const SmpParams *params)
{
  SmpSkin skin;

  skin_init (&skin, params);
  return widest_spread_px (&skin) + skin.photo_blur.radius;
}

/* The light lost in the rows y0 to y1, to be spread. */
static void
gather (SmpGrid           *grid,
        const SmpGaussian *gaussian,
        const SmpSkin     *skin,
        const SmpGrid     *means,
        gint64             y0,
        gint64             y1)
{
  smp_grid_clear (grid);
  smp_grid_init_around (grid, gaussian, skin->x0, y0, skin->x1, y1);
  smp_grid_reduce (grid, means);
}

/* Spreads it; that in another grid too, unless it is NULL. */
static void
spread (SmpGrid *grid, SmpGrid *other, const SmpGaussian *gaussian, const SmpSkin *skin)
{
  smp_grid_blur_on_head (grid, other, gaussian, skin->params.head, skin->params.px_per_mm);
}

/* The narrow spread of all channels; it is the same in some. */
static void
spread_narrow (SmpSkin *skin, gint64 y0, gint64 y1)
{
  for (gint c = 0, next; c < N_CHANNELS; c = next)
    {
      Channel *channel = &skin->channel[c], *other = NULL;

      next = c + 1;
      gather (&channel->narrow_loss, &channel->narrow, skin, &skin->lost.means[c], y0, y1);
      if (next < N_CHANNELS && point_spread[next].sigma_mm == point_spread[c].sigma_mm)
        {
          other = &skin->channel[next];
          gather (&other->narrow_loss, &other->narrow, skin, &skin->lost.means[next], y0, y1);
          next++;
        }
      spread (&channel->narrow_loss, other ? &other->narrow_loss : NULL, &channel->narrow, skin);
    }
}

/* What is lost around each pixel of rows y0 to y1. */
static void
spread_light (SmpSkin *skin, gint64 y0, gint64 y1)
{
  gint margin = widest_spread_px (skin);

  smp_lost_light_move (&skin->lost, y0 - margin, y0, y1 + margin);
  skin->top     = y0;
  skin->bottom  = y1;
  skin->is_bare = skin->lost.last_treated < y0 - margin;
  if (skin->is_bare)
    return;
  spread_narrow (skin, y0, y1);
  for (gint c = 0; c < N_CHANNELS; c++)
    if (point_spread[c].wide_share > 0.0f)
      {
        Channel *channel = &skin->channel[c];

        gather (&channel->wide_loss, &channel->wide, skin, &skin->lost.means[c], y0, y1);
        spread (&channel->wide_loss, NULL, &channel->wide, skin);
      }
  if (skin->lost.n_means > REDNESS_MEANS)
    {
      gather (&skin->redness_loss, &skin->redness, skin, &skin->lost.means[REDNESS_MEANS], y0, y1);
      spread (&skin->redness_loss, NULL, &skin->redness, skin);
    }
}

/* Sees to it that what is lost around each pixel of the rows of the picture is known. */
static void
spread_light_for (SmpSkin *skin, gint y, gint height)
{
  const gint64 y0 = (gint64) y - skin->params.origin_y - skin->photo_blur.radius;
  const gint64 y1 = y0 + height + 2 * skin->photo_blur.radius;

  if (y0 < skin->top || y1 > skin->bottom)
    spread_light (skin, y0, y1);
}

/* So many numbers, or some more: loops are quicker that have no rest. */
static gint
whole_vectors (gint n)
{
  return (n + SMP_LANES - 1) & -SMP_LANES;
}

/* Light that is returned where none is lost in a pixel itself, less what is lost around it: of one
 * spread of one channel, along a row.  It is level + share * step, where smp_grid_rows_go() says
 * the share. */
typedef struct
{
  SmpGridRows rows;
  gint64      row;   /* of the grid, that level and step are of */
  gint        width; /* in whole vectors */
  gfloat      most, lost_share;
  gfloat     *level, *step;
} Spread;

static void
spread_init (Spread        *spread,
             const SmpGrid *loss,
             gint64         x0,
             gint           width,
             gfloat         most,
             gfloat         lost_share,
             gfloat        *memory)
{
  smp_grid_rows_init (&spread->rows, loss, x0, width, memory);
  spread->row        = G_MININT64;
  spread->width      = whole_vectors (width);
  spread->most       = most;
  spread->lost_share = lost_share;
  spread->level      = memory + 2 * spread->width;
  spread->step       = memory + 3 * spread->width;
}

static SMP_VECTORISED void
spread_read (Spread *spread)
{
  const gfloat *above = spread->rows.above, *below = spread->rows.below;
  const gfloat  most = spread->most, share = spread->lost_share;
  gfloat       *level = spread->level, *step = spread->step;

  for (gint i = 0; i < (spread->width & -SMP_LANES); i++)
    {
      level[i] = most - share * above[i];
      step[i]  = share * (above[i] - below[i]);
    }
}

/* Goes to row y of the picture. Returns the share of step in it. */
static gfloat
spread_go (Spread *spread, gint64 y)
{
  const gfloat share = smp_grid_rows_go (&spread->rows, y);

  if (spread->rows.row != spread->row)
    spread_read (spread);
  spread->row = spread->rows.row;
  return share;
}

/* The light around a row's pixels in one channel. */
typedef struct
{
  Spread narrow, wide;
} Around;

static void
around_init (Around *around, const SmpSkin *skin, gint c, gint64 x0, gint width, gfloat *memory)
{
  const Channel *channel    = &skin->channel[c];
  const gfloat   wide_share = point_spread[c].wide_share, not_haze = 1.0f - skin->ink.haze[c];
  const gfloat   narrow_share = 1.0f - point_spread[c].unspread_share - wide_share;

  spread_init (&around->narrow, &channel->narrow_loss, x0, width, not_haze, not_haze * narrow_share,
               memory);
  spread_init (&around->wide, &channel->wide_loss, x0, width, 0.0f, not_haze * wide_share,
               memory + 4 * whole_vectors (width));
}

/* M of one channel along a row, from the light lost in its pixels, before the photo's blur. */
static SMP_VECTORISED void
return_light (const SmpSkin *skin,
              gint           c,
              Around        *around,
              gint64         y,
              const gfloat  *loss,
              gfloat *restrict row)
{
  const gint    width          = around->narrow.width & -SMP_LANES;
  const gfloat  haze           = skin->ink.haze[c];
  const gfloat  unspread_share = (1.0f - haze) * point_spread[c].unspread_share;
  const gfloat  share          = spread_go (&around->narrow, y);
  const gfloat *level = around->narrow.level, *step = around->narrow.step;
  gfloat        far_share;
  const gfloat *far_level, *far_step;

  if (point_spread[c].wide_share <= 0.0f)
    {
      for (gint i = 0; i < width; i++)
        row[i] = haze + (1.0f - loss[i]) * (level[i] + share * step[i] - unspread_share * loss[i]);
      return;
    }

  far_share = spread_go (&around->wide, y);
  far_level = around->wide.level;
  far_step  = around->wide.step;
  for (gint i = 0; i < width; i++)
    row[i] = haze + (1.0f - loss[i]) * (level[i] + share * step[i] - unspread_share * loss[i] +
                                        (far_level[i] + far_share * far_step[i]));
}

/* Draws a block of at most BLOCK_WIDTH x BLOCK_HEIGHT pixels of the picture.  Of the rows before
 * the photo's blur as many are held as a pixel takes. */
static void
draw_block (const SmpSkin *skin, SmpPlane *light, gint left, gint top)
{
  const gint    radius = skin->photo_blur.radius, n_rows = 2 * radius + 1;
  const gint    width = MIN (BLOCK_WIDTH, light->width - left);
  const gint    wide = width + 2 * radius, held_wide = whole_vectors (wide);
  const gint    high = MIN (BLOCK_HEIGHT, light->height - top) + 2 * radius;
  const gint64  x    = (gint64) light->x + left - skin->params.origin_x - radius;
  const gint64  y    = (gint64) light->y + top - skin->params.origin_y - radius;
  const gint    size = N_CHANNELS * held_wide;
  gfloat       *held = skin->memory, *row = held + n_rows * size;
  gfloat       *memory = row + size + SMP_SOFTENING_SLACK;
  const gfloat *rows[2 * SMP_SPREAD_MAX_TAPS - 1];
  Around        around[N_CHANNELS];

  for (gint c = 0; c < N_CHANNELS; c++)
    around_init (&around[c], skin, c, x, wide, memory + 8 * c * held_wide);
  for (gint j = 0; j < high; j++)
    {
      const gfloat *loss  = smp_lost_light_row (&skin->lost, 0, x, y + j);
      const gint    ahead = MIN (ROWS_AHEAD, high - 1 - j);
      const gfloat *next  = smp_lost_light_row (&skin->lost, 0, x, y + j + ahead);

      for (gint c = 0; c < N_CHANNELS; c++)
        {
          smp_prefetch_row (next + c * skin->lost.width, wide);
          return_light (skin, c, &around[c], y + j, loss + c * skin->lost.width,
                        held + j % n_rows * size + c * held_wide);
        }
      if (j < 2 * radius)
        continue;
      for (gint k = 0; k < n_rows; k++)
        rows[k] = held + (j + 1 + k) % n_rows * size;
      smp_soften_down (&skin->photo_blur, rows, size, row);
      smp_soften_along (&skin->photo_blur, row, held_wide, width,
                        radius > 0 ? 1.0f - ROUNDING : 1.0f, LEAST_LOSS,
                        smp_plane_at (light, light->x + left, light->y + top + j - 2 * radius));
    }
}

static void
begin_lost_light (SmpSkin *skin, SmpReadFunc read, gpointer source)
{
  SmpLostLight *lost   = &skin->lost;
  gint          margin = widest_spread_px (skin), coarsest = skin->redness.shift;

  lost->read     = read;
  lost->source   = source;
  lost->origin_x = skin->params.origin_x;
  lost->origin_y = skin->params.origin_y;
  lost->n_means  = smp_fade_reddens (&skin->params) ? REDNESS_MEANS + 1 : REDNESS_MEANS;
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      const Channel *channel = &skin->channel[c];

      lost->absorption[c]  = skin->ink.absorption[c];
      lost->means[c].shift = channel->narrow.shift;
      coarsest             = MAX (coarsest, MAX (channel->narrow.shift, channel->wide.shift));
    }
  lost->means[REDNESS_MEANS].shift = skin->redness.shift;
  smp_lost_light_init (lost, skin->x0 - margin, skin->x1 + margin, coarsest);
}

SmpSkin *
smp_skin_new (const SmpParams *params, gint x, gint width, SmpReadFunc read, gpointer source)
{
  SmpSkin *skin;
  gint     radius;

  g_return_val_if_fail (params != NULL && read != NULL, NULL);

  skin = g_new0 (SmpSkin, 1);
  skin_init (skin, params);
  radius   = skin->photo_blur.radius;
  skin->x0 = (gint64) x - params->origin_x - radius;
  skin->x1 = skin->x0 + width + 2 * radius;
  begin_lost_light (skin, read, source);

  /* Rows of all channels: those before the photo's blur, one after it, and eight in all of what is
   * spread. */
  skin->memory = g_new0 (gfloat, (gsize) (2 * radius + 10) *
                                     (gsize) whole_vectors (BLOCK_WIDTH + 2 * radius) * N_CHANNELS +
                                   SMP_SOFTENING_SLACK);
  return skin;
}

const gfloat smp_skin_bare_light[4] = { 1.0f, 1.0f, 1.0f, 0.0f };

static SMP_VECTORISED gboolean
is_zero (const gfloat *numbers, gint n)
{
  gint n_others = 0;

  for (gint i = 0; i < n; i++)
    n_others += numbers[i] != 0.0f;
  return n_others == 0;
}

/* Whether light is lost neither in nor around a rectangle of rows that light is spread for, which
 * is in the picture and with the photo's blur in the column.  Where there is any, that is seen at
 * once. */
static gboolean
loses_none (const SmpSkin *skin, gint x, gint y, gint width, gint height)
{
  const gint   radius = skin->photo_blur.radius;
  const gint64 x0 = (gint64) x - skin->params.origin_x - radius, x1 = x0 + width + 2 * radius;
  const gint64 y0 = (gint64) y - skin->params.origin_y - radius, y1 = y0 + height + 2 * radius;

  if (skin->is_bare)
    return TRUE;
  for (gint c = 0; c < N_CHANNELS; c++)
    if (!smp_grid_is_zero (&skin->channel[c].narrow_loss, x0, y0, x1, y1) ||
        (point_spread[c].wide_share > 0.0f &&
         !smp_grid_is_zero (&skin->channel[c].wide_loss, x0, y0, x1, y1)))
      return FALSE;
  if (skin->redness_loss.data && !smp_grid_is_zero (&skin->redness_loss, x0, y0, x1, y1))
    return FALSE;
  for (gint64 row = y0; row < y1; row++)
    for (gint c = 0; c < N_CHANNELS; c++)
      if (!is_zero (smp_lost_light_row (&skin->lost, c, x0, row), (gint) (x1 - x0)))
        return FALSE;
  return TRUE;
}

gboolean
smp_skin_is_bare (SmpSkin *skin, gint x, gint y, gint width, gint height)
{
  g_return_val_if_fail (skin != NULL, FALSE);

  spread_light_for (skin, y, height);
  return loses_none (skin, x, y, width, height);
}

static void
draw_bare (SmpPlane *light, gint left, gint top, gint width, gint height)
{
  for (gint row = top; row < top + height; row++)
    {
      gfloat *pixels = smp_plane_at (light, light->x + left, light->y + row);

      for (gint i = 0; i < width; i++)
        memcpy (pixels + 4 * i, smp_skin_bare_light, sizeof smp_skin_bare_light);
    }
}

/* All three become the luminance, as in a photo without colour; what loses no light stays 1. */
static void
take_colour_away (SmpPlane *light)
{
  const gsize n = 4 * (gsize) light->width * (gsize) light->height;

  for (gfloat *pixel = light->data; pixel < light->data + n; pixel += 4)
    pixel[0] = pixel[1] = pixel[2] = pixel[1] + (gfloat) SMP_LUMA_R * (pixel[0] - pixel[1]) +
                                     (gfloat) SMP_LUMA_B * (pixel[2] - pixel[1]);
}

void
smp_skin_draw (SmpSkin *skin, SmpPlane *light)
{
  g_return_if_fail (skin != NULL && light->components == 4);

  spread_light_for (skin, light->y, light->height);
  if (skin->is_bare)
    {
      draw_bare (light, 0, 0, light->width, light->height);
      return;
    }
  for (gint top = 0; top < light->height; top += BLOCK_HEIGHT)
    for (gint left = 0; left < light->width; left += BLOCK_WIDTH)
      {
        const gint width  = MIN (BLOCK_WIDTH, light->width - left);
        const gint height = MIN (BLOCK_HEIGHT, light->height - top);

        if (loses_none (skin, light->x + left, light->y + top, width, height))
          draw_bare (light, left, top, width, height);
        else
          draw_block (skin, light, left, top);
      }
  if (skin->redness_loss.data)
    smp_fade_redden (&skin->params, &skin->redness_loss, light);
  if (skin->params.colourless == SMP_YES)
    take_colour_away (light);
}

void
smp_skin_free (SmpSkin *skin)
{
  for (gint c = 0; c < N_CHANNELS; c++)
    {
      smp_grid_clear (&skin->channel[c].narrow_loss);
      smp_grid_clear (&skin->channel[c].wide_loss);
    }
  smp_grid_clear (&skin->redness_loss);
  smp_lost_light_clear (&skin->lost);
  g_free (skin->memory);
  g_free (skin);
}

void
smp_skin_render (const SmpParams *params, const SmpPlane *pigment, SmpPlane *light)
{
  SmpSkin *skin;

  g_return_if_fail (pigment->components == 2 && light->components == 4);

  skin = smp_skin_new (params, light->x, light->width, smp_plane_read, (gpointer) pigment);
  for (gint top = 0; top < light->height; top += SLICE_HEIGHT)
    {
      SmpPlane slice = *light;

      slice.y += top;
      slice.height = MIN (SLICE_HEIGHT, light->height - top);
      slice.data   = smp_plane_at (light, light->x, slice.y);
      smp_skin_draw (skin, &slice);
    }
  smp_skin_free (skin);
}
